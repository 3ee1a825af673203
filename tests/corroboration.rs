//! Hand-made reports of sixteen stories, with reprints, relays, denials and look-alikes: which of them claim the same, and
//! on how many voices each story rests.

#![expect(clippy::panic, clippy::cast_precision_loss, reason = "a table that cannot be read should say where")]

#[path = "support/engine.rs"]
#[expect(dead_code, reason = "these reports come with a publisher and a day")]
mod engine;

use std::collections::{BTreeMap, BTreeSet};

use engine::engine;
use isnad::corroboration::{Claim, Report, claims, contents};
use isnad::engine::Options;
use isnad::store::time::millis;
use isnad::{Article, Workspace};

/// Pairs of reports rightly joined, at least (F1).
const PAIRS: f64 = 0.90;
/// Stories of which the independent origins are counted rightly, at least.
const ORIGINS: usize = 14;

const REPORTS: &str = include_str!("corroboration/reports.tsv");
const COUNTS: &str = include_str!("corroboration/origins.tsv");

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().skip(1).map(|line| line.split('\t').collect())
}

/// Every report with the claim it belongs to; `None` in place of an event that was not found.
fn reports() -> Vec<(&'static str, Option<Report>)> {
    let read = |(n, row): (usize, Vec<&'static str>)| {
        let [claim, publisher, at, kind, text] = row[..] else { panic!("five cells: {row:?}") };
        (claim, report(n, [publisher, at, kind, text]))
    };
    rows(REPORTS).enumerate().map(read).collect()
}

/// What an article says of a type; `None` if it has no such event.
fn report(n: usize, [publisher, at, kind, text]: [&str; 4]) -> Option<Report> {
    let mut workspace = Workspace::default();
    let article = Article { published_at: Some(at), publisher: Some(publisher), text, ..Article::default() };
    let analysis = engine().analyze(&mut workspace, &article, Options::default());
    let mut workspace = Workspace::default();
    let found =
        contents(&analysis, &mut engine().folding(&mut workspace)).into_iter().find(|content| content.kind == kind);
    let report = |content| Report {
        event: format!("e{n:02}"),
        article: format!("a{n:02}"),
        publisher: Some(publisher.to_owned()),
        at: millis(at).expect("a time"),
        published_at: Some(at.to_owned()),
        content,
    };
    found.map(report)
}

