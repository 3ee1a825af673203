//! Card labels from the glosses of the ontology (SCHEME 0.6).

use std::borrow::Cow;

use super::Modality;
use super::ontology::EventType;

/// The gloss for a polarity, English or Arabic.
pub fn template(event_type: &EventType, negative: bool, arabic: bool) -> &str {
    match (negative, arabic) {
        (false, false) => &event_type.gloss,
        (true, false) => &event_type.gloss_negative,
        (false, true) => &event_type.gloss_ar,
        (true, true) => &event_type.gloss_ar_negative,
    }
}

/// What the modality puts before an English label.
pub fn prefix(modality: Modality) -> &'static str {
    match modality {
        Modality::Asserted => "",
        Modality::Planned => "planned: ",
        Modality::Predicted => "expected: ",
        Modality::Possible => "possible: ",
        Modality::Requested => "call for: ",
        Modality::Ordered => "ordered: ",
        Modality::Conditional => "if: ",
        Modality::Rumour => "reported: ",
        Modality::Denied => "denied: ",
    }
}

/// The same in Arabic.
pub fn prefix_ar(modality: Modality) -> &'static str {
    match modality {
        Modality::Asserted => "",
        Modality::Planned => "مخطط: ",
        Modality::Predicted => "متوقع: ",
        Modality::Possible => "محتمل: ",
        Modality::Requested => "دعوة: ",
        Modality::Ordered => "أمر: ",
        Modality::Conditional => "إذا: ",
        Modality::Rumour => "متداول: ",
        Modality::Denied => "نفي: ",
    }
}

fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "of" | "in" | "from" | "for" | "on" | "with" | "to" | "over" | "against" | "about" | "and" | "between" | "by"
    ) || matches!(word, "في" | "من" | "على" | "إلى" | "عن" | "مع" | "بين" | "ضد" | "بشأن")
}

/// Fills a template; a placeholder that has no filler goes with the prepositions before it.
pub fn fill<'t>(template: &str, filler: impl Fn(&str) -> Option<Cow<'t, str>>) -> String {
    let mut out = String::with_capacity(2 * template.len());
    // bytes of `out` without the prepositions at its end
    let mut firm = 0;
    for word in template.split_whitespace() {
        let (before, rest) = word.split_once('{').unwrap_or((word, ""));
        let (name, after) = rest.split_once('}').unwrap_or((rest, ""));
        let filled = if name.is_empty() { Some(Cow::Borrowed("")) } else { filler(name) };
        let Some(filled) = filled else {
            out.truncate(firm);
            continue;
        };
        if !out.is_empty() {
            out.push(' ');
        }
        for part in [before, &filled, after] {
            out.push_str(part);
        }
        if !is_preposition(word) {
            firm = out.len();
        }
    }
    out.truncate(firm);
    let trimmed = out.trim_end_matches([':', ' ']).len();
    out.truncate(trimmed);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_filler_takes_its_preposition_along() {
        let filled = fill("{actor} withdraws from {origin}", |name| (name == "actor").then_some(Cow::Borrowed("army")));
        assert_eq!(filled, "army withdraws");
        assert_eq!(fill("no strike on {target}", |_| None), "no strike");
        assert_eq!(fill("ceasefire between {actor} and {target}", |_| None), "ceasefire");
    }
}
