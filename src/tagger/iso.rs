//! Country codes.

use std::fmt;

/// ISO 3166-1 code of a country (`SY`).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Iso([u8; 2]);

impl Iso {
    /// The code of two capital letters, `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        match *text.as_bytes() {
            [a, b] if a.is_ascii_uppercase() && b.is_ascii_uppercase() => Some(Self([a, b])),
            _ => None,
        }
    }

    /// The letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Debug for Iso {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_two_capitals_are_a_code() {
        assert_eq!(Iso::parse("SY").unwrap().as_str(), "SY");
        assert!(Iso::parse("sy").is_none() && Iso::parse("SYR").is_none() && Iso::parse("").is_none());
    }
}
