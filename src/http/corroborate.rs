//! Joins what was stored into claims, while nobody waits for it.

use super::state::AppState;

/// Reports joined in one commit, so that others get their turn.
const PIECE: usize = 32;

/// Runs as long as the server does: after every change, and once at the start for what an import has left.
pub async fn run(state: AppState) {
    let mut stopping = state.stopping();
    let Ok(mut changed) = state.memory.ask(|store| Ok(store.changed())).await else { return };
    loop {
        // before it looks: what comes while it looks is seen the next time
        changed.mark_unchanged();
        // an error has been told to the log; the next change tries again
        while let Ok(n) = state.memory.ask(|store| store.corroborate(PIECE)).await {
            if n == 0 || *stopping.borrow() {
                break;
            }
        }
        tokio::select! {
            _ = stopping.wait_for(|stopping| *stopping) => return,
            more = changed.changed() => if more.is_err() { return },
        }
    }
}
