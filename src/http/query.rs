//! Query parameters of an analysis.

use std::borrow::Cow;

use axum::http::Uri;

use super::error::Problem;
use super::intake::Incoming;
use super::list;
use super::render::Parts;
use crate::engine::Options;
use crate::text::OffsetUnit;

/// What the query says about one analysis or one batch.
#[derive(Clone, Debug)]
pub struct Parameters {
    /// Unit of offsets and least confidence.
    pub options: Options,
    /// Parts of the document to return.
    pub parts: Parts,
    /// Whether the article may be kept.
    pub store: bool,
    /// Metadata of the article, for bodies that have no place for it.
    pub meta: Incoming<'static>,
}

impl Parameters {
    /// Reads the query of `uri`; `meta` tells whether metadata may stand there.
    ///
    /// # Errors
    /// An unknown name or value (422).
    pub fn parse(uri: &Uri, meta: bool) -> Result<Self, Problem> {
        let mut found = Self { options: Options::default(), parts: Parts::ALL, store: true, meta: Incoming::default() };
        if uri.query().is_none() {
            return Ok(found);
        }
        for (name, value) in list::pairs(uri)? {
            found.set(&name, value, meta)?;
        }
        Ok(found)
    }

    fn set(&mut self, name: &str, value: String, meta: bool) -> Result<(), Problem> {
        match name {
            "offsets" => self.options.offsets = offsets(&value)?,
            "min_confidence" => self.options.min_confidence = confidence(&value)?,
            "fields" => self.parts = Parts::parse(&value).map_err(|detail| Problem::parameter("fields", detail))?,
            "store" => self.store = flag("store", &value)?,
            "id" if meta => self.meta.id = Some(Cow::Owned(value)),
            "title" if meta => self.meta.title = Some(Cow::Owned(value)),
            "publisher" if meta => self.meta.publisher = Some(Cow::Owned(value)),
            "url" if meta => self.meta.url = Some(Cow::Owned(value)),
            "published_at" if meta => self.meta.published_at = Some(Cow::Owned(value)),
            "id" | "title" | "publisher" | "url" | "published_at" => {
                return Err(Problem::parameter(name, format!("with JSON, `{name}` belongs into the body")));
            }
            _ => return Err(Problem::parameter(name, format!("there is no parameter `{name}` here"))),
        }
        Ok(())
    }
}

/// `true` or `false`.
pub(super) fn flag(name: &str, value: &str) -> Result<bool, Problem> {
    match value {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(unknown(name, value, "true, false")),
    }
}

/// A value that its parameter does not know.
pub(super) fn unknown(name: &str, value: &str, known: &str) -> Problem {
    Problem::parameter(name, format!("`{value}` is no value of `{name}`; known: {known}"))
}

fn offsets(value: &str) -> Result<OffsetUnit, Problem> {
    match value {
        "codepoint" => Ok(OffsetUnit::Codepoint),
        "utf16" => Ok(OffsetUnit::Utf16),
        "byte" => Ok(OffsetUnit::Byte),
        _ => Err(unknown("offsets", value, "codepoint, utf16, byte")),
    }
}

/// A number from 0 to 1.
pub(super) fn confidence(value: &str) -> Result<f32, Problem> {
    let number = value.parse().ok().filter(|n| (0.0..=1.0).contains(n));
    number.ok_or_else(|| unknown("min_confidence", value, "a number from 0 to 1"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(query: &str) -> Result<Parameters, Problem> {
        Parameters::parse(&format!("/v1/analyze?{query}").parse().unwrap(), true)
    }

    #[test]
    fn known_values_are_taken_and_others_refused() {
        let found = parse("offsets=utf16&min_confidence=0.5&fields=events,article&store=false&title=%D8%B3").unwrap();
        assert_eq!(found.options.offsets, OffsetUnit::Utf16);
        assert_eq!(found.meta.title.as_deref(), Some("س"));
        for query in ["offsets=char", "min_confidence=2", "min_confidence=NaN", "fields=event", "store=no", "limit=3"] {
            assert!(parse(query).is_err(), "{query}");
        }
        assert!(Parameters::parse(&"/?id=1".parse().unwrap(), false).is_err());
    }
}
