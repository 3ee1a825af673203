//! The learned tagger: a linear-chain conditional random field over hashed features, trained by `isnad train ner`.
//!
//! Most features belong to one word, wherever it stands. Their weights are summed up once for each spelling a thread
//! meets, for all positions at once, so that a token costs five short additions, a dozen look-ups for what it shares with
//! its neighbours, and one Viterbi step.

pub mod decode;
pub mod feature;
pub(super) mod finder;
pub mod hash;
pub mod knowledge;
pub mod label;
pub mod model;
pub mod spelling;
pub mod table;

pub use label::{Label, Name, NameType};
pub use model::{Convention, Model, NoModel};

use rustc_hash::FxHashMap;

use crate::text::TokenKind;
use decode::Scores;
use feature::{Mark, OFFSETS, REACH, Trait};
use label::LABELS;
use spelling::Spelling;

/// What a spelling adds to the scores of the tokens around it, and what its neighbours want to know of it.
#[derive(Clone, Debug)]
struct Word {
    scores: [[i16; LABELS]; OFFSETS],
    look: Trait,
}

/// Scratch memory of a thread: the spellings it has met, the tables of one sentence.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    index: FxHashMap<Box<str>, u32>,
    words: Vec<Word>,
    sentence: Vec<u32>,
    looks: Vec<Trait>,
    marks: Vec<Mark>,
    scores: Vec<Scores>,
    back: Vec<[u8; LABELS]>,
    /// Labels of the sentences tagged so far.
    pub labels: Vec<Label>,
    /// How probable it is of each token that it is in some name.
    pub chances: Vec<f32>,
}

/// Steps of a weight of 1: weights from -2 to 2 can be told apart by 1/64.
pub const STEPS: f32 = 64.0;

/// Spellings kept before the memory starts anew: about 8 MB.
const CAPACITY: usize = 50_000;

impl Memory {
    /// To be called between two articles.
    pub fn trim(&mut self) {
        if self.words.len() > CAPACITY {
            self.index.clear();
            self.words.clear();
        }
    }

    fn intern(&mut self, model: &Model, raw: &str, kind: TokenKind) -> u32 {
        if let Some(&at) = self.index.get(raw) {
            return at;
        }
        let at = self.words.len() as u32;
        self.words.push(model.word(&Spelling::of(raw, kind, &model.knowledge)));
        self.index.insert(raw.into(), at);
        at
    }
}

impl Model {
    /// Appends the labels of a sentence to those of the memory.
    pub fn tag<'t>(&self, sentence: impl Iterator<Item = (&'t str, TokenKind)>, memory: &mut Memory) {
        if memory.words.is_empty() {
            // number 0 is what stands outside every sentence
            memory.words.push(self.word(&Spelling::default()));
        }
        memory.sentence.clear();
        memory.sentence.extend([0; REACH]);
        for (raw, kind) in sentence {
            let word = memory.intern(self, raw, kind);
            memory.sentence.push(word);
        }
        memory.sentence.extend([0; REACH]);
        self.score(memory);
        decode::best(&memory.scores, &self.transitions, &mut memory.back, &mut memory.labels);
    }

    /// Appends the chances of the sentence tagged last.
    pub fn weigh(&self, memory: &mut Memory) {
        decode::in_name(&memory.scores, &self.transitions, STEPS, &mut memory.chances);
    }

    fn score(&self, memory: &mut Memory) {
        let Memory { words, sentence, looks, marks, scores, .. } = memory;
        looks.clear();
        looks.extend(sentence[REACH..sentence.len() - REACH].iter().map(|&word| words[word as usize].look));
        feature::mark_phrases(looks, &self.knowledge, marks);
        scores.clear();
        for at in 0..looks.len() {
            let mut total = [0_i32; LABELS];
            for (offset, &word) in sentence[at..at + OFFSETS].iter().enumerate() {
                for (total, score) in total.iter_mut().zip(&words[word as usize].scores[offset]) {
                    *total += i32::from(*score);
                }
            }
            feature::of_place(looks, marks, at, self.ideas, |key| {
                for row in self.keys(key).filter_map(|key| self.place_weights.get(key)) {
                    for (total, &weight) in total.iter_mut().zip(row) {
                        *total += i32::from(i8::from_le_bytes([weight]));
                    }
                }
            });
            scores.push(total);
        }
    }

    /// A feature as all weigh it and as the convention does.
    #[inline]
    fn keys(&self, key: u32) -> impl Iterator<Item = u32> {
        std::iter::once(key).chain(self.convention.of(key))
    }

    /// Sums up the weights of a spelling.
    fn word(&self, spelling: &Spelling) -> Word {
        let mut scores = [[0_i16; LABELS]; OFFSETS];
        feature::of_word(spelling, self.ideas, |key| {
            for row in self.keys(key).filter_map(|key| self.word_weights.get(key)) {
                for (score, &weight) in scores.as_flattened_mut().iter_mut().zip(row) {
                    *score = score.saturating_add(i16::from(i8::from_le_bytes([weight])));
                }
            }
        });
        Word { scores, look: Trait::of(spelling) }
    }
}
