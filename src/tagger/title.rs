//! Offices and titles, and the person named after them (SCHEME E3).

use std::ops::Range;

use super::extent::{self, Style};
use super::overlap::Found;
use super::view::{Shape, View};
use super::{EntityKind, Mention, MentionForm, institution, person, source};
use crate::morphology::{Number, Sense};

const STYLE: Style = Style::TITLE.with(Style::COORDINATE).with(Style::LAM);

/// Finds titles and the persons after them.
pub(super) fn find(view: &View<'_>, out: &mut Vec<Found>) {
    for token in 0..view.len() {
        let shape = view.shape(token);
        if shape.any(Shape::TITLE)
            && !shape.any(Shape::STOP)
            && !preceded_by_name(view, token)
            && !of_a_body(view, token)
        {
            title(view, token, out);
        } else if let Some(end) = fixed(view, token) {
            out.push(Found::new(named(view, token..end), 6));
            let person = person_after(view, end, false, true, true);
            out.extend(person.map(|(first, end)| Found::new(view.mention(first..end, 0, EntityKind::Person, None), 7)));
        }
    }
}

/// خادم الحرمين الشريفين، القائم بالأعمال: one past an office of several words whose first is no title.
fn fixed(view: &View<'_>, token: usize) -> Option<usize> {
    let (sense, len) = view.document.cue(token, view.vocabulary.title)?;
    let office = len > 1 && sense.feature("kind") == Some("office") && !view.shape(token).any(Shape::TITLE);
    office.then_some(token + len)
}

fn named(view: &View<'_>, tokens: Range<usize>) -> Mention {
    let skip = view.document.proclitic_bytes(tokens.start);
    let mut mention = view.mention(tokens, skip, EntityKind::Title, None);
    mention.form = MentionForm::Name;
    mention
}

fn title(view: &View<'_>, token: usize, out: &mut Vec<Found>) {
    let Some((stem, reading)) = view.document.reading(token, view.vocabulary.title) else { return };
    let sense = view.document.lexicon.sense(reading.lexeme, view.vocabulary.title);
    // المساعدات: help, not women who help
    let things = |s: &Sense| s.feature("plural") == Some("things");
    if sense.is_some_and(things) && view.document.raw(token).ends_with("ات") {
        return;
    }
    let rank = sense.is_some_and(|s| s.feature("complement") == Some("no"));
    // عميد كلية: what is a rank elsewhere
    let heads = rank && !view.shape(token).any(Shape::DEFINITE) && view.limit(token) > token + 1 && {
        let next = view.shape(token + 1);
        next.any(Shape::HEAD) && !next.any(Shape::DEFINITE | Shape::PROCLITIC)
    };
    let extent = if rank && !heads { extent::bare(token) } else { extent::of(view, token, STYLE) };
    let end = post(view, extent.end);
    let shape = view.shape(token);
    let definite = shape.any(Shape::DEFINITE);
    let of = sense.is_some_and(|s| s.feature("complement") == Some("yes")) && !definite && end == token + 1;
    let end = if of && unknown_place(view, end) { end + 1 } else { end };
    let named = extent.named || end > extent.end;
    let single = matches!(reading.inflection.number, Number::Singular | Number::Unknown);
    let aide = sense.is_some_and(|s| s.feature("of") == Some("person")) && !definite && single && end == token + 1;
    let served = if aide { served(view, end) } else { None };
    let (end, named) = served.map_or((end, named), |(_, end)| (end, true));
    let person = person_after(view, end, single && definite && end == token + 1, named, single && (definite || named));
    if !definite && !named && person.is_none() && !shape.any(Shape::ENCLITIC) {
        return;
    }
    // المسؤول الأميركي is somebody without a name
    if person.is_none() && extent.core.is_none() && end == extent.end && source::is_anonymous(view, token) {
        return;
    }
    let mut mention = view.mention(token..end, stem.start, EntityKind::Title, None);
    mention.form = if named { MentionForm::Name } else { MentionForm::Nominal };
    let mut found = Found::new(mention, 6);
    found.country = institution::country(view, &extent, token);
    out.push(found);
    for (first, end) in served.into_iter().chain(person) {
        out.push(Found::new(view.mention(first..end, 0, EntityKind::Person, None), 7));
    }
}

