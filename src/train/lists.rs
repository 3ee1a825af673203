//! Lists of words and phrases, taken from `config/`.

use std::collections::BTreeMap;

use anyhow::Context as _;

use crate::config::{ConfigFiles, table};
use crate::morphology::builder;
use crate::morphology::word::Folder;
use crate::tagger::gazetteer;
use crate::tagger::learned::NameType;
use crate::tagger::learned::knowledge::{Lists, Phrase};
use crate::train::gazetteer::people;

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
        for (path, text) in files.folder("gazetteer/").filter(|(path, _)| *path != gazetteer::NATIONALITY) {
            for row in table::read(path, text, gazetteer::COLUMNS)? {
                let Some(kind) = kind(row.get("type")) else { continue };
                if row.feature("weak").is_some() {
                    known.many(&row, kind, Lists::PLACE_MANY);
                    continue;
                }
                for form in std::iter::once(row.get("name")).chain(row.list("aliases")) {
                    known.name(form, kind);
                }
            }
        }
        for (file, bits) in [("names/given.tsv", Lists::GIVEN_MANY), ("names/surname.tsv", Lists::SURNAME_MANY)] {
            for row in table::read(file, files.get(file).unwrap_or_default(), people::COLUMNS)? {
                known.many(&row, NameType::Person, bits);
            }
        }
        let whole = "names/person.tsv";
        for row in table::read(whole, files.get(whole).unwrap_or_default(), people::COLUMNS)? {
            known.many(&row, NameType::Person, 0);
        }
        known.words.remove("");
        known.words.remove("ال");
        Ok(known)
    }

    /// Adds a row of a table at scale: a word has a bit of its own, several words are a phrase.
    fn many(&mut self, row: &table::Row<'_>, kind: NameType, bits: u16) {
        let bits = if row.feature("ambiguous").is_some() { Lists::DOUBTFUL } else { bits };
        for form in std::iter::once(row.get("name")).chain(row.list("aliases")) {
            if form.contains(' ') {
                let words = form.split_whitespace().map(fold).collect();
                *self.phrases.entry(words).or_default() |= Phrase::bit(kind);
            } else {
                self.word(form, bits);
            }
        }
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
