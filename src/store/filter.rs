//! What a list of events is asked for.

use super::{Cursor, Fresh, Term};

/// Which events.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Every one of these groups must hold; a group holds when one of its terms does.
    pub groups: Vec<Vec<Term>>,
    /// Published (else stored) at this time or later, in milliseconds since 1970 (UTC).
    pub since: Option<i64>,
    /// Published (else stored) before this time, in milliseconds since 1970 (UTC).
    pub until: Option<i64>,
    /// At least this sure.
    pub min_confidence: f32,
    /// Phrases of search words that the evidence holds, every one.
    pub phrases: Vec<String>,
}

impl Filter {
    /// True for an event that is meant: what the store finds by its indexes.
    pub fn fits(&self, event: &Fresh) -> bool {
        let at = event.event.cursor.at;
        let words = || format!(" {} ", event.words);
        self.since.is_none_or(|since| at >= since)
            && self.until.is_none_or(|until| at < until)
            && event.confidence >= self.min_confidence
            && self.groups.iter().all(|group| group.iter().any(|term| event.terms.contains(term)))
            && (self.phrases.is_empty() || self.phrases.iter().all(|phrase| words().contains(&format!(" {phrase} "))))
    }
}

/// Which claims.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClaimFilter {
    /// Every one of these groups must hold for an event of the claim; a group holds when one of its terms does.
    pub groups: Vec<Vec<Term>>,
    /// Last printed at this time or later, in milliseconds since 1970 (UTC).
    pub since: Option<i64>,
    /// At least as many articles.
    pub min_reports: usize,
    /// At least as many independent origins.
    pub min_origins: usize,
    /// Contradicted or not.
    pub conflict: Option<bool>,
}

/// Which part of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// Most rows.
    pub limit: usize,
    /// Only what comes after this place.
    pub after: Option<Cursor>,
}

/// Width of a bar of a histogram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bucket {
    /// An hour, UTC.
    Hour,
    /// A day, UTC.
    Day,
}

impl Bucket {
    /// Milliseconds.
    pub fn millis(self) -> i64 {
        match self {
            Self::Hour => 3_600_000,
            Self::Day => 86_400_000,
        }
    }
}

/// What a histogram counts apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Ontology type.
    Type,
    /// Deepest voice.
    Source,
    /// First place.
    Place,
}

/// A bar of a histogram.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Its begin, in milliseconds since 1970 (UTC).
    pub start: i64,
    /// What is counted; `None` where there is none: the author's own voice, no place.
    pub key: Option<String>,
    /// Number of events.
    pub events: u64,
    /// True for all that are less frequent than those asked for, taken together.
    pub rest: bool,
}

/// A page of those who are cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitedSources {
    /// The most cited first.
    pub sources: Vec<CitedSource>,
    /// Where the list goes on.
    pub next: Option<SourcesCursor>,
}

/// A place in the list of sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourcesCursor {
    /// Number of the last event that counts.
    pub until: i64,
    /// Events of the source before.
    pub events: i64,
    /// Its number.
    pub label: i64,
}

/// Who is cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitedSource {
    /// Its number.
    pub label: i64,
    /// Its name, as in the fullest mention.
    pub name: String,
    /// Events that stand in its voice.
    pub events: u64,
    /// Articles that cite it.
    pub articles: u64,
    /// Events by grade of anonymity.
    pub anonymity: std::collections::BTreeMap<String, u64>,
    /// First and last time, in milliseconds since 1970 (UTC).
    pub seen: (i64, i64),
}
