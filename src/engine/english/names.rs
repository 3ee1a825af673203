//! Latin spellings of personal names, looked up in sorted tables as they lie in the binary: nothing is loaded.

use std::borrow::Cow;
use std::cell::RefCell;

use rustc_hash::FxHashMap;

use crate::config::{ConfigError, ConfigFiles};
use crate::text::{normalize, romanise};

/// Columns of `names/given.tsv`, `names/surname.tsv`, `names/person.tsv`.
pub const COLUMNS: &[&str] = &["name", "name_en", "country", "features", "source"];

/// A table whose rows are in the order of their first cell at level N3.
#[derive(Debug, Default)]
struct Sorted {
    text: Cow<'static, str>,
    /// The first letters and the place of a row in every `STRIDE` bytes, so that a search looks at few of them.
    signs: Vec<(Sign, usize)>,
}

/// The first letters of a name at level N3.
type Sign = [char; 4];

/// Bytes of a table to a sign.
const STRIDE: usize = 1 << 10;

/// The first letters of a name, in the order of names.
fn sign(mut letters: impl Iterator<Item = char>) -> Sign {
    std::array::from_fn(|_| letters.next().unwrap_or_default())
}

impl Sorted {
    fn open(files: &ConfigFiles, path: &str) -> Result<Self, ConfigError> {
        let text = files.shared(path).unwrap_or_default();
        let header = text.lines().find(|line| !line.starts_with('#')).unwrap_or_default();
        if !text.is_empty() && !header.split('\t').eq(COLUMNS.iter().copied()) {
            let message = format!("header '{header}', expected '{}'", COLUMNS.join("\\t"));
            return Err(ConfigError { file: path.to_owned(), line: 1, column: 1, message });
        }
        let header = text.find("\nname\t").map_or(0, |at| at + 1);
        let first = header + text[header..].find('\n').map_or(0, |at| at + 1);
        let mut table = Self { text, signs: Vec::new() };
        let starts = (first..table.text.len()).step_by(STRIDE).map(|at| table.start(first, at));
        table.signs = starts.map(|start| (sign(table.name(start)), start)).collect();
        Ok(table)
    }

    /// Where the row begins that byte `at` belongs to; rows begin at `low`.
    fn start(&self, low: usize, at: usize) -> usize {
        self.text.as_bytes()[low..at].iter().rposition(|byte| *byte == b'\n').map_or(low, |end| low + end + 1)
    }

    /// The name of the row that begins there, at level N3.
    fn name(&self, start: usize) -> impl Iterator<Item = char> {
        self.text[start..].chars().take_while(|c| !matches!(c, '\t' | '\n')).filter_map(normalize::n3)
    }

    /// The second cell of the row whose first is `key` at level N3.
    fn get(&self, key: &str) -> Option<&str> {
        let sought = sign(key.chars());
        let from = self.signs.partition_point(|(sign, _)| *sign < sought).saturating_sub(1);
        let to = from + self.signs[from..].partition_point(|(sign, _)| *sign <= sought);
        let end = self.text.len();
        let (mut low, mut high) = (self.signs.get(from)?.1, self.signs.get(to).map_or(end, |&(_, start)| start));
        while low < high {
            let middle = low + (high - low) / 2;
            let start = self.start(low, middle);
            match key.chars().cmp(self.name(start)) {
                std::cmp::Ordering::Less => high = start,
                std::cmp::Ordering::Greater => {
                    let rest = &self.text.as_bytes()[middle..];
                    low = rest.iter().position(|byte| *byte == b'\n').map_or(end, |at| middle + at + 1);
                }
                std::cmp::Ordering::Equal => {
                    let latin = self.text[start..].lines().next()?.split('\t').nth(1)?;
                    return Some(latin).filter(|latin| !latin.is_empty());
                }
            }
        }
        None
    }
}

/// Personal names that a thread has spelt: the news of a day are full of the same few hundred.
#[derive(Debug, Default)]
pub struct Spelt(RefCell<FxHashMap<Box<str>, Box<str>>>);

