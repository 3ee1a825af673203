//! What a model says of plain text, summed up word by word: how often a word is tagged as what.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::plain;
use crate::tagger::learned::around::phrase_hash;
use crate::tagger::learned::knowledge::LONGEST;
use crate::tagger::learned::label::{self, LABELS};
use crate::tagger::learned::spelling::{Spelling, word_hash};
use crate::tagger::learned::{Label, Memory, Model, NameType};

/// Parts into which the articles are divided.
const PARTS: usize = 8;
/// Occurrences below which a word has no say.
const LEAST: u32 = 3;
/// Share of the occurrences of a phrase that must be of one type, in tenths.
const CLEAR: u32 = 7;
/// Shares from which on a label is of strength 2, 3 … 7.
const STRENGTHS: [f32; 6] = [0.02, 0.1, 0.25, 0.5, 0.75, 0.95];

/// Labels of words and types of phrases over a text.
#[derive(Debug, Default)]
pub struct Votes {
    words: FxHashMap<u32, [u32; LABELS]>,
    phrases: BTreeMap<Vec<u32>, [u32; 4]>,
}

impl Votes {
    /// Tags the articles and counts, on all cores.
    pub fn count(model: &Model, articles: &[String]) -> Self {
        let part = articles.len().div_ceil(PARTS).max(1);
        articles.par_chunks(part).map(|articles| Self::of_part(model, articles)).reduce(Self::default, Self::joined)
    }

    fn of_part(model: &Model, articles: &[String]) -> Self {
        let mut votes = Self::default();
        let mut memory = Memory::default();
        let mut stems: FxHashMap<String, u32> = FxHashMap::default();
        for article in articles {
            memory.begin();
            let mut row: Vec<u32> = Vec::new();
            plain::sentences(article, |tokens| {
                model.tag(tokens.iter().map(|t| (t.span.of(article), t.kind)), &mut memory);
                row.extend(tokens.iter().map(|token| {
                    let raw = token.span.of(article);
                    if let Some(&stem) = stems.get(raw) {
                        return stem;
                    }
                    let stem = word_hash(&Spelling::of(raw, token.kind, &model.knowledge).stem);
                    stems.insert(raw.to_owned(), stem);
                    stem
                }));
            });
            model.finish(&mut memory);
            votes.add(&row, &memory.labels);
        }
        votes
    }

    fn joined(mut self, other: Self) -> Self {
        for (stem, counts) in other.words {
            self.words.entry(stem).or_default().iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        }
        for (stems, counts) in other.phrases {
            self.phrases.entry(stems).or_default().iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        }
        self
    }

    fn add(&mut self, stems: &[u32], labels: &[Label]) {
        for (stem, label) in stems.iter().zip(labels) {
            self.words.entry(*stem).or_default()[usize::from(label.0)] += 1;
        }
        for name in label::names(labels).filter(|name| (2..=LONGEST).contains(&(name.end - name.first))) {
            self.phrases.entry(stems[name.first..name.end].to_vec()).or_default()[name.kind as usize] += 1;
        }
    }

    /// Three bits a label.
    pub fn of(&self, stem: u32) -> u32 {
        let Some(counts) = self.words.get(&stem) else { return 0 };
        let total: u32 = counts.iter().sum();
        if total < LEAST {
            return 0;
        }
        let strength = |&count: &u32| {
            let share = count as f32 / total as f32;
            if count == 0 { 0 } else { 1 + STRENGTHS.iter().filter(|&&from| share >= from).count() as u32 }
        };
        counts.iter().enumerate().map(|(label, count)| strength(count) << (3 * label)).sum()
    }

    /// Phrases that mostly are of one type, with that type.
    pub fn phrases(&self) -> impl Iterator<Item = (&[u32], NameType)> {
        self.phrases.iter().filter_map(|(stems, counts)| {
            let (kind, &most) = counts.iter().enumerate().max_by_key(|(_, n)| **n)?;
            let total: u32 = counts.iter().sum();
            (total >= 2 && most * 10 >= total * CLEAR).then(|| (stems.as_slice(), NameType::ALL[kind]))
        })
    }
}

/// All beginnings of the phrases with the bits of their types.
pub fn prefixes<'p>(phrases: impl Iterator<Item = (&'p [u32], u8)>) -> BTreeMap<u32, [u8; 2]> {
    let mut rows: BTreeMap<u32, [u8; 2]> = BTreeMap::new();
    for (stems, types) in phrases {
        let mut key = 0;
        for (at, stem) in stems.iter().enumerate() {
            key = phrase_hash(key, *stem);
            if at == 0 {
                continue;
            }
            let row = rows.entry(key).or_default();
            if at + 1 == stems.len() { row[0] |= types } else { row[1] = 1 }
        }
    }
    rows
}
