//! The gold articles as they stand in the folder.

use std::path::{Path, PathBuf};

use serde::Deserialize;

/// An article and what is right in it.
#[derive(Deserialize)]
pub(crate) struct Gold {
    pub(crate) id: String,
    pub(crate) publisher: String,
    pub(crate) published_at: String,
    pub(crate) title: String,
    pub(crate) events: Vec<Event>,
    pub(crate) entities: Vec<Entity>,
    #[serde(skip)]
    pub(crate) text: String,
}

/// A named mention.
#[derive(Deserialize)]
pub(crate) struct Entity {
    pub(crate) text: String,
    #[serde(rename = "type")]
    pub(crate) kind: String,
}

/// A claim.
#[derive(Deserialize)]
pub(crate) struct Event {
    #[serde(rename = "type")]
    pub(crate) kind: String,
    pub(crate) trigger: String,
    pub(crate) context: String,
    pub(crate) label: String,
    pub(crate) polarity: String,
    pub(crate) modality: String,
    pub(crate) class: String,
    pub(crate) actor: Option<String>,
    pub(crate) target: Option<String>,
    pub(crate) place: Option<String>,
    pub(crate) source: Option<Voice>,
    pub(crate) chain: Vec<String>,
    pub(crate) quote: String,
    pub(crate) channel: Option<String>,
    pub(crate) salient: bool,
}

/// Who says so.
#[derive(Deserialize)]
pub(crate) struct Voice {
    pub(crate) text: String,
    pub(crate) aliases: Vec<String>,
}

impl Event {
    /// Code points of the trigger.
    pub(crate) fn span(&self, text: &str) -> (u32, u32) {
        let at =
            text.find(&self.context).expect("the context") + self.context.find(&self.trigger).expect("the trigger");
        let start = text[..at].chars().count();
        (start as u32, (start + self.trigger.chars().count()) as u32)
    }

    /// Every name of the innermost source; none for the author.
    pub(crate) fn voices(&self) -> Option<Vec<&str>> {
        let source = self.source.as_ref()?;
        Some(source.aliases.iter().chain([&source.text]).map(String::as_str).collect())
    }
}

/// Where they are.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold")
}

/// All of them.
pub(crate) fn articles() -> Vec<Gold> {
    let annotations = std::fs::read_to_string(folder().join("annotations.jsonl")).expect("the annotations");
    let read = |line: &str| {
        let mut gold: Gold = serde_json::from_str(line).expect("an annotated article");
        let path = folder().join("articles").join(format!("{}.txt", gold.id));
        gold.text = std::fs::read_to_string(path).expect("its text");
        gold
    };
    annotations.lines().map(read).collect()
}
