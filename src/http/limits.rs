//! Reading a body that may be too large or too slow.

use std::time::Duration;

use axum::body::{Body, BodyDataStream, Bytes};
use axum::http::{HeaderMap, header};
use futures_util::StreamExt as _;
use tokio::time::{Instant, timeout_at};

use super::error::{Kind, Problem};

/// What is read and thrown away after a body proved too large, so that the client is still there to hear it.
const DISCARD_BYTES: usize = 64 << 20;

/// The same, in time.
const DISCARD_TIME: Duration = Duration::from_secs(2);

/// Reads the whole body.
///
/// # Errors
/// 413 over `limit` bytes, 408 after `patience`, 400 when the body breaks off.
pub async fn read(body: Body, headers: &HeaderMap, limit: usize, patience: Duration) -> Result<Bytes, Problem> {
    let announced = headers.get(header::CONTENT_LENGTH).and_then(|n| n.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|n| n > limit) {
        // who waits for `100 Continue` has sent nothing yet
        if !headers.contains_key(header::EXPECT) {
            discard(body.into_data_stream()).await;
        }
        return Err(Problem::too_large("body", limit));
    }
    let mut body = body.into_data_stream();
    let deadline = Instant::now() + patience;
    let mut first = Bytes::new();
    let mut rest = Vec::new();
    while let Some(data) = piece(&mut body, deadline).await? {
        if rest.is_empty() && first.is_empty() {
            first = data;
            continue;
        }
        if rest.is_empty() {
            rest.reserve(announced.unwrap_or(0).max(first.len() + data.len()));
            rest.extend_from_slice(&first);
        }
        if rest.len() + data.len() > limit {
            discard(body).await;
            return Err(Problem::too_large("body", limit));
        }
        rest.extend_from_slice(&data);
    }
    let whole = if rest.is_empty() { first } else { rest.into() };
    if whole.len() > limit { Err(Problem::too_large("body", limit)) } else { Ok(whole) }
}

/// The next piece of a body, before `deadline`.
///
/// # Errors
/// 408 after the deadline, 400 when the body breaks off.
pub async fn piece(body: &mut BodyDataStream, deadline: Instant) -> Result<Option<Bytes>, Problem> {
    let piece = timeout_at(deadline, body.next()).await;
    let piece = piece.map_err(|_| Problem::new(Kind::SlowRequest, "the body did not arrive in time"))?;
    piece.transpose().map_err(|_| Problem::new(Kind::MalformedJson, "the body broke off"))
}

async fn discard(mut body: BodyDataStream) {
    let deadline = Instant::now() + DISCARD_TIME;
    let mut left = DISCARD_BYTES;
    while let Ok(Some(data)) = piece(&mut body, deadline).await {
        left = left.saturating_sub(data.len());
        if left == 0 {
            return;
        }
    }
}
