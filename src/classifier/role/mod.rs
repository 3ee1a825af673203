//! Roles: arguments by the frame of the construction, then place, time and quantity from the clause (SCHEME 0.5, 6.4).

use smallvec::SmallVec;

use super::argument::View;
use super::condition::Role;
use super::event::{Filler, Status};
use super::ontology::{EventType, Group};
use super::trigger::{Candidate, Shape};
use crate::morphology::part_of_speech::Tag;
use crate::tagger::chunk::NounPhrase;
use crate::tagger::{EntityKind, Mention};

mod circumstance;
mod syntax;

/// What syntax says of an event.
#[derive(Debug)]
pub struct Filled {
    /// The fillers.
    pub roles: Roles,
    /// The subject.
    pub subject: Option<NounPhrase>,
    /// The subject suffers the act.
    pub passive: bool,
}

/// The fillers of an event.
pub type Roles = SmallVec<[(Role, Filler); 6]>;

/// Fills the roles of a candidate; gives them with the subject that syntax found.
pub fn fill(
    view: &View<'_>,
    event_type: &EventType,
    group: &Group,
    candidate: &Candidate<'_>,
    status: &Status,
) -> Filled {
    let mut filling = Filling { view, event_type, roles: Roles::new(), passive: false };
    let subject = match candidate.shape {
        Shape::Verb(inflection, _) => filling.verb(&group.frame, candidate, inflection),
        // a participle's subject is the speaker of its sentence, who is found by attribution
        Shape::Participle(_) => {
            if let (Some(role), Some(phrase)) =
                (group.frame.object, candidate.arguments.genitive.or(candidate.arguments.object))
            {
                filling.add(role, phrase);
            }
            None
        }
        _ => filling.noun(&group.frame, candidate, status),
    };
    for &(preposition, phrase) in &candidate.arguments.prepositions {
        if let Some(role) = group.frame.preposition(preposition) {
            filling.add(role, phrase);
        }
    }
    filling.place(candidate);
    filling.time(candidate);
    filling.quantity(candidate);
    Filled { roles: filling.roles, subject, passive: filling.passive }
}

struct Filling<'f, 'v> {
    view: &'f View<'v>,
    event_type: &'f EventType,
    roles: Roles,
    passive: bool,
}

impl Filling<'_, '_> {
    fn has(&self, role: Role) -> bool {
        self.roles.iter().any(|(r, _)| *r == role)
    }

    fn add(&mut self, role: Role, phrase: NounPhrase) {
        if self.has(role) {
            return;
        }
        let tagging = self.view.tagging;
        if role == Role::Place
            && tagging.mention_at(phrase.head).is_some_and(|m| matches!(m.kind, EntityKind::Person | EntityKind::Date))
        {
            return;
        }
        if role == Role::Place && !self.spatial(phrase) {
            return;
        }
        let (number, rest) = self.split_number(phrase);
        if let Some(number) = number.filter(|_| self.event_type.has_role("quantity") && role != Role::Quantity) {
            self.roles.push((Role::Quantity, number));
        }
        self.roles.push((role, rest));
    }

    /// True for a phrase that names a place or has a noun of place at its head.
    fn spatial(&self, phrase: NounPhrase) -> bool {
        let document = &self.view.document;
        let place = |m: &Mention| matches!(m.kind, EntityKind::Location | EntityKind::Facility);
        let named = (phrase.first..=phrase.last).any(|at| self.view.tagging.mention_at(at).is_some_and(place));
        named || document.has(phrase.head, self.view.chunker.spatial)
    }

    /// Separates خمسة from مدنيين.
    fn split_number(&self, phrase: NounPhrase) -> (Option<Filler>, Filler) {
        let document = &self.view.document;
        let filler =
            |first: usize, last: usize, head: usize| Filler { span: self.view.span(first, last), head, via: None };
        let numeric = |at: usize| {
            document.tag(at) == Tag::Number
                || self
                    .view
                    .tagging
                    .mention_at(at)
                    .is_some_and(|m| matches!(m.kind, EntityKind::Quantity | EntityKind::Money))
        };
        if phrase.head > phrase.first && numeric(phrase.first) {
            return (
                Some(filler(phrase.first, phrase.head - 1, phrase.first)),
                filler(phrase.head, phrase.last, phrase.head),
            );
        }
        (None, filler(phrase.first, phrase.last, phrase.head))
    }
}
