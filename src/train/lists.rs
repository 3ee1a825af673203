//! Lists of words and phrases, taken from `config/`.

use std::collections::BTreeMap;

use anyhow::Context as _;

use super::large::{self, Kind};
use crate::config::{ConfigFiles, table};
use crate::morphology::builder;
use crate::morphology::fold::Folder;
use crate::tagger::gazetteer;
use crate::tagger::learned::NameType;
use crate::tagger::learned::knowledge::{Lists, Phrase};

/// Words with the bits of the lists they stand in, phrases with those of their types.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Level N3 of a word.
    pub words: BTreeMap<String, u16>,
    /// Words of a phrase at level N3.
    pub phrases: BTreeMap<Vec<String>, u8>,
}

impl Known {
    /// Reads titles, head nouns, given names, nationalities and the gazetteer.
    pub fn read(files: &ConfigFiles) -> anyhow::Result<Self> {
        let mut known = Self::default();
        for (path, text) in files.folder("lexicon/").filter(|(path, _)| !path.contains("word_class")) {
            for row in table::read(path, text, builder::COLUMNS)? {
                let Some(bits) = bits(row.get("class"), row.feature("type")) else { continue };
                let forms = row.list("forms").filter_map(|form| form.strip_prefix("plural="));
                for form in std::iter::once(row.get("lemma")).chain(forms) {
                    known.word(form, bits);
                    known.word(&format!("ال{form}"), bits);
                }
            }
        }
        let nationality = files.get(gazetteer::NATIONALITY).context("no table of nationalities")?;
        for row in table::read(gazetteer::NATIONALITY, nationality, gazetteer::NATIONALITY_COLUMNS)? {
            let masculine = row.get("masculine");
            let regular =
                [masculine.to_owned(), format!("{masculine}ة"), format!("{masculine}ون"), format!("{masculine}ين")];
            for form in regular.iter().map(String::as_str).chain([row.get("feminine")]).chain(row.list("plural")) {
                known.word(form, Lists::NATIONALITY);
                known.word(&format!("ال{form}"), Lists::NATIONALITY);
            }
        }
        let small = |path: &str| path != gazetteer::NATIONALITY && !large::PLACES.contains(&path);
        for (path, text) in files.folder("gazetteer/").filter(|(path, _)| small(path)) {
            for row in table::read(path, text, gazetteer::COLUMNS)? {
                let Some(kind) = kind(row.get("type")) else { continue };
                // names for linking alone, not for finding
                if row.feature("weak").is_some() {
                    continue;
                }
                for form in std::iter::once(row.get("name")).chain(row.list("aliases")) {
                    known.name(form, kind);
                }
            }
        }
        known.large(files)?;
        known.words.remove("");
        known.words.remove("ال");
        Ok(known)
    }

    /// Takes up the large lists.
    fn large(&mut self, files: &ConfigFiles) -> anyhow::Result<()> {
        large::names(files, |name, kind| match kind {
            Kind::Form(bits) => self.word(name, bits),
            Kind::Word(bits) => {
                self.word(name, bits);
                self.word(&format!("ال{name}"), bits);
            }
            Kind::Name(kind) => {
                let words: Vec<String> = name.split_whitespace().map(fold).collect();
                match words.as_slice() {
                    [] => {}
                    [word] => *self.words.entry(word.clone()).or_default() |= many(kind),
                    _ => *self.phrases.entry(words).or_default() |= Phrase::bit(kind),
                }
            }
        })
    }

    fn word(&mut self, form: &str, bits: u16) {
        if !form.contains(' ') {
            *self.words.entry(fold(form)).or_default() |= bits;
        }
    }

    fn name(&mut self, form: &str, kind: NameType) {
        let words: Vec<String> = form.split_whitespace().map(fold).collect();
        if let [word] = words.as_slice() {
            let bit = match kind {
                NameType::Person => Lists::PERSON,
                NameType::Organization => Lists::ORGANIZATION,
                _ => Lists::PLACE,
            };
            *self.words.entry(word.clone()).or_default() |= bit;
            return;
        }
        if kind == NameType::Person {
            for (at, word) in words.iter().enumerate() {
                let bit = if at + 1 == words.len() { Lists::SURNAME } else { Lists::GIVEN };
                *self.words.entry(word.clone()).or_default() |= bit;
            }
        }
        *self.phrases.entry(words).or_default() |= Phrase::bit(kind);
    }
}

fn fold(text: &str) -> String {
    Folder::default().fold(text).to_owned()
}

/// The large list of single words of a type.
fn many(kind: NameType) -> u16 {
    match kind {
        NameType::Person => Lists::MANY_PERSON,
        NameType::Organization => Lists::MANY_ORGANIZATION,
        _ => Lists::MANY_PLACE,
    }
}

fn bits(class: &str, kind: Option<&str>) -> Option<u16> {
    match class {
        "entity.title" => Some(Lists::TITLE),
        "entity.given_name" => Some(Lists::GIVEN),
        "entity.surname_marker" => Some(Lists::MARKER),
        "entity.head_noun" if kind.is_some_and(|k| k.starts_with("location")) => Some(Lists::PLACE_HEAD),
        "entity.head_noun" => Some(Lists::ORGANIZATION_HEAD),
        _ => None,
    }
}

fn kind(text: &str) -> Option<NameType> {
    match text.split('.').next() {
        Some("person") => Some(NameType::Person),
        Some("organization") => Some(NameType::Organization),
        Some("location") => Some(NameType::Location),
        _ => None,
    }
}
