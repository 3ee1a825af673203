//! What a quotation mark is and which way its surroundings turn it.

use crate::text::normalize::is_tatweel;
use crate::text::{Token, TokenKind};

/// Marks that may close one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// « »
    Guillemet,
    /// ‹ ›
    Angle,
    /// “ ” „ ‟ and the straight ", mixed by careless hands.
    Double,
    /// ‘ ’ ‚ ‛ and the straight '.
    Single,
    /// (( ))
    Parenthesis,
}

/// Which way a mark is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Drawn {
    Opening,
    Closing,
    Straight,
}

/// Kind and drawing of the mark `c`; parentheses are no marks until doubled.
pub(super) fn of(c: char) -> Option<(Kind, Drawn)> {
    Some(match c {
        '«' => (Kind::Guillemet, Drawn::Opening),
        '»' => (Kind::Guillemet, Drawn::Closing),
        '‹' => (Kind::Angle, Drawn::Opening),
        '›' => (Kind::Angle, Drawn::Closing),
        '“' | '„' | '‟' => (Kind::Double, Drawn::Opening),
        '”' => (Kind::Double, Drawn::Closing),
        '"' => (Kind::Double, Drawn::Straight),
        '\'' | '‘' | '’' | '‚' | '‛' => (Kind::Single, Drawn::Straight),
        _ => return None,
    })
}

/// What the neighbours say of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// Free before, text right after.
    Opens,
    /// Text right before, free after.
    Closes,
    /// Free on both sides or on neither.
    Unclear,
}

/// The look of the mark at token `at`; `just_opened` when the token before opened a quotation.
pub(super) fn look(text: &str, tokens: &[Token], at: usize, just_opened: bool) -> Look {
    let free_before = just_opened || is_free_before(text, tokens, at);
    match (free_before, is_free_after(text, tokens, at)) {
        (true, false) => Look::Opens,
        (false, true) => Look::Closes,
        _ => Look::Unclear,
    }
}

fn is_free_before(text: &str, tokens: &[Token], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|at| tokens.get(at)) else { return true };
    if has_space(text, before, &tokens[at]) {
        return true;
    }
    let piece = before.span.of(text);
    match before.kind {
        // a proclitic hangs on the mark: بـ«…», و"…"
        TokenKind::Word => piece.ends_with(is_tatweel) || piece.chars().nth(1).is_none(),
        TokenKind::Punct => !piece.starts_with([')', ']', '}', '»', '›', '”', '’', '"', '\'', '.', '!', '?', '؟', '…']),
        _ => false,
    }
}

fn is_free_after(text: &str, tokens: &[Token], at: usize) -> bool {
    let Some(after) = tokens.get(at + 1) else { return true };
    let opens = |piece: &str| piece.starts_with(['(', '[', '{', '«', '‹', '“', '„', '‟', '‘', '"', '\'', '#']);
    has_space(text, &tokens[at], after) || (after.kind == TokenKind::Punct && !opens(after.span.of(text)))
}

fn has_space(text: &str, before: &Token, after: &Token) -> bool {
    gap(text, before, after).contains(char::is_whitespace)
}

/// What stands between two tokens.
pub(super) fn gap<'t>(text: &'t str, before: &Token, after: &Token) -> &'t str {
    text.get(before.span.end as usize..after.span.start as usize).unwrap_or_default()
}
