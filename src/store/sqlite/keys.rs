//! The statements on keys.

use rusqlite::{Connection, params};

use crate::store::Key;

/// Keeps a key.
pub(super) fn insert(connection: &Connection, key: &Key) -> rusqlite::Result<()> {
    let mut insert = connection
        .prepare_cached("INSERT INTO api_key (id, name, roles, digest, created_at) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    insert.execute(params![key.id, key.name, key.roles, key.digest, key.created_at]).map(drop)
}

/// Calls a key back; false when there is none of that id.
pub(super) fn revoke(connection: &Connection, id: &str, now: i64) -> rusqlite::Result<bool> {
    let mut update =
        connection.prepare_cached("UPDATE api_key SET revoked_at = coalesce(revoked_at, ?2) WHERE id = ?1")?;
    Ok(update.execute(params![id, now])? > 0)
}

/// All keys, those called back too.
pub(super) fn list(connection: &Connection) -> rusqlite::Result<Vec<Key>> {
    let mut select = connection.prepare_cached(
        "SELECT id, name, roles, digest, created_at, revoked_at FROM api_key ORDER BY created_at, id",
    )?;
    let keys = select.query_map([], |row| {
        Ok(Key {
            id: row.get(0)?,
            name: row.get(1)?,
            roles: row.get(2)?,
            digest: row.get(3)?,
            created_at: row.get(4)?,
            revoked_at: row.get(5)?,
        })
    })?;
    keys.collect()
}
