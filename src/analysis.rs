//! The document that goes out: the only types that the shell shares with the core.
//!
//! Strings borrow from the article or from the engine wherever they can; offsets are in the unit asked for.
//! A null is written, not left out; arrays are in text order.

use std::borrow::Cow;

use serde::Serialize;
use utoipa::ToSchema;

use crate::text::OffsetUnit;

mod event;

pub use self::event::{Attribution, Channel, Codes, Event, Evidence, Factuality, Role};

/// One analysed article.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Analysis<'a> {
    /// What was analysed.
    pub article: ArticleInfo<'a>,
    /// Unit of every `start` and `end` below.
    pub offsets: OffsetUnit,
    /// Sentences in order.
    pub sentences: Vec<SentenceInfo>,
    /// Who and what is named.
    pub entities: Vec<Entity<'a>>,
    /// Who speaks; the first is the author.
    pub sources: Vec<Source<'a>>,
    /// What is said to have happened.
    pub events: Vec<Event<'a>>,
    /// What the reader should know about the analysis.
    pub warnings: Vec<String>,
    /// What analysed it.
    pub engine: EngineInfo<'a>,
}

/// The article as received.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ArticleInfo<'a> {
    /// As given, else the first 16 hex digits of the text's SHA-256; the id in the store once it is stored.
    pub id: Cow<'a, str>,
    /// Always `ar`.
    pub language: &'static str,
    /// As given.
    pub title: Option<Cow<'a, str>>,
    /// As given.
    pub publisher: Option<Cow<'a, str>>,
    /// As given.
    pub url: Option<Cow<'a, str>>,
    /// As given.
    pub published_at: Option<Cow<'a, str>>,
    /// SHA-256 of the text, in hex.
    pub sha256: String,
    /// Length of the text in code points.
    pub chars: usize,
    /// The earliest article of the store that this one is a version of; filled by the server.
    pub duplicate_of: Option<String>,
    /// Your name for it, when the store has given it an id of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_id: Option<Cow<'a, str>>,
    /// What the store did with it: new, known, off; filled by the server.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stored: Option<&'static str>,
    /// The extracted text, for HTML input: offsets count over it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Cow<'a, str>>,
}

/// A sentence.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SentenceInfo {
    /// `n1`, `n2` …
    pub id: String,
    /// Paragraph, from 1.
    pub paragraph: u32,
    /// First offset.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

/// A piece of the article.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Piece<'a> {
    /// Exactly the article between the offsets.
    pub text: &'a str,
    /// First offset.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

/// Somebody, something or some place, with all its mentions.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Entity<'a> {
    /// `k1`, `k2` …
    pub id: String,
    /// person, organization, location, facility, nationality, title, platform, date, quantity, money, event.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// SCHEME 4.1, e.g. `news_agency`.
    pub subtype: Option<Cow<'a, str>>,
    /// Fullest Arabic name.
    pub name: Cow<'a, str>,
    /// English name: as known, composed of known words, or romanised; null for values and unknown nouns.
    pub name_en: Option<Cow<'a, str>>,
    /// Wikidata id.
    pub wikidata: Option<Cow<'a, str>>,
    /// `GeoNames` id.
    pub geonames: Option<u32>,
    /// ISO 3166-1 or 3166-2 code of a country or region, or of the country of a place, organisation, person or
    /// nationality.
    pub iso: Option<Cow<'a, str>>,
    /// Latitude in degrees.
    pub lat: Option<f64>,
    /// Longitude in degrees.
    pub lon: Option<f64>,
    /// What the name may stand for, where the article does not decide it; the ids above are null then.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<Candidate<'a>>,
    /// Normalised value of a date, quantity or sum.
    pub value: Option<Cow<'a, str>>,
    /// Where it is mentioned.
    pub mentions: Vec<Mention<'a>>,
}

/// One of several things that a name may stand for (طرابلس in Lebanon or in Libya).
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Candidate<'a> {
    /// English name.
    pub name_en: Option<Cow<'a, str>>,
    /// Wikidata id.
    pub wikidata: Option<Cow<'a, str>>,
    /// `GeoNames` id.
    pub geonames: Option<u32>,
    /// ISO 3166-1 or 3166-2 code of itself or of its country.
    pub iso: Option<Cow<'a, str>>,
    /// Latitude in degrees.
    pub lat: Option<f64>,
    /// Longitude in degrees.
    pub lon: Option<f64>,
}

/// One mention of an entity.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Mention<'a> {
    /// Exactly the article between the offsets.
    pub text: &'a str,
    /// First offset.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// name, nominal, pronoun.
    pub kind: &'static str,
}

/// A voice.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Source<'a> {
    /// `s0` is the author.
    pub id: String,
    /// SCHEME 3.2.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// A0 named … A5 impersonal rumour; null for the author (SCHEME 3.3).
    pub anonymity: Option<&'static str>,
    /// The entity it is, if named.
    pub entity: Option<String>,
    /// Its fullest mention; null for the author.
    pub text: Option<&'a str>,
    /// The same as one would write it by itself: الجيش السوداني for للجيش السوداني.
    pub name: Option<Cow<'a, str>>,
    /// English name.
    pub name_en: Option<Cow<'a, str>>,
    /// Where it is mentioned as a source.
    pub mentions: Vec<Piece<'a>>,
}

/// What analysed the article.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EngineInfo<'a> {
    /// Crate version.
    pub version: &'static str,
    /// Digest of the data in use, `sha256:…`.
    pub lexicon: &'a str,
    /// Microseconds; filled by the shell, the core has no clock.
    pub took_us: u64,
}
