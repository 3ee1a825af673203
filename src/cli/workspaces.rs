//! A workspace for each thread of rayon, kept from chunk to chunk: its caches are warm.

use std::sync::{Mutex, PoisonError};

use crate::engine::Workspace;

/// One workspace a thread.
#[derive(Debug)]
pub(super) struct Workspaces(Vec<Mutex<Workspace>>);

impl Workspaces {
    pub(super) fn new() -> Self {
        Self((0..rayon::current_num_threads()).map(|_| Mutex::default()).collect())
    }

    /// Runs `work` with the workspace of this thread.
    pub(super) fn with<T>(&self, work: impl FnOnce(&mut Workspace) -> T) -> T {
        let own = rayon::current_thread_index().and_then(|index| self.0.get(index));
        match own {
            // only this thread takes this lock, so nobody waits
            Some(own) => work(&mut own.lock().unwrap_or_else(PoisonError::into_inner)),
            None => work(&mut Workspace::default()),
        }
    }
}
