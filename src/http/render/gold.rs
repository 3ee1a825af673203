//! Reviewed articles as lines of the gold format: a correction becomes a test case by copying a line.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::http::kin::Copied;
use crate::store::Reviewed;
use crate::store::feedback::{Feedback, Judgement, Missing, Verdict, Wrong};

/// The line of an article: its events as they were found, with what editors corrected; what they called no event is left
/// out, what they missed is added.
///
/// # Errors
/// What is stored is no document: a bug.
pub fn line(reviewed: &Reviewed) -> serde_json::Result<Vec<u8>> {
    let document: Value = serde_json::from_slice(&super::stored::document(&reviewed.article, &Copied::default())?)?;
    let text = reviewed.article.article.text.as_str();
    let list = |name: &str| document[name].as_array().map_or(&[][..], Vec::as_slice);
    let mut events: Vec<Value> =
        list("events").iter().filter_map(|event| corrected(event, list("sources"), text, &reviewed.feedback)).collect();
    for feedback in &reviewed.feedback {
        if let Feedback::Missing(missing) = feedback {
            events.extend(missed(missing, text));
        }
    }
    let article = &reviewed.article.article;
    let gold = json!({
        "id": reviewed.article.id, "publisher": article.publisher, "url": article.url,
        "published_at": article.published_at, "title": article.title, "text": text,
        "events": events, "entities": entities(list("entities")),
    });
    let mut bytes = serde_json::to_vec(&gold)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// An event with what was corrected of it; `None` when it was called none.
fn corrected(event: &Value, sources: &[Value], text: &str, feedback: &[Feedback]) -> Option<Value> {
    let mut gold = as_found(event, sources, text);
    let verdicts = feedback.iter().filter_map(|feedback| match feedback {
        Feedback::Event(id, verdict) if event["id"] == id.as_str() => Some(verdict),
        _ => None,
    });
    for Verdict { verdict, field, correct, note } in verdicts {
        if let Some(note) = note {
            gold["note"] = json!(note);
        }
        let Some(field) = (*verdict == Judgement::Wrong).then_some(field)? else {
            if *verdict == Judgement::Right {
                continue;
            }
            return None;
        };
        let Some(correct) = correct else { continue };
        match field {
            Wrong::Type => gold["type"] = json!(correct),
            Wrong::Polarity => gold["polarity"] = json!(correct),
            Wrong::Modality => gold["modality"] = json!(correct),
            Wrong::Source if correct == "author" => (gold["source"], gold["chain"]) = (Value::Null, json!([])),
            Wrong::Source => gold["source"] = json!({"text": correct, "aliases": [], "type": null}),
            Wrong::Actor => gold["actor"] = json!(correct),
            Wrong::Target => gold["target"] = json!(correct),
            Wrong::Place => gold["place"] = json!(correct),
            Wrong::Role => {}
        }
    }
    Some(gold)
}

fn as_found(event: &Value, sources: &[Value], text: &str) -> Value {
    let attribution = &event["attribution"];
    let source = |id: &Value| sources.iter().find(|source| source["id"] == *id && source["type"] != "author");
    let chain = attribution["chain"].as_array().map_or(&[][..], Vec::as_slice);
    let links: Vec<_> = chain.iter().filter(|id| **id != attribution["head"]).filter_map(source).collect();
    let role = |name: &str| event["roles"][name][0]["text"].clone();
    let head = source(&attribution["head"]).map(|head| {
        let mentions = head["mentions"].as_array().map_or(&[][..], Vec::as_slice);
        let others: BTreeSet<_> = mentions.iter().filter_map(|m| m["text"].as_str()).collect();
        let aliases: Vec<_> = others.into_iter().filter(|other| head["text"] != *other).collect();
        json!({"text": head["text"], "aliases": aliases, "type": head["type"]})
    });
    let channel = &attribution["channel"];
    let platform = if channel["type"] == "social_media" { &channel["platform"] } else { &channel["type"] };
    let trigger = event["trigger"]["text"].as_str().unwrap_or_default();
    let start = event["trigger"]["start"].as_u64().and_then(|at| usize::try_from(at).ok()).unwrap_or_default();
    json!({
        "type": event["type"], "trigger": trigger, "context": context(text, start, trigger.chars().count()),
        "label": event["label"], "polarity": event["polarity"], "modality": event["modality"], "class": event["class"],
        "actor": role("actor"), "target": role("target"), "place": role("place"),
        "source": head, "chain": links.iter().map(|link| link["text"].clone()).collect::<Vec<_>>(),
        "quote": attribution["quote_kind"], "channel": platform, "salient": event["check_worthiness"] == "high",
    })
}

fn missed(missing: &Missing, text: &str) -> Option<Value> {
    let length = missing.trigger.end.checked_sub(missing.trigger.start).filter(|length| *length > 0)?;
    let trigger: String = text.chars().skip(missing.trigger.start).take(length).collect();
    Some(json!({
        "type": missing.kind, "trigger": trigger, "context": context(text, missing.trigger.start, length),
        "label": missing.kind, "polarity": "positive", "modality": "asserted", "class": "event_report", "actor": null,
        "target": null, "place": null, "source": null, "chain": [], "quote": "none", "channel": null, "salient": true,
        "note": missing.note,
    }))
}

/// The smallest piece around a trigger that the text holds once and that holds the trigger once.
fn context(text: &str, start: usize, length: usize) -> String {
    let chars: Vec<char> = text.chars().collect();
    let cut = |from: usize, to: usize| chars[from..to].iter().collect::<String>();
    let end = (start + length).min(chars.len());
    let trigger = cut(start.min(end), end);
    for around in 0..chars.len() {
        let piece = cut(start.saturating_sub(around), (end + around).min(chars.len()));
        if text.matches(&piece).count() == 1 && piece.matches(&trigger).count() == 1 {
            return piece;
        }
    }
    trigger
}

fn entities(entities: &[Value]) -> Vec<Value> {
    let kind = |entity: &Value| match entity["type"].as_str()? {
        "person" => Some("PER"),
        "organization" => Some("ORG"),
        "location" | "facility" => Some("LOC"),
        _ => None,
    };
    let mut names = BTreeSet::new();
    for (entity, kind) in entities.iter().filter_map(|entity| Some((entity, kind(entity)?))) {
        let mentions = entity["mentions"].as_array().map_or(&[][..], Vec::as_slice);
        let named = mentions.iter().filter(|mention| mention["kind"] == "name");
        names.extend(named.filter_map(|mention| Some((mention["text"].as_str()?, kind))));
    }
    names.into_iter().map(|(text, kind)| json!({"text": text, "type": kind})).collect()
}
