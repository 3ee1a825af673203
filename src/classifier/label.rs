//! Card labels from the glosses of the ontology (SCHEME 0.6).

use std::borrow::Cow;

use super::Modality;
use super::ontology::EventType;
use crate::morphology::{Gender, Number};

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
    ) || matches!(word, "في" | "من" | "على" | "إلى" | "عن" | "مع" | "بين" | "ضد" | "بشأن" | "لدى" | "إزاء")
}

/// An Arabic gloss whose verb agrees with the actor before it, the glosses having the masculine singular: القوات تنسحب،
/// الوزيران يلتقيان، المسلحون لا ينسحبون; things in the plural go by the feminine singular.
pub fn agreeing(template: &str, gender: Gender, number: Number, people: bool) -> Cow<'_, str> {
    let plain = Cow::Borrowed(template);
    let Some(rest) = template.strip_prefix("{actor} ") else { return plain };
    let behind = rest.strip_prefix("لا ").unwrap_or(rest);
    let verb = behind.split(' ').next().unwrap_or_default();
    let Some(stem) = verb.strip_prefix('ي').filter(|stem| !stem.ends_with("ون")) else { return plain };
    let feminine = gender == Gender::Feminine || number == Number::Plural && !people;
    let (many, two) = (number == Number::Plural && people, number == Number::Dual);
    let weak = stem.trim_end_matches(['ى', 'ي', 'و']);
    let agreeing = match (feminine, many, two) {
        (false, false, false) => return plain,
        (false, true, _) => format!("ي{weak}ون"),
        (true, true, _) => format!("ي{}ن", stem.replace('ى', "ي")),
        (_, _, true) => format!("{}{}ان", if feminine { 'ت' } else { 'ي' }, stem.replace('ى', "ي")),
        (true, false, false) => format!("ت{stem}"),
    };
    let at = template.len() - behind.len();
    Cow::Owned([&template[..at], &agreeing, &behind[verb.len()..]].concat())
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
        assert_eq!(fill("قلق لدى {actor} إزاء {theme}", |_| None), "قلق");
        assert_eq!(fill("ceasefire between {actor} and {target}", |_| None), "ceasefire");
    }

    #[test]
    fn the_verb_of_a_gloss_agrees_with_its_actor() {
        let of = |template, gender, number, people| agreeing(template, gender, number, people).into_owned();
        let (gloss, negative) = ("{actor} ينسحب من {origin}", "{actor} لا ينسحب من {origin}");
        assert_eq!(of(gloss, Gender::Masculine, Number::Singular, false), gloss);
        assert_eq!(of(gloss, Gender::Feminine, Number::Singular, false), "{actor} تنسحب من {origin}");
        assert_eq!(of(negative, Gender::Unknown, Number::Plural, false), "{actor} لا تنسحب من {origin}");
        assert_eq!(of(negative, Gender::Masculine, Number::Plural, true), "{actor} لا ينسحبون من {origin}");
        assert_eq!(of("{actor} يلتقي {target}", Gender::Masculine, Number::Dual, true), "{actor} يلتقيان {target}");
        assert_eq!(
            of("{actor} يدعو إلى {theme}", Gender::Masculine, Number::Plural, true),
            "{actor} يدعون إلى {theme}"
        );
        assert_eq!(
            of("{actor} تستدعي {target}", Gender::Masculine, Number::Singular, false),
            "{actor} تستدعي {target}"
        );
    }
}
