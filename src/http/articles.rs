//! `/v1/articles`: what is kept.

use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

use super::access::Caller;
use super::error::{Kind, Problem, ProblemDocument};
use super::kin;
use super::list::{self, Listing};
use super::negotiate;
use super::render::{Format, stored};
use super::state::AppState;
use crate::store::ListedArticle;

/// Articles, as a list.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub struct Articles {
    /// The newest first.
    articles: Vec<ListedArticle>,
    /// Where the list goes on; null at its end.
    next: Option<String>,
}

/// The articles that are kept
///
/// In the order of storing, the newest first.
#[utoipa::path(
    get, path = "/v1/articles", tag = "store",
    params(
        ("limit" = Option<u16>, Query, description = "Most articles, 1 to 500 (default 50)"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
    ),
    responses(
        (status = 200, description = "A page of the list", body = Articles),
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
    let limit = listing.limit;
    let before = listing.after.map(|cursor| cursor.seq);
    let articles = state.memory.ask(move |store| store.articles(limit, before)).await?;
    let next = articles.last().filter(|_| articles.len() == limit).map(|last| list::articles_cursor(last.seq));
    list::json(request.headers(), &Articles { articles, next })
}

/// An article
///
/// The whole analysis document as it was stored, with the text and the time of storing. Offsets are code points; the ids
/// of the events are those of `/v1/events`.
#[utoipa::path(
    get, path = "/v1/articles/{id}", tag = "store",
    params(("id" = String, Path, description = "`article.id` of a stored analysis")),
    responses(
        (status = 200, description = "The analysis document", body = crate::analysis::Analysis<'static>),
        (status = 404, description = "No article has this id", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 406, description = "Only JSON is made", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 503, description = "Overloaded", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn show(
    State(state): State<AppState>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    negotiate::accept(request.headers(), &[Format::Json])?;
    let engine = Arc::clone(&state.engine);
    let found = state.memory.ask(move |store| {
        let Some(article) = store.article(&id)? else { return Ok(None) };
        let copied = kin::copied(&engine, &article.article.text, store, &id)?;
        Ok(Some((article, copied)))
    });
    let (article, copied) = found.await?.ok_or_else(unknown)?;
    let document = stored::document(&article, &copied).map_err(|_| Problem::internal())?;
    Ok(list::tagged(request.headers(), "application/json", document))
}

/// Erase an article
///
/// With its events, and for good: when this is answered, no file of the server holds its text any more. A copy that
/// `isnad backup` made before still does.
#[utoipa::path(
    delete, path = "/v1/articles/{id}", tag = "store",
    params(("id" = String, Path, description = "`article.id` of a stored analysis")),
    responses(
        (status = 204, description = "It is gone"),
        (status = 404, description = "No article has this id", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 500, description = "A fault of ours, or traces may be left: ask again", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 503, description = "Overloaded, about to stop, or the store cannot be written", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 507, description = "The disk is full", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn erase(
    State(state): State<AppState>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    let _busy = state.begin()?;
    let who = Caller::of(request.extensions());
    let gone = state.memory.ask(move |store| store.delete(&id, &who)).await?;
    if gone {
        state.tail.forget();
        Ok((StatusCode::NO_CONTENT, [(header::CACHE_CONTROL, "no-store")]).into_response())
    } else {
        Err(unknown())
    }
}

fn unknown() -> Problem {
    Problem::new(Kind::NotFound, "no article has this id; it may have been erased")
}
