//! Tables of names at scale, made from free sources: `isnad train gazetteer`.
//!
//! Packages give names, plain text says which of them are used and how they are written; what is doubtful is left out
//! or marked.

pub mod actors;
pub mod arabic;
pub mod cities;
pub mod clubs;
pub mod common;
pub mod names;
pub mod packages;
pub mod people;
pub mod plain_text;
pub mod sound;
pub mod subdivisions;
pub mod table;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::Context as _;

use cities::ByHand;
use common::Common;
use names::Names;
use plain_text::PlainText;

use crate::config::{ConfigFiles, table as tsv};
use crate::tagger::gazetteer::COLUMNS;

/// The tables of places that are kept by hand.
const PLACES: &str = "gazetteer/place.tsv";
const COUNTRIES: &str = "gazetteer/country.tsv";

/// Where the sources are.
#[derive(Clone, Copy, Debug)]
pub struct Sources<'p> {
    /// Folder with `text/arwiki.txt.xz` and `cameo_ar/`.
    pub data: &'p Path,
    /// Folder into which the packages were unpacked.
    pub packages: &'p Path,
}

/// Reads the sources and writes the tables below `out`; `files` say what is known without them.
///
/// # Errors
/// Sources that are missing or look different, a folder that cannot be written.
pub fn build(files: &ConfigFiles, sources: Sources<'_>, out: &Path, say: &mut dyn FnMut(&str)) -> anyhow::Result<()> {
    for folder in ["names", "gazetteer"] {
        fs::create_dir_all(out.join(folder)).context("cannot make the folders of the tables")?;
    }
    let text = PlainText::read(&sources.data.join("text/arwiki.txt.xz"))?;
    say("plain text read");
    let common = Common::new(files, &text)?;
    let names = Names::read(&sources.packages.join("arabic_name_romanizer/resources/names.sqlite3"))?;
    let foreign = packages::translations(sources.packages, "people/peoples.json")?;
    let places = by_hand(files)?;
    let mut tables = people::tables(&names, &foreign, &common);
    let cities = cities::table(sources.packages, &names, &common, &places)?;
    let known = subdivisions::Known {
        codes: column(files, PLACES, "iso")?,
        countries: column(files, COUNTRIES, "iso")?,
        names: places.names,
        cities: cities.cells(0, 7).map(|(name, country)| (arabic::fold(name), country.to_owned())).collect(),
    };
    tables.push(("gazetteer/city.tsv", cities));
    tables.push(("gazetteer/subdivision.tsv", subdivisions::table(sources.packages, &known)?));
    let mut actors = BTreeSet::new();
    for path in ["gazetteer/organization.tsv", "gazetteer/outlet.tsv", "gazetteer/person.tsv"] {
        actors.extend(column(files, path, "name")?.iter().map(|name| arabic::fold(name)));
    }
    tables.push(("gazetteer/club.tsv", clubs::table(sources.packages, &text, &actors)?));
    let [organizations, holders] = actors::tables(sources.data, files, &names, &common, &actors)?;
    tables.push(("gazetteer/actor.tsv", organizations));
    tables.push(("gazetteer/holder.tsv", holders));
    for (file, table) in tables {
        say(&format!("{file}: {} rows", table.len()));
        table.write(&out.join(file))?;
    }
    Ok(())
}

/// The cells of a column of a table by hand.
fn column(files: &ConfigFiles, path: &str, column: &str) -> anyhow::Result<BTreeSet<String>> {
    let rows = tsv::read(path, files.get(path).with_context(|| format!("no {path}"))?, COLUMNS)?;
    Ok(rows
        .iter()
        .map(|row| row.get(column).trim_end_matches('?').to_owned())
        .filter(|cell| !cell.is_empty())
        .collect())
}

/// The places that are kept by hand.
fn by_hand(files: &ConfigFiles) -> anyhow::Result<ByHand> {
    let mut known = ByHand::default();
    for path in [PLACES, COUNTRIES] {
        for row in tsv::read(path, files.get(path).context("no table of places")?, COLUMNS)? {
            known.numbers.extend(row.get("geonames").parse::<u32>());
            let names = std::iter::once(row.get("name")).chain(row.list("aliases"));
            known.names.extend(names.map(|name| arabic::fold(name.trim_end_matches('?'))));
        }
    }
    Ok(known)
}
