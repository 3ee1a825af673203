//! Parts of the day and the hour: مساء أمس، الساعة 18:18 (SCHEME 6.2).

use super::{Found, Reader};

impl Reader<'_> {
    /// الساعة 18:18، الساعة الثانية صباحا، الساعة العاشرة من مساء الخميس.
    pub(super) fn clock(&self, at: usize) -> Option<Found> {
        let (sense, len) = self.sense(at, self.finder.calendar)?;
        if sense.feature("introduces") != Some("clock") {
            return None;
        }
        let (hour, minute, mut end) = self.hour(at + len)?;
        let linked = end < self.end && matches!(self.document.raw(end), "من" | "في");
        let part =
            (end + usize::from(linked) < self.end).then(|| self.part_of_day(end + usize::from(linked))).flatten();
        end = part.as_ref().map_or(end, |part| part.end);
        let part = part.and_then(|part| part.value).unwrap_or_default();
        let (day, part) = part.rsplit_once(['/', ':']).unwrap_or(("", &part));
        let hour = if hour < 12 && matches!(part, "noon" | "afternoon" | "evening") { hour + 12 } else { hour };
        let day = if day == "part" { "" } else { day };
        if end + 1 < self.end && self.document.raw(end) == "بتوقيت" {
            end += 2;
        }
        Some(Found { end, value: Some(format!("{day}T{hour:02}:{minute:02}")) })
    }

    /// 18:18, 10, الثانية عشرة; with والنصف and والربع.
    fn hour(&self, at: usize) -> Option<(i64, i64, usize)> {
        if let Some(hour) = self.whole(at).filter(|h| (0..=24).contains(h)) {
            let minute =
                self.mark(at + 1, &[':']).then(|| self.whole(at + 2)).flatten().filter(|m| (0..60).contains(m));
            return Some((hour, minute.unwrap_or(0), at + if minute.is_some() { 3 } else { 1 }));
        }
        let (sense, len) = self.sense(at, self.finder.ordinal)?;
        let hour: i64 = sense.feature("value")?.parse().ok().filter(|h| (1..=12).contains(h))?;
        let end = at + len;
        let more = if end < self.end { self.document.raw(end) } else { "" };
        let minute = match more {
            "والنصف" => 30,
            "والربع" => 15,
            "والثلث" => 20,
            _ => 0,
        };
        Some((hour, minute, end + usize::from(minute > 0)))
    }

    /// فجر الأربعاء، مساء أمس; the bare accusative فجرا stands alone.
    pub(super) fn part_of_day(&self, at: usize) -> Option<Found> {
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
}
