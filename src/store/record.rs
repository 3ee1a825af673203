//! What is kept, and what comes back.

/// An article to keep.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewArticle {
    /// Outlet; part of the identity of the article.
    pub publisher: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// RFC 3339 date or date and time.
    pub published_at: Option<String>,
    /// The body, exactly as received.
    pub text: String,
}

/// An article with what was found in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// The article.
    pub article: NewArticle,
    /// The analysis document as JSON, its list of events empty: they are kept once, one by one.
    pub document: String,
    /// What was found, in text order.
    pub events: Vec<NewEvent>,
    /// Keys that near-duplicates share, see [`crate::corroboration::Shingles::keys`].
    pub keys: Vec<i64>,
}

/// An event to keep.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewEvent {
    /// Unique over the store, see [`super::identity::event_ids`].
    pub id: String,
    /// The event of the analysis document, as JSON.
    pub body: String,
    /// The sources of its chain, as a JSON array.
    pub sources: String,
    /// What it can be found by.
    pub terms: Vec<Term>,
    /// Its evidence as the words of a search index.
    pub words: String,
    /// How sure it is, 0 to 1.
    pub confidence: f32,
    /// What corroboration sees of it.
    pub content: crate::corroboration::Content,
    /// Ontology type.
    pub kind: String,
    /// Name of the deepest voice; `None` for the author.
    pub source: Option<String>,
    /// Grade of anonymity of the deepest voice.
    pub anonymity: Option<String>,
    /// Name of the first place.
    pub place: Option<String>,
    /// Latitude and longitude of the first place, in degrees.
    pub point: Option<(f64, f64)>,
}

/// A name and a value that events are found by.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Term {
    /// What is said of the event.
    pub facet: Facet,
    /// The value, folded.
    pub value: String,
}

/// What events are found by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Facet {
    /// Ontology type, or `family.*`.
    Type = 1,
    /// Class.
    Class = 2,
    /// Polarity.
    Polarity = 3,
    /// Modality.
    Modality = 4,
    /// Grade of anonymity of the deepest voice.
    Anonymity = 5,
    /// Outlet.
    Publisher = 6,
    /// Who does it.
    Actor = 7,
    /// To whom.
    Target = 8,
    /// Where.
    Place = 9,
    /// Anyone in the chain of sources.
    Source = 10,
}

impl Facet {
    /// The facet of that number.
    pub fn of(number: i64) -> Option<Self> {
        let all = [
            Self::Type,
            Self::Class,
            Self::Polarity,
            Self::Modality,
            Self::Anonymity,
            Self::Publisher,
            Self::Actor,
            Self::Target,
            Self::Place,
            Self::Source,
        ];
        all.into_iter().find(|facet| *facet as i64 == number)
    }
}

/// An article that is kept, with the document that was written of it.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredArticle {
    /// Identity by content, see [`super::article_id`].
    pub id: String,
    /// When it was first stored, in milliseconds since 1970 (UTC).
    pub stored_at: i64,
    /// What was stored.
    pub article: NewArticle,
    /// The analysis document as JSON, without its events.
    pub document: String,
    /// Its events as JSON, in text order.
    pub events: Vec<String>,
}

/// An article in a list.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct ListedArticle {
    /// Identity by content.
    pub id: String,
    /// Headline.
    pub title: Option<String>,
    /// Outlet.
    pub publisher: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// As given.
    pub published_at: Option<String>,
    /// When it was first stored, RFC 3339.
    pub stored_at: String,
    /// Length of the text in code points.
    pub chars: u32,
    /// Number of events.
    pub events: u32,
    /// Its number in the order of storing.
    #[serde(skip)]
    pub seq: i64,
}

/// What a listed event says of its article.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct Origin {
    /// Identity by content.
    pub id: String,
    /// Headline.
    pub title: Option<String>,
    /// Outlet.
    pub publisher: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// As given.
    pub published_at: Option<String>,
}

/// An event in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListedEvent {
    /// Unique over the store.
    pub id: String,
    /// Where it stands in the order of publication.
    pub cursor: Cursor,
    /// When its article was stored, in milliseconds since 1970 (UTC).
    pub stored_at: i64,
    /// Its article.
    pub article: Origin,
    /// The event of the analysis document, as JSON.
    pub body: String,
    /// The sources of its chain, as a JSON array.
    pub sources: String,
    /// Latitude and longitude of the first place, in degrees.
    pub point: Option<(f64, f64)>,
}

/// An act of an admin.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct AuditEntry {
    /// When, RFC 3339.
    pub at: String,
    /// Id of the key, `command line`, or `anybody` where there are no keys.
    pub who: String,
    /// erase, key.create, key.revoke, feedback.export.
    pub act: String,
    /// Id of what it was done to.
    pub what: String,
    /// Its number.
    #[serde(skip)]
    pub seq: i64,
}

/// An article whose text may be a near-duplicate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kin {
    /// Its id.
    pub id: String,
    /// Its text.
    pub text: String,
}

/// An article among others of the same address.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// The article.
    pub article: ListedArticle,
    /// Its events with their ids, in text order.
    pub events: Vec<(String, crate::corroboration::Content)>,
}

/// A claim in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedClaim {
    /// Its newsworthiness and number.
    pub cursor: Cursor,
    /// The claim as JSON.
    pub body: String,
}

/// A place in a list of events: what comes after it is older.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cursor {
    /// Publication (else storing) in milliseconds since 1970 (UTC).
    pub at: i64,
    /// Number in the order of storing.
    pub seq: i64,
}

/// A place in the order of storing: what comes after it is newer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Which store.
    pub store: i64,
    /// Number of the event.
    pub seq: i64,
}

/// An event as it was stored, with what filters see of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Fresh {
    /// The event.
    pub event: ListedEvent,
    /// What it can be found by.
    pub terms: Vec<Term>,
    /// Its evidence as the words of a search index.
    pub words: String,
    /// How sure it is, 0 to 1.
    pub confidence: f32,
}

/// Events in the order of storing.
#[derive(Clone, Debug, PartialEq)]
pub struct Replay {
    /// Those that pass the filter.
    pub events: Vec<ListedEvent>,
    /// How far this has come.
    pub token: Token,
}

/// What became of an article that was put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is new.
    New,
    /// The same text of the same publisher was there; that one stays as it is.
    Known,
}

/// An answer that is given again to the same request under the same key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    /// Digest of the request.
    pub digest: Vec<u8>,
    /// The article that it stored.
    pub article: String,
    /// Of the answer.
    pub content_type: String,
    /// Of the answer.
    pub body: Vec<u8>,
}

impl Remembered {
    /// How long an answer is kept, in milliseconds.
    pub const KEPT: i64 = 24 * 3_600_000;
}
