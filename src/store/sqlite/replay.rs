//! Events in the order of storing, from a place that a reader has reached.

use rusqlite::{Connection, OptionalExtension as _};

use super::{events, select};
use crate::store::{Filter, Fresh, Replay, Token};

/// The place after the last event that was ever stored.
pub(super) fn now(connection: &Connection) -> rusqlite::Result<Token> {
    let last = connection.query_row("SELECT seq FROM sqlite_sequence WHERE name = 'event'", [], |row| row.get(0));
    Ok(Token { store: number(connection, "store")?, seq: last.optional()?.unwrap_or(0) })
}

/// Where to go on from, and whether everything since then is still there.
pub(super) fn resume(connection: &Connection, token: Option<Token>) -> rusqlite::Result<(Token, bool)> {
    let now = now(connection)?;
    let Some(token) = token else { return Ok((now, true)) };
    if token.store != now.store || token.seq > now.seq {
        return Ok((now, false));
    }
    let swept = number(connection, "swept")?;
    Ok((Token { seq: token.seq.max(swept), ..token }, token.seq >= swept))
}

/// The next events that pass the filter.
pub(super) fn replay(connection: &Connection, filter: &Filter, from: Token, most: usize) -> rusqlite::Result<Replay> {
    let now = now(connection)?;
    let numbers = match select::selection(connection, filter)? {
        Some(selection) => selection.after(connection, from.seq, now.seq, most)?,
        None => Vec::new(),
    };
    // all that there is up to now has been looked at, unless the piece is full
    let seq = numbers.last().filter(|_| numbers.len() == most).copied().unwrap_or(now.seq);
    Ok(Replay { events: events::fetch(connection, numbers)?, token: Token { seq, ..now } })
}

/// The next events, with what filters see of them.
pub(super) fn fresh(connection: &Connection, from: Token, most: usize) -> rusqlite::Result<(Vec<Fresh>, Token)> {
    let now = now(connection)?;
    let mut select =
        connection.prepare_cached("SELECT seq FROM event WHERE seq > ?1 AND seq <= ?2 ORDER BY seq LIMIT ?3")?;
    let numbers = select.query_map([from.seq, now.seq, super::count(most)], |row| row.get(0))?;
    let numbers = numbers.collect::<rusqlite::Result<Vec<i64>>>()?;
    let seq = numbers.last().filter(|_| numbers.len() == most).copied().unwrap_or(now.seq);
    Ok((events::fresh(connection, &numbers)?, Token { seq, ..now }))
}

/// A number among the facts about the store; 0 if it is not there.
pub(super) fn number(connection: &Connection, name: &str) -> rusqlite::Result<i64> {
    let mut select = connection.prepare_cached("SELECT CAST(value AS INTEGER) FROM meta WHERE name = ?1")?;
    Ok(select.query_row([name], |row| row.get(0)).optional()?.unwrap_or(0))
}
