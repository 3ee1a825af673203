//! Dates and times: relative words, weekdays, months of four systems, years, numeric and Hijri dates (SCHEME 6.2).

mod calendar;
mod clock;
mod range;
mod relative;
#[cfg(test)]
mod tests;
mod umm_al_qura;

use jiff::civil::Date;

use super::number::Numerals;
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
    edge: ClassSet,
    cardinal: ClassSet,
    ordinal: ClassSet,
    numerals: Numerals,
    /// Everything that a date can begin with.
    any: ClassSet,
}

/// Where the verb puts a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    Past,
    Future,
    /// By a present verb or none.
    Unsaid,
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
            edge: set("time.edge"),
            cardinal: set("number.cardinal"),
            ordinal: set("number.ordinal"),
            numerals: Numerals::new(lexicon),
            any: lexicon.class_family("time."),
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
        value: found.value.as_deref().map(umm_al_qura::in_gregorian),
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

    fn word(&self, at: usize) -> Option<Found> {
        let document = self.document;
        let may_begin = document.has(at, self.finder.any)
            || document.has(at, self.finder.ordinal)
            || !document.cues_at(at).is_empty()
            || matches!(document.raw(at), "من" | "بين");
        if !may_begin && self.whole(at + 1).is_none() {
            return None;
        }
        self.clock(at)
            .or_else(|| self.range(at))
            .or_else(|| self.part_of_day(at))
            .or_else(|| self.ago(at))
            .or_else(|| self.since(at))
            .or_else(|| self.edge(at))
            .or_else(|| self.ordinal_day(at))
            .or_else(|| self.date(at))
    }

    /// A day, week, month or year, named or counted.
    fn date(&self, at: usize) -> Option<Found> {
        self.weekday(at)
            .or_else(|| self.shifted(at))
            .or_else(|| self.named_month(at))
            .or_else(|| self.year(at))
            .or_else(|| self.relative(at))
    }

    /// What الماضي or المقبل says, and the token after it.
    fn shift(&self, at: usize) -> Option<(&str, usize)> {
        let (sense, len) = self.sense(at, self.finder.shift)?;
        Some((sense.feature("shift")?, at + len))
    }

    /// مطلع العام الجاري، أواخر سبتمبر: the period, and which end of it.
    fn edge(&self, at: usize) -> Option<Found> {
        let (sense, len) = self.sense(at, self.finder.edge)?;
        let period = (at + len < self.end).then(|| self.date(at + len).or_else(|| self.bare_year(at + len)))??;
        let value = period.value.zip(sense.feature("edge")).map(|(period, edge)| format!("{period}/{edge}"));
        Some(Found { end: period.end, value })
    }

    fn numeric_at(&self, at: usize) -> Option<Found> {
        (self.document.tokens[at].kind == TokenKind::Number).then(|| self.numeric(at)).flatten()
    }

    /// What the nearest verb of the sentence says of a date.
    fn when(&self, at: usize) -> When {
        let document = self.document;
        if at > 0 && document.raw(at - 1) == "منذ" {
            return When::Past;
        }
        let sentence = document.sentence(at).tokens.clone();
        let verb = sentence.filter(|&t| document.tag(t) == Tag::Verb).min_by_key(|&t| t.abs_diff(at));
        let Some(verb) = verb else { return When::Unsaid };
        if document.word(verb).readings().any(|(_, r)| r.inflection.tense == Tense::Past) {
            return When::Past;
        }
        let raw = document.raw(verb).trim_start_matches(['و', 'ف']);
        let before = verb.checked_sub(1).map_or("", |before| document.raw(before));
        if before == "لم" {
            return When::Past;
        }
        let future = raw.starts_with('س') || matches!(before, "سوف" | "أن" | "لن");
        if future { When::Future } else { When::Unsaid }
    }
}
