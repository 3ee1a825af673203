//! The subject that a verb without one means: that of a verb before it, or what the sentence before spoke of
//! (SCHEME 0.5, pro-drop).

use super::argument::{View, agrees};
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Inflection, Person, Tense};
use crate::tagger::EntityKind;
use crate::tagger::chunk::{NounPhrase, agreement};

/// The subject of a verb before that agrees: of the same level rather than inside a relative clause (شاركت تركيا في
/// التحالف الذي تقوده واشنطن، وقصفت); `across`: else that of the sentence before.
pub fn antecedent(view: &View<'_>, token: usize, across: bool) -> Option<NounPhrase> {
    let inflection = finite(view, token)?.0;
    let start = view.document.sentence(token).tokens.start;
    let across = || across.then(|| before(view, token, inflection, start)).flatten();
    here(view, token, inflection, start).or_else(across)
}

fn here(view: &View<'_>, token: usize, inflection: Inflection, start: usize) -> Option<NounPhrase> {
    let document = &view.document;
    let mut inner = None;
    for at in (start..token).rev().filter(|&at| document.tag(at) == Tag::Verb) {
        let Some(subject) = subject(view, at, inflection).filter(|s| s.first < token) else { continue };
        if !described(view, at) {
            return Some(subject);
        }
        inner = inner.or(Some(subject));
    }
    inner
}

/// The subject of the first verb of the sentence before, in the same paragraph, for a verb that opens its own.
fn before(view: &View<'_>, token: usize, inflection: Inflection, start: usize) -> Option<NounPhrase> {
    let document = &view.document;
    let opens = (start..token).all(|at| matches!(document.tag(at), Tag::Particle | Tag::Conjunction));
    let index = document.sentence_of[token] as usize;
    let earlier = document.sentences.get(index.checked_sub(1)?)?;
    let same = earlier.paragraph == document.sentences[index].paragraph;
    if !opens || !same || inflection.person != Person::Third {
        return None;
    }
    let first = earlier.tokens.clone().find(|&at| document.tag(at) == Tag::Verb)?;
    let party = |p: &NounPhrase| {
        view.tagging.mention_at(p.head).map_or(document.has(p.head, view.chunker.agent), |m| {
            matches!(m.kind, EntityKind::Person | EntityKind::Title | EntityKind::Organization | EntityKind::Location)
        })
    };
    subject(view, first, inflection).filter(party)
}

/// The subject of the verb at a token, if it agrees with another verb.
fn subject(view: &View<'_>, at: usize, inflection: Inflection) -> Option<NounPhrase> {
    let (other, enclitic) = finite(view, at)?;
    let subject = view.of_verb(at, other, enclitic).subject?;
    let dated = view.tagging.mention_at(subject.head).is_some_and(|m| m.kind == EntityKind::Date);
    let agreement = agreement(&view.document, view.tagging, subject.head);
    (!dated && agrees(inflection, agreement)).then_some(subject)
}

/// True for a verb behind a relative: الذي تقوده.
fn described(view: &View<'_>, at: usize) -> bool {
    let start = view.document.sentence(at).tokens.start;
    let before = (start..at).rev().find(|&t| view.document.tag(t) != Tag::Particle);
    before.is_some_and(|t| view.document.tag(t) == Tag::Relative)
}

fn finite(view: &View<'_>, token: usize) -> Option<(Inflection, bool)> {
    let is = |i: Inflection| matches!(i.tense, Tense::Past | Tense::Present | Tense::Jussive);
    let mut readings = view.document.word(token).readings();
    readings.find(|(_, r)| is(r.inflection)).map(|(stem, r)| (r.inflection, stem.enclitic))
}
