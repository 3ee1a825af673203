//! For those who run the server: `/healthz`, `/readyz`, `/metrics`.

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;

use super::error::{Kind, Problem, ProblemDocument};
use super::state::AppState;

/// Is the process alive?
#[utoipa::path(
    get, path = "/healthz", tag = "operations",
    responses((status = 200, description = "Yes", body = String, content_type = "text/plain", example = "ok\n"))
)]
pub async fn healthz() -> &'static str {
    "ok\n"
}

/// Should requests be sent here? Yes when the models are loaded and the store can be written.
#[utoipa::path(
    get, path = "/readyz", tag = "operations",
    responses(
        (status = 200, description = "Yes", body = String, content_type = "text/plain", example = "ready\n"),
        (status = 507, description = "No: the disk is full", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 503, description = "No: about to stop, or the store cannot be written", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn readyz(State(state): State<AppState>) -> Result<&'static str, Problem> {
    if state.is_draining() {
        return Err(Problem::new(Kind::Draining, "about to stop"));
    }
    if state.memory.is_on() {
        state.memory.ask(|store| store.check()).await?;
    }
    Ok("ready\n")
}

/// Metrics for Prometheus
#[utoipa::path(
    get, path = "/metrics", tag = "operations",
    responses((status = 200, description = "OpenMetrics text", body = String, content_type = "application/openmetrics-text"))
)]
pub async fn metrics(State(state): State<AppState>) -> impl IntoResponse {
    let content_type = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    ([(header::CONTENT_TYPE, content_type)], state.metrics.encode())
}
