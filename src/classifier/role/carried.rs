//! A noun and the verb that carries it: whose act it is, and what stands between the two (SCHEME T2).

use smallvec::SmallVec;

use super::Filling;
use crate::classifier::condition::{Frame, Preposition, Role};
use crate::classifier::trigger::Candidate;
use crate::tagger::chunk::NounPhrase;
use crate::tagger::{EntityKind, MentionForm, Subtype};

impl Filling<'_, '_> {
    /// The role of the subject of the verb that carries the noun.
    pub(super) fn carried(
        &self,
        frame: &Frame,
        candidate: &Candidate<'_>,
        verb: usize,
        phrase: NounPhrase,
    ) -> Option<Role> {
        let a = &candidate.arguments;
        let document = &self.view.document;
        let mention = self.view.tagging.mention_at(phrase.head);
        let place = mention.is_some_and(|m| matches!(m.kind, EntityKind::Location | EntityKind::Facility));
        let light = self.view.subject_of_light(verb);
        // كشف مصدر عن قصف طائرات: who tells of it is not who did it
        let does = document.has(verb, self.view.light) && light.is_none() && !document.has(verb, self.view.reporting);
        // أعلن الوزير انسحاب ألمانيا من الاتفاق: of places only a country acts, by its name
        let acts = |g: NounPhrase| {
            let able = self.view.tagging.mention_at(g.head).is_none_or(|m| match m.kind {
                EntityKind::Location => m.form == MentionForm::Name && m.subtype == Some(Subtype::COUNTRY),
                kind => kind != EntityKind::Facility,
            });
            able && self.genitive(frame, Role::Actor, g, a) == Role::Actor
        };
        let own = frame.genitive == Some(Role::Actor) && a.genitive.is_some_and(acts);
        // سمحت واشنطن لكييف بقصف: who lets or makes others do it does not
        let lets = || {
            let (inflection, stem) = self.view.finite(verb)?;
            self.charged(verb, candidate.token, &self.view.of_verb(verb, inflection, stem.enclitic))
        };
        if self.foils(verb) || !does && (own || a.nisba.is_some()) || lets().is_some() {
            return None;
        }
        let role = match light {
            // شهدت المدينة مواجهات: the subject is where it happens
            Some("place") if place => Role::Place,
            Some("place") => return None,
            // يواجه الوزير انتقادات: the subject suffers it
            Some("target") if self.event_type.has_role("target") => Role::Target,
            // البلدات التي تم تحريرها: the subject is what the noun's pronoun stands for
            Some("content") => {
                let pronoun = document.word(candidate.token).has_pronoun();
                frame.genitive.filter(|r| pronoun && *r != Role::Actor)?
            }
            // سجلت المنظمة تفشي المرض: who counts it does not do it
            _ if frame.subject.is_none()
                && self
                    .view
                    .document
                    .cue(verb, self.view.light)
                    .is_some_and(|(s, _)| s.feature("role") == Some("existential")) =>
            {
                return None;
            }
            _ => frame.subject.unwrap_or(Role::Actor),
        };
        let fits = self.event_type.has_role(role.name()) && !(place && self.event_type.family() == "casualty");
        fits.then_some(role)
    }

    /// The phrases behind prepositions between a verb and the noun it carries.
    pub(super) fn between(&self, verb: usize, token: usize) -> SmallVec<[(Preposition, NounPhrase); 6]> {
        let Some((inflection, stem)) = self.view.finite(verb) else { return SmallVec::new() };
        let mut phrases = self.view.of_verb(verb, inflection, stem.enclitic).prepositions;
        phrases.retain(|(_, phrase)| phrase.last < token);
        phrases
    }

    /// The object of a verb that says of the noun behind it what it hit: استهدفت غارة المعسكر.
    pub(super) fn hit(&self, verb: usize, token: usize) -> Option<NounPhrase> {
        let (sense, _) = self.view.document.cue(verb, self.view.light)?;
        let (inflection, stem) = self.view.finite(verb)?;
        let hits = sense.feature("subject") == Some("content") && sense.feature("object") == Some("target");
        let arguments = self.view.of_verb(verb, inflection, stem.enclitic);
        let own = arguments.subject.is_some_and(|s| s.first <= token && token <= s.last);
        let target = hits && own;
        // استهدف أكثر الهجمات دموية: no quality
        arguments
            .object
            .filter(|o| target && o.first > token && !self.view.predicate(NounPhrase { last: o.first, ..*o }))
    }

    /// The subject of the verb that carries the noun.
    pub(super) fn carrier(&self, verb: usize, token: usize) -> Option<NounPhrase> {
        let document = &self.view.document;
        let (stem, reading) = document.word(verb).readings().find(|(_, r)| r.inflection.tense.is_finite())?;
        let arguments = self.view.of_verb(verb, reading.inflection, stem.enclitic);
        arguments.subject.filter(|p| p.last < token)
    }
}
