//! Nouns that only point at an event told elsewhere (SCHEME T7; "pure noun-phrase allusions" are no mentions).

use super::argument::View;
use super::condition::{Preposition, Role};
use super::event::{Event, Reason};
use super::ontology::Group;
use super::trigger::{Candidate, Shape};
use super::{Modality, content};
use crate::morphology::part_of_speech::Tag;

/// قبل الانتخابات، مناطق القصف، خلال الاحتجاجات: a definite noun that hangs on another word and tells nothing of its own:
/// nobody who acts or suffers, no place, no clause that describes it, no verb that carries it.
pub(super) fn alludes(view: &View<'_>, candidate: &Candidate<'_>, group: &Group, event: &Event) -> bool {
    let noun = match candidate.shape {
        Shape::Noun(_) => true,
        Shape::Phrase => (event.tokens.clone()).all(|at| view.finite(at).is_none()),
        _ => false,
    };
    // شدد على الحاجة إلى: what is said stands behind it
    noun && !event.speech_act
        && !group.compound()
        && definite(view, candidate)
        && hangs(view, candidate.token, group)
        && !told(event)
        && !completed(view, candidate, group)
        && !described(view, candidate)
}

/// Removes what only alludes; what is asked for, planned or possible is told all the same (العودة إلى طاولة المفاوضات).
pub(super) fn told_elsewhere(events: &mut Vec<Event>) {
    let alludes: Vec<bool> =
        events.iter().map(|event| event.allusion && event.status.modality == Modality::Asserted).collect();
    content::remove(events, &alludes);
}

/// With the article, on its last word for a phrase: الهجوم، وقف إطلاق النار.
fn definite(view: &View<'_>, candidate: &Candidate<'_>) -> bool {
    view.document.word(candidate.token + candidate.len - 1).article.is_some()
}

/// True for a noun behind a preposition or in the genitive of another noun, unless that carries it: إعلان الهدنة.
fn hangs(view: &View<'_>, token: usize, group: &Group) -> bool {
    let document = &view.document;
    if token > 0 && document.tag(token - 1) == Tag::Noun && group.carried_by(document.word(token - 1)) {
        return false;
    }
    let beside = || token > document.sentence(token).tokens.start && document.proclitic_bytes(token) == 0;
    view.preposition(token).is_some()
        || token > 0 && document.tag(token - 1) == Tag::Preposition
        || token > 0 && document.tag(token - 1) == Tag::Noun && beside() && document.word(token - 1).article.is_none()
}

/// True when the event has something of its own: a role behind it, or a word that says how it came about.
fn told(event: &Event) -> bool {
    let own = |role: Role| !matches!(role, Role::Time | Role::Condition);
    let near = event.tokens.end + 3;
    let behind = |head: usize| (event.tokens.start..near).contains(&head);
    let carried = |reason: &Reason| !matches!(reason, Reason::Noun | Reason::Phrase);
    event.status.reasons.iter().any(carried)
        || event.roles.iter().any(|(role, filler)| own(*role) && filler.via.is_none() && behind(filler.head))
}

/// التراجع الأخير في الأسعار، التقدم الكبير للقوات، إطلاق النار عليه: a preposition of its own behind its adjectives.
fn completed(view: &View<'_>, candidate: &Candidate<'_>, group: &Group) -> bool {
    let behind = candidate.token + candidate.len;
    if behind < view.document.len() && view.document.has(behind, view.pronoun) {
        return true;
    }
    let end = candidate.token + candidate.len + 4;
    let own = |p: Preposition| p == Preposition::FI || group.frame.preposition(p).is_some();
    candidate.arguments.prepositions.iter().any(|(p, phrase)| phrase.first < end && own(*p))
}

/// الاشتباكات التي دارت: a relative clause tells of it.
fn described(view: &View<'_>, candidate: &Candidate<'_>) -> bool {
    let document = &view.document;
    let after = candidate.token + candidate.len;
    let end = document.sentence(candidate.token).tokens.end.min(after + 3);
    (after..end).take_while(|&at| document.tag(at) != Tag::Punct).any(|at| document.tag(at) == Tag::Relative)
}
