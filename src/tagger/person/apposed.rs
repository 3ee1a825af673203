//! Names between commas behind an office: المتحدث باسم الحكومة، روژان كاكه حمه، إن.

use super::{Walk, name_like};
use crate::tagger::view::{Shape, View};

/// Words of such a name, at most.
const LONGEST: usize = 4;

/// What no word of a name is, even where commas close it in.
const OTHER: u32 = Shape::DEFINITE
    | Shape::ENCLITIC
    | Shape::TITLE
    | Shape::HEAD
    | Shape::TIME
    | Shape::COUNTING
    | Shape::DEMONYM
    | Shape::MASDAR
    | Shape::SOURCE
    | Shape::CUE;

/// The end of a name of two words and more that begins behind the comma of an office and that another comma closes; the
/// first of them nobody knows, the others may be common words.
pub(in crate::tagger) fn between_commas(view: &View<'_>, first: usize) -> Option<usize> {
    let limit = view.limit(first).min(first + LONGEST + 1);
    let end = (first..limit).find(|&at| view.comma(at)).filter(|&end| end >= first + 2)?;
    if Walk::new(view, first).run().end == end {
        return Some(end);
    }
    let own = |at: usize| name_like(view, at) && view.document.word(at).stems.is_empty();
    (own(first) && (first + 1..end).all(|at| name_like(view, at) || common(view, at))).then_some(end)
}

/// اعتبرت ناكا أوسيه، زعيمة الحزب، أن: the end of a name of two or three words nobody knows that opens a sentence or stands
/// behind its verb, where an office follows a comma.
pub(super) fn before_office(view: &View<'_>, first: usize) -> Option<usize> {
    let own = |at: usize| view.document.word(at).stems.is_empty() && name_like(view, at);
    if !own(first) || !opens(view, first) {
        return None;
    }
    let limit = view.limit(first).min(first + LONGEST);
    let end = (first + 1..limit).find(|&at| !own(at)).filter(|&end| end >= first + 2 && view.comma(end))?;
    let office = view.shape(end + 1);
    (office.any(Shape::TITLE) && office.continues() && !office.any(Shape::DEFINITE)).then_some(end)
}

/// The first word of a sentence, or the one behind a verb.
fn opens(view: &View<'_>, first: usize) -> bool {
    first.checked_sub(1).filter(|&t| view.limit(t) > first).is_none_or(|t| view.shape(t).any(Shape::VERB))
}

/// A word of the lexicon without article, clitic or ending that shows that it is no name.
fn common(view: &View<'_>, at: usize) -> bool {
    let shape = view.shape(at);
    shape.any(Shape::WORD)
        && (shape.continues() || shape.any(Shape::VERB))
        && !shape.any(OTHER)
        && view.hit(at).is_none()
        && !view.document.raw(at).ends_with(['ً', 'ة', 'ا'])
}
