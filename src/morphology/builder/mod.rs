//! Builds the lexicon from the data files.

mod phrases;
mod rows;

pub use rows::COLUMNS;

use rustc_hash::FxHashMap;

use super::class::{ClassId, ClassSet, MAX_CLASSES};
use super::fold::Folder;
use super::inflection::{Form, Gender, Inflection, Number, Person, Tense, Voice};
use super::lexicon::{KeyId, Lexeme, LexemeId, Lexicon, Pos, Reading, Sense};
use super::verb::VerbError;
use super::{noun, verb};
use crate::text::Interner;

/// A lexicon in the making.
#[derive(Debug, Default)]
pub struct LexiconBuilder {
    lexemes: Vec<Lexeme>,
    index: FxHashMap<(Pos, String), LexemeId>,
    by_lemma: FxHashMap<Box<str>, Vec<LexemeId>>,
    classes: Vec<Box<str>>,
    keys: Interner,
    readings: Vec<(KeyId, Reading)>,
    arena: String,
    phrases: Vec<(String, LexemeId)>,
    folder: Folder,
    assumed: Vec<String>,
}

impl LexiconBuilder {
    /// The verb, inflected when it is new.
    ///
    /// # Errors
    /// What is wrong with lemma or class.
    pub fn verb(&mut self, past: &str, present: &str, class: &str) -> Result<LexemeId, String> {
        self.inflected(past, present, class, || verb::conjugate(past, present, class)).map_err(|e| e.to_string())
    }

    /// The verb, with the forms that `paradigm` gives when it is new.
    fn inflected(
        &mut self,
        past: &str,
        present: &str,
        class: &str,
        paradigm: impl FnOnce() -> Result<Vec<Form>, VerbError>,
    ) -> Result<LexemeId, VerbError> {
        let name = format!("{past}/{present} {class}");
        if let Some(&known) = self.index.get(&(Pos::Verb, name.clone())) {
            return Ok(known);
        }
        let forms = paradigm()?;
        let lexeme = self.lexeme(Pos::Verb, name, past);
        self.forms(lexeme, &forms);
        Ok(lexeme)
    }

    /// The noun (singular and irregular plurals) or adjective, inflected when it is new.
    pub fn noun(&mut self, words: &[&str], adjective: bool) -> LexemeId {
        let pos = if adjective { Pos::Adjective } else { Pos::Noun };
        let Some((&lemma, plurals)) = words.split_first() else {
            return self.particle("");
        };
        let known = self.index.get(&(pos, lemma.to_owned())).copied();
        let lexeme = known.unwrap_or_else(|| self.lexeme(pos, lemma.to_owned(), lemma));
        if known.is_none() || !plurals.is_empty() {
            let forms = noun::decline(lemma, plurals, adjective);
            self.forms(lexeme, &forms);
        }
        lexeme
    }

    /// A noun of which only one form is meant.
    pub fn only(&mut self, word: &str) -> LexemeId {
        let name = format!("={word}");
        if let Some(&known) = self.index.get(&(Pos::Noun, name.clone())) {
            return known;
        }
        let lexeme = self.lexeme(Pos::Noun, name, word);
        self.form(lexeme, word, Inflection { tense: Tense::Nominal, number: Number::Singular, ..fixed() });
        lexeme
    }

    /// Adds the feminine of a word that may be an adjective.
    pub fn feminine(&mut self, lexeme: LexemeId, lemma: &str) {
        if !lemma.ends_with(['ة', 'ه', 'ى', 'ا']) {
            self.form(
                lexeme,
                &format!("{lemma}ة"),
                Inflection { tense: Tense::Nominal, gender: Gender::Feminine, number: Number::Singular, ..fixed() },
            );
        }
    }

