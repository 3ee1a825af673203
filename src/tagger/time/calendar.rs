//! Days, months and years by number and name, in the calendars of SCHEME 6.2.

use jiff::civil::Date;

use super::{Found, Reader};

impl Reader<'_> {
    /// 5/12/2024, 2024-12-05, 26 سبتمبر, 18:30.
    pub(super) fn numeric(&self, at: usize) -> Option<Found> {
        let first = self.whole(at)?;
        if self.mark(at + 1, &['/', '-']) && self.mark(at + 3, &['/', '-']) {
            let (second, third) = (self.whole(at + 2)?, self.whole(at + 4)?);
            let (year, month, day) = if first > 31 { (first, second, third) } else { (third, second, first) };
            return date(year, month, day).map(|d| Found { end: at + 5, value: Some(d.to_string()) });
        }
        if !(1..=31).contains(&first) {
            return None;
        }
        let months = at + 1 + usize::from(at + 1 < self.end && self.document.raw(at + 1) == "من");
        let (hijri, month, end) = self.month(months)?;
        Some(self.dated(Some(first), hijri, month, end, at))
    }

    /// A month by one of its names, or by two side by side (سبتمبر/أيلول، سبتمبر ايلول); gives Hijri or not, its number
    /// and the end.
    fn month(&self, at: usize) -> Option<(bool, i64, usize)> {
        let gregorian = self.sense(at, self.finder.month);
        let hijri = self.sense(at, self.finder.hijri);
        let (sense, len) = gregorian.or(hijri)?;
        let number: i64 = sense.feature("month")?.parse().ok()?;
        let mut end = at + len;
        let pair = end + usize::from(self.mark(end, &['/', '(', '-']));
        if gregorian.is_some() {
            let same =
                self.sense(pair, self.finder.month).filter(|(s, _)| s.feature("month") == sense.feature("month"));
            if let Some((_, more)) = same {
                end = pair + more;
                end += usize::from(self.mark(end, &[')']));
            }
        }
        Some((gregorian.is_none(), number, end))
    }

    pub(super) fn named_month(&self, at: usize) -> Option<Found> {
        let introduced = matches!(self.document.raw(at), "شهر" | "الشهر");
        let first = at + usize::from(introduced);
        let (hijri, month, end) = self.month(first)?;
        let year = self.whole(end).is_some_and(|y| y > 999);
        let shift = self.sense(end, self.finder.shift).is_some();
        let paired = self.document.sense_len(first, self.finder.month).is_some_and(|len| first + len < end);
        let ambiguous = hijri
            || self.document.raw(first).chars().count() < 5
            || self.document.cue(first, self.finder.month).is_some_and(|(s, _)| s.feature("needs_number").is_some());
        if ambiguous && !(year || introduced || shift || paired) {
            return None;
        }
        Some(self.dated(None, hijri, month, end, at))
    }

    /// Adds a year (2024، عام 2024، الماضي) to a day and month.
    fn dated(&self, day: Option<i64>, hijri: bool, month: i64, end: usize, at: usize) -> Found {
        let after = end + usize::from(end < self.end && matches!(self.document.raw(end), "عام" | "سنة" | "من"));
        if let Some(year) = self.whole(after).filter(|y| (1000..2200).contains(y)) {
            let mut end = after + 1;
            end += self
                .sense(end, self.finder.calendar)
                .filter(|(s, _)| s.feature("calendar").is_some())
                .map_or(0, |(_, n)| n);
            let hijri = hijri || year < 1600;
            if let Some(twin) = self.other_calendar(end, hijri) {
                return twin;
            }
            let prefix = if hijri { "hijri:" } else { "" };
            let value = day.map_or_else(
                || format!("{prefix}{year:04}-{month:02}"),
                |d| format!("{prefix}{year:04}-{month:02}-{d:02}"),
            );
            return Found { end, value: Some(value) };
        }
        let shift = self
            .sense(end, self.finder.shift)
            .and_then(|(s, len)| s.feature("shift").map(|shift| (shift.to_owned(), len)));
        let end = end + shift.as_ref().map_or(0, |(_, len)| *len);
        let forward = shift.as_ref().map_or_else(|| self.future(at), |(s, _)| s == "future");
        if hijri {
            return Found { end, value: Some(format!("hijri:--{month:02}")) };
        }
        let value = self.anchor.map_or_else(
            || format!("--{month:02}"),
            |anchor| {
                let mut year = i64::from(anchor.year());
                let (now, today) = (i64::from(anchor.month()), i64::from(anchor.day()));
                let later = (month, day.unwrap_or(1)) > (now, today);
                year += i64::from(forward && !later && month != now) - i64::from(!forward && later);
                format!("{year:04}-{month:02}")
            },
        );
        Found { end, value: Some(day.map_or_else(|| value.clone(), |d| format!("{value}-{d:02}"))) }
    }

    /// The Gregorian date beside a Hijri one, as one date: 5 محرم 1447 هـ / 1 يوليو 2025، الموافق 1 يوليو 2025. Only it
    /// has a value: Hijri days are announced, not computed.
    fn other_calendar(&self, end: usize, hijri: bool) -> Option<Found> {
        let linked = self.mark(end, &['/', '(', '،', ','])
            || end < self.end && matches!(self.document.raw(end), "الموافق" | "الموافقة" | "الموافق لـ" | "لـ");
        let begin = end + usize::from(linked);
        if !hijri || !linked || begin >= self.end {
            return None;
        }
        let mut found = self.numeric_at(begin)?;
        found.end += usize::from(self.mark(end, &['(']) && self.mark(found.end, &[')']));
        Some(found)
    }

    /// A bare year after مطلع or أواخر.
    pub(super) fn bare_year(&self, at: usize) -> Option<Found> {
        let year = self.whole(at).filter(|y| (1900..2100).contains(y))?;
        Some(Found { end: at + 1, value: Some(year.to_string()) })
    }

    /// عام 2016، سنة 2011، منذ 2011، في 2015.
    pub(super) fn year(&self, at: usize) -> Option<Found> {
        let raw = self.document.raw(at).trim_start_matches(['و', 'ب', 'ل']);
        if !(matches!(raw, "عام" | "العام" | "سنة" | "منذ" | "في") || self.sense(at, self.finder.season).is_some())
        {
            return None;
        }
        let first = at + 1;
        let year = self.whole(first).filter(|y| (1900..2100).contains(y))?;
        if self.mark(first + 1, &['/', '-']) {
            return None;
        }
        let value = if raw == "منذ" { format!("{year}/..") } else { year.to_string() };
        Some(Found { end: first + 1, value: Some(value) })
    }
}

fn date(year: i64, month: i64, day: i64) -> Option<Date> {
    let year = i16::try_from(year).ok().filter(|y| (1900..2200).contains(y))?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
