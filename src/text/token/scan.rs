//! How far each kind of token reaches. Every function looks at the start of `rest` and returns a length in bytes.

use unicode_normalization::char::is_combining_mark;

use crate::text::normalize::{is_control, is_letter, is_mark, is_tatweel};

/// Digits of the three scripts that Arabic news write.
pub(super) fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '٠'..='٩' | '۰'..='۹')
}

/// Letters of any script but the Arabic.
pub(super) fn is_foreign(c: char) -> bool {
    c.is_ascii_alphabetic() || (!c.is_ascii() && c.is_alphabetic() && !is_letter(c) && !is_mark(c) && !is_tatweel(c))
}

/// Combining marks of other scripts.
pub(super) fn is_foreign_mark(c: char) -> bool {
    c >= '\u{300}' && is_combining_mark(c)
}

/// Punctuation, as opposed to signs of arithmetic, money and pictures.
pub(super) fn is_punct(c: char) -> bool {
    match c {
        '$' | '+' | '<' | '=' | '>' | '^' | '|' | '~' => false,
        '\0'..='\u{7f}' => c.is_ascii_punctuation(),
        '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' => !matches!(c, '\u{2044}' | '\u{2052}'),
        _ => is_latin_punct(c) || is_arabic_punct(c) || is_eastern_punct(c),
    }
}

fn is_latin_punct(c: char) -> bool {
    matches!(c, '¡' | '§' | '«' | '¶' | '·' | '»' | '¿')
}

fn is_arabic_punct(c: char) -> bool {
    matches!(c, '،' | '؍' | '؛' | '؝'..='؟' | '٪'..='٭' | '۔' | '﴾' | '﴿')
}

fn is_eastern_punct(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{ff01}'..='\u{ff0f}')
}

/// A word of the Arabic script, which `rest` starts with: to its last letter, mark or tatweel. Controls, masking dots
/// (شـ.ـاهد) and a single underscore of a hashtag stay inside.
pub(super) fn word(rest: &str) -> usize {
    let plain = plain_letters(rest);
    if rest.as_bytes().get(plain) == Some(&b' ') {
        return plain;
    }
    let mut end = plain;
    let mut after_tatweel = false;
    let mut chars = rest[plain..].char_indices().map(|(at, c)| (plain + at, c));
    while let Some((at, c)) = chars.next() {
        if is_letter(c) || is_mark(c) || is_tatweel(c) {
            end = at + c.len_utf8();
            after_tatweel = is_tatweel(c);
        } else if !is_control(c) && !joins(c, end == at, after_tatweel, chars.clone().next()) {
            break;
        }
    }
    end
}

/// Bytes of the letters ء to ي that `rest` starts with; of nearly every word all of them.
fn plain_letters(rest: &str) -> usize {
    let letter = |pair: &&[u8]| matches!(pair, [0xd8, 0xa1..=0xba] | [0xd9, 0x81..=0x8a]);
    2 * rest.as_bytes().chunks_exact(2).take_while(letter).count()
}

/// True when `c` stands inside a word because of what is before and after it.
fn joins(c: char, touches: bool, after_tatweel: bool, next: Option<(usize, char)>) -> bool {
    let Some((_, next)) = next else { return false };
    match c {
        '.' => touches && after_tatweel && is_tatweel(next),
        '_' => touches && is_letter(next),
        _ => false,
    }
}

/// A number, which `rest` starts with: digits, and separators that have a digit on both sides.
pub(super) fn number(rest: &str) -> usize {
    let mut end = 0;
    for (at, c) in rest.char_indices() {
        if is_digit(c) {
            end = at + c.len_utf8();
        } else if at != end || !matches!(c, '.' | ',' | '٫' | '٬') {
            break;
        }
    }
    end
}

/// A word of another script, which `rest` starts with: letters, digits (G20, F-16) and marks, with single hyphens,
/// apostrophes and underscores between them.
pub(super) fn foreign(rest: &str) -> usize {
    let mut end = 0;
    for (at, c) in rest.char_indices() {
        if is_foreign(c) || is_digit(c) || is_foreign_mark(c) {
            end = at + c.len_utf8();
        } else if !is_control(c) && (at != end || !matches!(c, '-' | '\'' | '’' | '_' | '‑')) {
            break;
        }
    }
    end
}
