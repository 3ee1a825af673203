//! The lexicon of forms: every form of every word that the data names, and what it can be.

use super::Inflection;
use super::class::{ClassId, ClassSet};
use super::phrase::PhraseTable;
use crate::text::Interner;

/// A word form at level N3, interned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyId(pub(crate) u32);

/// A word of the lexicon with all its forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LexemeId(pub(crate) u32);

/// Part of speech of a lexeme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pos {
    /// Inflected by `verb::conjugate`.
    Verb,
    /// Inflected by `noun::decline`.
    Noun,
    /// As nouns, both genders.
    Adjective,
    /// One word, one form.
    Particle,
    /// Several words.
    Phrase,
}

/// One use of a lexeme: the class of cues it belongs to, with the features of that class.
#[derive(Clone, Debug)]
pub struct Sense {
    /// Class.
    pub class: ClassId,
    /// `key=value` pairs of the data file.
    pub features: Vec<(Box<str>, Box<str>)>,
}

impl Sense {
    /// Value of a feature.
    pub fn feature(&self, key: &str) -> Option<&str> {
        self.features.iter().find(|(k, _)| &**k == key).map(|(_, value)| &**value)
    }

    /// True when the list value of a feature holds `item`.
    pub fn lists(&self, key: &str, item: &str) -> bool {
        self.feature(key).is_some_and(|list| list.split('|').any(|i| i == item))
    }
}

/// A word with its uses: what makes it a cue first, in one line of the processor's cache.
#[derive(Clone, Debug)]
#[repr(C, align(64))]
pub struct Lexeme {
    /// Classes of all senses.
    pub classes: ClassSet,
    /// Uses as a cue.
    pub senses: Vec<Sense>,
    /// Part of speech.
    pub pos: Pos,
    /// Uses as a trigger: indices of trigger groups of the ontology.
    pub triggers: Vec<u16>,
    /// Citation form.
    pub lemma: Box<str>,
}

/// What a form can be.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// Of which word.
    pub lexeme: LexemeId,
    /// Which form.
    pub inflection: Inflection,
    /// Place of the N2 spelling in the arena of forms.
    pub(super) spelling: (u32, u16),
}

/// All words and forms; built once, immutable.
#[derive(Debug)]
pub struct Lexicon {
    pub(super) keys: Interner,
    pub(super) starts: Vec<u32>,
    pub(super) readings: Vec<Reading>,
    pub(super) arena: String,
    pub(super) lexemes: Vec<Lexeme>,
    pub(super) classes: Vec<Box<str>>,
    pub(super) phrases: PhraseTable<LexemeId>,
}

impl Lexicon {
    /// The id of a form at level N3, if any file names it.
    pub fn key(&self, form: &str) -> Option<KeyId> {
        self.keys.get(form).map(KeyId)
    }

    /// Number of forms; ids of forms that no file names begin here.
    pub fn key_count(&self) -> u32 {
        self.starts.len() as u32 - 1
    }

    /// What a form can be, whatever its spelling at level N2.
    pub fn readings(&self, key: KeyId) -> &[Reading] {
        let at = key.0 as usize;
        if at + 1 >= self.starts.len() {
            return &[];
        }
        &self.readings[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// The N2 spelling of a reading.
    pub fn spelling(&self, reading: &Reading) -> &str {
        let (at, len) = reading.spelling;
        &self.arena[at as usize..at as usize + usize::from(len)]
    }

    /// The word.
    pub fn lexeme(&self, id: LexemeId) -> &Lexeme {
        &self.lexemes[id.0 as usize]
    }

    /// The class of that name; a class that no word has if the data do not name it.
    pub fn class(&self, name: &str) -> ClassId {
        let at = self.classes.iter().position(|class| &**class == name);
        ClassId(at.unwrap_or(super::class::MAX_CLASSES - 1) as u8)
    }

    /// The classes of those names.
    pub fn class_set(&self, names: &[&str]) -> ClassSet {
        let mut set = ClassSet::default();
        for name in names {
            set.insert(self.class(name));
        }
        set
    }

    /// The name of a class.
    pub fn class_name(&self, class: ClassId) -> &str {
        self.classes.get(usize::from(class.0)).map_or("", AsRef::as_ref)
    }

    /// All classes whose name begins with `prefix`.
    pub fn class_family(&self, prefix: &str) -> ClassSet {
        let mut set = ClassSet::default();
        for (at, name) in self.classes.iter().enumerate() {
            if name.starts_with(prefix) {
                set.insert(ClassId(at as u8));
            }
        }
        set
    }

    /// Cues of several words.
    pub fn phrases(&self) -> &PhraseTable<LexemeId> {
        &self.phrases
    }

    /// The sense of a lexeme that belongs to one of `classes`.
    pub fn sense(&self, lexeme: LexemeId, classes: ClassSet) -> Option<&Sense> {
        self.lexeme(lexeme).senses.iter().find(|sense| classes.has(sense.class))
    }

    /// All lexemes with this citation form.
    pub fn lemma(&self, lemma: &str) -> impl Iterator<Item = LexemeId> {
        self.lexemes.iter().enumerate().filter(move |(_, l)| &*l.lemma == lemma).map(|(at, _)| LexemeId(at as u32))
    }
}
