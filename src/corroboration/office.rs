//! Who held an office when: the Russian president of one report is the Putin of another.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::table::{self, Row};
use crate::config::{ConfigError, ConfigFiles};
use crate::tagger::gazetteer::{COLUMNS, NATIONALITY, NATIONALITY_COLUMNS};

/// Offices and how they are called, `{adjective}`, `{feminine}` and `{country}` left open.
const OFFICE: &str = "office/form.tsv";
/// Who held which office of which country.
const TENURE: &str = "office/tenure.tsv";

/// Who held an office, and from when until when.
#[derive(Clone, Debug)]
struct Tenure {
    /// Usual name, as the table has it.
    holder: String,
    /// Everything the holder goes by, folded.
    names: Vec<String>,
    from: String,
    until: String,
}

/// The holders of offices by what the offices are called, folded.
#[derive(Clone, Debug, Default)]
pub struct Offices {
    tenures: Vec<Tenure>,
    called: BTreeMap<String, Vec<usize>>,
}

impl Tenure {
    /// The first and the last day are nobody's, nor are the first and the last month or year of a date that says no more.
    fn covers(&self, day: &str) -> bool {
        let of = |bound: &str| &day[..bound.len().min(day.len())];
        of(&self.from) > self.from.as_str() && (self.until.is_empty() || of(&self.until) < self.until.as_str())
    }
}

impl Offices {
    /// Reads the tables; `fold` gives the words of a search index.
    ///
    /// # Errors
    /// A table that is none, an office or a country that is not known, a date that is none.
    pub fn read(files: &ConfigFiles, mut fold: impl FnMut(&str) -> String) -> Result<Self, ConfigError> {
        let (forms, countries) = (forms(files)?, Countries::read(files)?);
        let aliases = aliases(files)?;
        let mut offices = Self::default();
        for row in read(files, TENURE, &["office", "country", "holder", "from", "until", "source"])? {
            let known = forms.get(row.get("office"));
            let known = known.ok_or_else(|| row.error("office", "unknown, expected an office of office/form.tsv"))?;
            let holder = row.get("holder");
            let names = aliases.get(holder).into_iter().flatten().chain([&holder]).map(|name| fold(name)).collect();
            let id = offices.tenures.len();
            offices.tenures.push(Tenure {
                holder: holder.to_owned(),
                names,
                from: date(&row, "from")?,
                until: date(&row, "until")?,
            });
            let called: BTreeSet<String> =
                countries.fill(known, &row)?.iter().map(|form| fold(form)).filter(|form| !form.is_empty()).collect();
            for form in called {
                offices.called.entry(form).or_default().push(id);
            }
        }
        Ok(offices)
    }

    /// Who held the office of that folded name on a day (`2024-05-02`): the usual name, and all names, folded.
    pub fn holder(&self, office: &str, day: &str) -> Option<(&str, &[String])> {
        let mut tenures = self.called.get(office)?.iter().map(|&id| &self.tenures[id]);
        let tenure = tenures.rfind(|tenure| tenure.covers(day))?;
        Some((&tenure.holder, &tenure.names))
    }
}

/// What countries and their people are called, by ISO 3166-1 code.
struct Countries<'f> {
    names: BTreeMap<&'f str, Vec<&'f str>>,
    /// Masculine and feminine adjectives.
    adjectives: BTreeMap<&'f str, Vec<(&'f str, &'f str)>>,
}

impl<'f> Countries<'f> {
    fn read(files: &'f ConfigFiles) -> Result<Self, ConfigError> {
        let mut countries = Self { names: BTreeMap::new(), adjectives: BTreeMap::new() };
        for row in read(files, "gazetteer/country.tsv", COLUMNS)? {
            countries.names.entry(row.get("iso")).or_default().extend(row.list("aliases").chain([row.get("name")]));
        }
        for row in read(files, NATIONALITY, NATIONALITY_COLUMNS)? {
            let pair = (row.get("masculine"), row.get("feminine"));
            countries.adjectives.entry(row.get("iso")).or_default().push(pair);
        }
        Ok(countries)
    }

    /// The forms of an office for the country of a row; an office of no country has them as they are.
    fn fill(&self, forms: &[&str], row: &Row<'_>) -> Result<Vec<String>, ConfigError> {
        let country = row.get("country");
        let names = self.names.get(country).map_or(&[][..], Vec::as_slice);
        if !country.is_empty() && names.is_empty() {
            return Err(row.error("country", "unknown, expected an iso code of country.tsv"));
        }
        let adjectives = self.adjectives.get(country).map_or(&[][..], Vec::as_slice);
        let mut out = Vec::new();
        for form in forms {
            if form.contains("{country}") {
                out.extend(names.iter().map(|name| form.replace("{country}", name)));
            } else if form.contains('{') {
                let fill = |(masculine, feminine): &(&str, &str)| {
                    form.replace("{adjective}", &format!("ال{masculine}"))
                        .replace("{feminine}", &format!("ال{feminine}"))
                };
                out.extend(adjectives.iter().map(fill));
            } else {
                out.push((*form).to_owned());
            }
        }
        Ok(out)
    }
}

