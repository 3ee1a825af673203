//! Names of persons of which only half was found, because the other half is a common word: المديرة *هالة* زيدان، النقيب
//! سليم *فرح* إن.

use smallvec::SmallVec;

use super::overlap::Found;
use super::person::whole;
use super::view::{Hit, Shape, View};
use super::{EntityKind, Mention, MentionForm, Subtype};
use crate::morphology::Sense;
use crate::morphology::part_of_speech::Tag;

/// Takes in the given name between a bare office and a surname, and the word between a given name and what is said.
pub(super) fn names(view: &View<'_>, found: &mut [Found]) {
    let person = |f: &&mut Found| f.mention.kind == EntityKind::Person && f.mention.form == MentionForm::Name;
    let title = |f: &&Found| f.mention.kind == EntityKind::Title && !reigns(view, &f.mention);
    let titles: SmallVec<[usize; 16]> = found.iter().filter(title).map(|f| f.mention.tokens.end).collect();
    for f in found.iter_mut().filter(person) {
        let tokens = &f.mention.tokens;
        let (start, end) = (tokens.start, tokens.end);
        let whole = f.mention.span.start == view.document.tokens[start].span.start;
        let father = whole && given_before_father(view, start);
        let first = if father || whole && given_between(view, start) { start - 1 } else { start };
        let place = || titles.contains(&start) && surname_of_place(view, start);
        let last = if end == start + 1 && (surname_before_speech(view, start, end) || place()) { end + 1 } else { end };
        if first < start || last > end {
            let skip =
                if first == start { (f.mention.span.start - view.document.tokens[start].span.start) as u16 } else { 0 };
            f.mention.tokens = first..last;
            f.mention.span = view.span(first, last, skip);
            f.mention.head = first;
            // الشيخ *مساعد* بن خلف: here his name, not an office
            if father {
                f.confirm();
            }
        }
    }
}

/// الملك عبد الله الثاني | جعفر حسان: the ordinal of a ruler ends his name, but for his father's.
pub(super) fn after_ordinals(view: &View<'_>, found: &mut Vec<Found>) {
    let ordinal = |at: &usize| view.shape(*at).any(Shape::COUNTING) && view.shape(*at).any(Shape::DEFINITE);
    for at in 0..found.len() {
        let mention = &mut found[at].mention;
        if mention.kind != EntityKind::Person || mention.form != MentionForm::Name || mention.tokens.len() < 3 {
            continue;
        }
        let (start, end) = (mention.tokens.start, mention.tokens.end);
        let Some(next) = (start + 1..end - 1).find(ordinal).map(|at| at + 1) else { continue };
        if view.shape(next).any(Shape::MARKER) {
            continue;
        }
        let skip = (mention.span.start - view.document.tokens[start].span.start) as u16;
        let mut second = found[at].clone();
        found[at].mention.tokens = start..next;
        found[at].mention.span = view.span(start, next, skip);
        second.mention.tokens = next..end;
        second.mention.span = view.span(next, end, 0);
        second.mention.head = next;
        second.mention.name = None;
        found.push(second);
    }
}

/// المديرة *هالة* زيدان: behind a bare office with the article an indefinite word can only be part of the name.
fn given_between(view: &View<'_>, start: usize) -> bool {
    let Some(at) = start.checked_sub(1).filter(|&at| at > 0 && view.limit(at - 1) > start) else { return false };
    // الرئيس ماكرون | نتنياهو
    if listed(view, at) {
        return false;
    }
    // أعلن الملك تعيين حسن: a verbal noun is no name
    common_part(view, at) && !view.shape(at).any(Shape::MASDAR) && office(view, at - 1)
}

/// المقدم *راشد* بن خلفان: whatever stands right before "son of" behind an office is the given name.
fn given_before_father(view: &View<'_>, start: usize) -> bool {
    let Some(at) = start.checked_sub(1).filter(|&at| at > 0 && view.limit(at - 1) > start) else { return false };
    let shape = view.shape(at);
    let bare = view.document.proclitic_bytes(at) == 0 && view.document.word(at).article.is_none();
    matches!(view.document.raw(start), "بن" | "بنت" | "ولد")
        && shape.any(Shape::WORD)
        && bare
        && !shape.any(Shape::HEAD | Shape::TIME | Shape::COUNTING)
        && office(view, at - 1)
}

