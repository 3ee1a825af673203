//! Sockets: accepting, and the end.

use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::time::{Instant, sleep, timeout_at};

use super::state::AppState;
use crate::settings::Shutdown;

/// Serves until `stop` resolves, then finishes what has begun. True when all of it was finished in time.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    state: AppState,
    shutdown: &Shutdown,
    stop: impl Future<Output = ()>,
) -> bool {
    let (close, closing) = oneshot::channel::<()>();
    let server = axum::serve(listener, router).with_graceful_shutdown(async {
        let _ = closing.await;
    });
    let mut server = tokio::spawn(server.into_future());
    tokio::select! {
        _ = &mut server => {}
        () = stop => {}
    }
    state.drain();
    let deadline = Instant::now() + shutdown.delay + shutdown.grace;
    tracing::info!("draining");
    let done = async {
        sleep(shutdown.delay).await;
        state.idle().await;
    };
    let in_time = timeout_at(deadline, done).await.is_ok();
    let _ = close.send(());
    let closed = timeout_at(deadline.max(Instant::now() + Duration::from_millis(100)), &mut server).await;
    in_time && closed.is_ok()
}

/// Resolves on SIGTERM or SIGINT; a second one ends the process at once.
///
/// # Errors
/// The system gives no signals.
pub fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tokio::spawn(async move {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
            std::process::exit(1);
        });
    })
}
