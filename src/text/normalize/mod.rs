//! Normalisation levels N1–N3 with the way back to the raw text (SCHEME 5). N4 and N5 live in `morphology`.

mod characters;
mod n1;
mod n2;
mod n3;

pub use characters::{is_control, is_letter, is_mark, is_tatweel};
pub use n1::n1;
pub use n2::{is_n2, n2};
pub use n3::{n3, n3_text};

/// A normalised piece of text and, for each of its characters, where it came from.
#[derive(Clone, Debug, Default)]
pub struct Normalized {
    /// The normalised text.
    pub text: String,
    /// For each **character** of `text`, the half-open byte range of the raw piece that it stands for; monotone.
    pub map: Vec<(u32, u32)>,
}

impl Normalized {
    /// Forgets everything but the memory.
    pub fn clear(&mut self) {
        self.text.clear();
        self.map.clear();
    }

    /// The raw range that the characters `first..last` stand for (O2), before [`extend_right`]; `None` if there are no
    /// such characters.
    pub fn raw_range(&self, first: usize, last: usize) -> Option<(usize, usize)> {
        let inside = self.map.get(first..last)?;
        let (start, end) = (inside.first()?.0, inside.last()?.1);
        Some((start as usize, end as usize))
    }

    fn push(&mut self, c: char, from: usize, to: usize) {
        self.text.push(c);
        self.map.push((from as u32, to as u32));
    }

    /// Takes the last character back.
    fn pop(&mut self) {
        self.text.pop();
        self.map.pop();
    }

    /// Puts `c`, which came about by a mark that ends at `to`, in place of the last character.
    fn replace_last(&mut self, c: char, to: usize) {
        self.text.pop();
        self.text.push(c);
        if let Some(last) = self.map.last_mut() {
            last.1 = to as u32;
        }
    }
}

/// Moves the end of a span right over combining marks and tatweel that hang on its last letter (O2), so that موضحاً
/// keeps its tanwin. An `end` that is no character boundary of `text` stays where it is.
pub fn extend_right(text: &str, end: usize) -> usize {
    let rest = text.get(end..).unwrap_or_default();
    end + rest.len() - rest.trim_start_matches(|c| is_mark(c) || is_tatweel(c)).len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What every level owes (O1, O3): one range a character, on boundaries of the raw text, monotone.
    pub(super) fn assert_mapped(raw: &str, done: &Normalized) {
        assert_eq!(done.text.chars().count(), done.map.len());
        for &(from, to) in &done.map {
            assert!(from < to && raw.is_char_boundary(from as usize) && raw.is_char_boundary(to as usize));
        }
        for pair in done.map.windows(2) {
            assert!(pair[0].0 <= pair[1].0 && pair[0].1 <= pair[1].1, "{raw:?}: {pair:?}");
        }
    }

    #[test]
    fn a_span_keeps_its_tanwin_and_its_tatweel() {
        let text = "موضحاً ذلك";
        assert_eq!(&text[..extend_right(text, "موضحا".len())], "موضحاً");
        let text = "جميـــل";
        assert_eq!(&text[..extend_right(text, "جمي".len())], "جميـــ");
    }

    #[test]
    fn a_crooked_end_stays() {
        assert_eq!(extend_right("نص", 1), 1);
        assert_eq!(extend_right("نص", 99), 99);
        assert_eq!(extend_right("", 0), 0);
    }

    #[test]
    fn a_match_finds_its_way_back() {
        let raw = "الـمُـتحدِّث";
        let mut done = Normalized::default();
        n2(raw, &mut done);
        assert_eq!(done.text, "المتحدث");
        let (start, end) = done.raw_range(2, 7).unwrap();
        assert_eq!(&raw[start..extend_right(raw, end)], "مُـتحدِّث");
        assert_eq!(done.raw_range(3, 3), None);
        assert_eq!(done.raw_range(3, 99), None);
    }

    proptest! {
        #[test]
        fn extend_right_stays_on_boundaries(text in "[ابتـ\u{64b}-\u{652} a]{0,20}", end in 0_usize..50) {
            let to = extend_right(&text, end);
            prop_assert!(to >= end);
            prop_assert!(!text.is_char_boundary(end) || text.is_char_boundary(to));
        }
    }
}
