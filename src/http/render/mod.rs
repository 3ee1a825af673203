//! The analysis document in its formats.

mod annotation;
mod atom;
mod csv;
mod geojson;
pub mod gold;
pub mod listed;
mod ndjson;
pub mod stored;
mod table;

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::analysis::Analysis;

pub use csv::Csv;

/// A format of an analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The whole document.
    Json,
    /// One event a line.
    Ndjson,
    /// One event a row.
    Csv,
    /// W3C Web Annotations.
    LdJson,
}

/// Something that goes out under a media type.
pub trait MediaType: Copy {
    /// The media type.
    fn media_type(self) -> &'static str;
}

impl MediaType for Format {
    fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Ndjson => "application/x-ndjson",
            Self::Csv => "text/csv",
            Self::LdJson => "application/ld+json",
        }
    }
}

impl Format {
    /// The `Content-Type` it goes out with.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8; header=present",
            other => other.media_type(),
        }
    }
}

/// An analysis that cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// JSON failed.
    #[error("cannot write JSON")]
    Json(#[from] serde_json::Error),
    /// CSV failed.
    #[error("cannot write CSV")]
    Csv(#[from] ::csv::Error),
}

/// Writes `analysis` of `text` in `format`; `parts` counts for JSON only.
///
/// # Errors
/// A value that the format cannot hold: a bug.
pub fn render(format: Format, analysis: &Analysis<'_>, text: &str, parts: Parts) -> Result<Vec<u8>, RenderError> {
    let mut out = Vec::with_capacity(text.len() * 4 + 1024);
    match format {
        Format::Json => serde_json::to_writer(&mut out, &Selected { analysis, parts })?,
        Format::Ndjson => ndjson::write(analysis, &mut out)?,
        Format::Csv => {
            let mut csv = Csv::new(&mut out)?;
            csv.add(analysis)?;
        }
        Format::LdJson => annotation::write(analysis, text, &mut out)?,
    }
    Ok(out)
}

/// A choice of the top-level parts of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts(u8);

const PARTS: [&str; 8] = ["article", "offsets", "sentences", "entities", "sources", "events", "warnings", "engine"];

impl Parts {
    /// The whole document.
    pub const ALL: Self = Self(u8::MAX);

    /// Reads a comma list of names.
    ///
    /// # Errors
    /// A name that is no part.
    pub fn parse(list: &str) -> Result<Self, String> {
        let mut parts = 0;
        for name in list.split(',').map(str::trim) {
            let known = PARTS.iter().position(|part| *part == name);
            let at =
                known.ok_or_else(|| format!("`{name}` is no part of the document; known: {}", PARTS.join(", ")))?;
            parts |= 1 << at;
        }
        Ok(Self(parts))
    }

    fn has(self, at: usize) -> bool {
        self.0 & (1 << at) != 0
    }
}

/// An analysis cut to the parts asked for.
#[derive(Debug)]
pub struct Selected<'a, 'b> {
    /// The whole.
    pub analysis: &'b Analysis<'a>,
    /// What is wanted of it.
    pub parts: Parts,
}

impl Serialize for Selected<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { analysis, parts } = self;
        if *parts == Parts::ALL {
            return analysis.serialize(serializer);
        }
        let mut map = serializer.serialize_map(None)?;
        for (at, name) in PARTS.into_iter().enumerate().filter(|&(at, _)| parts.has(at)) {
            match at {
                0 => map.serialize_entry(name, &analysis.article)?,
                1 => map.serialize_entry(name, &analysis.offsets)?,
                2 => map.serialize_entry(name, &analysis.sentences)?,
                3 => map.serialize_entry(name, &analysis.entities)?,
                4 => map.serialize_entry(name, &analysis.sources)?,
                5 => map.serialize_entry(name, &analysis.events)?,
                6 => map.serialize_entry(name, &analysis.warnings)?,
                _ => map.serialize_entry(name, &analysis.engine)?,
            }
        }
        map.end()
    }
}
