//! What isnad should be able to do: the tables of `tests/capabilities`, each with its floor.

#![expect(clippy::panic, reason = "a table that cannot be read should say where")]

#[path = "support/engine.rs"]
mod engine;
#[path = "support/same_phrase.rs"]
mod same_phrase;
#[path = "capabilities/table.rs"]
mod table;
#[path = "support/voices.rs"]
mod voices;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use engine::analyze;
use isnad::Workspace;
use isnad::analysis::{Analysis, Event};
use isnad::text::OffsetUnit;
use same_phrase::same_phrase;
use table::{Expected, Item};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/capabilities")
}

/// Every table but that of the floors, by the name of its capability.
fn tables() -> BTreeMap<String, Vec<Item>> {
    let files = std::fs::read_dir(folder()).expect("the tables").map(|f| f.expect("a file").path());
    let tables = files.filter(|f| f.extension().is_some_and(|e| e == "tsv") && !f.ends_with("floor.tsv"));
    tables.map(|f| (f.file_stem().expect("a name").to_string_lossy().into_owned(), table::read(&f))).collect()
}

/// How many items of each capability are right, at least.
fn floors() -> BTreeMap<String, usize> {
    let floors = std::fs::read_to_string(folder().join("floor.tsv")).expect("the floors");
    let row = |row: &str| {
        let (name, right) = row.split_once('\t').expect("two cells");
        (name.to_owned(), right.parse().expect("a count"))
    };
    floors.lines().skip(1).map(row).collect()
}

#[test]
fn no_capability_falls_below_its_floor() {
    let (floors, mut workspace) = (floors(), Workspace::default());
    let mut fallen = Vec::new();
    let (mut all, mut all_right) = (0, 0);
    for (name, items) in tables() {
        let mut right = 0;
        for item in &items {
            let faults = judge(item, &analyze(&mut workspace, &item.text, OffsetUnit::Codepoint));
            right += usize::from(faults.is_empty());
            if !faults.is_empty() {
                println!("{name}:{} {}\n    {}", item.line, item.text.replace('\n', " "), faults.join("\n    "));
            }
        }
        let floor = floors.get(&name).copied().unwrap_or_else(|| panic!("{name} has no floor"));
        println!("== {name}: {right} of {} right, floor {floor}", items.len());
        if right < floor {
            fallen.push(format!("{name}: {right} right, floor {floor}"));
        }
        (all, all_right) = (all + items.len(), all_right + right);
    }
    println!("== all: {all_right} of {all} right");
    assert!(fallen.is_empty(), "{fallen:?}");
}

#[test]
fn the_tables_speak_the_scheme() {
    let types = types();
    let modalities =
        ["", "asserted", "planned", "predicted", "possible", "conditional", "requested", "ordered", "denied", "rumour"];
    for (name, items) in tables() {
        assert!(!items.is_empty(), "{name}");
        for (item, event) in items.iter().flat_map(|i| i.events.iter().map(move |e| (i, e))) {
            let line = item.line;
            assert!(types.contains(&format!("id = \"{}\"", event.kind)), "{name}:{line}: {}", event.kind);
            assert!(modalities.contains(&event.modality.as_str()), "{name}:{line}: {}", event.modality);
            for voice in event.via.iter().chain([&event.source]).filter(|v| *v != "author") {
                assert!(
                    item.text.contains(voice.trim_start_matches("ال")),
                    "{name}:{line}: {voice} does not stand in the text"
                );
            }
        }
    }
}

/// The ontology as it stands in its files.
fn types() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("config/ontology");
    let files = std::fs::read_dir(folder).expect("the ontology");
    files.map(|f| std::fs::read_to_string(f.expect("a file").path()).expect("a readable file")).collect()
}

/// What is wrong with the analysis of an item; nothing if it is right.
fn judge(item: &Item, analysis: &Analysis<'_>) -> Vec<String> {
    let mut left: Vec<&Event<'_>> = analysis.events.iter().collect();
    let mut faults = Vec::new();
    for expected in &item.events {
        let Some(at) = left.iter().position(|e| e.kind == expected.kind && meets(e, expected)) else {
            if !expected.optional {
                faults.push(format!("missed {}", expected.kind));
            }
            continue;
        };
        compare(expected, left.remove(at), analysis, &mut faults);
    }
    faults.extend(left.iter().map(|e| format!("unexpected {} ({}, {})", e.kind, e.trigger.text, e.polarity)));
    faults
}

fn meets(event: &Event<'_>, expected: &Expected) -> bool {
    event.trigger.start < expected.trigger.1 && expected.trigger.0 < event.trigger.end
}

fn compare(expected: &Expected, event: &Event<'_>, analysis: &Analysis<'_>, faults: &mut Vec<String>) {
    let mut fault = |what: &str, found: &str, wanted: &str| {
        faults.push(format!("{} {what}: {found} not {wanted}", expected.kind));
    };
    if !expected.polarity.is_empty() && event.polarity != expected.polarity {
        fault("polarity", event.polarity, expected.polarity);
    }
    if !expected.modality.is_empty() && event.modality != expected.modality {
        fault("modality", event.modality, &expected.modality);
    }
    if !expected.source.is_empty() {
        let author = expected.source == "author";
        let wanted = [expected.source.as_str()];
        if !voices::spoken_by(analysis, event, (!author).then_some(&wanted)) {
            fault("source", voices::speaker(analysis, event), &expected.source);
        }
        let relays = voices::relays(analysis, event);
        let same = relays.iter().zip(&expected.via).all(|(found, wanted)| same_phrase(found, wanted));
        if relays.len() != expected.via.len() || !same {
            fault("via", &relays.join(" > "), &expected.via.join(" > "));
        }
    }
    for (key, wanted) in &expected.more {
        let found = match key.as_str() {
            "class" => event.class,
            "channel" => voices::channel(event),
            "quote" => event.attribution.quote_kind,
            "self" => {
                if event.attribution.own {
                    "true"
                } else {
                    "false"
                }
            }
            role => {
                let fillers: Vec<&str> = event.roles.get(role).into_iter().flatten().map(|f| f.text).collect();
                let filled =
                    if wanted == "none" { fillers.is_empty() } else { fillers.iter().any(|f| same_phrase(f, wanted)) };
                if !filled {
                    fault(role, &fillers.join(" / "), wanted);
                }
                continue;
            }
        };
        if found != wanted {
            fault(key, found, wanted);
        }
    }
}