fn read<'f>(
    files: &'f ConfigFiles,
    path: &'static str,
    columns: &'f [&'static str],
) -> Result<Vec<Row<'f>>, ConfigError> {
    files.get(path).map_or_else(|| Ok(Vec::new()), |text| table::read(path, text, columns))
}

/// The forms of each office.
fn forms(files: &ConfigFiles) -> Result<BTreeMap<&str, Vec<&str>>, ConfigError> {
    let rows = read(files, OFFICE, &["office", "forms", "source"])?;
    Ok(rows.iter().map(|row| (row.get("office"), row.list("forms").collect())).collect())
}

/// Other names of persons, by the usual one.
fn aliases<'f>(files: &'f ConfigFiles) -> Result<BTreeMap<&'f str, Vec<&'f str>>, ConfigError> {
    let rows = read(files, "gazetteer/person.tsv", COLUMNS)?;
    // `?` marks what may be another's
    let sure = |row: &Row<'f>| row.list("aliases").filter(|name| !name.ends_with('?')).collect();
    Ok(rows.iter().map(|row| (row.get("name"), sure(row))).collect())
}

/// A year, a month or a day, or nothing.
fn date(row: &Row<'_>, column: &str) -> Result<String, ConfigError> {
    let text = row.get(column);
    let shape = |(at, c): (usize, char)| if matches!(at, 4 | 7) { c == '-' } else { c.is_ascii_digit() };
    if matches!(text.len(), 0 | 4 | 7 | 10) && text.char_indices().all(shape) {
        return Ok(text.to_owned());
    }
    Err(row.error(column, format!("'{text}', expected a date as 2024, 2024-05 or 2024-05-02")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offices() -> Offices {
        Offices::read(&ConfigFiles::embedded(), str::to_owned).unwrap()
    }

    fn holder(office: &str, day: &str) -> Option<String> {
        offices().holder(office, day).map(|(holder, _)| holder.to_owned())
    }

    #[test]
    fn an_office_has_the_holder_of_its_day() {
        let president = |day| holder("الرئيس الأميركي", day);
        assert_eq!(president("2016-07-01").as_deref(), Some("باراك أوباما"));
        assert_eq!(president("2022-07-01").as_deref(), Some("جو بايدن"));
        // the day of the handover may mean either
        assert_eq!(president("2021-01-20"), None);
        assert_eq!(holder("رئيس سوريا", "2024-12-20"), None);
        assert_eq!(holder("رئيس النادي", "2022-07-01"), None);
    }

    #[test]
    fn an_office_goes_by_country_and_by_adjective_in_both_genders() {
        for (office, day) in [("وزير الخارجية الروسي", "2020-01-01"), ("وزير خارجية روسيا", "2020-01-01")]
        {
            assert_eq!(holder(office, day).as_deref(), Some("سيرغي لافروف"), "{office}");
        }
        assert_eq!(holder("المستشارة الألمانية", "2015-08-01").as_deref(), Some("أنغيلا ميركل"));
        assert_eq!(holder("الأمين العام للأمم المتحدة", "2015-08-01").as_deref(), Some("بان كي مون"));
    }

    #[test]
    fn a_month_says_nothing_of_its_own_days() {
        assert_eq!(holder("وزير خارجية سوريا", "2006-02-20"), None);
        assert_eq!(holder("وزير خارجية سوريا", "2006-03-01").as_deref(), Some("وليد المعلم"));
    }

    #[test]
    fn mistakes_of_the_table_are_told() {
        for (row, column) in [("tsar\tRU\tx\t\t\town", 1), ("president\tXX\tx\t\t\town", 11)] {
            let mut files = ConfigFiles::embedded();
            files.replace(TENURE.to_owned(), format!("office\tcountry\tholder\tfrom\tuntil\tsource\n{row}\n"));
            let error = Offices::read(&files, str::to_owned).unwrap_err();
            assert_eq!((error.line, error.column), (2, column), "{error}");
        }
        let mut files = ConfigFiles::embedded();
        files.replace(
            TENURE.to_owned(),
            "office\tcountry\tholder\tfrom\tuntil\tsource\npresident\tRU\tx\tMay\t\town\n".to_owned(),
        );
        assert!(Offices::read(&files, str::to_owned).is_err());
    }
}
