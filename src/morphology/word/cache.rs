//! The words that one thread has met: each is analysed once and kept for the next time.

use std::cell::OnceCell;

use smallvec::SmallVec;

use super::{NameKey, Word, WordId};
use crate::morphology::class::ClassSet;
use crate::morphology::clitic;
use crate::morphology::lexicon::{KeyId, Lexicon};
use crate::morphology::spelling::{self, Shape};
use crate::text::{Interner, Spellings, TokenKind};

/// Ends the spelling of a word that stands behind لم or لن; no letter of its own.
const NEGATED: char = '\u{2060}';

/// Spellings kept before the cache starts anew: about 30 MB, the words of some 3,000 articles.
const CAPACITY: usize = 100_000;

/// Words met by one thread. Bounded: it forgets everything between two articles once it is full.
#[derive(Debug)]
pub struct WordCache {
    spellings: Spellings,
    words: Vec<Word>,
    outside: Word,
    own_keys: Interner,
    starts: u32,
    negated: String,
    scratch: clitic::Scratch,
}

impl Default for WordCache {
    fn default() -> Self {
        Self {
            spellings: Spellings::default(),
            words: Vec::new(),
            outside: Word::outside(),
            own_keys: Interner::default(),
            starts: 0,
            negated: String::new(),
            scratch: clitic::Scratch::default(),
        }
    }
}

impl WordCache {
    /// To be called between two articles.
    pub fn trim(&mut self) {
        if self.words.len() > CAPACITY {
            self.spellings.clear();
            self.words.clear();
            self.own_keys.clear();
            self.starts += 1;
        }
    }

    /// How often it has started anew.
    pub fn starts(&self) -> u32 {
        self.starts
    }

    /// The spellings from that number on, with what they are made of.
    pub fn spellings(&self, from: usize) -> impl Iterator<Item = (&str, TokenKind)> {
        let words = self.words.get(from..).unwrap_or_default().iter();
        (from as u32..).zip(words).map(|(n, word)| (self.spellings.get(n).trim_end_matches(NEGATED), word.kind))
    }

    /// The word of that spelling, analysed if it is new.
    pub fn intern(&mut self, lexicon: &Lexicon, raw: &str, kind: TokenKind) -> WordId {
        let (id, new) = self.spellings.intern(raw);
        if new {
            let word = self.analyze(lexicon, raw, kind);
            self.words.push(word);
        }
        WordId(id)
    }

    /// The word of that spelling right behind another: behind لم and لن only an imperfect.
    pub fn intern_behind(&mut self, lexicon: &Lexicon, before: &str, raw: &str, kind: TokenKind) -> WordId {
        let id = self.intern(lexicon, raw, kind);
        let negator = matches!(before, "لم" | "ولم" | "فلم" | "لن" | "ولن" | "فلن");
        if !negator || !self.get(id).imperfect_or_not() {
            return id;
        }
        self.negated.clear();
        self.negated.extend([raw, "\u{2060}"]);
        let (id, new) = self.spellings.intern(&self.negated);
        if new {
            let mut word = self.analyze(lexicon, raw, kind);
            word.only_imperfect(lexicon);
            self.words.push(word);
        }
        WordId(id)
    }

    /// The word of an id.
    pub fn get(&self, id: WordId) -> &Word {
        &self.words[id.0 as usize]
    }

    /// The word of what stands outside the text.
    pub fn outside(&self) -> &Word {
        &self.outside
    }

    fn analyze(&mut self, lexicon: &Lexicon, raw: &str, kind: TokenKind) -> Word {
        let mut scratch = std::mem::take(&mut self.scratch);
        scratch.read(raw);
        let known = lexicon.key(scratch.n3());
        let key = known.unwrap_or_else(|| KeyId(lexicon.key_count() + self.own_keys.intern(scratch.n3())));
        let mut word = Word {
            kind,
            key,
            letters: scratch.n3().chars().count() as u16,
            stems: SmallVec::new(),
            names: SmallVec::new(),
            classes: ClassSet::default(),
            article: None,
            nominal_shape: false,
            number: None,
            first: scratch.n3().chars().next().unwrap_or(' '),
            triggers: false,
            opens: false,
            shape: Shape::default(),
            search: OnceCell::new(),
            shapes: OnceCell::new(),
        };
        match kind {
            TokenKind::Word => {
                clitic::segment(lexicon, &scratch, known, &mut word);
                word.shape = spelling::shape(lexicon, &word, raw);
            }
            TokenKind::Number => {
                word.names.push(NameKey { start: 0, key });
                word.number = number(scratch.n3());
            }
            _ => {
                word.names.push(NameKey { start: 0, key });
                clitic::whole(lexicon, &scratch, known, &mut word);
            }
        }
        word.sum_up(lexicon);
        self.scratch = scratch;
        word
    }
}

/// Value of a number at level N3: `1,250` and `3.5`; a comma with three digits after it separates thousands.
fn number(n3: &str) -> Option<f64> {
    let mut digits = String::with_capacity(n3.len());
    for (at, c) in n3.char_indices() {
        match c {
            '٬' => {}
            ',' | '،' => {
                let group = n3[at + c.len_utf8()..].chars().take_while(char::is_ascii_digit).count();
                if group != 3 {
                    digits.push('.');
                }
            }
            _ => digits.push(c),
        }
    }
    digits.parse().ok()
}
