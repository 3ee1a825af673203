//! The statements on the audit log.

use rusqlite::{Connection, params};

use super::count;
use crate::store::{AuditEntry, time};

/// Writes an entry, in the transaction of the act itself.
pub(super) fn note(connection: &Connection, who: &str, act: &str, what: &str) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached("INSERT INTO audit (at, who, act, what) VALUES (?1, ?2, ?3, ?4)")?;
    insert.execute(params![time::now(), who, act, what]).map(drop)
}

/// Entries, the newest first; only those before the number `before`.
pub(super) fn list(connection: &Connection, limit: usize, before: Option<i64>) -> rusqlite::Result<Vec<AuditEntry>> {
    let mut select = connection
        .prepare_cached("SELECT seq, at, who, act, what FROM audit WHERE seq < ?1 ORDER BY seq DESC LIMIT ?2")?;
    let rows = select.query_map(params![before.unwrap_or(i64::MAX), count(limit)], |row| {
        Ok(AuditEntry {
            seq: row.get(0)?,
            at: time::rfc3339(row.get(1)?),
            who: row.get(2)?,
            act: row.get(3)?,
            what: row.get(4)?,
        })
    })?;
    rows.collect()
}
