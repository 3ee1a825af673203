//! Dates and times: relative words, weekdays, months of four systems, years, numeric and Hijri dates (SCHEME 6.2).

mod calendar;
mod clock;
mod relative;
#[cfg(test)]
mod tests;

use jiff::civil::Date;

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
    /// Everything that a date can begin with.
    any: ClassSet,
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

    fn word(&self, at: usize) -> Option<Found> {
        let may_begin = self.document.has(at, self.finder.any) || !self.document.cues_at(at).is_empty();
        if !may_begin && self.whole(at + 1).is_none() {
            return None;
        }
        self.clock(at)
            .or_else(|| self.part_of_day(at))
            .or_else(|| self.ago(at))
            .or_else(|| self.edge(at))
            .or_else(|| self.day_or_longer(at))
    }

    /// A day, week, month or year, named or counted.
    fn day_or_longer(&self, at: usize) -> Option<Found> {
        self.weekday(at)
            .or_else(|| self.shifted(at))
            .or_else(|| self.named_month(at))
            .or_else(|| self.year(at))
            .or_else(|| self.relative(at))
    }

    /// مطلع العام الجاري، أواخر سبتمبر: the period, and which end of it.
    fn edge(&self, at: usize) -> Option<Found> {
        let (sense, len) = self.sense(at, self.finder.edge)?;
        let period =
            (at + len < self.end).then(|| self.day_or_longer(at + len).or_else(|| self.bare_year(at + len)))??;
        let value = period.value.zip(sense.feature("edge")).map(|(period, edge)| format!("{period}/{edge}"));
        Some(Found { end: period.end, value })
    }

    fn numeric_at(&self, at: usize) -> Option<Found> {
        (self.document.tokens[at].kind == TokenKind::Number).then(|| self.numeric(at)).flatten()
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
}
