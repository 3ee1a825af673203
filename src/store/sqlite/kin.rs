//! The statements on near-duplicates: the keys of a text, and the earlier texts that share one.

use rusqlite::{Connection, params};

use crate::store::Kin;

/// Most earlier texts that are looked at, those that share the most keys.
const MOST: i64 = 50;

/// Keeps the keys of a text.
pub(super) fn keep(connection: &Connection, article: i64, keys: &[i64]) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached("INSERT OR IGNORE INTO band (key, article) VALUES (?1, ?2)")?;
    keys.iter().try_for_each(|key| insert.execute([*key, article]).map(drop))
}

/// Forgets them.
pub(super) fn forget(connection: &Connection, article: i64) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM band WHERE article = ?1")?.execute([article]).map(drop)
}

/// Texts published before an article that share a key with it, the oldest first.
pub(super) fn earlier(connection: &Connection, id: &str) -> rusqlite::Result<Vec<Kin>> {
    let mut select = connection.prepare_cached(
        "SELECT o.id, b.text FROM (SELECT y.article AS seq, count(*) AS shared FROM article a JOIN band x ON x.article = a.seq
           JOIN band y ON y.key = x.key AND y.article <> x.article JOIN article z ON z.seq = y.article
           WHERE a.id = ?1 AND (z.at, z.seq) < (a.at, a.seq) GROUP BY y.article ORDER BY shared DESC, y.article LIMIT ?2)
         AS near JOIN article o ON o.seq = near.seq JOIN article_body b ON b.seq = o.seq ORDER BY o.at, o.seq",
    )?;
    select.query_map(params![id, MOST], |row| Ok(Kin { id: row.get(0)?, text: row.get(1)? }))?.collect()
}
