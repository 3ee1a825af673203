//! Sentences and paragraphs (SCHEME 0.2).

mod stop;

use std::ops::Range;

use super::{Quotation, Span, Token};
use stop::Text;

/// A quotation of more characters than this holds sentences of its own.
const LONG_QUOTATION: usize = 2_000;

/// No sentence that somebody wrote has more tokens; the engine cuts a longer one, so that no text costs more than its length.
pub const LONGEST_SENTENCE: usize = 400;

/// A sentence: its span without the white space around it, its tokens, its paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Bytes of the raw text, from its first token to its last.
    pub span: Span,
    /// Indices of its tokens.
    pub tokens: Range<usize>,
    /// Number of the paragraph (text between newlines), from 0.
    pub paragraph: u32,
}

/// Splits by SCHEME 0.2; every token belongs to exactly one sentence; `out` is emptied first.
///
/// A full stop also ends a sentence when a word follows it without the space that newspapers drop (القبض عليه.وأشار).
/// Paragraphs without a token are not counted.
pub fn split(text: &str, tokens: &[Token], quotations: &[Quotation], out: &mut Vec<Sentence>) {
    out.clear();
    let text = Text { raw: text, tokens, quotations };
    let mut quoted = Quoted::default();
    let (mut start, mut paragraph) = (0, 0);
    while start < tokens.len() {
        let mut end = start + 1;
        while end < tokens.len() && !text.has_newline_before(end) && !quoted.allows_end(&text, end) {
            end += 1;
        }
        let span = tokens[start].span.join(tokens[end - 1].span);
        out.push(Sentence { span, tokens: start..end, paragraph });
        paragraph += u32::from(end < tokens.len() && text.has_newline_before(end));
        start = end;
    }
}

/// How far the quotations seen so far forbid a split; asked from left to right.
#[derive(Default)]
struct Quoted {
    /// The first quotation not yet seen.
    next: usize,
    /// The last token that closes one.
    until: usize,
}

impl Quoted {
    /// True when a sentence may end before token `end`.
    fn allows_end(&mut self, text: &Text<'_>, end: usize) -> bool {
        while let Some(quotation) = text.quotations.get(self.next).filter(|quotation| quotation.open < end) {
            self.next += 1;
            let close = quotation.close.filter(|&close| !is_long(text, quotation.open, close));
            self.until = self.until.max(close.unwrap_or(0));
        }
        self.until < end && text.ends_before(end)
    }
}

fn is_long(text: &Text<'_>, open: usize, close: usize) -> bool {
    let (Some(open), Some(close)) = (text.tokens.get(open), text.tokens.get(close)) else { return false };
    let inside = text.raw.get(open.span.end as usize..close.span.start as usize).unwrap_or_default();
    // no more characters than bytes, no less than a quarter of them: so counting stays linear, nested or not
    match inside.len() {
        0..=LONG_QUOTATION => false,
        bytes if bytes > 4 * LONG_QUOTATION => true,
        _ => inside.chars().count() > LONG_QUOTATION,
    }
}

/// True for the characters that end a paragraph.
pub(super) fn is_newline(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests;
