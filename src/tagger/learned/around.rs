//! Features of the neighbourhood of a token.

use super::feature::{Ideas, Trait};
use super::hash;
use super::knowledge::{Knowledge, LONGEST, Lists};

/// Kinds of features of a neighbourhood; numbered after those of words.
#[derive(Clone, Copy)]
enum Around {
    Bias = 64,
    PairBefore,
    PairAfter,
    WordBefore,
    WordAfter,
    ClusterBefore,
    ClusterAfter,
    ClusterThree,
    ClusterAcross,
    Phrase,
    PhraseNear,
    Trigger,
    TriggerCluster,
    First,
    Topic,
    TopicCluster,
    TopicMark,
}

/// Position of a token in a phrase of the lists: its types, whether it begins it, how long it is; 0 outside.
pub type Mark = u16;

/// Marks the longest known phrases of two words and more; those of lists and those of votes are in the low and high
/// four bits of the types.
pub fn mark_phrases(words: &[Trait], knowledge: &Knowledge, marks: &mut Vec<Mark>) {
    marks.clear();
    marks.resize(words.len(), 0);
    let mut at = 0;
    while at < words.len() {
        let mut key = phrase_hash(0, words[at].stem);
        let mut found = None;
        for (end, word) in words.iter().enumerate().take(at + LONGEST).skip(at + 1) {
            if word.mark {
                break;
            }
            key = phrase_hash(key, word.stem);
            let Some(phrase) = knowledge.phrase(key) else { break };
            if phrase.types != 0 {
                found = Some((end + 1, phrase.types));
            }
            if !phrase.goes_on {
                break;
            }
        }
        let Some((end, types)) = found else {
            at += 1;
            continue;
        };
        for (inside, mark) in marks[at..end].iter_mut().enumerate() {
            *mark = u16::from(types) | (1 + u16::from(inside > 0)) << 8 | ((end - at).min(4) as u16) << 10;
        }
        at = end;
    }
}

/// Hash of a phrase that goes on with a word.
pub fn phrase_hash(before: u32, stem: u32) -> u32 {
    hash::join(before, &[stem])
}

/// How much an article is about sports, from 0 to 3: by the words of the sentence, else by those of the sentences before
/// it, which are counted in `before`.
pub fn topic(words: &[Trait], before: &mut u32) -> u32 {
    let here = words.iter().filter(|word| word.lists.any(Lists::SPORT)).count() as u32;
    let topic = match here {
        0 => u32::from(*before > 2),
        1 | 2 => 2,
        _ => 3,
    };
    *before += here;
    topic
}

/// Gives the hash of each feature of the token at `at` that more than one word makes.
#[inline]
pub fn of_place(words: &[Trait], marks: &[Mark], topic: u32, at: usize, ideas: Ideas, mut each: impl FnMut(u32)) {
    let mut give = |of: Around, parts: &[u32]| each(hash::join(of as u32, parts));
    let none = Trait::default();
    let near = |offset: isize| at.checked_add_signed(offset).and_then(|i| words.get(i)).unwrap_or(&none);
    let (before, here, after) = (near(-1), near(0), near(1));
    give(Around::Bias, &[]);
    if at == 0 {
        give(Around::First, &[u32::from(here.clusters[0])]);
    }
    if ideas.has(Ideas::PAIRS) {
        give(Around::PairBefore, &[before.stem, here.stem]);
        give(Around::PairAfter, &[here.stem, after.stem]);
        give(Around::WordBefore, &[before.stem, u32::from(here.clusters[0])]);
        give(Around::WordAfter, &[after.stem, u32::from(here.clusters[0])]);
    }
    if ideas.has(Ideas::CLUSTERS) && ideas.has(Ideas::PAIRS) {
        let middle = |word: &Trait| u32::from(word.clusters[0]);
        give(Around::ClusterBefore, &[middle(before), middle(here)]);
        give(Around::ClusterAfter, &[middle(here), middle(after)]);
        give(Around::ClusterThree, &[middle(before), middle(here), middle(after)]);
        give(Around::ClusterAcross, &[middle(before), middle(after)]);
    }
    if topic > 0 && ideas.has(Ideas::TOPIC) {
        let lists = [Lists::ANY_PERSON, Lists::ANY_ORGANIZATION, Lists::ANY_PLACE];
        let lists = lists.iter().fold(0, |so_far, list| so_far << 1 | u32::from(here.lists.any(*list)));
        give(Around::Topic, &[topic, lists]);
        give(Around::TopicCluster, &[topic, u32::from(here.clusters[0])]);
        if let Some(&mark) = marks.get(at).filter(|mark| **mark != 0) {
            give(Around::TopicMark, &[topic, u32::from(mark)]);
        }
    }
    if ideas.has(Ideas::PHRASES | Ideas::PHRASE_VOTES) {
        let keep = (if ideas.has(Ideas::PHRASES) { 0x0f } else { 0 })
            | (if ideas.has(Ideas::PHRASE_VOTES) { 0xf0 } else { 0 });
        let mark = |offset: isize| {
            let mark = at.checked_add_signed(offset).and_then(|i| marks.get(i)).copied().unwrap_or(0);
            u32::from(if mark & keep == 0 { 0 } else { mark & (keep | 0xff00) })
        };
        if mark(0) != 0 {
            give(Around::Phrase, &[mark(0)]);
        }
        if mark(-1) != 0 || mark(1) != 0 {
            give(Around::PhraseNear, &[mark(-1), mark(0), mark(1)]);
        }
    }
    if ideas.has(Ideas::TRIGGERS) {
        if let Some((distance, trigger)) = trigger(words, at) {
            let shape = u32::from(here.lists.0 & Lists::BY_HAND) << 1 | u32::from(here.proclitic);
            give(Around::Trigger, &[distance, u32::from(trigger.lists.0 & Lists::TRIGGER), shape]);
            give(Around::TriggerCluster, &[distance, trigger.stem]);
        }
    }
}

/// The last title or head noun before the token, four words back at most, no mark between.
fn trigger(words: &[Trait], at: usize) -> Option<(u32, &Trait)> {
    let before = words[at.saturating_sub(4)..at].iter().rev();
    before
        .take_while(|word| !word.mark)
        .enumerate()
        .find(|(_, word)| word.lists.any(Lists::TRIGGER))
        .map(|(distance, word)| (distance as u32, word))
}
