//! `POST /v1/analyze`.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;

use super::error::{Kind, Problem, ProblemDocument};
use super::idempotency::{Asked, Key};
use super::intake::Incoming;
use super::negotiate::{self, Media};
use super::query::Parameters;
use super::state::AppState;
use super::{job, kin, limits};
use crate::analysis::Analysis;

/// Analyse one article
///
/// Takes JSON, plain text (metadata as query parameters) or HTML (the readable body is taken out; offsets then count
/// over `article.text`). Where the server keeps articles, `article.id` is the id of the store, `article.stored` tells
/// whether it is new or known, `article.duplicate_of` which earlier article it is a version of, `Location` where it is,
/// and the events have ids of the store. Answers the analysis document, or its events as CSV, NDJSON or W3C Web
/// Annotations.
#[utoipa::path(
    post, path = "/v1/analyze", tag = "analysis",
    params(
        ("offsets" = Option<String>, Query, description = "Unit of offsets: codepoint (default), utf16, byte"),
        ("min_confidence" = Option<f32>, Query, description = "Leave out events below, 0 to 1"),
        ("fields" = Option<String>, Query, description = "Comma list of top-level parts to return", example = "article,events"),
        ("store" = Option<bool>, Query, description = "`false` leaves no trace"),
        ("Idempotency-Key" = Option<String>, Header, description = "1 to 128 bytes of UTF-8. Where the article is kept: the same key with the same body, parameters and format gets the same answer for 24 hours"),
        ("id" = Option<String>, Query, description = "Plain text and HTML: your name for the article"),
        ("title" = Option<String>, Query, description = "Plain text and HTML: headline"),
        ("publisher" = Option<String>, Query, description = "Plain text and HTML: outlet"),
        ("url" = Option<String>, Query, description = "Plain text and HTML: address"),
        ("published_at" = Option<String>, Query, description = "Plain text and HTML: date or date and time (RFC 3339)"),
    ),
    request_body(content(
        (Incoming<'static> = "application/json"),
        (String = "text/plain", example = "أعلنت وزارة الدفاع السورية أن الجيش انسحب من مدينة حماة."),
        (String = "text/html"),
    )),
    responses(
        (status = 200, description = "What happened, and who says so", content(
            (Analysis<'static> = "application/json"),
            (String = "application/x-ndjson"),
            (String = "text/csv"),
            (serde_json::Value = "application/ld+json"),
        )),
        (status = 400, description = "Malformed JSON", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 405, description = "Another method", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 406, description = "No format asked for is made", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 408, description = "The body came too slowly", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 409, description = "The Idempotency-Key was used for another request", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 413, description = "Larger than limits.body_bytes", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 415, description = "A content-type that is not read", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 422, description = "Empty, not Arabic, not UTF-8, a bad date, a bad field or parameter", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 500, description = "A fault of ours", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 503, description = "Overloaded, about to stop, or the store cannot be written", body = ProblemDocument, content_type = "application/problem+json", headers(("retry-after" = u32, description = "Seconds"))),
        (status = 507, description = "The disk is full: nothing was stored", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 504, description = "Over limits.request_timeout", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn analyze(State(state): State<AppState>, request: Request) -> Result<Response, Problem> {
    let _busy = state.begin()?;
    let (parts, body) = request.into_parts();
    let format = negotiate::accept(&parts.headers, negotiate::ANALYSIS)?;
    let media = negotiate::content_type(&parts.headers, &[Media::Json, Media::Plain, Media::Html])?;
    let parameters = Parameters::parse(&parts.uri, media != Media::Json)?;
    let body = limits::read(body, &parts.headers, state.limits.body_bytes, state.limits.body_timeout).await?;
    let keeping = state.memory.is_on();
    let asked = Asked { media, format, parameters: &parameters, body: &body };
    let key = if keeping && parameters.store { Key::of(&parts.headers, &asked)? } else { None };
    if let Some(key) = &key {
        if let Some(answer) = key.recall(&state.memory).await? {
            return Ok(answer);
        }
    }
    let permit = state.pool.permit()?;
    let reply = state.pool.submit(permit, move |engine, workspace| {
        job::run(engine, workspace, &body, media, parameters, format, keeping)
    });
    let reply = tokio::time::timeout(state.limits.request_timeout, reply).await;
    let reply =
        reply.map_err(|_| Problem::new(Kind::Timeout, "the analysis took longer than limits.request_timeout"))?;
    // no reply at all: the job panicked
    let mut answer = reply.map_err(|_| Problem::internal())??;
    let id = keep(&state, &mut answer).await?;
    state.metrics.analyzed(answer.events);
    if let (Some(key), Some(id)) = (key, &id) {
        return key.remember(&state.memory, id.clone(), format.content_type(), answer.bytes).await;
    }
    let mut response = Response::new(Body::from(answer.bytes));
    if let Some(location) = id.and_then(|id| HeaderValue::from_str(&format!("/v1/articles/{id}")).ok()) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(format.content_type()));
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept"));
    Ok(response)
}

/// Stores what is to be stored; gives its id. The answer goes out only when this is durable.
pub(super) async fn keep(state: &AppState, answer: &mut job::Answer) -> Result<Option<String>, Problem> {
    let Some(record) = answer.record.take() else { return Ok(None) };
    let engine = answer.tells_copies().then(|| Arc::clone(&state.engine));
    let put = move |store: &dyn crate::store::Store| {
        let Some(engine) = engine else { return store.put(*record).map(|(id, kept)| (id, kept, None)) };
        let text = record.article.text.clone();
        let (id, kept) = store.put(*record)?;
        let copied = kin::copied(&engine, &text, store, &id)?;
        Ok((id, kept, copied.duplicate_of))
    };
    let (id, kept, earlier) = state.memory.ask(put).await?;
    answer.kept(kept);
    if let Some(earlier) = earlier {
        answer.copied(&earlier);
    }
    Ok(Some(id))
}
