//! Organisations and office holders of the Arabic CAMEO dictionary: lemmas without the article, machine-made in part.
//! Kept is what plain text writes, what begins like an organisation, and holders whose names are known to be names.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::Context as _;

use super::common::Common;
use super::names::Names;
use super::table::Table;
use super::{arabic, packages};
use crate::config::{ConfigFiles, table as tsv};
use crate::morphology::builder;
use crate::tagger::gazetteer::{COLUMNS, NATIONALITY, NATIONALITY_COLUMNS};

/// Occurrences in plain text that an entry needs.
const LEAST: u32 = 3;
/// Until when one holds an office who still does.
const OPEN: &str = "18000101";

/// An entry of the dictionary.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Actor {
    /// Its words, a space between.
    words: String,
    /// Three letters of ISO 3166-1, then roles.
    code: String,
    /// From and until as `yyyymmdd`, if dated.
    dates: Option<(String, String)>,
}

/// Makes the tables of organisations and of office holders.
///
/// # Errors
/// Files that are missing.
pub fn tables(
    data: &Path,
    files: &ConfigFiles,
    names: &Names,
    common: &Common<'_>,
    known: &BTreeSet<String>,
) -> anyhow::Result<[Table; 2]> {
    let read = |file: &str| {
        let path = data.join(file);
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let actors = parse(&read("cameo_ar/actor_dict_ar_v4.txt")?);
    let codes = read("gazetteer/country-codes.csv")?;
    let countries = countries(&codes);
    Ok([organizations(&actors, files, common, &countries, known)?, holders(&actors, names, common, &countries, known)])
}

fn organizations(
    actors: &[Actor],
    files: &ConfigFiles,
    common: &Common<'_>,
    countries: &BTreeMap<&str, &str>,
    known: &BTreeSet<String>,
) -> anyhow::Result<Table> {
    let heads = heads(files)?;
    let adjectives = adjectives(files)?;
    let mut wanted: BTreeMap<String, (&str, Option<&str>)> = BTreeMap::new();
    for actor in actors {
        let words: Vec<String> = actor.words.split(' ').map(|word| bare(&arabic::fold(word))).collect();
        let Some(kind) = heads.get(&words[0]).filter(|_| words.len() > 1) else { continue };
        let country = actor.code.get(..3).and_then(|code| countries.get(code)).copied();
        let nisba = words.iter().find_map(|word| adjectives.get(word)).map(String::as_str);
        // an adjective of another country: a mistake of the machine
        if words.iter().any(|word| word.chars().count() < 2) || (nisba.is_some() && country != nisba) {
            continue;
        }
        // what another entry gives to nobody or to another country is no name by itself: وزارة الخارجية
        let owner = &mut wanted.entry(words.join(" ")).or_insert((kind, country)).1;
        *owner = owner.filter(|owner| Some(*owner) == country);
    }
    let found = common.text.surfaces(wanted.keys().map(String::as_str), bare);
    let mut table = Table::new(COLUMNS);
    for (key, (kind, country)) in &wanted {
        let Some(country) = country else { continue };
        let Some((surface, _)) = found.get(key.as_str()).filter(|(surface, count)| {
            *count >= LEAST
                && !known.contains(surface)
                && surface.split(' ').skip(1).any(|word| !common.in_lexicon(word))
        }) else {
            continue;
        };
        let usual = |word| common.text.usual(word).unwrap_or(word);
        let name: Vec<&str> = surface.split(' ').map(usual).collect();
        table.push(&[&name.join(" "), "", kind, "", "", "", "", country, "", "", "", "", "weak", "cameo"]);
    }
    Ok(table)
}

fn holders(
    actors: &[Actor],
    names: &Names,
    common: &Common<'_>,
    countries: &BTreeMap<&str, &str>,
    known: &BTreeSet<String>,
) -> Table {
    let mut held: BTreeMap<String, Vec<&Actor>> = BTreeMap::new();
    for actor in actors.iter().filter(|a| a.dates.is_some() && a.code.get(3..6) == Some("GOV")) {
        let Some(name) = arabic::clean(&actor.words) else { continue };
        held.entry(arabic::fold(&name)).or_default().push(actor);
    }
    let counts = common.text.phrases(held.keys().map(String::as_str));
    let mut table = Table::new(COLUMNS);
    for (key, actors) in &held {
        let words: Vec<&str> = key.split(' ').collect();
        let first = names.given.get(words[0]).is_some_and(|unit| unit.count > 2) && !common.in_lexicon(words[0]);
        let whole = names.whole.get(key);
        let country = countries.get(&actors[0].code[..3]).copied().unwrap_or_default();
        let one = actors.iter().all(|actor| actor.code[..3] == actors[0].code[..3]);
        let agrees = whole.and_then(|whole| whole.country.as_deref()).is_none_or(|other| other == country);
        let enough = counts.get(key.as_str()).is_some_and(|&n| n >= LEAST) && (first || whole.is_some());
        if words.len() < 2 || known.contains(key) || country.is_empty() || !one || !agrees || !enough {
            continue;
        }
        let usual = |word| common.text.usual(word).unwrap_or(word);
        let name: Vec<&str> = words.iter().map(|word| usual(word)).collect();
        let latin = whole.map(|whole| packages::plain(&whole.latin)).unwrap_or_default();
        let dates = |of: &dyn Fn(&(String, String)) -> String| {
            actors.iter().filter_map(|a| a.dates.as_ref()).map(of).collect::<Vec<_>>()
        };
        let from = dates(&|(from, _)| from.clone()).into_iter().min().unwrap_or_default();
        let until = dates(&|(_, until)| if until == OPEN { String::new() } else { until.clone() });
        let until = if until.iter().any(String::is_empty) {
            String::new()
        } else {
            until.into_iter().max().unwrap_or_default()
        };
        table.push(&[
            &name.join(" "),
            "",
            "person.politician",
            "",
            "",
            "",
            &latin,
            country,
            "",
            "",
            &iso(&from),
            &iso(&until),
            "weak",
            "cameo",
        ]);
    }
    table
}

/// `20100511` → `2010-05-11`.
fn iso(date: &str) -> String {
    match (date.get(..4), date.get(4..6), date.get(6..8)) {
        // the first day of all that the machine did not know
        (Some(year), Some(month), Some(day)) if year > "1900" && date != "19700101" => format!("{year}-{month}-{day}"),
        _ => String::new(),
    }
}

/// A word at level N3 without article and feminine ending, as the dictionary has it.
fn bare(word: &str) -> String {
    let word = word.strip_prefix("ال").filter(|rest| rest.chars().count() > 1).unwrap_or(word);
    word.strip_suffix('ه').filter(|rest| rest.chars().count() > 2).unwrap_or(word).to_owned()
}

/// Entries in order; one with several lines of codes is there several times.
fn parse(text: &str) -> Vec<Actor> {
    let mut out = Vec::new();
    let mut words = String::new();
    for line in text.lines() {
        let (name, code) = line.split_once('[').map_or((line, None), |(name, code)| (name, code.split(']').next()));
        if !name.trim().is_empty() {
            words = name.trim().split('_').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        }
        let Some(code) = code else { continue };
        let (code, dates) =
            code.trim().split_once(' ').map_or((code.trim(), None), |(code, dates)| (code, dates.split_once('-')));
        let plain = |date: &str| date.chars().all(|c| c.is_ascii_digit());
        let dates = dates.filter(|(from, until)| plain(from) && plain(until));
        let dates = dates.map(|(from, until)| (from.to_owned(), until.to_owned()));
        out.push(Actor { words: words.clone(), code: code.to_owned(), dates });
    }
    out
}

/// Two letters by three.
fn countries(csv: &str) -> BTreeMap<&str, &str> {
    let columns: Vec<&str> = csv.lines().next().unwrap_or_default().split(',').collect();
    let column = |name: &str| columns.iter().position(|column| *column == name);
    let (Some(three), Some(two)) = (column("ISO3166-1-Alpha-3"), column("ISO3166-1-Alpha-2")) else {
        return BTreeMap::new();
    };
    let row = |line| {
        let cells = cells(line);
        Some((*cells.get(three)?, *cells.get(two)?))
    };
    csv.lines().skip(1).filter_map(row).filter(|(three, two)| three.len() == 3 && two.len() == 2).collect()
}

/// Cells of a row, quotation marks kept.
fn cells(line: &str) -> Vec<&str> {
    let (mut out, mut start, mut quoted) = (Vec::new(), 0, false);
    for (at, c) in line.char_indices() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => {
                out.push(&line[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    out.push(&line[start..]);
    out
}

/// Types of organisations by head noun, in the manner of [`bare`].
fn heads(files: &ConfigFiles) -> anyhow::Result<BTreeMap<String, String>> {
    let mut out = BTreeMap::new();
    for (path, text) in files.folder("lexicon/").filter(|(path, _)| !path.contains("word_class")) {
        for row in tsv::read(path, text, builder::COLUMNS)? {
            let kind = row.feature("type").filter(|kind| kind.starts_with("organization."));
            if let Some(kind) = kind.filter(|_| row.get("class") == "entity.head_noun") {
                out.insert(bare(&arabic::fold(row.get("lemma"))), kind.to_owned());
            }
        }
    }
    Ok(out)
}

/// Countries by adjective, in the manner of [`bare`].
fn adjectives(files: &ConfigFiles) -> anyhow::Result<BTreeMap<String, String>> {
    let text = files.get(NATIONALITY).context("no table of nationalities")?;
    let rows = tsv::read(NATIONALITY, text, NATIONALITY_COLUMNS)?;
    let pair = |row: &tsv::Row<'_>| (bare(&arabic::fold(row.get("masculine"))), row.get("iso").to_owned());
    Ok(rows.iter().map(pair).filter(|(_, iso)| !iso.is_empty()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_have_words_codes_and_dates() {
        let actors =
            parse("وزارة_دفاع_أميركي_  [USAGOV]\nجلال_سمير_\n\t[LBNGOV 19840502-18000101]\n\t[LBNELI >19900101]\n");
        assert_eq!(actors[0].words, "وزارة دفاع أميركي");
        assert_eq!(actors[1].dates, Some(("19840502".to_owned(), OPEN.to_owned())));
        assert_eq!((actors[2].words.as_str(), actors[2].dates.clone()), ("جلال سمير", None));
    }

    #[test]
    fn words_lose_article_and_feminine_ending() {
        assert_eq!(bare("الاميركيه"), "اميركي");
        assert_eq!(bare("وزاره"), "وزار");
        assert_eq!(iso("20100511"), "2010-05-11");
        assert_eq!(iso(OPEN), "");
    }

    #[test]
    fn countries_are_read_from_quoted_rows() {
        let csv = "a,ISO3166-1-Alpha-3,ISO3166-1-Alpha-2\n\"x, y\",YEM,YE\n";
        assert_eq!(countries(csv).get("YEM"), Some(&"YE"));
    }
}
