//! Names of persons that no list knows: a given name and what follows, a kunya, words nobody knows after a title.

mod apposed;
mod surname;
mod walk;

use self::apposed::before_office;
pub(super) use self::apposed::between_commas;
pub(super) use self::surname::find_surnames;
use self::walk::Walk;
pub(super) use self::walk::whole;
use super::EntityKind;
use super::overlap::Found;
use super::view::{Shape, View};
use crate::morphology::part_of_speech::Tag;

/// Finds names that stand without a title.
pub(super) fn find(view: &View<'_>, out: &mut Vec<Found>) {
    for token in 0..view.len() {
        let shape = view.shape(token);
        let known = view.hit(token).filter(|hit| hit.kind == EntityKind::Person);
        if known.is_some() || shape.any(Shape::GIVEN | Shape::MARKER) && !shape.any(Shape::DEFINITE) {
            let Some(end) = bare(view, token).or_else(|| alone(view, token)) else { continue };
            let skip = known.map_or(shape.skip, |hit| hit.skip);
            out.push(Found::new(view.mention(token..end, skip, EntityKind::Person, None), 6));
        } else if view.shape(token + 1).any(Shape::MARKER) && name_like(view, token) {
            // قال سوروش أبو طالبي: a word nobody knows before the rest of a name
            let end = Walk::new(view, token).run().end;
            if end > token + 2 {
                out.push(Found::new(view.mention(token..end, 0, EntityKind::Person, None), 6));
            }
        } else if let Some(end) = before_office(view, token) {
            out.push(Found::new(view.mention(token..end, 0, EntityKind::Person, None), 6));
        } else if shape.any(Shape::VERB) && view.document.word(token).classes.meets(view.vocabulary.report) {
            out.extend(
                speaker(view, token + 1)
                    .map(|end| Found::new(view.mention(token + 1..end, 0, EntityKind::Person, None), 4)),
            );
        }
    }
}

/// A given name alone where a person must stand: قال سمير، قوات سمير.
fn alone(view: &View<'_>, token: usize) -> Option<usize> {
    let shape = view.shape(token);
    let before = token.checked_sub(1).filter(|&t| view.limit(t) > token)?;
    let speaks =
        view.shape(before).any(Shape::VERB) && view.document.word(before).classes.meets(view.vocabulary.report);
    let owns = view.shape(before).any(Shape::HEAD) && !view.shape(before).any(Shape::DEFINITE | Shape::ENCLITIC);
    (shape.continues() && !shape.any(Shape::KNOWN | Shape::CUE) && (speaks || owns)).then_some(token + 1)
}

/// Two or three words nobody knows between a verb of reporting and أن, a comma or a title.
fn speaker(view: &View<'_>, start: usize) -> Option<usize> {
    let limit = if start < view.len() { view.limit(start).min(start + 3) } else { start };
    // قال ترامب | لنتنياهو، أبلغ ترامب | نتنياهو
    let other = |t: usize| t > start && view.hit(t).is_some_and(|hit| whole(view, t, hit));
    let end = (start..limit).find(|&t| !name_like(view, t) || other(t)).unwrap_or(limit);
    let next = view.shape(end);
    let closed =
        view.comma(end) || view.document.tag(end) == Tag::Complementiser || next.all(Shape::TITLE | Shape::DEFINITE);
    (end >= start + 2 && closed).then_some(end)
}

/// The end of the name that begins at `start` without a title: a given name with another name after it, a kunya, or a
/// name of the gazetteer.
pub(super) fn bare(view: &View<'_>, start: usize) -> Option<usize> {
    let shape = view.shape(start);
    let known = view.hit(start).is_some_and(|hit| hit.kind == EntityKind::Person && !hit.ambiguous);
    if !known && (!shape.any(Shape::GIVEN | Shape::MARKER) || shape.any(Shape::DEFINITE)) {
        return None;
    }
    let name = Walk::new(view, start).joined().run();
    (known && name.end > start || name.end >= start + 2).then_some(name.end)
}

/// The end of the name after a title; `alone` when the title is a bare word with the article, so that a surname with the
/// article can follow at once: الرئيس السيسي. After a title that nothing defines only a given name or a name of the
/// gazetteer counts: مسؤول أمني مصري.
pub(super) fn after_title(view: &View<'_>, start: usize, alone: bool, bound: bool) -> Option<usize> {
    let mut walk = Walk::new(view, start);
    if alone && surname(view, start, true) {
        walk.at += 1;
        return Some(walk.at);
    }
    let known = view.bare_hit(start).is_some_and(|hit| hit.kind == EntityKind::Person)
        || view.shape(start).any(Shape::GIVEN | Shape::MARKER);
    if !bound && !known {
        return None;
    }
    let name = walk.run();
    // مسؤول تركي: a nationality, though it is a given name too
    let nationality = !bound && name.end == start + 1 && view.shape(start).any(Shape::DEMONYM);
    (name.end > start && !nationality).then_some(name.end)
}

