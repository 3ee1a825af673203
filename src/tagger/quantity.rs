//! Numbers, quantities and sums of money (SCHEME 6.3).

use super::{EntityKind, Mention, MentionForm};
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{ClassSet, Document, Gender, Lexicon, Number, Sense};

/// Finds quantities.
#[derive(Debug)]
pub struct QuantityFinder {
    cardinal: ClassSet,
    vague: ClassSet,
    approximate: ClassSet,
    percent: ClassSet,
    currency: ClassSet,
    unit: ClassSet,
    fraction: ClassSet,
}

/// What a number says.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Amount {
    value: Option<f64>,
    min: Option<f64>,
    max: Option<f64>,
    approximate: bool,
}

impl QuantityFinder {
    /// Finds the classes in the lexicon.
    pub fn new(lexicon: &Lexicon) -> Self {
        let set = |name| ClassSet::of(lexicon.class(name));
        Self {
            cardinal: set("number.cardinal"),
            vague: set("number.vague"),
            approximate: set("number.approximate"),
            percent: set("number.percent"),
            currency: set("number.currency"),
            unit: set("time.unit"),
            fraction: set("number.fraction"),
        }
    }

    /// Adds quantities and sums to `out`, leaving out the numbers of the dates that it holds already.
    pub fn find(&self, document: &Document<'_>, out: &mut Vec<Mention>) {
        let dates = out.len();
        for sentence in document.sentences {
            let mut at = sentence.tokens.start;
            while at < sentence.tokens.end {
                let dated = out[..dates].iter().find(|d| d.tokens.contains(&at)).map(|d| d.tokens.end);
                let found = if dated.is_none() { self.at(document, at, sentence.tokens.end) } else { None };
                at = match (dated, found) {
                    (Some(end), _) => end,
                    (None, Some(mention)) => {
                        let end = mention.tokens.end;
                        out.push(mention);
                        end
                    }
                    (None, None) => at + 1,
                };
            }
        }
    }

    /// The quantity that begins at a token: approximator, number, percent or currency, or the noun that is counted.
    fn at(&self, document: &Document<'_>, at: usize, end: usize) -> Option<Mention> {
        if let Some((next, range)) = self.range(document, at, end) {
            return self.counted(document, at, next, end, range);
        }
        let mut amount = Amount::default();
        let mut first = at;
        if let Some((sense, len)) =
            document.cue(at, self.approximate).filter(|(s, _)| s.feature("position") != Some("after"))
        {
            amount.approximate = sense.feature("approx").is_some();
            let bound = sense.feature("bound").map(str::to_owned);
            first += len;
            let next = self.number(document, first, end)?;
            bounded(&mut amount, bound.as_deref(), next.1);
            return self.counted(document, at, next.0, end, amount);
        }
        let (next, read) = self.number(document, at, end)?;
        self.counted(document, at, next, end, read)
    }

    /// بين 30 و40، ما بين عشرين وثلاثين: the least and the most.
    fn range(&self, document: &Document<'_>, at: usize, end: usize) -> Option<(usize, Amount)> {
        let first = at + usize::from(document.raw(at) == "ما");
        if first >= end || !matches!(document.raw(first), "بين" | "وبين") {
            return None;
        }
        // the first number alone: number() would add the two
        let single = |at: usize| self.single(document, at, end);
        let (least, next) = single(first + 1)?;
        let joined = next < end && document.word(next).first == 'و';
        let (most, next) = single(next + usize::from(next < end && document.raw(next) == "و")).filter(|_| joined)?;
        // بين 30 و40 ألفا: the scale counts for both
        let scale = (next < end).then(|| document.cue(next, self.cardinal)).flatten();
        let scale = scale.filter(|(s, _)| s.feature("scale").is_some());
        let factor = scale.and_then(|(s, _)| cardinal(s)).unwrap_or(1.0);
        let least = if least < most { least * factor } else { least };
        let amount = Amount { value: None, min: Some(least), max: Some(most * factor), approximate: true };
        (least <= most * factor).then_some((next + scale.map_or(0, |(_, len)| len), amount))
    }

    /// One number, in digits or in one word.
    fn single(&self, document: &Document<'_>, at: usize, end: usize) -> Option<(f64, usize)> {
        if at >= end {
            return None;
        }
        let digits = document.word(at).number.filter(|_| document.tag(at) == Tag::Number);
        let word = || document.cue(at, self.cardinal).and_then(|(s, len)| Some((cardinal(s)?, at + len)));
        digits.map(|n| (n, at + 1)).or_else(word)
    }

