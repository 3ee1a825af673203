//! A page of stored events in its formats.

use serde::Serialize;
use serde_json::value::RawValue;

use super::stored::joined;
use super::{MediaType, RenderError, atom, geojson, table};
use crate::store::{ListedEvent, Origin};

/// A format of a list of events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListFormat {
    /// `{"events": […], "next": …}`.
    Json,
    /// One event a line.
    Ndjson,
    /// One event a row.
    Csv,
    /// Events with a point on the map; those without have no geometry.
    GeoJson,
    /// A feed.
    Atom,
}

impl ListFormat {
    /// All, the first being the default.
    pub const ALL: &[Self] = &[Self::Json, Self::Ndjson, Self::Csv, Self::GeoJson, Self::Atom];

    /// By the name that `format=` has for it.
    pub fn named(name: &str) -> Option<Self> {
        let at = ["json", "ndjson", "csv", "geojson", "atom"].iter().position(|known| *known == name)?;
        Self::ALL.get(at).copied()
    }

    /// The `Content-Type` it goes out with.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Atom => "application/atom+xml; charset=utf-8",
            other => other.media_type(),
        }
    }
}

impl MediaType for ListFormat {
    fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Ndjson => "application/x-ndjson",
            Self::Csv => "text/csv",
            Self::GeoJson => "application/geo+json",
            Self::Atom => "application/atom+xml",
        }
    }
}

/// A page on its way out.
#[derive(Clone, Copy, Debug)]
pub struct Listed<'l> {
    /// The events.
    pub events: &'l [ListedEvent],
    /// Where the list goes on.
    pub next: Option<&'l str>,
    /// The query that the list answers, without its cursor.
    pub query: &'l str,
    /// CSV begins with a byte order mark, for spreadsheets that need one.
    pub bom: bool,
}

/// Writes a page.
///
/// # Errors
/// What is stored is no event: a bug.
pub fn render(format: ListFormat, page: &Listed<'_>) -> Result<Vec<u8>, RenderError> {
    match format {
        ListFormat::Json => Ok(serde_json::to_vec(&Page { events: raw(page.events)?, next: page.next })?),
        ListFormat::Ndjson => {
            let lines = page.events.iter().map(|event| Ok(event_json(event)? + "\n"));
            Ok(lines.collect::<serde_json::Result<String>>()?.into_bytes())
        }
        ListFormat::Csv => table::write(page),
        ListFormat::GeoJson => Ok(geojson::write(page.events)?),
        ListFormat::Atom => Ok(atom::write(page)?),
    }
}

#[derive(Serialize)]
struct Page<'l> {
    events: Vec<Box<RawValue>>,
    next: Option<&'l str>,
}

#[derive(Serialize)]
struct Before<'l> {
    article: &'l Origin,
    sources: &'l RawValue,
}

fn raw(events: &[ListedEvent]) -> serde_json::Result<Vec<Box<RawValue>>> {
    events.iter().map(|event| RawValue::from_string(event_json(event)?)).collect()
}

/// The event of the analysis document, with its article and the sources of its chain before it.
///
/// # Errors
/// What is stored is no event: a bug.
pub fn event_json(event: &ListedEvent) -> serde_json::Result<String> {
    let before = Before { article: &event.article, sources: serde_json::from_str(&event.sources)? };
    Ok(joined(&serde_json::to_string(&before)?, &event.body))
}
