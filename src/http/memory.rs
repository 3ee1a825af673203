//! The store as handlers use it: off the reactor, bounded, its errors told as problems.

use std::sync::Arc;

use tokio::sync::Semaphore;

use super::error::{Kind, Problem};
use crate::store::{Result, Store, StoreError};

/// Calls that may be under way or waiting at once; more are turned away.
const CALLS: usize = 256;

/// The store, if there is one.
#[derive(Clone, Debug)]
pub struct Memory {
    store: Option<Arc<dyn Store>>,
    calls: Arc<Semaphore>,
}

impl Memory {
    /// Wraps a store.
    pub fn new(store: Option<Arc<dyn Store>>) -> Self {
        Self { store, calls: Arc::new(Semaphore::new(CALLS)) }
    }

    /// True when articles are kept.
    pub fn is_on(&self) -> bool {
        self.store.is_some()
    }

    /// Asks the store, turned away when too many do.
    ///
    /// # Errors
    /// There is no store, too much waits for it, or what it says.
    pub async fn ask<T: Send + 'static>(
        &self,
        call: impl FnOnce(&dyn Store) -> Result<T> + Send + 'static,
    ) -> std::result::Result<T, Problem> {
        let permit = Arc::clone(&self.calls).try_acquire_owned();
        let permit =
            permit.map_err(|_| Problem::new(Kind::Overloaded, "too many wait for the store; try again soon"))?;
        let store = self.store.clone().ok_or_else(nothing_kept)?;
        let called = tokio::task::spawn_blocking(move || {
            let answer = call(&*store);
            drop(permit);
            answer
        });
        called.await.map_err(|_| Problem::internal())?.map_err(|error| told(&error))
    }
}

fn nothing_kept() -> Problem {
    Problem::new(Kind::NoStore, "this server keeps nothing; start it with --data-dir")
}

/// What a client may know of an error of the store; the rest goes to the log.
fn told(error: &StoreError) -> Problem {
    tracing::warn!(%error, "the store failed");
    match error {
        StoreError::Full => Problem::new(Kind::StorageFull, "the disk is full; nothing was stored"),
        StoreError::ReadOnly(_) | StoreError::Closed => {
            Problem::new(Kind::StoreUnavailable, "the store cannot be written at the moment; nothing was stored")
        }
        _ => Problem::internal(),
    }
}