    /// نصف مليون، ربع مليار: a fraction of a scale.
    fn fraction_of(&self, document: &Document<'_>, at: usize, end: usize) -> Option<(usize, f64)> {
        let (sense, len) = document.cue(at, self.fraction)?;
        let (above, below) = sense.feature("value")?.split_once('/')?;
        let share = above.parse::<f64>().ok()? / below.parse::<f64>().ok()?;
        let (scale, more) = (at + len < end).then(|| document.cue(at + len, self.cardinal)).flatten()?;
        scale.feature("scale")?;
        Some((at + len + more, share * cardinal(scale)?))
    }

    /// Reads digits and number words joined by و, with their scales: 67 ألفا و183، مئة وخمسة.
    fn number(&self, document: &Document<'_>, first: usize, end: usize) -> Option<(usize, Amount)> {
        if first >= end {
            return None;
        }
        let (mut at, mut total, mut part, mut some) = (first, 0.0, 0.0, false);
        if let Some((sense, len)) = document.cue(first, self.vague).filter(|(s, _)| s.feature("min").is_some()) {
            // عشرات من: the preposition belongs to what is counted
            let len = len - usize::from(len > 1 && document.raw(first + len - 1) == "من");
            let feature = |key: &str| sense.feature(key).and_then(|v| v.parse().ok());
            return Some((
                first + len,
                Amount { value: None, min: feature("min"), max: feature("max"), approximate: true },
            ));
        }
        if let Some((next, value)) = self.fraction_of(document, first, end) {
            return Some((next, Amount { value: Some(value), ..Amount::default() }));
        }
        while at < end {
            let joined = at > first && document.word(at).first == 'و';
            let value = if document.tag(at) == Tag::Number { document.word(at).number } else { None };
            let word = document.cue(at, self.cardinal);
            let scale = word.is_some_and(|(s, _)| s.feature("scale").is_some());
            match (value, word.and_then(|(s, _)| cardinal(s))) {
                (Some(n), _) if !some || joined_before(document, at) => part += n,
                (None, Some(n)) if scale && some && !joined => {
                    total += part.max(1.0) * n;
                    part = 0.0;
                }
                (None, Some(n)) if !some || joined => part += n,
                _ => break,
            }
            some = true;
            at += if value.is_some() { 1 } else { word.map_or(1, |(_, len)| len) };
            at += usize::from(at + 1 < end && document.raw(at) == "و" && document.tag(at + 1) == Tag::Number);
        }
        // ثلاثة ملايين ونصف: half of the scale before
        let half = some && at < end && document.raw(at).starts_with("ونصف") && total >= 1000.0;
        if half {
            let scale = [1e12, 1e9, 1e6, 1e3].into_iter().find(|scale| total >= *scale).unwrap_or(1.0);
            total += scale / 2.0;
            at += 1;
        }
        some.then(|| (at, Amount { value: Some(total + part), ..Amount::default() }))
    }

    /// Adds what is counted and makes the mention.
    fn counted(
        &self,
        document: &Document<'_>,
        first: usize,
        next: usize,
        end: usize,
        mut amount: Amount,
    ) -> Option<Mention> {
        let mut last = next;
        let mut unit = None;
        let mut kind = EntityKind::Quantity;
        if let Some((_, len)) = (next < end).then(|| document.cue(next, self.percent)).flatten() {
            last = next + len;
            unit = Some("percent".to_owned());
        } else if let Some((sense, len)) = (next < end).then(|| document.cue(next, self.currency)).flatten() {
            last = next + len;
            kind = EntityKind::Money;
            unit = sense.feature("iso").map(str::to_owned);
        } else if next < end && document.has(next, self.unit) {
            last = next + 1;
            unit = Some(document.raw(next).to_owned());
        } else if document.raw(first).starts_with('#') {
            return None;
        }
        // at the end or after one noun that is counted: 40 قتيلا على الأقل
        for after in last..=(last + 1).min(end) {
            if let Some((sense, _)) = (after < end).then(|| document.cue(after, self.approximate)).flatten() {
                if sense.feature("position") == Some("after") {
                    let value = amount.value;
                    bounded(&mut amount, sense.feature("bound"), Amount { value, ..Amount::default() });
                    amount.approximate = true;
                    if sense.feature("bound").is_some() {
                        amount.value = None;
                    }
                    break;
                }
            }
        }
        Some(Mention {
            tokens: first..last,
            span: document.phrase_span(first, last - 1),
            core: None,
            head: first,
            kind,
            subtype: None,
            form: MentionForm::Name,
            gender: Gender::Unknown,
            number: Number::Unknown,
            name: None,
            entity: 0,
            inside: None,
            value: Some(written(amount, unit.as_deref())),
        })
    }
}

