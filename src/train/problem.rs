//! Sentences as rows of numbered features.

use rustc_hash::FxHashMap;

use super::corpus::{Corpus, Sentence, Token};
use super::evaluate::ARTICLE;
use crate::tagger::learned::around;
use crate::tagger::learned::feature::{self, Ideas, Trait};
use crate::tagger::learned::knowledge::Knowledge;
use crate::tagger::learned::spelling::Spelling;
use crate::tagger::learned::{Convention, Label, hash};

/// Occurrences that a feature of a word needs.
const LEAST_WORD: u32 = 2;
/// Occurrences that a feature of a place needs.
const LEAST_PLACE: u32 = 3;

/// A sentence: the spellings, the features of each place, the right labels.
#[derive(Clone, Debug)]
pub struct Instance {
    /// Numbers of spellings.
    pub words: Vec<u32>,
    /// Numbers of features of places, one row a token.
    pub places: Vec<Box<[u32]>>,
    /// Labels.
    pub labels: Vec<u8>,
}

/// Everything to train on.
#[derive(Debug, Default)]
pub struct Problem {
    /// Numbers of the features of each spelling; the first is what stands outside the sentence.
    pub spellings: Vec<Box<[u32]>>,
    /// Sentences.
    pub instances: Vec<Instance>,
    /// Hash of each feature of words.
    pub word_keys: Vec<u32>,
    /// Hash of each feature of places.
    pub place_keys: Vec<u32>,
}

impl Problem {
    /// Extracts the features of all sentences; with `apart`, features that say which corpus a token is from take up what
    /// the corpora disagree on.
    pub fn new(corpora: &[&Corpus], knowledge: &Knowledge, ideas: Ideas, apart: bool) -> Self {
        let mut reader = Reader::new(knowledge, ideas);
        for corpus in corpora {
            let convention = apart.then(|| corpus.convention());
            for (number, sentence) in corpus.sentences.iter().enumerate() {
                if number % ARTICLE == 0 {
                    reader.sport = 0;
                }
                let before = reader.sport;
                if let Some(split) = (number % SPLIT == 0).then(|| split(sentence, knowledge)).flatten() {
                    reader.sentence(&split, convention);
                    reader.sport = before;
                }
                reader.sentence(sentence, convention);
            }
        }
        reader.finish()
    }
}

/// Seed of the features of a convention.
const OWN: u32 = 200;
/// One sentence in so many is also read with every و of its own, as careless writers put it.
const SPLIT: usize = 4;

/// The sentence with و cut off the first words of names, if it has such.
fn split(sentence: &Sentence, knowledge: &Knowledge) -> Option<Sentence> {
    let mut out = Sentence::default();
    for token in &sentence.tokens {
        let cut = token.label != Label::OUTSIDE && {
            let spelling = Spelling::of(&token.text, token.kind, knowledge);
            spelling.proclitics.starts_with('و') && token.text.starts_with('و')
        };
        if !cut {
            out.tokens.push(token.clone());
            continue;
        }
        let label = if token.label.is_inside() { token.label } else { Label::OUTSIDE };
        out.tokens.push(Token { text: "و".into(), label, ..token.clone() });
        out.tokens.push(Token { text: token.text["و".len()..].into(), ..token.clone() });
    }
    (out.tokens.len() > sentence.tokens.len()).then_some(out)
}

/// A feature as one convention alone weighs it, beside what all share.
pub fn own_key(convention: Convention, key: u32) -> u32 {
    hash::join(OWN + convention as u32, &[key])
}

/// Raw hashes, before rare features are left out.
struct Reader<'k> {
    knowledge: &'k Knowledge,
    ideas: Ideas,
    /// Words of sports in the article so far.
    sport: u32,
    index: FxHashMap<(String, Option<Convention>), u32>,
    spellings: Vec<Vec<u32>>,
    looks: Vec<Trait>,
    uses: Vec<u32>,
    instances: Vec<Instance>,
}

impl<'k> Reader<'k> {
    fn new(knowledge: &'k Knowledge, ideas: Ideas) -> Self {
        let mut reader = Self {
            knowledge,
            ideas,
            sport: 0,
            index: FxHashMap::default(),
            spellings: Vec::new(),
            looks: Vec::new(),
            uses: Vec::new(),
            instances: Vec::new(),
        };
        reader.add(&Spelling::default(), None);
        reader.uses[0] = u32::MAX / 2;
        reader
    }

    fn add(&mut self, spelling: &Spelling, convention: Option<Convention>) -> u32 {
        let mut keys = Vec::new();
        feature::of_word(spelling, self.ideas, |key| {
            keys.extend(std::iter::once(key).chain(convention.map(|own| own_key(own, key))));
        });
        self.spellings.push(keys);
        self.looks.push(Trait::of(spelling));
        self.uses.push(0);
        self.spellings.len() as u32 - 1
    }

    fn sentence(&mut self, sentence: &Sentence, convention: Option<Convention>) {
        let mut words = Vec::with_capacity(sentence.tokens.len());
        for token in &sentence.tokens {
            let key = (token.text.to_string(), convention);
            let id = if let Some(&id) = self.index.get(&key) {
                id
            } else {
                let id = self.add(&Spelling::of(&token.text, token.kind, self.knowledge), convention);
                self.index.insert(key, id);
                id
            };
            self.uses[id as usize] += 1;
            words.push(id);
        }
        let looks: Vec<Trait> = words.iter().map(|&word| self.looks[word as usize]).collect();
        let mut marks = Vec::new();
        around::mark_phrases(&looks, self.knowledge, &mut marks);
        let topic = around::topic(&looks, &mut self.sport);
        let places = (0..looks.len()).map(|at| {
            let mut keys = Vec::new();
            around::of_place(&looks, &marks, topic, at, self.ideas, |key| {
                keys.extend(std::iter::once(key).chain(convention.map(|own| own_key(own, key))));
            });
            keys.into_boxed_slice()
        });
        let labels = sentence.tokens.iter().map(|token| token.label.0).collect();
        self.instances.push(Instance { places: places.collect(), words, labels });
    }

    /// Numbers the features that occur often enough.
    fn finish(mut self) -> Problem {
        let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
        for (keys, uses) in self.spellings.iter().zip(&self.uses) {
            for &key in keys {
                *counts.entry(key).or_default() += uses;
            }
        }
        let word_keys = common(&counts, LEAST_WORD);
        let words = numbers(&word_keys);
        counts.clear();
        let places = self.instances.iter().flat_map(|i| &i.places).flat_map(|keys| keys.iter());
        places.for_each(|&key| *counts.entry(key).or_default() += 1);
        let place_keys = common(&counts, LEAST_PLACE);
        let places = numbers(&place_keys);
        for keys in self.instances.iter_mut().flat_map(|i| &mut i.places) {
            *keys = keys.iter().filter_map(|key| places.get(key).copied()).collect();
        }
        let numbered = |keys: &Vec<u32>| keys.iter().filter_map(|key| words.get(key).copied()).collect();
        let spellings = self.spellings.iter().map(numbered).collect();
        Problem { spellings, instances: self.instances, word_keys, place_keys }
    }
}

fn common(counts: &FxHashMap<u32, u32>, least: u32) -> Vec<u32> {
    let mut keys: Vec<u32> = counts.iter().filter(|(_, n)| **n >= least).map(|(&key, _)| key).collect();
    keys.sort_unstable();
    keys
}

fn numbers(keys: &[u32]) -> FxHashMap<u32, u32> {
    keys.iter().enumerate().map(|(number, &key)| (key, number as u32)).collect()
}
