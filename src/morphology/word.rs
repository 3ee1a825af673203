//! Words: what one spelling can be.

use std::cell::OnceCell;

use smallvec::SmallVec;

use super::class::ClassSet;
use super::clitic::Proclitics;
use super::inflection::Tense;
use super::lexicon::{KeyId, Lexicon, Reading};
use super::phrase::Part;
use super::spelling::Shape;
use crate::text::TokenKind;

mod cache;

pub use self::cache::WordCache;

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
