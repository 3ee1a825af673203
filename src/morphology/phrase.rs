//! Phrases of several words, matched by windows of word ids: no automaton over letters, so no hit inside a word.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::lexicon::{KeyId, LexemeId};
use super::word::Word;

/// One word of a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// This form.
    Key(KeyId),
    /// Any form of this word.
    Lexeme(LexemeId),
    /// A proclitic on the next word, which is not part of the phrase (وفقا لـ); only at the end.
    Before(char),
}

#[derive(Debug)]
struct Phrase<T> {
    rest: SmallVec<[Part; 3]>,
    value: T,
}

/// Values by the words they are written with; the longest match wins.
#[derive(Debug)]
pub struct PhraseTable<T> {
    phrases: Vec<Phrase<T>>,
    by_key: FxHashMap<KeyId, Vec<u32>>,
    by_lexeme: FxHashMap<LexemeId, Vec<u32>>,
}

impl<T> Default for PhraseTable<T> {
    fn default() -> Self {
        Self { phrases: Vec::new(), by_key: FxHashMap::default(), by_lexeme: FxHashMap::default() }
    }
}

/// A phrase found in a text.
#[derive(Clone, Copy, Debug)]
pub struct PhraseMatch<T> {
    /// Number of tokens.
    pub len: usize,
    /// Bytes of the first token that are proclitics.
    pub skip: u16,
    /// What it stands for.
    pub value: T,
}

impl<T: Copy> PhraseTable<T> {
    /// Adds a phrase; an empty one is not added.
    pub fn insert(&mut self, parts: &[Part], value: T) {
        let Some((&first, rest)) = parts.split_first() else { return };
        let at = self.phrases.len() as u32;
        self.phrases.push(Phrase { rest: rest.into(), value });
        let list = match first {
            Part::Key(key) => self.by_key.entry(key).or_default(),
            Part::Lexeme(lexeme) => self.by_lexeme.entry(lexeme).or_default(),
            Part::Before(_) => return,
        };
        list.push(at);
        let phrases = &self.phrases;
        list.sort_by_key(|&p| std::cmp::Reverse(phrases[p as usize].rest.len()));
    }

    /// Number of phrases.
    pub fn len(&self) -> usize {
        self.phrases.len()
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.phrases.is_empty()
    }

    /// The longest phrase that begins at the first of the words; `word(i)` gives the i-th word from there, `None` at
    /// the end of the sentence.
    pub fn longest<'w>(&self, word: impl Fn(usize) -> Option<&'w Word>) -> Option<PhraseMatch<T>> {
        let mut best = None;
        self.each(&word, |found| {
            if best.is_none_or(|b: PhraseMatch<T>| found.len > b.len) {
                best = Some(found);
            }
        });
        best
    }

    /// All phrases that begin at the first of the words.
    pub fn each<'w>(&self, word: &impl Fn(usize) -> Option<&'w Word>, mut found: impl FnMut(PhraseMatch<T>)) {
        let Some(first) = word(0) else { return };
        for name in &first.names {
            if let Some(list) = self.by_key.get(&name.key) {
                self.check(list, name.start, word, &mut found);
            }
        }
        if !self.by_lexeme.is_empty() {
            for stem in &first.stems {
                for reading in &stem.readings {
                    if let Some(list) = self.by_lexeme.get(&reading.lexeme) {
                        self.check(list, stem.start, word, &mut found);
                    }
                }
            }
        }
    }

    fn check<'w>(
        &self,
        list: &[u32],
        skip: u16,
        word: &impl Fn(usize) -> Option<&'w Word>,
        found: &mut impl FnMut(PhraseMatch<T>),
    ) {
        for &at in list {
            let phrase = &self.phrases[at as usize];
            let matches = phrase.rest.iter().enumerate().all(|(i, &part)| word(i + 1).is_some_and(|w| w.is(part)));
            if matches {
                let open = matches!(phrase.rest.last(), Some(Part::Before(_)));
                found(PhraseMatch { len: phrase.rest.len() + 1 - usize::from(open), skip, value: phrase.value });
            }
        }
    }
}
