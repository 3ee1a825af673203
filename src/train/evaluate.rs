//! Exact span and type against a corpus.

use super::corpus::{Corpus, Sentence};
use super::missed::Missed;
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

/// What was found of a corpus.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    /// Counts by type, in the order of [`NameType::ALL`].
    pub kinds: [Counts; NameType::ALL.len()],
    /// Names of the corpus that were not found.
    pub missed: Missed,
}

impl Score {
    /// Peoples among the persons, as the classes of the encyclopedia have them.
    pub fn persons_and_groups(&self) -> Counts {
        let mut all = self.kinds[NameType::Person as usize];
        all.add(self.kinds[NameType::Group as usize]);
        all
    }

    /// Over persons, organisations and places; with `groups`, peoples count as persons.
    pub fn overall(&self, groups: bool) -> Counts {
        let mut all = Counts::default();
        self.kinds[..if groups { 4 } else { 3 }].iter().for_each(|counts| all.add(*counts));
        all
    }
}

/// Sentences that are read as one article.
pub const ARTICLE: usize = 20;

/// Scores the names that `tag` finds in each sentence of an article.
pub fn score(corpus: &Corpus, mut tag: impl FnMut(&[Sentence]) -> Vec<Vec<Name>>) -> Score {
    let mut score = Score::default();
    for article in corpus.sentences.chunks(ARTICLE) {
        for (sentence, found) in article.iter().zip(tag(article)) {
            let peoples = |name: Name| match name.kind {
                NameType::Group => Name { kind: corpus.peoples, ..name },
                _ => name,
            };
            let found: Vec<Name> = found.into_iter().map(peoples).collect();
            for name in &found {
                let counts = &mut score.kinds[name.kind as usize];
                counts.found += 1;
                counts.right += usize::from(sentence.names.contains(name));
            }
            sentence.names.iter().for_each(|name| score.kinds[name.kind as usize].wanted += 1);
            score.missed.add(sentence, &found);
        }
    }
    score
}

/// The names that a model finds in each sentence, in tokens of the corpus.
pub fn find(model: &Model, memory: &mut Memory, article: &[Sentence]) -> Vec<Vec<Name>> {
    memory.begin();
    for sentence in article {
        model.tag(sentence.tokens.iter().map(|t| (&*t.text, t.kind)), memory);
    }
    model.finish(memory);
    let mut labels = memory.labels.as_slice();
    let mut out = Vec::new();
    for sentence in article {
        let (here, rest) = labels.split_at(sentence.tokens.len());
        labels = rest;
        let of = |at: usize| sentence.tokens[at].of;
        let names = label::names(here);
        out.push(names.map(|n| Name { first: of(n.first), end: of(n.end - 1) + 1, kind: n.kind }).collect());
    }
    out
}
