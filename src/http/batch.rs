//! `POST /v1/analyze/batch`: articles as NDJSON in, analyses as NDJSON out, in order.
//!
//! A task reads lines and queues them; a bounded channel of pending replies keeps the order and the back-pressure: no
//! line is read before its turn in the channel is free, and no turn is free before the client has taken an answer.

use axum::body::{Body, BodyDataStream, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use serde_json::Value;
use tokio::sync::{mpsc, oneshot};
use tokio::time::Instant;

use super::error::{Kind, Problem, ProblemDocument};
use super::intake::Incoming;
use super::lines::Lines;
use super::negotiate::{self, Media};
use super::query::Parameters;
use super::render::Format;
use super::state::{AppState, Busy, RequestId};
use super::{analyze, job, limits};
use crate::analysis::Analysis;

/// Analyse a stream of articles
///
/// One article a line; one analysis a line, in the same order, while the stream goes on. A line that cannot be analysed
/// gives a problem object in its place. Read the answer while you send: the server stops reading when nobody listens.
#[utoipa::path(
    post, path = "/v1/analyze/batch", tag = "analysis",
    params(
        ("offsets" = Option<String>, Query, description = "Unit of offsets: codepoint (default), utf16, byte"),
        ("min_confidence" = Option<f32>, Query, description = "Leave out events below, 0 to 1"),
        ("fields" = Option<String>, Query, description = "Comma list of top-level parts to return"),
        ("store" = Option<bool>, Query, description = "`false` leaves no trace"),
    ),
    request_body(content((Incoming<'static> = "application/x-ndjson"))),
    responses(
        (status = 200, description = "One analysis or problem a line", content(
            (Analysis<'static> = "application/x-ndjson"),
        )),
        (status = 405, description = "Another method", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 406, description = "Only application/x-ndjson is made", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 415, description = "Only application/x-ndjson is read", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 422, description = "A bad parameter", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 503, description = "About to stop", body = ProblemDocument, content_type = "application/problem+json", headers(("retry-after" = u32, description = "Seconds"))),
    )
)]
pub async fn batch(State(state): State<AppState>, request: Request) -> Result<Response, Problem> {
    let busy = state.begin()?;
    let (parts, body) = request.into_parts();
    negotiate::accept(&parts.headers, &[Format::Ndjson])?;
    negotiate::content_type(&parts.headers, &[Media::Ndjson])?;
    let parameters = Parameters::parse(&parts.uri, false)?;
    let id = parts.extensions.get::<RequestId>().map(|id| id.as_str().to_owned());
    let (sender, pending) = mpsc::channel(state.pool.lookahead());
    tokio::spawn(take_in(state.clone(), body.into_data_stream(), parameters, sender));
    let output = Output { state, pending, request_id: id, _busy: busy };
    let stream = futures_util::stream::unfold(output, |mut output| async move {
        let line = output.next().await?;
        Some((Ok::<_, std::convert::Infallible>(line), output))
    });
    let mut response = Response::new(Body::from_stream(stream));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/x-ndjson"));
    Ok(response)
}

/// A line under way: its number, and what will become of it.
struct Pending {
    line: usize,
    reply: Reply,
}

enum Reply {
    Failed(Problem),
    Running(oneshot::Receiver<Result<job::Answer, Problem>>),
}

/// Reads the body line by line until it ends or nobody waits for the answers.
async fn take_in(state: AppState, mut body: BodyDataStream, parameters: Parameters, pending: mpsc::Sender<Pending>) {
    let mut lines = Lines::new(state.limits.batch_line_bytes);
    loop {
        while let Some((line, content)) = lines.take() {
            let Ok(turn) = pending.reserve().await else { return };
            let reply = match content {
                Ok(content) => start(&state, content, &parameters).await,
                Err(problem) => Reply::Failed(problem),
            };
            turn.send(Pending { line, reply });
        }
        if lines.ended() {
            return;
        }
        let deadline = Instant::now() + state.limits.body_timeout;
        let piece = tokio::select! {
            piece = limits::piece(&mut body, deadline) => piece,
            () = pending.closed() => return,
        };
        match piece {
            Ok(Some(piece)) => lines.push(&piece),
            Ok(None) => lines.end(),
            Err(problem) => {
                let _ = pending.send(Pending { line: lines.number() + 1, reply: Reply::Failed(problem) }).await;
                return;
            }
        }
    }
}

async fn start(state: &AppState, line: Bytes, parameters: &Parameters) -> Reply {
    let Some(permit) = state.pool.batch_permit().await else { return Reply::Failed(Problem::internal()) };
    let parameters = parameters.clone();
    let keeping = state.memory.is_on();
    let keep = keeping && parameters.store;
    let reply = state.pool.submit(permit, move |engine, workspace| {
        job::run(engine, workspace, &line, Media::Ndjson, parameters, Format::Json, keeping)
    });
    if keep { Reply::Running(stored(state.clone(), reply)) } else { Reply::Running(reply) }
}

/// Stores each article as soon as it is analysed, not when its turn comes: so that many share one sync of the disk.
fn stored(
    state: AppState,
    reply: oneshot::Receiver<Result<job::Answer, Problem>>,
) -> oneshot::Receiver<Result<job::Answer, Problem>> {
    let (sender, receiver) = oneshot::channel();
    tokio::spawn(async move {
        let answer = match reply.await {
            Ok(Ok(mut answer)) => analyze::keep(&state, &mut answer).await.map(|_| answer),
            Ok(Err(problem)) => Err(problem),
            // dropping the sender tells that the job panicked
            Err(_) => return,
        };
        // the client may have gone
        let _ = sender.send(answer);
    });
    receiver
}

struct Output {
    state: AppState,
    pending: mpsc::Receiver<Pending>,
    request_id: Option<String>,
    _busy: Busy,
}

impl Output {
    async fn next(&mut self) -> Option<Bytes> {
        let Pending { line, reply } = self.pending.recv().await?;
        let answer = match reply {
            Reply::Failed(problem) => Err(problem),
            Reply::Running(reply) => {
                let reply = tokio::time::timeout(self.state.limits.request_timeout, reply).await;
                match reply {
                    Err(_) => Err(Problem::new(Kind::Timeout, "the analysis took longer than limits.request_timeout")),
                    Ok(Err(_)) => Err(Problem::internal()),
                    Ok(Ok(answer)) => answer,
                }
            }
        };
        let mut bytes = match answer {
            Ok(answer) => {
                self.state.metrics.analyzed(answer.events);
                answer.bytes
            }
            Err(problem) => problem_line(problem, line, self.request_id.as_deref()),
        };
        bytes.push(b'\n');
        Some(bytes.into())
    }
}

/// A problem in the place of an analysis: `line` is the line of the batch.
fn problem_line(mut problem: Problem, line: usize, request_id: Option<&str>) -> Vec<u8> {
    problem.extra.retain(|(name, _)| *name != "line");
    problem.extra.push(("line", Value::from(line)));
    serde_json::to_vec(&problem.document(request_id)).unwrap_or_default()
}
