//! `Idempotency-Key`: the same request under the same key gets the same answer for a day.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use sha2::{Digest as _, Sha256};

use super::error::{Kind, Problem};
use super::memory::Memory;
use super::negotiate::Media;
use super::query::Parameters;
use super::render::Format;
use crate::store::Remembered;

/// Longest key, in bytes.
const LONGEST: usize = 128;

/// What a request asks for.
#[derive(Debug)]
pub struct Asked<'r> {
    /// What the body is.
    pub media: Media,
    /// What the answer is to be.
    pub format: Format,
    /// What the query says.
    pub parameters: &'r Parameters,
    /// The body.
    pub body: &'r [u8],
}

/// A key and the digest of its request.
#[derive(Clone, Debug)]
pub struct Key {
    key: String,
    digest: Vec<u8>,
}

impl Key {
    /// The key of a request, if it has one.
    ///
    /// # Errors
    /// A key that is empty, too long or no text (422).
    pub fn of(headers: &HeaderMap, asked: &Asked<'_>) -> Result<Option<Self>, Problem> {
        let Some(value) = headers.get("idempotency-key") else { return Ok(None) };
        let key = std::str::from_utf8(value.as_bytes()).ok().filter(|key| (1..=LONGEST).contains(&key.len()));
        let bad = || Problem::parameter("Idempotency-Key", format!("the key is 1 to {LONGEST} bytes of UTF-8"));
        let key = key.ok_or_else(bad)?.to_owned();
        let mut digest = Sha256::new();
        // what was understood: a charset that is named or a default that is spelled out makes no other request
        let Asked { media, format, parameters, body } = asked;
        let understood = format!("{media:?} {format:?} {parameters:?}");
        for part in [understood.as_bytes(), body] {
            digest.update((part.len() as u64).to_le_bytes());
            digest.update(part);
        }
        Ok(Some(Self { key, digest: digest.finalize().to_vec() }))
    }

    /// The answer that was given before.
    ///
    /// # Errors
    /// It was given to another request (409).
    pub async fn recall(&self, memory: &Memory) -> Result<Option<Response>, Problem> {
        let key = self.key.clone();
        let known = memory.ask(move |store| store.recall(&key)).await?;
        known.map(|known| self.checked(known)).transpose()
    }

    /// Keeps an answer; gives the one to send, which is an older one if the same request came twice at once.
    ///
    /// # Errors
    /// The key went to another request meanwhile (409).
    pub async fn remember(
        &self,
        memory: &Memory,
        article: String,
        content_type: &'static str,
        body: Vec<u8>,
    ) -> Result<Response, Problem> {
        let (key, digest) = (self.key.clone(), self.digest.clone());
        let answer = Remembered { digest, article, content_type: content_type.to_owned(), body };
        self.checked(memory.ask(move |store| store.remember(&key, answer)).await?)
    }

    fn checked(&self, known: Remembered) -> Result<Response, Problem> {
        if known.digest != self.digest {
            return Err(Problem::new(Kind::KeyReused, "this Idempotency-Key was used for another request"));
        }
        let mut response = Response::new(Body::from(known.body));
        let location = format!("/v1/articles/{}", known.article);
        for (name, value) in [(header::CONTENT_TYPE, known.content_type), (header::LOCATION, location)] {
            if let Ok(value) = HeaderValue::from_str(&value) {
                response.headers_mut().insert(name, value);
            }
        }
        response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept"));
        Ok(response)
    }
}
