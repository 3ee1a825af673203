//! The one writer: a thread that takes what waits, commits it at once, and only then answers.
//!
//! While one commit waits for the disk the next batch gathers, so many callers share one sync.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

use rusqlite::{Connection, TransactionBehavior};

use super::failure::failed;
use super::rows;
use crate::store::{Kept, NewArticle, StoreError};

/// Most changes in one commit: bounds the wait of the first.
const BATCH: usize = 256;

type Answer<T> = SyncSender<Result<T, StoreError>>;

/// A change, and where to tell how it went.
enum Change {
    Put { id: String, at: i64, article: Box<NewArticle>, answer: Answer<Kept> },
    Delete { id: String, answer: Answer<bool> },
}

/// What a change came to, not to be told before the commit.
enum Done {
    Put(Answer<Kept>, Kept),
    Delete(Answer<bool>, bool),
}

/// The handle of the thread; dropping it finishes what waits.
#[derive(Debug)]
pub(super) struct Writer {
    changes: Option<SyncSender<Change>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    /// Starts the thread.
    pub(super) fn start(connection: Connection) -> Result<Self, StoreError> {
        let (changes, waiting) = sync_channel(BATCH);
        let thread = std::thread::Builder::new().name("store".into()).spawn(move || run(connection, &waiting));
        let thread = thread.map_err(|e| StoreError::Failed(e.to_string()))?;
        Ok(Self { changes: Some(changes), thread: Some(thread) })
    }

    /// Inserts; returns when durable.
    pub(super) fn put(&self, id: String, at: i64, article: NewArticle) -> Result<Kept, StoreError> {
        self.ask(|answer| Change::Put { id, at, article: Box::new(article), answer })
    }

    /// Erases; returns when gone from the files.
    pub(super) fn delete(&self, id: String) -> Result<bool, StoreError> {
        self.ask(|answer| Change::Delete { id, answer })
    }

    fn ask<T>(&self, change: impl FnOnce(Answer<T>) -> Change) -> Result<T, StoreError> {
        let (answer, told) = sync_channel(1);
        let changes = self.changes.as_ref().ok_or(StoreError::Closed)?;
        changes.send(change(answer)).map_err(|_| StoreError::Closed)?;
        told.recv().map_err(|_| StoreError::Closed)?
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.changes = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn run(mut connection: Connection, waiting: &Receiver<Change>) {
    while let Ok(first) = waiting.recv() {
        let batch: Vec<Change> = std::iter::once(first).chain(waiting.try_iter().take(BATCH - 1)).collect();
        match commit(&mut connection, &batch) {
            Ok(done) => done.into_iter().for_each(Done::tell),
            Err(error) => batch.iter().for_each(|change| change.refuse(&error)),
        }
    }
}

/// The whole batch or nothing of it: after an error such as a full disk `SQLite` itself takes all back.
fn commit(connection: &mut Connection, batch: &[Change]) -> Result<Vec<Done>, StoreError> {
    let done = transact(connection, batch).map_err(|e| failed(&e))?;
    if done.iter().any(|done| matches!(done, Done::Delete(_, true))) {
        empty_log(connection)?;
    }
    Ok(done)
}

fn transact(connection: &mut Connection, batch: &[Change]) -> rusqlite::Result<Vec<Done>> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done = batch.iter().map(|change| change.apply(&transaction)).collect::<rusqlite::Result<_>>()?;
    transaction.commit()?;
    Ok(done)
}

/// The write-ahead log still holds what was deleted; moves it into the database and cuts it to nothing.
fn empty_log(connection: &Connection) -> Result<(), StoreError> {
    let busy = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
    match busy.map_err(|e| failed(&e))? {
        0 => Ok(()),
        _ => Err(StoreError::Failed("committed, but a long read keeps the erased text in the log".to_owned())),
    }
}

impl Change {
    fn apply(&self, connection: &Connection) -> rusqlite::Result<Done> {
        Ok(match self {
            Self::Put { id, at, article, answer } => {
                Done::Put(answer.clone(), rows::insert(connection, id, *at, article)?)
            }
            Self::Delete { id, answer } => Done::Delete(answer.clone(), rows::remove(connection, id)?),
        })
    }

    fn refuse(&self, error: &StoreError) {
        // a caller that has gone needs no answer
        let _ = match self {
            Self::Put { answer, .. } => answer.send(Err(error.clone())).is_ok(),
            Self::Delete { answer, .. } => answer.send(Err(error.clone())).is_ok(),
        };
    }
}

impl Done {
    fn tell(self) {
        let _ = match self {
            Self::Put(answer, kept) => answer.send(Ok(kept)).is_ok(),
            Self::Delete(answer, gone) => answer.send(Ok(gone)).is_ok(),
        };
    }
}
