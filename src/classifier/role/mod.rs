//! Roles: arguments by the frame of the construction, then place, time and quantity from the clause (SCHEME 0.5, 6.4).

use smallvec::SmallVec;

use super::argument::View;
use super::condition::{Frame, Preposition, Role};
use super::event::{Filler, Status};
use super::ontology::{EventType, Group};
use super::trigger::{Candidate, Shape};
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{LexemeId, Number, Reading, Tense};
use crate::tagger::chunk::NounPhrase;
use crate::tagger::{EntityKind, Mention, MentionForm};

mod actor;
mod carried;
mod circumstance;
mod control;
mod genitive;
mod joined;
mod place;
mod relative;
mod syntax;
mod trim;
mod widen;

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
    let mut filling =
        Filling { view, event_type, light: &group.light, token: candidate.token, roles: Roles::new(), passive: false };
    // حذرت من اختبار صبرها من قبل الجماعات: what is warned of has its own agent
    let verbal = matches!(candidate.shape, Shape::Verb(..));
    let agent = candidate.arguments.agent.filter(|_| !(verbal && event_type.speech_act));
    if let Some(agent) = agent.filter(|_| event_type.has_role("actor")) {
        filling.add(Role::Actor, agent);
    }
    let words = candidate.token..candidate.token + candidate.len;
    let phrase = matches!(candidate.shape, Shape::Phrase).then(|| words.into_iter().find_map(|at| view.finite(at)));
    let phrase = phrase.flatten();
    let subject = match candidate.shape {
        Shape::Verb(inflection, _) => filling.verb(&group.frame, candidate, inflection),
        // لقي حتفه، ألقت القبض: the phrase has the subject of its verb
        Shape::Phrase if phrase.is_some() => {
            phrase.and_then(|(inflection, _)| filling.verb(&group.frame, candidate, inflection))
        }
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
    filling.armed(candidate);
    filling.held(&group.frame, candidate);
    let mut aim = false;
    for &(preposition, phrase) in &candidate.arguments.prepositions {
        // اجتماعا لبحث سبل التعاون بين البلدين: what follows an aim belongs to it
        if aim && group.frame.preposition(preposition) == Some(Role::Actor) {
            break;
        }
        // في مقرها في بيروت: the named place is where it was
        let place = group.frame.preposition(preposition) == Some(Role::Place) && !filling.named(phrase);
        let rest = candidate.arguments.prepositions.iter().skip_while(|(_, p)| p.first <= phrase.first);
        if place && rest.into_iter().any(|(q, p)| *q == preposition && filling.named(*p)) {
            continue;
        }
        aim |= preposition == Preposition::LAM && filling.deed(phrase.head);
        filling.governed_by(&group.frame, preposition, phrase);
    }
    if !filling.has(Role::Actor) && event_type.has_role("actor") && matches!(candidate.shape, Shape::Noun(_)) {
        if let Some(phrase) = filling.controlled(candidate) {
            filling.add(Role::Actor, phrase);
        }
    }
    if let Some(role) = group.frame.own.filter(|_| matches!(candidate.shape, Shape::Noun(_))) {
        filling.own(role, candidate);
    }
    filling.place(candidate);
    filling.widen_place();
    filling.time(candidate);
    filling.quantity(candidate);
    Filled { roles: filling.roles, subject, passive: filling.passive }
}

struct Filling<'f, 'v> {
    view: &'f View<'v>,
    event_type: &'f EventType,
    /// Verbs that only carry the trigger.
    light: &'f [LexemeId],
    /// First token of the trigger.
    token: usize,
    roles: Roles,
    passive: bool,
}

impl Filling<'_, '_> {
    fn has(&self, role: Role) -> bool {
        self.roles.iter().any(|(r, _)| *r == role)
    }