/// Names kept before they are forgotten, all at once.
const CAPACITY: usize = 4096;

impl Spelt {
    /// A person's name as [`Names::person`] gives it.
    pub fn person(&self, names: &Names, name: &str) -> String {
        let mut known = self.0.borrow_mut();
        if let Some(latin) = known.get(name) {
            return latin.as_ref().to_owned();
        }
        let latin = names.person(name);
        if known.len() == CAPACITY {
            known.clear();
        }
        known.insert(name.into(), latin.as_str().into());
        latin
    }
}

/// The tables of given names, surnames and whole names.
#[derive(Debug, Default)]
pub struct Names {
    given: Sorted,
    surname: Sorted,
    person: Sorted,
}

impl Names {
    /// Opens the tables; one that is missing is empty.
    ///
    /// # Errors
    /// Another header.
    pub fn open(files: &ConfigFiles) -> Result<Self, ConfigError> {
        Ok(Self {
            given: Sorted::open(files, "names/given.tsv")?,
            surname: Sorted::open(files, "names/surname.tsv")?,
            person: Sorted::open(files, "names/person.tsv")?,
        })
    }

    /// A person's name: the whole, else its parts, else letter by letter.
    pub fn person(&self, name: &str) -> String {
        let words: Vec<&str> = name.split_whitespace().collect();
        if words.len() > 1 {
            if let Some(latin) = self.person.get(&fold(&words)) {
                return latin.to_owned();
            }
        }
        let mut out: Vec<String> = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let known = [2, 1].into_iter().filter(|len| at + len <= words.len()).find_map(|len| {
                let part = &words[at..at + len];
                self.part(&fold(part), at == 0).map(|latin| (spell(part[0], latin), len))
            });
            let (latin, len) = known.unwrap_or_else(|| (romanise::word(words[at]), 1));
            out.push(latin);
            at += len;
        }
        out.join(" ")
    }

    fn part(&self, key: &str, first: bool) -> Option<&str> {
        let tables = if first { [&self.given, &self.surname] } else { [&self.surname, &self.given] };
        tables.iter().find_map(|table| table.get(key))
    }
}

fn fold(words: &[&str]) -> String {
    let mut out = String::new();
    for word in words {
        if !out.is_empty() {
            out.push(' ');
        }
        normalize::n3_text(word, &mut out);
    }
    out
}

/// A capital first, and the article of an Arabic name always as `al-`.
fn spell(word: &str, latin: &str) -> String {
    let bare =
        ["Al-", "al-", "El-", "el-", "Al ", "al ", "El ", "el "].iter().find_map(|article| latin.strip_prefix(article));
    let rest = bare.unwrap_or(latin);
    let mut letters = rest.chars();
    let capital: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    if bare.is_some() && word.starts_with("ال") { format!("al-{capital}") } else { capital }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_names_by_table_others_by_letters() {
        let names = Names::open(&ConfigFiles::embedded()).unwrap();
        assert_eq!(names.person("بشار الأسد"), "Bashar al-Assad");
        assert!(
            ["Mohammed", "Muhammad", "Mohamed"].iter().any(|m| names.person("محمد") == *m),
            "{}",
            names.person("محمد")
        );
        assert_eq!(names.person("سكغغدلنق"), romanise::word("سكغغدلنق"));
        assert!(names.person("فاطمة بن كشكرون").is_ascii());
    }

    #[test]
    fn every_row_is_found_where_it_stands() {
        let files = ConfigFiles::embedded();
        for path in ["names/given.tsv", "names/surname.tsv", "names/person.tsv"] {
            let table = Sorted::open(&files, path).unwrap();
            let rows = table.text.lines().filter(|line| !line.starts_with('#')).skip(1);
            for row in rows.step_by(7) {
                let mut cells = row.split('\t');
                let (name, latin) = (cells.next().unwrap(), cells.next().unwrap());
                let mut key = String::new();
                normalize::n3_text(name, &mut key);
                assert_eq!(table.get(&key).unwrap_or_default(), latin, "{path} {name}");
            }
        }
    }
}
