//! The skeleton of a foreign name, alike in all its transliterations (SCHEME 4.3): تلغرام, تيليجرام.

use crate::text::normalize;

/// Letters a skeleton must have before two words that share it can be one name.
const LEAST: usize = 4;

/// True for two words with one skeleton of four letters or more.
pub(super) fn same(a: &str, b: &str) -> bool {
    letters(a).eq(letters(b)) && letters(a).take(LEAST).count() == LEAST
}

/// The consonants, those that transliterations confuse made alike, doubled ones once; a vowel only in front.
fn letters(word: &str) -> impl Iterator<Item = char> {
    let plain = word.chars().filter(|c| !matches!(c, '\u{064b}'..='\u{0652}' | '\u{0640}')).filter_map(normalize::n3);
    let mut last = None;
    plain.enumerate().filter_map(move |(at, c)| {
        let sound = sound(c).filter(|_| at == 0 || !matches!(c, 'ا' | 'و' | 'ي'));
        let new = sound.filter(|_| sound != last);
        last = sound.or(last);
        new
    })
}

fn sound(c: char) -> Option<char> {
    Some(match c {
        'غ' | 'ج' | 'ك' | 'ق' | 'گ' => 'G',
        'ب' | 'پ' => 'B',
        'ف' | 'ڤ' => 'F',
        'ت' | 'ط' => 'T',
        'س' | 'ص' => 'S',
        'د' | 'ض' => 'D',
        'ء' => return None,
        c => c,
    })
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn transliterations_share_a_skeleton() {
        for (a, b) in [("بلومبيرغ", "بلومبرج"), ("تلغرام", "تيليجرام"), ("سيرغييف", "سيرجييف"), ("أردوغان", "اردوجان")]
        {
            assert!(same(a, b), "{a} {b}");
        }
    }

    #[test]
    fn short_and_other_words_do_not() {
        for (a, b) in [("حسن", "حسين"), ("سالم", "سليم"), ("كينيدي", "كندا"), ("لافروف", "لافروت")]
        {
            assert!(!same(a, b), "{a} {b}");
        }
    }
}