/// The و of "67 ألفا و183" is a word of its own before digits.
fn joined_before(document: &Document<'_>, at: usize) -> bool {
    at > 0 && document.raw(at - 1) == "و"
}

fn cardinal(sense: &Sense) -> Option<f64> {
    sense.feature("value").and_then(|v| v.parse().ok())
}

fn bounded(amount: &mut Amount, bound: Option<&str>, read: Amount) {
    match bound {
        Some("min") => amount.min = read.value.or(read.min),
        Some("max") => amount.max = read.value.or(read.max),
        _ => {
            amount.value = read.value;
            amount.min = read.min;
            amount.max = read.max;
        }
    }
    amount.approximate |= read.approximate;
}

/// `{"value":5,"unit":"USD"}` with the keys that are known.
fn written(amount: Amount, unit: Option<&str>) -> String {
    let mut map = serde_json::Map::new();
    let mut put = |key: &str, value: Option<f64>| {
        if let Some(v) = value {
            map.insert(
                key.to_owned(),
                if v.fract() == 0.0 && v.abs() < 1e15 { serde_json::json!(v as i64) } else { serde_json::json!(v) },
            );
        }
    };
    put("value", amount.value);
    put("min", amount.min);
    put("max", amount.max);
    if amount.approximate {
        map.insert("approx".to_owned(), true.into());
    }
    if let Some(unit) = unit {
        map.insert("unit".to_owned(), unit.into());
    }
    serde_json::Value::Object(map).to_string()
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::config::ConfigFiles;
    use crate::tagger::testing;

    static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| testing::build(&ConfigFiles::embedded()).0);

    fn quantities(text: &str) -> Vec<(String, String)> {
        let finder = QuantityFinder::new(&LEXICON);
        let mut out = Vec::new();
        testing::with_document(text, &LEXICON, |document| finder.find(document, &mut out));
        out.iter().map(|m| (m.span.of(text).to_owned(), m.value.clone().unwrap_or_default())).collect()
    }

    #[test]
    fn numbers_are_read_in_digits_and_words() {
        let table = [
            ("قتل ثلاثة جنود.", "ثلاثة", r#"{"value":3}"#),
            ("قتل ثلاثة عشر جندياً.", "ثلاثة عشر", r#"{"value":13}"#),
            ("نزح خمسة وعشرون شخصاً.", "خمسة وعشرون", r#"{"value":25}"#),
            ("نزح 67 ألفاً و183 شخصاً.", "67 ألفاً و183", r#"{"value":67183}"#),
            ("نزح مئة وخمسون ألف مدني.", "مئة وخمسون ألف", r#"{"value":150000}"#),
            ("نزح نصف مليون مدني.", "نصف مليون", r#"{"value":500000}"#),
            ("نزح ثلاثة ملايين ونصف المليون.", "ثلاثة ملايين ونصف", r#"{"value":3500000}"#),
            ("ارتفع السعر 3.5 في المئة.", "3.5 في المئة", r#"{"unit":"percent","value":3.5}"#),
            ("نزح ١٬٢٣٤ شخصاً.", "١٬٢٣٤", r#"{"value":1234}"#),
        ];
        for (text, words, value) in table {
            assert_eq!(quantities(text), [(words.to_owned(), value.to_owned())], "{text}");
        }
    }

    #[test]
    fn bounds_and_ranges() {
        let table = [
            ("قتل نحو 40 شخصاً.", "نحو 40", r#"{"approx":true,"value":40}"#),
            ("قتل أكثر من 40 شخصاً.", "أكثر من 40", r#"{"approx":true,"min":40}"#),
            ("قتل 40 شخصاً على الأقل.", "40", r#"{"approx":true,"min":40}"#),
            ("قتل ما لا يقل عن عشرين شخصاً.", "ما لا يقل عن عشرين", r#"{"approx":true,"min":20}"#),
            ("قتل ما بين 30 و40 شخصاً.", "ما بين 30 و40", r#"{"approx":true,"max":40,"min":30}"#),
            ("نزح بين 30 و40 ألف شخص.", "بين 30 و40 ألف", r#"{"approx":true,"max":40000,"min":30000}"#),
            ("قتل العشرات من الجنود.", "العشرات", r#"{"approx":true,"min":20}"#),
        ];
        for (text, words, value) in table {
            assert_eq!(quantities(text), [(words.to_owned(), value.to_owned())], "{text}");
        }
    }
}
