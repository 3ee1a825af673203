//! Sockets: accepting, slow and silent clients, and the end.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::time::{Instant, sleep, timeout_at};
use tower::Service as _;

use super::state::AppState;
use super::write_timeout::WriteTimeout;
use crate::settings::{Limits, Shutdown};

/// Serves until `stop` resolves, then finishes what has begun. True when all of it was finished in time.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    state: AppState,
    shutdown: &Shutdown,
    stop: impl Future<Output = ()>,
) -> bool {
    let (closing, _) = watch::channel(false);
    let slots = Arc::new(Semaphore::new(state.limits.connections));
    let mut accept = Box::pin(accept(listener, &router, &state.limits, &slots, &closing));
    tokio::select! {
        () = &mut accept => {}
        () = stop => {}
    }
    state.drain();
    let deadline = Instant::now() + shutdown.delay + shutdown.grace;
    tracing::info!("draining");
    // go on accepting, so that /readyz can say no and new work gets its 503
    let done = async {
        sleep(shutdown.delay).await;
        state.idle().await;
    };
    let in_time = tokio::select! {
        () = &mut accept => false,
        done = timeout_at(deadline, done) => done.is_ok(),
    };
    drop(accept);
    closing.send_replace(true);
    // every connection holds a clone of the receiver; kept ones close at once, the others after their answer
    let closed = timeout_at(deadline.max(Instant::now() + Duration::from_millis(100)), closing.closed()).await;
    in_time && closed.is_ok()
}

async fn accept(
    listener: TcpListener,
    router: &Router,
    limits: &Limits,
    slots: &Arc<Semaphore>,
    closing: &watch::Sender<bool>,
) {
    loop {
        let Ok(slot) = Arc::clone(slots).acquire_owned().await else { return };
        match listener.accept().await {
            Ok((stream, _)) => {
                let connection = connection(stream, router.clone(), limits, closing.subscribe());
                tokio::spawn(async move {
                    connection.await;
                    drop(slot);
                });
            }
            Err(error) => {
                // out of files, or a client already gone: neither ends the server
                tracing::warn!(%error, "cannot accept a connection");
                sleep(Duration::from_millis(50)).await;
            }
        }
    }
}

/// One connection from its first byte to its last.
fn connection(
    stream: TcpStream,
    router: Router,
    limits: &Limits,
    mut closing: watch::Receiver<bool>,
) -> impl Future<Output = ()> + Send + use<> {
    let (header_timeout, write_timeout) = (limits.header_timeout, limits.write_timeout);
    async move {
        // an answer is one write, so there is nothing to wait for
        let _ = stream.set_nodelay(true);
        let service = service_fn(move |request| {
            let mut router = router.clone();
            async move { router.call(request).await }
        });
        let mut builder = http1::Builder::new();
        builder.timer(TokioTimer::new()).header_read_timeout(header_timeout).max_buf_size(64 * 1024);
        let io = TokioIo::new(WriteTimeout::new(stream, write_timeout));
        let connection = builder.serve_connection(io, service);
        tokio::pin!(connection);
        let close = async { closing.wait_for(|closing| *closing).await.is_ok() };
        let result = tokio::select! {
            result = &mut connection => result,
            _ = close => {
                connection.as_mut().graceful_shutdown();
                connection.await
            }
        };
        if let Err(error) = result {
            if unread(&error) {
                tracing::info!("a client left its answer unread for limits.write_timeout and was cut");
            }
            tracing::debug!(%error, "connection ended");
        }
    }
}

/// True when a connection ended because nobody read from it.
fn unread(error: &hyper::Error) -> bool {
    let cause = std::error::Error::source(error).and_then(|cause| cause.downcast_ref::<std::io::Error>());
    cause.is_some_and(|cause| cause.kind() == std::io::ErrorKind::TimedOut)
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
