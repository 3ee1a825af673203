//! The words that names of offices and institutions and plain roles are made of, with their English.

use rustc_hash::FxHashMap;

use crate::config::{ConfigError, ConfigFiles, table};
use crate::text::normalize;

/// The file.
const FILE: &str = "names/english.tsv";
const COLUMNS: &[&str] = &["arabic", "english", "kind"];
/// Words of an entry, at most.
const LONGEST: usize = 4;

/// What a word does in a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// ministry, officials
    Head,
    /// city, province
    Place,
    /// northern
    Direction,
    /// defence, interior
    Field,
    /// Kremlin
    Name,
    /// military
    Adjective,
    /// in
    Preposition,
}

/// English words by Arabic ones at level N3 without the article.
#[derive(Debug, Default)]
pub struct Dictionary(FxHashMap<Box<str>, (Box<str>, Kind)>);

impl Dictionary {
    /// Reads the file.
    ///
    /// # Errors
    /// A kind that is none, a wrong number of cells.
    pub fn read(files: &ConfigFiles) -> Result<Self, ConfigError> {
        let mut words = FxHashMap::default();
        for row in table::read(FILE, files.get(FILE).unwrap_or("arabic\tenglish\tkind\n"), COLUMNS)? {
            let kind = match row.get("kind") {
                "head" => Kind::Head,
                "place" => Kind::Place,
                "direction" => Kind::Direction,
                "field" => Kind::Field,
                "name" => Kind::Name,
                "adjective" => Kind::Adjective,
                "preposition" => Kind::Preposition,
                other => {
                    let expected = "expected head, place, direction, field, name, adjective or preposition";
                    return Err(row.error("kind", format!("unknown kind '{other}', {expected}")));
                }
            };
            for form in row.list("arabic") {
                let key = form.split(' ').map(key).collect::<Vec<_>>().join(" ");
                words.insert(key.into(), (row.get("english").into(), kind));
            }
        }
        Ok(Self(words))
    }

    /// The longest entry at the beginning of some words, with its number of words.
    pub fn longest<'t>(&self, words: impl Iterator<Item = &'t str>) -> Option<(&str, Kind, usize)> {
        let (mut phrase, mut found) = (String::new(), None);
        for (at, word) in words.take(LONGEST).enumerate() {
            if at > 0 {
                phrase.push(' ');
            }
            phrase.push_str(&key(word));
            if let Some((english, kind)) = self.0.get(phrase.as_str()) {
                found = Some((&**english, *kind, at + 1));
            } else if at == 0 {
                found = self.without_pronoun(&phrase).map(|(english, kind)| (english, kind, 1));
            }
        }
        found
    }

    /// رعاياها, سفارته
    fn without_pronoun(&self, word: &str) -> Option<(&str, Kind)> {
        ["هما", "ها", "هم", "نا", "ه"].iter().filter_map(|pronoun| word.strip_suffix(pronoun)).find_map(|rest| {
            let feminine = rest.strip_suffix('ت').map(|stem| format!("{stem}ه"));
            let found = self.0.get(rest).or_else(|| self.0.get(feminine?.as_str()))?;
            Some((&*found.0, found.1))
        })
    }
}

/// A word at level N3 without و, ل, ب before the article, and without the article.
fn key(word: &str) -> String {
    let mut folded = String::new();
    normalize::n3_text(word, &mut folded);
    let cut = ["وال", "بال", "لل", "ال"].iter().find_map(|article| folded.strip_prefix(article));
    match cut.filter(|rest| rest.chars().count() > 1) {
        Some(rest) => rest.to_owned(),
        None => folded,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_entry_wins_and_pronouns_go() {
        let dictionary = Dictionary::read(&ConfigFiles::embedded()).unwrap();
        let find = |text: &'static str| dictionary.longest(text.split(' ')).map(|(english, _, len)| (english, len));
        assert_eq!(find("وزير الخارجية التونسي"), Some(("foreign minister", 2)));
        assert_eq!(find("سفارتها في مالي"), Some(("embassy", 1)));
        assert_eq!(find("رعاياها"), Some(("citizens", 1)));
        assert_eq!(find("سكغغدلنق"), None);
    }
}
