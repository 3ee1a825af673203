//! What editors say of what was found.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::StoredArticle;

/// Feedback on an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Feedback {
    /// On an event of that id.
    Event(String, Verdict),
    /// An event that was not found.
    Missing(Missing),
}

/// What is said of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Verdict {
    /// Whether it is right.
    pub verdict: Judgement,
    /// What of it is wrong; nothing said: all of it, there is no such event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<Wrong>,
    /// What it should be: a type, polarity or modality of the scheme, or words of the text; `author` for a source that
    /// is the article itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correct: Option<String>,
    /// For people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Right or wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "they say it")]
pub enum Judgement {
    Right,
    Wrong,
}

/// What of an event is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "members of an event")]
pub enum Wrong {
    Type,
    Polarity,
    Modality,
    Source,
    Actor,
    Target,
    Place,
    /// One of its roles, not said which.
    Role,
}

/// An event that was not found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Missing {
    /// Its type.
    #[serde(rename = "type")]
    pub kind: String,
    /// The words that express it.
    pub trigger: MissingTrigger,
    /// For people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Where a missing event stands in the text, in code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MissingTrigger {
    /// First offset.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// An article and all that was said of it, in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Reviewed {
    /// Its number in the order of storing.
    pub seq: i64,
    /// The article with its events.
    pub article: StoredArticle,
    /// What was said.
    pub feedback: Vec<Feedback>,
}
