//! `/v1/articles/{id}/versions`: the same address with other texts, and what changed each time.

use axum::extract::{Path, Request, State};
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::error::{Kind, Problem, ProblemDocument};
use super::list;
use super::negotiate;
use super::render::Format;
use super::state::AppState;
use crate::corroboration::{Content, Field, diff};
use crate::store::{ListedArticle, Version};

/// The versions of an article.
#[derive(Debug, Serialize, ToSchema)]
pub struct Versions {
    /// In the order of storing.
    versions: Vec<VersionOf>,
}

/// One version.
#[derive(Debug, Serialize, ToSchema)]
pub struct VersionOf {
    /// The article.
    #[serde(flatten)]
    #[schema(inline)]
    article: ListedArticle,
    /// What changed since the version before; null for the first.
    changes: Option<Changes>,
}

/// What changed since the version before.
#[derive(Debug, Serialize, ToSchema)]
pub struct Changes {
    /// Ids of events that it has and the one before has not.
    added: Vec<Told>,
    /// Ids of events that the one before has.
    dropped: Vec<Told>,
    /// Events that are told differently.
    changed: Vec<ToldAnew>,
}

/// An event and its words.
#[derive(Debug, Serialize, ToSchema)]
pub struct Told {
    /// Its id.
    event: String,
    /// English sentence.
    headline: String,
    /// The sentence that proves it.
    evidence: String,
}

/// An event that is told differently.
#[derive(Debug, Serialize, ToSchema)]
pub struct ToldAnew {
    /// As it was.
    before: Told,
    /// As it is.
    after: Told,
    /// What differs.
    fields: Vec<Field>,
}

/// The versions of an article
///
/// Articles that came with the same `url` and another text, in the order of storing, with what changed each time:
/// events added, dropped, told differently, with both evidences.
#[utoipa::path(
    get, path = "/v1/articles/{id}/versions", tag = "store",
    params(("id" = String, Path, description = "`article.id` of any of them")),
    responses(
        (status = 200, description = "All versions; one, where there is no other", body = Versions),
        (status = 404, description = "No article has this id", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 406, description = "Only JSON is made", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 503, description = "Overloaded", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn index(
    State(state): State<AppState>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    negotiate::accept(request.headers(), &[Format::Json])?;
    let found = state.memory.ask(move |store| store.versions(&id)).await?;
    let found = found.ok_or_else(|| Problem::new(Kind::NotFound, "there is no article of that id"))?;
    let changes = |at: usize| at.checked_sub(1).map(|before| changes(&found[before], &found[at]));
    let changes: Vec<_> = (0..found.len()).map(changes).collect();
    let versions = found.into_iter().zip(changes);
    let versions = versions.map(|(version, changes)| VersionOf { article: version.article, changes }).collect();
    list::json(request.headers(), &Versions { versions })
}

fn changes(before: &Version, after: &Version) -> Changes {
    let contents = |version: &Version| version.events.iter().map(|(_, content)| content.clone()).collect::<Vec<_>>();
    let difference = diff(&contents(before), &contents(after));
    let changed = difference.changed.into_iter().map(|change| ToldAnew {
        before: told(&before.events[change.before]),
        after: told(&after.events[change.after]),
        fields: change.fields,
    });
    Changes {
        added: difference.added.into_iter().map(|at| told(&after.events[at])).collect(),
        dropped: difference.dropped.into_iter().map(|at| told(&before.events[at])).collect(),
        changed: changed.collect(),
    }
}

fn told((event, content): &(String, Content)) -> Told {
    Told { event: event.clone(), headline: content.headline.clone(), evidence: content.evidence.clone() }
}
