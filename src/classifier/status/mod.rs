//! Polarity, modality, tense and aspect: what governs the trigger, read from right to left as the scope runs
//! (SCHEME 2.1 P1–P7, 2.2 M1–M7, 2.3).

use smallvec::SmallVec;

use super::argument::View;
use super::condition::Preposition;
use super::cues::Cues;
use super::event::{Reason, Status};
use super::ontology::Group;
use super::{Aspect, Modality, Tense};
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Document, Inflection, Sense, Stem};

mod noun;
mod verb;

/// Words before the trigger that can still govern it.
const REACH: usize = 16;

/// A trigger in its place.
#[derive(Clone, Copy, Debug)]
pub struct Predicate<'p> {
    /// Its first token.
    pub token: usize,
    /// The form, for verbs.
    pub verb: Option<(Inflection, &'p Stem)>,
    /// The construction.
    pub group: &'p Group,
    /// The event is itself an intention.
    pub plan: bool,
}

/// Reads the status of a predicate.
pub fn read(view: &View<'_>, cues: &Cues, predicate: Predicate<'_>) -> Status {
    let status = Status {
        negative: predicate.group.negative,
        modality: Modality::Asserted,
        tense: Tense::Past,
        aspect: predicate.group.aspect.unwrap_or(Aspect::None),
        negation_cue: None,
        reasons: SmallVec::new(),
    };
    let mut scan = Scan {
        view,
        cues,
        group: predicate.group,
        plan: predicate.plan,
        status,
        modality: None,
        future: false,
        only: only(view, cues, predicate.token),
    };
    match predicate.verb {
        Some((inflection, stem)) => scan.verb(predicate.token, inflection, stem),
        None => scan.noun(predicate.token),
    }
    scan.after(predicate.token);
    scan.finish(predicate)
}

struct Scan<'s, 'v> {
    view: &'s View<'v>,
    cues: &'s Cues,
    group: &'s Group,
    plan: bool,
    status: Status,
    modality: Option<Modality>,
    future: bool,
    only: Option<usize>,
}

impl Scan<'_, '_> {
    fn document(&self) -> &Document<'_> {
        &self.view.document
    }

    fn negate(&mut self, at: usize) {
        if let Some(only) = self.only {
            self.status.reasons.push(Reason::Restricted(only));
            return;
        }
        self.status.negative = !self.status.negative;
        self.status.negation_cue = Some(at);
        self.status.reasons.push(Reason::Negated(at));
    }

    fn modal(&mut self, modality: Modality, at: usize) {
        if self.modality.is_none() {
            self.modality = Some(modality);
            self.status.reasons.push(Reason::Modal(at));
        }
    }

    fn sense_modality(&mut self, sense: &Sense, at: usize) {
        if let Some(modality) = self.cues.modality_of(sense.class) {
            self.modal(modality, at);
            if sense.feature("polarity") == Some("negative") {
                self.negate(at);
            }
        }
    }

    fn apply(&mut self, sense: &Sense, at: usize) {
        if let Some(aspect) = sense.feature("aspect").and_then(Aspect::parse) {
            if self.status.aspect == Aspect::None {
                self.status.aspect = aspect;
                self.status.reasons.push(Reason::Aspect(at));
            }
        }
        if sense.feature("entails") == Some("negative") || sense.feature("polarity") == Some("negative") {
            self.negate(at);
        } else if sense.feature("entails") == Some("positive") {
            self.status.reasons.push(Reason::Implied(at));
        }
        // an intention is what a plan is about, not its modality (T12)
        if let Some(modality) = self.cues.modality_of(sense.class).filter(|m| !(self.plan && *m == Modality::Planned)) {
            self.modal(modality, at);
        }
    }

    /// محاولة فاشلة، هجوم محتمل: an adjective after the noun.
    fn after(&mut self, token: usize) {
        let end = (token + 3).min(self.view.document.sentence(token).tokens.end);
        for at in token + 1..end {
            if self.view.document.tag(at) != Tag::Noun || self.view.document.proclitic_bytes(at) > 0 {
                return;
            }
            let adjective = |s: &Sense| s.feature("position") == Some("after_noun") || s.feature("attribute").is_some();
            if let Some((sense, _)) = self.view.document.cue(at, self.cues.implicative).filter(|(s, _)| adjective(s)) {
                self.apply(sense, at);
            } else if let Some((sense, _)) = self
                .view
                .document
                .cue(at, self.cues.modality)
                .filter(|(s, _)| adjective(s) || s.feature("governs").is_none())
            {
                if self.view.document.raw(at).contains("محتمل") || adjective(sense) {
                    self.sense_modality(sense, at);
                }
            }
        }
    }

    /// True for the apodosis of an open condition: في حال تدهور الوضع ستجلي، ستفرج … شريطة أن.
    fn depends(&self, token: usize) -> bool {
        let document = self.document();
        let sentence = &document.sentence(token).tokens;
        let cue = |at: usize| document.tag(at) != Tag::Noun || document.cues_at(at).iter().any(|c| c.len > 1);
        let condition = |at: usize| {
            cue(at) && document.cue(at, self.cues.conditional).is_some_and(|(s, _)| s.feature("homograph").is_none())
        };
        condition(sentence.start) || (token + 1..sentence.end).any(condition)
    }

    fn finish(mut self, predicate: Predicate<'_>) -> Status {
        if self.future {
            self.status.tense = Tense::Future;
            let modality = if self.depends(predicate.token) { Modality::Conditional } else { Modality::Planned };
            self.modality.get_or_insert(modality);
        }
        let sentence = &self.document().sentence(predicate.token).tokens;
        if self.document().is_mark(sentence.end - 1, &['؟', '?']) && self.modality.is_none() {
            self.modality = Some(Modality::Possible);
        }
        if let Some(modality) = self.modality {
            self.status.modality = modality;
            if matches!(modality, Modality::Planned | Modality::Predicted | Modality::Conditional | Modality::Requested)
            {
                self.status.tense = Tense::Future;
            }
        }
        if self.status.aspect == Aspect::None
            && self.status.tense == Tense::Past
            && predicate.verb.is_some()
            && !self.status.negative
        {
            self.status.aspect = Aspect::Completed;
        }
        self.status
    }
}

/// True when a cue takes its complement with this preposition.
fn selects(view: &View<'_>, sense: &Sense, preposition: Option<Preposition>) -> bool {
    match (sense.feature("prep"), preposition) {
        (None, None | Some(Preposition::LAM)) => true,
        (None, Some(_)) => false,
        (Some(_), None) => {
            sense.feature("needs") != Some("prep")
                && (sense.feature("object").is_some() || sense.feature("subject").is_some())
        }
        (Some(list), Some(p)) => list.split('|').any(|name| view.prepositions.by_name(name) == Some(p)),
    }
}

fn is_finite(inflection: Inflection) -> bool {
    use crate::morphology::Tense as Form;
    matches!(inflection.tense, Form::Past | Form::Present | Form::Jussive)
}

/// سوى or إلا after the trigger: with a negator they say "only" (P5).
fn only(view: &View<'_>, cues: &Cues, token: usize) -> Option<usize> {
    let end = (token + 7).min(view.document.sentence(token).tokens.end);
    (token + 1..end).find(|&at| view.document.cue(at, cues.pseudo).is_some_and(|(s, _)| s.feature("only").is_some()))
}
