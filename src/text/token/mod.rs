//! Tokens: runs of letters, of digits, single marks.

mod address;
mod scan;

use super::Span;
use super::normalize::{is_control, is_letter, is_mark, is_tatweel};
use scan::{is_digit, is_foreign, is_punct};

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
///
/// Left out as well: combining marks without a letter, U+FFFD, and tatweel before a letter. A free tatweel is a dash,
/// as in «القاهرة ـ رويترز», and becomes [`TokenKind::Punct`].
pub fn tokenize(text: &str, out: &mut Vec<Token>) {
    out.clear();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if c == ' ' {
            at += 1;
            continue;
        }
        let rest = &text[at..];
        let (kind, len) = if is_letter(c) {
            (TokenKind::Word, scan::word(rest))
        } else if c.is_whitespace() || is_stray(c) {
            at += c.len_utf8();
            continue;
        } else if is_tatweel(c) {
            at += dashes(rest, at, out);
            continue;
        } else if let Some(len) = address::find(rest, c) {
            (TokenKind::Address, len)
        } else if is_digit(c) {
            (TokenKind::Number, scan::number(rest))
        } else if is_foreign(c) {
            (TokenKind::Foreign, scan::foreign(rest))
        } else if is_punct(c) {
            (TokenKind::Punct, c.len_utf8())
        } else {
            (TokenKind::Symbol, c.len_utf8())
        };
        out.push(Token { span: Span::new(at, at + len), kind });
        at += len;
    }
}

/// True for what no token may begin with and no reader sees.
fn is_stray(c: char) -> bool {
    is_control(c) || is_mark(c) || c.is_control() || c == '\u{fffd}' || scan::is_foreign_mark(c)
}

/// A run of tatweel at the start of `rest` (byte `base` of the text): a dash each, nothing when a letter follows.
/// Returns the bytes it took.
fn dashes(rest: &str, base: usize, out: &mut Vec<Token>) -> usize {
    let after = rest.trim_start_matches(|c| is_tatweel(c) || is_stray(c));
    let run = &rest[..rest.len() - after.len()];
    if !after.starts_with(is_letter) {
        let dashes = run.char_indices().filter(|&(_, c)| is_tatweel(c));
        out.extend(
            dashes
                .map(|(at, c)| Token { span: Span::new(base + at, base + at + c.len_utf8()), kind: TokenKind::Punct }),
        );
    }
    run.len()
}

#[cfg(test)]
mod tests;
