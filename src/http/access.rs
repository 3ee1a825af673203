//! Who may ask for what: keys in `Authorization: Bearer`. Where the store never had a key, everybody may everything.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use tokio::sync::Mutex;

use super::error::{Kind, Problem};
use super::memory::Memory;
use super::state::AppState;
use crate::store::{Key, Role};

/// How long keys are remembered: a key that is called back works no longer than this.
const FRESH: Duration = Duration::from_secs(1);

/// The keys of the store, read again every [`FRESH`].
#[derive(Debug, Default)]
pub struct Keys(Mutex<Option<(Instant, Arc<[Key]>)>>);

impl Keys {
    async fn all(&self, memory: &Memory) -> Result<Arc<[Key]>, Problem> {
        let mut read = self.0.lock().await;
        if let Some((_, keys)) = read.as_ref().filter(|(at, _)| at.elapsed() < FRESH) {
            return Ok(Arc::clone(keys));
        }
        let keys: Arc<[Key]> = memory.ask(|store| store.keys()).await?.into();
        *read = Some((Instant::now(), Arc::clone(&keys)));
        Ok(keys)
    }
}

/// Lets a request through, or says what it lacks.
pub async fn guard(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    match admitted(&state, &parts).await {
        Ok(key) => limited(&state, key, Request::from_parts(parts, body), next).await,
        Err(problem) => {
            let challenge = match problem.kind {
                Kind::Unauthorized => Some("Bearer realm=\"isnad\""),
                Kind::Forbidden => Some("Bearer realm=\"isnad\", error=\"insufficient_scope\""),
                _ => None,
            };
            let mut response = problem.into_response();
            if let Some(challenge) = challenge {
                response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
            }
            response
        }
    }
}

/// Whose request it is: the id of the key.
#[derive(Clone, Debug)]
pub struct Caller(pub String);

impl Caller {
    /// Who asks, for the audit log.
    pub fn of(request: &axum::http::Extensions) -> String {
        request.get::<Self>().map_or_else(|| "anybody".to_owned(), |caller| caller.0.clone())
    }
}

/// Takes the request from what its key has left.
async fn limited(state: &AppState, key: Option<String>, mut request: Request, next: Next) -> Response {
    if let Some(key) = &key {
        request.extensions_mut().insert(Caller(key.clone()));
    }
    let (Some(rate), Some(key)) = (&state.rate, key) else { return next.run(request).await };
    match rate.take(&key) {
        Ok(left) => {
            let mut response = next.run(request).await;
            left.write(response.headers_mut());
            response
        }
        Err(left) => {
            let problem =
                Problem::new(Kind::TooMany, "this key has made too many requests; Retry-After says when to go on");
            let mut response = problem.into_response();
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(left.wait));
            left.write(response.headers_mut());
            response
        }
    }
}

/// The id of the key that lets the request through, where one is needed.
async fn admitted(state: &AppState, request: &Parts) -> Result<Option<String>, Problem> {
    // pages, health and the description are for everybody; what is kept, and work, is not
    if !state.memory.is_on() || !request.uri.path().starts_with("/v1/") {
        return Ok(None);
    }
    let keys = state.keys.all(&state.memory).await?;
    // one that was called back counts: it must not open the door to everybody
    if keys.is_empty() {
        return Ok(None);
    }
    let role = match request.method {
        Method::POST => Role::Analyze,
        // corrections name who made them in their notes; HEAD runs the same export and tells its size
        Method::GET | Method::HEAD if matches!(request.uri.path(), "/v1/feedback" | "/v1/audit") => Role::Admin,
        Method::GET | Method::HEAD | Method::OPTIONS => Role::Read,
        _ => Role::Admin,
    };
    let unknown = || Problem::new(Kind::Unauthorized, "a valid key is needed: Authorization: Bearer isn_…");
    let text = bearer(&request.headers).ok_or_else(unknown)?;
    let id = Key::id_of(text).ok_or_else(unknown)?;
    let key = keys.iter().find(|key| key.id == id && key.is(text)).ok_or_else(unknown)?;
    if key.may(role) {
        return Ok(Some(key.id.clone()));
    }
    Err(Problem::new(Kind::Forbidden, format!("this key lacks the role `{}`", role.name())))
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, text) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(text.trim())
}
