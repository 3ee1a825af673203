//! Reads the rows of `gazetteer/`: names, countries, nationalities.

use smallvec::SmallVec;

use super::{COLUMNS, DEMONYM, Gazetteer, NATIONALITY, NATIONALITY_COLUMNS, NameRow, SpellingId};
use crate::config::table::Row;
use crate::config::{ConfigError, ConfigFiles, table};
use crate::morphology::{Gender, LexiconBuilder, Number, Part};
use crate::tagger::iso::Iso;
use crate::tagger::spelling::spellings;
use crate::tagger::{EntityKind, NameId};

impl Gazetteer {
    /// Reads all of `gazetteer/` and makes its words known to the lexicon.
    ///
    /// # Errors
    /// The first mistake, with its place.
    pub fn read(files: &ConfigFiles, lexicon: &mut LexiconBuilder) -> Result<Self, ConfigError> {
        let mut gazetteer = Self::default();
        let mut rows = Vec::new();
        for (path, text) in files.folder("gazetteer/").filter(|(path, _)| *path != NATIONALITY) {
            rows.extend(table::read(path, text, COLUMNS)?);
        }
        // countries first: the other rows name them
        for row in rows.iter().filter(|r| r.get("type") == "location.country") {
            gazetteer.country(row)?;
        }
        for row in &rows {
            let id = gazetteer.row_of(row)?;
            for form in std::iter::once(row.get("name")).chain(row.list("aliases")) {
                gazetteer.insert(form, id, lexicon);
            }
        }
        if let Some(text) = files.get(NATIONALITY) {
            for row in table::read(NATIONALITY, text, NATIONALITY_COLUMNS)? {
                gazetteer.nationality(&row, lexicon)?;
            }
        }
        Ok(gazetteer)
    }

    /// Notes the country before its row has a number: the number is put in when the row is read.
    fn country(&mut self, row: &Row<'_>) -> Result<(), ConfigError> {
        let Some(iso) = Iso::parse(row.get("iso")) else {
            return Err(row.error("iso", format!("'{}', expected two capital letters of ISO 3166-1", row.get("iso"))));
        };
        self.countries.entry(iso).or_insert(NameId(u32::MAX));
        Ok(())
    }

    fn row_of(&mut self, row: &Row<'_>) -> Result<NameId, ConfigError> {
        let id = NameId(self.rows.len() as u32);
        let (kind, subtype) = self.subtypes.parse(row.get("type")).map_err(|m| row.error("type", m))?;
        if row.get("name").is_empty() {
            return Err(row.error("name", "empty name, expected the usual Arabic form"));
        }
        let geonames = match row.get("geonames") {
            "" => None,
            text => Some(text.parse().map_err(|_| row.error("geonames", format!("'{text}', expected a number")))?),
        };
        let place = coordinate(row, "lat", 90.0)?.zip(coordinate(row, "lon", 180.0)?);
        let country = self.known_country(row, "country")?;
        let feature = |key| row.feature(key);
        self.rows.push(NameRow {
            name: row.get("name").trim_end_matches('?').into(),
            name_en: row.get("name_en").into(),
            kind,
            subtype,
            wikidata: row.get("wikidata").into(),
            geonames,
            iso: row.get("iso").into(),
            country,
            place,
            ambiguous: feature("ambiguous").is_some(),
            capital: feature("capital").is_some(),
            weak: feature("weak").is_some(),
            population: feature("population").and_then(|n| n.parse().ok()).unwrap_or(0),
            gender: feature("gender").map(|g| if g == "f" { Gender::Feminine } else { Gender::Masculine }),
            number: feature("number").map(|n| if n == "pl" { Number::Plural } else { Number::Singular }),
        });
        if kind == EntityKind::Location && row.get("type") == "location.country" {
            if let Some(slot) = Iso::parse(row.get("iso")).and_then(|iso| self.countries.get_mut(&iso)) {
                if slot.0 == u32::MAX {
                    *slot = id;
                }
            }
        }
        Ok(id)
    }

