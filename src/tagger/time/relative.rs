//! Dates counted from the day of publication: weekdays, العام الماضي, أمس, قبل ثلاثة أيام (SCHEME 6.2).

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::{Found, Reader};
use crate::morphology::Number;

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

    /// العام الماضي، الأسبوع المقبل، قبل ثلاثة أيام.
    pub(super) fn shifted(&self, at: usize) -> Option<Found> {
        let (unit, len) = self.sense(at, self.finder.unit)?;
        let unit = unit.feature("unit")?.to_owned();
        let (shift, more) = self.sense(at + len, self.finder.shift)?;
        let offset = match shift.feature("shift")? {
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
            return Some(Found { end: at + len + more, value: None });
        }
        let value = self.period(&unit, offset);
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

    /// A number up to a hundred in digits or in one word, and the token after it.
    fn count(&self, at: usize) -> Option<(i64, usize)> {
        if let Some(digits) = self.whole(at) {
            return (1..=100).contains(&digits).then_some((digits, at + 1));
        }
        let (sense, len) = self.sense(at, self.finder.cardinal)?;
        let value: i64 = sense.feature("value")?.parse().ok()?;
        (1..=100).contains(&value).then_some((value, at + len))
    }

    pub(super) fn relative(&self, at: usize) -> Option<Found> {
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
        Some(Found { end, value })
    }
}

/// The latest such day on or before the anchor; `strict` wants it before.
fn latest(anchor: Date, weekday: Weekday, strict: bool) -> Option<Date> {
    if !strict && anchor.weekday() == weekday { Some(anchor) } else { anchor.nth_weekday(-1, weekday).ok() }
}
