//! Parts of the day and the hour: مساء أمس، الساعة 18:18 (SCHEME 6.2).

use super::{Found, Reader};

/// An hour that has been read.
struct Hour {
    whole: i64,
    minute: i64,
    end: usize,
}

impl Reader<'_> {
    /// الساعة 18:18، الساعة الثانية صباحا، الساعة العاشرة من مساء الخميس.
    pub(super) fn clock(&self, at: usize) -> Option<Found> {
        let introduced =
            self.sense(at, self.finder.calendar).filter(|(sense, _)| sense.feature("introduces") == Some("clock"));
        let Some((_, len)) = introduced else { return self.hour_of_day(at) };
        let hour = self.hour(at + len)?;
        Some(self.timed(&hour))
    }

    /// الحادية عشرة مساء: without the word for hour it is one only before a part of the day.
    fn hour_of_day(&self, at: usize) -> Option<Found> {
        // الساعات الأولى من الصباح
        let first = at > 0 && self.document.has(at - 1, self.finder.unit);
        let hour = (!first && self.document.raw(at).starts_with("ال")).then(|| self.hour(at)).flatten()?;
        self.part_after(hour.end)?;
        Some(self.timed(&hour))
    }

    /// 20:59 بتوقيت غرينتش: digits with a colon are an hour only before a time zone or a part of the day.
    pub(super) fn bare_clock(&self, at: usize) -> Option<Found> {
        let hour = self.mark(at + 1, &[':']).then(|| self.hour(at)).flatten().filter(|hour| hour.end == at + 3)?;
        if self.zone(hour.end).is_none() {
            self.part_after(hour.end)?;
        }
        Some(self.timed(&hour))
    }

    /// Adds part of the day and time zone to an hour.
    fn timed(&self, hour: &Hour) -> Found {
        let part = self.part_after(hour.end);
        let end = part.as_ref().map_or(hour.end, |part| part.end);
        let part = part.and_then(|part| part.value).unwrap_or_default();
        let (day, part) = part.rsplit_once(['/', ':']).unwrap_or(("", &part));
        let day = if day == "part" { "" } else { day };
        let (zone, end) = self.zone(end).unwrap_or(("", end));
        Found { end, value: Some(format!("{day}T{:02}:{:02}{zone}", of_day(hour.whole, part), hour.minute)) }
    }

    /// The part of the day after an hour: مساء، من مساء الأربعاء، بعد الظهر.
    fn part_after(&self, at: usize) -> Option<Found> {
        let first = at + usize::from(at < self.end && matches!(self.document.raw(at), "من" | "في"));
        if first >= self.end {
            return None;
        }
        self.part_of_day(first).or_else(|| {
            let (sense, len) = self.sense(first, self.finder.part)?;
            Some(Found { end: first + len, value: Some(format!("part:{}", sense.feature("part")?)) })
        })
    }

    /// بتوقيت غرينتش, بالتوقيت المحلي: what stands behind the hour in a value, and the token after it.
    fn zone(&self, at: usize) -> Option<(&str, usize)> {
        if let Some((sense, len)) = self.sense(at, self.finder.calendar) {
            let zone = sense.feature("zone")?;
            return Some((if zone == "utc" { "Z" } else { "" }, at + len));
        }
        // بتوقيت القاهرة
        (at + 1 < self.end && self.document.raw(at) == "بتوقيت").then_some(("", at + 2))
    }

    /// 18:18, 10, الثانية عشرة; with والنصف, والربع, إلا ربعا.
    fn hour(&self, at: usize) -> Option<Hour> {
        if let Some(hour) = self.whole(at).filter(|h| (0..=24).contains(h)) {
            let minute =
                self.mark(at + 1, &[':']).then(|| self.whole(at + 2)).flatten().filter(|m| (0..60).contains(m));
            return Some(Hour {
                whole: hour,
                minute: minute.unwrap_or(0),
                end: at + if minute.is_some() { 3 } else { 1 },
            });
        }
        let ordinal = self.sense(at, self.finder.ordinal);
        // الواحدة is a cardinal
        let one = || self.sense(at, self.finder.cardinal).filter(|(sense, _)| sense.feature("value") == Some("1"));
        let (sense, len) = ordinal.or_else(one)?;
        let hour: i64 = sense.feature("value")?.parse().ok().filter(|h| (1..=12).contains(h))?;
        let end = at + len;
        let raw = |at: usize| if at < self.end { self.document.raw(at) } else { "" };
        let less = raw(end) == "إلا";
        let share = self.finder.numerals.share(self.document, end + usize::from(less), self.end);
        let Some((share, next)) = share.filter(|_| less || raw(end).starts_with("وال")) else {
            return Some(Hour { whole: hour, minute: 0, end });
        };
        let minutes = (share * 60.0).round() as i64;
        Some(if less {
            Hour { whole: hour - 1, minute: 60 - minutes, end: next }
        } else {
            Hour { whole: hour, minute: minutes, end: next }
        })
    }

    /// فجر الأربعاء، مساء أمس; the bare accusative فجرا stands alone.
    pub(super) fn part_of_day(&self, at: usize) -> Option<Found> {
        let (sense, len) = self.sense(at, self.finder.part)?;
        let part = sense.feature("part")?;
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
}

/// The hour of 24: ten at night is 22, twelve at night 0, one at noon 13.
fn of_day(hour: i64, part: &str) -> i64 {
    match (part, hour) {
        ("night" | "morning" | "dawn", 12) => 0,
        ("night", 7..12) | ("afternoon" | "evening", ..12) | ("noon", ..7) => hour + 12,
        _ => hour,
    }
}

#[cfg(test)]
mod tests {
    use super::of_day;

    #[test]
    fn parts_of_the_day_tell_the_half() {
        assert_eq!([of_day(10, "night"), of_day(12, "night"), of_day(2, "night")], [22, 0, 2]);
        assert_eq!([of_day(1, "noon"), of_day(12, "noon"), of_day(11, "noon")], [13, 12, 11]);
        assert_eq!([of_day(18, "evening"), of_day(6, "evening"), of_day(3, "dawn")], [18, 18, 3]);
    }
}
