//! `/v1/events/histogram` and `/v1/sources`: how often, when, and who is cited.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::Uri;
use axum::response::Response;

use super::error::{Problem, ProblemDocument};
use super::filter::Query;
use super::list;
use super::negotiate;
use super::query::unknown;
use super::render::Format;
use super::state::AppState;
use crate::store::{Bar, Bucket, By, CitedSource, SourcesCursor, time};

/// Most bars of one answer.
const BARS: usize = 100_000;

/// Counts of a bucket, if nothing is said.
const TOP: usize = 50;

/// Most counts of a bucket.
const MOST: usize = 1000;

/// Events counted by time.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub struct Histogram {
    /// In order of time; times without events are left out.
    buckets: Vec<BucketCount>,
}

/// One piece of time.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub struct BucketCount {
    /// Its begin, RFC 3339.
    start: String,
    /// All its events.
    events: u64,
    /// The same, counted apart; the most frequent first, no more than `top`.
    counts: Vec<Count>,
    /// Events of all that are less frequent than these.
    others: u64,
}

/// A value and how often it stands there.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub struct Count {
    /// Type, source or place; null for the author's own voice, or no place.
    key: Option<String>,
    /// Number of events.
    events: u64,
}

/// Events counted by hour or day
///
/// UTC. Takes the filters of `/v1/events`.
#[utoipa::path(
    get, path = "/v1/events/histogram", tag = "store",
    params(
        ("bucket" = Option<String>, Query, description = "hour, day (default)"),
        ("by" = Option<String>, Query, description = "type (default), source (the deepest voice), place (the first)"),
        ("top" = Option<u16>, Query, description = "Most counts of a bucket, 1 to 1000 (default 50); the rest is counted in `others`"),
        ("type" = Option<Vec<String>>, Query, description = "This and all other filters of /v1/events"),
    ),
    responses(
        (status = 200, description = "The counts", body = Histogram),
        (status = 404, description = "This server keeps nothing", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 406, description = "Only JSON is made", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 422, description = "An unknown parameter or value, or too many counts for one answer", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 503, description = "Overloaded", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn histogram(State(state): State<AppState>, uri: Uri, request: Request) -> Result<Response, Problem> {
    negotiate::accept(request.headers(), &[Format::Json])?;
    let (mut query, mut bucket, mut by, mut top) = (Query::default(), Bucket::Day, By::Type, TOP);
    for (name, value) in list::pairs(&uri)? {
        match (name.as_str(), value.as_str()) {
            ("bucket", "hour") => bucket = Bucket::Hour,
            ("bucket", "day") => bucket = Bucket::Day,
            ("bucket", _) => return Err(unknown("bucket", &value, "hour, day")),
            ("by", "type") => by = By::Type,
            ("by", "source") => by = By::Source,
            ("by", "place") => by = By::Place,
            ("by", _) => return Err(unknown("by", &value, "type, source, place")),
            ("top", _) => {
                let number = value.parse().ok().filter(|n| (1..=MOST).contains(n));
                top = number.ok_or_else(|| unknown("top", &value, "a whole number from 1 to 1000"))?;
            }
            _ if query.set(&state.engine, &name, &value)? => {}
            _ => return Err(list::no_parameter(&name)),
        }
    }
    let engine = Arc::clone(&state.engine);
    let ask = move |store: &dyn crate::store::Store| store.histogram(&query.filter(&engine), bucket, by, top);
    let bars = state.memory.ask(ask).await?;
    if bars.len() > BARS {
        return Err(Problem::parameter(
            "since",
            format!("more than {BARS} counts; ask for a shorter time, or a smaller top"),
        ));
    }
    list::json(request.headers(), &Histogram { buckets: gathered(bars) })
}

fn gathered(bars: Vec<Bar>) -> Vec<BucketCount> {
    let mut buckets: Vec<(i64, BucketCount)> = Vec::new();
    for Bar { start, key, events, rest } in bars {
        if buckets.last().is_none_or(|(last, _)| *last != start) {
            buckets
                .push((start, BucketCount { start: time::rfc3339(start), events: 0, counts: Vec::new(), others: 0 }));
        }
        let Some((_, bucket)) = buckets.last_mut() else { continue };
        bucket.events += events;
        if rest {
            bucket.others += events;
        } else {
            bucket.counts.push(Count { key, events });
        }
    }
    buckets.into_iter().map(|(_, bucket)| bucket).collect()
}

/// Who is cited, as a list.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub struct Sources {
    /// The most cited first.
    sources: Vec<Cited>,
    /// Where the list goes on; null at its end.
    next: Option<String>,
}

/// A source that is cited.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub struct Cited {
    /// Its name as in its fullest mention.
    name: String,
    /// Events that stand in its voice.
    events: u64,
    /// Articles that cite it.
    articles: u64,
    /// Events by grade of anonymity, A0 named to A5 impersonal rumour.
    anonymity: BTreeMap<String, u64>,
    /// First time, RFC 3339.
    first: String,
    /// Last time, RFC 3339.
    last: String,
}

/// Who is cited, how often, how anonymous
///
/// Each source by the name it goes by as the deepest voice of an event. The most cited first. Pages after the first one
/// count what was stored when that was asked for: events that come in meanwhile move no source from one page to another.
#[utoipa::path(
    get, path = "/v1/sources", tag = "store",
    params(
        ("limit" = Option<u16>, Query, description = "Most sources, 1 to 500 (default 50)"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
    ),
    responses(
        (status = 200, description = "A page of the list", body = Sources),
        (status = 404, description = "This server keeps nothing", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 406, description = "Only JSON is made", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 422, description = "An unknown parameter or value", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 503, description = "Overloaded", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn sources(State(state): State<AppState>, uri: Uri, request: Request) -> Result<Response, Problem> {
    negotiate::accept(request.headers(), &[Format::Json])?;
    let (mut listing, mut after) = (list::Listing::default(), None);
    for (name, value) in list::pairs(&uri)? {
        if name == "cursor" {
            let cursor = SourcesCursor::parse(&value);
            after = Some(cursor.ok_or_else(|| unknown("cursor", &value, "`next` of another page"))?);
        } else if !listing.set(&name, &value)? {
            return Err(list::no_parameter(&name));
        }
    }
    let limit = listing.limit;
    let found = state.memory.ask(move |store| store.sources(limit, after)).await?;
    let next = found.next.map(|next| next.to_string());
    list::json(request.headers(), &Sources { sources: found.sources.into_iter().map(cited).collect(), next })
}

fn cited(source: CitedSource) -> Cited {
    let CitedSource { name, events, articles, anonymity, seen, .. } = source;
    Cited { name, events, articles, anonymity, first: time::rfc3339(seen.0), last: time::rfc3339(seen.1) }
}
