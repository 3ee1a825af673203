//! The two examples of every event type: how much of them is read as they say.

#[path = "support/engine.rs"]
mod engine;
#[path = "support/same_phrase.rs"]
mod same_phrase;

use engine::analyze;
use isnad::Workspace;
use isnad::analysis::{Analysis, Event};
use isnad::text::OffsetUnit;
use same_phrase::same_phrase;
use serde::Deserialize;

/// One example a line.
const EXAMPLES: &str = include_str!("data/ontology_examples.jsonl");

/// Share of all examples whose event is found with its type, a trigger that overlaps, and its polarity.
const EVENTS: f64 = 0.95;
/// Of the events found with their type: share with the right modality.
const MODALITY: f64 = 0.90;
/// Of the events found with their type: share with the right deepest source.
const HEAD_SOURCE: f64 = 0.90;
/// Of the events found with their type that have an actor: share with the right one.
const ACTOR: f64 = 0.85;

#[derive(Deserialize)]
struct Example {
    id: String,
    text: String,
    event: Expected,
}

#[derive(Deserialize)]
struct Expected {
    #[serde(rename = "type")]
    kind: String,
    trigger: Phrase,
    polarity: String,
    modality: String,
    head_source: HeadSource,
    roles: Roles,
}

#[derive(Deserialize)]
struct Phrase {
    text: String,
    start: u32,
    end: u32,
}

/// The deepest voice; the author's has no text.
#[derive(Deserialize)]
struct HeadSource {
    text: Option<String>,
}

#[derive(Deserialize)]
struct Roles {
    #[serde(default)]
    actor: Vec<Phrase>,
}

/// Hits out of tries, with the tries that missed.
#[derive(Default)]
struct Share {
    hits: u32,
    tries: u32,
    missed: Vec<String>,
}

impl Share {
    fn count(&mut self, hit: bool, miss: impl FnOnce() -> String) {
        self.tries += 1;
        if hit {
            self.hits += 1;
        } else {
            self.missed.push(miss());
        }
    }

    fn of(&self) -> f64 {
        f64::from(self.hits) / f64::from(self.tries)
    }
}

#[test]
fn most_examples_are_read_as_they_say() {
    let mut workspace = Workspace::default();
    let [mut events, mut modality, mut head_source, mut actor] = [(); 4].map(|()| Share::default());
    for line in EXAMPLES.lines() {
        let Example { id, text, event: expected } = serde_json::from_str(line).expect("an example");
        let analysis = analyze(&mut workspace, &text, OffsetUnit::Codepoint);
        let found = find(&analysis, &expected);
        events.count(found.is_some_and(|e| e.polarity == expected.polarity), || missing(&id, &text, &analysis));
        let Some(found) = found else { continue };
        modality.count(found.modality == expected.modality, || {
            format!("{id}: {} not {}\n    {text}", found.modality, expected.modality)
        });
        let head = head(&analysis, found);
        head_source.count(same_voice(head, expected.head_source.text.as_deref()), || {
            format!(
                "{id}: {} not {}\n    {text}",
                head.unwrap_or("author"),
                expected.head_source.text.as_deref().unwrap_or("author")
            )
        });
        if let Some(wanted) = expected.roles.actor.first() {
            let fillers: Vec<&str> = found.roles.get("actor").into_iter().flatten().map(|f| f.text).collect();
            actor.count(fillers.iter().any(|f| same_phrase(f, &wanted.text)), || {
                format!("{id}: {fillers:?} not {}\n    {text}", wanted.text)
            });
        }
    }
    let shares = [
        ("events", events, EVENTS),
        ("modality", modality, MODALITY),
        ("head source", head_source, HEAD_SOURCE),
        ("actor", actor, ACTOR),
    ];
    for (name, share, floor) in &shares {
        println!("{name}: {}/{} = {:.3}, floor {floor}", share.hits, share.tries, share.of());
        share.missed.iter().for_each(|miss| println!("  {miss}"));
    }
    for (name, share, floor) in shares {
        assert!(share.of() >= floor, "{name}: {:.3} is below {floor}", share.of());
    }
}

#[test]
fn the_examples_agree_with_themselves() {
    for line in EXAMPLES.lines() {
        let example: Example = serde_json::from_str(line).expect("an example");
        for phrase in example.event.roles.actor.iter().chain([&example.event.trigger]) {
            let text: String =
                example.text.chars().skip(phrase.start as usize).take((phrase.end - phrase.start) as usize).collect();
            assert_eq!(text, phrase.text, "{}", example.id);
        }
    }
}

/// The event of the expected type whose trigger overlaps the expected one.
fn find<'a>(analysis: &'a Analysis<'_>, expected: &Expected) -> Option<&'a Event<'a>> {
    let overlaps = |e: &&Event<'_>| e.trigger.start < expected.trigger.end && expected.trigger.start < e.trigger.end;
    analysis.events.iter().filter(overlaps).find(|e| e.kind == expected.kind)
}

/// The text of the deepest source; none for the author.
fn head<'a>(analysis: &Analysis<'a>, event: &Event<'_>) -> Option<&'a str> {
    analysis.sources.iter().find(|s| s.id == event.attribution.head).and_then(|s| s.text)
}

fn same_voice(found: Option<&str>, expected: Option<&str>) -> bool {
    match (found, expected) {
        (Some(found), Some(expected)) => same_phrase(found, expected),
        (found, expected) => found.is_none() && expected.is_none(),
    }
}

fn missing(id: &str, text: &str, analysis: &Analysis<'_>) -> String {
    let found: Vec<String> =
        analysis.events.iter().map(|e| format!("{} {} {}", e.kind, e.trigger.text, e.polarity)).collect();
    format!("{id}: found [{}]\n    {text}", found.join("; "))
}
