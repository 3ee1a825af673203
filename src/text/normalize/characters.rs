//! What a character of the Arabic script is: letter, mark, tatweel, or a control that nobody sees.

/// U+0640, which stretches a word and means nothing.
pub fn is_tatweel(c: char) -> bool {
    c == '\u{640}'
}

/// Combining marks of the Arabic script: harakat, hamza and madda above or below, Qur'anic signs, and their
/// presentation forms, which stand alone in Unicode yet spell no letter.
pub fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{610}'..='\u{61a}' | '\u{6d6}'..='\u{6ed}'
        | '\u{898}'..='\u{89f}' | '\u{8ca}'..='\u{8e1}' | '\u{8e3}'..='\u{8ff}'
        | '\u{fc5e}'..='\u{fc63}' | '\u{fcf2}'..='\u{fcf4}' | '\u{fe70}'..='\u{fe7f}')
}

/// Letters of the Arabic script, Persian, Urdu and presentation forms included; no marks, digits or tatweel.
pub fn is_letter(c: char) -> bool {
    match c {
        '\u{620}'..='\u{64a}' => !is_tatweel(c),
        '\u{66e}'
        | '\u{66f}'
        | '\u{671}'..='\u{6d3}'
        | '\u{6d5}'
        | '\u{6ee}'
        | '\u{6ef}'
        | '\u{6fa}'..='\u{6fc}'
        | '\u{6ff}'
        | '\u{750}'..='\u{77f}'
        | '\u{870}'..='\u{887}'
        | '\u{889}'..='\u{88e}'
        | '\u{8a0}'..='\u{8c9}'
        | '\u{fd92}'..='\u{fdc7}'
        | '\u{fdf0}'..='\u{fdfb}'
        | '\u{fe80}'..='\u{fefc}' => true,
        '\u{fb50}'..='\u{fbb1}' | '\u{fbd3}'..='\u{fd3d}' | '\u{fd50}'..='\u{fd8f}' => !is_mark(c),
        _ => false,
    }
}

/// Characters that show nothing: byte order mark, zero-width and bidi controls, soft hyphen.
pub fn is_control(c: char) -> bool {
    matches!(c,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}'
        | '\u{feff}' | '\u{61c}' | '\u{ad}')
}

/// Presentation forms, which N1 takes apart.
pub(super) fn is_presentation(c: char) -> bool {
    matches!(c, '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_three_languages() {
        for c in "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيٱپچژکگیڤٹڈڑےﻻﷲﺍ".chars()
        {
            assert!(is_letter(c) && !is_mark(c) && !is_control(c) && !is_tatweel(c), "{c}");
        }
    }

    #[test]
    fn neither_digits_nor_marks_nor_punctuation_are_letters() {
        for c in "٠٩۰۹ـ،؛؟٪٫٬۔ًَُِّْٰﹰﹶ﴾﷼a1 \u{200f}\u{61c}".chars() {
            assert!(!is_letter(c), "{c}");
        }
    }

    #[test]
    fn no_character_is_two_things() {
        for c in '\0'..=char::MAX {
            let kinds = [is_letter(c), is_mark(c), is_control(c), is_tatweel(c), c.is_whitespace()];
            assert!(kinds.into_iter().filter(|&is| is).count() < 2, "{c:?}");
        }
    }
}
