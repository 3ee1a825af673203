//! Ids of events as the database has them: the sixteen bytes of a digest rather than its digits.

use std::fmt::Write as _;

use rusqlite::ToSql;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef};

/// The id of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct EventId(pub(super) String);

/// An id to look for.
pub(super) struct Id<'i>(pub(super) &'i str);

impl ToSql for Id<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(bytes(self.0).map_or_else(|| self.0.into(), ToSqlOutput::from))
    }
}

impl FromSql for EventId {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value {
            ValueRef::Blob(bytes) => Ok(Self(bytes.iter().fold(String::with_capacity(32), |mut id, byte| {
                // a String takes everything
                let _ = write!(id, "{byte:02x}");
                id
            }))),
            ValueRef::Text(_) => value.as_str().map(|text| Self(text.to_owned())),
            _ => Err(FromSqlError::InvalidType),
        }
    }
}

/// The bytes of 32 hexadecimal digits; `None` for anything else, which stays text.
fn bytes(id: &str) -> Option<Vec<u8>> {
    let digest = id.len() == 32 && id.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    let pairs = digest.then(|| (0..16).map(|at| u8::from_str_radix(id.get(2 * at..2 * at + 2)?, 16).ok()));
    pairs?.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_bytes_and_the_rest_is_text() {
        let connection = rusqlite::Connection::open_in_memory().unwrap();
        for (id, kind) in
            [("00ff8fdca9c4c86b1fd21e2261eb88e1", "blob"), ("00FF8FDCA9C4C86B1FD21E2261EB88E1", "text"), ("e1", "text")]
        {
            let row = connection.query_row("SELECT ?1, typeof(?1)", [Id(id)], |row| Ok((row.get(0)?, row.get(1)?)));
            assert_eq!(row.unwrap(), (EventId(id.to_owned()), kind.to_owned()));
        }
    }
}
