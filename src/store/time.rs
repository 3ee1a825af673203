//! Times as the store orders them: milliseconds since 1970, UTC.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

/// Reads a date (its midnight, UTC) or a date and time (UTC where it names no offset).
pub fn millis(text: &str) -> Option<i64> {
    if let Ok(time) = text.parse::<Timestamp>() {
        return Some(time.as_millisecond());
    }
    let civil =
        if text.len() == 10 { text.parse::<Date>().ok()?.at(0, 0, 0, 0) } else { text.parse::<DateTime>().ok()? };
    Some(TimeZone::UTC.to_timestamp(civil).ok()?.as_millisecond())
}

/// Writes a time as RFC 3339.
pub fn rfc3339(millis: i64) -> String {
    Timestamp::from_millisecond(millis).unwrap_or_default().to_string()
}

/// Now.
pub fn now() -> i64 {
    Timestamp::now().as_millisecond()
}

#[cfg(test)]
mod tests {
    use super::{millis, rfc3339};

    #[test]
    fn dates_and_times_are_read() {
        assert_eq!(millis("1970-01-02"), Some(86_400_000));
        assert_eq!(millis("1970-01-01T01:00:00"), Some(3_600_000));
        assert_eq!(millis("1970-01-01T01:00:00+03:00"), Some(-7_200_000));
        assert_eq!(millis("yesterday"), None);
        assert_eq!(rfc3339(86_400_000), "1970-01-02T00:00:00Z");
    }
}
