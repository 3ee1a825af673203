//! Ministries without their first word: الدفاع الروسية, الصحة اللبنانية. The adjective of a country is that of وزارة.

use super::overlap::Found;
use super::view::{Shape, View};
use super::{EntityKind, Subtype, nationality};

/// Finds them; behind an office or a head noun the field is that of what stands there (وزير الدفاع, وزارة الصحة).
pub(super) fn find(view: &View<'_>, ministry: Option<Subtype>, out: &mut Vec<Found>) {
    for token in 0..view.len() {
        let next = view.shape(token + 1);
        let field = view.shape(token).any(Shape::DEFINITE) && view.document.has(token, view.vocabulary.ministry);
        let national = next.all(Shape::DEFINITE | Shape::DEMONYM | Shape::FEMININE) && next.continues();
        if !field || !national || view.limit(token) <= token + 1 || of_another(view, token) {
            continue;
        }
        let skip = view.document.proclitic_bytes(token);
        let mention = view.mention(token..token + 2, skip, EntityKind::Organization, ministry);
        let mut found = Found::new(mention, 5);
        found.country = nationality::of(view, token + 1).and_then(|demonym| demonym.country);
        out.push(found);
    }
}

/// True behind a noun in the construct: وزير | الدفاع الروسي، قوات | الدفاع.
fn of_another(view: &View<'_>, token: usize) -> bool {
    let before = token.checked_sub(1).filter(|&t| view.limit(t) > token).map(|t| view.shape(t));
    let construct = |shape: Shape| {
        shape.any(Shape::WORD) && !shape.any(Shape::DEFINITE | Shape::STOP | Shape::VERB | Shape::PREPOSITION)
    };
    !view.shape(token).any(Shape::PROCLITIC) && before.is_some_and(construct)
}
