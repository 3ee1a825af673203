//! Events as they go out: what is said to have happened, and who says so.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::Piece;

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
