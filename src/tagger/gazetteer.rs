//! The gazetteer: names with what they stand for, found word by word.

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::iso::Iso;
use super::subtype::Subtypes;
use super::{EntityKind, NameId, Subtype};
use crate::morphology::{Gender, Number, PhraseMatch, PhraseTable, Word};

mod read;

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

#[cfg(test)]
mod tests {
    use super::super::testing::files;
    use super::*;
    use crate::morphology::LexiconBuilder;

    #[test]
    fn rows_written_alike_are_homonyms() {
        let mut lexicon = LexiconBuilder::default();
        let gazetteer = Gazetteer::read(&files(), &mut lexicon).unwrap();
        assert!(gazetteer.homonyms.iter().any(|rows| rows.len() == 2));
        let syria = gazetteer.country_row(Iso::parse("SY").unwrap()).unwrap();
        assert_eq!(&*gazetteer.row(syria).name_en, "Syria");
    }
}
