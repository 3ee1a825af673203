//! `GET /v1/events/stream`: events as they are stored (Server-Sent Events).
//!
//! The store is the buffer: a stream remembers only how far it has read, so a slow reader costs no memory, and one that
//! leaves its answer unread for `limits.write_timeout` is cut like any other. Those who have read all share the last
//! events (`tail`).

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Uri, header};
use axum::response::Response;
use tokio::sync::watch;

use super::error::{Problem, ProblemDocument};
use super::filter::Query;
use super::list;
use super::query::unknown;
use super::render::listed::event_json;
use super::state::AppState;
use super::tail::Next;
use crate::store::{Filter, Replay, Token};

/// Events sent in one piece.
const PIECE: usize = 100;

/// Events as they come
///
/// `event: event` with `data:` one listed event and `id:` a token to resume from (`Last-Event-ID`); `event: gap` when
/// events after that token cannot be replayed any more. Takes the filters of `/v1/events`. After `limits.heartbeat` (15
/// seconds) of silence a comment.
#[utoipa::path(
    get, path = "/v1/events/stream", tag = "store",
    params(
        ("type" = Option<Vec<String>>, Query, description = "This and all other filters of /v1/events"),
        ("Last-Event-ID" = Option<String>, Header, description = "`id` of the last event that was received"),
    ),
    responses(
        (status = 200, description = "Events without end", body = String, content_type = "text/event-stream"),
        (status = 404, description = "This server keeps nothing", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 422, description = "An unknown parameter or value", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 503, description = "Overloaded or about to stop", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn stream(State(state): State<AppState>, uri: Uri, request: Request) -> Result<Response, Problem> {
    // only to refuse while draining: a stream is not waited for
    drop(state.begin()?);
    let mut query = Query::default();
    for (name, value) in list::pairs(&uri)? {
        if !query.set(&state.engine, &name, &value)? {
            return Err(list::no_parameter(&name));
        }
    }
    let last = request.headers().get("last-event-id").map(|id| id.to_str().unwrap_or_default().to_owned());
    let last = last.filter(|id| !id.is_empty());
    let token =
        last.as_deref().map(|id| Token::parse(id).ok_or_else(|| unknown("Last-Event-ID", id, "`id` of an event")));
    let token = token.transpose()?;
    let engine = Arc::clone(&state.engine);
    let told = state.tail.told();
    let (filter, (now, whole)) =
        state.memory.ask(move |store| Ok((query.filter(&engine), store.resume(token)?))).await?;
    let reader = Reader { stopping: state.stopping(), state, filter: Arc::new(filter), told, token: now, whole };
    let stream = futures_util::stream::unfold(reader, |mut reader| async move {
        let piece = reader.next().await?;
        Some((Ok::<_, std::convert::Infallible>(piece), reader))
    });
    let mut response = Response::new(Body::from_stream(stream));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    Ok(response)
}

struct Reader {
    state: AppState,
    filter: Arc<Filter>,
    told: watch::Receiver<()>,
    stopping: watch::Receiver<bool>,
    /// How far it has read.
    token: Token,
    /// False until the client has been told of a gap.
    whole: bool,
}

impl Reader {
    /// What to send next; `None` when the server is about to stop.
    async fn next(&mut self) -> Option<Bytes> {
        if !std::mem::replace(&mut self.whole, true) {
            return Some(format!("event: gap\nid: {}\ndata: {{}}\n\n", self.token).into());
        }
        loop {
            if *self.stopping.borrow() {
                return None;
            }
            self.told.mark_unchanged();
            if let Some(piece) = self.piece().await {
                return Some(piece);
            }
            tokio::select! {
                told = self.told.changed() => told.ok()?,
                stopping = self.stopping.changed() => stopping.ok()?,
                // the token goes on even where no event passes the filter
                () = tokio::time::sleep(self.state.limits.heartbeat) => return Some(format!(": still here\nid: {}\n\n", self.token).into()),
            }
        }
    }
}

impl Reader {
    /// Events that have not been sent; `None` when there are none.
    async fn piece(&mut self) -> Option<Bytes> {
        loop {
            if let Next::Events(bytes, token) = self.state.tail.after(&self.filter, self.token) {
                self.token = token;
                return Some(bytes).filter(|bytes| !bytes.is_empty());
            }
            let (filter, token) = (Arc::clone(&self.filter), self.token);
            match self.state.memory.ask(move |store| store.replay(&filter, token, PIECE)).await {
                Ok(replay) => {
                    let stands = replay.token == self.token;
                    self.token = replay.token;
                    if !replay.events.is_empty() {
                        return written(&replay).ok();
                    }
                    if stands {
                        return None;
                    }
                }
                // too much waits for the store: later
                Err(_) => tokio::time::sleep(Duration::from_secs(1)).await,
            }
        }
    }
}

fn written(replay: &Replay) -> serde_json::Result<Bytes> {
    let messages = replay.events.iter().map(|event| {
        let token = Token { seq: event.cursor.seq, ..replay.token };
        Ok(format!("event: event\nid: {token}\ndata: {}\n\n", event_json(event)?))
    });
    Ok(messages.collect::<serde_json::Result<String>>()?.into())
}
