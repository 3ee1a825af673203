//! Features: of a word by itself, and of its neighbourhood.

use super::hash;
use super::knowledge::{Knowledge, LONGEST, Lists};
use super::label::LABELS;
use super::spelling::{Spelling, word_hash};
use crate::text::TokenKind;

/// Ideas that features come from; each can be left out to see what it is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ideas(pub u32);

impl Ideas {
    /// Prefixes and suffixes.
    pub const AFFIXES: u32 = 1;
    /// Proclitics cut off.
    pub const CLITICS: u32 = 1 << 1;
    /// Word clusters.
    pub const CLUSTERS: u32 = 1 << 2;
    /// Lists of words: given names, surnames, places, nationalities.
    pub const LISTS: u32 = 1 << 3;
    /// Names of several words.
    pub const PHRASES: u32 = 1 << 4;
    /// The last title or head noun before.
    pub const TRIGGERS: u32 = 1 << 5;
    /// Pairs of neighbouring words and clusters.
    pub const PAIRS: u32 = 1 << 6;
    /// How an earlier model tagged the word in plain text.
    pub const VOTES: u32 = 1 << 7;
    /// Names of several words that an earlier model found in plain text.
    pub const PHRASE_VOTES: u32 = 1 << 8;
    /// All of them.
    pub const ALL: Self = Self(0x1ff);

    /// True when the idea is used.
    #[inline]
    pub fn has(self, idea: u32) -> bool {
        self.0 & idea != 0
    }
}

/// Words on each side whose own features count.
pub const REACH: usize = 2;
/// Positions of a word seen from a token: two before, itself, two after.
pub const OFFSETS: usize = 2 * REACH + 1;

/// Kinds of features of a word.
#[derive(Clone, Copy)]
enum Of {
    Form = 1,
    Stem,
    Bare,
    Proclitics,
    Prefix,
    Suffix,
    StemPrefix,
    Kind,
    Letters,
    Cluster,
    WholeCluster,
    List,
    Lists,
    Vote,
    Votes,
    Rare,
}

/// Gives the hash of each feature of a word by itself.
pub fn of_word(word: &Spelling, ideas: Ideas, mut each: impl FnMut(u32)) {
    let text = |of: Of, text: &str| hash::text(of as u32, text.as_bytes());
    let number = |of: Of, parts: &[u32]| hash::join(of as u32, parts);
    let Some(kind) = word.kind else {
        return each(number(Of::Kind, &[99]));
    };
    each(text(Of::Form, &word.form));
    each(number(Of::Kind, &[kind as u32]));
    each(number(Of::Letters, &[kind as u32, word.letters.min(9) as u32]));
    if kind != TokenKind::Word {
        return;
    }
    if ideas.has(Ideas::CLITICS) {
        each(text(Of::Stem, &word.stem));
        each(text(Of::Bare, word.bare()));
        each(text(Of::Proclitics, &word.proclitics));
    }
    if ideas.has(Ideas::AFFIXES) {
        affixes(word, ideas, &mut each);
    }
    if ideas.has(Ideas::CLUSTERS) {
        for (size, (&stem, &whole)) in word.entry.clusters.iter().zip(&word.whole.clusters).enumerate() {
            each(number(Of::Cluster, &[size as u32, u32::from(stem)]));
            each(number(Of::WholeCluster, &[size as u32, u32::from(whole)]));
        }
        each(number(Of::Rare, &[u32::from(word.entry.count / 8)]));
    }
    if ideas.has(Ideas::LISTS) {
        let lists = word.entry.lists.0 | word.whole.lists.0;
        each(number(Of::Lists, &[u32::from(lists)]));
        (0..16).filter(|bit| lists >> bit & 1 == 1).for_each(|bit| each(number(Of::List, &[bit])));
    }
    if ideas.has(Ideas::VOTES) {
        let votes = word.entry.votes;
        each(number(Of::Votes, &[votes]));
        (0..LABELS as u32).for_each(|label| each(number(Of::Vote, &[label, votes >> (3 * label) & 7])));
    }
}

fn affixes(word: &Spelling, ideas: Ideas, each: &mut impl FnMut(u32)) {
    let stem = if ideas.has(Ideas::CLITICS) { word.bare() } else { &word.form };
    for n in 1..=4 {
        if let Some((at, _)) = word.form.char_indices().rev().nth(n - 1) {
            each(hash::text(Of::Suffix as u32, &word.form.as_bytes()[at..]));
        }
        if let Some((at, c)) = word.form.char_indices().nth(n - 1) {
            each(hash::text(Of::Prefix as u32, &word.form.as_bytes()[..at + c.len_utf8()]));
        }
        if let Some((at, c)) = stem.char_indices().nth(n - 1).filter(|_| n > 1 && ideas.has(Ideas::CLITICS)) {
            each(hash::text(Of::StemPrefix as u32, &stem.as_bytes()[..at + c.len_utf8()]));
        }
    }
}

/// What the features of a neighbourhood need to know of a word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Trait {
    /// Hash of the stem.
    pub stem: u32,
    /// Cluster of the middle and fine clusterings, of the stem else of the form.
    pub clusters: [u16; 2],
    /// Lists.
    pub lists: Lists,
    /// Ends what came before: a mark.
    pub mark: bool,
    /// With ب، ل، و …
    pub proclitic: bool,
}

impl Trait {
    /// Of a word.
    pub fn of(word: &Spelling) -> Self {
        let cluster = |at: usize| {
            if word.entry.clusters[at] > 0 { word.entry.clusters[at] } else { word.whole.clusters[at] }
        };
        Self {
            stem: word_hash(&word.stem),
            clusters: [cluster(1), cluster(2)],
            lists: Lists(word.entry.lists.0 | word.whole.lists.0),
            mark: word.kind.is_none_or(|kind| matches!(kind, TokenKind::Punct | TokenKind::Symbol)),
            proclitic: !word.proclitics.is_empty(),
        }
    }
}

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

/// Gives the hash of each feature of the token at `at` that more than one word makes.
#[inline]
pub fn of_place(words: &[Trait], marks: &[Mark], at: usize, ideas: Ideas, mut each: impl FnMut(u32)) {
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
            let shape = u32::from(here.lists.0) << 1 | u32::from(here.proclitic);
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
