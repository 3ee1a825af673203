//! Dates and times: relative words, weekdays, months of four systems, years, numeric and Hijri dates (SCHEME 6.2).

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::{EntityKind, Mention, MentionForm};
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{ClassSet, Document, Gender, Lexicon, Number, Sense, Tense};
use crate::text::TokenKind;

/// Finds dates.
#[derive(Debug)]
pub struct TimeFinder {
    weekday: ClassSet,
    month: ClassSet,
    hijri: ClassSet,
    relative: ClassSet,
    part: ClassSet,
    unit: ClassSet,
    shift: ClassSet,
    calendar: ClassSet,
    season: ClassSet,
}

/// A date being read: tokens up to `end`, and what is known of it.
#[derive(Clone, Debug, Default)]
struct Found {
    end: usize,
    value: Option<String>,
}

impl TimeFinder {
    /// Finds the classes in the lexicon.
    pub fn new(lexicon: &Lexicon) -> Self {
        let set = |name| ClassSet::of(lexicon.class(name));
        Self {
            weekday: set("time.weekday"),
            month: set("time.month"),
            hijri: set("time.hijri_month"),
            relative: set("time.relative"),
            part: set("time.part_of_day"),
            unit: set("time.unit"),
            shift: set("time.shift"),
            calendar: set("time.calendar"),
            season: set("time.season"),
        }
    }

    /// Adds the dates of a document to `out`; relative ones are counted from `anchor`, the day of publication.
    pub fn find(&self, document: &Document<'_>, anchor: Option<Date>, out: &mut Vec<Mention>) {
        for sentence in document.sentences {
            let mut at = sentence.tokens.start;
            while at < sentence.tokens.end {
                match self.at(document, at, sentence.tokens.end, anchor) {
                    Some(found) if found.end > at => {
                        out.push(mention(document, at, &found));
                        at = found.end;
                    }
                    _ => at += 1,
                }
            }
        }
    }

    fn at(&self, document: &Document<'_>, at: usize, end: usize, anchor: Option<Date>) -> Option<Found> {
        let reader = Reader { finder: self, document, end, anchor };
        match document.tokens[at].kind {
            TokenKind::Number => reader.numeric(at),
            TokenKind::Word => reader.word(at),
            _ => None,
        }
    }
}

fn mention(document: &Document<'_>, first: usize, found: &Found) -> Mention {
    let tokens = first..found.end;
    Mention {
        span: document.phrase_span(first, found.end - 1),
        core: None,
        head: first,
        kind: EntityKind::Date,
        subtype: None,
        form: MentionForm::Name,
        gender: Gender::Unknown,
        number: Number::Unknown,
        name: None,
        entity: 0,
        inside: None,
        value: found.value.clone(),
        tokens,
    }
}

struct Reader<'r> {
    finder: &'r TimeFinder,
    document: &'r Document<'r>,
    end: usize,
    anchor: Option<Date>,
}

