//! Quotation marks and brackets stay outside a name (SCHEME E5).

use super::view::{Shape, View};
use super::{EntityKind, Mention, MentionForm};

/// Cuts a name at a mark that opens or closes outside of it; nothing is left of a name that is only marks.
pub(super) fn trim(view: &View<'_>, mention: &mut Mention) {
    let named = matches!(
        mention.kind,
        EntityKind::Person | EntityKind::Organization | EntityKind::Location | EntityKind::Facility
    );
    let mark = |at: usize| view.shape(at).any(Shape::QUOTE);
    if !named || mention.form != MentionForm::Name || !mention.tokens.clone().any(mark) {
        return;
    }
    let skip = (mention.span.start - view.document.tokens[mention.tokens.start].span.start) as u16;
    let mut tokens = mention.tokens.clone();
    while !tokens.is_empty() && mark(tokens.start) {
        tokens.start += 1;
    }
    while !tokens.is_empty() && mark(tokens.end - 1) && !paired(tokens.clone().filter(|&at| mark(at)).count()) {
        tokens.end -= 1;
    }
    let marks = tokens.clone().filter(|&at| mark(at)).count();
    if !paired(marks) {
        tokens.end = tokens.clone().find(|&at| mark(at)).unwrap_or(tokens.end);
    }
    // قناة | (…): a common noun alone is no name
    if tokens.len() == 1 && mention.tokens.len() > 1 && view.shape(tokens.start).any(Shape::HEAD) {
        tokens.end = tokens.start;
    }
    if !tokens.is_empty() {
        let skip = if tokens.start == mention.tokens.start { skip } else { 0 };
        mention.span = view.span(tokens.start, tokens.end, skip);
        mention.head = mention.head.clamp(tokens.start, tokens.end - 1);
    }
    mention.tokens = tokens;
}

fn paired(marks: usize) -> bool {
    marks % 2 == 0
}
