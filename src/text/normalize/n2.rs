//! N2: N1 without harakat, tatweel and masking, the form in which the lexicon is looked up.

use super::Normalized;
use super::characters::{is_letter, is_mark, is_presentation, is_tatweel};
use super::n1::{characters, compose};

/// Level N2 of a raw piece: N1 (controls, presentation forms, NFC) then harakat, tatweel and masking dots removed.
/// Bytes in `out.map` count from the start of `raw`.
pub fn n2(raw: &str, out: &mut Normalized) {
    out.clear();
    let plain = plain_prefix(raw);
    out.text.push_str(&raw[..plain]);
    out.map.extend(raw[..plain].char_indices().map(|(at, c)| (at as u32, (at + c.len_utf8()) as u32)));
    if plain < raw.len() {
        rest(raw, plain, out);
    }
}

/// True when level N2 of the piece is the piece itself.
pub fn is_n2(raw: &str) -> bool {
    plain_prefix(raw) == raw.len()
}

/// How many bytes at the start need nothing done; nearly always all of them.
fn plain_prefix(raw: &str) -> usize {
    raw.find(|c: char| !is_plain(c)).unwrap_or(raw.len())
}

fn is_plain(c: char) -> bool {
    match c {
        'ء'..='غ' | 'ف'..='ي' | '\u{660}'..='\u{66d}' => true,
        '\0'..='\u{7f}' => c != '\r',
        _ => is_letter(c) && !is_presentation(c),
    }
}

/// Where the reader of a masked word (شـ.ـاهد) stands.
#[derive(Clone, Copy, PartialEq)]
enum Mask {
    /// In plain text.
    No,
    /// Right after a tatweel.
    Tatweel,
    /// Right after a dot that followed a tatweel: another tatweel will strike the dot out.
    Dot,
}

/// The slow way, from byte `plain` on.
fn rest(raw: &str, plain: usize, out: &mut Normalized) {
    let mut mask = Mask::No;
    characters(&raw[plain..], |c, from, to| {
        let (from, to) = (plain + from, plain + to);
        if is_tatweel(c) {
            if mask == Mask::Dot {
                out.pop();
            }
            mask = Mask::Tatweel;
        } else if is_mark(c) {
            // marks between seat and hamza are gone by now, so that the map stays monotone
            if let Some(whole) = out.text.chars().next_back().and_then(|seat| compose(seat, c)) {
                out.replace_last(whole, to);
            }
            mask = Mask::No;
        } else {
            out.push(c, from, to);
            mask = if c == '.' && mask == Mask::Tatweel { Mask::Dot } else { Mask::No };
        }
    });
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::assert_mapped;
    use super::*;

    fn done(raw: &str) -> Normalized {
        let mut out = Normalized::default();
        n2(raw, &mut out);
        assert_mapped(raw, &out);
        out
    }

    #[test]
    fn plain_words_pass() {
        for word in ["السفارة", "دعت", "2012", "F-16", "گرمسار", "٣٫٥"] {
            assert_eq!(done(word).text, word);
        }
    }

    #[test]
    fn harakat_and_tatweel_go() {
        assert_eq!(done("مُوَضِّحاً").text, "موضحا");
        assert_eq!(done("الـ").text, "ال");
        assert_eq!(done("جميـــــل").text, "جميل");
        assert_eq!(done("هٰذا").text, "هذا");
    }

    #[test]
    fn masked_words_show_their_face() {
        assert_eq!(done("شـ.ـاهد").text, "شاهد");
        assert_eq!(done("قـ.ـتـ.ـل").text, "قتل");
        assert_eq!(done("مـ.ـ.ـوت").text, "موت");
        assert_eq!(done("الـ.").text, "ال.");
        assert_eq!(done("أ.ف.ب").text, "أ.ف.ب");
    }

    #[test]
    fn hamza_joins_across_harakat() {
        let out = done("ا\u{64e}\u{654}كد");
        assert_eq!(out.text, "أكد");
        assert_eq!(out.map[0], (0, 6));
    }

    #[test]
    fn the_map_leads_back() {
        let out = done("ﻻجِئون");
        assert_eq!(out.text, "لاجئون");
        assert_eq!(out.map[..3], [(0, 3), (0, 3), (3, 5)]);
        assert_eq!(out.map[3], (7, 9));
    }

    #[test]
    fn the_buffers_are_reused() {
        let mut out = Normalized::default();
        n2("المستشفيات", &mut out);
        let (text, map) = (out.text.capacity(), out.map.capacity());
        n2("مستشفى", &mut out);
        assert_eq!((out.text.capacity(), out.map.capacity()), (text, map));
        assert_eq!(out.text, "مستشفى");
    }

    proptest! {
        #[test]
        fn any_string_is_done_at_once(raw in any::<String>()) {
            let once = done(&raw).text;
            prop_assert_eq!(&done(&once).text, &once);
        }

        #[test]
        fn any_arabic_is_done_at_once(raw in "[\u{620}-\u{65f}ـ.\u{200b}-\u{200f}\u{6d0}-\u{6ef}\u{fb50}-\u{fdff}\u{fe70}-\u{feff}\r\n]{0,20}") {
            let once = done(&raw).text;
            prop_assert_eq!(&done(&once).text, &once);
        }

        #[test]
        fn a_piece_gives_its_part_of_the_key(raw in "[بتثسشصـ\u{64b}-\u{652}]{1,12}", at in 0_usize..12, len in 1_usize..12) {
            let whole = done(&raw);
            let last = (at + len).min(whole.map.len());
            if let Some((start, end)) = whole.raw_range(at.min(last), last) {
                let key: String = whole.text.chars().skip(at).take(last - at).collect();
                prop_assert_eq!(done(&raw[start..end]).text, key);
            }
        }
    }
}