fn pairs<'r>(groups: impl Iterator<Item = Vec<&'r str>>) -> BTreeSet<(&'r str, &'r str)> {
    groups
        .flat_map(|mut group| {
            group.sort_unstable();
            let pairs = |at: usize| group[at + 1..].iter().map(move |other| (at, *other)).collect::<Vec<_>>();
            (0..group.len()).flat_map(pairs).map(|(at, other)| (group[at], other)).collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn the_same_claim_is_found_again_and_its_voices_are_counted() {
    let rows = reports();
    let missing = rows.iter().filter(|(_, report)| report.is_none()).count();
    let all: Vec<Report> = rows.iter().filter_map(|(_, report)| report.clone()).collect();
    let claim_of: BTreeMap<&str, &str> =
        rows.iter().filter_map(|(claim, report)| Some((report.as_ref()?.event.as_str(), *claim))).collect();
    let found = claims(&all);
    let mut stories: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (event, claim) in &claim_of {
        stories.entry(claim).or_default().push(event);
    }
    let wanted = pairs(stories.values().cloned());
    let joined = pairs(found.iter().map(|claim| claim.events.iter().map(String::as_str).collect()));
    let right = wanted.intersection(&joined).count() as f64;
    let f1 = 2.0 * right / (wanted.len() + joined.len()) as f64;
    for (a, b) in wanted.symmetric_difference(&joined) {
        println!(
            "{} {a} {b} {} {}",
            if wanted.contains(&(*a, *b)) { "apart" } else { "joined" },
            claim_of[a],
            claim_of[b]
        );
    }
    let mut counted = 0;
    for row in self::rows(COUNTS) {
        let count: usize = row[1].parse().expect("a number");
        let of = |claim: &&Claim| claim.events.iter().any(|event| claim_of[event.as_str()] == row[0]);
        let origins = found.iter().find(of).map(|claim| claim.origins);
        counted += usize::from(origins == Some(count));
        if origins != Some(count) {
            println!("{}: {origins:?} origins, not {count}", row[0]);
        }
    }
    println!(
        "== {} reports, {missing} without their event; pairs F1 {f1:.3}; origins right in {counted} of 16",
        rows.len()
    );
    for (claim, report) in rows.iter().filter(|(_, report)| report.is_none()) {
        println!("no event: {claim} {report:?}");
    }
    assert!(f1 >= PAIRS, "pairs F1 {f1:.3}");
    assert!(counted >= ORIGINS, "{counted} of 16");
}

#[test]
fn the_order_of_arrival_changes_nothing() {
    let mut all: Vec<Report> = reports().into_iter().filter_map(|(_, report)| report).collect();
    let before = claims(&all);
    all.reverse();
    assert_eq!(claims(&all), before);
    all.rotate_left(17);
    assert_eq!(claims(&all), before);
}

#[test]
fn a_plan_that_happens_and_a_denial_are_told() {
    let all: Vec<Report> = reports().into_iter().filter_map(|(_, report)| report).collect();
    let found = claims(&all);
    let of = |kind: &str| found.iter().find(|claim| claim.kind == kind).expect("a claim of that type");
    let withdrawal = of("military.withdrawal");
    let path: Vec<&str> = withdrawal.path.iter().map(|step| step.modality.as_str()).collect();
    assert_eq!(path, ["planned", "asserted"]);
    let resignation = of("politics.exit");
    assert_eq!(resignation.conflicts.len(), 1, "{:?}", resignation.conflicts);
    assert!(resignation.conflicts[0].words[1].contains("نفى"));
    assert_eq!(resignation.first.publisher.as_deref(), Some("الوطن"));
}

#[test]
fn an_office_and_its_holder_are_one_where_a_report_names_both() {
    let texts = [
        ("النهر", "استقال وزير الخارجية الروسي سيرغي لافروف من منصبه."),
        ("الوطن", "استقال وزير الخارجية الروسي من منصبه."),
        ("الصباح", "استقال سيرغي لافروف من منصبه."),
        ("الشروق", "استقال وزير الخارجية المصري من منصبه."),
    ];
    let read = |(n, (publisher, text)): (usize, &(&str, &str))| {
        report(n, [publisher, "2024-03-05T08:00:00Z", "politics.exit", text]).expect("an event")
    };
    let all: Vec<Report> = texts.iter().enumerate().map(read).collect();
    for order in [[0, 1, 2, 3], [3, 2, 1, 0], [1, 2, 3, 0], [2, 0, 3, 1]] {
        let found = claims(&order.map(|at| all[at].clone()));
        assert_eq!(found.iter().map(|claim| &claim.events[..]).collect::<Vec<_>>(), [["e00", "e01", "e02"]]);
    }
    // five words of eight in common would not make them one
    assert_eq!(claims(&all[1..3]), []);
}

#[test]
fn an_office_is_its_holder_of_that_day() {
    let read = |n, day: &str, text| {
        let at = format!("{day}T08:00:00Z");
        report(n, ["النهر", &at, "politics.exit", text]).expect("an event")
    };
    let joined = |day: &str| {
        let office = read(0, day, "استقال وزير الخارجية الروسي من منصبه مساء الاثنين.");
        claims(&[office, read(1, day, "استقال سيرغي لافروف من منصبه مساء الاثنين.")])
    };
    let why = &joined("2024-03-05")[0].why;
    assert!(why.iter().any(|why| why.contains("in office: سيرغي لافروف")), "{why:?}");
    // before his time
    assert_eq!(joined("2003-03-05"), []);
}
