//! Any text at all: no panic, and every piece is the slice at its offsets.

#[path = "support/articles.rs"]
mod articles;
#[path = "support/engine.rs"]
mod engine;
#[path = "support/invariants.rs"]
mod invariants;

use articles::ARTICLES;
use engine::analyze;
use invariants::UNITS;
use isnad::Workspace;
use isnad::text::OffsetUnit;
use proptest::prelude::*;
use serde_json::Value;

/// Words that begin events, attributions and names, and the letters, marks and controls that could hide them.
const PIECES: &[&str] = &[
    "قال",
    "وقال",
    "إن",
    "أن",
    "الوزير",
    "وزير",
    "الخارجية",
    "قصف",
    "الجيش",
    "مدينة",
    "حلب",
    "لبنان",
    "لم",
    "ولن",
    "نفى",
    "نقلت",
    "رويترز",
    "عن",
    "مصدر",
    "عسكري",
    "بحسب",
    "مشيراً",
    "إلى",
    "دعا",
    "مقتل",
    "ثلاثة",
    "أشخاص",
    "محمد",
    "عبد",
    "الله",
    "السفارة",
    "الأميركية",
    "رعاياها",
    "مغادرة",
    "إذا",
    "قد",
    "سوف",
    "سيزور",
    "كما",
    "وأضاف",
    "الذي",
    "على",
    "تيلجرام",
    "أمس",
    "آذار",
    "خطة",
    "كُتِبَ",
    "قــال",
    "ﻻ",
    "ﷺ",
    "أ.ف.ب",
    "د.",
    "و",
    "ل",
    "ال",
    "\u{64b}",
    "\u{651}",
    "\u{640}",
    "\u{200f}",
    "\u{202b}",
    "\u{202c}",
    "\u{2067}",
    "\u{2069}",
    "\u{200d}",
    "\u{feff}",
    "\u{fffd}",
    "«",
    "»",
    "\"",
    "“",
    "”",
    "'",
    "(",
    ")",
    "[",
    ":",
    "،",
    "؛",
    ".",
    "؟",
    "!",
    "…",
    "-",
    "ـ",
    "١٢",
    "42",
    "3.5",
    "1,250",
    "٪",
    "$",
    "\n",
    "\r\n",
    "\n\n",
    "\u{2029}",
    "\t",
    " ",
    "\u{a0}",
    "😀",
    "👩‍👩‍👧",
    "🇱🇧",
    "é",
    "e\u{301}",
    "NATO",
    "https://t.me/x",
    "@user",
    "#وسم",
    "𞸀",
    "\0",
];

/// Up to eighty pieces, with spaces in most of the joints.
fn mixture() -> impl Strategy<Value = String> {
    let piece = (prop::sample::select(PIECES), prop::sample::select(&[" ", " ", " ", ""][..]));
    prop::collection::vec(piece, 0..80)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, joint)| [piece, joint]).collect())
}

/// An article with a few of its characters struck out or exchanged.
fn misprint() -> impl Strategy<Value = String> {
    let article = prop::sample::select(&ARTICLES[..]);
    let edits =
        prop::collection::vec((any::<prop::sample::Index>(), prop::option::of(prop::sample::select(PIECES))), 1..12);
    (article, edits).prop_map(|((_, text), edits)| {
        let mut characters: Vec<String> = text.chars().map(String::from).collect();
        for (at, piece) in edits {
            let at = at.index(characters.len());
            piece.unwrap_or_default().clone_into(&mut characters[at]);
        }
        characters.concat()
    })
}

/// Analyses in every unit and checks every piece.
fn check(text: &str) {
    let mut workspace = Workspace::default();
    for unit in UNITS {
        invariants::check(text, &analyze(&mut workspace, text, unit));
    }
}

/// The document as JSON, the article itself left out, every offset moved back.
fn moved_back(text: &str, by: u64) -> Value {
    let analysis = analyze(&mut Workspace::default(), text, OffsetUnit::Codepoint);
    let mut value = serde_json::to_value(&analysis).expect("an analysis is plain data");
    value["article"] = Value::Null;
    move_offsets(&mut value, by);
    value
}

