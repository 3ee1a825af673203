//! Cursors as clients see them: opaque text.

use super::{Cursor, Token};

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // the sign bit is turned, so that times before 1970 have no minus
        write!(f, "{:016x}{:x}", u64::from_ne_bytes(self.at.to_ne_bytes()) ^ (1 << 63), self.seq)
    }
}

impl Cursor {
    /// Reads what [`std::fmt::Display`] wrote.
    pub fn parse(text: &str) -> Option<Self> {
        let (at, seq) = text.split_at_checked(16)?;
        let hex = |digits: &str| {
            let plain = digits.bytes().all(|b| b.is_ascii_hexdigit());
            plain.then(|| u64::from_str_radix(digits, 16).ok()).flatten()
        };
        Some(Self { at: i64::from_ne_bytes((hex(at)? ^ (1 << 63)).to_ne_bytes()), seq: i64::try_from(hex(seq)?).ok()? })
    }
}

impl std::fmt::Display for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:x}-{:x}", self.store, self.seq)
    }
}

impl Token {
    /// Reads what [`std::fmt::Display`] wrote.
    pub fn parse(text: &str) -> Option<Self> {
        let (store, seq) = text.split_once('-')?;
        let hex = |digits: &str| {
            let plain = digits.bytes().all(|b| b.is_ascii_hexdigit());
            plain.then(|| i64::from_str_radix(digits, 16).ok()).flatten()
        };
        Some(Self { store: hex(store)?, seq: hex(seq)? })
    }
}

#[cfg(test)]
mod tests {
    use super::{Cursor, Token};

    #[test]
    fn what_is_written_is_read() {
        for cursor in [Cursor { at: 0, seq: 1 }, Cursor { at: -5, seq: 0 }, Cursor { at: i64::MIN, seq: i64::MAX }] {
            assert_eq!(Cursor::parse(&cursor.to_string()), Some(cursor));
        }
        let token = Token { store: i64::MAX, seq: 7 };
        assert_eq!(Token::parse(&token.to_string()), Some(token));
        assert_eq!(Token::parse("1--2"), None);
        for bad in ["", "12", "zzzzzzzzzzzzzzzz1", "0000000000000000", "0000000000000000+1", "ابجدهوزح1"] {
            assert_eq!(Cursor::parse(bad), None, "{bad}");
        }
    }
}
