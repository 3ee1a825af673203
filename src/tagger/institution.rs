//! Organisations and places named by a head noun: وزارة الدفاع، حركة النهضة، مدينة حلب، السفارة الروسية في دمشق.

use super::extent::{self, Extent};
use super::head_noun::{Head, Heads};
use super::iso::Iso;
use super::overlap::Found;
use super::view::{Shape, View};
use super::{EntityKind, Mention, MentionForm, NameId, Subtype, nationality};
use crate::morphology::{Number, Reading};

/// Finds them; the head alone, with the article or a pronoun, is a nominal mention.
pub(super) fn find(view: &View<'_>, heads: &Heads, out: &mut Vec<Found>) {
    for token in 0..view.len() {
        let shape = view.shape(token);
        if shape.any(Shape::HEAD) && !shape.any(Shape::STOP) {
            institution(view, heads, token, out);
        }
    }
}

fn institution(view: &View<'_>, heads: &Heads, token: usize, out: &mut Vec<Found>) -> Option<()> {
    let shape = view.shape(token);
    let (stem, reading) = view.document.reading(token, view.vocabulary.head_noun)?;
    let head = heads.of(reading.lexeme)?;
    if head.is(view, "ministry") && after_office(view, token) || !place(head.kind) && names_a_place(view, token) {
        return None;
    }
    // قضت بسجن علي جونسون: no prison of that name
    if head.impersonal && view.shape(token + 1).any(Shape::GIVEN | Shape::TITLE) && view.hit(token).is_none() {
        return None;
    }
    let extent = extent::of(view, token, head.style);
    let bound = shape.any(Shape::DEFINITE) || stem.enclitic;
    if !extent.named && !(bound && (head.alone || stem.enclitic || place(head.kind))) {
        return None;
    }
    if !extent.named && organises(view, token) {
        return None;
    }
    // المحكمة الابتدائية بالرباط
    let office = token > 0 && view.limit(token - 1) > token && view.shape(token - 1).any(Shape::TITLE);
    let court = extent.named && head.is(view, "court") && !office && !view.shape(extent.end).any(Shape::STOP);
    let seat = if head.embassy || court { seat(view, extent.end) } else { None };
    let end = seat.map_or(extent.end, |(end, _)| end);
    let mut mention = view.mention(token..end, stem.start, head.kind, head.subtype);
    let named = extent.named && !head.nominal && !generic(view, heads, head, reading, &extent, token);
    let inner = if named { bare_name(view, head, &extent) } else { None };
    mention.form = if named && inner.is_none() { MentionForm::Name } else { MentionForm::Nominal };
    mention.core = core(view, &extent, token, seat.is_some()).or(inner.as_ref().map(|inner| inner.span));
    let mut found = Found::new(mention, if extent.named { 5 } else { 2 });
    // بين محافظتي حلب وإدلب: each has its own name
    let several = place(head.kind) && several(view, reading);
    if several {
        found.mention.core = None;
    }
    let own = extent.hit.filter(|_| !several).and_then(|hit| Some((hit, named_by(view, head, &hit)?)));
    if let Some((hit, name)) = own {
        found.spelling = Some(hit.spelling);
        found.mention.name = Some(name);
    }
    found.country = country(view, &extent, token);
    out.push(found);
    out.extend(inner.map(|inner| Found::new(inner, 6)));
    Some(())
}

/// اللجنة المنظمة: a participle behind a definite noun.
fn organises(view: &View<'_>, token: usize) -> bool {
    let before = token.checked_sub(1).filter(|&t| view.limit(t) > token).map(|t| view.shape(t));
    let feminine = Shape::DEFINITE | Shape::FEMININE;
    view.shape(token).all(feminine)
        && view.shape(token).any(Shape::PARTICIPLE)
        && !view.shape(token).any(Shape::PROCLITIC)
        && before.is_some_and(|before| before.all(feminine) && !before.any(Shape::STOP))
}

/// قناة السويس is no channel.
fn names_a_place(view: &View<'_>, token: usize) -> bool {
    view.hit(token).is_some_and(|hit| hit.len > 1 && place(hit.kind))
}

/// The name after a common noun that is no part of it: صحيفة المساء, حركة «نهوض» (E5).
fn bare_name(view: &View<'_>, head: Head, extent: &Extent) -> Option<Mention> {
    let core = extent.core.clone()?;
    let quoted = view.shape(core.start).any(Shape::QUOTE) && core.len() > 2;
    let inner = if quoted { core.start + 1..core.end - 1 } else { core };
    let first = view.shape(inner.start);
    let title = medium(view, head) && (extent.hit.is_some() || !first.any(Shape::HEAD));
    (first.any(Shape::WORD) && (quoted || title)).then(|| view.mention(inner, 0, head.kind, head.subtype))
}

fn medium(view: &View<'_>, head: Head) -> bool {
    ["media_outlet", "newspaper", "tv", "radio", "site"].iter().any(|s| head.is(view, s))
}

/// الخارجية after وزارة or وزير is no name of its own, nor is it after العلاقات.
fn after_office(view: &View<'_>, token: usize) -> bool {
    let Some(before) = token.checked_sub(1).filter(|&t| view.limit(t) > token).map(|t| view.shape(t)) else {
        return false;
    };
    let shape = view.shape(token);
    if shape.any(Shape::PROCLITIC) || !shape.any(Shape::DEFINITE | Shape::NISBA) {
        return false;
    }
    let affairs = shape.any(Shape::DEFINITE)
        && before.all(Shape::DEFINITE | Shape::FEMININE)
        && !before.any(Shape::STOP | Shape::HEAD);
    affairs || before.any(Shape::HEAD | Shape::TITLE) && !before.any(Shape::DEFINITE)
}