    /// A word that does not inflect.
    pub fn particle(&mut self, word: &str) -> LexemeId {
        if let Some(&known) = self.index.get(&(Pos::Particle, word.to_owned())) {
            return known;
        }
        let lexeme = self.lexeme(Pos::Particle, word.to_owned(), word);
        self.form(lexeme, word, fixed());
        lexeme
    }

    /// A phrase of several words; `*` after a word stands for any of its forms.
    pub fn phrase(&mut self, words: &str) -> LexemeId {
        if let Some(&known) = self.index.get(&(Pos::Phrase, words.to_owned())) {
            return known;
        }
        let lexeme = self.lexeme(Pos::Phrase, words.to_owned(), words);
        self.phrases.push((words.to_owned(), lexeme));
        lexeme
    }

    /// All words with that citation form.
    pub fn lemma(&self, lemma: &str) -> &[LexemeId] {
        self.by_lemma.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// True when one of the words is a verb or joins the words of a clause, as no noun does.
    pub fn never_noun(&self, words: &[LexemeId]) -> bool {
        let joins = |class: &str| matches!(class, "complementiser" | "negation") || class.starts_with("function.");
        words.iter().map(|word| &self.lexemes[word.0 as usize]).any(|lexeme| match lexeme.pos {
            Pos::Verb => true,
            Pos::Particle => {
                let mut classes =
                    self.classes.iter().enumerate().filter(|(at, _)| lexeme.classes.has(ClassId(*at as u8)));
                classes.any(|(_, class)| joins(class) && &**class != "function.quantifier")
            }
            _ => false,
        })
    }

    /// Notes a word that is taken for a noun although no table has it.
    pub fn assume(&mut self, word: &str) {
        self.assumed.push(word.to_owned());
    }

    /// The words noted since the last call.
    pub fn assumed(&mut self) -> impl Iterator<Item = String> + use<> {
        std::mem::take(&mut self.assumed).into_iter()
    }

    /// The first of some words that is a finite form of a verb, by its position, and the verb.
    pub fn verb_among<'w>(&self, words: impl Iterator<Item = &'w str>) -> Option<(usize, &str)> {
        let places: FxHashMap<&str, usize> = words.enumerate().map(|(at, word)| (word, at)).collect();
        let finite = |r: &Reading| r.inflection.tense.is_finite();
        let verbs = self.readings.iter().map(|(_, reading)| reading).filter(|reading| finite(reading));
        let found = verbs.filter_map(|reading| {
            let at = *places.get(self.spelling(reading))?;
            Some((at, &*self.lexemes[reading.lexeme.0 as usize].lemma))
        });
        found.min()
    }

    /// The letters of a form.
    fn spelling(&self, reading: &Reading) -> &str {
        let (at, len) = reading.spelling;
        &self.arena[at as usize..at as usize + usize::from(len)]
    }

    /// Makes a form known at level N3 although it has no reading of its own: the words of names.
    pub fn know(&mut self, form: &str) -> KeyId {
        KeyId(self.keys.intern(self.folder.fold(form)))
    }

    /// The class of that name, made if new.
    ///
    /// # Errors
    /// There are too many classes.
    pub fn class(&mut self, name: &str) -> Result<ClassId, String> {
        if name.is_empty() {
            return Err("empty class, expected a dotted name".to_owned());
        }
        if let Some(at) = self.classes.iter().position(|c| &**c == name) {
            return Ok(ClassId(at as u8));
        }
        if self.classes.len() + 1 >= MAX_CLASSES {
            return Err(format!("class '{name}' is one too many, expected at most {}", MAX_CLASSES - 1));
        }
        self.classes.push(name.into());
        Ok(ClassId((self.classes.len() - 1) as u8))
    }

    /// True when a class of that name has been read.
    pub fn has_class(&self, name: &str) -> bool {
        self.classes.iter().any(|c| &**c == name)
    }

