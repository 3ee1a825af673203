//! All that is known before the first sentence of a corpus is read: lists, counts, clusters, votes.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;

use super::cluster::Bigrams;
use super::lists::Known;
use super::plain::{self, Words};
use super::topical::Points;
use super::votes::{self, Votes};
use crate::config::ConfigFiles;
use crate::tagger::learned::knowledge::{CLUSTERS, ENTRY, Entry, Knowledge, Lists, PHRASE, TOPICAL};
use crate::tagger::learned::spelling::{Spelling, word_hash};
use crate::tagger::learned::table;
use crate::text::TokenKind;

/// Occurrences in plain text that a word needs to be known.
const LEAST: u32 = 4;

/// What is known of words and phrases, in bytes.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    /// Words.
    pub words: Vec<u8>,
    /// Phrases.
    pub phrases: Vec<u8>,
}

/// Lists, plain text, what was learned of it.
#[derive(Debug)]
pub struct Background {
    /// Articles of the plain text.
    pub articles: Vec<String>,
    known: Known,
    forms: Vec<String>,
    counts: Vec<u32>,
    clusters: Vec<Vec<u16>>,
}

impl Background {
    /// Reads lists and text, counts and clusters the words.
    pub fn read(files: &ConfigFiles, text: &Path, mut say: impl FnMut(&str)) -> anyhow::Result<Self> {
        let known = Known::read(files)?;
        let articles = plain::read(text)?;
        let words = Words::count(&articles, LEAST);
        say(&format!("{} articles, {} words", articles.len(), words.forms.len()));
        let bigrams = Bigrams::count(&words.text, words.forms.len());
        // cluster 0 is kept for words without one
        let mut clusters: Vec<Vec<u16>> =
            CLUSTERS.par_iter().map(|classes| bigrams.cluster(&words.counts, classes - 1)).collect();
        say("clusters");
        let points = Points::read(&words.text, words.forms.len());
        clusters.extend(TOPICAL.map(|classes| points.cluster(classes - 1)));
        say("clusters by subject");
        Ok(Self { articles, known, forms: words.forms, counts: words.counts, clusters })
    }

    /// The tables of words and phrases.
    pub fn tables(&self, votes: Option<&Votes>) -> Tables {
        let words = self.words(votes);
        let none = table::build(PHRASE, std::iter::empty());
        let knowledge = Knowledge::open(words.clone().into(), none.into());
        let phrases = knowledge.map_or_else(BTreeMap::new, |knowledge| self.phrases(&knowledge, votes));
        let phrases = table::build(PHRASE, phrases.iter().map(|(key, row)| (*key, row.as_slice())));
        Tables { words, phrases }
    }

    fn words(&self, votes: Option<&Votes>) -> Vec<u8> {
        let mut entries: BTreeMap<u32, Entry> = BTreeMap::new();
        for (at, form) in self.forms.iter().enumerate() {
            let hash = word_hash(form);
            let count = (4.0 * f64::from(1 + self.counts[at]).log2()) as u8;
            let clusters = std::array::from_fn(|size| self.clusters[size][at] + 1);
            let lists = Lists(self.known.words.get(form).copied().unwrap_or(0));
            let votes = votes.map_or(0, |votes| votes.of(hash));
            entries.entry(hash).or_insert(Entry { count, clusters, lists, votes });
        }
        for (form, &bits) in &self.known.words {
            entries.entry(word_hash(form)).or_default().lists = Lists(bits);
        }
        let rows: Vec<(u32, [u8; ENTRY])> = entries.into_iter().map(|(hash, entry)| (hash, entry.write())).collect();
        table::build(ENTRY, rows.iter().map(|(hash, row)| (*hash, row.as_slice())))
    }

    fn phrases(&self, knowledge: &Knowledge, votes: Option<&Votes>) -> BTreeMap<u32, [u8; PHRASE]> {
        let stem = |form: &String| word_hash(&Spelling::of(form, TokenKind::Word, knowledge).stem);
        let listed: Vec<(Vec<u32>, u8)> =
            self.known.phrases.iter().map(|(words, types)| (words.iter().map(stem).collect(), *types)).collect();
        let found = votes.iter().flat_map(|votes| votes.phrases()).map(|(stems, kind)| (stems, 0x10 << kind as u8));
        votes::prefixes(listed.iter().map(|(stems, types)| (stems.as_slice(), *types)).chain(found))
    }
}
