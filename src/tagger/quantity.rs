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
        let (next, mut read) = self.number(document, at, end)?;
        read.approximate |= amount.approximate;
        self.counted(document, at, next, end, read)
    }

    /// Reads digits and number words joined by و, with their scales: 67 ألفا و183، مئة وخمسة.
    fn number(&self, document: &Document<'_>, first: usize, end: usize) -> Option<(usize, Amount)> {
        if first >= end {
            return None;
        }
        let (mut at, mut total, mut part, mut some) = (first, 0.0, 0.0, false);
        if let Some((sense, len)) = document.cue(first, self.vague).filter(|(s, _)| s.feature("min").is_some()) {
            let feature = |key: &str| sense.feature(key).and_then(|v| v.parse().ok());
            return Some((
                first + len,
                Amount { value: None, min: feature("min"), max: feature("max"), approximate: true },
            ));
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
            at += 1;
            at += usize::from(at + 1 < end && document.raw(at) == "و" && document.tag(at + 1) == Tag::Number);
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
        amount: Amount,
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