    /// A phrase after a preposition: the second of two parties (بين الجيش والمتمردين), the rank and file (في صفوف القوات),
    /// whoever bears a sentence (بسجن المعارض).
    fn governed_by(&mut self, frame: &Frame, preposition: Preposition, phrase: NounPhrase) {
        let parties = |role: Role| frame.prepositions.iter().any(|(_, r)| *r == role);
        let document = &self.view.document;
        if document.has(phrase.head, self.view.chunker.borne) && parties(Role::Target) {
            // بحياة سبعة أشخاص: a number is no part of the phrase
            let end = document.sentence(phrase.head).tokens.end.min(phrase.last + 6);
            let bearer = self.view.noun_phrase(phrase.head + 1, end).map(|p| self.view.apposed(p, end));
            let dual = |r: &Reading| r.inflection.number == Number::Dual;
            let somebody = |p: &NounPhrase| {
                self.view.party(*p)
                    || document.has(p.head, self.view.chunker.agent)
                    || document.word(p.head).readings().any(|(_, r)| dual(r))
            };
            if let Some(bearer) = bearer.filter(|p| preposition == Preposition::FI || somebody(p)) {
                self.add(Role::Target, bearer);
            }
            return;
        }
        let Some(mut role) = frame.preposition(preposition) else { return };
        // قصف للجيش، قصف لمواقع الجيش، هجوم لاستعادة المدينة: with ل stands who did it, what it hit, what for
        if preposition == Preposition::LAM && role == Role::Actor {
            if self.deed(phrase.head) {
                return;
            }
            // قصف على منطقة لقوات النظام: the second preposition is not the noun's
            let apart = |head: usize| head > phrase.head || head < self.token;
            let own = self.roles.iter().all(|(_, filler)| apart(filler.head) || filler.via.is_some());
            if self.has(role) || !self.view.party(phrase) || !own {
                role = Role::Target;
            }
        }
        let mut second = phrase.core_last + 1;
        // بين الجيش من جهة والمتمردين
        if second + 1 < document.len()
            && document.raw(second) == "من"
            && matches!(document.raw(second + 1), "جانب" | "جهة" | "ناحية")
        {
            second += 2;
        }
        if second + 1 < document.len() && document.is_mark(second, &[',', '،']) {
            second += 1;
        }
        let two = preposition == Preposition::BAYN && role == Role::Actor && parties(Role::Target);
        if two && !self.has(Role::Actor) && second < document.len() && document.word(second).first == 'و' {
            let end = document.sentence(second).tokens.end;
            if let Some(other) = self.view.noun_phrase(second, end) {
                self.add(role, NounPhrase { last: phrase.core_last, ..phrase });
                self.add(Role::Target, other);
                return;
            }
        }
        self.add(role, phrase);
    }

    /// The trigger names who suffers: 28 قتيلا، عشرات الجرحى.
    fn own(&mut self, role: Role, candidate: &Candidate<'_>) {
        if self.has(role) {
            return;
        }
        let document = &self.view.document;
        let token = candidate.token;
        let counted = token > 0
            && document.proclitic_bytes(token) == 0
            && (document.tag(token - 1) == Tag::Number
                || self.view.tagging.mention_at(token - 1).is_some_and(|m| m.kind == EntityKind::Quantity));
        let quantity = self.view.tagging.mention_at(token.saturating_sub(1)).filter(|_| counted);
        let first = quantity.map_or(if counted { token - 1 } else { token }, |m| m.tokens.start);
        self.roles.push((role, Filler { span: self.view.span(first, token), head: token, via: None }));
    }

    fn add(&mut self, role: Role, phrase: NounPhrase) {
        if self.has(role) {
            return;
        }
        let tagging = self.view.tagging;
        let kind = tagging.mention_at(phrase.head).map(|m| m.kind);
        let party = matches!(role, Role::Actor | Role::Target);
        let fits = match role {
            Role::Place => kind != Some(EntityKind::Person) && kind != Some(EntityKind::Date) && self.spatial(phrase),
            // تراجعت بحسب بيان إلى سوق الأسهم: no figure
            Role::Quantity => self.quantified(phrase),
            Role::Cause => self.happens(phrase) && !self.spatial(phrase),
            // فجروا عبوة بحي الشجاعية: where, not with what
            Role::Instrument => !(self.named(phrase) && self.spatial(phrase)),
            // نمو قدره 2.6 بالمئة، إحكام سيطرتها: neither a figure nor an act does anything
            Role::Actor if !self.can_act(phrase) => false,
            _ => !(party && matches!(kind, Some(EntityKind::Date | EntityKind::Money | EntityKind::Platform))),
        };
        if !fits {
            return;
        }
        let phrase = match role {
            Role::Actor => self.without_place(phrase),
            Role::Target => self.without_place(self.without_deed(phrase)),
            Role::Place => self.only_place(phrase),
            _ => phrase,
        };
        let (number, rest) = self.split_number(self.without_event(phrase));
        if let Some(number) = number.filter(|_| self.event_type.has_role("quantity") && role != Role::Quantity) {
            self.roles.push((Role::Quantity, number));
        }
        self.roles.push((role, rest));
    }

