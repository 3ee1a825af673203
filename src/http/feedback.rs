//! Feedback: what editors say of what was found, and the gold lines that come of it.

use axum::body::{Body, Bytes};
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::de::DeserializeOwned;

use super::access::Caller;
use super::error::{Kind, Problem, ProblemDocument};
use super::negotiate::{self, Media};
use super::render::{Format, gold};
use super::state::AppState;
use super::{limits, list, object};
use crate::store::feedback::{Feedback, Missing, Verdict, Wrong};

/// Reviewed articles of one answer.
const MOST: usize = 10_000;

const POLARITIES: [&str; 2] = ["positive", "negative"];
const MODALITIES: [&str; 9] =
    ["asserted", "denied", "rumour", "ordered", "requested", "conditional", "planned", "predicted", "possible"];

/// Say whether an event is right
///
/// `wrong` without a `field` means that there is no such event.
#[utoipa::path(
    post, path = "/v1/events/{id}/feedback", tag = "store",
    params(("id" = String, Path, description = "The id of the event")),
    request_body(content = Verdict, content_type = "application/json"),
    responses(
        (status = 201, description = "Kept"),
        (status = 400, description = "Malformed JSON", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 404, description = "No such event, or this server keeps nothing", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 408, description = "The body came too slowly", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 413, description = "Larger than limits.body_bytes", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 415, description = "A content-type that is not read", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 422, description = "An unknown verdict, field or value", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 503, description = "Overloaded, or the store cannot be written", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 507, description = "The disk is full: nothing was kept", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn review(
    State(state): State<AppState>,
    Path(id): Path<String>,
    request: Request,
) -> Result<StatusCode, Problem> {
    let verdict: Verdict = read(&state, request).await?;
    let known = |correct: &str| match verdict.field {
        Some(Wrong::Type) => state.engine.event_types().any(|kind| kind == correct),
        Some(Wrong::Polarity) => POLARITIES.contains(&correct),
        Some(Wrong::Modality) => MODALITIES.contains(&correct),
        _ => true,
    };
    if let Some(correct) = verdict.correct.as_deref().filter(|correct| !known(correct)) {
        let detail = format!("`{correct}` is no value that this field of an event can have");
        return Err(Problem::new(Kind::InvalidField, detail).with("field", "correct"));
    }
    let feedback = Feedback::Event(id.clone(), verdict);
    let kept = state.memory.ask(move |store| store.review(&id, feedback)).await?;
    if kept { Ok(StatusCode::CREATED) } else { Err(Problem::new(Kind::NotFound, "there is no event of that id")) }
}

/// Say that an event is missing
#[utoipa::path(
    post, path = "/v1/articles/{id}/missing", tag = "store",
    params(("id" = String, Path, description = "`article.id` of a stored analysis")),
    request_body(content = Missing, content_type = "application/json"),
    responses(
        (status = 201, description = "Kept"),
        (status = 400, description = "Malformed JSON", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 404, description = "No such article, or this server keeps nothing", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 408, description = "The body came too slowly", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 413, description = "Larger than limits.body_bytes", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 415, description = "A content-type that is not read", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 422, description = "An unknown type, or no piece of the text", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 503, description = "Overloaded, or the store cannot be written", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 507, description = "The disk is full: nothing was kept", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn complain(
    State(state): State<AppState>,
    Path(id): Path<String>,
    request: Request,
) -> Result<StatusCode, Problem> {
    let missing: Missing = read(&state, request).await?;
    if !state.engine.event_types().any(|kind| kind == missing.kind) {
        let detail = format!("`{}` is no type of /v1/ontology", missing.kind);
        return Err(Problem::new(Kind::InvalidField, detail).with("field", "type"));
    }
    let trigger = missing.trigger;
    let answer = state.memory.ask(move |store| {
        let Some(article) = store.article(&id)? else { return Ok(None) };
        let inside = trigger.start < trigger.end && trigger.end <= article.article.text.chars().count();
        if inside { store.complain(&id, Feedback::Missing(missing)).map(|_| Some(true)) } else { Ok(Some(false)) }
    });
    match answer.await? {
        Some(true) => Ok(StatusCode::CREATED),
        Some(false) => {
            Err(Problem::new(Kind::InvalidField, "the trigger is no piece of the text").with("field", "trigger"))
        }
        None => Err(Problem::new(Kind::NotFound, "there is no article of that id")),
    }
}

/// Reviewed articles in the gold format
///
/// NDJSON, one article a line: its events with what was corrected. Wants the role `admin` where there are keys.
#[utoipa::path(
    get, path = "/v1/feedback", tag = "store",
    responses(
        (status = 200, description = "The lines", body = String, content_type = "application/x-ndjson"),
        (status = 404, description = "This server keeps nothing", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 406, description = "Only NDJSON is made", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 503, description = "Overloaded", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn export(State(state): State<AppState>, request: Request) -> Result<Response, Problem> {
    negotiate::accept(request.headers(), &[Format::Ndjson])?;
    let who = Caller::of(request.extensions());
    let ask = move |store: &dyn crate::store::Store| {
        store.note(&who, "feedback.export", "")?;
        store.reviewed(0, MOST)
    };
    let reviewed = state.memory.ask(ask).await?;
    let mut lines = Vec::new();
    for article in &reviewed {
        lines.extend(gold::line(article).map_err(|_| Problem::internal())?);
    }
    Ok(list::tagged(request.headers(), "application/x-ndjson", lines))
}

async fn read<T: DeserializeOwned>(state: &AppState, request: Request) -> Result<T, Problem> {
    let (parts, body): (_, Body) = request.into_parts();
    negotiate::content_type(&parts.headers, &[Media::Json])?;
    let body: Bytes = limits::read(body, &parts.headers, state.limits.body_bytes, state.limits.body_timeout).await?;
    object::read(&body)
}