/// Things of a kind rather than one with a name: مدن الساحل، المنطقة الحدودية.
fn generic(view: &View<'_>, heads: &Heads, head: Head, reading: &Reading, extent: &Extent, token: usize) -> bool {
    let armed = ["military", "police_security", "armed_group"].iter().any(|s| head.is(view, s));
    let several = several(view, reading);
    let demonym = (token..extent.end).any(|t| view.shape(t).any(Shape::DEMONYM));
    several && !(armed && demonym)
        || place(head.kind) && view.shape(token).any(Shape::DEFINITE) && !demonym
        || (armed || head.placeless) && of_another(view, extent, token)
        || head.is(view, "military") && of_an_army(view, heads, extent, token)
        || head.placeless && of_a_place(extent, token)
        || head.is(view, "site") && of_a_thing(view, extent)
}

/// محافظات، مدينتي: a head in the dual or plural that is not listed as such.
fn several(view: &View<'_>, reading: &Reading) -> bool {
    let lemma = &*view.document.lexicon.lexeme(reading.lexeme).lemma;
    matches!(reading.inflection.number, Number::Plural | Number::Dual)
        && view.document.lexicon.spelling(reading) != lemma
}

/// قوات الجيش المصري: the army has the name.
fn of_an_army(view: &View<'_>, heads: &Heads, extent: &Extent, token: usize) -> bool {
    let army = |lexeme| heads.of(lexeme).is_some_and(|head| head.kind == EntityKind::Organization);
    extent.hit.is_none()
        && view.shape(token + 1).all(Shape::DEFINITE | Shape::HEAD)
        && view.document.reading(token + 1, view.vocabulary.head_noun).is_some_and(|(_, r)| army(r.lexeme))
}

/// موقع الحادث.
fn of_a_thing(view: &View<'_>, extent: &Extent) -> bool {
    let thing =
        |core: &std::ops::Range<usize>| core.len() == 1 && view.shape(core.start).all(Shape::DEFINITE | Shape::KNOWN);
    extent.hit.is_none() && extent.core.as_ref().is_some_and(thing)
}

/// حركة المقاومة، مركز الشرطة: named by nothing but another common noun.
fn of_another(view: &View<'_>, extent: &Extent, token: usize) -> bool {
    extent.hit.is_none() && extent.end == token + 2 && view.shape(token + 1).all(Shape::DEFINITE | Shape::HEAD)
}

/// قيادة سوريا, حركة مصر.
fn of_a_place(extent: &Extent, token: usize) -> bool {
    let place = extent.hit.is_some_and(|hit| place(hit.kind));
    place && extent.core.as_ref().is_some_and(|core| core.end == extent.end && core.start == token + 1)
}

/// في دمشق، لدى روسيا after an embassy.
fn seat(view: &View<'_>, at: usize) -> Option<(usize, usize)> {
    if at >= view.len() || at >= view.limit(at - 1) {
        return None;
    }
    let joined = |hit: &&super::view::Hit| hit.kind == EntityKind::Location;
    if let Some(hit) = view.hit(at).filter(|hit| hit.skip == 2 && view.document.raw(at).starts_with('ب')).filter(joined)
    {
        return Some((at + hit.len, at));
    }
    let preposition = matches!(view.document.raw(at), "في" | "لدى");
    let hit = view.bare_hit(at + 1).filter(joined).filter(|_| preposition)?;
    Some((at + 1 + hit.len, at + 1))
}

fn core(view: &View<'_>, extent: &Extent, token: usize, seat: bool) -> Option<crate::text::Span> {
    if let Some(core) = extent.core.clone().filter(|c| view.shape(c.start).any(Shape::QUOTE) || extent.hit.is_some()) {
        let quoted = view.shape(core.start).any(Shape::QUOTE) && core.len() > 2;
        let inner = if quoted { core.start + 1..core.end - 1 } else { core };
        return Some(view.span(inner.start, inner.end, 0));
    }
    seat.then(|| view.span(token, extent.end, view.shape(token).skip))
}

fn place(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Location | EntityKind::Facility)
}

/// The row among those written so that the head noun fits: صحيفة الرياض is the newspaper.
fn named_by(view: &View<'_>, head: Head, hit: &super::view::Hit) -> Option<NameId> {
    view.gazetteer.homonyms(hit.spelling).iter().copied().find(|&id| {
        let row = view.gazetteer.row(id);
        same_thing(head, row.kind, row.subtype, view)
    })
}

/// True when head noun and name stand for one thing: مدينة حلب, but not حكومة لبنان.
fn same_thing(head: Head, kind: EntityKind, subtype: Option<Subtype>, view: &View<'_>) -> bool {
    if place(head.kind) && place(kind) {
        let country = view.gazetteer.subtypes.get("country");
        return (subtype == country) == (head.subtype == country);
    }
    let army = |s: Option<Subtype>| {
        s.is_some_and(|s| matches!(view.gazetteer.subtypes.name(s), "military" | "police_security"))
    };
    head.kind == kind && (head.subtype == subtype || !army(head.subtype))
}

/// The country of an organisation, from a nisba or a country in its name.
pub(super) fn country(view: &View<'_>, extent: &Extent, token: usize) -> Option<Iso> {
    let nisba = (token..extent.end)
        .rev()
        .find_map(|t| view.shape(t).any(Shape::DEMONYM).then(|| nationality::of(view, t)?.country)?);
    nisba.or_else(|| extent.hit.and_then(|hit| view.gazetteer.country_of(hit.name)))
}
