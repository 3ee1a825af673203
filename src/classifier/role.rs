//! Roles: arguments by the frame of the construction, then place, time and quantity from the clause (SCHEME 0.5, 6.4).

use smallvec::SmallVec;

use super::argument::View;
use super::condition::{Frame, Preposition, Role};
use super::event::{Filler, Reason, Status};
use super::ontology::{EventType, Group};
use super::trigger::{Candidate, Shape};
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Inflection, Voice};
use crate::tagger::chunk::NounPhrase;
use crate::tagger::{EntityKind, Mention};

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
        let filler = |first: usize, last: usize, head: usize| Filler {
            span: document.phrase_span(first, last),
            head,
            via: None,
        };
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

    fn verb(&mut self, frame: &Frame, candidate: &Candidate<'_>, inflection: Inflection) -> Option<NounPhrase> {
        let a = &candidate.arguments;
        let alone = a.subject.is_none() != a.object.is_none();
        let only = a.subject.or(a.object).filter(|_| alone && a.object2.is_none() && !a.object_pronoun);
        let either = inflection.voice == Voice::Either && frame.object.is_some() && !self.event_type.speech_act;
        let passive = a.passive || (either && only.is_some_and(|p| !self.agent(p)));
        if passive {
            self.passive = true;
            if let (Some(role), Some(phrase)) = (frame.object, a.subject.or(a.object)) {
                self.add(role, phrase);
            }
            return None;
        }
        for (role, phrase) in [(frame.subject, a.subject), (frame.object, a.object), (frame.object2, a.object2)] {
            if let (Some(role), Some(phrase)) = (role, phrase) {
                self.add(role, phrase);
            }
        }
        a.subject
    }

    /// A noun phrase that acts rather than suffers when it is the only one beside a verb: a state, an organisation.
    fn agent(&self, phrase: NounPhrase) -> bool {
        self.view
            .tagging
            .mention_at(phrase.head)
            .is_some_and(|m| matches!(m.kind, EntityKind::Organization | EntityKind::Location))
    }

    fn noun(&mut self, frame: &Frame, candidate: &Candidate<'_>, status: &Status) -> Option<NounPhrase> {
        let a = &candidate.arguments;
        let mut carried = None;
        if let Some(verb) = status.reasons.iter().find_map(|r| if let Reason::Under(at) = r { Some(*at) } else { None })
        {
            carried = self.carrier(verb, candidate.token);
        }
        if let Some(phrase) = carried {
            let place = self
                .view
                .tagging
                .mention_at(phrase.head)
                .is_some_and(|m| matches!(m.kind, EntityKind::Location | EntityKind::Facility));
            let role = frame.subject.unwrap_or(Role::Actor);
            if self.event_type.has_role(role.name()) && !(place && self.event_type.family() == "casualty") {
                self.add(role, phrase);
            }
        }
        self.before(frame, candidate, status);
        if let (Some(role), Some(phrase)) = (frame.genitive, a.genitive) {
            let role = self.genitive(role, phrase, a);
            self.add(role, phrase);
        }
        if let Some(phrase) = a.nisba {
            let role = frame.nisba.unwrap_or(Role::Actor);
            if self.event_type.has_role(role.name()) {
                self.add(role, phrase);
            }
        }
        if let (Some(role), Some(phrase)) = (frame.object, a.object) {
            self.add(role, phrase);
        }
        if !self.has(Role::Actor) && self.event_type.has_role("actor") {
            if let Some(phrase) = self.relative(candidate) {
                self.add(Role::Actor, phrase);
            }
        }
        carried
    }

    /// The genitive of a verbal noun is its subject if it can act, else its object (SCHEME 1.3).
    fn genitive(&self, role: Role, phrase: NounPhrase, arguments: &super::argument::Arguments) -> Role {
        let document = &self.view.document;
        let acts = match self.view.tagging.mention_at(phrase.head) {
            Some(m) => match m.kind {
                EntityKind::Person | EntityKind::Organization | EntityKind::Title | EntityKind::Nationality => true,
                EntityKind::Location => {
                    !self.event_type.id.ends_with(".meet")
                        && (arguments.object.is_some()
                            || m.name.is_some_and(|_| m.tokens.len() == 1) && !arguments.prepositions.is_empty())
                }
                _ => false,
            },
            None => document.has(phrase.head, self.view.chunker.agent),
        };
        let place = self
            .view
            .tagging
            .mention_at(phrase.head)
            .is_some_and(|m| matches!(m.kind, EntityKind::Location | EntityKind::Facility));
        match role {
            Role::Actor if acts => Role::Actor,
            Role::Actor if place && self.event_type.id.ends_with(".meet") => Role::Place,
            Role::Actor if self.event_type.has_role("target") => Role::Target,
            Role::Actor if self.event_type.has_role("theme") => Role::Theme,
            role => role,
        }
    }

    /// الغارات التي تنفذها القوات، هدنة أعلنتها الحكومة: the subject of a verb whose object is the noun.
    fn relative(&self, candidate: &Candidate<'_>) -> Option<NounPhrase> {
        let document = &self.view.document;
        let from = candidate.token + candidate.len;
        let verb = (from..(from + 6).min(document.sentence(candidate.token).tokens.end))
            .find(|&at| document.tag(at) == Tag::Verb)?;
        let (stem, reading) = document.word(verb).readings().find(|(s, r)| {
            s.enclitic
                && !matches!(r.inflection.tense, crate::morphology::Tense::Nominal | crate::morphology::Tense::Masdar)
        })?;
        let quiet = (from..verb).all(|at| document.tag(at) != Tag::Punct && document.tag(at) != Tag::Complementiser);
        let arguments = self.view.of_verb(verb, reading.inflection, stem.enclitic);
        arguments.subject.or(arguments.object2).filter(|p| quiet && p.first > verb)
    }

    /// Phrases before a noun that no verb carries: لدى الحكومة خطة, and the topic of أنقرة ليست بصدد خطة.
    fn before(&mut self, frame: &Frame, candidate: &Candidate<'_>, status: &Status) {
        let carried = status.reasons.iter().any(|r| matches!(r, Reason::Under(_)));
        let topic = frame.subject.filter(|r| !carried && !self.has(*r) && self.event_type.has_role(r.name()));
        let start = self.view.clause_start(candidate.token);
        let mut at = start;
        while at < candidate.token {
            if let Some((preposition, first)) = self.view.preposition(at) {
                let Some(phrase) = self.view.noun_phrase(first, candidate.token) else { break };
                if let Some(role) = frame.preposition(preposition).filter(|r| !self.has(*r) && *r == Role::Actor) {
                    self.add(role, phrase);
                }
                at = phrase.last + 1;
                continue;
            }
            if let (true, Some(role)) = (at == start && self.view.document.tag(at) == Tag::Noun, topic) {
                if let Some(phrase) = self
                    .view
                    .noun_phrase(at, candidate.token)
                    .filter(|p| self.view.tagging.mention_at(p.head).is_some())
                {
                    self.add(role, phrase);
                    at = phrase.last + 1;
                    continue;
                }
            }
            at += 1;
        }
    }

    /// The subject of the verb that carries the noun.
    fn carrier(&self, verb: usize, token: usize) -> Option<NounPhrase> {
        use crate::morphology::Tense;
        let document = &self.view.document;
        let (stem, reading) = document
            .word(verb)
            .readings()
            .find(|(_, r)| matches!(r.inflection.tense, Tense::Past | Tense::Present | Tense::Jussive))?;
        let arguments = self.view.of_verb(verb, reading.inflection, stem.enclitic);
        arguments.subject.filter(|p| !(p.first..=p.last).contains(&token))
    }

    fn place(&mut self, candidate: &Candidate<'_>) {
        if self.has(Role::Place) || !self.event_type.has_role("place") {
            return;
        }
        let sentence = self.view.document.sentence(candidate.token).tokens.clone();
        let after = candidate.token + 1..(candidate.token + 20).min(sentence.end);
        let before = self.view.clause_start(candidate.token)..candidate.token;
        let found = self
            .located(after, true)
            .or_else(|| self.located(before, false))
            .or_else(|| self.located(sentence.start..sentence.start + 6, true));
        if let Some(phrase) = found {
            let filler = Filler { span: phrase, head: candidate.token, via: None };
            self.roles.push((Role::Place, filler));
        }
    }

    /// The first place mention in the range; `governed` wants a preposition of place before it.
    fn located(&self, range: std::ops::Range<usize>, governed: bool) -> Option<crate::text::Span> {
        let place = |m: &&Mention| {
            matches!(m.kind, EntityKind::Location | EntityKind::Facility) && range.contains(&m.tokens.start)
        };
        let from = self.view.tagging.mentions.partition_point(|m| m.tokens.start < range.start);
        let mut places =
            self.view.tagging.mentions[from..].iter().take_while(|m| m.tokens.start < range.end).filter(place);
        places.find(|m| m.inside.is_none() && (!governed || self.governed(m.tokens.start))).map(|m| m.span)
    }

    fn governed(&self, token: usize) -> bool {
        let at = |token: usize| self.view.preposition(token).map(|(p, _)| p);
        let own = at(token);
        let before =
            if token > 0 && self.view.document.tag(token - 1) == Tag::Preposition { at(token - 1) } else { None };
        let spatial = |p: Preposition| {
            ![Preposition::LAM, Preposition::KAF, Preposition::MA, Preposition::AN, Preposition::ALA].contains(&p)
        };
        // a common noun of place may stand between: في ريف حماة، قرب مدينة درعا
        let through = token > 1
            && self.view.document.tag(token - 1) == Tag::Noun
            && self.view.document.tag(token - 2) == Tag::Preposition;
        own.or(before).is_some_and(spatial)
            || through
            || (token > 0 && self.view.document.tag(token - 1) == Tag::Preposition && before.is_none())
    }

    fn time(&mut self, candidate: &Candidate<'_>) {
        if self.has(Role::Time) {
            return;
        }
        let sentence = &self.view.document.sentence(candidate.token).tokens;
        let mut best: Option<(usize, &Mention)> = None;
        let from = self.view.tagging.mentions.partition_point(|m| m.tokens.start < sentence.start);
        let here = self.view.tagging.mentions[from..].iter().take_while(|m| m.tokens.start < sentence.end);
        for m in here.filter(|m| m.kind == EntityKind::Date) {
            let distance =
                m.tokens.start.abs_diff(candidate.token) + if m.tokens.start < candidate.token { 4 } else { 0 };
            if best.is_none_or(|(d, _)| distance < d) {
                best = Some((distance, m));
            }
        }
        if let Some((_, m)) = best.filter(|(d, _)| *d <= 25) {
            self.roles.push((Role::Time, Filler { span: m.span, head: m.tokens.start, via: None }));
        }
    }

    /// The number beside a noun of casualties: 5 قتلى، مقتل خمسة.
    fn quantity(&mut self, candidate: &Candidate<'_>) {
        if self.has(Role::Quantity) || !self.event_type.has_role("quantity") {
            return;
        }
        let near =
            candidate.token.saturating_sub(4)..(candidate.token + candidate.len + 10).min(candidate.arguments.end);
        let is =
            |m: &&Mention| matches!(m.kind, EntityKind::Quantity | EntityKind::Money) && near.contains(&m.tokens.start);
        let from = self.view.tagging.mentions.partition_point(|m| m.tokens.start < near.start);
        if let Some(m) = self.view.tagging.mentions[from..].iter().take_while(|m| m.tokens.start < near.end).find(is) {
            self.roles.push((Role::Quantity, Filler { span: m.span, head: m.tokens.start, via: None }));
        }
    }
}