/// A word that can be part of a name: a given name, or a word nobody knows that is not built like a common one.
pub(super) fn name_like(view: &View<'_>, token: usize) -> bool {
    let shape = view.shape(token);
    if !shape.any(Shape::WORD) || token >= view.len() {
        return false;
    }
    if shape.any(Shape::GIVEN) {
        return !office_of_place(view, token)
            && !shape.any(Shape::PROCLITIC)
            && (!shape.any(Shape::STOP) || shape.any(Shape::VERB))
            && !shape.any(Shape::DEFINITE);
    }
    let common = Shape::DEFINITE
        | Shape::KNOWN
        | Shape::TIME
        | Shape::COUNTING
        | Shape::HEAD
        | Shape::TITLE
        | Shape::DEMONYM
        | Shape::MASDAR
        | Shape::SOURCE
        | Shape::CUE;
    if !shape.continues() || shape.any(common) {
        return false;
    }
    let raw = view.document.raw(token);
    // أكبر، أهم; its pronoun: صوابه، سيطرتها
    let letters = view.document.word(token).letters;
    if letters > 3
        && raw.starts_with('و')
        && token > 0
        && view.shape(token - 1).any(Shape::WORD)
        && !view.shape(token - 1).any(Shape::STOP | Shape::TITLE)
    {
        return false;
    }
    let doubtful = letters == 4 && raw.starts_with('أ') || letters > 4 && raw.ends_with('ه');
    if doubtful && !beside_unknown(view, token)
        || letters > 3 && raw.ends_with("ها")
        || letters > 4 && raw.ends_with("هم")
    {
        return false;
    }
    let other = view.hit(token).is_some_and(|hit| hit.kind != EntityKind::Person && !hit.ambiguous);
    !other && !raw.ends_with(['ً', 'ة']) && !raw.ends_with("اً") && letters > 1
}

/// زابينه كروغر، أدوا مينساه: a word nobody knows is no elative and ends with no pronoun beside another that nobody knows.
fn beside_unknown(view: &View<'_>, token: usize) -> bool {
    let unknown = |at: usize| {
        let word = view.document.word(at);
        let bare = word.article.is_none() && word.letters > 2 && !is_second(view.document.raw(at));
        view.shape(at).any(Shape::WORD) && word.stems.is_empty() && bare && view.hit(at).is_none()
    };
    let other = |at: usize| unknown(at) && !view.document.raw(at).ends_with(['ة', 'ً', 'ا']);
    let before = token.checked_sub(1).filter(|&t| view.limit(t) > token);
    unknown(token) && (before.is_some_and(unknown) || token + 1 < view.limit(token) && other(token + 1))
}

/// فيصل بن خالد | أمير منطقة عسير: an office with its place, though its word is a given name, too.
pub(super) fn office_of_place(view: &View<'_>, token: usize) -> bool {
    let place = || view.bare_hit(token + 1).is_some_and(|hit| hit.kind == EntityKind::Location && !hit.ambiguous);
    view.shape(token).any(Shape::TITLE) && (view.shape(token + 1).any(Shape::HEAD) || place())
}

/// The second word of names of two: نور الدين، فضل الله، عبد الرحمن.
fn is_second(raw: &str) -> bool {
    matches!(raw, "الله" | "الدين" | "الرحمن" | "الإسلام" | "الاسلام")
}

/// A surname with the article: السيسي، الأسد.
fn surname(view: &View<'_>, token: usize, first: bool) -> bool {
    let shape = view.shape(token);
    if !shape.continues() || !shape.any(Shape::DEFINITE) {
        return false;
    }
    if let Some(hit) = view.bare_hit(token) {
        if hit.kind == EntityKind::Person {
            return true;
        }
        if !hit.ambiguous && !shape.any(Shape::GIVEN) {
            return false;
        }
    }
    if shape
        .any(Shape::TITLE | Shape::HEAD | Shape::TIME | Shape::COUNTING | Shape::ADJECTIVE | Shape::SOURCE | Shape::CUE)
        && !shape.any(Shape::GIVEN | Shape::DEMONYM)
    {
        return false;
    }
    if shape.any(Shape::DEMONYM) {
        return !first;
    }
    let raw = view.document.raw(token);
    // الجمهوريين، الأصغر
    if raw.ends_with("ين") || raw.ends_with("ون") || raw.starts_with("الأ") && view.document.word(token).letters == 6
    {
        return false;
    }
    let after_given = !first && token > 0 && view.shape(token - 1).any(Shape::GIVEN) && shape.any(Shape::NISBA);
    (!shape.any(Shape::KNOWN) || shape.any(Shape::GIVEN) && !first || after_given)
        && (!first || shape.any(Shape::NISBA) && !shape.any(Shape::FEMININE))
}
