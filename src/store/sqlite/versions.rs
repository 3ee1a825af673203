//! The statements on versions: articles that came from one address with other texts.

use rusqlite::{Connection, OptionalExtension as _, params};

use super::articles;
use super::ids::EventId;
use crate::store::Version;

/// Most versions that are told.
const MOST: i64 = 100;

/// The articles of the address of an article, in the order of storing; `None` when there is none of that id.
pub(super) fn list(connection: &Connection, id: &str) -> rusqlite::Result<Option<Vec<Version>>> {
    let mut select = connection.prepare_cached("SELECT seq, url FROM article WHERE id = ?1")?;
    let found = select.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let Some((seq, url)): Option<(i64, Option<String>)> = found else { return Ok(None) };
    let mut same = connection.prepare_cached(
        "SELECT seq FROM article WHERE url = ?1 AND ?1 IS NOT NULL OR seq = ?2 ORDER BY seq LIMIT ?3",
    )?;
    let numbers = same.query_map(params![url, seq, MOST], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
    let mut events = connection.prepare_cached(
        "SELECT e.id, r.content FROM event e JOIN report r ON r.event = e.seq WHERE e.article = ?1 ORDER BY e.ord",
    )?;
    let mut version = |seq: i64| -> rusqlite::Result<Version> {
        let rows = events.query_map([seq], |row| {
            Ok((row.get::<_, EventId>(0)?.0, super::claims::content_of(row.get_ref(1)?.as_blob()?)?))
        })?;
        Ok(Version { article: articles::listed(connection, seq)?, events: rows.collect::<rusqlite::Result<_>>()? })
    };
    numbers.into_iter().map(&mut version).collect::<rusqlite::Result<_>>().map(Some)
}
