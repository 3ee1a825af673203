//! The gazetteer: names with what they stand for, found word by word.

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::iso::Iso;
use super::spelling::spellings;
use super::subtype::Subtypes;
use super::{EntityKind, NameId, Subtype};
use crate::config::table::Row;
use crate::config::{ConfigError, ConfigFiles, table};
use crate::morphology::{Gender, LexiconBuilder, Number, Part, PhraseMatch, PhraseTable, Word};

/// Columns of the files of names.
pub const COLUMNS: &[&str] = &[
    "name", "aliases", "type", "wikidata", "geonames", "iso", "name_en", "country", "lat", "lon", "from", "until",
    "features", "source",
];
/// The file of nationalities.
pub const NATIONALITY: &str = "gazetteer/nationality.tsv";
/// Its columns.
pub const NATIONALITY_COLUMNS: &[&str] = &["iso", "name_en", "masculine", "feminine", "plural", "features", "source"];
/// Class of the adjectives of countries and peoples.
pub(super) const DEMONYM: &str = "entity.nationality";

/// A row of a gazetteer.
#[derive(Clone, Debug)]
pub struct NameRow {
    /// Usual form in newspapers.
    pub name: Box<str>,
    /// Name in English.
    pub name_en: Box<str>,
    /// Type.
    pub kind: EntityKind,
    /// Subtype.
    pub subtype: Option<Subtype>,
    /// Item of Wikidata (`Q858`).
    pub wikidata: Box<str>,
    /// Number in `GeoNames`.
    pub geonames: Option<u32>,
    /// ISO 3166 code of the thing itself.
    pub iso: Box<str>,
    /// Country it lies in or belongs to.
    pub country: Option<Iso>,
    /// Latitude and longitude.
    pub place: Option<(f32, f32)>,
    /// The bare word is also a common word.
    pub ambiguous: bool,
    /// A capital city.
    pub capital: bool,
    /// Of a table at scale: says what a name is, finds none.
    pub weak: bool,
    /// Inhabitants, 0 where not known.
    pub population: u32,
    /// Gender for agreement, where the data say it.
    pub gender: Option<Gender>,
    /// Number for agreement, where the data say it.
    pub number: Option<Number>,
}

/// A way of writing one or more names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SpellingId(u32);

/// All names.
#[derive(Debug, Default)]
pub struct Gazetteer {
    rows: Vec<NameRow>,
    homonyms: Vec<SmallVec<[NameId; 1]>>,
    /// As written, for names of one word with a hamza in it.
    written: FxHashMap<SpellingId, Box<str>>,
    /// Spellings that are also common words: marked `?` in the data, and by nobody written without it.
    doubtful: FxHashSet<SpellingId>,
    table: PhraseTable<SpellingId>,
    /// Names that are not looked for, only looked up once something has been found to be a name.
    weak: PhraseTable<SpellingId>,
    countries: FxHashMap<Iso, NameId>,
    /// Names of subtypes.
    pub subtypes: Subtypes,
}

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

    /// False for a word that no name begins with.
    pub fn begins(&self, word: &Word) -> bool {
        self.table.begins(word)
    }

    /// The longest name that begins at the first of the words.
    pub fn longest<'w>(&self, words: impl Fn(usize) -> Option<&'w Word>) -> Option<PhraseMatch<SpellingId>> {
        self.table.longest(words)
    }

    /// The name of a table at scale that is exactly these words, proclitics of the first left out.
    pub fn weak<'w>(&self, len: usize, words: impl Fn(usize) -> &'w Word) -> Option<SpellingId> {
        let found = self.weak.longest(|i| (i < len).then(|| words(i)))?;
        (found.len == len).then_some(found.value)
    }

    /// False when the text says another word by its hamza: إطار is not أطار.
    pub fn spelt(&self, spelling: SpellingId, text: &str) -> bool {
        let Some(written) = self.written.get(&spelling) else { return true };
        let hamza = |c: char| matches!(c, 'أ' | 'إ' | 'آ');
        written.chars().zip(text.chars()).all(|(a, b)| a == b || !hamza(a) || !hamza(b))
    }

    /// True when this way of writing is also a common word, whatever the rows say.
    pub fn is_doubtful(&self, spelling: SpellingId) -> bool {
        self.doubtful.contains(&spelling)
    }

    /// The rows that are written so, in the order of the files.
    pub fn homonyms(&self, spelling: SpellingId) -> &[NameId] {
        &self.homonyms[spelling.0 as usize]
    }

    /// The row.
    pub fn row(&self, name: NameId) -> &NameRow {
        &self.rows[name.0 as usize]
    }

    /// The row of a country.
    pub fn country_row(&self, iso: Iso) -> Option<NameId> {
        self.countries.get(&iso).copied().filter(|id| id.0 != u32::MAX)
    }

    /// Country that a row is or belongs to.
    pub fn country_of(&self, name: NameId) -> Option<Iso> {
        let row = self.row(name);
        row.country.or_else(|| Iso::parse(&row.iso))
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
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
    use super::super::testing::{GAZETTEER, files};
    use super::*;

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

    #[test]
    fn rows_written_alike_are_homonyms() {
        let mut lexicon = LexiconBuilder::default();
        let gazetteer = Gazetteer::read(&files(), &mut lexicon).unwrap();
        assert!(gazetteer.homonyms.iter().any(|rows| rows.len() == 2));
        let syria = gazetteer.country_row(Iso::parse("SY").unwrap()).unwrap();
        assert_eq!(&*gazetteer.row(syria).name_en, "Syria");
    }
}
