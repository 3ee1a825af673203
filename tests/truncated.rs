//! A text may end anywhere, as a field that was cut short does: whatever a rule looks for next is simply not there.

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

/// Words behind which a rule looks further: what belongs to an office, who is close to whom, a clause of another.
const OPEN: &[&str] = &[
    "أضاف المتحدث باسم",
    "قال مصدر لدى",
    "قال مسؤول مقرب من",
    "أعلن الوزير في بيان أن الجيش قصف المدينة، فيما",
    "أعلن الوزير أن الجيش قصف المدينة، لكن",
    "دارت مواجهات بين الجيش من جهة، والقوات الموالية للرئيس",
    "استقبل الوزير المبعوث الخاص إلى",
];

/// Words before the end that are read with it.
const BEFORE: usize = 30;

#[test]
fn a_text_may_end_behind_any_word() {
    let mut workspace = Workspace::default();
    for article in ARTICLES.iter().map(|(_, text)| text).chain(OPEN) {
        let ends: Vec<usize> = article.match_indices(' ').map(|(at, _)| at).chain([article.len()]).collect();
        for (number, &end) in ends.iter().enumerate() {
            let start = number.checked_sub(BEFORE).map_or(0, |first| ends[first]);
            let text = &article[start..end];
            invariants::check(text, &analyze(&mut workspace, text, UNITS[number % UNITS.len()]));
        }
    }
}
