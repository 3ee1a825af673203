//! Personal names: parts and whole ones, out of `names.sqlite3` (rows from Wikidata only, CC0).

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context as _;
use rusqlite::{Connection, OpenFlags};

use super::{arabic, packages, sound};

/// Countries whose spelling in English newspapers is the one meant: the Arab east.
const EAST: [&str; 14] = ["EG", "SA", "IQ", "SY", "LB", "JO", "PS", "YE", "AE", "KW", "QA", "BH", "OM", "SD"];
/// Arab countries whose spelling is French, and near ones.
const WEST: [&str; 8] = ["MA", "TN", "DZ", "LY", "MR", "DJ", "KM", "SO"];

/// Likeness that a Latin spelling needs to the Arabic one.
const LIKE: f64 = 0.65;

/// A part of names: محمد, or عبد الله.
#[derive(Clone, Debug, Default)]
pub struct Unit {
    /// Bearers.
    pub count: u32,
    /// Bearers in Arab countries.
    pub arab: u32,
    latin: BTreeMap<String, BTreeMap<String, u32>>,
}

impl Unit {
    fn add(&mut self, latin: String, country: String, count: u32) {
        self.count += count;
        if is_arab(&country) {
            self.arab += count;
        }
        *self.latin.entry(latin).or_default().entry(country).or_default() += count;
    }

    /// The spelling most usual in the Arab east, each country with one voice; else in the Arab west, else anywhere.
    /// Those that do not sound like the name (translations, other names of the bearer) are left out.
    pub fn latin(&self, name: &str) -> &str {
        let voice = |countries: &dyn Fn(&str) -> bool| {
            let mut total: BTreeMap<&str, u32> = BTreeMap::new();
            for (country, n) in self.latin.values().flatten().filter(|(country, _)| countries(country)) {
                *total.entry(country).or_default() += n;
            }
            let score = |spelling: &BTreeMap<String, u32>| -> f64 {
                let of = |country: &String, n: u32| f64::from(n) / f64::from(total[country.as_str()]);
                spelling.iter().filter(|(c, _)| countries(c)).map(|(c, &n)| of(c, n)).sum()
            };
            let best = self.latin.iter().filter(|(latin, _)| sound::likeness(name, &packages::plain(latin)) >= LIKE);
            let best = best.map(|(latin, by)| (score(by), latin)).filter(|(score, _)| *score > 0.0);
            best.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1))).map(|(_, latin)| latin.as_str())
        };
        voice(&|c| EAST.contains(&c))
            .or_else(|| voice(&|c| WEST.contains(&c)))
            .or_else(|| voice(&|_| true))
            .unwrap_or("")
    }
}

/// A whole name.
#[derive(Clone, Debug)]
pub struct Whole {
    /// In Latin letters.
    pub latin: String,
    /// The country of all who bear it, if it is one.
    pub country: Option<String>,
}

/// Parts and whole names by their spelling at level N3.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Given names.
    pub given: BTreeMap<String, Unit>,
    /// Surnames.
    pub surnames: BTreeMap<String, Unit>,
    /// Whole names of two words and more.
    pub whole: BTreeMap<String, Whole>,
}

/// True for one of the Arab countries.
pub fn is_arab(country: &str) -> bool {
    EAST.contains(&country) || WEST.contains(&country)
}

impl Names {
    /// Reads the rows that are free.
    ///
    /// # Errors
    /// A file that is none, other columns.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let base = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)
            .with_context(|| format!("cannot read {}", path.display()))?;
        let mut names = Self::default();
        names.units(&base)?;
        names.wholes(&base)?;
        Ok(names)
    }

    fn units(&mut self, base: &Connection) -> anyhow::Result<()> {
        let mut rows = base.prepare(
            "SELECT arabic_key, latin, country, role, count FROM units WHERE source = 'wikidata' AND role <> 'unknown'",
        )?;
        let mut rows = rows.query([])?;
        while let Some(row) = rows.next()? {
            let (key, latin, country, role): (String, String, String, String) =
                (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            let Some(name) = arabic::clean(&key).filter(|name| name.split(' ').count() < 4) else { continue };
            if !latin.starts_with(char::is_alphabetic) {
                continue;
            }
            let map = if role == "given" { &mut self.given } else { &mut self.surnames };
            map.entry(arabic::fold(&name)).or_default().add(latin, country, row.get(4)?);
        }
        Ok(())
    }

    fn wholes(&mut self, base: &Connection) -> anyhow::Result<()> {
        let mut rows = base.prepare(
            "SELECT arabic_key, latin, country FROM full_names WHERE source = 'wikidata' AND latin_lang = 'en'
             ORDER BY arabic_key, count DESC, latin",
        )?;
        let mut rows = rows.query([])?;
        while let Some(row) = rows.next()? {
            let (key, latin, country): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let Some(name) = arabic::clean(&key).filter(|name| name.contains(' ')) else { continue };
            let country = Some(country).filter(|c| !c.is_empty());
            let known = self.whole.entry(arabic::fold(&name)).or_insert(Whole { latin, country: country.clone() });
            if known.country != country {
                known.country = None;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_follows_the_east_with_one_voice_a_country() {
        let mut unit = Unit::default();
        unit.add("Mohamed".to_owned(), "EG".to_owned(), 900);
        unit.add("Mohammed".to_owned(), "SA".to_owned(), 20);
        unit.add("Mohammed".to_owned(), "IQ".to_owned(), 10);
        unit.add("Mohammad".to_owned(), "IR".to_owned(), 5000);
        unit.add("Kupfer".to_owned(), "SY".to_owned(), 1);
        assert_eq!(unit.latin("محمد"), "Mohammed");
        assert_eq!((unit.count, unit.arab), (5931, 931));
    }
}
