//! Everything that can go wrong, as `application/problem+json` (RFC 9457).

use std::borrow::Cow;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;
use utoipa::ToSchema;

/// The kinds of problem; each has a type, a title and a status of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The body is no JSON.
    MalformedJson,
    /// Nothing lives at this address.
    NotFound,
    /// The address knows other methods.
    MethodNotAllowed,
    /// No format asked for is made here.
    NotAcceptable,
    /// The body came too slowly.
    SlowRequest,
    /// The body is too large.
    TooLarge,
    /// The body is of a kind that is not read.
    UnsupportedMediaType,
    /// A member of the JSON is missing or of the wrong type.
    InvalidField,
    /// A query parameter is unknown or has an unknown value.
    InvalidParameter,
    /// There is no text.
    EmptyText,
    /// The text is not Arabic.
    NotArabic,
    /// The body is not UTF-8.
    NotUtf8,
    /// HTML too deep or too tangled.
    UnreadableHtml,
    /// A date cannot be read.
    BadDate,
    /// A fault of ours.
    Internal,
    /// The key has made too many requests.
    TooMany,
    /// Too much to do.
    Overloaded,
    /// About to stop.
    Draining,
    /// The analysis took too long.
    Timeout,
    /// The `Idempotency-Key` was used for another request.
    KeyReused,
    /// A valid key is missing.
    Unauthorized,
    /// The key lacks a role.
    Forbidden,
    /// This server keeps nothing.
    NoStore,
    /// The disk is full.
    StorageFull,
    /// The store cannot be written.
    StoreUnavailable,
}

impl Kind {
    /// Type (last part), title and status.
    pub fn parts(self) -> (&'static str, &'static str, StatusCode) {
        match self {
            Self::MalformedJson => ("malformed-json", "Malformed JSON", StatusCode::BAD_REQUEST),
            Self::NotFound => ("not-found", "Not found", StatusCode::NOT_FOUND),
            Self::MethodNotAllowed => ("method-not-allowed", "Method not allowed", StatusCode::METHOD_NOT_ALLOWED),
            Self::NotAcceptable => ("not-acceptable", "Not acceptable", StatusCode::NOT_ACCEPTABLE),
            Self::SlowRequest => ("slow-request", "Request too slow", StatusCode::REQUEST_TIMEOUT),
            Self::TooLarge => ("too-large", "Too large", StatusCode::PAYLOAD_TOO_LARGE),
            Self::UnsupportedMediaType => {
                ("unsupported-media-type", "Unsupported media type", StatusCode::UNSUPPORTED_MEDIA_TYPE)
            }
            Self::InvalidField => ("invalid-field", "Invalid field", StatusCode::UNPROCESSABLE_ENTITY),
            Self::InvalidParameter => ("invalid-parameter", "Invalid parameter", StatusCode::UNPROCESSABLE_ENTITY),
            Self::EmptyText => ("empty-text", "Empty text", StatusCode::UNPROCESSABLE_ENTITY),
            Self::NotArabic => ("not-arabic", "Not Arabic", StatusCode::UNPROCESSABLE_ENTITY),
            Self::NotUtf8 => ("not-utf8", "Not UTF-8", StatusCode::UNPROCESSABLE_ENTITY),
            Self::UnreadableHtml => ("unreadable-html", "Unreadable HTML", StatusCode::UNPROCESSABLE_ENTITY),
            Self::BadDate => ("bad-date", "Bad date", StatusCode::UNPROCESSABLE_ENTITY),
            Self::Internal => ("internal", "Internal error", StatusCode::INTERNAL_SERVER_ERROR),
            Self::TooMany => ("too-many-requests", "Too many requests", StatusCode::TOO_MANY_REQUESTS),
            Self::Overloaded => ("overloaded", "Overloaded", StatusCode::SERVICE_UNAVAILABLE),
            Self::Draining => ("draining", "Shutting down", StatusCode::SERVICE_UNAVAILABLE),
            Self::Timeout => ("timeout", "Analysis timed out", StatusCode::GATEWAY_TIMEOUT),
            Self::KeyReused => ("key-reused", "Idempotency-Key used before", StatusCode::CONFLICT),
            Self::Unauthorized => ("unauthorized", "A key is needed", StatusCode::UNAUTHORIZED),
            Self::Forbidden => ("forbidden", "The key lacks a role", StatusCode::FORBIDDEN),
            Self::NoStore => ("no-store", "Nothing is kept here", StatusCode::NOT_FOUND),
            Self::StorageFull => ("storage-full", "The disk is full", StatusCode::INSUFFICIENT_STORAGE),
            Self::StoreUnavailable => {
                ("store-unavailable", "The store cannot be written", StatusCode::SERVICE_UNAVAILABLE)
            }
        }
    }

