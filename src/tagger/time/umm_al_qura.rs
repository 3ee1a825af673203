//! Days of the Hijri calendar as Saudi Arabia publishes it (Umm al-Qura), 1343 to 1500 (SCHEME 6.2).

use jiff::ToSpan as _;
use jiff::civil::Date;

/// A row a year: the day on which it begins, and how many more than 28 days each month has.
const YEARS: &str = include_str!("umm_al_qura.tsv");

/// A value of dates with `hijri:1447-01-05` as the Gregorian day; months and years alone stay as they are.
pub(super) fn in_gregorian(value: &str) -> String {
    let part = |part: &str| part.strip_prefix("hijri:").and_then(parsed).map(|date| date.to_string());
    let parts: Vec<String> = value.split('/').map(|text| part(text).unwrap_or_else(|| text.to_owned())).collect();
    parts.join("/")
}

fn parsed(date: &str) -> Option<Date> {
    let mut parts = date.split('-').map(|part| part.parse().ok());
    let mut next = || -> Option<u16> { parts.next()? };
    let (year, month, day) = (next()?, next()?, next()?);
    gregorian(year, month.into(), day.into())
}

/// The day of a date; `None` outside the table and for a day that the month does not have.
fn gregorian(year: u16, month: usize, day: i32) -> Option<Date> {
    let row = YEARS.lines().nth(usize::from(year.checked_sub(1343)?))?;
    let (first, months) = row.split_once('\t')?.1.split_once('\t')?;
    let length = |digit: u8| 28 + i32::from(digit - b'0');
    let (before, here) = (months.as_bytes().get(..month.checked_sub(1)?)?, months.as_bytes().get(month - 1)?);
    let past: i32 = before.iter().map(|&digit| length(digit)).sum();
    let first: Date = first.parse().ok()?;
    (1..=length(*here)).contains(&day).then(|| first.checked_add((past + day - 1).days()).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_published_calendar() {
        let day = |year, month, day| gregorian(year, month, day).map(|date| date.to_string());
        assert_eq!(day(1343, 1, 1).as_deref(), Some("1924-08-01"));
        assert_eq!(day(1436, 10, 1).as_deref(), Some("2015-07-17"));
        assert_eq!(day(1447, 1, 1).as_deref(), Some("2025-06-26"));
        assert_eq!(day(1500, 12, 30).as_deref(), Some("2077-11-16"));
        for none in [day(1342, 12, 29), day(1501, 1, 1), day(1447, 13, 1), day(1447, 0, 1), day(1447, 1, 0)] {
            assert_eq!(none, None);
        }
    }

    #[test]
    fn each_year_begins_when_the_one_before_it_ends() {
        for (at, row) in YEARS.lines().enumerate() {
            let year = 1343 + at as u16;
            assert!(row.starts_with(&year.to_string()));
            let last = [31, 30, 29, 28].into_iter().find_map(|day| gregorian(year, 12, day)).unwrap();
            let next = gregorian(year + 1, 1, 1).unwrap_or_else(|| "2077-11-17".parse().unwrap());
            assert_eq!(last.tomorrow().unwrap(), next, "{year}");
        }
    }

    #[test]
    fn only_whole_days_are_converted() {
        assert_eq!(in_gregorian("hijri:1447-01-05"), "2025-06-30");
        assert_eq!(in_gregorian("hijri:1447-01-05/hijri:1447-02-30"), "2025-06-30/hijri:1447-02-30");
        assert_eq!(in_gregorian("hijri:1446-09"), "hijri:1446-09");
        assert_eq!(in_gregorian("2025-07-01"), "2025-07-01");
    }
}
