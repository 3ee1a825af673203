//! What is stored, put together again. The pieces are JSON of our own writing, so they are joined, not parsed.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::http::kin::{Copied, Part};
use crate::store::{StoredArticle, time};

/// The parts of an analysis document, in its order.
#[derive(Deserialize, Serialize)]
struct Document<'d> {
    #[serde(borrow)]
    article: &'d RawValue,
    #[serde(borrow)]
    offsets: &'d RawValue,
    #[serde(borrow)]
    sentences: &'d RawValue,
    #[serde(borrow)]
    entities: &'d RawValue,
    #[serde(borrow)]
    sources: &'d RawValue,
    #[serde(borrow)]
    events: &'d RawValue,
    #[serde(borrow)]
    warnings: &'d RawValue,
    #[serde(borrow)]
    engine: &'d RawValue,
}

/// What the store knows of an article beside its document.
#[derive(Serialize)]
struct Beside<'s> {
    stored_at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    copied: Option<&'s Part>,
    text: &'s str,
}

/// The analysis document of a stored article, with its text, the time of storing, and what it has from earlier ones.
///
/// # Errors
/// What is stored is no document: a bug.
pub fn document(stored: &StoredArticle, copied: &Copied) -> serde_json::Result<Vec<u8>> {
    let shell: Document<'_> = serde_json::from_str(&stored.document)?;
    let beside =
        Beside { stored_at: time::rfc3339(stored.stored_at), copied: copied.part.as_ref(), text: &stored.article.text };
    let mut article = joined(shell.article.get(), &serde_json::to_string(&beside)?);
    if let Some(id) = &copied.duplicate_of {
        // inside a string the quotation marks would be escaped
        article = article.replacen("\"duplicate_of\":null", &format!("\"duplicate_of\":\"{id}\""), 1);
    }
    let article = RawValue::from_string(article)?;
    let events = RawValue::from_string(format!("[{}]", stored.events.join(",")))?;
    serde_json::to_vec(&Document { article: &article, events: &events, ..shell })
}

/// Two JSON objects, neither empty nor padded, as one.
pub(super) fn joined(first: &str, second: &str) -> String {
    let first = first.strip_suffix('}').unwrap_or(first);
    let second = second.strip_prefix('{').unwrap_or(second);
    format!("{first},{second}")
}
