//! Dates counted from the day of publication: weekdays, العام الماضي, أمس, قبل ثلاثة أيام (SCHEME 6.2).

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::{Found, Reader, When};
use crate::morphology::Number;
use crate::tagger::number::is_dual;

impl Reader<'_> {
    /// Weekdays: the latest one for a past verb, the next one for a future verb; الماضي and المقبل say so.
    pub(super) fn weekday(&self, at: usize) -> Option<Found> {
        let mut first = at;
        if matches!(self.document.raw(at), "يوم" | "اليوم") {
            first += 1;
        }
        let (sense, len) = self.sense(first, self.finder.weekday)?;
        let number: i8 = sense.feature("weekday")?.parse().ok()?;
        let weekday = Weekday::from_monday_one_offset(number).ok()?;
        let shift = self.shift(first + len);
        let end = shift.map_or(first + len, |(_, end)| end);
        if let Some(full) = shift.is_none().then(|| self.calendar_day(end)).flatten() {
            return Some(full);
        }
        let forward = shift.map_or_else(|| self.when(at) == When::Future, |(shift, _)| shift == "future");
        let strict = shift.is_some_and(|(shift, _)| shift == "past");
        let value = self.anchor.and_then(|anchor| {
            if forward { anchor.nth_weekday(1, weekday).ok() } else { latest(anchor, weekday, strict) }
        });
        Some(Found { end, value: value.map(|d| d.to_string()) })
    }

    /// The date after a weekday: الثلاثاء 4 نوفمبر، الثلاثاء (4 نوفمبر)، الثلاثاء الموافق 4 نوفمبر.
    fn calendar_day(&self, at: usize) -> Option<Found> {
        let linked = self.mark(at, &[',', '،', '(']) || self.corresponding(at);
        let begin = at + usize::from(linked);
        let mut full = if begin < self.end { self.numeric_at(begin) } else { None }?;
        full.end += usize::from(self.mark(at, &['(']) && self.mark(full.end, &[')']));
        Some(full)
    }

    /// العام الماضي، الأسبوع المقبل، الليلة الماضية.
    pub(super) fn shifted(&self, at: usize) -> Option<Found> {
        let (unit, len) = self.sense(at, self.finder.unit)?;
        let unit = unit.feature("unit")?;
        let (shift, end) = self.shift(at + len)?;
        let offset = match shift {
            "past" => -1,
            "past2" => -2,
            "future" => 1,
            "future2" => 2,
            "current" => 0,
            _ => return None,
        };
        // الأيام الماضية: more than one, and nobody says how many
        let plural = self.document.word(at).readings().any(|(_, r)| r.inflection.number == Number::Plural);
        if plural {
            return Some(Found { end, value: None });
        }
        let value = self.period(unit, offset).unwrap_or_else(|| format!("relative:{unit}:{offset}"));
        let part = self.sense(at, self.finder.part).and_then(|(sense, _)| sense.feature("part"));
        Some(Found { end, value: Some(part.map_or_else(|| value.clone(), |part| format!("{value}/{part}"))) })
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

    /// قبل ثلاثة أيام is a point, منذ ثلاثة أيام an interval that lasts, بعد يومين a point to come; counted from an
    /// event (بعد يومين من الهجوم) it has no date.
    pub(super) fn ago(&self, at: usize) -> Option<Found> {
        let word = self.document.raw(at).trim_start_matches(['و', 'ف']);
        let sign = match word {
            "قبل" | "منذ" => -1,
            "بعد" => 1,
            _ => return None,
        };
        let (count, unit_at) = self.count(at + 1)?;
        let (unit, len) = self.sense(unit_at, self.finder.unit)?;
        let end = unit_at + len;
        let unit = unit.feature("unit")?;
        let counted_from_event = end < self.end && matches!(self.document.raw(end), "من" | "على");
        let value = if counted_from_event {
            None
        } else {
            let point = self.period(unit, sign * count).unwrap_or_else(|| format!("relative:{unit}:{}", sign * count));
            Some(if word == "منذ" { format!("{point}/..") } else { point })
        };
        Some(Found { end, value })
    }

    /// منذ 2011، منذ الجمعة، منذ مطلع العام: an interval that lasts.
    pub(super) fn since(&self, at: usize) -> Option<Found> {
        let first = at + 1;
        if first >= self.end || self.document.raw(at).trim_start_matches(['و', 'ف']) != "منذ" {
            return None;
        }
        let begin = self.part_of_day(first).or_else(|| self.edge(first)).or_else(|| self.date(first));
        let begin = begin.or_else(|| self.numeric_at(first)).or_else(|| self.bare_year(first))?;
        let day = begin.value.as_deref().and_then(|value| value.split('/').next());
        Some(Found { end: begin.end, value: day.map(|day| format!("{day}/..")) })
    }

    /// A number up to a thousand, and the token after it; a dual counts itself: يومين.
    fn count(&self, at: usize) -> Option<(i64, usize)> {
        if at >= self.end {
            return None;
        }
        if let Some((stem, reading)) = self.document.reading(at, self.finder.unit) {
            let word = self.document.raw(at).get(usize::from(stem.start)..)?;
            return is_dual(&self.document.lexicon.lexeme(reading.lexeme).lemma, word).then_some((2, at));
        }
        let (next, value) = self.finder.numerals.read(self.document, at, self.end)?;
        (value.fract() == 0.0 && (1.0..=1000.0).contains(&value)).then_some((value as i64, next))
    }

    pub(super) fn relative(&self, at: usize) -> Option<Found> {
        let (sense, len) = self.sense(at, self.finder.relative)?;
        let other = ["relation", "preposition"].iter().any(|key| sense.feature(key).is_some());
        if other || sense.feature("anchor") == Some("event") {
            return None;
        }
        if self.document.raw(at) == "اليوم" && self.sense(at + 1, self.finder.weekday).is_some() {
            return self.weekday(at);
        }
        let end = self.weekday_beside(at + len);
        let unit = sense.feature("unit").unwrap_or("day");
        let offset: Option<i64> = sense.feature("offset").and_then(|o| o.parse().ok());
        let value = offset.map(|o| self.period(unit, o).unwrap_or_else(|| format!("relative:{unit}:{o}")));
        let lasting = self.document.raw(at).trim_start_matches(['و', 'ف']) == "منذ";
        let suffix = sense.feature("part").or(lasting.then_some(".."));
        let value = match (value, suffix) {
            (Some(value), Some(suffix)) => Some(format!("{value}/{suffix}")),
            (value, _) => value,
        };
        Some(Found { end, value })
    }

    /// أمس الأربعاء، أمس (الأربعاء): the end of the weekday that says the same once more.
    fn weekday_beside(&self, at: usize) -> usize {
        let bracket = usize::from(self.mark(at, &['(']));
        let Some((_, len)) = self.sense(at + bracket, self.finder.weekday) else { return at };
        let end = at + bracket + len;
        match bracket {
            0 => end,
            _ if self.mark(end, &[')']) => end + 1,
            _ => at,
        }
    }
}

/// The latest such day on or before the anchor; `strict` wants it before.
fn latest(anchor: Date, weekday: Weekday, strict: bool) -> Option<Date> {
    if !strict && anchor.weekday() == weekday { Some(anchor) } else { anchor.nth_weekday(-1, weekday).ok() }
}
