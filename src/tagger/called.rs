//! Bodies that are called by a name in quotation marks: مجموعة تطلق على نفسها اسم «فجر الشمال».

use super::overlap::Found;
use super::view::{Shape, View};
use super::{EntityKind, MentionForm};
use crate::morphology::Number;
use crate::morphology::part_of_speech::Tag;

/// Tokens between the noun of the body and the opening mark, at most.
const APART: usize = 5;
/// Tokens of the name, at most.
const LONGEST: usize = 5;

/// Finds them: the name, and the phrase from its noun to the closing mark.
pub(super) fn find(view: &View<'_>, out: &mut Vec<Found>) {
    for quotation in view.document.quotations {
        let name = quotation.open + 1..quotation.end;
        if name.is_empty() || name.len() > LONGEST || !called(view, quotation.open) {
            continue;
        }
        let from = quotation.open.saturating_sub(APART + 1).max(view.document.sentence(quotation.open).tokens.start);
        let Some(noun) = (from..quotation.open).rev().find(|&at| body(view, at)) else { continue };
        let inner = view.mention(name, 0, EntityKind::Organization, None);
        let skip = view.shape(noun).skip;
        let mut outer = view.mention(noun..quotation.close.map_or(quotation.end, |at| at + 1), skip, inner.kind, None);
        outer.form = MentionForm::Nominal;
        outer.core = Some(inner.span);
        out.extend([Found::new(outer, 7), Found::new(inner, 7)]);
    }
}

/// نفسها | «، اسم | «: right before the opening mark.
fn called(view: &View<'_>, open: usize) -> bool {
    let raw = |back: usize| open.checked_sub(back).filter(|&at| view.limit(at) > open).map(|at| view.document.raw(at));
    let itself = |back: usize| matches!(raw(back), Some("نفسها" | "نفسه" | "أنفسهم"));
    itself(1) || raw(1) == Some("اسم") && itself(2)
}

/// An indefinite noun of a body behind which a relative clause begins with its verb.
fn body(view: &View<'_>, at: usize) -> bool {
    let shape = view.shape(at);
    let one = |(_, r): (&crate::morphology::Stem, &crate::morphology::Reading)| r.inflection.number != Number::Plural;
    shape.any(Shape::HEAD)
        && !shape.any(Shape::STOP | Shape::DEFINITE | Shape::ENCLITIC)
        && view.document.word(at).readings().any(one)
        && (at + 1..at + 3).any(|next| next < view.len() && view.document.tag(next) == Tag::Verb)
}
