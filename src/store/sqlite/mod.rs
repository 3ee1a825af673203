//! The store in one `SQLite` file: one writer, many readers.

mod failure;
mod lock;
mod rows;
mod schema;
#[cfg(test)]
mod tests;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::{Kept, NewArticle, Store, StoreError, StoredArticle, article_id};
use failure::failed;
use lock::Lock;
use writer::Writer;

/// The database in its data directory.
const FILE: &str = "isnad.db";

/// Longest wait for a lock inside the database.
const BUSY: Duration = Duration::from_secs(5);

/// Readers kept open between calls; more are opened as needed.
const READERS: usize = 8;

/// A store in a directory.
#[derive(Debug)]
pub struct Sqlite {
    file: PathBuf,
    readers: Mutex<Vec<Connection>>,
    writer: Writer,
    // last: given back when the writer has finished
    _lock: Lock,
}

impl Sqlite {
    /// Opens the store in `dir`, or makes one.
    ///
    /// # Errors
    /// In use, no store of ours, of a later version, or not to be written.
    pub fn open(dir: &Path) -> Result<Self, StoreError> {
        std::fs::create_dir_all(dir).map_err(|e| StoreError::ReadOnly(format!("{}: {e}", dir.display())))?;
        let lock = Lock::take(dir)?;
        let file = dir.join(FILE);
        let mut connection = Connection::open(&file).map_err(|e| failed(&e))?;
        // first what it is, then changes to it: a foreign file stays as it was
        schema::prepare(&mut connection, &file)?;
        tune(&connection).map_err(|e| failed(&e))?;
        let writer = Writer::start(connection)?;
        Ok(Self { file, readers: Mutex::default(), writer, _lock: lock })
    }

    /// Lends a reader; it goes back unless it failed.
    fn read<T>(&self, query: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, StoreError> {
        let idle = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = idle.map_or_else(|| self.reader(), Ok).map_err(|e| failed(&e))?;
        let found = query(&connection).map_err(|e| failed(&e))?;
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        if readers.len() < READERS {
            readers.push(connection);
        }
        Ok(found)
    }

    fn reader(&self) -> rusqlite::Result<Connection> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&self.file, flags)?;
        connection.busy_timeout(BUSY)?;
        Ok(connection)
    }
}

/// Durable at every commit; what is deleted is overwritten.
fn tune(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(BUSY)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "secure_delete", "ON")
}

impl Store for Sqlite {
    fn put(&self, article: NewArticle) -> Result<(String, Kept), StoreError> {
        let id = article_id(article.publisher.as_deref(), &article.text);
        let at = jiff::Timestamp::now().as_millisecond();
        let kept = self.writer.put(id.clone(), at, article)?;
        Ok((id, kept))
    }

    fn get(&self, id: &str) -> Result<Option<StoredArticle>, StoreError> {
        self.read(|connection| rows::find(connection, id))
    }

    fn delete(&self, id: &str) -> Result<bool, StoreError> {
        self.writer.delete(id.to_owned())
    }
}
