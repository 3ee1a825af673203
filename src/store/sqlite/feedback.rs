//! The statements on feedback.

use rusqlite::{Connection, OptionalExtension as _, params};

use super::ids::Id;
use super::{articles, claims, count};
use crate::store::{Feedback, Reviewed};

/// Keeps feedback on an event; false when there is none of that id.
pub(super) fn on_event(connection: &Connection, event: &str, now: i64, feedback: &Feedback) -> rusqlite::Result<bool> {
    let mut select = connection.prepare_cached("SELECT article FROM event WHERE id = ?1")?;
    let article = select.query_row([Id(event)], |row| row.get(0)).optional()?;
    article.map_or(Ok(false), |article| keep(connection, article, now, feedback))
}

/// Keeps feedback on an article; false when there is none of that id.
pub(super) fn on_article(connection: &Connection, id: &str, now: i64, feedback: &Feedback) -> rusqlite::Result<bool> {
    articles::number(connection, id)?.map_or(Ok(false), |article| keep(connection, article, now, feedback))
}

fn keep(connection: &Connection, article: i64, now: i64, feedback: &Feedback) -> rusqlite::Result<bool> {
    let mut insert = connection.prepare_cached("INSERT INTO feedback (article, at, body) VALUES (?1, ?2, ?3)")?;
    insert.execute(params![article, now, claims::json(feedback)?]).map(|_| true)
}

/// Forgets the feedback on an article.
pub(super) fn forget(connection: &Connection, article: i64) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM feedback WHERE article = ?1")?.execute([article]).map(drop)
}

/// Articles that have feedback, in the order of storing, after the number `after`.
pub(super) fn list(connection: &Connection, after: i64, most: usize) -> rusqlite::Result<Vec<Reviewed>> {
    let mut select = connection.prepare_cached(
        "SELECT DISTINCT f.article, a.id FROM feedback f JOIN article a ON a.seq = f.article WHERE f.article > ?1
         ORDER BY f.article LIMIT ?2",
    )?;
    let rows = select.query_map(params![after, count(most)], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let rows = rows.collect::<rusqlite::Result<Vec<(i64, String)>>>()?;
    let mut bodies = connection.prepare_cached("SELECT body FROM feedback WHERE article = ?1 ORDER BY seq")?;
    let mut found = Vec::with_capacity(rows.len());
    for (seq, id) in rows {
        let Some(article) = articles::find(connection, &id)? else { continue };
        let feedback = bodies.query_map([seq], |row| row.get::<_, String>(0))?;
        let feedback = feedback.map(|body| claims::parse(&body?)).collect::<rusqlite::Result<_>>()?;
        found.push(Reviewed { seq, article, feedback });
    }
    Ok(found)
}