    /// Seconds after which another try makes sense.
    fn retry_after(self) -> Option<&'static str> {
        match self {
            Self::Overloaded => Some("1"),
            Self::Draining | Self::StoreUnavailable => Some("5"),
            _ => None,
        }
    }
}

/// One problem, on its way to the client.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{detail}")]
pub struct Problem {
    /// What kind.
    pub kind: Kind,
    /// This occurrence, in words for the client; may quote the request, so it is never logged.
    pub detail: Cow<'static, str>,
    /// Further members: line, column, position …
    pub extra: Vec<(&'static str, Value)>,
}

impl Problem {
    /// A problem without further members.
    pub fn new(kind: Kind, detail: impl Into<Cow<'static, str>>) -> Self {
        Self { kind, detail: detail.into(), extra: Vec::new() }
    }

    /// Adds a member.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.extra.push((name, value.into()));
        self
    }

    /// A query parameter that is not understood.
    pub fn parameter(name: &str, detail: String) -> Self {
        Self::new(Kind::InvalidParameter, detail).with("parameter", name)
    }

    /// More than `limit` bytes.
    pub fn too_large(what: &str, limit: usize) -> Self {
        Self::new(Kind::TooLarge, format!("the {what} is larger than {limit} bytes")).with("limit", limit)
    }

    /// Bytes that are no UTF-8 from `position` on.
    pub fn not_utf8(position: usize) -> Self {
        let detail = format!("the byte at position {position} is not valid UTF-8; send the text as UTF-8");
        Self::new(Kind::NotUtf8, detail).with("position", position)
    }

    /// A fault of ours; the client learns no more.
    pub fn internal() -> Self {
        Self::new(Kind::Internal, "something went wrong here; the request_id finds it in the log")
    }

    /// The status of the response.
    pub fn status(&self) -> StatusCode {
        self.kind.parts().2
    }

    /// The document, with the id of the request if there is one.
    pub fn document<'p>(&'p self, request_id: Option<&'p str>) -> impl Serialize + use<'p> {
        Document { problem: self, request_id }
    }
}

struct Document<'p> {
    problem: &'p Problem,
    request_id: Option<&'p str>,
}

impl Serialize for Document<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (slug, title, status) = self.problem.kind.parts();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("type", &format_args!("/problems/{slug}"))?;
        map.serialize_entry("title", title)?;
        map.serialize_entry("status", &status.as_u16())?;
        map.serialize_entry("detail", &self.problem.detail)?;
        if let Some(id) = self.request_id {
            map.serialize_entry("request_id", id)?;
        }
        for (name, value) in &self.problem.extra {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl IntoResponse for Problem {
    /// Leaves the body to the outermost layer, which knows the request id.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        if let Some(seconds) = self.kind.retry_after() {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static(seconds));
        }
        response.extensions_mut().insert(self);
        response
    }
}

/// An error, as RFC 9457 has it.
#[derive(Debug, ToSchema)]
#[schema(example = json!({"type": "/problems/not-arabic", "title": "Not Arabic", "status": 422,
    "detail": "the text looks like Persian; only Arabic is read", "request_id": "0199…", "looks_like": "Persian"}))]
pub struct ProblemDocument {
    /// Stable name of the kind of problem: `/problems/…`.
    #[schema(rename = "type")]
    pub kind: String,
    /// The kind, in words.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// This occurrence, in words.
    pub detail: String,
    /// Finds the request in the log.
    pub request_id: String,
    /// Line of the JSON or of the batch, from 1.
    pub line: Option<usize>,
    /// Column in that line, from 1.
    pub column: Option<usize>,
    /// Byte that is not UTF-8, from 0.
    pub position: Option<usize>,
    /// Path of the member at fault.
    pub field: Option<String>,
    /// Query parameter at fault.
    pub parameter: Option<String>,
    /// What a text that is not Arabic looks like.
    pub looks_like: Option<String>,
    /// The limit exceeded, in bytes.
    pub limit: Option<usize>,
}
