//! The last events that were stored, read and written once for all streams.
//!
//! A stream that has come so far is served from here; one that lags behind reads from the store until it has.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use axum::body::Bytes;
use tokio::sync::watch;

use super::render::listed::event_json;
use super::state::AppState;
use crate::store::{Filter, Fresh, Token};

/// Events that are held: a few megabytes.
const HELD: usize = 2000;

/// Events read at once.
const PIECE: usize = 100;

/// Events sent in one piece.
const SENT: usize = 100;

/// The events, and who waits for more.
#[derive(Debug)]
pub struct Tail {
    held: Mutex<Held>,
    told: watch::Sender<()>,
}

#[derive(Debug, Default)]
struct Held {
    /// Everything stored after `from` and up to `to` is here.
    from: Option<Token>,
    to: Option<Token>,
    events: VecDeque<(Fresh, Bytes)>,
    erased: u64,
}

/// What a stream gets.
#[derive(Debug)]
pub enum Next {
    /// These, if any; it has come as far as the token.
    Events(Bytes, Token),
    /// It lags behind what is held.
    Behind,
}

impl Default for Tail {
    fn default() -> Self {
        Self { held: Mutex::default(), told: watch::Sender::new(()) }
    }
}

impl Tail {
    /// Tells when there is more.
    pub fn told(&self) -> watch::Receiver<()> {
        self.told.subscribe()
    }

    /// What comes after a token and passes a filter.
    pub fn after(&self, filter: &Filter, token: Token) -> Next {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let (Some(from), Some(to)) = (held.from, held.to) else { return Next::Behind };
        if token.store != to.store || token.seq < from.seq || token.seq > to.seq {
            return Next::Behind;
        }
        let begin = held.events.partition_point(|(event, _)| event.event.cursor.seq <= token.seq);
        let mut fitting = held.events.range(begin..).filter(|(event, _)| filter.fits(event));
        let mut come = to;
        let found: Vec<&Bytes> = fitting
            .by_ref()
            .take(SENT)
            .map(|(event, message)| {
                come = Token { seq: event.event.cursor.seq, ..to };
                message
            })
            .collect();
        if found.len() < SENT {
            come = to;
        }
        match found.as_slice() {
            // shared by all who get it
            [message] => Next::Events((*message).clone(), come),
            many => Next::Events(many.iter().map(|message| &***message).collect::<Vec<&[u8]>>().concat().into(), come),
        }
    }

    /// Forgets what it holds: something was erased.
    pub fn forget(&self) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        *held = Held { erased: held.erased + 1, ..Held::default() };
        drop(held);
        self.told.send_replace(());
    }

    /// How often something was erased.
    fn erased(&self) -> u64 {
        self.held.lock().unwrap_or_else(PoisonError::into_inner).erased
    }

    /// Adds what was read after `before`, when `erased` was the count.
    fn add(&self, erased: u64, before: Token, mut fresh: Vec<(Fresh, Bytes)>, to: Token) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let mut before = before;
        if held.erased != erased {
            // what was read may have been erased since: streams look for themselves
            fresh.clear();
            before = to;
        }
        if held.to != Some(before) {
            // forgotten meanwhile, or never begun
            *held = Held { from: Some(before), erased: held.erased, ..Held::default() };
        }
        held.to = Some(to);
        held.events.extend(fresh);
        while held.events.len() > HELD {
            if let Some((event, _)) = held.events.pop_front() {
                held.from = Some(Token { seq: event.event.cursor.seq, ..to });
            }
        }
        drop(held);
        self.told.send_replace(());
    }
}

/// Runs as long as the server does.
pub async fn run(state: AppState) {
    let mut stopping = state.stopping();
    let Ok((mut changed, (mut token, _))) = state.memory.ask(|store| Ok((store.changed(), store.resume(None)?))).await
    else {
        return;
    };
    loop {
        // before it looks: what comes while it looks is seen the next time
        changed.mark_unchanged();
        if state.tail.told.receiver_count() == 0 {
            // nobody listens; who comes reads from the store first
            state.tail.forget();
            if let Ok((now, _)) = state.memory.ask(|store| store.resume(None)).await {
                token = now;
            }
        }
        let (from, erased) = (token, state.tail.erased());
        match state.memory.ask(move |store| store.fresh(from, PIECE)).await {
            Ok((fresh, to)) => {
                let more = fresh.len() == PIECE;
                let messages = fresh.into_iter().filter_map(|event| message(&event, to).map(|bytes| (event, bytes)));
                state.tail.add(erased, from, messages.collect(), to);
                token = to;
                if more {
                    continue;
                }
            }
            // too much waits for the store, or it was told to the log: later
            Err(_) => tokio::time::sleep(Duration::from_millis(200)).await,
        }
        tokio::select! {
            _ = stopping.wait_for(|stopping| *stopping) => return,
            more = changed.changed() => if more.is_err() { return },
        }
    }
}

/// An event as streams send it.
fn message(fresh: &Fresh, to: Token) -> Option<Bytes> {
    let token = Token { seq: fresh.event.cursor.seq, ..to };
    let json = event_json(&fresh.event).ok()?;
    Some(format!("event: event\nid: {token}\ndata: {json}\n\n").into())
}