/// مستشار ترامب، محامي إمام أوغلو: whom the holder of an office serves.
fn served(view: &View<'_>, at: usize) -> Option<(usize, usize)> {
    let known = view.bare_hit(at).filter(|hit| hit.kind == EntityKind::Person);
    // مبعوث ترامب | ستيف ويتكوف
    let end = known.map(|hit| at + hit.len).or_else(|| person::after_title(view, at, false, true));
    end.filter(|_| at < view.limit(at - 1)).map(|end| (at, end))
}

/// محافظ كيلس سليمان تابسيز: a word that nobody knows between an office and a name.
fn unknown_place(view: &View<'_>, at: usize) -> bool {
    let known = |at: usize| !view.document.word(at).stems.is_empty() || view.bare_hit(at).is_some();
    at + 1 < view.limit(at - 1)
        && view.shape(at).any(Shape::WORD)
        && !known(at)
        && view.shape(at + 1).any(Shape::GIVEN)
        && person::bare(view, at + 1).is_some()
}

/// باسم وزارة الدفاع، لدى الأمم المتحدة, في حركة فتح: what the office belongs to.
fn post(view: &View<'_>, at: usize) -> usize {
    let document = view.document;
    if at >= view.len() || at >= view.limit(at.saturating_sub(1)) {
        return at;
    }
    let office = document.word(at).classes.meets(view.vocabulary.office) && !view.shape(at).any(Shape::HEAD);
    // المتحدث باسمها | لياو جين
    if office && ["ه", "ها", "هم", "هما"].iter().any(|own| document.raw(at).ends_with(own)) {
        return at + 1;
    }
    if office {
        return extent::complement(view, at + 1).map_or(at, |e| e.end);
    }
    let raw = document.raw(at);
    let next = view.bare_hit(at + 1);
    let organisation = next.is_some_and(|hit| hit.kind == EntityKind::Organization);
    let place = next.is_some_and(|hit| hit.kind == EntityKind::Location);
    let head = view.shape(at + 1).any(Shape::HEAD) && view.shape(at + 1).continues();
    if raw == "لدى" && (organisation || place || head) || raw == "في" && organisation {
        return extent::complement(view, at + 1).map_or(at, |e| e.end);
    }
    at
}

/// The person after a title, with or without a comma between them.
fn person_after(view: &View<'_>, at: usize, alone: bool, named: bool, bound: bool) -> Option<(usize, usize)> {
    if at >= view.len() {
        return None;
    }
    let limit = view.limit(at - 1);
    if at < limit && !view.comma(at) {
        let at = honorific(view, at);
        // رئيس وزراء الهند أمير الكويت: a second office, not somebody called Amir
        let place = |hit: &super::view::Hit| hit.kind == EntityKind::Location && !hit.ambiguous;
        if view.shape(at).any(Shape::TITLE) && view.bare_hit(at + 1).is_some_and(place) {
            return None;
        }
        return person::after_title(view, at, alone, bound).map(|end| (at, end));
    }
    let first = at + 1;
    if first >= limit || !named {
        return None;
    }
    let end = person::bare(view, first).or_else(|| person::between_commas(view, first))?;
    Some((first, end))
}

/// Past د. or د/ before a name, also where د is the title itself.
fn honorific(view: &View<'_>, at: usize) -> usize {
    let letter = |at: usize| view.document.word(at).letters == 1;
    let mark = |at: usize| view.document.is_mark(at, &['.', '/']);
    match at {
        at if mark(at) && letter(at - 1) => at + 1,
        at if letter(at) && mark(at + 1) => at + 2,
        at => at,
    }
}

/// محمد الشيخ: a title that ends a name is no title.
fn preceded_by_name(view: &View<'_>, token: usize) -> bool {
    let Some(before) = token.checked_sub(1) else { return false };
    view.shape(token).any(Shape::GIVEN)
        && !person::office_of_place(view, token)
        && view.shape(before).any(Shape::GIVEN | Shape::MARKER)
        && view.shape(token).continues()
}

/// مجلس النواب، رئيس الوزراء: the plural names a body.
fn of_a_body(view: &View<'_>, token: usize) -> bool {
    let Some(before) = token.checked_sub(1).filter(|&t| view.limit(t) > token).map(|t| view.shape(t)) else {
        return false;
    };
    let reading = view.document.reading(token, view.vocabulary.title);
    let plural = reading.is_some_and(|(_, r)| r.inflection.number == Number::Plural);
    plural && before.any(Shape::HEAD | Shape::TITLE) && !before.any(Shape::DEFINITE)
}
