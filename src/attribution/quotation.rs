//! Whether a trigger stands in quoted words (SCHEME 3.4).

use super::QuoteKind;
use crate::morphology::Document;
use crate::morphology::part_of_speech::Tag;
use crate::text::Quotation;

/// Shorter quotations are names or scare quotes, not speech.
const SHORTEST: usize = 4;

/// The quotation of speech that holds a token, the innermost.
pub fn around<'d>(document: &Document<'d>, token: usize) -> Option<&'d Quotation> {
    enclosing(document, token).find(|q| q.end - q.open > SHORTEST)
}

/// The quotation of speech that opens at a token.
pub fn opens_at(document: &Document<'_>, token: usize) -> Option<Quotation> {
    document.quotation_at(token).filter(|q| q.end - q.open > 2).copied()
}

/// True when a quotation too short for speech opens at a token.
pub fn opens_name(document: &Document<'_>, token: usize) -> bool {
    document.quotation_at(token).is_some_and(|q| q.end - q.open <= SHORTEST)
}

/// True for quoted words with a verb: somebody may have said them, however short they are.
pub fn has_verb(document: &Document<'_>, quotation: &Quotation) -> bool {
    (quotation.open + 1..quotation.end).any(|at| document.tag(at) == Tag::Verb)
}

/// True for a quotation of words that somebody said, not of a name: long, or with a verb.
pub fn is_speech(document: &Document<'_>, quotation: &Quotation) -> bool {
    quotation.end - quotation.open > SHORTEST || has_verb(document, quotation)
}

/// The quotation that is closed right before a token, but for a comma and words like هكذا، بهذه الكلمات.
pub fn ended_before(document: &Document<'_>, token: usize) -> Option<Quotation> {
    let words = match token {
        1.. if matches!(document.raw(token - 1), "هكذا" | "كما" | "بهذا") => 1,
        2.. if matches!(document.raw(token - 2), "بهذه" | "بهذا") && document.word(token - 1).article.is_some() => {
            2
        }
        _ => 0,
    };
    let last = token.checked_sub(1 + words)?;
    let close = if document.is_mark(last, &[',', '،', '.', '-', '–']) { last.checked_sub(1)? } else { last };
    let from = document.quotations.partition_point(|q| q.open < close);
    document.quotations[..from].iter().rev().take(16).find(|q| q.close == Some(close) && q.end - q.open > 2).copied()
}

fn enclosing<'d>(document: &Document<'d>, token: usize) -> impl Iterator<Item = &'d Quotation> {
    let from = document.quotations.partition_point(|q| q.open < token);
    document.quotations[..from].iter().rev().take(16).filter(move |q| token < q.end)
}

/// How the words around `token` are given, when the content is the range of tokens from `start` to `end`.
pub fn kind(document: &Document<'_>, token: usize, start: usize, end: usize) -> QuoteKind {
    // "لن نستقيل": short as it is, it is all that was said
    let whole = |q: &&Quotation| q.open <= start + 1 && q.open + 1 >= start && q.end + 2 >= end;
    if enclosing(document, token).any(|q| whole(&q)) {
        return QuoteKind::Direct;
    }
    match around(document, token) {
        Some(q) if q.open <= start + 3 => QuoteKind::Direct,
        Some(_) => QuoteKind::Mixed,
        None => {
            let from = document.quotations.partition_point(|q| q.open < start);
            let quoted = document.quotations[from..].iter().take_while(|q| q.open < end);
            let some = quoted.into_iter().any(|q| q.end - q.open > SHORTEST);
            if some { QuoteKind::Mixed } else { QuoteKind::Indirect }
        }
    }
}
