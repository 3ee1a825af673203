//! Whole articles with what is right in them: how many events are found, and how many would make a right card.

#[path = "gold/article.rs"]
mod article;
#[path = "support/engine.rs"]
#[expect(dead_code, reason = "these articles come with a title, a publisher and a day")]
mod engine;
#[path = "support/same_phrase.rs"]
mod same_phrase;
#[path = "gold/score.rs"]
mod score;
#[path = "support/voices.rs"]
mod voices;

use std::collections::BTreeMap;

use article::{Event, articles, folder};
use isnad::engine::Options;
use isnad::text::OffsetUnit;
use isnad::{Article, Workspace};
use score::Tally;

/// What each measure reaches, at least.
fn floors() -> BTreeMap<String, f64> {
    let floors = std::fs::read_to_string(folder().join("floor.tsv")).expect("the floors");
    let row = |row: &str| {
        let (name, floor) = row.split_once('\t').expect("two cells");
        (name.to_owned(), floor.parse().expect("a share"))
    };
    floors.lines().skip(1).map(row).collect()
}

#[test]
fn no_measure_falls_below_its_floor() {
    let (mut workspace, mut tally) = (Workspace::default(), Tally::default());
    for gold in articles() {
        let article = Article {
            title: Some(&gold.title),
            publisher: Some(&gold.publisher),
            published_at: Some(&gold.published_at),
            text: &gold.text,
            ..Article::default()
        };
        let options = Options { offsets: OffsetUnit::Codepoint, min_confidence: 0.0 };
        let analysis = engine::engine().analyze(&mut workspace, &article, options);
        tally.add(&gold, &analysis);
    }
    tally.faults.iter().for_each(|fault| println!("{fault}"));
    let (measures, floors) = (tally.measures(), floors());
    for (name, reached) in &measures {
        println!("== {name}: {reached:.3}, floor {:.3}", floors[*name]);
    }
    for (name, reached) in measures {
        assert!(reached >= floors[name], "{name}: {reached:.3} is below {}", floors[name]);
    }
}

#[test]
fn every_string_stands_in_its_text() {
    for gold in articles() {
        let (id, text) = (&gold.id, &gold.text);
        let holds = |piece: &str| assert!(text.contains(piece.trim_start_matches("ال")), "{id}: {piece}");
        for event in &gold.events {
            assert_eq!(text.matches(&event.context).count(), 1, "{id}: {}", event.context);
            assert_eq!(event.context.matches(&event.trigger).count(), 1, "{id}: {}", event.trigger);
            let (start, end) = event.span(text);
            let slice: String = text.chars().skip(start as usize).take((end - start) as usize).collect();
            assert_eq!(slice, event.trigger, "{id}");
            event.voices().into_iter().flatten().for_each(holds);
            event.chain.iter().for_each(|link| holds(link));
            [&event.actor, &event.target, &event.place].into_iter().flatten().for_each(|role| holds(role));
        }
        gold.entities.iter().for_each(|entity| holds(&entity.text));
    }
}

#[test]
fn the_annotations_speak_the_scheme() {
    let among = |value: &String, known: &[&str], id: &str| assert!(known.contains(&value.as_str()), "{id}: {value}");
    let check = |id: &str, event: &Event| {
        among(&event.polarity, &["positive", "negative"], id);
        let modalities =
            ["asserted", "planned", "predicted", "possible", "conditional", "requested", "ordered", "denied", "rumour"];
        among(&event.modality, &modalities, id);
        let classes = ["event_report", "statement", "prediction", "background", "analysis_speculation", "opinion"];
        among(&event.class, &classes, id);
        among(&event.quote, &["none", "indirect", "direct", "mixed"], id);
        assert!(!event.label.is_empty() && event.label.is_ascii(), "{id}: {}", event.label);
    };
    let all = articles();
    assert!(all.len() >= 40, "{} articles", all.len());
    for gold in &all {
        gold.events.iter().for_each(|event| check(&gold.id, event));
        assert!(gold.events.iter().any(|e| e.salient), "{}: nothing to put first", gold.id);
        gold.entities.iter().for_each(|e| among(&e.kind, &["PER", "ORG", "LOC"], &gold.id));
    }
}
