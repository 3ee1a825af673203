//! Names tied to the world: homonyms by the country in focus (SCHEME 6.4), the state behind a capital (E6), countries of
//! organisations, English names. One name a row; a `-` means nothing, an empty cell is not judged.

#![expect(clippy::panic, reason = "a table that cannot be read should say where")]

#[path = "support/engine.rs"]
mod engine;

use engine::analyze;
use isnad::Workspace;
use isnad::text::OffsetUnit;

const TABLE: &str = include_str!("linking.tsv");

/// What is wrong with a row, if anything.
fn mistake(row: &str) -> Option<String> {
    let cells: Vec<&str> = row.split('\t').collect();
    let [text, name, iso, name_en, candidates, state] = cells[..] else { panic!("six cells: {row}") };
    let mut workspace = Workspace::default();
    let analysis = analyze(&mut workspace, text, OffsetUnit::Codepoint);
    let entity = analysis.entities.iter().find(|e| e.mentions.iter().any(|m| m.text == name));
    let Some(entity) = entity else {
        let names: Vec<&str> = analysis.entities.iter().map(|e| &*e.name).collect();
        return Some(format!("{name} not among {names:?}"));
    };
    let judge = |field: &str, wanted: &str, got: &str| {
        let same = wanted.is_empty() || wanted == got || (wanted == "-" && got.is_empty());
        (!same).then(|| format!("{name}: {field} {got:?}, expected {wanted:?}"))
    };
    let roles = analysis.events.iter().flat_map(|event| event.roles.values().flatten());
    let acts = roles.filter(|role| role.entity.as_ref() == Some(&entity.id)).find_map(|role| role.state.as_deref());
    judge("iso", iso, entity.iso.as_deref().unwrap_or_default())
        .or_else(|| judge("name_en", name_en, entity.name_en.as_deref().unwrap_or_default()))
        .or_else(|| judge("candidates", candidates, &entity.candidates.len().to_string()))
        .or_else(|| judge("state", state, acts.unwrap_or_default()))
}

#[test]
fn names_are_tied_to_what_they_stand_for() {
    let mistakes: Vec<String> = TABLE.lines().skip(1).filter_map(mistake).collect();
    assert!(mistakes.is_empty(), "{}", mistakes.join("\n"));
}

#[test]
fn candidates_say_what_a_name_may_be() {
    let mut workspace = Workspace::default();
    let analysis = analyze(&mut workspace, "وقع انفجار في طرابلس صباح أمس.", OffsetUnit::Codepoint);
    let tripoli = analysis.entities.iter().find(|e| e.name == "طرابلس").expect("a place");
    let countries: Vec<&str> = tripoli.candidates.iter().filter_map(|c| c.iso.as_deref()).collect();
    assert_eq!((countries, tripoli.geonames), (vec!["LB", "LY"], None));
}

/// Articles of our own, with names that no table has.
const ARTICLES: &str = include_str!("articles/agency_wire.txt");

#[test]
fn english_labels_hold_no_arabic() {
    let arabic = |text: &str| text.chars().any(|c| ('\u{600}'..='\u{6ff}').contains(&c));
    let rows = TABLE.lines().skip(1).filter_map(|row| row.split('\t').next());
    let more = ["وصف سكغدان قرنفولي الهجوم على بلدة زغرنوفة بأنه جريمة", "أدان حزب زنجفولة قصف قرى الزغرانية."];
    for text in rows.chain([ARTICLES]).chain(more) {
        let mut workspace = Workspace::default();
        let analysis = analyze(&mut workspace, text, OffsetUnit::Codepoint);
        for event in &analysis.events {
            assert!(!arabic(&event.label) && !arabic(&event.headline), "{} | {}", event.label, event.headline);
        }
        for entity in &analysis.entities {
            assert!(!entity.name_en.as_deref().is_some_and(arabic), "{}", entity.name);
        }
    }
}
