//! `GET /v1/ontology`.

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;

use super::state::AppState;

/// The event types
///
/// Every type with its gloss, roles, and codes in other ontologies.
#[utoipa::path(
    get, path = "/v1/ontology", tag = "analysis",
    responses((status = 200, description = "The types", body = serde_json::Value, content_type = "application/json"))
)]
pub async fn ontology(State(state): State<AppState>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-cache")], state.ontology.clone())
}