fn move_offsets(value: &mut Value, by: u64) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                match field.as_u64() {
                    Some(offset) if name == "start" || name == "end" => *field = Value::from(offset.saturating_sub(by)),
                    _ => move_offsets(field, by),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| move_offsets(item, by)),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_at_all(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn any_arabic_letters(text in "[\u{600}-\u{6ff}\u{8a0}-\u{8ff}\u{fb50}-\u{fdff}\u{fe70}-\u{feff} .«»\n]{0,300}") {
        check(&text);
    }

    #[test]
    fn any_mixture(text in mixture()) {
        check(&text);
    }

    #[test]
    fn any_misprint(text in misprint()) {
        check(&text);
    }

    #[test]
    fn spaces_before_only_move_offsets(text in prop_oneof![mixture(), misprint()], spaces in 1_u8..90) {
        let moved = format!("{}{text}", " ".repeat(usize::from(spaces)));
        prop_assert_eq!(moved_back(&moved, u64::from(spaces)), moved_back(&text, 0));
    }
}

/// So much of `unit` as fits into `bytes`.
fn fill(unit: &str, bytes: usize) -> String {
    unit.repeat(bytes / unit.len())
}

/// Analyses once and checks every piece; it is enough that this comes to an end.
fn survives(text: &str) {
    invariants::check(text, &analyze(&mut Workspace::default(), text, OffsetUnit::Codepoint));
}

/// Bytes of an article that nobody would print.
const HUGE: usize = 200_000;

#[test]
fn quotation_marks_without_end() {
    for mark in ["\"", "«", "»", "“", "'", "«»"] {
        survives(&mark.repeat(100_000));
    }
}

#[test]
fn one_letter_mark_or_control_without_end() {
    for unit in [
        "م", "و", "ال", "م ", "\u{64b}", "\u{651}", "\u{640}", "\u{200f}", "\u{202b}", "\u{2067}", "\u{200d}", ".",
        "\n", "1", "(", "😀",
    ] {
        survives(&fill(unit, HUGE));
    }
}

#[test]
fn one_cue_without_end() {
    for unit in [
        "قال إن ",
        "قال ",
        "لم ",
        "نفى أن ",
        "إذا ",
        "الذي قال ",
        "مشيراً إلى أن ",
        "وأكد أن ",
        "نقلت رويترز عن ",
        "، بحسب رويترز ",
    ] {
        survives(&fill(unit, HUGE));
    }
}

#[test]
fn one_event_without_end() {
    for unit in ["قصف الجيش ", "مقتل ", "دعا الوزير إلى ", "قال الوزير إن الجيش قصف المدينة.\n"]
    {
        survives(&fill(unit, HUGE));
    }
}

#[test]
fn one_name_without_end() {
    for unit in ["محمد ", "محمد أحمد علي حسن ", "لبنان ", "الأميركية ", "مدير مكتب وزارة "]
    {
        survives(&fill(unit, HUGE));
    }
}

#[test]
fn quotations_that_nothing_closes() {
    for unit in ["قال: «نرفض ", "قال: \"نرفض ", "قال الوزير: "] {
        survives(&fill(unit, HUGE));
    }
}

#[test]
fn a_sentence_of_five_thousand_words() {
    let (_, article) = ARTICLES[0];
    let marks: &[char] = &['.', '\n', '"', '،', ':', '(', ')'];
    let bare = article.replace(marks, " ");
    let words = bare.split_whitespace().cycle().take(5_000);
    survives(&words.collect::<Vec<_>>().join(" "));
}

#[test]
fn an_answer_does_not_outgrow_its_text() {
    let text = "قصف حلب واعتقل سبعة وقتل خمسة ودعا إلى هدنة ".repeat(3_000);
    let mut workspace = Workspace::default();
    let analysis = analyze(&mut workspace, &text, OffsetUnit::Codepoint);
    let quoted: usize = analysis.events.iter().map(|event| event.evidence.text.len()).sum();
    assert!(quoted <= 32_768 + 20 * text.len(), "{quoted} bytes of evidence for {} of text", text.len());
    assert!(analysis.warnings.iter().any(|w| w.contains("left out")), "{:?}", analysis.warnings);
}
