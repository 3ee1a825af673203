//! Card labels from the glosses of the ontology (SCHEME 0.6).

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

const PREPOSITIONS: [&str; 22] = [
    "of", "in", "from", "for", "on", "with", "to", "over", "against", "about", "and", "between", "by", "في", "من",
    "على", "إلى", "عن", "مع", "بين", "ضد", "بشأن",
];

/// Fills a template; a placeholder that has no filler goes with the preposition before it.
pub fn fill(template: &str, mut filler: impl FnMut(&str) -> Option<String>) -> String {
    let mut words: Vec<String> = Vec::new();
    for word in template.split_whitespace() {
        let Some((before, rest)) = word.split_once('{') else {
            words.push(word.to_owned());
            continue;
        };
        let (name, after) = rest.split_once('}').unwrap_or((rest, ""));
        match filler(name) {
            Some(text) => words.push(format!("{before}{text}{after}")),
            None => {
                while words.last().is_some_and(|w| PREPOSITIONS.contains(&w.as_str())) {
                    words.pop();
                }
            }
        }
    }
    while words.last().is_some_and(|w| PREPOSITIONS.contains(&w.as_str())) {
        words.pop();
    }
    words.join(" ").trim_matches([':', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_filler_takes_its_preposition_along() {
        let filled = fill("{actor} withdraws from {origin}", |name| (name == "actor").then(|| "army".to_owned()));
        assert_eq!(filled, "army withdraws");
        assert_eq!(fill("no strike on {target}", |_| None), "no strike");
        assert_eq!(fill("ceasefire between {actor} and {target}", |_| None), "ceasefire");
    }
}
