//! The statements on articles.

use rusqlite::{Connection, OptionalExtension as _, params};

use crate::store::{Kept, NewArticle, StoredArticle};

/// Inserts, unless an article of that id is there.
pub(super) fn insert(connection: &Connection, id: &str, at: i64, a: &NewArticle) -> rusqlite::Result<Kept> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO article (id, stored_at, publisher, title, url, published_at, text, analysis)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (id) DO NOTHING",
    )?;
    let rows = statement.execute(params![id, at, a.publisher, a.title, a.url, a.published_at, a.text, a.analysis])?;
    Ok(if rows == 0 { Kept::Known } else { Kept::New })
}

/// Removes; true when there was one.
pub(super) fn remove(connection: &Connection, id: &str) -> rusqlite::Result<bool> {
    Ok(connection.prepare_cached("DELETE FROM article WHERE id = ?1")?.execute([id])? > 0)
}

/// The article of that id.
pub(super) fn find(connection: &Connection, id: &str) -> rusqlite::Result<Option<StoredArticle>> {
    let mut statement = connection.prepare_cached(
        "SELECT id, stored_at, publisher, title, url, published_at, text, analysis FROM article WHERE id = ?1",
    )?;
    let article = statement.query_row([id], |row| {
        Ok(StoredArticle {
            id: row.get(0)?,
            stored_at: row.get(1)?,
            article: NewArticle {
                publisher: row.get(2)?,
                title: row.get(3)?,
                url: row.get(4)?,
                published_at: row.get(5)?,
                text: row.get(6)?,
                analysis: row.get(7)?,
            },
        })
    });
    article.optional()
}
