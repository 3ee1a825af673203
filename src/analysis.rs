//! The document that goes out: the only types that the shell shares with the core.
//!
//! Strings borrow from the article or from the engine wherever they can; offsets are in the unit asked for.
//! A null is written, not left out; arrays are in text order.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use crate::text::OffsetUnit;

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

/// A claim: something that is said to happen, and who says so.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Event<'a> {
    /// `e1`, `e2` …; unique over the store once the article is stored.
    pub id: String,
    /// Ontology type.
    #[serde(rename = "type")]
    pub kind: &'a str,
    /// English card label.
    pub label: String,
    /// Arabic card label.
    pub label_ar: String,
    /// English sentence for the card.
    pub headline: String,
    /// SCHEME 2.6.
    pub class: &'static str,
    /// positive, negative.
    pub polarity: &'static str,
    /// SCHEME 2.2.
    pub modality: &'static str,
    /// past, present, future.
    pub tense: &'static str,
    /// SCHEME 2.3.
    pub aspect: &'static str,
    /// SCHEME 2.4.
    pub factuality: Factuality,
    /// none, low, medium, high (SCHEME 2.7).
    pub check_worthiness: &'static str,
    /// How sure the event is, 0–1.
    pub confidence: f32,
    /// The words that express it.
    pub trigger: Piece<'a>,
    /// The sentence that proves it.
    pub evidence: Evidence<'a>,
    /// Role name → fillers.
    pub roles: BTreeMap<&'static str, Vec<Role<'a>>>,
    /// Who says so.
    pub attribution: Attribution<'a>,
    /// Codes of other ontologies.
    pub codes: Codes<'a>,
    /// The decisions, in words.
    pub why: Vec<String>,
}

/// `FactBank` values of the head and of the author.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct Factuality {
    /// For the deepest source.
    pub head: &'static str,
    /// For the author.
    pub author: &'static str,
}

/// The sentence an event stands in.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Evidence<'a> {
    /// Sentence id.
    pub sentence: String,
    /// Exactly the article between the offsets.
    pub text: &'a str,
    /// First offset.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

/// A filler of a role.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Role<'a> {
    /// Exactly the article between the offsets.
    pub text: &'a str,
    /// First offset.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The entity it is.
    pub entity: Option<String>,
    /// Normalised value of a time or quantity.
    pub value: Option<String>,
    /// ISO 3166-1 code of the state for whose government a capital or country stands: who acts is Russia, not the city
    /// of Moscow (SCHEME E6).
    pub state: Option<String>,
    /// `pro_drop` or `pronoun` when taken from an earlier mention.
    pub via: Option<&'static str>,
}

/// Who says so, through whom, on which channel.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Attribution<'a> {
    /// Source ids from the author to the deepest voice.
    pub chain: Vec<String>,
    /// The last of the chain.
    pub head: String,
    /// True when the actor of a speech act is its own source (R10).
    #[serde(rename = "self")]
    pub own: bool,
    /// The reporting word.
    pub cue: Option<Piece<'a>>,
    /// direct, mixed, indirect, none.
    pub quote_kind: &'static str,
    /// Where it was said.
    pub channel: Option<Channel<'a>>,
    /// The rule of SCHEME 3.5 that decided.
    pub rule: &'static str,
    /// How sure the attribution is, 0–1.
    pub confidence: f32,
}

/// A channel of speech.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Channel<'a> {
    /// SCHEME 3.4.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Platform of a social medium: telegram, x, facebook …
    pub platform: Option<Cow<'a, str>>,
    /// Exactly the article between the offsets.
    pub text: &'a str,
    /// First offset.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

/// Codes of other ontologies.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Codes<'a> {
    /// PLOVER categories.
    pub plover: &'a [String],
    /// CAMEO root.
    pub cameo: &'a str,
    /// IPTC media topic.
    pub iptc: &'a str,
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
