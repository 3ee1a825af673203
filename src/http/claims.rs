//! `/v1/claims`: the same claim across articles.

use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use serde_json::value::RawValue;

use super::error::{Kind, Problem, ProblemDocument};
use super::filter::Query;
use super::list::{self, Listing};
use super::negotiate;
use super::query::{flag, unknown};
use super::render::Format;
use super::state::AppState;
use crate::corroboration::Claim;
use crate::store::{ClaimFilter, Page};

/// Filters of events that claims have too.
const FILTERS: [&str; 7] = ["type", "actor", "target", "place", "source", "publisher", "since"];

/// Claims, as a list.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub struct Claims {
    /// The most newsworthy first.
    #[schema(value_type = Vec<Claim>)]
    claims: Vec<Box<RawValue>>,
    /// Where the list goes on; null at its end.
    next: Option<String>,
}

/// What several articles claim
///
/// Events of the same type, parties, place and day, whatever their polarity; the most newsworthy first. A claim is
/// listed from two articles on.
#[utoipa::path(
    get, path = "/v1/claims", tag = "store",
    params(
        ("type" = Option<Vec<String>>, Query, description = "An event type, or a family: plan.*; repeated: or"),
        ("actor" = Option<Vec<String>>, Query, description = "Who does it, in one of its events"),
        ("target" = Option<Vec<String>>, Query, description = "To whom"),
        ("place" = Option<Vec<String>>, Query, description = "Where"),
        ("source" = Option<Vec<String>>, Query, description = "Anyone in the chain of one of its events"),
        ("publisher" = Option<Vec<String>>, Query, description = "An outlet that printed it"),
        ("since" = Option<String>, Query, description = "Last printed at this time or later"),
        ("min_reports" = Option<usize>, Query, description = "At least as many articles (2)"),
        ("min_origins" = Option<usize>, Query, description = "At least as many independent voices (1)"),
        ("conflict" = Option<bool>, Query, description = "Contradicted or not"),
        ("limit" = Option<usize>, Query, description = "1 to 500 (50)"),
        ("cursor" = Option<String>, Query, description = "`next` of another page"),
    ),
    responses(
        (status = 200, description = "A page of claims", body = Claims),
        (status = 304, description = "As it was, by If-None-Match"),
        (status = 404, description = "This server keeps nothing", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 406, description = "Only JSON is made", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 422, description = "An unknown parameter or value", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 503, description = "Overloaded", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn index(State(state): State<AppState>, uri: Uri, request: Request) -> Result<Response, Problem> {
    negotiate::accept(request.headers(), &[Format::Json])?;
    let (mut query, mut listing) = (Query::default(), Listing::default());
    let mut filter = ClaimFilter { min_reports: 2, ..ClaimFilter::default() };
    for (name, value) in list::pairs(&uri)? {
        match name.as_str() {
            "min_reports" => filter.min_reports = whole(&name, &value)?,
            "min_origins" => filter.min_origins = whole(&name, &value)?,
            "conflict" => filter.conflict = Some(flag("conflict", &value)?),
            known if FILTERS.contains(&known) => query.set(&state.engine, known, &value).map(drop)?,
            _ if listing.set(&name, &value)? => {}
            _ => return Err(list::no_parameter(&name)),
        }
    }
    let engine = Arc::clone(&state.engine);
    let page = Page { limit: listing.limit, after: listing.after };
    let ask = move |store: &dyn crate::store::Store| {
        let (groups, since) = query.groups(&engine);
        store.claims(&ClaimFilter { groups, since, ..filter }, page)
    };
    let found = state.memory.ask(ask).await?;
    let next = found.last().filter(|_| found.len() == listing.limit).map(|claim| claim.cursor.to_string());
    let claims = found.into_iter().map(|claim| raw(claim.body)).collect::<Result<_, _>>()?;
    list::json(request.headers(), &Claims { claims, next })
}

/// One claim
#[utoipa::path(
    get, path = "/v1/claims/{id}", tag = "store",
    params(("id" = String, Path, description = "The id of the claim")),
    responses(
        (status = 200, description = "The claim", body = Claim),
        (status = 304, description = "As it was, by If-None-Match"),
        (status = 404, description = "No such claim, or this server keeps nothing", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 406, description = "Only JSON is made", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 503, description = "Overloaded", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn show(
    State(state): State<AppState>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    negotiate::accept(&headers, &[Format::Json])?;
    let body = state.memory.ask(move |store| store.claim(&id)).await?;
    let body = body.ok_or_else(|| Problem::new(Kind::NotFound, "there is no claim of that id"))?;
    Ok(list::tagged(&headers, "application/json", body.into_bytes()))
}

fn whole(name: &str, value: &str) -> Result<usize, Problem> {
    value.parse().ok().filter(|n| *n <= 100_000).ok_or_else(|| unknown(name, value, "a whole number"))
}

fn raw(json: String) -> Result<Box<RawValue>, Problem> {
    RawValue::from_string(json).map_err(|_| Problem::internal())
}
