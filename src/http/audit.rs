//! `/v1/audit`: what admins did.

use axum::extract::{Request, State};
use axum::http::Uri;
use axum::response::Response;

use super::error::{Problem, ProblemDocument};
use super::list::{self, Listing};
use super::negotiate;
use super::render::Format;
use super::state::AppState;
use crate::store::AuditEntry;

/// The audit log, as a list.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub struct Audit {
    /// The newest first.
    acts: Vec<AuditEntry>,
    /// Where the list goes on; null at its end.
    next: Option<String>,
}

/// What admins did
///
/// Articles erased, keys made and called back, feedback taken out. Wants the role `admin` where there are keys.
#[utoipa::path(
    get, path = "/v1/audit", tag = "store",
    params(
        ("limit" = Option<u16>, Query, description = "Most entries, 1 to 500 (default 50)"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
    ),
    responses(
        (status = 200, description = "A page of the log", body = Audit),
        (status = 404, description = "This server keeps nothing", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 406, description = "Only JSON is made", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 422, description = "An unknown parameter or value", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 503, description = "Overloaded", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn index(State(state): State<AppState>, uri: Uri, request: Request) -> Result<Response, Problem> {
    negotiate::accept(request.headers(), &[Format::Json])?;
    let mut listing = Listing::default();
    for (name, value) in list::pairs(&uri)? {
        if !listing.set(&name, &value)? {
            return Err(list::no_parameter(&name));
        }
    }
    let (limit, before) = (listing.limit, listing.after.map(|cursor| cursor.seq));
    let acts = state.memory.ask(move |store| store.audit(limit, before)).await?;
    let next = acts.last().filter(|_| acts.len() == limit).map(|last| list::articles_cursor(last.seq));
    list::json(request.headers(), &Audit { acts, next })
}
