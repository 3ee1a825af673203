//! Numbers, quantities and sums of money (SCHEME 6.3).

mod amount;
#[cfg(test)]
mod tests;

use self::amount::Amount;
use super::number::{Numerals, is_dual};
use super::{EntityKind, Mention, MentionForm};
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{ClassSet, Cue, Document, Gender, Lexicon, Number};

/// Finds quantities.
#[derive(Debug)]
pub struct QuantityFinder {
    numerals: Numerals,
    vague: ClassSet,
    approximate: ClassSet,
    percent: ClassSet,
    currency: ClassSet,
    unit: ClassSet,
    /// Those of whom two can be killed or hurt: جنديان.
    person: ClassSet,
    /// Those whose form in ين is a dual alone: شخصين, but not مقاتلين.
    dual: ClassSet,
    /// All that a quantity can begin with, but for digits.
    any: ClassSet,
}

/// A number with what goes before and after it.
struct Counted<'u> {
    tokens: std::ops::Range<usize>,
    amount: Amount,
    kind: EntityKind,
    form: MentionForm,
    unit: Option<&'u str>,
}

impl QuantityFinder {
    /// Finds the classes in the lexicon.
    pub fn new(lexicon: &Lexicon) -> Self {
        let set = |name| ClassSet::of(lexicon.class(name));
        let mut person = set("@victim_noun");
        person.extend(set("@dual_noun"));
        let mut any = lexicon.class_family("number.");
        any.extend(set("time.unit"));
        any.extend(person);
        Self {
            numerals: Numerals::new(lexicon),
            any,
            vague: set("number.vague"),
            approximate: set("number.approximate"),
            percent: set("number.percent"),
            currency: set("number.currency"),
            unit: set("time.unit"),
            person,
            dual: set("@dual_noun"),
        }
    }

    /// Adds quantities and sums to `out`, leaving out the numbers of the dates that it holds already.
    pub fn find(&self, document: &Document<'_>, out: &mut Vec<Mention>) {
        let dates = out.len();
        for sentence in document.sentences {
            let mut at = sentence.tokens.start;
            while at < sentence.tokens.end {
                if !self.may_begin(document, at) {
                    at += 1;
                    continue;
                }
                let dated = out[..dates].iter().find(|d| d.tokens.contains(&at)).map(|d| d.tokens.end);
                // من 102 | عام 2013
                let end = out[..dates].iter().map(|d| d.tokens.start).find(|&start| start > at);
                let end = end.unwrap_or(usize::MAX).min(sentence.tokens.end);
                let found = if dated.is_none() { self.at(document, at, end) } else { None };
                at = match (dated, found) {
                    (Some(end), _) => end,
                    (None, Some(found)) => {
                        let end = found.tokens.end;
                        out.push(mention(document, &found));
                        end
                    }
                    (None, None) => at + 1,
                };
            }
        }
    }

    /// False for the many tokens that no quantity begins with.
    fn may_begin(&self, document: &Document<'_>, at: usize) -> bool {
        let cue = |cue: &Cue| document.lexicon.lexeme(cue.lexeme).classes.meets(self.any);
        document.tag(at) == Tag::Number
            || document.has(at, self.any)
            || document.cues_at(at).iter().any(cue)
            || matches!(document.raw(at), "من" | "بين" | "وبين" | "ما")
    }

