//! A name that stood in quotation marks behind its common noun, later in quotation marks alone: «المساء».

use std::ops::Range;

use super::overlap::Found;
use super::same::same_word;
use super::view::{Shape, View};
use super::{EntityKind, MentionForm, Subtype};

/// Finds them.
pub(super) fn find(view: &View<'_>, out: &mut Vec<Found>) {
    let quote = |at: usize| view.shape(at).any(Shape::QUOTE);
    let quoted = |tokens: &Range<usize>| tokens.start > 0 && quote(tokens.start - 1) && quote(tokens.end);
    let names: Vec<(Range<usize>, EntityKind, Option<Subtype>)> = out
        .iter()
        .map(|f| &f.mention)
        .filter(|m| m.form == MentionForm::Name && m.kind == EntityKind::Organization && quoted(&m.tokens))
        .map(|m| (m.tokens.clone(), m.kind, m.subtype))
        .collect();
    if names.is_empty() {
        return;
    }
    for open in (0..view.len()).filter(|&at| quote(at)) {
        let again = names.iter().find(|(name, ..)| {
            let tokens = open + 1..open + 1 + name.len();
            tokens.start != name.start && quoted(&tokens) && same(view, name, &tokens)
        });
        if let Some((name, kind, subtype)) = again {
            out.push(Found::new(view.mention(open + 1..open + 1 + name.len(), 0, *kind, *subtype), 3));
        }
    }
}

fn same(view: &View<'_>, a: &Range<usize>, b: &Range<usize>) -> bool {
    b.end <= view.len() && a.clone().zip(b.clone()).all(|(a, b)| same_word(view.document.raw(a), view.document.raw(b)))
}
