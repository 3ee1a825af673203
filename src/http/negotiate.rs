//! Which format goes out (`Accept`) and which came in (`Content-Type`).

use axum::http::{HeaderMap, header};

use super::error::{Kind, Problem};
use super::render::{Format, MediaType};

/// Formats of an analysis, the first being the default.
pub const ANALYSIS: &[Format] = &[Format::Json, Format::Ndjson, Format::Csv, Format::LdJson];

/// The best of `offered` by the `Accept` header; the earlier wins a tie.
///
/// # Errors
/// 406 when none is acceptable.
pub fn accept<F: MediaType>(headers: &HeaderMap, offered: &[F]) -> Result<F, Problem> {
    let mut values = headers.get_all(header::ACCEPT).iter().peekable();
    if values.peek().is_none() {
        return Ok(offered[0]);
    }
    let ranges: Vec<(&str, u16)> =
        values.filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(',')).filter_map(range).collect();
    let quality = |format: &F| {
        let matches = ranges.iter().filter_map(|&(range, q)| Some((specificity(range, format.media_type())?, q)));
        matches.max_by_key(|&(specificity, _)| specificity).map_or(0, |(_, q)| q)
    };
    // max_by_key takes the last of equals, hence the reversal
    let best = offered.iter().rev().max_by_key(|format| quality(format)).copied();
    best.filter(|format| quality(format) > 0).ok_or_else(|| {
        let names = offered.iter().map(|format| format.media_type()).collect::<Vec<_>>();
        Problem::new(Kind::NotAcceptable, format!("made here: {}", names.join(", "))).with("available", names)
    })
}

/// A media range and its quality in thousandths.
fn range(item: &str) -> Option<(&str, u16)> {
    let mut parts = item.split(';').map(str::trim);
    let range = parts.next().filter(|range| !range.is_empty())?;
    let q = parts
        .find_map(|p| p.strip_prefix(['q', 'Q'])?.strip_prefix('='))
        .map_or(Some(1.0), |q| q.parse::<f32>().ok())?;
    #[expect(clippy::cast_sign_loss, reason = "clamped")]
    Some((range, (q.clamp(0.0, 1.0) * 1000.0) as u16))
}

fn specificity(range: &str, media_type: &str) -> Option<u8> {
    if range.eq_ignore_ascii_case(media_type) {
        return Some(2);
    }
    match range.strip_suffix("/*")? {
        "*" => Some(0),
        group => media_type.split_once('/').is_some_and(|(g, _)| g.eq_ignore_ascii_case(group)).then_some(1),
    }
}

/// What a body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    /// `application/json`.
    Json,
    /// `text/plain`.
    Plain,
    /// `text/html`.
    Html,
    /// `application/x-ndjson` and its other names.
    Ndjson,
}

/// The media type of the body, if it is one of `taken`.
///
/// # Errors
/// 415 for a missing or other type, a charset that is not UTF-8, or a content-encoding.
pub fn content_type(headers: &HeaderMap, taken: &[Media]) -> Result<Media, Problem> {
    let names = taken.iter().flat_map(|media| media.names()).copied().collect::<Vec<_>>().join(", ");
    let refuse =
        |why: String| Problem::new(Kind::UnsupportedMediaType, format!("{why}; taken here: {names}, in UTF-8"));
    let value = headers.get(header::CONTENT_TYPE).ok_or_else(|| refuse("there is no content-type".into()))?;
    let packed =
        headers.get(header::CONTENT_ENCODING).is_some_and(|how| !how.as_bytes().eq_ignore_ascii_case(b"identity"));
    if packed {
        return Err(refuse("a packed body is not read".into()));
    }
    let mut parts = value.to_str().unwrap_or_default().split(';').map(str::trim);
    let name = parts.next().unwrap_or_default();
    let is = |media: &&Media| media.names().iter().any(|known| known.eq_ignore_ascii_case(name));
    let media = *taken.iter().find(is).ok_or_else(|| refuse("this content-type is not read".into()))?;
    let charset = parts.filter_map(|p| p.split_once('=')).find(|(key, _)| key.trim().eq_ignore_ascii_case("charset"));
    match charset.map(|(_, charset)| charset.trim().trim_matches('"').to_ascii_lowercase()).as_deref() {
        None | Some("utf-8" | "utf8" | "us-ascii") => Ok(media),
        Some(_) => Err(refuse("this charset is not read".into())),
    }
}

impl Media {
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Json => &["application/json"],
            Self::Plain => &["text/plain"],
            Self::Html => &["text/html"],
            Self::Ndjson => &["application/x-ndjson", "application/ndjson", "application/jsonl"],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: header::HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, value.parse().unwrap())])
    }

    #[test]
    fn accept_header_chooses() {
        let cases = [
            ("*/*", Some(Format::Json)),
            ("text/*", Some(Format::Csv)),
            ("application/*;q=0.5, text/csv", Some(Format::Csv)),
            ("application/json;q=0, application/*", Some(Format::Ndjson)),
            ("application/ld+json", Some(Format::LdJson)),
            ("application/json;Q=0.1, text/csv;Q=0.9", Some(Format::Csv)),
            ("image/png", None),
            ("", None),
        ];
        for (value, expected) in cases {
            assert_eq!(accept(&headers(header::ACCEPT, value), ANALYSIS).ok(), expected, "{value}");
        }
        assert_eq!(accept(&HeaderMap::new(), ANALYSIS).ok(), Some(Format::Json));
    }

    #[test]
    fn content_type_is_read_with_its_charset() {
        let taken = &[Media::Json, Media::Plain];
        let read = |value: &str| content_type(&headers(header::CONTENT_TYPE, value), taken).ok();
        assert_eq!(read("Application/JSON; charset=\"UTF-8\""), Some(Media::Json));
        assert_eq!(read("text/plain;charset=windows-1256"), None);
        assert_eq!(read("text/html"), None);
    }
}
