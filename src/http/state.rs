//! What handlers share.

use std::ops::Deref;
use std::sync::Arc;

use axum::body::Bytes;
use axum::http::HeaderValue;
use tokio::sync::watch;

use super::access::Keys;
use super::error::{Kind, Problem};
use super::memory::Memory;
use super::metrics::Metrics;
use super::pool::Pool;
use super::rate::Rate;
use super::tail::Tail;
use crate::engine::Engine;
use crate::settings::{Limits, Settings};
use crate::store::Store;

/// The shared state; a clone is a pointer.
#[derive(Clone, Debug)]
pub struct AppState(Arc<Shared>);

/// What is behind the pointer.
#[derive(Debug)]
pub struct Shared {
    /// Threads that analyse.
    pub pool: Pool,
    /// The engine.
    pub engine: Arc<Engine>,
    /// What is kept.
    pub memory: Memory,
    /// The last events, for streams.
    pub tail: Tail,
    /// Who may ask.
    pub keys: Keys,
    /// How many requests keys may make, if there is a limit.
    pub rate: Option<Rate>,
    /// Bounds of what a client may ask.
    pub limits: Limits,
    /// Counters.
    pub metrics: Metrics,
    /// The ontology as JSON, written once.
    pub ontology: Bytes,
    draining: watch::Sender<bool>,
    busy: watch::Sender<usize>,
}

impl AppState {
    /// Starts the threads.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn new(
        engine: &Arc<Engine>,
        data: &str,
        settings: &Settings,
        store: Option<Arc<dyn Store>>,
    ) -> std::io::Result<Self> {
        let limits = settings.limits.clone();
        Ok(Self(Arc::new(Shared {
            pool: Pool::start(engine, limits.threads(), limits.waiting())?,
            engine: Arc::clone(engine),
            memory: Memory::new(store),
            tail: Tail::default(),
            keys: Keys::default(),
            rate: Rate::per_minute(limits.requests_per_minute),
            limits,
            metrics: Metrics::new(data),
            ontology: engine.ontology_json().to_string().into(),
            draining: watch::Sender::new(false),
            busy: watch::Sender::new(0),
        })))
    }
}

impl Deref for AppState {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl Shared {
    /// From now on, no new work.
    pub fn drain(&self) {
        self.draining.send_replace(true);
    }

    /// True when about to stop.
    pub fn is_draining(&self) -> bool {
        *self.draining.borrow()
    }

    /// Turns true when about to stop.
    pub fn stopping(&self) -> watch::Receiver<bool> {
        self.draining.subscribe()
    }

    /// Begins a piece of work that shutdown waits for.
    ///
    /// # Errors
    /// 503 while draining.
    pub fn begin(&self) -> Result<Busy, Problem> {
        if self.is_draining() {
            return Err(Problem::new(Kind::Draining, "this server is about to stop; try again, another may answer"));
        }
        self.busy.send_modify(|n| *n += 1);
        Ok(Busy(self.busy.clone()))
    }

    /// Waits until all work is done.
    pub async fn idle(&self) {
        // the sender lives as long as self, so this cannot fail
        let _ = self.busy.subscribe().wait_for(|n| *n == 0).await;
    }
}

/// A piece of work under way.
#[derive(Debug)]
pub struct Busy(watch::Sender<usize>);

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.send_modify(|n| *n -= 1);
    }
}

/// The id of a request, as it goes out.
#[derive(Clone, Debug)]
pub struct RequestId(pub HeaderValue);

impl RequestId {
    /// As text.
    pub fn as_str(&self) -> &str {
        self.0.to_str().unwrap_or_default()
    }
}