    /// The quantity that begins at a token: approximator, number, percent or currency, or the noun that is counted.
    fn at<'d>(&self, document: &Document<'d>, at: usize, end: usize) -> Option<Counted<'d>> {
        if let Some((next, range)) = self.range(document, at, end) {
            return self.counted(document, at, next, end, range);
        }
        if let Some(found) = self.signed(document, at, end).or_else(|| self.two(document, at)) {
            return Some(found);
        }
        let ahead = |sense: &crate::morphology::Sense| {
            sense.feature("position") != Some("after") && sense.feature("range_link").is_none()
        };
        if let Some((sense, len)) = document.cue(at, self.approximate).filter(|(sense, _)| ahead(sense)) {
            let (next, read) = self.number(document, at + len, end)?;
            let approximate = read.approximate || sense.feature("approx").is_some();
            let amount = Amount { approximate, ..read.bounded(sense.feature("bound")) };
            // تجاوز | 35 بالمئة: a verb is no part of the number
            let first = if document.tag(at) == Tag::Verb { at + len } else { at };
            return self.counted(document, first, next, end, amount);
        }
        let (next, read) = self.number(document, at, end)?;
        self.counted(document, at, next, end, read)
    }

    /// بين 30 و40، ما بين عشرين وثلاثين، من 30 إلى 40: the least and the most.
    fn range(&self, document: &Document<'_>, at: usize, end: usize) -> Option<(usize, Amount)> {
        let raw = |at: usize| if at < end { document.raw(at) } else { "" };
        let first = at + usize::from(raw(at) == "ما");
        let between = matches!(raw(first), "بين" | "وبين");
        let first = first + usize::from(between || raw(first) == "من");
        // the first number alone: read() would add the two
        let (least, next) = self.numerals.single(document, first, end)?;
        let least_scale = self.numerals.scale(document, next, end);
        let (scaled, next) = least_scale.map_or((1.0, next), |(scale, next)| (scale, next));
        let linked = between && next < end && document.word(next).first == 'و' || matches!(raw(next), "إلى" | "الى");
        let next = next + usize::from(linked && matches!(raw(next), "و" | "إلى" | "الى"));
        let (most, next) = self.numerals.single(document, next, end).filter(|_| linked)?;
        // بين 30 و40 ألفا: the scale counts for both
        let scale = self.numerals.scale(document, next, end);
        let (factor, next) = scale.map_or((1.0, next), |(scale, next)| (scale, next));
        let least = if scaled > 1.0 || least >= most { least * scaled } else { least * factor };
        (least <= most * factor).then_some((next, Amount::between(Some(least), Some(most * factor))))
    }

    /// %5, $200: the sign before the number.
    fn signed<'d>(&self, document: &Document<'d>, at: usize, end: usize) -> Option<Counted<'d>> {
        let beside = at + 1 < end && document.tokens[at].span.end == document.tokens[at + 1].span.start;
        if !beside || document.tag(at + 1) != Tag::Number {
            return None;
        }
        let percent = document.cue(at, self.percent);
        let currency = || document.cue(at, self.currency);
        let (kind, (sense, _)) = percent
            .map(|sense| (EntityKind::Quantity, sense))
            .or_else(|| currency().map(|sense| (EntityKind::Money, sense)))?;
        sense.feature("sign")?;
        let (next, amount) = self.number(document, at + 1, end)?;
        let unit = if kind == EntityKind::Money { sense.feature("iso") } else { Some("percent") };
        Some(Counted { tokens: at..next, amount, kind, form: MentionForm::Name, unit })
    }

    /// يومين, and two people who can be killed or hurt: قتيلان، شخصين.
    fn two<'d>(&self, document: &Document<'d>, at: usize) -> Option<Counted<'d>> {
        if document.tag(at) != Tag::Noun {
            return None;
        }
        let mut classes = self.unit;
        classes.extend(if document.raw(at).ends_with("ان") { self.person } else { self.dual });
        let (stem, reading) = document.reading(at, classes)?;
        let lexeme = document.lexicon.lexeme(reading.lexeme);
        let word = document.raw(at).get(usize::from(stem.start)..)?;
        // أمان is safety before it is two mothers
        let other = document.word(at).readings().any(|(_, r)| r.lexeme != reading.lexeme);
        if other || !is_dual(&lexeme.lemma, word) {
            return None;
        }
        let unit = document.lexicon.sense(reading.lexeme, self.unit).and_then(|sense| sense.feature("unit"));
        let form = if unit.is_some() { MentionForm::Name } else { MentionForm::Nominal };
        let amount = Amount::exact(2.0);
        Some(Counted { tokens: at..at + 1, amount, kind: EntityKind::Quantity, form, unit })
    }

    /// A vague number, or one in digits and words.
    fn number(&self, document: &Document<'_>, first: usize, end: usize) -> Option<(usize, Amount)> {
        if first >= end {
            return None;
        }
        if let Some((sense, len)) = document.cue(first, self.vague).filter(|(s, _)| s.feature("min").is_some()) {
            // عشرات من: the preposition belongs to what is counted
            let len = len - usize::from(len > 1 && document.raw(first + len - 1) == "من");
            let feature = |key: &str| sense.feature(key).and_then(|v| v.parse().ok());
            return Some((first + len, Amount::between(feature("min"), feature("max"))));
        }
        if let Some((share, next)) = self.numerals.share(document, first, end) {
            // نصف ساعة
            if next < end && document.has(next, self.unit) && document.word(next).article.is_none() {
                return Some((next, Amount::exact(share)));
            }
        }
        self.numerals.read(document, first, end).map(|(next, value)| (next, Amount::exact(value)))
    }

    /// Adds what is counted, and what stands behind it: 40 قتيلا على الأقل.
    fn counted<'d>(
        &self,
        document: &Document<'d>,
        first: usize,
        next: usize,
        end: usize,
        amount: Amount,
    ) -> Option<Counted<'d>> {
        let mut found =
            Counted { tokens: first..next, amount, kind: EntityKind::Quantity, form: MentionForm::Name, unit: None };
        let cue = |classes| if next < end { document.cue(next, classes) } else { None };
        // 102 عام 2013: the unit of the number behind it
        let dated = |after: usize| after < end && document.tokens[after].kind == crate::text::TokenKind::Number;
        if let Some((_, len)) = cue(self.percent) {
            found.tokens.end = next + len;
            found.unit = Some("percent");
        } else if let Some((sense, len)) = cue(self.currency) {
            found.tokens.end = next + len;
            found.kind = EntityKind::Money;
            found.unit = sense.feature("iso");
        } else if let Some((sense, len)) = cue(self.unit).filter(|(_, len)| !dated(next + len)) {
            found.tokens.end = next + len;
            found.unit = sense.feature("unit");
        } else if document.raw(first).starts_with('#') {
            return None;
        }
        let last = found.tokens.end;
        let behind = |after: usize| {
            let cue = if after < end { document.cue(after, self.approximate) } else { None };
            cue.filter(|(sense, _)| sense.feature("position") == Some("after"))
        };
        if let Some((sense, _)) = behind(last).or_else(|| behind(last + 1)) {
            found.amount = Amount { approximate: true, ..found.amount.bounded(sense.feature("bound")) };
        }
        Some(found)
    }
}

fn mention(document: &Document<'_>, found: &Counted<'_>) -> Mention {
    let first = found.tokens.start;
    Mention {
        tokens: found.tokens.clone(),
        span: document.phrase_span(first, found.tokens.end - 1),
        core: None,
        head: first,
        kind: found.kind,
        subtype: None,
        form: found.form,
        gender: Gender::Unknown,
        number: Number::Unknown,
        name: None,
        entity: 0,
        inside: None,
        value: Some(found.amount.written(found.unit)),
    }
}
