//! Threads for the engine, so that the reactor never waits for it.
//!
//! Each thread keeps one [`Workspace`]. A permit is taken before a job is queued, so the queue is bounded and overload is
//! an answer; batches have permits of their own, so that they and single requests cannot starve each other.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;

use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};

use super::error::{Kind, Problem};
use crate::engine::{Engine, Workspace};

type Job = Box<dyn FnOnce(&Engine, &mut Workspace) + Send>;

/// The right to queue one job.
#[derive(Debug)]
pub struct Permit(OwnedSemaphorePermit);

/// The threads and what waits for them.
#[derive(Debug)]
pub struct Pool {
    queue: Arc<Queue>,
    single: Arc<Semaphore>,
    batch: Arc<Semaphore>,
    lookahead: usize,
}

impl Pool {
    /// Starts `threads` threads, before which `waiting` single requests may wait.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn start(engine: &Arc<Engine>, threads: usize, waiting: usize) -> std::io::Result<Self> {
        let queue = Arc::new(Queue::default());
        for n in 0..threads {
            let (engine, queue) = (Arc::clone(engine), Arc::clone(&queue));
            thread::Builder::new().name(format!("analysis-{n}")).spawn(move || work(&engine, &queue))?;
        }
        let permits = |n: usize| Arc::new(Semaphore::new(n.min(Semaphore::MAX_PERMITS)));
        Ok(Self { queue, single: permits(threads + waiting), batch: permits(threads * 8), lookahead: threads * 4 })
    }

    /// A permit for a single request, at once or not at all.
    ///
    /// # Errors
    /// 503 when too much waits already.
    pub fn permit(&self) -> Result<Permit, Problem> {
        let permit = Arc::clone(&self.single).try_acquire_owned();
        permit.map(Permit).map_err(|_| Problem::new(Kind::Overloaded, "too many requests at once; try again soon"))
    }

    /// A permit for a line of a batch; waits until there is one.
    pub async fn batch_permit(&self) -> Option<Permit> {
        Arc::clone(&self.batch).acquire_owned().await.ok().map(Permit)
    }

    /// Lines of one batch that may be under way at once.
    pub fn lookahead(&self) -> usize {
        self.lookahead
    }

    /// Queues `job`. The receiver gets its result, or an error if the job panicked; dropping it calls the job off.
    pub fn submit<T: Send + 'static>(
        &self,
        permit: Permit,
        job: impl FnOnce(&Engine, &mut Workspace) -> T + Send + 'static,
    ) -> oneshot::Receiver<T> {
        let (reply, receiver) = oneshot::channel();
        self.queue.push(Box::new(move |engine, workspace| {
            if reply.is_closed() {
                return;
            }
            let result = job(engine, workspace);
            // before the reply: who has its answer may ask again at once
            drop(permit.0);
            // the client may have gone
            let _ = reply.send(result);
        }));
        receiver
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        self.queue.close();
    }
}

fn work(engine: &Engine, queue: &Queue) {
    let mut workspace = Workspace::default();
    while let Some(job) = queue.pop() {
        if catch_unwind(AssertUnwindSafe(|| job(engine, &mut workspace))).is_err() {
            // the panic hook has told the place; the workspace may be half written
            workspace = Workspace::default();
        }
    }
}

#[derive(Default)]
struct Queue {
    state: Mutex<State>,
    ready: Condvar,
}

#[derive(Default)]
struct State {
    jobs: VecDeque<Job>,
    closed: bool,
}

impl std::fmt::Debug for Queue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Queue")
    }
}

impl Queue {
    fn push(&self, job: Job) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).jobs.push_back(job);
        self.ready.notify_one();
    }

    fn pop(&self) -> Option<Job> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(job) = state.jobs.pop_front() {
                return Some(job);
            }
            if state.closed {
                return None;
            }
            state = self.ready.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn close(&self) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).closed = true;
        self.ready.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ConfigFiles;

    fn pool(waiting: usize) -> Pool {
        let engine = Engine::load(&ConfigFiles::embedded()).unwrap();
        Pool::start(&Arc::new(engine), 1, waiting).unwrap()
    }

    #[tokio::test]
    async fn survives_vanished_callers_and_panics() {
        let pool = pool(8);
        for _ in 0..8 {
            drop(pool.submit(pool.permit().unwrap(), |_, _| 1));
        }
        let burst = pool
            .submit(pool.batch_permit().await.unwrap(), |_, _| -> u8 { std::panic::resume_unwind(Box::new("burst")) });
        assert!(burst.await.is_err());
        assert_eq!(pool.submit(pool.batch_permit().await.unwrap(), |_, _| 2).await, Ok(2));
    }

    #[tokio::test]
    async fn turns_away_what_is_too_much() {
        let pool = pool(0);
        let (go, wait) = std::sync::mpsc::channel::<()>();
        let held = pool.submit(pool.permit().unwrap(), move |_, _| wait.recv().is_ok());
        assert_eq!(pool.permit().unwrap_err().kind, Kind::Overloaded);
        go.send(()).unwrap();
        assert_eq!(held.await, Ok(true));
        assert!(pool.permit().is_ok());
    }
}
