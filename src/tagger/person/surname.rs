//! Surnames that stand for those who have been named in full (SCHEME 4.4).

use smallvec::SmallVec;

use super::is_second;
use crate::tagger::overlap::Found;
use crate::tagger::same::same_word;
use crate::tagger::view::{Shape, View};
use crate::tagger::{EntityKind, MentionForm};

/// Finds the surnames of those who have been named in full.
pub(in crate::tagger) fn find_surnames(view: &View<'_>, out: &mut Vec<Found>) {
    let full = |f: &Found| {
        f.mention.kind == EntityKind::Person && f.mention.form == MentionForm::Name && f.mention.tokens.len() > 1
    };
    let mut surnames: SmallVec<[&str; 12]> = SmallVec::new();
    for f in out.iter().filter(|f| full(f)) {
        let raw = view.document.raw(f.mention.tokens.end - 1);
        if raw.len() > 4 && !is_second(raw) && !surnames.contains(&raw) {
            surnames.push(raw);
        }
    }
    if surnames.is_empty() {
        return;
    }
    for token in 0..view.len() {
        let shape = view.shape(token);
        if !shape.any(Shape::WORD) || shape.any(Shape::STOP) {
            continue;
        }
        let Some(skip) = surname_at(view, token, &surnames) else { continue };
        let verb = token > 0 && view.shape(token - 1).any(Shape::VERB);
        if verb || !shape.any(Shape::KNOWN | Shape::DEMONYM | Shape::TITLE | Shape::HEAD) {
            out.push(Found::new(view.mention(token..token + 1, skip, EntityKind::Person, None), 3));
        }
    }
}

/// Bytes of proclitics before a surname, if the token is one.
fn surname_at(view: &View<'_>, token: usize, surnames: &[&str]) -> Option<u16> {
    let raw = view.document.raw(token);
    for surname in surnames {
        if raw.len() == surname.len() && same_word(raw, surname) {
            return Some(0);
        }
        if raw.len() == surname.len() + 2 && raw.starts_with(['و', 'ف', 'ب', 'ل', 'ك']) && same_word(&raw[2..], surname)
        {
            return Some(2);
        }
    }
    None
}
