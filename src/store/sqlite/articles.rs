//! The statements on articles.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::pack::{self, Parts};
use super::words::whole_seconds;
use super::writer::Change;
use super::{count, events, feedback, kin};
use crate::store::time::millis;
use crate::store::{Kept, ListedArticle, NewArticle, Record, StoredArticle};

/// An article as it goes to the writer: what could be done before is done.
pub(super) struct Prepared {
    pub(super) id: String,
    pub(super) record: Record,
    pub(super) packed: Vec<u8>,
    pub(super) contents: Vec<Vec<u8>>,
}

impl Prepared {
    /// Compresses.
    pub(super) fn of(id: String, record: Record) -> rusqlite::Result<Self> {
        Ok(Self { id, packed: pack::pack(&record)?, contents: events::contents(&record.events)?, record })
    }
}

/// Inserts, unless an article of that id is there.
pub(super) fn insert(change: &mut Change<'_>, now: i64, prepared: &Prepared) -> rusqlite::Result<Kept> {
    let Prepared { id, record, packed, contents } = prepared;
    let article = &record.article;
    let at = whole_seconds(article.published_at.as_deref().and_then(millis).unwrap_or(now));
    let mut statement = change.connection.prepare_cached(
        "INSERT INTO article (id, at, stored_at, publisher, title, url, published_at, chars, events)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (id) DO NOTHING",
    )?;
    let NewArticle { publisher, title, url, published_at, text } = article;
    let (chars, events) = (count(text.chars().count()), count(record.events.len()));
    if statement.execute(params![id, at, now, publisher, title, url, published_at, chars, events])? == 0 {
        return Ok(Kept::Known);
    }
    let seq = change.connection.last_insert_rowid();
    keep_body(change, seq, packed, &record.keys)?;
    events::insert_all(change, seq, at, &record.events, contents, &BTreeMap::new())?;
    Ok(Kept::New)
}

/// Keeps what is read as a whole, and the keys of near-duplicates.
pub(super) fn keep_body(change: &mut Change<'_>, seq: i64, packed: &[u8], keys: &[i64]) -> rusqlite::Result<()> {
    let mut body = change.connection.prepare_cached("REPLACE INTO article_body (seq, packed) VALUES (?1, ?2)")?;
    body.execute(params![seq, packed])?;
    change.pending.keys.push((seq, keys.to_vec()));
    Ok(())
}

/// Removes; true when there was one.
pub(super) fn remove(change: &mut Change<'_>, id: &str) -> rusqlite::Result<bool> {
    let Some(seq) = number(change.connection, id)? else { return Ok(false) };
    let parts = parts(change.connection, seq)?;
    events::remove_all(change, seq, &parts)?;
    kin::forget(change.connection, seq, &parts.keys())?;
    feedback::forget(change.connection, seq)?;
    change.connection.prepare_cached("DELETE FROM answer WHERE article = ?1")?.execute([id])?;
    change.connection.prepare_cached("DELETE FROM article_body WHERE seq = ?1")?.execute([seq])?;
    change.connection.prepare_cached("DELETE FROM article WHERE seq = ?1")?.execute([seq])?;
    change.erased = true;
    Ok(true)
}

/// What is read of an article as a whole.
pub(super) fn parts(connection: &Connection, seq: i64) -> rusqlite::Result<Parts> {
    let mut select = connection.prepare_cached("SELECT packed FROM article_body WHERE seq = ?1")?;
    select.query_row([seq], |row| Parts::of(row.get_ref(0)?.as_blob()?))
}

/// The number of an article in the order of storing.
pub(super) fn number(connection: &Connection, id: &str) -> rusqlite::Result<Option<i64>> {
    connection.prepare_cached("SELECT seq FROM article WHERE id = ?1")?.query_row([id], |row| row.get(0)).optional()
}

/// The article of that id.
pub(super) fn find(connection: &Connection, id: &str) -> rusqlite::Result<Option<StoredArticle>> {
    let mut statement = connection.prepare_cached(
        "SELECT a.id, a.stored_at, a.publisher, a.title, a.url, a.published_at, b.packed
         FROM article a JOIN article_body b ON b.seq = a.seq WHERE a.id = ?1",
    )?;
    statement.query_row([id], stored).optional()
}

fn stored(row: &Row<'_>) -> rusqlite::Result<StoredArticle> {
    let parts = Parts::of(row.get_ref(6)?.as_blob()?)?;
    Ok(StoredArticle {
        id: row.get(0)?,
        stored_at: row.get(1)?,
        article: NewArticle {
            publisher: row.get(2)?,
            title: row.get(3)?,
            url: row.get(4)?,
            published_at: row.get(5)?,
            text: parts.text().to_owned(),
        },
        document: parts.document().to_owned(),
        events: (0..parts.events()).map(|ord| parts.body(ord).to_owned()).collect(),
    })
}

/// Articles in the order of storing, the newest first.
pub(super) fn list(connection: &Connection, limit: usize, before: Option<i64>) -> rusqlite::Result<Vec<ListedArticle>> {
    let mut statement = connection.prepare_cached(&format!("{LISTED} WHERE seq < ?1 ORDER BY seq DESC LIMIT ?2"))?;
    statement.query_map(params![before.unwrap_or(i64::MAX), count(limit)], row)?.collect()
}

/// The article of that number, as lists have it.
pub(super) fn listed(connection: &Connection, seq: i64) -> rusqlite::Result<ListedArticle> {
    connection.prepare_cached(&format!("{LISTED} WHERE seq = ?1"))?.query_row([seq], row)
}

const LISTED: &str = "SELECT id, title, publisher, url, published_at, stored_at, chars, events, seq FROM article";

fn row(row: &Row<'_>) -> rusqlite::Result<ListedArticle> {
    Ok(ListedArticle {
        id: row.get(0)?,
        title: row.get(1)?,
        publisher: row.get(2)?,
        url: row.get(3)?,
        published_at: row.get(4)?,
        stored_at: crate::store::time::rfc3339(row.get(5)?),
        chars: row.get(6)?,
        events: row.get(7)?,
        seq: row.get(8)?,
    })
}
