//! Names of the gazetteer where they stand.

use super::overlap::Found;
use super::view::{Hit, Shape, View};
use super::{EntityKind, Subtype};
use crate::morphology::Number;
use crate::morphology::part_of_speech::Tag;

const PLACE_PREPOSITIONS: [&str; 9] = ["في", "من", "إلى", "الى", "نحو", "قرب", "داخل", "عن", "وسط"];

/// Finds all names; one that is also a common word only where its neighbours say so.
pub(super) fn find(view: &View<'_>, out: &mut Vec<Found>) {
    let mut inside = 0..0;
    for token in 0..view.len() {
        let Some(hit) = view.hit(token) else { continue };
        // وكالة الأنباء | السعودية: the adjective that ends the name of a body is no country
        let demonym = Shape::DEMONYM | Shape::DEFINITE | Shape::FEMININE;
        if inside.contains(&token) && token + 1 == inside.end && view.shape(token).all(demonym) {
            continue;
        }
        if hit.kind == EntityKind::Organization && hit.len > 1 {
            inside = token + 1..token + hit.len;
        }
        if hit.ambiguous && !supported(view, token, hit) || adjective(view, token, hit) || common(view, token, hit) {
            continue;
        }
        let end = token + hit.len + usize::from(of_a_country(view, token, hit));
        let mut mention = view.mention(token..end, hit.skip, hit.kind, hit.subtype);
        if let Some(first) = members(view, token, hit) {
            mention = view.mention(first..token + 1, view.shape(first).skip, hit.kind, hit.subtype);
            mention.core = Some(view.span(token, token + 1, 0));
        }
        mention.name = Some(hit.name);
        let mut found = Found::new(mention, if hit.len > 1 { 6 } else { 4 });
        found.spelling = Some(hit.spelling);
        out.push(found);
    }
}

/// حرس الحدود | الأردني: the adjective of a country behind a body that every country has.
fn of_a_country(view: &View<'_>, token: usize, hit: &Hit) -> bool {
    let (last, next) = (token + hit.len - 1, token + hit.len);
    let subtype = |name: &str| hit.subtype.is_some_and(|s| view.gazetteer.subtypes.name(s) == name);
    let feminine = |at: usize| view.shape(at).any(Shape::FEMININE);
    hit.kind == EntityKind::Organization
        && hit.len > 1
        && ["police_security", "government", "court"].into_iter().any(subtype)
        && view.gazetteer.country_of(hit.name).is_none()
        && next < view.limit(token)
        && view.shape(next).all(Shape::DEMONYM | Shape::DEFINITE)
        && view.shape(next).continues()
        && (feminine(next) == feminine(last) || !feminine(next))
}

/// العلاقات الأوروبية السعودية: after a definite feminine noun an adjective and no country.
fn adjective(view: &View<'_>, token: usize, hit: &Hit) -> bool {
    let before = token.checked_sub(1).filter(|&t| view.limit(t) == view.limit(token)).map(|t| view.shape(t));
    hit.kind == EntityKind::Location
        && hit.len == 1
        && hit.skip == 0
        && view.shape(token).all(Shape::DEMONYM | Shape::DEFINITE | Shape::FEMININE)
        && before.is_some_and(|before| {
            before.all(Shape::DEFINITE | Shape::FEMININE)
                && before.any(Shape::HEAD | Shape::DEMONYM)
                && !before.any(Shape::STOP)
        })
}

/// سيول جارفة، فيضانات وسيول: a place that is spelled like a common noun is none before an adjective without the article,
/// nor where و joins it to a noun without it.
pub(super) fn common(view: &View<'_>, token: usize, hit: &Hit) -> bool {
    let document = &view.document;
    let near = |at: usize| view.limit(at) == view.limit(token) && view.hit(at).is_none();
    let bare = |at: usize| {
        let noun = document.tag(at) == Tag::Noun && document.word(at).article.is_none() && near(at);
        noun && !document.word(at).has_pronoun()
    };
    let next = token + 1;
    // but سيول عاصمة كوريا
    let adjective = |at: usize| {
        let noun = |at: usize| at < view.len() && document.tag(at) == Tag::Noun && view.limit(at) == view.limit(token);
        document.proclitic_bytes(at) == 0 && document.raw(at).ends_with('ة') && !noun(at + 1)
    };
    let described = || next < view.len() && bare(next) && adjective(next);
    let joined = || document.word(token).first == 'و' && token.checked_sub(1).is_some_and(bare);
    hit.kind == EntityKind::Location
        && hit.len == 1
        && document
            .word(token)
            .readings()
            .any(|(_, r)| r.inflection.indefinite || r.inflection.number == Number::Plural)
        && (described() || joined())
}

/// المتمردين الحوثيين: the noun that a name of people in the plural goes with (E2).
fn members(view: &View<'_>, token: usize, hit: &Hit) -> Option<usize> {
    let plural = |at: usize| view.document.raw(at).ends_with("ين") || view.document.raw(at).ends_with("ون");
    let first = token.checked_sub(1).filter(|&t| view.limit(t) == view.limit(token))?;
    let noun = view.shape(first);
    let agrees = noun.all(Shape::DEFINITE | Shape::KNOWN) && !noun.any(Shape::STOP | Shape::DEMONYM) && plural(first);
    (hit.kind == EntityKind::Organization && hit.len == 1 && hit.skip == 0 && agrees && plural(token)).then_some(first)
}

/// A preposition of place before a place, a title before a person, another name of the kind beside it.
fn supported(view: &View<'_>, token: usize, hit: &Hit) -> bool {
    if hit.len > 1 && hit.kind != EntityKind::Organization {
        return true;
    }
    let before = token.checked_sub(1).filter(|&t| view.limit(t) == view.limit(token));
    match hit.kind {
        EntityKind::Location | EntityKind::Facility => {
            let preposition = hit.skip > 0 && view.document.raw(token).starts_with(['ب', 'ل'])
                || before.is_some_and(|t| PLACE_PREPOSITIONS.contains(&view.document.raw(t)));
            let listed = before.is_some_and(|t| {
                let pair = |at: usize| view.hit(at).is_some_and(|h| h.kind == hit.kind && !h.ambiguous);
                pair(t) && hit.skip > 0
            });
            let known = view.shape(token).any(Shape::KNOWN);
            let state = hit.subtype == Some(Subtype::COUNTRY) && hit.skip == 0 && view.acts(token);
            (preposition && !known) || listed || state
        }
        EntityKind::Person => before.is_some_and(|t| view.shape(t).any(Shape::TITLE | Shape::GIVEN)),
        // صحيفة «العربي الجديد»
        _ => {
            // مراسل الجزيرة
            let staff = |s: Shape| s.any(Shape::SOURCE) && !s.any(Shape::DEFINITE);
            let beside = |s: Shape| s.any(Shape::HEAD | Shape::QUOTE) || hit.skip == 0 && staff(s);
            before.is_some_and(|t| beside(view.shape(t))) || in_talk(view, token, hit, before)
        }
    }
}

/// مصدر للعربية: …، أفادت الجزيرة بأن: whoever is told or tells is a body.
fn in_talk(view: &View<'_>, token: usize, hit: &Hit, before: Option<usize>) -> bool {
    let next = token + hit.len;
    let told = hit.skip > 0 && view.document.raw(token).starts_with('ل') && view.introduces_speech(next);
    let relayed = next < view.len() && view.document.raw(next) == "عن";
    let tells = hit.skip == 0
        && (relayed || view.introduces_speech(next))
        && before.is_some_and(|t| view.document.word(t).classes.meets(view.vocabulary.report));
    told || tells
}
