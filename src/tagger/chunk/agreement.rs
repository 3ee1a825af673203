//! Gender and number that a phrase asks of its verb.

use crate::morphology::{Document, Gender, Number, Tense};
use crate::tagger::{EntityKind, MentionForm, Tagging};

/// A broken plural (مصادر) goes with feminine and masculine verbs.
fn plural_noun(document: &Document<'_>, head: usize) -> Option<(Gender, Number)> {
    let plural = document
        .word(head)
        .readings()
        .any(|(_, r)| r.inflection.number == Number::Plural && r.inflection.tense == Tense::Nominal);
    let raw = document.raw(head);
    (plural && !raw.ends_with("ون") && !raw.ends_with("ين")).then_some((Gender::Unknown, Number::Plural))
}

/// أحد السكان، إحدى الناجيات: gender and number of one of those at the head.
pub fn one_of(document: &Document<'_>, head: usize) -> Option<(Gender, Number)> {
    let before = head.checked_sub(1).map(|at| document.raw(at).trim_start_matches(['و', 'ف', 'ل']))?;
    let gender = match before {
        "أحد" | "احد" => Gender::Masculine,
        "إحدى" | "احدى" => Gender::Feminine,
        _ => return None,
    };
    Some((gender, Number::Singular))
}

/// Gender and number that a noun phrase asks of its verb, from the mention or the word at its head.
pub fn agreement(document: &Document<'_>, tagging: &Tagging, head: usize) -> (Gender, Number) {
    if let Some(one) = one_of(document, head) {
        return one;
    }
    if let Some(mention) = tagging.mention_at(head) {
        // countries are feminine but for some that the gazetteer marks (العراق، لبنان …); other places vary
        let country = mention.form == MentionForm::Name
            && mention.head == mention.tokens.start
            && mention.tokens.len() == 1
            && mention.name.is_some();
        let place = matches!(mention.kind, EntityKind::Location | EntityKind::Facility) && !country;
        if mention.form == MentionForm::Nominal && matches!(mention.kind, EntityKind::Person | EntityKind::Organization)
        {
            if let Some(plural) = plural_noun(document, mention.head) {
                return plural;
            }
        }
        let raw = document.raw(mention.head);
        // قواته: the plural shows before its pronoun
        let owned = || {
            document.word(mention.head).readings().any(|(stem, r)| {
                stem.enclitic && r.inflection.gender == Gender::Feminine && r.inflection.number == Number::Plural
            })
        };
        let feminine =
            mention.kind == EntityKind::Organization && (raw.ends_with("ات") || raw.ends_with('ة') || owned());
        let gender = if feminine { Gender::Feminine } else { mention.gender };
        return (if place { Gender::Unknown } else { gender }, mention.number);
    }
    for (_, reading) in document.word(head).readings() {
        let i = reading.inflection;
        if !i.tense.is_finite() && i.tense != Tense::Fixed {
            return (i.gender, i.number);
        }
    }
    (Gender::Unknown, Number::Unknown)
}