    /// True for a phrase that holds the name of a place.
    fn named(&self, phrase: NounPhrase) -> bool {
        let name =
            |m: &Mention| matches!(m.kind, EntityKind::Location | EntityKind::Facility) && m.form == MentionForm::Name;
        (phrase.first..=phrase.last).any(|at| self.view.tagging.mention_at(at).is_some_and(name))
    }

    /// قتل برصاص قناص، أصيب بنيران الشرطة: whose weapon it was.
    fn armed(&mut self, candidate: &Candidate<'_>) {
        if self.has(Role::Actor) || !self.event_type.has_role("actor") || !self.event_type.befalls() {
            return;
        }
        let document = &self.view.document;
        let weapon = |(p, phrase): &&(Preposition, NounPhrase)| {
            *p == Preposition::BA && document.has(phrase.head, self.view.chunker.fire)
        };
        let Some((_, phrase)) = candidate.arguments.prepositions.iter().find(weapon) else { return };
        let owner = self.view.noun_phrase(phrase.head + 1, phrase.last + 1);
        if let Some(owner) = owner.filter(|o| !self.view.adjective_of(phrase.head, o.head)) {
            self.add(Role::Actor, owner);
        }
    }

    /// سقطت المدينة بيد المسلحين، تخضع لسيطرة الجيش: whose hand or control it is.
    fn held(&mut self, frame: &Frame, candidate: &Candidate<'_>) {
        let grip =
            |(_, phrase): &&(Preposition, NounPhrase)| self.view.document.has(phrase.head, self.view.chunker.grip);
        let Some((_, phrase)) = candidate.arguments.prepositions.iter().find(grip) else { return };
        let holder = self.view.noun_phrase(phrase.head + 1, phrase.last + 1);
        let holder = holder.filter(|h| !self.view.adjective_of(phrase.head, h.head));
        if let (Some(role), Some(holder)) = (frame.grip, holder) {
            self.add(role, holder);
        }
    }

    /// True for a phrase with a number or a measure of height: 3 بالمئة، أدنى مستوى.
    fn quantified(&self, phrase: NounPhrase) -> bool {
        let document = &self.view.document;
        let number = |at: usize| {
            document.tag(at) == Tag::Number
                || document.has(at, self.view.chunker.number)
                || document.has(at, self.view.chunker.level)
                || self.view.tagging.mention_at(at).is_some_and(|m| m.is_number() || m.kind == EntityKind::Money)
        };
        (phrase.first..=phrase.last).any(number)
    }

    /// True for a phrase that can be a cause: an event, not whoever was near it.
    fn happens(&self, phrase: NounPhrase) -> bool {
        let document = &self.view.document;
        let mut readings = document.word(phrase.head).readings();
        // المهاجم is somebody, not what happened
        let event = |r: &Reading| match r.inflection.tense {
            Tense::Masdar => true,
            Tense::Nominal => !document.lexicon.lexeme(r.lexeme).triggers.is_empty(),
            _ => false,
        };
        readings.any(|(_, r)| event(r)) || document.has(phrase.head, self.view.chunker.weapon)
    }

    /// True for a phrase that names a place or has a noun of place at its head.
    fn spatial(&self, phrase: NounPhrase) -> bool {
        let document = &self.view.document;
        let place = |m: &Mention| matches!(m.kind, EntityKind::Location | EntityKind::Facility);
        let named = (phrase.first..=phrase.last).any(|at| self.view.tagging.mention_at(at).is_some_and(place));
        named || document.has(phrase.head, self.view.chunker.spatial)
    }
}
