//! The files of the ontology as serde reads them.

use serde::Deserialize;

use super::EventType;

/// A group of triggers as the file has it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct GroupFile {
    pub(super) verbs: Vec<String>,
    pub(super) nouns: Vec<String>,
    pub(super) phrases: Vec<String>,
    pub(super) frame: String,
    pub(super) needs: Vec<String>,
    pub(super) unless: Vec<String>,
    pub(super) light: Vec<String>,
    pub(super) negative_under: Vec<String>,
    pub(super) polarity: String,
    pub(super) aspect: String,
    pub(super) content: String,
    pub(super) complement: String,
    pub(super) weight: i8,
}

impl GroupFile {
    /// The condition or list of words that a word stands in.
    pub(super) fn list_with(&self, word: &str) -> String {
        let mut lists = [&self.needs, &self.unless, &self.light, &self.negative_under].into_iter().flatten();
        lists.find(|list| list.split_whitespace().any(|w| w == word)).cloned().unwrap_or_default()
    }
}

/// A file of the ontology.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FamilyFile {
    #[serde(default)]
    #[expect(dead_code, reason = "a heading for the reader of the file")]
    pub(super) family: String,
    #[serde(rename = "type", default)]
    pub(super) types: Vec<EventType>,
}
