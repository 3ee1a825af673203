//! Exact span and type against a corpus.

use super::corpus::{Corpus, Sentence};
use crate::tagger::learned::{Memory, Model, Name, NameType, label};

/// Right, found and wanted names.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    /// Found and wanted.
    pub right: usize,
    /// Found.
    pub found: usize,
    /// Wanted.
    pub wanted: usize,
}

impl Counts {
    /// Precision, recall and their harmonic mean.
    pub fn scores(self) -> [f64; 3] {
        let ratio = |a: usize, b: usize| if b == 0 { 0.0 } else { a as f64 / b as f64 };
        let (p, r) = (ratio(self.right, self.found), ratio(self.right, self.wanted));
        [p, r, if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }]
    }

    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.found += other.found;
        self.wanted += other.wanted;
    }
}

/// Counts by type, in the order of [`NameType::ALL`].
#[derive(Clone, Copy, Debug, Default)]
pub struct Score(pub [Counts; NameType::ALL.len()]);

impl Score {
    /// Peoples among the persons, as the classes of the encyclopedia have them.
    pub fn persons_and_groups(&self) -> Counts {
        let mut all = self.0[NameType::Person as usize];
        all.add(self.0[NameType::Group as usize]);
        all
    }

    /// Over persons, organisations and places; with `groups`, peoples count as persons.
    pub fn overall(&self, groups: bool) -> Counts {
        let mut all = Counts::default();
        self.0[..if groups { 4 } else { 3 }].iter().for_each(|counts| all.add(*counts));
        all
    }
}

/// Scores names found in every sentence.
pub fn score(corpus: &Corpus, mut tag: impl FnMut(&Sentence) -> Vec<Name>) -> Score {
    let mut score = Score::default();
    for sentence in &corpus.sentences {
        let found = tag(sentence);
        for name in &found {
            score.0[name.kind as usize].found += 1;
            score.0[name.kind as usize].right += usize::from(sentence.names.contains(name));
        }
        sentence.names.iter().for_each(|name| score.0[name.kind as usize].wanted += 1);
    }
    score
}

/// The names that a model finds, in tokens of the corpus.
pub fn find(model: &Model, memory: &mut Memory, sentence: &Sentence) -> Vec<Name> {
    memory.labels.clear();
    model.tag(sentence.tokens.iter().map(|t| (&*t.text, t.kind)), memory);
    let of = |at: usize| sentence.tokens[at].of;
    label::names(&memory.labels)
        .map(|name| Name { first: of(name.first), end: of(name.end - 1) + 1, kind: name.kind })
        .collect()
}
