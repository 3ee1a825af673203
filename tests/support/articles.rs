//! The six articles under `tests/articles`, all written for this project.

/// Name and text of each.
pub(crate) const ARTICLES: [(&str, &str); 6] = [
    ("agency_wire", include_str!("../articles/agency_wire.txt")),
    ("telegram_report", include_str!("../articles/telegram_report.txt")),
    ("interview", include_str!("../articles/interview.txt")),
    ("military_communique", include_str!("../articles/military_communique.txt")),
    ("economic_brief", include_str!("../articles/economic_brief.txt")),
    ("press_review", include_str!("../articles/press_review.txt")),
];
