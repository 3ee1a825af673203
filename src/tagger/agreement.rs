//! Gender and number that a mention asks of verbs and adjectives.

use super::overlap::Found;
use super::view::View;
use super::{EntityKind, Mention, MentionForm};
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Gender, Number, Reading, Tense};

/// Fills gender and number of the mentions, where the finder has not.
pub(super) fn fill(view: &View<'_>, found: &mut [Found]) {
    for at in 0..found.len() {
        let mention = &found[at].mention;
        if mention.gender != Gender::Unknown {
            continue;
        }
        let (gender, number) = match mention.kind {
            EntityKind::Location | EntityKind::Facility | EntityKind::Organization | EntityKind::Platform => {
                named(view, &found[at])
            }
            EntityKind::Person if mention.form == MentionForm::Name => person(view, found, at),
            EntityKind::Person | EntityKind::Title => {
                noun(view, mention.head).unwrap_or((Gender::Masculine, Number::Singular))
            }
            EntityKind::Quantity if mention.form == MentionForm::Nominal => {
                noun(view, mention.head).unwrap_or((Gender::Masculine, Number::Dual))
            }
            _ => continue,
        };
        let mention = &mut found[at].mention;
        (mention.gender, mention.number) = (gender, number);
    }
}

/// The row of the gazetteer if it says so, else the head noun; countries and cities are feminine. The plural of things
/// agrees like a feminine singular and keeps its number.
fn named(view: &View<'_>, found: &Found) -> (Gender, Number) {
    let mention = &found.mention;
    let row = mention.name.map(|name| view.gazetteer.row(name));
    // a bare name of a place is a name, whatever noun it may look like
    let bare = mention.name.is_some() && mention.core.is_none();
    // … nor is رويترز what it looks like
    let foreign = mention.kind == EntityKind::Organization
        && mention.tokens.len() == 1
        && view.document.word(mention.head).article.is_none();
    let head = noun(view, mention.head).filter(|_| !(bare && (place(mention) || foreign)));
    let number = row.and_then(|r| r.number).or(head.map(|(_, n)| n)).unwrap_or(Number::Singular);
    let noun = match head {
        Some((_, Number::Plural)) => Gender::Feminine,
        Some((gender, _)) => gender,
        None if place(mention) || view.document.raw(mention.head).ends_with(['ة', 'ا']) => Gender::Feminine,
        // رويترز، فرانس برس: a foreign name says nothing
        None if mention.kind == EntityKind::Organization && mention.name.is_some() => Gender::Unknown,
        None => Gender::Masculine,
    };
    let gender = row.and_then(|r| r.gender).unwrap_or(noun);
    (gender, number)
}

/// A person takes the gender of the title before, then of the given name.
fn person(view: &View<'_>, found: &[Found], at: usize) -> (Gender, Number) {
    let mention = &found[at].mention;
    let before = found[..at].iter().rev().take(4).map(|f| &f.mention);
    let title = before.clone().find(|m| {
        m.kind == EntityKind::Title
            && (m.tokens.end == mention.tokens.start
                || m.tokens.end + 1 == mention.tokens.start && view.document.tag(m.tokens.end) == Tag::Punct)
    });
    if let Some(title) = title {
        return (title.gender, Number::Singular);
    }
    // أدوا منساه، زعيمة الحزب
    let mut after = found[at + 1..].iter().take(4).map(|f| &f.mention);
    let apposed = |m: &Mention| m.kind == EntityKind::Title && m.tokens.start == mention.tokens.end + 1;
    let her = |m: &Mention| noun(view, m.head).is_some_and(|(gender, _)| gender == Gender::Feminine);
    if view.comma(mention.tokens.end) && after.any(|m| apposed(m) && her(m)) {
        return (Gender::Feminine, Number::Singular);
    }
    // هي، بعد أدوا منساه، *منساه*
    let surname = |m: &Mention| {
        m.gender == Gender::Feminine
            && m.kind == EntityKind::Person
            && m.form == MentionForm::Name
            && m.tokens.len() > 1
            && view.document.raw(m.tokens.end - 1) == view.document.raw(mention.head)
    };
    if mention.tokens.len() == 1 && found[..at].iter().any(|f| surname(&f.mention)) {
        return (Gender::Feminine, Number::Singular);
    }
    let row = mention.name.and_then(|name| view.gazetteer.row(name).gender);
    let given = view.document.reading(mention.head, view.vocabulary.given_name);
    let sense = given.and_then(|(_, r)| view.document.lexicon.sense(r.lexeme, view.vocabulary.given_name));
    let feminine = sense.is_some_and(|s| s.feature("gender") == Some("f"));
    let gender = row.unwrap_or(if feminine { Gender::Feminine } else { Gender::Masculine });
    (gender, Number::Singular)
}

/// What the readings of the head noun say, else its ending.
fn noun(view: &View<'_>, token: usize) -> Option<(Gender, Number)> {
    let nominal = |r: &&Reading| !r.inflection.tense.is_finite() && r.inflection.tense != Tense::Fixed;
    let word = view.document.word(token);
    let reading = word.readings().map(|(_, r)| r).find(nominal)?;
    // عمدة، بابا: the ending of an office says nothing of whoever holds it
    let title = view.document.reading(token, view.vocabulary.title);
    let sense = title.and_then(|(_, r)| view.document.lexicon.sense(r.lexeme, view.vocabulary.title));
    match sense.and_then(|s| s.feature("gender")) {
        Some("any") => return Some((Gender::Unknown, Number::Singular)),
        Some("m") => return Some((Gender::Masculine, Number::Singular)),
        _ => {}
    }
    let (gender, number) = (reading.inflection.gender, reading.inflection.number);
    let gender = match gender {
        Gender::Unknown if view.document.raw(token).ends_with('ة') => Gender::Feminine,
        Gender::Unknown => Gender::Masculine,
        known => known,
    };
    Some((gender, if number == Number::Unknown { Number::Singular } else { number }))
}

fn place(mention: &Mention) -> bool {
    matches!(mention.kind, EntityKind::Location | EntityKind::Facility)
}
