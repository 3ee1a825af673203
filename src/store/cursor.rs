//! Cursors as clients see them: opaque text.

use super::{Cursor, SourcesCursor, Token};

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
        Some(Self { store: number(store)?, seq: number(seq)? })
    }
}

impl std::fmt::Display for SourcesCursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:x}-{:x}-{:x}", self.until, self.events, self.label)
    }
}

impl SourcesCursor {
    /// Reads what [`std::fmt::Display`] wrote.
    pub fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.split('-').map(number);
        let cursor = Self { until: numbers.next()??, events: numbers.next()??, label: numbers.next()?? };
        numbers.next().is_none().then_some(cursor)
    }
}

/// A number in plain hexadecimal digits.
fn number(digits: &str) -> Option<i64> {
    let plain = digits.bytes().all(|b| b.is_ascii_hexdigit());
    plain.then(|| i64::from_str_radix(digits, 16).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::{Cursor, SourcesCursor, Token};

    #[test]
    fn what_is_written_is_read() {
        for cursor in [Cursor { at: 0, seq: 1 }, Cursor { at: -5, seq: 0 }, Cursor { at: i64::MIN, seq: i64::MAX }] {
            assert_eq!(Cursor::parse(&cursor.to_string()), Some(cursor));
        }
        let token = Token { store: i64::MAX, seq: 7 };
        assert_eq!(Token::parse(&token.to_string()), Some(token));
        assert_eq!(Token::parse("1--2"), None);
        let sources = SourcesCursor { until: 300, events: 12, label: i64::MAX };
        assert_eq!(SourcesCursor::parse(&sources.to_string()), Some(sources));
        assert_eq!(
            [SourcesCursor::parse("1-2"), SourcesCursor::parse("1-2-3-4"), SourcesCursor::parse("1-+2-3")],
            [None; 3]
        );
        for bad in ["", "12", "zzzzzzzzzzzzzzzz1", "0000000000000000", "0000000000000000+1", "ابجدهوزح1"] {
            assert_eq!(Cursor::parse(bad), None, "{bad}");
        }
    }
}
