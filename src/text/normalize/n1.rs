//! N1: what cannot be seen goes, what is written in another form gets its usual one.

use unicode_normalization::UnicodeNormalization as _;

use super::Normalized;
use super::characters::{is_control, is_mark, is_presentation, is_tatweel};

/// Level N1 of a raw piece: controls removed, presentation forms taken apart, hamza and madda joined to their seat,
/// one kind of newline and of space. Bytes in `out.map` count from the start of `raw`.
pub fn n1(raw: &str, out: &mut Normalized) {
    out.clear();
    characters(raw, |c, from, to| {
        // only a mark right after its seat: across another mark the map would no longer be monotone
        match out.text.chars().next_back().and_then(|seat| compose(seat, c)) {
            Some(whole) => out.replace_last(whole, to),
            None => out.push(c, from, to),
        }
    });
}

/// Hands on each character of N1, before composition, with the raw bytes it stands for.
pub(super) fn characters(raw: &str, mut each: impl FnMut(char, usize, usize)) {
    let mut rest = raw.char_indices().peekable();
    while let Some((from, c)) = rest.next() {
        let mut to = from + c.len_utf8();
        match c {
            '\r' => {
                // a lone carriage return is a newline as well
                if let Some((at, newline)) = rest.next_if(|&(_, next)| next == '\n') {
                    to = at + newline.len_utf8();
                }
                each('\n', from, to);
            }
            '\u{a0}' => each(' ', from, to),
            c if is_control(c) => {}
            c if is_presentation(c) => expand(c, |part| each(part, from, to)),
            c => each(c, from, to),
        }
    }
}

/// The letters of a presentation form. Forms of a mark alone carry a space or a tatweel to stand on, which no writer
/// meant.
fn expand(c: char, each: impl FnMut(char)) {
    let only_mark = is_mark(c);
    let parts = std::iter::once(c).nfkc();
    parts.filter(|&part| !(only_mark && (part == ' ' || is_tatweel(part)))).for_each(each);
}

/// The precomposed letter for a seat and hamza above, hamza below or madda, as NFC has it.
pub(super) fn compose(seat: char, mark: char) -> Option<char> {
    match mark {
        '\u{653}'..='\u{655}' => unicode_normalization::char::compose(seat, mark),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::assert_mapped;
    use super::*;

    fn done(raw: &str) -> Normalized {
        let mut out = Normalized::default();
        n1(raw, &mut out);
        assert_mapped(raw, &out);
        out
    }

    #[test]
    fn controls_leave_no_trace() {
        assert_eq!(done("\u{feff}\u{202b}قال\u{202c} لل\u{200c}صحافة\u{2069}").text, "قال للصحافة");
    }

    #[test]
    fn presentation_forms_become_letters() {
        assert_eq!(done("ﻗﺎﻝ").text, "قال");
        let out = done("ﻻ");
        assert_eq!((out.text.as_str(), out.map), ("لا", vec![(0, 3), (0, 3)]));
        assert_eq!(done("ﷲ").text, "الله");
        assert_eq!(done("كتب\u{fe70}").text, "كتب\u{64b}");
    }

    #[test]
    fn hamza_joins_its_seat() {
        let out = done("ا\u{654}كد");
        assert_eq!(out.text, "أكد");
        assert_eq!(out.map[0], (0, 4));
        assert_eq!(done("ا\u{653}ن الا\u{655}علان سو\u{654}ال بي\u{654}ر").text, "آن الإعلان سؤال بئر");
        assert_eq!(done("ب\u{654}").text, "ب\u{654}");
    }

    #[test]
    fn other_marks_stay() {
        assert_eq!(done("مُوَضِّحاً").text, "مُوَضِّحاً");
    }

    #[test]
    fn one_kind_of_newline_and_space() {
        let out = done("أولا\r\nثانيا\rثالثا\u{a0}رابعا");
        assert_eq!(out.text, "أولا\nثانيا\nثالثا رابعا");
        assert_eq!(out.map[4], (8, 10));
    }

    proptest! {
        #[test]
        fn any_string_keeps_its_map(raw in any::<String>()) {
            done(&raw);
        }

        #[test]
        fn any_arabic_keeps_its_map_and_settles(raw in "[\u{620}-\u{65f}\u{200b}-\u{200f}\u{fb50}-\u{fdff}\u{fe70}-\u{feff}\r\n]{0,20}") {
            let once = done(&raw).text;
            // a presentation form may bring a mark to a seat only in the first pass, never in a third
            let twice = done(&once).text;
            prop_assert_eq!(&done(&twice).text, &twice);
        }
    }
}
