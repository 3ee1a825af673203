//! Six whole articles: what is read in them (snapshots), and what holds for every analysis.

#[path = "support/articles.rs"]
mod articles;
#[path = "support/engine.rs"]
mod engine;
#[path = "support/invariants.rs"]
mod invariants;
#[path = "support/rendering.rs"]
mod rendering;

use articles::ARTICLES;
use engine::{analyze, engine};
use invariants::UNITS;
use isnad::engine::Options;
use isnad::text::OffsetUnit;
use isnad::{Article, Workspace};

/// The snapshot of an article: `tests/snapshots/analyze__{name}.snap`.
fn snapshot(name: &str) {
    let (_, text) = ARTICLES.iter().find(|(known, _)| *known == name).expect("an article of that name");
    let analysis = analyze(&mut Workspace::default(), text, OffsetUnit::Codepoint);
    insta::assert_json_snapshot!(name, rendering::render(&analysis));
}

#[test]
fn agency_wire() {
    snapshot("agency_wire");
}

#[test]
fn telegram_report() {
    snapshot("telegram_report");
}

#[test]
fn interview() {
    snapshot("interview");
}

#[test]
fn military_communique() {
    snapshot("military_communique");
}

#[test]
fn economic_brief() {
    snapshot("economic_brief");
}

#[test]
fn press_review() {
    snapshot("press_review");
}

#[test]
fn every_piece_is_the_slice_at_its_offsets_in_every_unit() {
    for (_, text) in ARTICLES {
        for unit in UNITS {
            invariants::check(text, &analyze(&mut Workspace::default(), text, unit));
        }
    }
}

#[test]
fn who_promises_stands_before_who_is_quoted_later() {
    let text =
        "وصل الرئيس المصري إلى القاهرة، ووعد بزيارة طهران. وأعلنت وزارة الدفاع السورية أن الجيش انسحب من مدينة حماة.";
    let analysis = analyze(&mut Workspace::default(), text, OffsetUnit::Codepoint);
    let sources: Vec<_> = analysis.sources.iter().map(|source| source.text).collect();
    assert_eq!(sources, [None, Some("الرئيس المصري"), Some("وزارة الدفاع السورية")]);
    invariants::check(text, &analysis);
}

#[test]
fn the_unit_changes_nothing_but_offsets() {
    for (name, text) in ARTICLES {
        let [points, halves, bytes] = UNITS.map(|unit| {
            let analysis = analyze(&mut Workspace::default(), text, unit);
            serde_json::to_string(&rendering::render(&analysis)).expect("an analysis is plain data")
        });
        assert!(points == halves && points == bytes, "{name}");
    }
}

#[test]
fn a_reused_workspace_leaves_no_trace() {
    let mut reused = Workspace::default();
    for (name, text) in ARTICLES.iter().chain(ARTICLES.iter().rev()) {
        assert_eq!(json(&mut reused, text), json(&mut Workspace::default(), text), "{name}");
    }
}

#[test]
fn four_threads_read_the_same() {
    let read = || {
        let mut workspace = Workspace::default();
        ARTICLES.map(|(_, text)| json(&mut workspace, text))
    };
    let alone = read();
    let together = std::thread::scope(|scope| {
        let threads = [(); 4].map(|()| scope.spawn(read));
        threads.map(|thread| thread.join().expect("no panic"))
    });
    for read in together {
        assert_eq!(read, alone);
    }
}

#[test]
fn what_the_caller_says_of_an_article_comes_back() {
    let (_, text) = ARTICLES[0];
    let article = Article {
        id: Some("17"),
        title: Some("عنوان"),
        publisher: Some("صحيفة"),
        url: Some("https://example.org/17"),
        published_at: Some("2025-11-06"),
        text,
    };
    let analysis = engine().analyze(&mut Workspace::default(), &article, Options::default());
    let info = &analysis.article;
    assert_eq!(info.id, "17");
    let said = [&info.title, &info.publisher, &info.url, &info.published_at].map(|s| s.as_deref());
    assert_eq!(said, [article.title, article.publisher, article.url, article.published_at]);
}

#[test]
fn confidence_is_a_threshold() {
    let (_, text) = ARTICLES[0];
    let options = Options { min_confidence: 0.8, ..Options::default() };
    let article = Article { text, ..Article::default() };
    let analysis = engine().analyze(&mut Workspace::default(), &article, options);
    assert!(!analysis.events.is_empty());
    assert!(analysis.events.iter().all(|e| e.confidence >= 0.8));
    invariants::check(text, &analysis);
}

#[test]
fn a_text_without_words_has_no_events() {
    for text in ["", " ", "\n\n", "...", "،؛؟"] {
        let analysis = analyze(&mut Workspace::default(), text, OffsetUnit::Codepoint);
        assert!(analysis.events.is_empty() && analysis.entities.is_empty());
        assert_eq!(analysis.sources.len(), 1);
        invariants::check(text, &analysis);
    }
}

/// The whole document as JSON.
fn json(workspace: &mut Workspace, text: &str) -> String {
    serde_json::to_string(&analyze(workspace, text, OffsetUnit::Utf16)).expect("an analysis is plain data")
}