    /// Adds a use as a cue.
    pub fn sense(&mut self, lexeme: LexemeId, class: ClassId, features: Vec<(Box<str>, Box<str>)>) {
        let lexeme = &mut self.lexemes[lexeme.0 as usize];
        lexeme.classes.insert(class);
        lexeme.senses.push(Sense { class, features });
    }

    /// Adds a use as a trigger of a group of the ontology.
    pub fn trigger(&mut self, lexeme: LexemeId, group: u16) {
        let triggers = &mut self.lexemes[lexeme.0 as usize].triggers;
        if !triggers.contains(&group) {
            triggers.push(group);
        }
    }

    fn lexeme(&mut self, pos: Pos, name: String, lemma: &str) -> LexemeId {
        let id = LexemeId(self.lexemes.len() as u32);
        let (classes, senses, triggers) = (ClassSet::default(), Vec::new(), Vec::new());
        self.lexemes.push(Lexeme { lemma: lemma.into(), pos, classes, senses, triggers });
        self.index.insert((pos, name), id);
        self.by_lemma.entry(lemma.into()).or_default().push(id);
        id
    }

    fn forms(&mut self, lexeme: LexemeId, forms: &[Form]) {
        for form in forms {
            self.form(lexeme, &form.text, form.inflection);
        }
    }

    fn form(&mut self, lexeme: LexemeId, text: &str, inflection: Inflection) {
        let key = self.know(text);
        let spelling = (self.arena.len() as u32, text.len() as u16);
        self.arena.push_str(text);
        self.readings.push((key, Reading { lexeme, inflection, spelling }));
    }

    /// Puts everything in its place.
    pub fn finish(mut self) -> Lexicon {
        let phrases = self.phrase_table();
        let arena = &self.arena;
        let spelling = |r: &Reading| &arena[r.spelling.0 as usize..r.spelling.0 as usize + usize::from(r.spelling.1)];
        let mut readings = in_order(&self.readings, self.keys.len());
        for alike in readings.chunk_by_mut(|(a, _), (b, _)| a == b) {
            alike.sort_by(|(_, x), (_, y)| (x.lexeme, spelling(x)).cmp(&(y.lexeme, spelling(y))));
        }
        // the same form from several rows is one reading; the first stays where it is
        let same = |x: &Reading, y: &Reading| {
            x.lexeme == y.lexeme && x.inflection == y.inflection && spelling(x) == spelling(y)
        };
        let mut distinct: Vec<(KeyId, Reading)> = Vec::with_capacity(readings.len());
        for (key, reading) in readings {
            let mut alike = distinct.iter().rev().take_while(|(k, _)| *k == key);
            if !alike.any(|(_, known)| same(known, &reading)) {
                distinct.push((key, reading));
            }
        }
        let mut starts = vec![0_u32; self.keys.len() + 1];
        for (key, _) in &distinct {
            starts[key.0 as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        Lexicon {
            keys: self.keys,
            starts,
            readings: distinct.into_iter().map(|(_, reading)| reading).collect(),
            arena: self.arena,
            lexemes: self.lexemes,
            classes: self.classes,
            phrases,
        }
    }
}

/// The readings in the order of their keys, of which there are `count`; those of one key in the order of the files.
fn in_order(readings: &[(KeyId, Reading)], count: usize) -> Vec<(KeyId, Reading)> {
    let mut places = vec![0; count + 1];
    for (key, _) in readings {
        places[key.0 as usize + 1] += 1;
    }
    for key in 0..count {
        places[key + 1] += places[key];
    }
    let mut out = readings.to_vec();
    for reading in readings {
        let place = &mut places[reading.0.0 as usize];
        out[*place] = *reading;
        *place += 1;
    }
    out
}

/// The inflection of a word that has none.
pub(super) fn fixed() -> Inflection {
    Inflection {
        tense: Tense::Fixed,
        voice: Voice::Active,
        gender: Gender::Unknown,
        number: Number::Unknown,
        person: Person::Third,
        bound: false,
        free: false,
        indefinite: false,
    }
}
