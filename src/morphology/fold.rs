//! Spellings of the data at level N3, as the lexicon keys them.

use crate::text::normalize;

/// Level N3 of pieces of data, as the lexicon keys them; its buffers serve many pieces.
#[derive(Debug, Default)]
pub struct Folder {
    n2: normalize::Normalized,
    n3: String,
}

impl Folder {
    /// Level N3 of one piece.
    pub fn fold(&mut self, text: &str) -> &str {
        self.n3.clear();
        if normalize::is_n2(text) {
            normalize::n3_text(text, &mut self.n3);
        } else {
            normalize::n2(text, &mut self.n2);
            normalize::n3_text(&self.n2.text, &mut self.n3);
        }
        &self.n3
    }
}
