//! `/v1/events`: what was found in all articles that are kept.

use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::Response;

use super::error::{Kind, Problem, ProblemDocument};
use super::filter::Query;
use super::list::{self, Listing};
use super::negotiate;
use super::query::{flag, unknown};
use super::render::Format;
use super::render::listed::{self, ListFormat, Listed, event_json};
use super::state::AppState;
use crate::analysis::{Event, Source};
use crate::store::{ListedEvent, Origin, Page};

/// An event in a list.
#[derive(Debug, utoipa::ToSchema)]
#[allow(dead_code, reason = "describes what is joined from stored JSON")]
pub struct ListedEventDocument {
    /// Its article.
    article: Origin,
    /// The sources of its chain.
    sources: Vec<Source<'static>>,
    /// The event itself.
    #[schema(inline)]
    #[serde(flatten)]
    event: Event<'static>,
}

/// Events, as a list.
#[derive(Debug, utoipa::ToSchema)]
#[allow(dead_code, reason = "describes what is joined from stored JSON")]
pub struct Events {
    /// The newest first.
    events: Vec<ListedEventDocument>,
    /// Where the list goes on; null at its end.
    next: Option<String>,
}

/// What the query of a list of events says.
#[derive(Clone, Debug)]
struct Asked {
    query: Query,
    listing: Listing,
    format: ListFormat,
    bom: bool,
}

impl Asked {
    fn parse(state: &AppState, headers: &HeaderMap, uri: &Uri) -> Result<Self, Problem> {
        let (mut query, mut listing, mut format, mut bom) = (Query::default(), Listing::default(), None, false);
        for (name, value) in list::pairs(uri)? {
            match name.as_str() {
                "format" => {
                    let named = ListFormat::named(&value);
                    format = Some(named.ok_or_else(|| unknown("format", &value, "json, ndjson, csv, geojson, atom"))?);
                }
                "bom" => bom = flag("bom", &value)?,
                _ if query.set(&state.engine, &name, &value)? || listing.set(&name, &value)? => {}
                _ => return Err(list::no_parameter(&name)),
            }
        }
        let format = format.map_or_else(|| negotiate::accept(headers, ListFormat::ALL), Ok)?;
        Ok(Self { query, listing, format, bom })
    }
}

/// Events of all articles
///
/// In the order of publication (of storing, where an article has no date), the newest first. Filters are joined by
/// "and"; the same filter given twice by "or". Names are compared folded: السفارة, سفارة and وَالسَّفَارَة are one. The
/// link to the next page is also in the `Link` header.
#[utoipa::path(
    get, path = "/v1/events", tag = "store",
    params(
        ("type" = Option<Vec<String>>, Query, description = "Type of /v1/ontology, or a family: plan.*"),
        ("class" = Option<Vec<String>>, Query, description = "event_report, statement, prediction, background, analysis_speculation, opinion"),
        ("polarity" = Option<Vec<String>>, Query, description = "positive, negative"),
        ("modality" = Option<Vec<String>>, Query, description = "asserted, denied, rumour, ordered, requested, conditional, planned, predicted, possible"),
        ("actor" = Option<Vec<String>>, Query, description = "Name in the text, full name, English name, ISO code or Wikidata id"),
        ("target" = Option<Vec<String>>, Query, description = "As actor"),
        ("place" = Option<Vec<String>>, Query, description = "As actor"),
        ("source" = Option<Vec<String>>, Query, description = "Anyone in the chain of sources, as actor"),
        ("anonymity" = Option<Vec<String>>, Query, description = "Grade of the deepest voice, A0 to A5"),
        ("publisher" = Option<Vec<String>>, Query, description = "Outlet"),
        ("since" = Option<String>, Query, description = "Date, or date and time"),
        ("until" = Option<String>, Query, description = "Date (to its end), or date and time (exclusive)"),
        ("min_confidence" = Option<f32>, Query, description = "0 to 1"),
        ("q" = Option<String>, Query, description = "Words of the evidence; phrases in quotation marks"),
        ("limit" = Option<u16>, Query, description = "Most events, 1 to 500 (default 50)"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
        ("format" = Option<String>, Query, description = "json, ndjson, csv, geojson, atom: beats Accept"),
        ("bom" = Option<bool>, Query, description = "CSV begins with a byte order mark"),
    ),
    responses(
        (status = 200, description = "A page of the list", content(
            (Events = "application/json"),
            (String = "application/x-ndjson"),
            (String = "text/csv"),
            (serde_json::Value = "application/geo+json"),
            (String = "application/atom+xml"),
        )),
        (status = 304, description = "As the ETag says"),
        (status = 404, description = "This server keeps nothing", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 406, description = "No format asked for is made", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 422, description = "An unknown parameter or value", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 503, description = "Overloaded", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn index(State(state): State<AppState>, uri: Uri, request: Request) -> Result<Response, Problem> {
    let Asked { query, listing, format, bom } = Asked::parse(&state, request.headers(), &uri)?;
    let engine = Arc::clone(&state.engine);
    let page = Page { limit: listing.limit, after: listing.after };
    let asked = without_cursor(uri.query().unwrap_or_default());
    let own = asked.clone();
    let (written, next) = state
        .memory
        .ask(move |store| {
            let events = store.events(&query.filter(&engine), page)?;
            let next = events.last().filter(|_| events.len() == page.limit).map(|last| last.cursor.to_string());
            let listed = Listed { events: &events, next: next.as_deref(), query: &own, bom };
            Ok((listed::render(format, &listed), next))
        })
        .await?;
    let written = written.map_err(|_| Problem::internal())?;
    let mut response = list::tagged(request.headers(), format.content_type(), written);
    if let Some(next) = next {
        let separator = if asked.is_empty() { "" } else { "&" };
        let link = format!("</v1/events?{asked}{separator}cursor={next}>; rel=\"next\"");
        if let Ok(link) = HeaderValue::from_str(&link) {
            response.headers_mut().insert(header::LINK, link);
        }
    }
    Ok(response)
}

/// A query without its cursor, as it was written.
pub(super) fn without_cursor(query: &str) -> String {
    query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("cursor=")).collect::<Vec<_>>().join("&")
}

/// An event
#[utoipa::path(
    get, path = "/v1/events/{id}", tag = "store",
    params(("id" = String, Path, description = "`id` of a stored event")),
    responses(
        (status = 200, description = "The event", body = ListedEventDocument),
        (status = 304, description = "As the ETag says"),
        (status = 404, description = "No event has this id", body = ProblemDocument, content_type = "application/problem+json"),
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
    let event: Option<ListedEvent> = state.memory.ask(move |store| store.event(&id)).await?;
    let event = event.ok_or_else(|| Problem::new(Kind::NotFound, "no event has this id; it may have been erased"))?;
    let body = event_json(&event).map_err(|_| Problem::internal())?;
    Ok(list::tagged(request.headers(), "application/json", body.into_bytes()))
}
