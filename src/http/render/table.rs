//! Stored events as rows: the columns of [`super::csv`], read from JSON.

use serde_json::Value;

use super::RenderError;
use super::csv::{COLUMNS, ROLES, harmless};
use super::listed::{Listed, event_json};

pub(super) fn write(page: &Listed<'_>) -> Result<Vec<u8>, RenderError> {
    let out = if page.bom { "\u{feff}".as_bytes().to_vec() } else { Vec::new() };
    let mut csv = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(out);
    csv.write_record(COLUMNS)?;
    for event in page.events {
        let event: Value = serde_json::from_str(&event_json(event)?)?;
        csv.write_record(COLUMNS.map(|column| harmless(&cell(&event, column)).into_owned()))?;
    }
    csv.into_inner().map_err(|error| RenderError::Csv(error.into_error().into()))
}

/// What stands in a column.
fn cell(event: &Value, column: &str) -> String {
    let at = |pointer: &str| event.pointer(pointer).map(plain).unwrap_or_default();
    let sources = event["sources"].as_array().map(Vec::as_slice).unwrap_or_default();
    match column {
        "article_id" => at("/article/id"),
        "article_title" => at("/article/title"),
        "publisher" | "url" | "published_at" => at(&format!("/article/{column}")),
        "event_id" => at("/id"),
        "factuality_head" => at("/factuality/head"),
        "factuality_author" => at("/factuality/author"),
        "trigger" | "evidence" => at(&format!("/{column}/text")),
        "trigger_start" => at("/trigger/start"),
        "trigger_end" => at("/trigger/end"),
        "evidence_start" => at("/evidence/start"),
        "evidence_end" => at("/evidence/end"),
        "other_roles" => others(&event["roles"]),
        "chain" => sources.iter().map(|s| s["text"].as_str().unwrap_or("author")).collect::<Vec<_>>().join(" ← "),
        "head_type" => sources.last().map(|head| plain(&head["type"])).unwrap_or_default(),
        "head_anonymity" => sources.last().map(|head| plain(&head["anonymity"])).unwrap_or_default(),
        "cue" => at("/attribution/cue/text"),
        "channel" => at("/attribution/channel/type"),
        "platform" => at("/attribution/channel/platform"),
        "quote_kind" | "rule" => at(&format!("/attribution/{column}")),
        "attribution_confidence" => at("/attribution/confidence"),
        "plover" => list(&event["codes"]["plover"], " "),
        "cameo" | "iptc" => at(&format!("/codes/{column}")),
        "why" => list(&event["why"], "; "),
        role if ROLES.contains(&role) => fillers(&event["roles"][role]),
        plain => at(&format!("/{plain}")),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn list(value: &Value, between: &str) -> String {
    value.as_array().into_iter().flatten().map(plain).collect::<Vec<_>>().join(between)
}

fn fillers(value: &Value) -> String {
    let filler =
        |filler: &Value| plain(filler.get("value").filter(|value| !value.is_null()).unwrap_or(&filler["text"]));
    value.as_array().into_iter().flatten().map(filler).collect::<Vec<_>>().join("; ")
}

fn others(roles: &Value) -> String {
    let others = roles.as_object().into_iter().flatten().filter(|(role, _)| !ROLES.contains(&role.as_str()));
    others.map(|(role, value)| format!("{role}: {}", fillers(value))).collect::<Vec<_>>().join("; ")
}
