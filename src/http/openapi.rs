//! `GET /openapi.json`: the description of the API, collected from the handlers.

use axum::body::Bytes;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::{MethodRouter, get};
use utoipa::OpenApi;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{Content, Ref, ResponseBuilder};

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

/// Adds what holds for every address under `/v1`: the key that it may want, and what is answered without it.
pub fn guarded(mut document: utoipa::openapi::OpenApi) -> utoipa::openapi::OpenApi {
    let scheme = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
    let components = document.components.get_or_insert_default();
    components.add_security_scheme("key", scheme);
    for (path, item) in &mut document.paths.paths {
        if !path.starts_with("/v1/") {
            continue;
        }
        for operation in [&mut item.get, &mut item.post, &mut item.delete].into_iter().flatten() {
            // without a key, where the store has none
            operation.security = Some(vec![SecurityRequirement::default(), SecurityRequirement::new("key", [""; 0])]);
            let answers = [
                ("401", "A valid key is needed"),
                ("403", "The key lacks a role"),
                ("429", "The key has made too many requests; Retry-After says when to go on"),
            ];
            for (status, what) in answers {
                let content = Content::new(Some(Ref::from_schema_name("ProblemDocument")));
                let response = ResponseBuilder::new().description(what).content("application/problem+json", content);
                operation.responses.responses.insert(status.to_owned(), response.build().into());
            }
        }
    }
    document
}

/// A handler that answers with the finished document.
pub fn serve(document: &utoipa::openapi::OpenApi) -> serde_json::Result<MethodRouter<AppState>> {
    let json = Bytes::from(serde_json::to_vec(document)?);
    Ok(get(async move || -> axum::response::Response {
        ([(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-cache")], json).into_response()
    }))
}
