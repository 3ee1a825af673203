//! The tables of personal names.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::common::{Common, Verdict};
use super::names::{Names, Unit, is_arab};
use super::plain_text::PlainText;
use super::table::Table;
use super::{arabic, packages};

pub use crate::engine::english::COLUMNS;

/// Bearers that make a given name sure.
const SURE: u32 = 10;

/// Given names, surnames and whole names; `foreign` are whole names by their English form.
pub fn tables(names: &Names, foreign: &BTreeMap<String, String>, common: &Common<'_>) -> Vec<(&'static str, Table)> {
    let shares = shares(names, common.text);
    vec![
        ("names/given.tsv", units(&names.given, common, &shares)),
        ("names/surname.tsv", units(&names.surnames, common, &shares)),
        ("names/person.tsv", whole(names, foreign, common.text)),
    ]
}

/// For each word of plain text, the part of its occurrences that stand beside other names.
fn shares(names: &Names, text: &PlainText) -> Vec<f32> {
    let sure = |map: &BTreeMap<String, Unit>| -> FxHashSet<u32> {
        map.iter().filter(|(_, unit)| unit.count >= SURE).filter_map(|(name, _)| text.id(name)).collect()
    };
    let given = sure(&names.given);
    let mut after = &given | &sure(&names.surnames);
    after.extend(["بن", "ابن", "عبد", "ابو"].iter().filter_map(|marker| text.id(marker)));
    text.beside(&given, &after)
}

fn units(map: &BTreeMap<String, Unit>, common: &Common<'_>, shares: &[f32]) -> Table {
    let mut table = Table::new(COLUMNS);
    for (key, unit) in map {
        let count = common.text.count(key);
        // seen once, in a country far away or nowhere else
        if key.chars().count() < 2 || (unit.arab == 0 && unit.count < 5 && count < 3) {
            continue;
        }
        let share = common.text.id(key).map_or(0.0, |id| shares[id as usize]);
        let ambiguous = match common.judge(key, unit.count, share) {
            Verdict::Name => "",
            Verdict::Ambiguous => "ambiguous; ",
            Verdict::Word => continue,
        };
        let usual = common.text.usual(key).unwrap_or(key);
        table.push(&[
            usual,
            &packages::plain(unit.latin(key)),
            "",
            &format!("{ambiguous}n={}", unit.count),
            "wikidata",
        ]);
    }
    table
}

fn whole(names: &Names, foreign: &BTreeMap<String, String>, text: &PlainText) -> Table {
    let mut table = Table::new(COLUMNS);
    let counts = text.phrases(names.whole.keys().map(String::as_str));
    for (key, name) in &names.whole {
        let country = name.country.as_deref().unwrap_or_default();
        if is_arab(country) || counts.contains_key(key.as_str()) {
            let words: Vec<&str> = key.split(' ').map(|word| text.usual(word).unwrap_or(word)).collect();
            table.push(&[&words.join(" "), &packages::plain(&name.latin), country, "", "wikidata"]);
        }
    }
    for (english, name) in foreign {
        if name.contains(' ') && english.contains(' ') && !names.whole.contains_key(&arabic::fold(name)) {
            table.push(&[name, &packages::plain(&capitals(bare(english))), "", "", "arwikicats"]);
        }
    }
    table
}

/// An English name without the note that tells namesakes apart: Francis Bacon (artist).
fn bare(english: &str) -> &str {
    english.split_once(" (").map_or(english, |(name, _)| name)
}

/// A capital at the beginning of each word but the small ones.
pub fn capitals(english: &str) -> String {
    let word = |word: &str| match word {
        "of" | "the" | "de" | "van" | "von" | "der" | "da" | "di" | "bin" | "ibn" | "and" => word.to_owned(),
        _ => {
            let mut letters = word.chars();
            letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
        }
    };
    english.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_names_get_their_capitals() {
        assert_eq!(capitals("otto von bismarck"), "Otto von Bismarck");
    }

    #[test]
    fn a_note_is_no_part_of_a_name() {
        assert_eq!(bare("francis bacon (artist)"), "francis bacon");
        assert_eq!(bare("otto von bismarck"), "otto von bismarck");
    }
}
