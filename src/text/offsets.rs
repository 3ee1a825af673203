//! Byte offsets to code points or UTF-16 units, once, at the edge.

/// Unit of the offsets that go out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum OffsetUnit {
    /// Unicode code points (default).
    #[default]
    Codepoint,
    /// UTF-16 code units, as JavaScript counts.
    Utf16,
    /// Bytes of UTF-8.
    Byte,
}

/// Bytes between two checkpoints: a few vector instructions to count, a sixteenth of the text to keep.
const STEP: usize = 64;

/// Converts byte offsets of one text.
#[derive(Debug)]
pub struct Offsets<'t> {
    text: &'t str,
    unit: OffsetUnit,
    /// How many units begin before each `STEP`th byte; empty when units are bytes.
    checkpoints: Vec<u32>,
}

impl<'t> Offsets<'t> {
    /// A table for `text` in `unit`.
    pub fn new(text: &'t str, unit: OffsetUnit) -> Self {
        let unit = if text.is_ascii() { OffsetUnit::Byte } else { unit };
        let checkpoints = if unit == OffsetUnit::Byte { Vec::new() } else { checkpoints(text.as_bytes(), unit) };
        Self { text, unit, checkpoints }
    }

    /// The offset in the chosen unit of byte `at` (a character boundary; others count as the boundary before).
    pub fn of(&self, at: u32) -> u32 {
        let mut at = (at as usize).min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        let step = at / STEP;
        match self.checkpoints.get(step) {
            Some(before) => before + units(&self.text.as_bytes()[step * STEP..at], self.unit),
            None => at as u32,
        }
    }
}

/// The running count at bytes 0, `STEP`, 2·`STEP` … up to and including the last that is not past the end.
fn checkpoints(bytes: &[u8], unit: OffsetUnit) -> Vec<u32> {
    let mut table = Vec::with_capacity(bytes.len() / STEP + 1);
    let mut count = 0;
    table.push(count);
    for block in bytes.chunks_exact(STEP) {
        count += units(block, unit);
        table.push(count);
    }
    table
}

/// Units of the characters that begin in `bytes`. Only first bytes count, and a first byte from F0 on announces a
/// character of two UTF-16 units, so that a block may begin inside a character.
fn units(bytes: &[u8], unit: OffsetUnit) -> u32 {
    let firsts: usize = bytes.iter().map(|&b| usize::from(b & 0xC0 != 0x80)).sum();
    let pairs: usize = match unit {
        OffsetUnit::Utf16 => bytes.iter().map(|&b| usize::from(b >= 0xF0)).sum(),
        OffsetUnit::Codepoint | OffsetUnit::Byte => 0,
    };
    (firsts + pairs) as u32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn all(text: &str, at: usize) -> [u32; 3] {
        [OffsetUnit::Codepoint, OffsetUnit::Utf16, OffsetUnit::Byte].map(|unit| Offsets::new(text, unit).of(at as u32))
    }

    #[test]
    fn arabic_takes_two_bytes_and_a_face_four() {
        let text = "قال 😀 نعم";
        assert_eq!(all(text, 0), [0, 0, 0]);
        assert_eq!(all(text, text.find('😀').unwrap()), [4, 4, 7]);
        assert_eq!(all(text, text.find('ن').unwrap()), [6, 7, 12]);
        assert_eq!(all(text, text.len()), [9, 10, 18]);
    }

    #[test]
    fn crooked_offsets_go_back_and_far_ones_to_the_end() {
        assert_eq!(all("سد", 1), [0, 0, 0]);
        assert_eq!(all("سد", 3), [1, 1, 2]);
        assert_eq!(all("سد", 77), [2, 2, 4]);
        assert_eq!(all("", 5), [0, 0, 0]);
    }

    #[test]
    fn ascii_needs_no_table() {
        let offsets = Offsets::new("plain", OffsetUnit::Codepoint);
        assert!(offsets.checkpoints.is_empty());
        assert_eq!(offsets.of(3), 3);
    }

    proptest! {
        #[test]
        fn counts_as_the_standard_library_counts(text in "[a-zء-ي😀-😈 ]{0,200}") {
            let points = Offsets::new(&text, OffsetUnit::Codepoint);
            let halves = Offsets::new(&text, OffsetUnit::Utf16);
            for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
                prop_assert_eq!(points.of(at as u32) as usize, text[..at].chars().count());
                prop_assert_eq!(halves.of(at as u32) as usize, text[..at].encode_utf16().count());
            }
        }
    }
}
