//! From one date to another: من 3 إلى 5 نوفمبر، بين عامي 2011 و2015 (SCHEME 6.2).

use super::{Found, Reader};

/// Where a range begins or ends.
enum Point {
    /// A number that needs the other end: 3 in "من 3 إلى 5 نوفمبر".
    Number(i64),
    /// A date with a value of its own.
    Date(String),
}

impl Reader<'_> {
    /// من … إلى …، بين … و…، يومي 3 و4 نوفمبر.
    pub(super) fn range(&self, at: usize) -> Option<Found> {
        let first = at + usize::from(self.document.raw(at) == "ما");
        if first + 2 >= self.end {
            return None;
        }
        match self.document.raw(first).trim_start_matches('و') {
            "بين" => self.between(first + 1 + usize::from(self.pair_of(first + 1)), true),
            "من" => self.between(first + 1, false),
            _ if first == at && self.pair_of(at) => self.between(at + 1, true),
            _ => None,
        }
    }

    /// عامي, يومي: the dual before its two numbers.
    fn pair_of(&self, at: usize) -> bool {
        self.sense(at, self.finder.unit).is_some()
            && self.document.raw(at).ends_with("ي")
            && self.whole(at + 1).is_some()
    }

    fn between(&self, at: usize, joined: bool) -> Option<Found> {
        let (left, end) = self.point(at)?;
        let second = self.link(end, joined)?;
        let (right, end) = self.point(second)?;
        let value = match (left, right) {
            (Point::Number(day), Point::Date(right)) => {
                let (month, last) = right.rsplit_once('-').filter(|_| right.len() == "2025-11-05".len())?;
                (day >= 1 && day < last.parse().ok()?).then(|| format!("{month}-{day:02}/{right}"))?
            }
            (Point::Number(left), Point::Number(right)) => years(left, right)?,
            (Point::Date(left), Point::Date(right)) => {
                (left.len() == right.len() && left < right).then(|| format!("{left}/{right}"))?
            }
            (Point::Date(left), Point::Number(right)) => years(left.parse().ok()?, right)?,
        };
        Some(Found { end, value: Some(value) })
    }

    /// A date with a plain value, or a number.
    fn point(&self, at: usize) -> Option<(Point, usize)> {
        if at >= self.end {
            return None;
        }
        let date = self.numeric_at(at).or_else(|| self.ordinal_day(at)).or_else(|| self.date(at));
        match date {
            Some(Found { end, value: Some(value) }) if plain(&value) => Some((Point::Date(value), end)),
            Some(_) => None,
            None => self.whole(at).map(|number| (Point::Number(number), at + 1)),
        }
    }

    /// The token after و or إلى.
    fn link(&self, at: usize, joined: bool) -> Option<usize> {
        if at >= self.end {
            return None;
        }
        let raw = self.document.raw(at);
        if joined {
            return raw.starts_with('و').then_some(at + usize::from(raw == "و"));
        }
        matches!(raw, "إلى" | "الى" | "حتى").then_some(at + 1)
    }
}

/// 2025-11-05, 2025-11, 2025: no edge, no part of a day.
fn plain(value: &str) -> bool {
    value.bytes().all(|b| b.is_ascii_digit() || b == b'-') && !value.starts_with('-')
}

fn years(left: i64, right: i64) -> Option<String> {
    let year = |year: &i64| (1900..2100).contains(year);
    (year(&left) && year(&right) && left < right).then(|| format!("{left}/{right}"))
}
