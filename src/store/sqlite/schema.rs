//! The tables, version by version.
//!
//! A database says what it is (`application_id`) and which version (`user_version`). A step once released is never
//! edited: a change is a new step.

use std::path::Path;

use rusqlite::Connection;

use super::failure::failed;
use crate::store::StoreError;

/// "isnd" in ASCII, so that a foreign database is known at sight.
const APPLICATION: i64 = 0x6973_6e64;

/// The latest version.
const LATEST: i64 = 1;

/// Step N brings version N to N + 1.
const STEPS: [&str; LATEST as usize] = ["CREATE TABLE article (
        id TEXT PRIMARY KEY,
        stored_at INTEGER NOT NULL,
        publisher TEXT,
        title TEXT,
        url TEXT,
        published_at TEXT,
        text TEXT NOT NULL,
        analysis TEXT NOT NULL
    ) STRICT;
    CREATE INDEX article_stored_at ON article (stored_at);"];

/// Checks what the file is, and brings it to the latest version; an older one is copied beside itself first.
pub(super) fn prepare(connection: &mut Connection, file: &Path) -> Result<(), StoreError> {
    let foreign = |reason: String| StoreError::Foreign { path: file.display().to_string(), reason };
    let pragma = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let read = (|| {
        let tables = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))?;
        Ok((tables, pragma("application_id")?, pragma("user_version")?))
    })();
    let (tables, application, version) = read.map_err(|error: rusqlite::Error| foreign(error.to_string()))?;
    let fresh = tables == 0 && application == 0 && version == 0;
    if !fresh && application != APPLICATION {
        return Err(foreign(format!("its application_id is {application}")));
    }
    if version > LATEST {
        return Err(StoreError::Newer { found: version, known: LATEST });
    }
    let from = usize::try_from(version).map_err(|_| foreign(format!("its user_version is {version}")))?;
    if !fresh {
        check(connection).map_err(foreign)?;
        if version < LATEST {
            copy(connection, &file.with_extension(format!("schema-{version}.backup.db")))?;
        }
    }
    migrate(connection, from).map_err(|e| failed(&e))
}

/// Finds pages that are torn or missing.
fn check(connection: &Connection) -> Result<(), String> {
    let verdict = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0));
    match verdict {
        Ok(verdict) if verdict == "ok" => Ok(()),
        Ok(verdict) => Err(verdict),
        Err(error) => Err(error.to_string()),
    }
}

fn copy(connection: &Connection, to: &Path) -> Result<(), StoreError> {
    connection.backup("main", to, None).map_err(|e| failed(&e))
}

/// All steps or none.
fn migrate(connection: &mut Connection, from: usize) -> rusqlite::Result<()> {
    if from == STEPS.len() {
        return Ok(());
    }
    let transaction = connection.transaction()?;
    for step in &STEPS[from..] {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", LATEST)?;
    transaction.commit()
}
