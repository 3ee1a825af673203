//! What happens around every request: its id, its count, its log line, its headers, the body of its error.

use std::time::Instant;

use axum::body::Body;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::error::{Kind, Problem};
use super::state::{AppState, RequestId};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Wraps every request.
pub async fn wrap(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = RequestId(request_id(request.headers()));
    request.extensions_mut().insert(id.clone());
    let route = request.extensions().get::<MatchedPath>().cloned();
    let route = route.as_ref().map(MatchedPath::as_str);
    let method = request.method().clone();
    let in_flight = state.metrics.begin();
    let mut response = explained(next.run(request).await);
    drop(in_flight);
    let status = response.status();
    let took = started.elapsed();
    state.metrics.answered(route, &method, status, took);
    tracing::debug!(%method, route, status = status.as_u16(), duration_us = took.as_micros(), request.id = id.as_str(), "answered");
    if let Some(problem) = response.extensions_mut().remove::<Problem>() {
        if status.is_server_error() {
            tracing::warn!(%method, route, problem = ?problem.kind, request.id = id.as_str(), "request failed");
        }
        write_problem(&mut response, &problem, &id);
    }
    if state.is_draining() {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    set_headers(response.headers_mut(), id.0);
    response
}

/// Gives a problem to the refusal that the router makes without a handler: an id in the address that is not UTF-8.
fn explained(response: Response) -> Response {
    if response.status() == StatusCode::BAD_REQUEST && response.extensions().get::<Problem>().is_none() {
        return Problem::new(Kind::NotFound, "nothing lives at this address; it is not UTF-8").into_response();
    }
    response
}

/// The answer to a handler that panicked.
pub fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    Problem::internal().into_response()
}

fn write_problem(response: &mut Response, problem: &Problem, id: &RequestId) {
    let document = serde_json::to_vec(&problem.document(Some(id.as_str()))).unwrap_or_default();
    *response.body_mut() = Body::from(document);
    response.headers_mut().remove(header::CONTENT_LENGTH);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
}

/// The client's id if it is a decent one, else a new one.
fn request_id(headers: &HeaderMap) -> HeaderValue {
    let decent = |id: &&HeaderValue| {
        let allowed = |b: &u8| b.is_ascii_alphanumeric() || b"-_.:/+=@".contains(b);
        (1..=128).contains(&id.len()) && id.as_bytes().iter().all(allowed)
    };
    let given = headers.get(REQUEST_ID).filter(decent).cloned();
    given.unwrap_or_else(|| {
        let mut buffer = uuid::Uuid::encode_buffer();
        let id = uuid::Uuid::now_v7().simple().encode_lower(&mut buffer);
        HeaderValue::from_str(id).unwrap_or_else(|_| HeaderValue::from_static("-"))
    })
}

fn set_headers(headers: &mut HeaderMap, id: HeaderValue) {
    headers.insert(REQUEST_ID, id);
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    let policy = "default-src 'none'; frame-ancestors 'none'";
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(policy));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}
