//! `GET /openapi.json`: the description of the API, collected from the handlers.

use axum::body::Bytes;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::{MethodRouter, get};
use utoipa::OpenApi;

use super::state::AppState;

/// The head of the document; paths and schemas come from the handlers.
#[derive(Debug, OpenApi)]
#[openapi(
    info(
        title = "isnad",
        description = "Reads an Arabic news article and says what happened, and who says so. Every error is an \
            `application/problem+json` document (RFC 9457) with a stable `type` and the `request_id`."
    ),
    tags((name = "analysis", description = "Articles in, events out"),
        (name = "store", description = "What is kept, where the server keeps it"),
        (name = "operations", description = "For those who run it"))
)]
pub struct Document;

/// A handler that answers with the finished document.
pub fn serve(document: &utoipa::openapi::OpenApi) -> serde_json::Result<MethodRouter<AppState>> {
    let json = Bytes::from(serde_json::to_vec(document)?);
    Ok(get(async move || -> axum::response::Response {
        ([(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-cache")], json).into_response()
    }))
}
