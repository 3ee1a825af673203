//! Unnamed sources: مصدر مقرب من الكرملين، مصادر طبية في غزة، مسؤول أميركي (SCHEME 3.2, 3.3).

use super::extent::{self, Extent};
use super::overlap::Found;
use super::view::{Shape, View};
use super::{EntityKind, MentionForm, Subtype, person};
use crate::morphology::Reading;
use crate::morphology::part_of_speech::Tag;

/// Finds them; the relative clause (رفض الكشف عن هويته) stays outside.
pub(super) fn find(view: &View<'_>, anonymous: Option<Subtype>, out: &mut Vec<Found>) {
    for token in 0..view.len() {
        let shape = view.shape(token);
        if shape.any(Shape::SOURCE) && !shape.any(Shape::STOP | Shape::HEAD) && !describes(view, token) {
            out.extend(source(view, anonymous, token));
        }
    }
}

/// التدخل العسكري، تصعيد عسكري، مصادر مطلعة: behind a noun it is an adjective.
fn describes(view: &View<'_>, token: usize) -> bool {
    let shape = view.shape(token);
    let Some(before) = token.checked_sub(1).filter(|&t| view.limit(t) > token).map(|t| view.shape(t)) else {
        return false;
    };
    if shape.any(Shape::DEFINITE) {
        return before.any(Shape::DEFINITE) && shape.any(Shape::NISBA | Shape::ADJECTIVE);
    }
    let noun = before.any(Shape::KNOWN) && !before.any(Shape::STOP | Shape::DEFINITE | Shape::ENCLITIC | Shape::TIME);
    let quality =
        shape.any(Shape::NISBA) || before.any(Shape::SOURCE) && shape.any(Shape::ADJECTIVE | Shape::PARTICIPLE);
    noun && quality && !shape.any(Shape::PROCLITIC)
}

/// من جهتها، المفاوضات, حكومة طالبان: words that only look like people without a name.
fn other_word(view: &View<'_>, token: usize, enclitic: bool) -> bool {
    let word = view.document.word(token);
    let aside = enclitic && token > 0 && view.document.raw(token - 1) == "من";
    let deed = view.document.raw(token).ends_with("ات") && word.verbal_noun();
    aside || deed || view.hit(token).is_some_and(|hit| hit.kind == EntityKind::Organization)
}

fn source(view: &View<'_>, anonymous: Option<Subtype>, token: usize) -> Option<Found> {
    let (stem, reading) = view.document.reading(token, view.vocabulary.source)?;
    if !anonymous_noun(view, reading) || other_word(view, token, stem.enclitic) {
        return None;
    }
    // شهود عيان
    let fixed = view.document.cues_at(token).iter().filter(|cue| {
        let sense = view.document.lexicon.sense(cue.lexeme, view.vocabulary.source);
        cue.len > 1 && sense.is_some()
    });
    let fixed = fixed.map(|cue| token + cue.len).max().unwrap_or(0);
    let end = phrase_end(view, token, stem.enclitic).max(fixed);
    let mut mention = view.mention(token..end, stem.start, EntityKind::Person, anonymous);
    mention.form = MentionForm::Nominal;
    Some(Found::new(mention, 3))
}

/// مسؤول، مصدر: nouns for people without a name.
fn anonymous_noun(view: &View<'_>, reading: &Reading) -> bool {
    let sense = view.document.lexicon.sense(reading.lexeme, view.vocabulary.source);
    let kind = sense.and_then(|s| s.feature("source_type")).unwrap_or_default();
    kind.starts_with("anonymous") || matches!(kind, "eyewitness" | "close_to_source")
}

/// True for such a noun at the token.
pub(super) fn is_anonymous(view: &View<'_>, token: usize) -> bool {
    view.document.reading(token, view.vocabulary.source).is_some_and(|(_, reading)| anonymous_noun(view, reading))
}

/// Adjectives that agree in definiteness, then what the source is close to or sits in.
fn phrase_end(view: &View<'_>, token: usize, enclitic: bool) -> usize {
    let limit = view.limit(token);
    let definite = view.shape(token).any(Shape::DEFINITE);
    let mut at = token + 1;
    if !definite && !enclitic && at < limit && view.shape(at).continues() {
        let field = if view.shape(at).any(Shape::DEFINITE) { extent::complement(view, at) } else { field(view, at) };
        at = field.map_or(at, |e| e.end);
    }
    while at < limit && adjective(view, at, definite) {
        at += 1;
    }
    // مصادر تابعة للكتائب، ضابط منشق عن الجيش
    if at < limit && view.belongs(at) {
        let inner = at + 1 + usize::from(view.document.tag(at + 1) == Tag::Preposition);
        return extent::complement(view, inner).map_or(at, |e| e.end);
    }
    let cues = view.document.cues_at(at).iter().chain(view.document.cues_at(at - 1));
    let close = cues
        .filter(|cue| cue.first + cue.len > at)
        .find(|cue| view.document.lexicon.sense(cue.lexeme, view.vocabulary.anonymity).is_some());
    if let Some(cue) = close {
        return extent::complement(view, cue.first + cue.len).map_or(at, |e| e.end);
    }
    place(view, at, limit)
}

/// خبير أمن الشبكات | سمير حداد: several nouns in the construct where the name of whom they describe follows.
fn field(view: &View<'_>, at: usize) -> Option<Extent> {
    let shape = view.shape(at);
    let noun = shape.any(Shape::KNOWN) && !shape.any(Shape::TITLE | Shape::GIVEN | Shape::ENCLITIC | Shape::DEMONYM);
    let extent = extent::complement(view, at).filter(|e| noun && e.named && e.hit.is_none())?;
    (extent.end < view.limit(at) && person::bare(view, extent.end).is_some()).then_some(extent)
}

fn adjective(view: &View<'_>, at: usize, definite: bool) -> bool {
    let shape = view.shape(at);
    // مسؤول تركي: a nationality, though it is a given name too
    let given = shape.any(Shape::GIVEN) && !shape.any(Shape::DEMONYM);
    let bound = shape.any(Shape::TIME) || given || view.belongs(at);
    if !shape.continues() || shape.any(Shape::DEFINITE) != definite || bound {
        return false;
    }
    let level = view.document.word(at).classes.meets(view.vocabulary.anonymity);
    level || shape.any(Shape::DEMONYM | Shape::ADJECTIVE) || shape.any(Shape::NISBA) && !shape.any(Shape::TITLE)
}

/// في وزارة الدفاع، من غزة، بالخارجية.
fn place(view: &View<'_>, at: usize, limit: usize) -> usize {
    if at + 1 >= limit || !matches!(view.document.raw(at), "في" | "من" | "لدى" | "داخل") {
        return at;
    }
    let next = view.shape(at + 1);
    let name = view.bare_hit(at + 1).is_some() || next.any(Shape::HEAD) && next.continues();
    if !name {
        return at;
    }
    extent::complement(view, at + 1).map_or(at, |e| e.end)
}
