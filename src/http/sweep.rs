//! Erases what is older than `store.keep_days`, once an hour.

use std::time::Duration;

use super::state::AppState;
use crate::store::time;

const PAUSE: Duration = Duration::from_secs(3600);

/// Articles erased in one commit, so that others get their turn.
const PIECE: usize = 100;

/// Runs as long as the server does.
pub async fn run(state: AppState, keep_days: u32) {
    let mut stopping = state.stopping();
    loop {
        let before = time::now() - i64::from(keep_days) * 86_400_000;
        let mut erased = 0;
        // an error has been told to the log; the next hour tries again
        while let Ok(n) = state.memory.ask(move |store| store.sweep(before, PIECE)).await {
            erased += n;
            if n < PIECE || *stopping.borrow() {
                break;
            }
        }
        if erased > 0 {
            state.tail.forget();
            tracing::info!(articles = erased, "erased what is older than store.keep_days");
        }
        tokio::select! {
            _ = stopping.wait_for(|stopping| *stopping) => return,
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}
