//! Words: what one spelling can be, analysed once and kept for the next time it is met.

use std::cell::OnceCell;

use smallvec::SmallVec;

use super::class::ClassSet;
use super::clitic::{self, Proclitics};
use super::inflection::Tense;
use super::lexicon::{KeyId, Lexicon, Reading};
use super::phrase::Part;
use super::spelling::{self, Shape};
use crate::text::{Interner, Spellings, TokenKind, normalize};

/// Ends the spelling of a word that stands behind لم or لن; no letter of its own.
const NEGATED: char = '\u{2060}';

/// A spelling that the cache knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct WordId(u32);

impl WordId {
    /// Its place among the words of the cache, from 0 in the order in which they were met.
    pub fn number(self) -> u32 {
        self.0
    }
}

/// One licensed segmentation of a word.
#[derive(Clone, Debug)]
pub struct Stem {
    /// First byte of the stem inside the word: after و ف ب ل ك, before ال and س (SCHEME T10, E1).
    pub start: u16,
    /// One past the last byte before the enclitic.
    pub end: u16,
    /// What stands before it.
    pub proclitics: Proclitics,
    /// True when a pronoun is attached.
    pub enclitic: bool,
    /// What it can be.
    pub readings: SmallVec<[Reading; 2]>,
}

/// A spelling that a table of names may know: the word after its proclitics, the article kept.
#[derive(Clone, Copy, Debug)]
pub struct NameKey {
    /// First byte inside the word.
    pub start: u16,
    /// The rest.
    pub key: KeyId,
}

/// Everything about one spelling: what is asked of nearly every word first, in one line of the processor's cache.
#[derive(Clone, Debug)]
#[repr(C, align(64))]
pub struct Word {
    /// Classes of all readings.
    pub classes: ClassSet,
    /// The whole word at level N3.
    pub key: KeyId,
    /// First letter at level N3.
    pub first: char,
    /// Proclitics that the spelling alone shows: ال, بال, لل, وال …, or `None`.
    pub article: Option<u16>,
    /// Number of letters at level N3.
    pub letters: u16,
    /// What it is made of.
    pub kind: TokenKind,
    /// Ends in tanwin, ة, ات, ية …: shapes only nouns have.
    pub nominal_shape: bool,
    /// One of its readings is a trigger.
    pub triggers: bool,
    /// A cue of several words may begin with it.
    pub opens: bool,
    /// What part of speech it may be.
    pub(super) shape: Shape,
    /// Licensed segmentations, the one with the fewest cuts first.
    pub stems: SmallVec<[Stem; 2]>,
    /// Spellings for tables of names, the whole word first.
    pub names: SmallVec<[NameKey; 2]>,
    /// Value of a number.
    pub number: Option<f64>,
    /// What a search index has of it, once that has been asked for.
    pub search: OnceCell<Box<str>>,
    /// What the tagger of names makes of it where it is no noun and where it is one, once that has been asked for:
    /// bits, and bytes of proclitics.
    pub shapes: OnceCell<[(u32, u16); 2]>,
}

// four lines of the cache and no byte more
const _: () = assert!(std::mem::size_of::<Word>() == 256);

impl Word {
    /// True when its first reading ends with a pronoun: كتابه.
    pub fn has_pronoun(&self) -> bool {
        self.stems.first().is_some_and(|stem| stem.enclitic)
    }

    /// True when one of its readings is a verbal noun: استعادة.
    pub fn verbal_noun(&self) -> bool {
        self.readings().any(|(_, r)| r.inflection.tense == Tense::Masdar)
    }

    /// What stands outside the text: a mark without letters, in no class.
    fn outside() -> Self {
        let key = KeyId(u32::MAX);
        Self {
            kind: TokenKind::Punct,
            key,
            letters: 0,
            stems: SmallVec::new(),
            names: SmallVec::from_slice(&[NameKey { start: 0, key }]),
            classes: ClassSet::default(),
            article: None,
            nominal_shape: false,
            number: None,
            first: ' ',
            triggers: false,
            opens: false,
            shape: Shape::default(),
            search: OnceCell::new(),
            shapes: OnceCell::new(),
        }
    }

    /// True when the word is what the part of a phrase wants.
    pub fn is(&self, part: Part) -> bool {
        match part {
            Part::Key(key) => self.key == key,
            Part::Before(letter) => self.first == letter,
            Part::Lexeme(lexeme) => self.stems.iter().any(|s| s.readings.iter().any(|r| r.lexeme == lexeme)),
        }
    }

    /// True when the word can be an imperfect and something else: توقع may be "she inflicts", "he expected", "expectation".
    fn imperfect_or_not(&self) -> bool {
        let imperfect = |wanted: bool| self.readings().any(|(_, r)| r.inflection.tense.is_imperfect() == wanted);
        imperfect(true) && imperfect(false)
    }

    /// Takes its other readings away.
    fn only_imperfect(&mut self, lexicon: &Lexicon) {
        for stem in &mut self.stems {
            stem.readings.retain(|r| r.inflection.tense.is_imperfect());
        }
        self.stems.retain(|stem| !stem.readings.is_empty());
        self.classes = ClassSet::default();
        self.triggers = false;
        self.sum_up(lexicon);
    }

    /// What all readings together say.
    fn sum_up(&mut self, lexicon: &Lexicon) {
        for stem in &self.stems {
            for reading in &stem.readings {
                let lexeme = lexicon.lexeme(reading.lexeme);
                self.classes.extend(lexeme.classes);
                self.triggers |= !lexeme.triggers.is_empty();
            }
        }
        self.opens = lexicon.phrases().begins(self);
    }

    /// All readings with their segmentation, in order.
    pub fn readings(&self) -> impl Iterator<Item = (&Stem, &Reading)> {
        self.stems.iter().flat_map(|stem| stem.readings.iter().map(move |reading| (stem, reading)))
    }
}

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

/// Spellings kept before the cache starts anew: about 30 MB, the words of some 3,000 articles.
const CAPACITY: usize = 100_000;

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

/// Level N3 of pieces of data, as the lexicon keys them; its buffers serve many pieces.
#[derive(Debug, Default)]
pub struct Folder {
    n2: normalize::Normalized,
    n3: String,
}

impl Folder {
    /// Level N3 of one piece.
    pub fn fold(&mut self, text: &str) -> &str {
        self.n3.clear();
        if normalize::is_n2(text) {
            normalize::n3_text(text, &mut self.n3);
        } else {
            normalize::n2(text, &mut self.n2);
            normalize::n3_text(&self.n2.text, &mut self.n3);
        }
        &self.n3
    }
}
