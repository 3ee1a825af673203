//! `POST /v1/diff`: what changed between two versions of an article.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use utoipa::ToSchema;

use super::error::{Kind, Problem, ProblemDocument};
use super::intake::Incoming;
use super::negotiate::{self, Media};
use super::render::Format;
use super::state::AppState;
use super::{job, limits, object};
use crate::analysis::{Analysis, Event};
use crate::corroboration::{Field, contents, diff, similarity};
use crate::engine::{Engine, Options, Workspace};

/// Two versions of an article.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BeforeAndAfter<'a> {
    /// The older one.
    #[serde(borrow)]
    #[schema(value_type = Incoming<'static>)]
    before: &'a RawValue,
    /// The newer one.
    #[serde(borrow)]
    #[schema(value_type = Incoming<'static>)]
    after: &'a RawValue,
}

/// What changed between them.
#[derive(Debug, Serialize, ToSchema)]
pub struct Difference<'a> {
    /// Events that only the newer one has.
    added: Vec<&'a Event<'a>>,
    /// Events that only the older one has.
    dropped: Vec<&'a Event<'a>>,
    /// Events that both have and tell differently.
    changed: Vec<Changed<'a>>,
    /// Share of words that both texts have, 0 to 1.
    similarity: f32,
}

/// An event that is told differently, with the evidence of both.
#[derive(Debug, Serialize, ToSchema)]
pub struct Changed<'a> {
    /// As the older one tells it.
    before: &'a Event<'a>,
    /// As the newer one tells it.
    after: &'a Event<'a>,
    /// What differs.
    fields: Vec<Field>,
}

/// Compare two versions of an article
///
/// Events added, dropped, and told differently: polarity, modality, source, quantity, roles. Nothing is stored.
#[utoipa::path(
    post, path = "/v1/diff", tag = "analysis",
    request_body(content = BeforeAndAfter<'static>, content_type = "application/json"),
    responses(
        (status = 200, description = "What changed", body = Difference<'static>),
        (status = 400, description = "Malformed JSON", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 406, description = "Only JSON is made", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 408, description = "The body came too slowly", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 413, description = "Larger than limits.body_bytes", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 415, description = "A content-type that is not read", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 422, description = "A missing version, an empty text, not Arabic, a bad date", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 503, description = "Overloaded", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 504, description = "Over limits.request_timeout", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn compare(State(state): State<AppState>, request: Request) -> Result<Response, Problem> {
    let _busy = state.begin()?;
    let (parts, body) = request.into_parts();
    negotiate::accept(&parts.headers, &[Format::Json])?;
    negotiate::content_type(&parts.headers, &[Media::Json])?;
    let body = limits::read(body, &parts.headers, state.limits.body_bytes, state.limits.body_timeout).await?;
    let permit = state.pool.permit()?;
    let reply = state.pool.submit(permit, move |engine, workspace| run(engine, workspace, &body));
    let reply = tokio::time::timeout(state.limits.request_timeout, reply).await;
    let reply =
        reply.map_err(|_| Problem::new(Kind::Timeout, "the analysis took longer than limits.request_timeout"))?;
    let bytes = reply.map_err(|_| Problem::internal())??;
    let mut response = Response::new(Body::from(bytes));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    Ok(response)
}

fn run(engine: &Engine, workspace: &mut Workspace, body: &[u8]) -> Result<Vec<u8>, Problem> {
    let versions: BeforeAndAfter<'_> = object::read(body)?;
    let before = article(versions.before, "before")?;
    let after = article(versions.after, "after")?;
    let one = job::analyze(engine, workspace, &before, Options::default());
    let other = job::analyze(engine, workspace, &after, Options::default());
    between(engine, workspace, (&one, &before.text), (&other, &after.text))
}

/// What changed between two analysed articles, as JSON.
///
/// # Errors
/// It cannot be written: a bug.
pub fn between(
    engine: &Engine,
    workspace: &mut Workspace,
    (one, before): (&Analysis<'_>, &str),
    (other, after): (&Analysis<'_>, &str),
) -> Result<Vec<u8>, Problem> {
    let folding = &mut engine.folding(workspace);
    let difference = diff(&contents(one, folding), &contents(other, folding));
    let mut words = |text: &str| {
        let mut words: Vec<String> = engine.search_words(workspace, text).split(' ').map(str::to_owned).collect();
        words.sort_unstable();
        words.dedup();
        words
    };
    let changed = difference.changed.into_iter().map(|change| Changed {
        before: &one.events[change.before],
        after: &other.events[change.after],
        fields: change.fields,
    });
    let document = Difference {
        added: difference.added.into_iter().map(|at| &other.events[at]).collect(),
        dropped: difference.dropped.into_iter().map(|at| &one.events[at]).collect(),
        changed: changed.collect(),
        similarity: similarity(&words(before), &words(after)),
    };
    serde_json::to_vec(&document).map_err(|_| Problem::internal())
}

fn article<'a>(raw: &'a RawValue, which: &'static str) -> Result<Incoming<'a>, Problem> {
    let incoming = Incoming::from_json(raw.get()).and_then(|incoming| incoming.check().map(|()| incoming));
    incoming.map_err(|problem| problem.with("article", which))
}
