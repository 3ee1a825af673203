//! Large lists, of which a word says less than of those written by hand: tables of names made from free sources, clubs,
//! companies, well-known people, words of sports.

use super::gazetteer::people;
use crate::config::{ConfigFiles, table};
use crate::tagger::gazetteer;
use crate::tagger::learned::NameType;
use crate::tagger::learned::knowledge::Lists;

/// Lists of the model alone: a kind, a colon, names between Arabic commas.
const LISTS: [&str; 2] =
    [include_str!("../../config/model/lists/by_hand.txt"), include_str!("../../config/model/lists/club.txt")];
/// The table of names that has whole names; those of the encyclopedia are of well-known people.
const PERSONS: &str = "names/person.tsv";
/// Tables of the names of persons, and what a row of them is.
const NAMES: [(&str, Kind); 3] = [
    ("names/given.tsv", Kind::Form(Lists::MANY_GIVEN)),
    (PERSONS, Kind::Name(NameType::Person)),
    ("names/surname.tsv", Kind::Form(Lists::MANY_SURNAME)),
];
/// The large tables of places.
pub const PLACES: [&str; 2] = ["gazetteer/city.tsv", "gazetteer/subdivision.tsv"];
/// Words around the name of a club that may be missing.
const CLUB: [&str; 3] = ["نادي ", " الرياضي", " لكرة القدم"];

/// What a name of the lists is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A name of that type; its words may be in the lists of single words or of phrases.
    Name(NameType),
    /// A word with the bits of a list, with and without article.
    Word(u16),
    /// The same, as it is.
    Form(u16),
}

/// Gives all names of the lists.
///
/// # Errors
/// A table that has other columns.
pub fn names(files: &ConfigFiles, mut each: impl FnMut(&str, Kind)) -> anyhow::Result<()> {
    for (path, kind) in NAMES {
        let Some(text) = files.get(path) else { continue };
        for row in table::read(path, text, people::COLUMNS)? {
            if path != PERSONS || row.get("source") == "arwikicats" {
                each(row.get("name"), kind);
            }
        }
    }
    for path in PLACES {
        let Some(text) = files.get(path) else { continue };
        for row in table::read(path, text, gazetteer::COLUMNS)? {
            for name in std::iter::once(row.get("name")).chain(row.list("aliases")) {
                each(name, Kind::Name(NameType::Location));
            }
        }
    }
    for (kind, name) in LISTS.into_iter().flat_map(entries) {
        match kind {
            "person" => each(name, Kind::Name(NameType::Person)),
            "organization" => each(name, Kind::Name(NameType::Organization)),
            "club" => club(name, |name| each(name, Kind::Name(NameType::Organization))),
            "sport" => each(name, Kind::Word(Lists::SPORT)),
            "title" => each(name, Kind::Word(Lists::TITLE)),
            _ => {}
        }
    }
    Ok(())
}

/// The entries of a list with their kinds.
fn entries(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let lines = text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(": "));
    lines.flat_map(|(kind, names)| names.split('،').map(move |name| (kind, name.trim())))
}

/// A club as it is called, shorter and shorter.
fn club<'n>(name: &'n str, mut each: impl FnMut(&'n str)) {
    each(name);
    let short = name.strip_prefix(CLUB[0]).unwrap_or(name);
    let shorter = CLUB[1..].iter().find_map(|end| short.strip_suffix(end)).unwrap_or(short);
    for name in [short, shorter] {
        each(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clubs_are_known_by_their_short_names() {
        let mut names = Vec::new();
        club("نادي الواحة الرياضي", |name| names.push(name));
        assert_eq!(names, ["نادي الواحة الرياضي", "الواحة الرياضي", "الواحة"]);
    }

    #[test]
    fn every_entry_has_a_known_kind_and_letters() {
        for (kind, name) in LISTS.into_iter().flat_map(entries) {
            assert!(["person", "organization", "club", "sport", "title"].contains(&kind), "{kind}");
            assert!(name.chars().any(char::is_alphanumeric), "{kind}: {name}");
        }
        assert!(entries(LISTS[0]).any(|entry| entry == ("organization", "رويترز")));
    }
}
