//! The tables, version by version.
//!
//! A database says what it is (`application_id`) and which version (`user_version`). A step once released is never
//! edited: a change is a new step.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::failure::failed;
use super::{claims, count, kin, layout, ledger};
use crate::store::StoreError;

/// "isnd" in ASCII, so that a foreign database is known at sight.
pub(super) const APPLICATION: i64 = 0x6973_6e64;

/// A change of the tables.
#[derive(Clone, Copy)]
pub(super) enum Step {
    /// Statements.
    Sql(&'static str),
    /// What statements cannot say.
    Code(fn(&Connection) -> rusqlite::Result<()>),
}

/// Step N brings version N to N + 1.
pub(super) const STEPS: &[Step] = &[
    Step::Sql(include_str!("schema.sql")),
    Step::Sql(include_str!("claims.sql")),
    Step::Sql(include_str!("kin.sql")),
    Step::Sql(include_str!("feedback.sql")),
    Step::Sql(include_str!("audit.sql")),
    Step::Code(layout::renew),
    Step::Code(ledger::begin),
    Step::Code(kin::renew),
    Step::Code(claims::retell),
    Step::Code(claims::near),
];

/// Checks what the file is, and brings it to the latest version. An older one is copied beside itself while it is
/// changed; the copy goes when all went well, for it would keep what is erased later.
///
/// Reads the header and the schema only, so that a large store opens at once; [`check`] reads all of it.
pub(super) fn prepare(connection: &mut Connection, file: Option<&Path>, steps: &[Step]) -> Result<(), StoreError> {
    let name = file.map_or_else(|| "memory".to_owned(), |file| file.display().to_string());
    let foreign = |reason: String| StoreError::Foreign { path: name.clone(), reason };
    let pragma = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let read = (|| {
        let tables = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))?;
        Ok((tables, pragma("application_id")?, pragma("user_version")?, pragma("page_count")?, pragma("page_size")?))
    })();
    let (tables, application, version, pages, size) = read.map_err(|e: rusqlite::Error| foreign(e.to_string()))?;
    let fresh = tables == 0 && application == 0 && version == 0;
    if !fresh && application != APPLICATION {
        return Err(foreign(format!("its application_id is {application}")));
    }
    let from = usize::try_from(version).map_err(|_| foreign(format!("its user_version is {version}")))?;
    if from > steps.len() {
        return Err(StoreError::Newer { found: version, known: count(steps.len()) });
    }
    if let Some(file) = file.filter(|_| !fresh) {
        whole(file, pages * size).map_err(foreign)?;
    }
    let copy = file.filter(|_| !fresh && from < steps.len()).map(|file| copy(connection, file, version)).transpose()?;
    migrate(connection, from, steps).map_err(|e| failed(&e))?;
    if copy.is_some() {
        // what a step moved must not stay behind in free pages
        connection.execute_batch("VACUUM").map_err(|e| failed(&e))?;
        // a log as long as the store would make every read slow until it is emptied
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).map_err(|e| failed(&e))?;
    }
    copy.map_or(Ok(()), |copy| {
        std::fs::remove_file(&copy).map_err(|e| StoreError::ReadOnly(format!("{}: {e}", copy.display())))
    })
}

/// A file that was cut off, or grew by something else, is known by its length; the log may hold pages that it lacks.
fn whole(file: &Path, announced: i64) -> Result<(), String> {
    let length = |file: &Path| std::fs::metadata(file).map_or(0, |data| data.len());
    let log = PathBuf::from(format!("{}-wal", file.display()));
    let (found, announced) = (length(file), u64::try_from(announced).unwrap_or(0));
    let torn = found < announced && length(&log) == 0;
    if torn { Err(format!("it has {found} of {announced} bytes")) } else { Ok(()) }
}

/// Reads the whole file; finds pages that are torn or missing and indexes that disagree with their tables.
pub(super) fn check(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut statement = connection.prepare("PRAGMA integrity_check(20)")?;
    let verdicts = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(verdicts.into_iter().filter(|verdict| verdict != "ok").collect())
}

fn copy(connection: &Connection, file: &Path, version: i64) -> Result<PathBuf, StoreError> {
    let to = file.with_extension(format!("schema-{version}.backup.db"));
    connection.backup("main", &to, None).map_err(|e| failed(&e))?;
    Ok(to)
}

/// All steps or none.
fn migrate(connection: &mut Connection, from: usize, steps: &[Step]) -> rusqlite::Result<()> {
    if from == steps.len() {
        return Ok(());
    }
    let transaction = connection.transaction()?;
    for step in &steps[from..] {
        match step {
            Step::Sql(statements) => transaction.execute_batch(statements)?,
            Step::Code(change) => change(&transaction)?,
        }
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", count(steps.len()))?;
    transaction.commit()
}
