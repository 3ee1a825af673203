//! Connections that read: as many as needed, never more than [`READERS`].

use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use rusqlite::{Connection, OpenFlags};

use super::BUSY;
use super::failure::failed;
use crate::store::Result;

/// Most connections; who comes when all are lent waits.
const READERS: usize = 8;

/// Where reads go.
#[derive(Debug)]
pub(super) enum Readers {
    /// A store in a file has readers beside its writer.
    File { file: PathBuf, pool: Mutex<Pool>, free: Condvar },
    /// A store in memory is one connection for all.
    Memory(Arc<Mutex<Connection>>),
}

/// Connections that are idle, and how many there are in all.
#[derive(Debug, Default)]
pub(super) struct Pool {
    idle: Vec<Connection>,
    open: usize,
    /// Connections of an earlier generation are closed when they come back.
    generation: usize,
}

impl Readers {
    pub(super) fn of(file: PathBuf) -> Self {
        Self::File { file, pool: Mutex::default(), free: Condvar::new() }
    }

    /// Closes the connections that have been opened so far: with the first word that is erased the index of words gets another
    /// format number, which `SQLite` does not read again where a search has been before.
    pub(super) fn renew(&self) {
        if let Self::File { pool, .. } = self {
            let mut pool = pool.lock().unwrap_or_else(PoisonError::into_inner);
            pool.open -= pool.idle.len();
            pool.idle.clear();
            pool.generation += 1;
        }
    }

    /// Lends a reader; it goes back unless it failed.
    pub(super) fn read<T>(&self, query: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T> {
        match self {
            Self::Memory(shared) => query(&shared.lock().unwrap_or_else(PoisonError::into_inner)),
            Self::File { file, pool, free, .. } => {
                // a guard, so that a query that panics gives its place back
                let (connection, generation) = take(pool, free);
                let mut lent = Lent { pool, free, connection, generation };
                if lent.connection.is_none() {
                    lent.connection = Some(open(file).map_err(|e| failed(&e))?);
                }
                let Some(connection) = &lent.connection else { return Err(crate::store::StoreError::Closed) };
                let found = query(connection);
                if found.is_err() {
                    lent.connection = None;
                }
                found
            }
        }
        .map_err(|e| failed(&e))
    }
}

struct Lent<'p> {
    pool: &'p Mutex<Pool>,
    free: &'p Condvar,
    connection: Option<Connection>,
    generation: usize,
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        let mut pool = self.pool.lock().unwrap_or_else(PoisonError::into_inner);
        let current = pool.generation == self.generation;
        match self.connection.take().filter(|_| current) {
            Some(connection) => pool.idle.push(connection),
            None => pool.open -= 1,
        }
        self.free.notify_one();
    }
}

/// An idle reader, or the right to open one; and the generation it is of.
fn take(pool: &Mutex<Pool>, free: &Condvar) -> (Option<Connection>, usize) {
    let mut pool = pool.lock().unwrap_or_else(PoisonError::into_inner);
    loop {
        if let Some(connection) = pool.idle.pop() {
            return (Some(connection), pool.generation);
        }
        if pool.open < READERS {
            pool.open += 1;
            return (None, pool.generation);
        }
        pool = free.wait(pool).unwrap_or_else(PoisonError::into_inner);
    }
}

fn open(file: &std::path::Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags)?;
    connection.busy_timeout(BUSY)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}
