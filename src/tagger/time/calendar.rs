//! Days, months and years by number and name, in the calendars of SCHEME 6.2.

use jiff::civil::Date;

use super::{Found, Reader, When};

/// A month that has been read.
struct Month {
    hijri: bool,
    number: i64,
    end: usize,
}

impl Reader<'_> {
    /// 5/12/2024, 2024-12-05, 26 سبتمبر, 3 من الشهر الجاري.
    pub(super) fn numeric(&self, at: usize) -> Option<Found> {
        if let Some(found) = self.dotted(at).or_else(|| self.bare_clock(at)) {
            return Some(found);
        }
        let first = self.whole(at)?;
        if self.mark(at + 1, &['/', '-']) && self.mark(at + 3, &['/', '-']) {
            let (second, third) = (self.whole(at + 2)?, self.whole(at + 4)?);
            let (year, month, day) = if first > 31 { (first, second, third) } else { (third, second, first) };
            let end = at + 5 + self.era(at + 5);
            let value = date(year, month, day).map(|d| d.to_string()).or_else(|| hijri_date(year, month, day))?;
            return Some(Found { end, value: Some(value) });
        }
        self.day(first, at + 1, at)
    }

    /// The rest of a date that begins with the number of a day: the month, with or without من.
    fn day(&self, day: i64, at: usize, first: usize) -> Option<Found> {
        if !(1..=31).contains(&day) || at >= self.end {
            return None;
        }
        let of = self.document.raw(at) == "من";
        if let Some(month) = self.month(at + usize::from(of)) {
            return Some(self.dated(Some(day), &month, first));
        }
        if !of {
            return None;
        }
        // 3 من الشهر الجاري
        let period = self.shifted(at + 1).or_else(|| self.relative(at + 1))?;
        let value =
            period.value.filter(|value| value.len() == "2025-11".len()).map(|month| format!("{month}-{day:02}"));
        value.map(|value| Found { end: period.end, value: Some(value) })
    }

    /// الثالث من مايو، السادس والعشرين من فبراير.
    pub(super) fn ordinal_day(&self, at: usize) -> Option<Found> {
        let (sense, len) = self.sense(at, self.finder.ordinal)?;
        let day: i64 = sense.feature("value")?.parse().ok()?;
        let tens = self.sense(at + len, self.finder.ordinal).filter(|_| self.document.word(at + len).first == 'و');
        let (tens, more) = match tens {
            Some((sense, more)) => (sense.feature("value")?.parse().ok().filter(|tens| matches!(tens, 20 | 30))?, more),
            None => (0, 0),
        };
        let definite = self.document.word(at).article.is_some();
        if definite { self.day(day + tens, at + len + more, at) } else { None }
    }

    /// 05.12.2024: one token with two full stops in it.
    fn dotted(&self, at: usize) -> Option<Found> {
        let raw = self.document.raw(at);
        if raw.bytes().filter(|&b| b == b'.').count() != 2 {
            return None;
        }
        let mut parts = raw.split('.').map(|part| part.chars().try_fold(0, |sum, c| Some(sum * 10 + digit(c)?)));
        let (day, month, year) = (parts.next()??, parts.next()??, parts.next()??);
        Some(Found { end: at + 1, value: Some(date(year, month, day)?.to_string()) })
    }

    /// A month by one of its names, or by two side by side (سبتمبر/أيلول، سبتمبر ايلول).
    fn month(&self, at: usize) -> Option<Month> {
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
        Some(Month { hijri: gregorian.is_none(), number, end })
    }

    pub(super) fn named_month(&self, at: usize) -> Option<Found> {
        let introduced = matches!(self.document.raw(at), "شهر" | "الشهر");
        let first = at + usize::from(introduced);
        let month = self.month(first)?;
        let year = self.whole(month.end).is_some_and(|y| y > 999);
        let shift = self.sense(month.end, self.finder.shift).is_some();
        let paired = self.document.sense_len(first, self.finder.month).is_some_and(|len| first + len < month.end);
        let ambiguous = month.hijri
            || self.document.raw(first).chars().count() < 5
            || self.document.cue(first, self.finder.month).is_some_and(|(s, _)| s.feature("needs_number").is_some());
        if ambiguous && !(year || introduced || shift || paired) {
            return None;
        }
        Some(self.dated(None, &month, at))
    }

    /// Adds a year (2024، عام 2024، الماضي) to a day and month.
    fn dated(&self, day: Option<i64>, month: &Month, at: usize) -> Found {
        let end = month.end;
        let after = end + usize::from(end < self.end && matches!(self.document.raw(end), "عام" | "سنة" | "من"));
        if let Some(year) = self.whole(after).filter(|y| (1000..2200).contains(y)) {
            let end = after + 1 + self.era(after + 1);
            let hijri = month.hijri || year < 1600;
            let prefix = if hijri { "hijri:" } else { "" };
            let value = with_day(format!("{prefix}{year:04}-{:02}", month.number), day);
            return self.other_calendar(end, hijri, &value).unwrap_or(Found { end, value: Some(value) });
        }
        let shift = self.shift(end);
        let end = shift.map_or(end, |(_, end)| end);
        if month.hijri {
            return Found { end, value: Some(format!("hijri:--{:02}", month.number)) };
        }
        let Some(anchor) = self.anchor else {
            return Found { end, value: Some(with_day(format!("--{:02}", month.number), day)) };
        };
        let year = self.year_of(anchor, month.number, day, shift.map(|(shift, _)| shift), at);
        Found { end, value: Some(with_day(format!("{year:04}-{:02}", month.number), day)) }
    }

    /// The year of a month without one: this year's, the past or the next by what the adjective or the verb says, else
    /// the nearest.
    fn year_of(&self, anchor: Date, month: i64, day: Option<i64>, shift: Option<&str>, at: usize) -> i64 {
        let year = i64::from(anchor.year());
        let (now, today) = (i64::from(anchor.month()), i64::from(anchor.day()));
        let later = (month, day.unwrap_or(1)) > (now, today);
        let when = match shift {
            Some("current") => return year,
            Some("past" | "past2") => When::Past,
            Some("future" | "future2") => When::Future,
            _ => self.when(at),
        };
        match when {
            When::Past => year - i64::from(later),
            When::Future => year + i64::from(!later && month != now),
            When::Unsaid => {
                let around = [year, year - 1, year + 1];
                let distance = |year: &i64| date(*year, month, day.unwrap_or(15)).map(|d| days_between(d, anchor));
                around.into_iter().min_by_key(|year| distance(year).unwrap_or(i32::MAX)).unwrap_or(year)
            }
        }
    }

    /// The same day in the other calendar, as one date: 5 محرم 1447 هـ / 1 يوليو 2025، الموافق 1 يوليو 2025. The Gregorian
    /// one is the value: Hijri days are announced, and some countries announce others than the published calendar has.
    fn other_calendar(&self, end: usize, hijri: bool, value: &str) -> Option<Found> {
        let linked = self.mark(end, &['/', '(', '،', ',']) || self.corresponding(end);
        let begin = end + usize::from(linked);
        if !linked || begin >= self.end {
            return None;
        }
        let mut found = self.numeric_at(begin)?;
        let other = found.value.as_deref().is_some_and(|v| v.starts_with("hijri:"));
        if other == hijri {
            return None;
        }
        found.end += usize::from(self.mark(end, &['(']) && self.mark(found.end, &[')']));
        if other {
            found.value = Some(value.to_owned());
        }
        Some(found)
    }

    /// الموافق 1 يوليو, لـ 1 يوليو.
    pub(super) fn corresponding(&self, at: usize) -> bool {
        at < self.end && matches!(self.document.raw(at), "الموافق" | "الموافقة" | "لـ")
    }

    /// Tokens of هـ or م after a year.
    fn era(&self, at: usize) -> usize {
        let sense = self.sense(at, self.finder.calendar).filter(|(s, _)| s.feature("calendar").is_some());
        sense.map_or(0, |(_, len)| len)
    }

    /// A bare year after مطلع or أواخر.
    pub(super) fn bare_year(&self, at: usize) -> Option<Found> {
        let year = self.whole(at).filter(|y| (1900..2100).contains(y))?;
        Some(Found { end: at + 1, value: Some(year.to_string()) })
    }

    /// عام 2016، سنة 2011، في 2015، عام 1436 هـ.
    pub(super) fn year(&self, at: usize) -> Option<Found> {
        let raw = self.document.raw(at).trim_start_matches(['و', 'ب', 'ل']);
        let named = matches!(raw, "عام" | "العام" | "سنة");
        if !(named || raw == "في" || self.sense(at, self.finder.season).is_some()) {
            return None;
        }
        let first = at + 1;
        let year = self.whole(first)?;
        let era = self.era(first + 1);
        if named && era > 0 && (1300..1600).contains(&year) {
            return Some(Found { end: first + 1 + era, value: Some(format!("hijri:{year}")) });
        }
        if !(1900..2100).contains(&year) || self.mark(first + 1, &['/', '-']) {
            return None;
        }
        Some(Found { end: first + 1 + era, value: Some(year.to_string()) })
    }
}

fn with_day(month: String, day: Option<i64>) -> String {
    match day {
        Some(day) => format!("{month}-{day:02}"),
        None => month,
    }
}

fn days_between(a: Date, b: Date) -> i32 {
    a.until(b).map_or(i32::MAX, |span| span.get_days().abs())
}

fn digit(c: char) -> Option<i64> {
    crate::text::normalize::n3(c).and_then(|c| c.to_digit(10)).map(i64::from)
}

fn hijri_date(year: i64, month: i64, day: i64) -> Option<String> {
    let known = (1300..1600).contains(&year) && (1..=12).contains(&month) && (1..=30).contains(&day);
    known.then(|| format!("hijri:{year:04}-{month:02}-{day:02}"))
}

fn date(year: i64, month: i64, day: i64) -> Option<Date> {
    let year = i16::try_from(year).ok().filter(|y| (1900..2200).contains(y))?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
