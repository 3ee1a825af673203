//! A body that is one JSON object.

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::error::{Kind, Problem};

/// Reads it.
///
/// # Errors
/// Not UTF-8 (422), malformed JSON (400, with its place), no object or a wrong member (422).
pub fn read<'b, T: Deserialize<'b>>(body: &'b [u8]) -> Result<T, Problem> {
    let text = std::str::from_utf8(body).map_err(|error| Problem::not_utf8(error.valid_up_to()))?;
    // a derived reader takes an array for a struct
    if text.trim_start().starts_with('[') {
        serde_json::from_str::<IgnoredAny>(text).map_err(|error| told(&error))?;
        return Err(Problem::new(Kind::InvalidField, "an array where an object is expected"));
    }
    serde_json::from_str(text).map_err(|error| told(&error))
}

fn told(error: &serde_json::Error) -> Problem {
    let kind = if error.is_data() { Kind::InvalidField } else { Kind::MalformedJson };
    Problem::new(kind, error.to_string()).with("line", error.line()).with("column", error.column())
}
