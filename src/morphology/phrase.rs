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

/// What is known after some words of a phrase.
#[derive(Debug)]
struct Node<T> {
    /// Phrases that end here.
    values: SmallVec<[T; 1]>,
    /// A phrase goes on with one form.
    keys: bool,
    /// A phrase goes on with any form of a word.
    lexemes: bool,
    /// A phrase ends before a proclitic.
    before: bool,
}

const ROOT: u32 = 0;

/// Values by the words they are written with: a tree of parts that is walked word by word.
#[derive(Debug)]
pub struct PhraseTable<T> {
    nodes: Vec<Node<T>>,
    edges: FxHashMap<(u32, Part), u32>,
    len: usize,
}

impl<T> Default for PhraseTable<T> {
    fn default() -> Self {
        Self { nodes: vec![Node::default()], edges: FxHashMap::default(), len: 0 }
    }
}

impl<T> Default for Node<T> {
    fn default() -> Self {
        Self { values: SmallVec::new(), keys: false, lexemes: false, before: false }
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
        if parts.is_empty() {
            return;
        }
        let mut node = ROOT;
        for &part in parts {
            node = self.child(node, part);
        }
        self.nodes[node as usize].values.push(value);
        self.len += 1;
    }

    fn child(&mut self, node: u32, part: Part) -> u32 {
        let next = self.nodes.len() as u32;
        let child = *self.edges.entry((node, part)).or_insert(next);
        if child == next {
            let parent = &mut self.nodes[node as usize];
            match part {
                Part::Key(_) => parent.keys = true,
                Part::Lexeme(_) => parent.lexemes = true,
                Part::Before(_) => parent.before = true,
            }
            self.nodes.push(Node::default());
        }
        child
    }

    /// The first value of exactly these parts.
    pub fn get(&self, parts: &[Part]) -> Option<T> {
        let step = |node: u32, &part: &Part| self.edges.get(&(node, part)).copied();
        let node = parts.iter().try_fold(ROOT, step)?;
        self.nodes[node as usize].values.first().copied()
    }

    /// Number of phrases.
    pub fn len(&self) -> usize {
        self.len
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// False for a word that no phrase begins with.
    pub fn begins(&self, word: &Word) -> bool {
        let edge = |part| self.edges.contains_key(&(ROOT, part));
        word.names.iter().any(|name| edge(Part::Key(name.key)))
            || self.nodes[ROOT as usize].lexemes && word.readings().any(|(_, r)| edge(Part::Lexeme(r.lexeme)))
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
            if let Some(&node) = self.edges.get(&(ROOT, Part::Key(name.key))) {
                self.walk(node, 1, name.start, word, &mut found);
            }
        }
        if self.nodes[ROOT as usize].lexemes {
            for stem in &first.stems {
                for reading in &stem.readings {
                    if let Some(&node) = self.edges.get(&(ROOT, Part::Lexeme(reading.lexeme))) {
                        self.walk(node, 1, stem.start, word, &mut found);
                    }
                }
            }
        }
    }

    /// Reports the phrases that go through `at`, of which `len` words are read.
    fn walk<'w>(
        &self,
        at: u32,
        len: usize,
        skip: u16,
        word: &impl Fn(usize) -> Option<&'w Word>,
        found: &mut impl FnMut(PhraseMatch<T>),
    ) {
        let node = &self.nodes[at as usize];
        for &value in &node.values {
            found(PhraseMatch { len, skip, value });
        }
        let (true, Some(next)) = (node.keys || node.lexemes || node.before, word(len)) else { return };
        let mut step = |part: Part| {
            if let Some(&child) = self.edges.get(&(at, part)) {
                match part {
                    Part::Before(_) => {
                        let ends = &self.nodes[child as usize].values;
                        ends.iter().for_each(|&value| found(PhraseMatch { len, skip, value }));
                    }
                    _ => self.walk(child, len + 1, skip, word, found),
                }
            }
        };
        if node.keys {
            step(Part::Key(next.key));
        }
        if node.lexemes {
            let mut seen: SmallVec<[LexemeId; 4]> = SmallVec::new();
            for (_, reading) in next.readings() {
                if !seen.contains(&reading.lexeme) {
                    seen.push(reading.lexeme);
                    step(Part::Lexeme(reading.lexeme));
                }
            }
        }
        if node.before {
            step(Part::Before(next.first));
        }
    }
}
