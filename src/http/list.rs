//! What all lists share: their parameters, and answers that a cache may ask about.

use axum::body::Body;
use axum::extract::Query;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest as _, Sha256};

use super::error::{Kind, Problem};
use super::query::unknown;
use crate::store::Cursor;

/// Rows of a page, if nothing is said.
const LIMIT: usize = 50;

/// Most rows of a page.
pub const MOST: usize = 500;

/// Which part of a list.
#[derive(Clone, Copy, Debug)]
pub struct Listing {
    /// Most rows.
    pub limit: usize,
    /// Only what comes after this place.
    pub after: Option<Cursor>,
}

impl Default for Listing {
    fn default() -> Self {
        Self { limit: LIMIT, after: None }
    }
}

impl Listing {
    /// Takes a parameter; false when it is none of these.
    ///
    /// # Errors
    /// An unknown value (422).
    pub fn set(&mut self, name: &str, value: &str) -> Result<bool, Problem> {
        match name {
            "limit" => {
                let limit = value.parse().ok().filter(|n| (1..=MOST).contains(n));
                self.limit = limit.ok_or_else(|| unknown("limit", value, "a whole number from 1 to 500"))?;
            }
            "cursor" => {
                let cursor = Cursor::parse(value);
                self.after = Some(cursor.ok_or_else(|| unknown("cursor", value, "`next` of another page"))?);
            }
            _ => return Ok(false),
        }
        Ok(true)
    }
}

/// The cursor of a list in the order of storing.
pub fn articles_cursor(seq: i64) -> String {
    Cursor { at: 0, seq }.to_string()
}

/// The parameters of a query.
///
/// # Errors
/// They cannot be read, or are not UTF-8 (422).
pub fn pairs(uri: &Uri) -> Result<Vec<(String, String)>, Problem> {
    // what reads them puts U+FFFD in the place of every byte that is none
    if let Some(pair) = uri.query().unwrap_or_default().split('&').find(|pair| !is_utf8(pair)) {
        let name = pair.split('=').next().unwrap_or_default();
        let detail = format!("the value of `{name}` is not UTF-8; percent-encode the text as UTF-8");
        return Err(Problem::new(Kind::NotUtf8, detail).with("parameter", name));
    }
    let pairs = Query::<Vec<(String, String)>>::try_from_uri(uri);
    pairs.map(|pairs| pairs.0).map_err(|_| Problem::parameter("", "the query cannot be read".into()))
}

/// Whether the bytes that `%XX` stand for are UTF-8.
fn is_utf8(encoded: &str) -> bool {
    let mut parts = encoded.split('%');
    let mut bytes: Vec<u8> = parts.next().unwrap_or_default().into();
    for part in parts {
        let escape = part.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(escape.unwrap_or(b'%'));
        bytes.extend_from_slice(if escape.is_some() { &part.as_bytes()[2..] } else { part.as_bytes() });
    }
    std::str::from_utf8(&bytes).is_ok()
}

/// A parameter that nothing here knows.
pub fn no_parameter(name: &str) -> Problem {
    Problem::parameter(name, format!("there is no parameter `{name}` here"))
}

/// A JSON answer with its tag.
///
/// # Errors
/// It cannot be written: a bug.
pub fn json(headers: &HeaderMap, value: &impl serde::Serialize) -> Result<Response, Problem> {
    let body = serde_json::to_vec(value).map_err(|_| Problem::internal())?;
    Ok(tagged(headers, "application/json", body))
}

/// An answer with a tag of its content; 304 to a client that has it.
pub fn tagged(headers: &HeaderMap, content_type: &'static str, body: Vec<u8>) -> Response {
    let digest = Sha256::digest(&body);
    let tag = digest.iter().take(8).fold(String::from("\""), |tag, byte| format!("{tag}{byte:02x}")) + "\"";
    let known = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let known = known.flat_map(|value| value.split(',')).any(|known| matches(known.trim(), &tag));
    let mut response = if known { StatusCode::NOT_MODIFIED.into_response() } else { Response::new(Body::from(body)) };
    let headers = response.headers_mut();
    if !known {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    }
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    headers.insert(header::VARY, HeaderValue::from_static("accept, authorization"));
    response
}

fn matches(known: &str, tag: &str) -> bool {
    known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag
}