/// النقيب سليم *فرح* إن: between a given name and what is said.
fn surname_before_speech(view: &View<'_>, given: usize, at: usize) -> bool {
    let before = given.checked_sub(1).filter(|&t| view.limit(t) > at + 1);
    let introduced = before.is_some_and(|t| {
        let speaks = view.shape(t).any(Shape::VERB) && view.document.word(t).classes.meets(view.vocabulary.report);
        // وزير الخارجية الأوكراني أندري *سيبيها* أن
        let adjective =
            view.shape(t).all(Shape::DEMONYM | Shape::DEFINITE) && t > 0 && !view.shape(t - 1).any(Shape::STOP);
        office(view, t) || speaks || adjective
    });
    // أبلغ ترامب | نتنياهو أن
    introduced && !listed(view, at) && at + 1 < view.len() && part(view, at) && view.introduces_speech(at + 1)
}

/// المهندس ماركوس *لينز*: behind an office and a given name what could be a town is a surname.
fn surname_of_place(view: &View<'_>, given: usize) -> bool {
    let word = view.document.word(given);
    let name = view.shape(given).any(Shape::GIVEN) || word.stems.is_empty() && word.article.is_none();
    let known = view.hit(given).is_some_and(|hit| whole(view, given, hit));
    let town = |hit: &Hit| {
        hit.kind == EntityKind::Location && hit.len == 1 && hit.skip == 0 && hit.subtype != Some(Subtype::COUNTRY)
    };
    name && !known && given + 1 < view.limit(given) && view.hit(given + 1).is_some_and(town)
}

/// الملك تشارلز | باريس, الرئيس سعيد | قابس: whoever reigns has one name, as has a head of state.
fn reigns(view: &View<'_>, title: &Mention) -> bool {
    let reading = view.document.reading(title.tokens.start, view.vocabulary.title);
    let sense = reading.and_then(|(_, r)| view.document.lexicon.sense(r.lexeme, view.vocabulary.title));
    let state = |s: &Sense| title.tokens.len() == 1 && s.feature("short") == Some("state");
    sense.is_some_and(|s| s.feature("name") == Some("one") || state(s))
}

/// A name of somebody in the gazetteer.
fn listed(view: &View<'_>, at: usize) -> bool {
    view.hit(at).is_some_and(|hit| hit.kind == EntityKind::Person)
}

fn office(view: &View<'_>, at: usize) -> bool {
    let shape = view.shape(at);
    shape.any(Shape::TITLE | Shape::SOURCE) && shape.any(Shape::DEFINITE) && !shape.any(Shape::STOP)
}

/// What a word of a name is not, although it is a common word.
const OTHER: u32 = Shape::STOP
    | Shape::DEFINITE
    | Shape::TITLE
    | Shape::HEAD
    | Shape::TIME
    | Shape::COUNTING
    | Shape::DEMONYM
    | Shape::SOURCE
    | Shape::CUE;

/// An indefinite noun without a proclitic that could be a name.
fn common_part(view: &View<'_>, at: usize) -> bool {
    plain(view, at) && !view.shape(at).any(Shape::ENCLITIC) && !view.document.raw(at).ends_with(['ا', 'ً'])
}

/// The same, or a word that only seems to end with a pronoun: سيبيها.
fn part(view: &View<'_>, at: usize) -> bool {
    common_part(view, at) || plain(view, at) && view.shape(at).any(Shape::ENCLITIC)
}

fn plain(view: &View<'_>, at: usize) -> bool {
    let shape = view.shape(at);
    shape.any(Shape::WORD)
        && shape.continues()
        && !shape.any(OTHER)
        && view.document.tag(at) == Tag::Noun
        && view.document.word(at).letters > 2
}
