//! N3: the fuzzy fold. Never alone decides إن/أن, على/علي and their like: an N2 match goes first.

/// Level N3 of one N2 character: the fuzzy fold. `None` when it vanishes (٬).
#[inline]
pub fn n3(c: char) -> Option<char> {
    match c {
        '\u{600}'..='\u{6ff}' => ARABIC[c as usize & 0xff],
        c if c.is_ascii() => Some(c),
        _ => Some(quote(c)),
    }
}

/// Level N3 of the characters from U+0600.
const ARABIC: [Option<char>; 256] = {
    let mut folded = [None; 256];
    let mut at = 0;
    while at < folded.len() {
        folded[at] = match char::from_u32(0x600 + at as u32) {
            Some('٬') | None => None,
            Some(c) => Some(arabic(c)),
        };
        at += 1;
    }
    folded
};

/// Appends level N3 of an N2 text.
pub fn n3_text(n2: &str, out: &mut String) {
    // most letters stay as they are and go over together
    let mut from = 0;
    for (at, c) in n2.char_indices() {
        let folded = n3(c);
        if folded != Some(c) {
            out.push_str(&n2[from..at]);
            out.extend(folded);
            from = at + c.len_utf8();
        }
    }
    out.push_str(&n2[from..]);
}

const fn arabic(c: char) -> char {
    match c {
        'أ' | 'إ' | 'آ' | 'ٱ' | 'ٲ' | 'ٳ' | 'ٵ' => 'ا',
        'ى' | 'ئ' | 'ی' | 'ې' | 'ۍ' | 'ے' | 'ۓ' => 'ي',
        'ة' | 'ھ' | 'ہ' | 'ۀ' | 'ۂ' | 'ۃ' | 'ە' => 'ه',
        'ؤ' => 'و',
        'ک' | 'گ' | 'ڪ' | 'ګ' => 'ك',
        '٠'..='٩' => digit(c, '٠'),
        '۰'..='۹' => digit(c, '۰'),
        '٫' => '.',
        '؟' => '?',
        '؛' => ';',
        '،' => ',',
        '٪' => '%',
        c => c,
    }
}

const fn digit(c: char, zero: char) -> char {
    match char::from_digit(c as u32 - zero as u32, 10) {
        Some(digit) => digit,
        None => c,
    }
}

/// One double and one single quotation mark for all of them.
fn quote(c: char) -> char {
    match c {
        '«' | '»' | '“' | '”' | '„' | '‟' => '"',
        '‹' | '›' | '‘' | '’' | '‚' | '‛' => '\'',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn folded(text: &str) -> String {
        let mut out = String::new();
        n3_text(text, &mut out);
        out
    }

    #[test]
    fn spellings_meet() {
        assert_eq!(folded("إسرائيل"), folded("اسرائيل"));
        assert_eq!(folded("أمريكى"), folded("امريكي"));
        assert_eq!(folded("القاهرة"), folded("القاهره"));
        assert_eq!(folded("مسؤول"), "مسوول");
        assert_eq!(folded("آبار"), "ابار");
        assert_eq!(folded("کابل"), "كابل");
        assert_eq!(folded("تهرانی"), "تهراني");
    }

    #[test]
    fn digits_and_their_marks() {
        assert_eq!(folded("١٬٢٣٤٫٥"), "1234.5");
        assert_eq!(folded("۲۰۱۲"), "2012");
        assert_eq!(folded("٥٪"), "5%");
    }

    #[test]
    fn punctuation_is_one() {
        assert_eq!(folded("«لماذا؟»، “نعم”؛ ‘لا’"), "\"لماذا?\", \"نعم\"; 'لا'");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(c in any::<char>()) {
            if let Some(once) = n3(c) {
                prop_assert_eq!(n3(once), Some(once));
            }
        }
    }
}
