//! Sentences and paragraphs (SCHEME 0.2).

use std::ops::Range;

use super::{Quotation, Span, Token};

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
pub fn split(text: &str, tokens: &[Token], quotations: &[Quotation], out: &mut Vec<Sentence>) {
    out.clear();
    let _ = (text, tokens, quotations);
}
