//! An analysis as a reader would note it down: texts in place of offsets, names in place of ids.

use std::collections::BTreeMap;

use isnad::analysis::{Analysis, Entity, Event};
use serde::Serialize;

/// The whole document.
#[derive(Debug, Serialize)]
pub(crate) struct Rendering<'a> {
    entities: Vec<String>,
    events: Vec<RenderedEvent<'a>>,
}

/// One event, most telling things first.
#[derive(Debug, Serialize)]
struct RenderedEvent<'a> {
    event: &'a str,
    trigger: &'a str,
    status: String,
    roles: BTreeMap<&'static str, String>,
    said: String,
    rule: &'static str,
    quote: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    channel: Option<String>,
}

/// Renders everything but offsets, labels, confidences and reasons.
pub(crate) fn render<'a>(analysis: &'a Analysis<'_>) -> Rendering<'a> {
    Rendering {
        entities: analysis.entities.iter().map(entity).collect(),
        events: analysis.events.iter().map(|e| event(analysis, e)).collect(),
    }
}

/// `location: دمشق = 2025-11-06 (دمشق, العاصمة)`
fn entity(entity: &Entity<'_>) -> String {
    let mentions: Vec<&str> = entity.mentions.iter().map(|m| m.text).collect();
    let value = entity.value.as_ref().map(|v| format!(" = {v}")).unwrap_or_default();
    format!("{}: {}{value} ({})", entity.kind, entity.name, mentions.join(" | "))
}

fn event<'a>(analysis: &'a Analysis<'_>, event: &'a Event<'_>) -> RenderedEvent<'a> {
    let roles = event.roles.iter().filter(|(_, fillers)| !fillers.is_empty());
    let said: Vec<&str> = event.attribution.chain.iter().map(|id| voice(analysis, id)).collect();
    let own = if event.attribution.own { " (self)" } else { "" };
    RenderedEvent {
        event: event.kind,
        trigger: event.trigger.text,
        status: format!("{}, {}, {}", event.polarity, event.modality, event.class),
        roles: roles
            .map(|(role, fillers)| {
                let texts: Vec<&str> = fillers.iter().map(|f| f.text).collect();
                (*role, texts.join(" | "))
            })
            .collect(),
        said: format!("{}{own}", said.join(" > ")),
        rule: event.attribution.rule,
        quote: event.attribution.quote_kind,
        channel: event.attribution.channel.as_ref().map(|c| {
            let platform = c.platform.as_ref().map(|p| format!(" {p}")).unwrap_or_default();
            format!("{}{platform}: {}", c.kind, c.text)
        }),
    }
}

/// The text of a source; `author` for the one that has none.
fn voice<'a>(analysis: &'a Analysis<'_>, id: &str) -> &'a str {
    let source = analysis.sources.iter().find(|s| s.id == id);
    source.and_then(|s| s.text).unwrap_or("author")
}
