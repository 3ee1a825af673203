//! What happens to articles after they are stored: swept, analysed again, copied.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::{Connection, OptionalExtension as _, params};

use super::articles::Prepared;
use super::ids::EventId;
use super::writer::Change;
use super::{articles, events, kin};
use crate::store::Remembered;

/// Erases articles stored before that time, no more than `most`; their number.
pub(super) fn sweep(change: &mut Change<'_>, before: i64, most: usize) -> rusqlite::Result<usize> {
    let mut select = change.connection.prepare_cached("SELECT id, seq FROM article WHERE stored_at < ?1 LIMIT ?2")?;
    let old = select.query_map(params![before, super::count(most)], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let old = old.collect::<rusqlite::Result<Vec<(String, i64)>>>()?;
    for (id, seq) in &old {
        let last = "SELECT max(seq) FROM event WHERE article = ?1";
        let last: Option<i64> = change.connection.prepare_cached(last)?.query_row([seq], |row| row.get(0))?;
        if let Some(last) = last {
            // who has not read so far is told of a gap
            let mut swept = change.connection.prepare_cached(
                "INSERT INTO meta (name, value) VALUES ('swept', ?1) ON CONFLICT (name)
                 DO UPDATE SET value = max(CAST(value AS INTEGER), CAST(excluded.value AS INTEGER))",
            )?;
            swept.execute([last])?;
        }
        articles::remove(change, id)?;
    }
    Ok(old.len())
}

/// Puts a new analysis in the place of the old one: an event that is found again keeps its id and its place in the order
/// of storing; false when the article has gone.
pub(super) fn replace(change: &mut Change<'_>, prepared: &Prepared) -> rusqlite::Result<bool> {
    let Prepared { id, record, packed, contents } = prepared;
    let connection = change.connection;
    let mut select = connection.prepare_cached("SELECT seq, at FROM article WHERE id = ?1")?;
    let found = select.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let Some((article, at)): Option<(i64, i64)> = found else { return Ok(false) };
    let mut old = connection.prepare_cached("SELECT id, seq FROM event WHERE article = ?1")?;
    let old = old.query_map([article], |row| Ok((row.get::<_, EventId>(0)?.0, row.get(1)?)))?;
    let old = old.collect::<rusqlite::Result<BTreeMap<String, i64>>>()?;
    let parts = articles::parts(connection, article)?;
    events::remove_all(change, article, &parts)?;
    kin::forget(connection, article, &parts.keys())?;
    articles::keep_body(change, article, packed, &record.keys)?;
    events::insert_all(change, article, at, &record.events, contents, &old)?;
    let mut count = change.connection.prepare_cached("UPDATE article SET events = ?2 WHERE seq = ?1")?;
    count.execute(params![article, super::count(record.events.len())])?;
    Ok(true)
}

/// Keeps an answer under its key, unless one is there; gives the one that is there.
pub(super) fn remember(
    change: &mut Change<'_>,
    key: &str,
    now: i64,
    answer: &Remembered,
) -> rusqlite::Result<Remembered> {
    let expired = now - Remembered::KEPT;
    change.connection.prepare_cached("DELETE FROM answer WHERE at < ?1")?.execute([expired])?;
    let mut insert = change.connection.prepare_cached(
        "INSERT OR IGNORE INTO answer (key, at, digest, article, content_type, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    let Remembered { digest, article, content_type, body } = answer;
    insert.execute(params![key, now, digest, article, content_type, body])?;
    Ok(recall(change.connection, key, now)?.unwrap_or_else(|| answer.clone()))
}

/// The answer under a key.
pub(super) fn recall(connection: &Connection, key: &str, now: i64) -> rusqlite::Result<Option<Remembered>> {
    let mut select = connection
        .prepare_cached("SELECT digest, article, content_type, body FROM answer WHERE key = ?1 AND at >= ?2")?;
    let answer = select.query_row(params![key, now - Remembered::KEPT], |row| {
        Ok(Remembered { digest: row.get(0)?, article: row.get(1)?, content_type: row.get(2)?, body: row.get(3)? })
    });
    answer.optional()
}

/// Copies the database as it is at this moment, without what was erased.
pub(super) fn copy(connection: &Connection, to: &Path) -> rusqlite::Result<()> {
    connection.execute("VACUUM INTO ?1", [to.display().to_string()]).map(drop)
}
