//! The statements on events.

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::writer::Change;
use super::{claims, terms};
use crate::store::{Cursor, ListedEvent, NewEvent, Origin};

/// Where an event belongs.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// Number of its article.
    pub(super) article: i64,
    /// Its place in the text.
    pub(super) ord: usize,
    /// Its place in the order of publication.
    pub(super) at: i64,
    /// Its number, if it had one before.
    pub(super) seq: Option<i64>,
}

/// Inserts an event and everything that finds it.
pub(super) fn insert(change: &mut Change<'_>, place: Place, event: &NewEvent) -> rusqlite::Result<()> {
    let connection = change.connection;
    let numbers = event.terms.iter().map(|term| change.terms.number(connection, term));
    let numbers = numbers.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut statement = connection.prepare_cached(
        "INSERT INTO event (id, article, ord, at, confidence, kind, source, anonymity, place, lat, lon, terms,
         seq)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
    )?;
    let seq = statement.insert(params![
        event.id,
        place.article,
        super::count(place.ord),
        place.at,
        f64::from(event.confidence),
        event.kind,
        event.source,
        event.anonymity,
        event.place,
        event.point.map(|(lat, _)| lat),
        event.point.map(|(_, lon)| lon),
        terms::pack(&numbers),
        place.seq,
    ])?;
    let mut body = connection.prepare_cached("INSERT INTO event_body (seq, body, sources) VALUES (?1, ?2, ?3)")?;
    body.execute(params![seq, event.body, event.sources])?;
    let mut words = connection.prepare_cached("INSERT INTO event_words (rowid, words) VALUES (?1, ?2)")?;
    words.execute(params![seq, event.words])?;
    claims::keep(connection, seq, place.at, &event.content)?;
    terms::post(connection, &numbers, place.at, seq)
}

/// Removes the events of an article.
pub(super) fn remove_all(change: &mut Change<'_>, article: i64) -> rusqlite::Result<()> {
    let mut select = change.connection.prepare_cached("SELECT seq FROM event WHERE article = ?1")?;
    let events = select.query_map([article], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
    events.into_iter().try_for_each(|seq| remove(change, seq))
}

/// Removes an event and everything that finds it.
pub(super) fn remove(change: &mut Change<'_>, seq: i64) -> rusqlite::Result<()> {
    let connection = change.connection;
    let mut select = connection.prepare_cached("SELECT at, terms FROM event WHERE seq = ?1")?;
    let (at, packed): (i64, Vec<u8>) = select.query_row([seq], |row| Ok((row.get(0)?, row.get(1)?)))?;
    claims::forget(connection, seq, at)?;
    terms::unpost(connection, &terms::unpack(&packed), at, seq)?;
    // a number may stand for a term that has just gone
    change.terms.forget();
    for table in [
        "DELETE FROM event_words WHERE rowid = ?1",
        "DELETE FROM event_body WHERE seq = ?1",
        "DELETE FROM event WHERE seq = ?1",
    ] {
        connection.prepare_cached(table)?.execute([seq])?;
    }
    Ok(())
}

/// The events of an article as JSON, in text order.
pub(super) fn bodies(connection: &Connection, article: i64) -> rusqlite::Result<Vec<String>> {
    let mut select = connection.prepare_cached(
        "SELECT b.body FROM event e JOIN event_body b ON b.seq = e.seq WHERE e.article = ?1 ORDER BY e.ord",
    )?;
    select.query_map([article], |row| row.get(0))?.collect()
}

const LISTED: &str = "SELECT e.id, e.at, e.seq, a.stored_at, a.id, a.title, a.publisher, a.url, a.published_at, b.body,
         b.sources, e.lat, e.lon
     FROM event e JOIN event_body b ON b.seq = e.seq JOIN article a ON a.seq = e.article";

/// The event of that id.
pub(super) fn find(connection: &Connection, id: &str) -> rusqlite::Result<Option<ListedEvent>> {
    connection.prepare_cached(&format!("{LISTED} WHERE e.id = ?1"))?.query_row([id], listed).optional()
}

/// The events of these numbers, in this order; those that have gone meanwhile are left out.
pub(super) fn fetch(connection: &Connection, numbers: &[i64]) -> rusqlite::Result<Vec<ListedEvent>> {
    let mut select = connection.prepare_cached(&format!("{LISTED} WHERE e.seq = ?1"))?;
    numbers.iter().filter_map(|seq| select.query_row([seq], listed).optional().transpose()).collect()
}

fn listed(row: &Row<'_>) -> rusqlite::Result<ListedEvent> {
    let (lat, lon): (Option<f64>, Option<f64>) = (row.get(11)?, row.get(12)?);
    Ok(ListedEvent {
        id: row.get(0)?,
        cursor: Cursor { at: row.get(1)?, seq: row.get(2)? },
        stored_at: row.get(3)?,
        article: Origin {
            id: row.get(4)?,
            title: row.get(5)?,
            publisher: row.get(6)?,
            url: row.get(7)?,
            published_at: row.get(8)?,
        },
        body: row.get(9)?,
        sources: row.get(10)?,
        point: lat.zip(lon),
    })
}
