//! The web page (`/`), the API reference (`/docs`) and their files, embedded.

use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::error::{Kind, Problem};

/// Only our own files and our own API; nothing inline.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The page for trying it out.
pub async fn index() -> Response {
    page(include_str!("page/index.html"))
}

/// The reference, drawn from `/openapi.json`.
pub async fn docs() -> Response {
    page(include_str!("page/docs.html"))
}

/// The files that the pages load.
pub async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Result<Response, Problem> {
    let (content_type, content) = match name.as_str() {
        "app.js" => ("text/javascript; charset=utf-8", include_str!("page/app.js")),
        "docs.js" => ("text/javascript; charset=utf-8", include_str!("page/docs.js")),
        "style.css" => ("text/css; charset=utf-8", include_str!("page/style.css")),
        "icon.svg" => ("image/svg+xml", include_str!("page/icon.svg")),
        _ => return Err(Problem::new(Kind::NotFound, "there is no such file")),
    };
    // a file changes only with the binary
    let tag = HeaderValue::from_static(concat!("\"", env!("CARGO_PKG_VERSION"), "\""));
    let known = headers.get(header::IF_NONE_MATCH) == Some(&tag) && !cfg!(debug_assertions);
    let caching = [(header::ETAG, tag), (header::CACHE_CONTROL, HeaderValue::from_static("no-cache"))];
    if known {
        return Ok((StatusCode::NOT_MODIFIED, caching).into_response());
    }
    Ok((caching, [(header::CONTENT_TYPE, content_type)], content).into_response())
}

fn page(html: &'static str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (headers, html).into_response()
}
