//! Who did what a noun names, where a verb behind it says so: الغارات التي نفذها الجيش, هجوم نسب إلى التنظيم.

use super::{Filling, Frame};
use crate::classifier::Role;
use crate::classifier::trigger::Candidate;
use crate::morphology::Tense;
use crate::morphology::part_of_speech::Tag;
use crate::tagger::chunk::NounPhrase;

impl Filling<'_, '_> {
    /// الغارات التي تنفذها القوات، هدنة أعلنتها الحكومة: the subject of a verb whose object is the noun.
    pub(super) fn relative(&mut self, frame: &Frame, candidate: &Candidate<'_>) -> Option<NounPhrase> {
        let document = &self.view.document;
        let from = candidate.token + candidate.len;
        let verb = (from..(from + 6).min(document.sentence(candidate.token).tokens.end))
            .find(|&at| document.tag(at) == Tag::Verb)?;
        let (stem, reading) = document
            .word(verb)
            .readings()
            .find(|(_, r)| !matches!(r.inflection.tense, Tense::Nominal | Tense::Masdar))?;
        if let Some(named) = self.ascribed(verb) {
            return Some(named);
        }
        // الهجوم الذي أدانته الحكومة، تصدت له: who does something else about it has not done it
        let carries = document.has(verb, self.view.light)
            || document.has(verb, self.view.claim)
            || document.word(verb).readings().any(|(_, r)| self.light.contains(&r.lexeme));
        if !carries || self.foils(verb) || self.view.subject_of_light(verb) == Some("place") {
            return None;
        }
        // its pronoun, on the verb or behind it, is the noun: شنتها، قام بها
        let points_back = stem.enclitic || document.tag(verb + 1) == Tag::Pronoun;
        let quiet = (from..verb).all(|at| document.tag(at) != Tag::Punct && document.tag(at) != Tag::Complementiser);
        let arguments = self.view.of_verb(verb, reading.inflection, stem.enclitic);
        let subject = [arguments.subject, arguments.object2].into_iter().flatten().find(|p| p.first > verb);
        let quiet = quiet && points_back;
        if quiet && subject.is_some() {
            for (preposition, phrase) in arguments.prepositions {
                self.governed_by(frame, preposition, phrase);
            }
        }
        let subject = subject.filter(|_| quiet)?;
        // الهجوم الذي تعرضت له المجلة: the subject suffers it
        let suffers = self.view.subject_of_light(verb) == Some("target");
        if suffers && self.event_type.has_role("target") {
            self.add(Role::Target, subject);
        }
        (!suffers).then_some(subject)
    }

    /// هجوم نسب إلى التنظيم: to whom a verb behind the noun ascribes it.
    pub(super) fn ascribed(&self, verb: usize) -> Option<NounPhrase> {
        let document = &self.view.document;
        let (stem, reading) = document.reading(verb, self.view.reporting)?;
        let sense = document.lexicon.sense(reading.lexeme, self.view.reporting)?;
        let to = sense.feature("ascribes")?;
        let arguments = self.view.of_verb(verb, reading.inflection, stem.enclitic);
        let named = |p| to.split('|').any(|name| self.view.prepositions.by_name(name) == Some(p));
        arguments.prepositions.iter().find(|(p, _)| named(*p)).map(|(_, phrase)| *phrase)
    }

    /// True for a verb whose subject foils what another does: صد هجوما، أحبط محاولة.
    pub(super) fn foils(&self, verb: usize) -> bool {
        self.view.document.cue(verb, self.view.implicative).is_some_and(|(s, _)| {
            s.feature("entails") == Some("negative") && s.feature("object").is_some() && s.feature("prep").is_none()
        })
    }
}