impl Reader<'_> {
    fn sense(&self, at: usize, classes: ClassSet) -> Option<(&Sense, usize)> {
        if at >= self.end { None } else { self.document.cue(at, classes).filter(|(_, len)| at + len <= self.end) }
    }

    fn whole(&self, at: usize) -> Option<i64> {
        if at >= self.end {
            return None;
        }
        self.document.word(at).number.filter(|n| n.fract() == 0.0 && n.abs() < 1e6).map(|n| n as i64)
    }

    fn mark(&self, at: usize, marks: &[char]) -> bool {
        at < self.end && self.document.is_mark(at, marks)
    }

    /// 5/12/2024, 2024-12-05, 26 سبتمبر, 18:30.
    fn numeric(&self, at: usize) -> Option<Found> {
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

    fn word(&self, at: usize) -> Option<Found> {
        self.part_of_day(at)
            .or_else(|| self.weekday(at))
            .or_else(|| self.shifted(at))
            .or_else(|| self.named_month(at))
            .or_else(|| self.year(at))
            .or_else(|| self.relative(at))
    }

    /// فجر الأربعاء، مساء أمس; the bare accusative فجرا stands alone.
    fn part_of_day(&self, at: usize) -> Option<Found> {
        let (sense, len) = self.sense(at, self.finder.part)?;
        let part = sense.feature("part")?.to_owned();
        let next = at + len;
        let day = if next < self.end {
            self.weekday(next).or_else(|| self.relative(next)).or_else(|| self.numeric_at(next))
        } else {
            None
        };
        if let Some(day) = day {
            return Some(Found { end: day.end, value: day.value.map(|v| format!("{v}/{part}")) });
        }
        let raw = self.document.raw(at);
        let adverbial = raw.ends_with(['ً', 'ا']) && raw.chars().count() > 3;
        adverbial.then(|| Found { end: next, value: Some(format!("part:{part}")) })
    }

    fn numeric_at(&self, at: usize) -> Option<Found> {
        (self.document.tokens[at].kind == TokenKind::Number).then(|| self.numeric(at)).flatten()
    }

    /// Weekdays: the latest one for a past verb, the next one for a future verb; الماضي and المقبل say so.
    fn weekday(&self, at: usize) -> Option<Found> {
        let mut first = at;
        if matches!(self.document.raw(at), "يوم" | "اليوم") {
            first += 1;
        }
        let (sense, len) = self.sense(first, self.finder.weekday)?;
        let number: i8 = sense.feature("weekday")?.parse().ok()?;
        let weekday = Weekday::from_monday_one_offset(number).ok()?;
        let mut end = first + len;
        let shift = self
            .sense(end, self.finder.shift)
            .and_then(|(s, len)| s.feature("shift").map(|shift| (shift.to_owned(), len)));
        end += shift.as_ref().map_or(0, |(_, len)| *len);
        if shift.is_none() {
            if let Some(full) = self
                .mark(end, &[',', '،'])
                .then_some(end + 1)
                .or(Some(end))
                .filter(|&e| e < self.end)
                .and_then(|e| self.numeric_at(e))
            {
                return Some(full);
            }
        }
        let forward = shift.as_ref().map_or_else(|| self.future(at), |(s, _)| s == "future");
        let strict = shift.as_ref().is_some_and(|(s, _)| s == "past");
        let value = self.anchor.and_then(|anchor| {
            if forward { anchor.nth_weekday(1, weekday).ok() } else { latest(anchor, weekday, strict) }
        });
        Some(Found { end, value: value.map(|d| d.to_string()) })
    }

    /// True when the nearest verb of the sentence is in the future.
    fn future(&self, at: usize) -> bool {
        let sentence = self.document.sentence(at).tokens.clone();
        let verb = sentence.filter(|&t| self.document.tag(t) == Tag::Verb).min_by_key(|&t| t.abs_diff(at));
        verb.is_some_and(|t| {
            let raw = self.document.raw(t).trim_start_matches(['و', 'ف']);
            let past = self.document.word(t).readings().any(|(_, r)| r.inflection.tense == Tense::Past);
            !past && (raw.starts_with('س') || (t > 0 && matches!(self.document.raw(t - 1), "سوف" | "أن" | "لن")))
        })
    }

    /// العام الماضي، الأسبوع المقبل، قبل ثلاثة أيام.
    fn shifted(&self, at: usize) -> Option<Found> {
        let (unit, len) = self.sense(at, self.finder.unit)?;
        let unit = unit.feature("unit")?.to_owned();
        let (shift, more) = self.sense(at + len, self.finder.shift)?;
        let offset = match shift.feature("shift")? {
            "past" => -1,
            "future" => 1,
            "current" => 0,
            _ => return None,
        };
        let plural = self.document.raw(at).contains("يام")
            || self.document.raw(at).contains("سنوات")
            || self.document.raw(at).contains("شهر") && self.document.raw(at).contains("أ");
        let value = if plural { None } else { self.period(&unit, offset) };
        Some(Found { end: at + len + more, value: value.or_else(|| Some(format!("relative:{unit}:{offset}"))) })
    }

    fn period(&self, unit: &str, offset: i64) -> Option<String> {
        let anchor = self.anchor?;
        Some(match unit {
            "year" => format!("{:04}", i64::from(anchor.year()) + offset),
            "month" => {
                let day = anchor.first_of_month().checked_add(offset.months()).ok()?;
                format!("{:04}-{:02}", day.year(), day.month())
            }
            "week" => {
                let day = anchor.checked_add(offset.weeks()).ok()?.iso_week_date();
                format!("{:04}-W{:02}", day.year(), day.week())
            }
            "day" => anchor.checked_add(offset.days()).ok()?.to_string(),
            _ => return None,
        })
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

    fn named_month(&self, at: usize) -> Option<Found> {
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
            end += usize::from(end < self.end && matches!(self.document.raw(end), "هـ" | "م" | "ه"));
            let prefix = if hijri || year < 1600 { "hijri:" } else { "" };
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

    /// عام 2016، سنة 2011، منذ 2011، في 2015.
    fn year(&self, at: usize) -> Option<Found> {
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

    fn relative(&self, at: usize) -> Option<Found> {
        let (sense, len) = self.sense(at, self.finder.relative)?;
        if sense.feature("anchor") == Some("event") || sense.feature("relation").is_some() {
            return None;
        }
        if self.document.raw(at) == "اليوم" && self.sense(at + 1, self.finder.weekday).is_some() {
            return self.weekday(at);
        }
        let mut end = at + len;
        if let Some((_, more)) = self.sense(end, self.finder.weekday) {
            end += more;
        }
        let unit = sense.feature("unit").unwrap_or("day");
        let offset: Option<i64> = sense.feature("offset").and_then(|o| o.parse().ok());
        let value = offset.and_then(|o| self.period(unit, o).or_else(|| Some(format!("relative:{unit}:{o}"))));
        let part = sense.feature("part").map(str::to_owned);
        let value = match (value, part) {
            (Some(v), Some(p)) => Some(format!("{v}/{p}")),
            (v, _) => v,
        };
        let _ = self.finder.calendar;
        Some(Found { end, value })
    }
}

/// The latest such day on or before the anchor; `strict` wants it before.
fn latest(anchor: Date, weekday: Weekday, strict: bool) -> Option<Date> {
    if !strict && anchor.weekday() == weekday { Some(anchor) } else { anchor.nth_weekday(-1, weekday).ok() }
}

fn date(year: i64, month: i64, day: i64) -> Option<Date> {
    let year = i16::try_from(year).ok().filter(|y| (1900..2200).contains(y))?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
