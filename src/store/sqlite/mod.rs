//! The store in one `SQLite` file: one writer, many readers.

mod answers;
mod articles;
mod audit;
mod bars;
mod claims;
mod events;
mod failure;
mod feedback;
mod histogram;
mod ids;
mod keys;
mod kin;
mod labels;
mod layout;
mod ledger;
mod ledger_page;
mod lists;
mod lock;
mod pack;
mod pending;
mod readers;
mod replay;
mod reports;
mod schema;
mod select;
mod sources;
mod terms;
#[cfg(test)]
mod tests;
mod upkeep;
mod varint;
mod versions;
mod wanted;
mod words;
mod writer;

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rusqlite::Connection;

use super::{Key, Result, StoreError, time};
use failure::failed;
use lock::Lock;
use readers::Readers;
use writer::Writer;

/// Who acts on the command line.
const HERE: &str = "command line";

/// The database in its data directory.
pub const FILE: &str = "isnad.db";

/// Longest wait for a lock inside the database.
const BUSY: Duration = Duration::from_secs(5);

/// A store in a directory, or in memory.
#[derive(Debug)]
pub struct Sqlite {
    readers: Readers,
    /// None where it was opened to be read.
    writer: Option<Writer>,
    // last: given back when the writer has finished
    _lock: Option<Lock>,
}

impl Sqlite {
    /// Opens the store in `dir`, or makes one.
    ///
    /// # Errors
    /// In use, no store of ours, of a later version, or not to be written.
    pub fn open(dir: &Path) -> Result<Self> {
        std::fs::create_dir_all(dir).map_err(|e| StoreError::ReadOnly(format!("{}: {e}", dir.display())))?;
        let lock = Lock::take(dir)?;
        let file = dir.join(FILE);
        let mut connection = Connection::open(&file).map_err(|e| failed(&e))?;
        // first what it is, then changes to it: a foreign file stays as it was
        schema::prepare(&mut connection, Some(&file), schema::STEPS)?;
        tune(&connection).map_err(|e| failed(&e))?;
        let writer = Writer::start(Arc::new(Mutex::new(connection)))?;
        Ok(Self { readers: Readers::of(file), writer: Some(writer), _lock: Some(lock) })
    }

    /// Makes a store that is gone with the process.
    ///
    /// # Errors
    /// No memory, no thread.
    pub fn memory() -> Result<Self> {
        let mut connection = Connection::open_in_memory().map_err(|e| failed(&e))?;
        schema::prepare(&mut connection, None, schema::STEPS)?;
        let shared = Arc::new(Mutex::new(connection));
        Ok(Self { readers: Readers::Memory(Arc::clone(&shared)), writer: Some(Writer::start(shared)?), _lock: None })
    }

    /// Opens the store in `dir` beside the process that has it, to read it.
    ///
    /// # Errors
    /// There is none, or it is no store of this version.
    pub fn read_only(dir: &Path) -> Result<Self> {
        let file = dir.join(FILE);
        let readers = Readers::of(file.clone());
        let versions = readers.read(|connection| {
            let pragma = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
            Ok((pragma("application_id")?, pragma("user_version")?))
        });
        let (application, version) = versions?;
        let path = file.display().to_string();
        match version {
            _ if application != schema::APPLICATION => {
                Err(StoreError::Foreign { path, reason: format!("its application_id is {application}") })
            }
            known if known == count(schema::STEPS.len()) => Ok(Self { readers, writer: None, _lock: None }),
            newer if newer > count(schema::STEPS.len()) => {
                Err(StoreError::Newer { found: newer, known: count(schema::STEPS.len()) })
            }
            older => Err(StoreError::Failed(format!("schema {older} is an old one; start the server once"))),
        }
    }

    fn writer(&self) -> Result<&Writer> {
        self.writer.as_ref().ok_or_else(|| StoreError::ReadOnly("it was opened to be read".to_owned()))
    }

    /// Keeps a key, beside a server that goes on; makes the store if there is none.
    ///
    /// # Errors
    /// No store of ours, or not to be written.
    pub fn add_key(dir: &Path, key: &Key) -> Result<()> {
        let connection = beside(dir)?;
        let noted = keys::insert(&connection, key);
        noted.and_then(|()| audit::note(&connection, HERE, "key.create", &key.id)).map_err(|e| failed(&e))
    }

    /// Calls a key back, beside a server that goes on; false when there is none of that id.
    ///
    /// # Errors
    /// No store of ours, or not to be written.
    pub fn revoke_key(dir: &Path, id: &str) -> Result<bool> {
        let connection = beside(dir)?;
        let known = keys::revoke(&connection, id, time::now()).map_err(|e| failed(&e))?;
        if known {
            audit::note(&connection, HERE, "key.revoke", id).map_err(|e| failed(&e))?;
        }
        Ok(known)
    }

    /// Copies the store as it is at this moment into a new file; the server may go on.
    ///
    /// # Errors
    /// The file is there, or cannot be written.
    pub fn backup(&self, to: &Path) -> Result<()> {
        let unwritable = |e: std::io::Error| StoreError::ReadOnly(format!("{}: {e}", to.display()));
        if to.exists() {
            return Err(StoreError::ReadOnly(format!("{} is there already", to.display())));
        }
        // under another name until it is whole
        let partial = to.with_extension("partial");
        match std::fs::remove_file(&partial) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(unwritable(error)),
            _ => {}
        }
        self.readers.read(|connection| upkeep::copy(connection, &partial))?;
        std::fs::File::open(&partial).and_then(|file| file.sync_all()).map_err(unwritable)?;
        std::fs::rename(&partial, to).map_err(unwritable)
    }

    /// Reads all of the store; what is wrong with it.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn verify(&self) -> Result<Vec<String>> {
        self.readers.read(schema::check)
    }

    /// Bounds the size of the database; 0 = as large as the disk.
    ///
    /// # Errors
    /// The database refuses.
    pub fn bound(&self, megabytes: u32) -> Result<()> {
        self.writer()?.change(move |change| {
            let size = change.connection.pragma_query_value(None, "page_size", |row| row.get::<_, i64>(0))?;
            let pages = if megabytes == 0 { i64::from(u32::MAX) - 1 } else { (i64::from(megabytes) << 20) / size };
            change.connection.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))
        })
    }
}

/// A connection that writes although another process has the store: for small changes that the database itself orders.
fn beside(dir: &Path) -> Result<Connection> {
    if !dir.join(FILE).exists() {
        Sqlite::open(dir)?;
    }
    // it is one of this version
    Sqlite::read_only(dir)?;
    let connection = Connection::open(dir.join(FILE)).map_err(|e| failed(&e))?;
    tune(&connection).map_err(|e| failed(&e))?;
    Ok(connection)
}

/// A length as the database counts.
fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Durable at every commit; what is deleted is overwritten.
fn tune(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(BUSY)?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "cache_size", -65_536)?;
    // 32 MB: pages that every commit changes go into the database once for many
    connection.pragma_update(None, "wal_autocheckpoint", 8192)?;
    connection.pragma_update(None, "secure_delete", "ON")
}
