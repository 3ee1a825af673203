//! Numbers in digits and words: 67 ألفا و183، مئة وخمسون ألفا، مليون ونصف المليون (SCHEME 6.3).

use crate::morphology::part_of_speech::Tag;
use crate::morphology::{ClassSet, Document, Lexicon, Sense};

/// Reads numbers.
#[derive(Debug)]
pub(super) struct Numerals {
    cardinal: ClassSet,
    fraction: ClassSet,
}

/// A number as far as it has been read: hundreds and less are in `part` until their scale comes.
#[derive(Default)]
struct Sum {
    total: f64,
    part: f64,
    some: bool,
}

impl Sum {
    /// Adds what و or nothing joins; a part that has its scale already is complete.
    fn add(&mut self, number: f64) {
        if self.part >= 1000.0 {
            self.total += std::mem::take(&mut self.part);
        }
        self.part += number;
        self.some = true;
    }

    /// 67 ألفا, and a bare ألف.
    fn scale(&mut self, scale: f64) {
        self.total += std::mem::take(&mut self.part).max(1.0) * scale;
    }

    fn value(&self) -> f64 {
        self.total + self.part
    }

    /// The largest scale in it: half after three millions is half a million.
    fn largest(&self) -> f64 {
        [1e12, 1e9, 1e6, 1e3].into_iter().find(|scale| self.value() >= *scale).unwrap_or(1.0)
    }
}

impl Numerals {
    /// Finds the classes in the lexicon.
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let set = |name| ClassSet::of(lexicon.class(name));
        Self { cardinal: set("number.cardinal"), fraction: set("number.fraction") }
    }

    /// Digits and number words joined by و, with their scales, and the token after them.
    pub(super) fn read(&self, document: &Document<'_>, first: usize, end: usize) -> Option<(usize, f64)> {
        if let Some(found) = self.fraction_of(document, first, end) {
            return Some(found);
        }
        let (mut at, mut sum) = (first, Sum::default());
        while at < end {
            let joined = at > first && document.word(at).first == 'و';
            let digits = if document.tag(at) == Tag::Number { document.word(at).number } else { None };
            let word = self.word(document, at);
            let scale = word.is_some_and(|(sense, _)| is_scale(sense));
            match (digits, word.and_then(|(sense, _)| value(sense))) {
                (Some(n), _) if !sum.some || joined_before(document, at) => sum.add(n),
                (None, Some(n)) if scale && sum.some && !joined => sum.scale(n),
                (None, Some(n)) if !sum.some && self.dual_construct(document, at, end, n) => sum.add(2.0 * n),
                (None, Some(n)) if !sum.some || joined => sum.add(n),
                _ => break,
            }
            at += if digits.is_some() { 1 } else { word.map_or(1, |(_, len)| len) };
            at += usize::from(at + 1 < end && document.raw(at) == "و" && document.tag(at + 1) == Tag::Number);
        }
        if !sum.some {
            return None;
        }
        let (at, share) = self.and_share(document, at, end, &sum).unwrap_or((at, 0.0));
        Some((at, sum.value() + share))
    }

    /// A number word; with a pronoun it is another word: الفني is not ألف.
    fn word<'d>(&self, document: &Document<'d>, at: usize) -> Option<(&'d Sense, usize)> {
        let (sense, len) = document.cue(at, self.cardinal)?;
        let enclitic = len == 1 && document.reading(at, self.cardinal).is_some_and(|(stem, _)| stem.enclitic);
        (!enclitic).then_some((sense, len))
    }

    /// One number, in digits or in one word, and the token after it.
    pub(super) fn single(&self, document: &Document<'_>, at: usize, end: usize) -> Option<(f64, usize)> {
        if at >= end {
            return None;
        }
        let digits = document.word(at).number.filter(|_| document.tag(at) == Tag::Number);
        let word = || self.word(document, at).and_then(|(sense, len)| Some((value(sense)?, at + len)));
        digits.map(|n| (n, at + 1)).or_else(word)
    }

    /// A scale word (ألف، ملايين) and the token after it.
    pub(super) fn scale(&self, document: &Document<'_>, at: usize, end: usize) -> Option<(f64, usize)> {
        let (sense, len) = if at < end { self.word(document, at) } else { None }?;
        Some((value(sense).filter(|_| is_scale(sense))?, at + len))
    }

    /// نصف, ثلثا: a share of one, and the token after it.
    pub(super) fn share(&self, document: &Document<'_>, at: usize, end: usize) -> Option<(f64, usize)> {
        let (sense, len) = if at < end { document.cue(at, self.fraction) } else { None }?;
        // خمس is five before it is a fifth
        if document.cue(at, self.cardinal).is_some() {
            return None;
        }
        let (above, below) = sense.feature("value")?.split_once('/')?;
        Some((above.parse::<f64>().ok()? / below.parse::<f64>().ok()?, at + len))
    }

    /// نصف مليون، ربع مليار: a fraction of a scale.
    fn fraction_of(&self, document: &Document<'_>, at: usize, end: usize) -> Option<(usize, f64)> {
        let (share, next) = self.share(document, at, end)?;
        let (scale, next) = self.scale(document, next, end)?;
        Some((next, share * scale))
    }

    /// ثلاثة ملايين ونصف, مليون وربع المليون: a share of the scale that follows, else of the one before.
    fn and_share(&self, document: &Document<'_>, at: usize, end: usize, sum: &Sum) -> Option<(usize, f64)> {
        let (share, next) = self.share(document, at, end).filter(|_| document.raw(at).starts_with('و'))?;
        let named = self.scale(document, next, end).filter(|(scale, _)| *scale <= sum.value());
        let (scale, next) = named.unwrap_or((sum.largest(), next));
        Some((next, share * scale))
    }

    /// ألفا شخص is two thousand; ألفاً and 67 ألفا are not.
    fn dual_construct(&self, document: &Document<'_>, at: usize, end: usize, scale: f64) -> bool {
        scale >= 1000.0
            && document.raw(at).ends_with('ا')
            && at + 1 < end
            && document.tag(at + 1) == Tag::Noun
            && document.word(at + 1).first != 'و'
            && document.cue(at + 1, self.cardinal).is_none()
    }
}

/// The و of "67 ألفا و183" is a word of its own before digits.
fn joined_before(document: &Document<'_>, at: usize) -> bool {
    at > 0 && document.raw(at - 1) == "و"
}

fn value(sense: &Sense) -> Option<f64> {
    sense.feature("value").and_then(|v| v.parse().ok())
}

fn is_scale(sense: &Sense) -> bool {
    sense.feature("scale").is_some()
}

/// True for the dual of a noun: يومين of يوم, سنتان of سنة.
pub(super) fn is_dual(lemma: &str, word: &str) -> bool {
    let (stem, feminine) = lemma.strip_suffix('ة').map_or((lemma, ""), |stem| (stem, "ت"));
    let rest = word.strip_prefix(stem).and_then(|rest| rest.strip_prefix(feminine));
    matches!(rest, Some("ان" | "ين"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn duals_are_told_from_plurals_in_in() {
        assert!(is_dual("يوم", "يومين") && is_dual("سنة", "سنتان"));
        assert!(!is_dual("سنة", "سنين") && !is_dual("مدني", "مدنيون"));
    }
}
