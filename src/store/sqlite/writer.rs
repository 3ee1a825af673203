//! The one writer: a thread that takes what waits, commits it at once, and only then answers.
//!
//! While one commit waits for the disk the next batch gathers, so many callers share one sync.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use rusqlite::{Connection, TransactionBehavior};
use tokio::sync::watch;

use super::failure::failed;
use super::pending::Pending;
use super::reports::Reports;
use super::terms::Terms;
use crate::store::{Result, StoreError};

/// Most changes in one commit: bounds the wait of the first.
const BATCH: usize = 256;

/// What a change works on.
pub(super) struct Change<'c> {
    /// Inside the transaction of the batch.
    pub(super) connection: &'c Connection,
    /// Numbers of terms and labels.
    pub(super) terms: &'c mut Terms,
    /// Entries of indexes, written at the end of the batch.
    pub(super) pending: &'c mut Pending,
    /// Reports that have been read.
    pub(super) reports: &'c mut Reports,
    /// Set by a change that erases.
    pub(super) erased: bool,
}

/// A change on its way through the thread.
trait Job: Send {
    /// True for a change that only adds: it does not look at what the indexes hold.
    fn adds(&self) -> bool;

    /// Makes the change.
    fn run(&mut self, change: &mut Change<'_>) -> rusqlite::Result<()>;

    /// Tells the caller, once the commit is durable or did not happen.
    fn tell(self: Box<Self>, committed: Result<()>);
}

struct Task<T, F> {
    adds: bool,
    work: Option<F>,
    done: Option<Result<T>>,
    answer: SyncSender<Result<T>>,
}

impl<T: Send, F: FnOnce(&mut Change<'_>) -> rusqlite::Result<T> + Send> Job for Task<T, F> {
    fn adds(&self) -> bool {
        self.adds
    }

    fn run(&mut self, change: &mut Change<'_>) -> rusqlite::Result<()> {
        let Some(work) = self.work.take() else { return Ok(()) };
        let (done, outcome) = match work(change) {
            Ok(done) => (Ok(done), Ok(())),
            Err(error) => (Err(failed(&error)), Err(error)),
        };
        self.done = Some(done);
        outcome
    }

    fn tell(self: Box<Self>, committed: Result<()>) {
        let answer = match (self.done, committed) {
            (Some(Err(error)), _) | (_, Err(error)) => Err(error),
            (Some(done), Ok(())) => done,
            (None, Ok(())) => Err(StoreError::Closed),
        };
        // a caller that has gone needs no answer
        let _ = self.answer.send(answer);
    }
}

/// The handle of the thread; dropping it finishes what waits.
#[derive(Debug)]
pub(super) struct Writer {
    jobs: Option<SyncSender<Box<dyn Job>>>,
    thread: Option<JoinHandle<()>>,
    changed: watch::Sender<()>,
}

impl Writer {
    /// Starts the thread.
    pub(super) fn start(connection: Arc<Mutex<Connection>>) -> Result<Self> {
        let (jobs, waiting) = sync_channel(BATCH);
        let changed = watch::Sender::new(());
        let told = changed.clone();
        let thread = std::thread::Builder::new().name("store".into()).spawn(move || run(&connection, &waiting, &told));
        let thread = thread.map_err(|e| StoreError::Failed(e.to_string()))?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread), changed })
    }

    /// Tells of every commit.
    pub(super) fn changed(&self) -> watch::Receiver<()> {
        self.changed.subscribe()
    }

    /// Makes a change; returns when it is durable.
    pub(super) fn change<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Change<'_>) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T> {
        self.send(false, work)
    }

    /// Makes a change that only adds, and looks at no index of events; returns when it is durable.
    pub(super) fn add<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Change<'_>) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T> {
        self.send(true, work)
    }

    fn send<T: Send + 'static>(
        &self,
        adds: bool,
        work: impl FnOnce(&mut Change<'_>) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T> {
        let (answer, told) = sync_channel(1);
        let job = Box::new(Task { adds, work: Some(work), done: None, answer });
        self.jobs.as_ref().ok_or(StoreError::Closed)?.send(job).map_err(|_| StoreError::Closed)?;
        told.recv().map_err(|_| StoreError::Closed)?
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn run(connection: &Mutex<Connection>, waiting: &Receiver<Box<dyn Job>>, changed: &watch::Sender<()>) {
    let (mut terms, mut reports) = (Terms::default(), Reports::default());
    // what was erased may still stand in the log
    let mut traces = false;
    while let Ok(first) = waiting.recv() {
        let mut batch: Vec<Box<dyn Job>> = std::iter::once(first).chain(waiting.try_iter().take(BATCH - 1)).collect();
        let mut connection = connection.lock().unwrap_or_else(PoisonError::into_inner);
        let committed = commit(&mut connection, (&mut terms, &mut reports), &mut batch, &mut traces);
        drop(connection);
        if committed.is_err() {
            // what the transaction had added is gone
            terms.forget();
            reports.forget();
        } else {
            changed.send_replace(());
        }
        for job in batch {
            job.tell(committed.clone());
        }
    }
}

/// Everything that did not fail by itself, or nothing: after an error such as a full disk `SQLite` takes all back.
fn commit(
    connection: &mut Connection,
    (terms, reports): (&mut Terms, &mut Reports),
    batch: &mut [Box<dyn Job>],
    traces: &mut bool,
) -> Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(|e| failed(&e))?;
    let mut pending = Pending::default();
    let mut change = Change { connection: &transaction, terms, pending: &mut pending, reports, erased: false };
    match batch {
        // nothing else has to be spared should it fail
        [job] => job.run(&mut change).map_err(|e| failed(&e))?,
        many => many.iter_mut().try_for_each(|job| one(&mut change, &mut **job)).map_err(|e| failed(&e))?,
    }
    change.pending.flush(&transaction).map_err(|e| failed(&e))?;
    let erased = change.erased;
    transaction.commit().map_err(|e| failed(&e))?;
    *traces |= erased;
    if !*traces {
        return Ok(());
    }
    let emptied = empty_log(connection);
    *traces = emptied.is_err();
    // who erased must hear of it; a later change only tries again
    if erased { emptied } else { Ok(()) }
}

/// One change inside a savepoint. An error is one that took the whole transaction with it.
fn one(change: &mut Change<'_>, job: &mut dyn Job) -> rusqlite::Result<()> {
    if !job.adds() {
        change.pending.flush(change.connection)?;
    }
    change.connection.prepare_cached("SAVEPOINT change")?.execute([])?;
    let mark = change.pending.mark();
    if let Err(error) = job.run(change) {
        change.terms.forget();
        change.reports.forget();
        change.pending.cut(mark);
        if change.connection.is_autocommit() {
            return Err(error);
        }
        change.connection.execute_batch("ROLLBACK TO change")?;
    }
    change.connection.prepare_cached("RELEASE change")?.execute([]).map(drop)
}

/// The write-ahead log still holds what was deleted; moves it into the database and cuts it to nothing.
fn empty_log(connection: &Connection) -> Result<()> {
    let busy = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
    match busy.map_err(|e| failed(&e))? {
        0 => Ok(()),
        _ => Err(StoreError::Failed("committed, but a long read keeps the erased text in the log".to_owned())),
    }
}
