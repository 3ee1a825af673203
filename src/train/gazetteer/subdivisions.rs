//! The table of ISO 3166-2 subdivisions: Arabic and English names of Unicode CLDR.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::Context as _;

use super::table::Table;
use super::{arabic, packages};
use crate::tagger::gazetteer::COLUMNS;

/// Where Debian's `unicode-cldr-core` has them.
const FOLDER: &str = "usr/share/unicode/cldr/common/subdivisions";

/// What need not be told again.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Codes that are in the table by hand.
    pub codes: BTreeSet<String>,
    /// Countries of the table of countries.
    pub countries: BTreeSet<String>,
    /// Names at level N3 that are in tables by hand.
    pub names: BTreeSet<String>,
    /// Names at level N3 of cities, with their countries: a province called like its city is left to it.
    pub cities: BTreeSet<(String, String)>,
}

/// Makes the table.
///
/// # Errors
/// Files that are missing.
pub fn table(packages: &Path, known: &Known) -> anyhow::Result<Table> {
    let read = |file: &str| {
        let path = packages.join(FOLDER).join(file);
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let (names, english) = (read("ar.xml")?, read("en.xml")?);
    let (names, english) = (subdivisions(&names), subdivisions(&english));
    let mut table = Table::new(COLUMNS);
    for (code, name) in names {
        let Some((country, part)) = code.split_at_checked(2) else { continue };
        let country = country.to_uppercase();
        let iso = format!("{country}-{}", part.to_uppercase());
        let Some(name) = arabic::clean(name) else { continue };
        let fold = arabic::fold(&name);
        let told = known.codes.contains(&iso)
            || known.names.contains(&fold)
            || known.cities.contains(&(fold, country.clone()))
            || !known.countries.contains(&country);
        if told || part.chars().all(|c| c == 'z') {
            continue;
        }
        let english = english.get(code).map(|name| packages::plain(name)).unwrap_or_default();
        table.push(&[&name, "", "location.region", "", "", &iso, &english, &country, "", "", "", "", "weak", "cldr"]);
    }
    Ok(table)
}

/// Names by code.
fn subdivisions(xml: &str) -> BTreeMap<&str, &str> {
    let rows = xml.lines().filter_map(|line| line.trim().strip_prefix("<subdivision type=\""));
    rows.filter_map(|row| {
        let (code, rest) = row.split_once('"')?;
        let name = rest.split_once('>')?.1.split_once('<')?.0;
        Some((code, name))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_are_read() {
        let xml = "<subdivisions>\n\t<subdivision type=\"ad02\" draft=\"contributed\">كانيلو</subdivision>\n";
        assert_eq!(subdivisions(xml).into_iter().collect::<Vec<_>>(), [("ad02", "كانيلو")]);
    }
}
