//! W3C Web Annotations (JSON-LD): each event annotates its trigger.
//!
//! The standard counts positions in code points, so offsets here are code points whatever was asked for.

use serde::Serialize;
use serde_json::{Value, json};

use super::ndjson::Origin;
use crate::analysis::{Analysis, Event, Source};

/// Code points of context on either side of a quotation.
const CONTEXT: usize = 32;

#[derive(Serialize)]
struct Page<'b, 'a> {
    #[serde(rename = "@context")]
    context: Value,
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    article: Origin<'b>,
    sources: &'b [Source<'a>],
    items: Vec<Annotation<'b, 'a>>,
}

#[derive(Serialize)]
struct Annotation<'b, 'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    motivation: &'static str,
    body: Body<'b, 'a>,
    target: Target<'b>,
}

#[derive(Serialize)]
struct Body<'b, 'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    event: &'b Event<'a>,
}

#[derive(Serialize)]
struct Target<'b> {
    source: &'b str,
    selector: [Selector<'b>; 2],
}

#[derive(Serialize)]
#[serde(tag = "type")]
enum Selector<'b> {
    #[serde(rename = "TextPositionSelector")]
    Position { start: u32, end: u32 },
    #[serde(rename = "TextQuoteSelector")]
    Quote { exact: &'b str, prefix: &'b str, suffix: &'b str },
}

pub(super) fn write(analysis: &Analysis<'_>, text: &str, out: &mut Vec<u8>) -> serde_json::Result<()> {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let slice = |from: usize, to: usize| {
        let at = |n: usize| starts.get(n).copied().unwrap_or(text.len());
        text.get(at(from)..at(to)).unwrap_or_default()
    };
    let urn = format!("urn:sha256:{}", analysis.article.sha256);
    let source = analysis.article.url.as_deref().unwrap_or(&urn);
    let annotation = |event| {
        let event: &Event<'_> = event;
        let Event { id, trigger, .. } = event;
        let (start, end) = (trigger.start as usize, trigger.end as usize);
        let quote = Selector::Quote {
            exact: trigger.text,
            prefix: slice(start.saturating_sub(CONTEXT), start),
            suffix: slice(end, end + CONTEXT),
        };
        let position = Selector::Position { start: trigger.start, end: trigger.end };
        Annotation {
            id: format!("{urn}#{id}"),
            kind: "Annotation",
            motivation: "classifying",
            body: Body { kind: "isnad:Event", event },
            target: Target { source, selector: [position, quote] },
        }
    };
    // the event and its sources stand as they are (`@json`): their members are no terms of the annotation vocabulary
    let json = |name: &str| json!({"@id": format!("isnad:{name}"), "@type": "@json"});
    let own =
        json!({"isnad": "urn:isnad:", "event": json("event"), "article": json("article"), "sources": json("sources")});
    let page = Page {
        context: json!(["http://www.w3.org/ns/anno.jsonld", own]),
        id: format!("{urn}#annotations"),
        kind: "AnnotationPage",
        article: Origin::of(&analysis.article),
        sources: &analysis.sources,
        items: analysis.events.iter().map(annotation).collect(),
    };
    serde_json::to_writer(out, &page)
}
