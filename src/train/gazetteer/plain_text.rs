//! What plain text knows of a spelling: how often it is written, how, and beside what.

use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::Hasher as _;

use crate::tagger::learned::spelling;
use crate::train::plain;

/// Words of a phrase that is counted, at most.
const LONGEST: usize = 6;

/// A word at level N3.
#[derive(Clone, Debug, Default)]
pub struct Word {
    /// Occurrences.
    pub count: u32,
    /// Ways it is written, with their occurrences.
    written: Vec<(Box<str>, u32)>,
}

impl Word {
    fn spelt(&self, form: &str) -> impl Iterator<Item = (&str, u32)> {
        let end = form.chars().last();
        let same = move |raw: &str| match (end, raw.chars().last()) {
            (Some('ه'), Some(end)) => matches!(end, 'ه' | 'ة'),
            (a, b) => a == b,
        };
        self.written.iter().map(|(raw, count)| (&**raw, *count)).filter(move |(raw, _)| same(raw))
    }
}

/// The words of a text and its sentences as rows of them.
#[derive(Debug, Default)]
pub struct PlainText {
    index: FxHashMap<Box<str>, u32>,
    words: Vec<Word>,
    sentences: Vec<Vec<u32>>,
}

impl PlainText {
    /// Reads an xz file of articles.
    ///
    /// # Errors
    /// A file that cannot be read or is no text.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let mut text = Self::default();
        for article in plain::read(path)? {
            text.add(&article);
        }
        Ok(text)
    }

    /// Adds an article.
    pub fn add(&mut self, article: &str) {
        let mut form = String::new();
        plain::sentences(article, |tokens| {
            let row = tokens.iter().map(|token| {
                let raw = token.span.of(article);
                spelling::fold(raw, token.kind, &mut form);
                let id = self.intern(&form);
                let word = &mut self.words[id as usize];
                word.count += 1;
                match word.written.iter_mut().find(|(known, _)| **known == *raw) {
                    Some((_, count)) => *count += 1,
                    None => word.written.push((raw.into(), 1)),
                }
                id
            });
            let row = row.collect();
            self.sentences.push(row);
        });
    }

    fn intern(&mut self, form: &str) -> u32 {
        if let Some(&id) = self.index.get(form) {
            return id;
        }
        let id = self.words.len() as u32;
        self.words.push(Word::default());
        self.index.insert(form.into(), id);
        id
    }

    /// Number of a word at level N3.
    pub fn id(&self, form: &str) -> Option<u32> {
        self.index.get(form).copied()
    }

    /// Occurrences of a word at level N3.
    pub fn count(&self, form: &str) -> u32 {
        self.id(form).map_or(0, |id| self.words[id as usize].count)
    }

    /// Occurrences of a word at level N3 that end as it does: علي without على.
    pub fn spelt(&self, form: &str) -> u32 {
        self.id(form).map_or(0, |id| self.words[id as usize].spelt(form).map(|(_, count)| count).sum())
    }

    /// The usual way to write a word at level N3, with its hamza and ta marbuta; a final ي stays.
    pub fn usual(&self, form: &str) -> Option<&str> {
        let plain = |raw: &str| raw.chars().all(|c| matches!(c, 'ء'..='غ' | 'ف'..='ي'));
        let written = self.words[self.id(form)? as usize].spelt(form).filter(|(raw, _)| plain(raw));
        written.max_by_key(|(_, count)| *count).map(|(raw, _)| raw)
    }

    /// Calls `each` with every sentence.
    pub fn sentences(&self) -> impl Iterator<Item = &[u32]> {
        self.sentences.iter().map(Vec::as_slice)
    }

    /// Occurrences of each of the phrases, given as words at level N3.
    pub fn phrases<'p>(&self, phrases: impl Iterator<Item = &'p str>) -> FxHashMap<&'p str, u32> {
        let mut wanted: FxHashMap<u64, Vec<&str>> = FxHashMap::default();
        let mut begun: FxHashSet<u64> = FxHashSet::default();
        for phrase in phrases {
            let ids: Option<Vec<u32>> = phrase.split(' ').map(|word| self.id(word)).collect();
            let Some(ids) = ids.filter(|ids| !ids.is_empty() && ids.len() <= LONGEST) else { continue };
            let mut hash = FxHasher::default();
            for id in &ids {
                hash.write_u32(*id);
                begun.insert(hash.finish());
            }
            wanted.entry(hash.finish()).or_default().push(phrase);
        }
        let mut counts: FxHashMap<&str, u32> = FxHashMap::default();
        for sentence in &self.sentences {
            for at in 0..sentence.len() {
                let mut hash = FxHasher::default();
                for id in sentence[at..].iter().take(LONGEST) {
                    hash.write_u32(*id);
                    let key = hash.finish();
                    if !begun.contains(&key) {
                        break;
                    }
                    for phrase in wanted.get(&key).into_iter().flatten() {
                        *counts.entry(phrase).or_default() += 1;
                    }
                }
            }
        }
        counts
    }

    /// How the text writes each of the phrases most often, words at level N3, and how often: the phrases are given as
    /// words that `bare` makes of those of the text.
    pub fn surfaces<'p>(
        &self,
        phrases: impl Iterator<Item = &'p str>,
        bare: impl Fn(&str) -> String,
    ) -> FxHashMap<&'p str, (String, u32)> {
        let forms = self.forms();
        let mut ids: FxHashMap<String, u32> = FxHashMap::default();
        let classes: Vec<u32> = forms
            .iter()
            .map(|form| {
                let next = ids.len() as u32;
                *ids.entry(bare(form)).or_insert(next)
            })
            .collect();
        let mut wanted: FxHashMap<Vec<u32>, &str> = FxHashMap::default();
        let mut begun: FxHashSet<Vec<u32>> = FxHashSet::default();
        for phrase in phrases {
            let Some(key) = phrase.split(' ').map(|word| ids.get(word).copied()).collect::<Option<Vec<u32>>>() else {
                continue;
            };
            begun.extend((1..=key.len()).map(|len| key[..len].to_vec()));
            wanted.insert(key, phrase);
        }
        let mut counts: FxHashMap<&str, FxHashMap<&[u32], u32>> = FxHashMap::default();
        for sentence in &self.sentences {
            for at in 0..sentence.len() {
                let mut key = Vec::new();
                for (end, &word) in sentence.iter().enumerate().skip(at).take(LONGEST) {
                    key.push(classes[word as usize]);
                    if !begun.contains(&key) {
                        break;
                    }
                    if let Some(phrase) = wanted.get(&key) {
                        *counts.entry(phrase).or_default().entry(&sentence[at..=end]).or_default() += 1;
                    }
                }
            }
        }
        let best = |counts: FxHashMap<&[u32], u32>| {
            let (words, count) = counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(a.0)))?;
            Some((words.iter().map(|&id| forms[id as usize]).collect::<Vec<_>>().join(" "), count))
        };
        counts.into_iter().filter_map(|(phrase, counts)| Some((phrase, best(counts)?))).collect()
    }

    /// Words at level N3 by number.
    fn forms(&self) -> Vec<&str> {
        let mut forms = vec![""; self.words.len()];
        for (form, &id) in &self.index {
            forms[id as usize] = form;
        }
        forms
    }

    /// For each word, the part of its occurrences that have a word of `before` directly before or of `after` after.
    pub fn beside(&self, before: &FxHashSet<u32>, after: &FxHashSet<u32>) -> Vec<f32> {
        let mut counts = vec![0_u32; self.words.len()];
        for sentence in &self.sentences {
            for (at, &word) in sentence.iter().enumerate() {
                let near = at > 0 && before.contains(&sentence[at - 1])
                    || sentence.get(at + 1).is_some_and(|next| after.contains(next));
                counts[word as usize] += u32::from(near);
            }
        }
        counts.iter().zip(&self.words).map(|(&n, word)| n as f32 / word.count.max(1) as f32).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text() -> PlainText {
        let mut text = PlainText::default();
        text.add("زار أحمد سالم مدينة صور. عاد احمد سالم. قال أحمد إنه سالم.");
        text
    }

    #[test]
    fn spellings_are_counted_together_and_the_usual_one_is_known() {
        let text = text();
        assert_eq!(text.count("احمد"), 3);
        assert_eq!(text.usual("احمد"), Some("أحمد"));
        assert_eq!(text.usual("مدينه"), Some("مدينة"));
    }

    #[test]
    fn phrases_are_counted_by_words() {
        let text = text();
        let counts = text.phrases(["احمد سالم", "مدينه صور", "صور عاد"].into_iter());
        assert_eq!((counts.get("احمد سالم"), counts.get("مدينه صور")), (Some(&2), Some(&1)));
        assert_eq!(counts.get("صور عاد"), None);
    }

    #[test]
    fn phrases_of_stems_are_found_as_they_are_written() {
        let text = text();
        let bare = |word: &str| word.trim_end_matches('ه').to_owned();
        let surfaces = text.surfaces(["مدين صور"].into_iter(), bare);
        assert_eq!(surfaces.get("مدين صور"), Some(&("مدينه صور".to_owned(), 1)));
    }

    #[test]
    fn neighbours_tell_what_a_word_is() {
        let text = text();
        let city = FxHashSet::from_iter(text.id("مدينه"));
        let share = text.beside(&city, &FxHashSet::default());
        assert!(share[text.id("صور").unwrap() as usize] > 0.9);
        assert!(share[text.id("احمد").unwrap() as usize] < 0.1);
    }
}
