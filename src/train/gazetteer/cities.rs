//! The table of cities: Arabic names of `GeoNames`, corrected by those of `ArWikiCats`, weighed by plain text.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};

use super::common::Common;
use super::names::{Names, is_arab};
use super::packages::{self, City};
use super::table::Table;
use super::{arabic, sound};
use crate::tagger::gazetteer::COLUMNS;

/// Inhabitants from which on a city is kept though plain text does not name it.
const GREAT: u32 = 100_000;
/// Likeness that an Arabic name needs to one of the Latin ones.
const LIKE: f64 = 0.7;
/// A place so many times smaller than its namesake is left out.
const DWARF: u32 = 20;
/// Words before a place.
const BEFORE: &[&str] = &[
    "مدينة",
    "مدينتي",
    "بمدينة",
    "لمدينة",
    "بلدة",
    "قرية",
    "محافظة",
    "ولاية",
    "مقاطعة",
    "بلدية",
    "إقليم",
    "عاصمتها",
    "العاصمة",
    "ضواحي",
    "في",
    "من",
    "إلى",
    "قرب",
];
/// Part of the occurrences that must follow one of them.
const PLACED: f32 = 0.25;

/// A city with its Arabic names.
struct Named<'c> {
    city: &'c City,
    names: Vec<String>,
}

/// The places that are kept by hand.
#[derive(Clone, Debug, Default)]
pub struct ByHand {
    /// Their numbers in `GeoNames`.
    pub numbers: BTreeSet<u32>,
    /// Their names at level N3.
    pub names: BTreeSet<String>,
}

/// Makes the table; those that are in the table by hand, by number or by name, are left out.
///
/// # Errors
/// Sources that are missing or look different.
pub fn table(packages: &Path, names: &Names, common: &Common<'_>, known: &ByHand) -> anyhow::Result<Table> {
    let cities = packages::cities(packages)?;
    let mut translations = BTreeMap::new();
    for file in ["cities/yy2.json", "geography/popopo.json", "cities/cities_full.json"] {
        translations.extend(packages::translations(packages, file)?);
    }
    let named = candidates(&cities, translations);
    let folds: Vec<Vec<String>> =
        named.iter().map(|n| n.names.iter().map(|name| arabic::fold(name)).collect()).collect();
    let counts = common.text.phrases(folds.iter().flatten().map(String::as_str));
    let placed = common.text.beside(&common.ids(BEFORE), &FxHashSet::default());
    let mut table = Table::new(COLUMNS);
    let mut namesakes: FxHashMap<String, (u32, FxHashSet<&str>)> = FxHashMap::default();
    for (named, folds) in named.iter().zip(&folds) {
        let city = named.city;
        let count = |at: usize| counts.get(folds[at].as_str()).copied().unwrap_or(0);
        // the first is the one of the encyclopedia, if there is one
        let best = (0..folds.len()).max_by_key(|&at| (count(at) * if at == 0 { 3 } else { 1 }, usize::MAX - at));
        let Some(best) = best else { continue };
        let wanted = city.population >= GREAT || is_arab(&city.countrycode) || count(best) > 0;
        if !wanted || known.numbers.contains(&city.geonameid) || known.names.contains(&folds[best]) {
            continue;
        }
        let (greatest, seen) = namesakes.entry(folds[best].clone()).or_insert((city.population, FxHashSet::default()));
        if city.population.saturating_mul(DWARF) < *greatest || !seen.insert(&city.countrycode) {
            continue;
        }
        let aliases = (0..folds.len()).filter(|&at| folds[at] != folds[best] && count(at) * 10 > count(best).max(9));
        let aliases: BTreeSet<&str> = aliases.map(|at| named.names[at].as_str()).collect();
        let ambiguous = !folds[best].contains(' ') && is_ambiguous(&folds[best], city, names, common, &placed);
        let mut features = format!("weak; population={}", city.population);
        if ambiguous {
            features.insert_str(0, "ambiguous; ");
        }
        table.push(&[
            &named.names[best],
            &aliases.into_iter().collect::<Vec<_>>().join("|"),
            "location.city",
            "",
            &city.geonameid.to_string(),
            "",
            &packages::plain(&city.name),
            &city.countrycode,
            &format!("{:.4}", city.latitude),
            &format!("{:.4}", city.longitude),
            "",
            "",
            &features,
            "geonames",
        ]);
    }
    Ok(table)
}

/// The Arabic names of each city that sound like one of its Latin ones; the greatest of a name takes the translation.
fn candidates(cities: &[City], mut translations: BTreeMap<String, String>) -> Vec<Named<'_>> {
    let mut out = Vec::new();
    for city in cities {
        let english = packages::plain(&city.name);
        let translation = translations.remove(&city.name.to_lowercase());
        let translation = translation.or_else(|| translations.remove(&english.to_lowercase()));
        let alternates = city.alternatenames.iter().filter_map(|name| arabic::clean(name));
        let mut names: Vec<String> = Vec::new();
        for name in translation.into_iter().chain(alternates) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        if names.is_empty() {
            continue;
        }
        let latin: Vec<String> = std::iter::once(english.clone())
            .chain(city.alternatenames.iter().map(|name| packages::plain(name)).filter(|name| name.is_ascii()))
            .collect();
        names.retain(|name| latin.iter().any(|latin| sound::likeness(name, latin) >= LIKE));
        out.push(Named { city, names });
    }
    out
}

/// True for a word that is also a common one or a personal name, or is seldom seen where places stand.
fn is_ambiguous(fold: &str, city: &City, names: &Names, common: &Common<'_>, placed: &[f32]) -> bool {
    let share = common.text.id(fold).map_or(0.0, |id| placed[id as usize]);
    let person = names.given.contains_key(fold) || names.surnames.contains_key(fold);
    let seldom = common.text.spelt(fold) > 4 && share < PLACED;
    common.in_lexicon(fold) || (person && share < 2.0 * PLACED && city.population < 1_000_000) || seldom
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_sound_otherwise_are_no_candidates() {
        let city = City {
            geonameid: 360_630,
            name: "Cairo".to_owned(),
            latitude: 30.0,
            longitude: 31.2,
            countrycode: "EG".to_owned(),
            population: 9_606_916,
            alternatenames: ["القاهرة", "برلين", "Al Qahirah"].map(str::to_owned).to_vec(),
        };
        let cities = [city];
        let named = candidates(&cities, BTreeMap::new());
        assert_eq!(named[0].names, ["القاهرة"]);
    }
}