    fn known_country(&self, row: &Row<'_>, column: &str) -> Result<Option<Iso>, ConfigError> {
        match row.get(column) {
            "" => Ok(None),
            text => match Iso::parse(text) {
                Some(iso) if self.countries.contains_key(&iso) => Ok(Some(iso)),
                _ => Err(row
                    .error(column, format!("unknown country '{text}', expected an iso code of gazetteer/country.tsv"))),
            },
        }
    }

    fn insert(&mut self, form: &str, id: NameId, lexicon: &mut LexiconBuilder) {
        let sure = form.strip_suffix('?');
        let weak = self.row(id).weak;
        for spelling in spellings(sure.unwrap_or(form)) {
            let parts: SmallVec<[Part; 6]> = spelling.split_whitespace().map(|w| Part::Key(lexicon.know(w))).collect();
            if parts.is_empty() {
                continue;
            }
            let table = if weak { &mut self.weak } else { &mut self.table };
            if let Some(known) = table.get(&parts) {
                if sure.is_none() {
                    self.doubtful.remove(&known);
                }
                let rows = &mut self.homonyms[known.0 as usize];
                if !rows.contains(&id) {
                    rows.push(id);
                }
                continue;
            }
            let spelled = SpellingId(self.homonyms.len() as u32);
            self.homonyms.push(SmallVec::from_slice(&[id]));
            table.insert(&parts, spelled);
            if sure.is_some() {
                self.doubtful.insert(spelled);
            }
            if !weak && parts.len() == 1 && spelling.contains(['أ', 'إ', 'آ']) {
                self.written.insert(spelled, spelling.as_str().into());
            }
        }
    }

    fn nationality(&mut self, row: &Row<'_>, lexicon: &mut LexiconBuilder) -> Result<(), ConfigError> {
        let iso = self.known_country(row, "iso")?;
        if row.get("masculine").is_empty() {
            return Err(row.error("masculine", "empty, expected the adjective: سوري"));
        }
        let words: Vec<&str> = std::iter::once(row.get("masculine")).chain(row.list("plural")).collect();
        let class = lexicon.class(DEMONYM).map_err(|m| row.error("masculine", m))?;
        let mut features: Vec<(Box<str>, Box<str>)> = Vec::new();
        if let Some(iso) = iso {
            features.push(("iso".into(), iso.as_str().into()));
        }
        features.extend(row.features().map(|(k, v)| (k.into(), v.into())));
        let lexeme = lexicon.noun(&words, true);
        lexicon.sense(lexeme, class, features.clone());
        let feminine = row.get("feminine");
        // أمازيغ/أمازيغية: a feminine that the masculine does not give
        if !feminine.is_empty() && feminine.strip_suffix('ة') != Some(row.get("masculine")) {
            let lexeme = lexicon.noun(&[feminine], true);
            lexicon.sense(lexeme, class, features);
        }
        Ok(())
    }
}

fn coordinate(row: &Row<'_>, column: &str, limit: f32) -> Result<Option<f32>, ConfigError> {
    match row.get(column) {
        "" => Ok(None),
        text => match text.parse::<f32>() {
            Ok(value) if value.abs() <= limit => Ok(Some(value)),
            _ => Err(row.error(column, format!("'{text}', expected degrees from -{limit} to {limit}"))),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tagger::testing::{GAZETTEER, files};

    fn mistake(row: &str) -> ConfigError {
        let mut files = files();
        files.replace("gazetteer/new.tsv".to_owned(), format!("{GAZETTEER}{row}\n"));
        Gazetteer::read(&files, &mut LexiconBuilder::default()).unwrap_err()
    }

    #[test]
    fn mistakes_are_told_with_their_place() {
        let kind = mistake("صيدا\t\tplanet.city\t\t\t\t\tLB\t\t\t\t\t\town");
        assert_eq!((kind.file.as_str(), kind.line, kind.column), ("gazetteer/new.tsv", 2, 7));
        assert!(mistake("صيدا\t\tlocation.city\t\t\t\t\tXX\t\t\t\t\t\town").message.contains("unknown country 'XX'"));
        assert!(mistake("صيدا\t\tlocation.city\t\t\t\t\tLB\t95\t35\t\t\t\town").message.contains("-90"));
        assert!(mistake("صيدا\t\tlocation.city\t\tx\t\t\tLB\t\t\t\t\t\town").message.contains("number"));
    }
}
