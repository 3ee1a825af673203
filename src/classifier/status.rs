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
use crate::morphology::{ClassSet, Document, Inflection, Proclitics, Sense, Stem};

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

    /// A finite verb: its own tense, then what stands before it.
    fn verb(&mut self, token: usize, inflection: Inflection, stem: &Stem) {
        let imperfect =
            matches!(inflection.tense, crate::morphology::Tense::Present | crate::morphology::Tense::Jussive);
        self.status.tense = if imperfect { Tense::Present } else { Tense::Past };
        self.future |= stem.proclitics.has(Proclitics::SIN);
        let clause = self.particles(token, imperfect);
        self.matrix(clause);
    }

    /// Particles, auxiliaries and modal cues before a verb; gives the first token it has read.
    fn particles(&mut self, verb: usize, imperfect: bool) -> usize {
        let start = self.document().sentence(verb).tokens.start.max(verb.saturating_sub(REACH));
        let (mut at, mut nouns) = (verb, 0);
        while at > start {
            let before = at - 1;
            if self.cue_ending(at) {
                at = before;
                continue;
            }
            match self.document().tag(before) {
                Tag::Particle | Tag::Preposition | Tag::Relative if self.negator(before) => nouns = 0,
                Tag::Particle => self.particle(before, imperfect),
                Tag::Verb if self.document().has(before, self.cues.auxiliary) => nouns = 0,
                Tag::Verb if at == verb && self.document().has(before, self.cues.aspect) => {
                    self.governor(before, None, verb)
                }
                Tag::Pronoun => {}
                Tag::Noun if nouns < 4 && self.auxiliary_further(before, start) => nouns += 1,
                _ => return at,
            }
            at = before;
        }
        at
    }

    /// True when an auxiliary stands a few nouns before: لم تكن القوات قد انسحبت.
    fn auxiliary_further(&self, from: usize, start: usize) -> bool {
        let found = (start.max(from.saturating_sub(4))..from).rev().find(|&at| self.document().tag(at) != Tag::Noun);
        found.is_some_and(|at| self.document().tag(at) == Tag::Verb && self.document().has(at, self.cues.auxiliary))
    }

    fn particle(&mut self, at: usize, imperfect: bool) {
        match self.document().raw(at).trim_start_matches(['و', 'ف']) {
            "سوف" => self.future = true,
            "قد" if imperfect => self.modal(Modality::Possible, at),
            "قد" => {}
            _ => {
                if let Some((sense, _)) = self.document().cue(at, self.cues.modality) {
                    if let Some(modality) = self.cues.modality_of(sense.class) {
                        self.modal(modality, at);
                    }
                }
            }
        }
    }

    /// Negates if the token is a negator that is not part of an idiom which negates nothing (P5).
    fn negator(&mut self, at: usize) -> bool {
        let document = self.document();
        if !document.has(at, self.cues.negation) || document.raw(at) == "ما" && !self.past_follows(at) {
            return false;
        }
        if let Some((sense, _)) = document.cue(at, self.cues.negation) {
            if sense.feature("strengthens").is_some() {
                return false;
            }
        }
        if self.inside_cue(at, self.cues.pseudo) {
            return true;
        }
        if matches!(self.document().raw(at).trim_start_matches(['و', 'ف']), "لن") {
            self.future = true;
        }
        self.negate(at);
        true
    }

    fn past_follows(&self, at: usize) -> bool {
        let view = self.view;
        if at + 1 >= view.document.len() {
            return false;
        }
        view.document.word(at + 1).readings().any(|(_, r)| r.inflection.tense == crate::morphology::Tense::Past)
            && view.document.tag(at + 1) == Tag::Verb
            && at == view.document.sentence(at).tokens.start
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

    /// True when a cue of several words ends right before `end`; a modal one is taken.
    fn cue_ending(&mut self, end: usize) -> bool {
        let cues = self.view.document.cues.all();
        let from = cues.partition_point(|c| c.first + 6 < end);
        for cue in &cues[from..] {
            if cue.first >= end {
                break;
            }
            if cue.first + cue.len != end {
                continue;
            }
            if let Some(sense) = self.view.document.lexicon.sense(cue.lexeme, self.cues.modality) {
                self.sense_modality(sense, cue.first);
                return cue.len > 1;
            }
        }
        false
    }

    fn sense_modality(&mut self, sense: &Sense, at: usize) {
        if let Some(modality) = self.cues.modality_of(sense.class) {
            self.modal(modality, at);
            if sense.feature("polarity") == Some("negative") {
                self.negate(at);
            }
        }
    }

    fn inside_cue(&self, at: usize, classes: ClassSet) -> bool {
        let cues = self.view.document.cues.all();
        let from = cues.partition_point(|c| c.first + 5 < at);
        let inside = cues[from..].iter().take_while(|c| c.first <= at).any(|cue| {
            at < cue.first + cue.len
                && self.view.document.lexicon.sense(cue.lexeme, classes).is_some_and(|s| s.feature("only").is_none())
        });
        inside
    }

    /// A noun: what governs it, up to the verb of its clause and beyond an أن.
    fn noun(&mut self, token: usize) {
        self.status.tense = Tense::Past;
        let start = self.document().sentence(token).tokens.start.max(token.saturating_sub(REACH));
        let mut at = token;
        let mut preposition = self.view.preposition(token).map(|(p, _)| p);
        let mut linked = true;
        while at > start {
            at -= 1;
            if self.boundary(at, token) {
                return;
            }
            if self.cue_ending(at + 1) && self.modality.is_some() {
                if self.modality == Some(Modality::Conditional) {
                    return;
                }
                continue;
            }
            match self.document().tag(at) {
                Tag::Preposition => {
                    if linked
                        && self
                            .document()
                            .cue(at, self.cues.negation)
                            .is_some_and(|(s, _)| s.feature("strengthens").is_none())
                    {
                        self.negate(at);
                        return;
                    }
                    if at + 1 == token || linked {
                        preposition = self.view.preposition(at).map(|(p, _)| p).or(preposition);
                    }
                }
                Tag::Particle => {
                    if self.negator(at) {
                        return;
                    }
                    self.particle(at, false);
                }
                Tag::Verb => {
                    self.clause_verb(at, preposition, token);
                    return;
                }
                Tag::Noun => {
                    linked = self.nominal(at, &mut preposition, token)
                        || (linked && self.document().has(at, self.cues.quantifier));
                }
                _ => {}
            }
        }
    }

    fn boundary(&self, at: usize, token: usize) -> bool {
        let document = self.document();
        match document.tag(at) {
            Tag::Complementiser | Tag::Relative | Tag::Conjunction => true,
            Tag::Punct => {
                !document.is_mark(at, &[',', '،'])
                    || matches!(
                        document.tag(at + 1),
                        Tag::Verb | Tag::Preposition | Tag::Conjunction | Tag::Particle | Tag::Complementiser
                    )
                    || at + 1 == token
            }
            _ => false,
        }
    }

    /// A noun before the trigger: a negating, light, aspectual or intending one passes its meaning on.
    fn nominal(&mut self, at: usize, preposition: &mut Option<Preposition>, token: usize) -> bool {
        let document = &self.view.document;
        let word = document.word(at);
        if word.readings().any(|(_, r)| self.group.negative_under.contains(&r.lexeme)) {
            self.negate(at);
            return true;
        }
        let near = token - at <= 6;
        if near && document.cue(at, self.cues.negation).is_some_and(|(s, _)| s.feature("strengthens").is_none()) {
            self.negate(at);
            return true;
        }
        let classes = [self.cues.absence, self.cues.implicative, self.cues.aspect, self.cues.light, self.cues.intent];
        let Some((sense, _)) = classes.into_iter().find_map(|c| document.cue(at, c)) else { return false };
        if !selects(self.view, sense, *preposition) || !near {
            return false;
        }
        self.apply(sense, at);
        *preposition = self.view.preposition(at).map(|(p, _)| p);
        true
    }

    /// The verb of the trigger's clause.
    fn clause_verb(&mut self, verb: usize, preposition: Option<Preposition>, token: usize) {
        let document = &self.view.document;
        let Some((stem, reading)) = document.word(verb).readings().find(|(_, r)| is_finite(r.inflection)) else {
            return;
        };
        let imperfect = reading.inflection.tense != crate::morphology::Tense::Past;
        if document.has(verb, self.cues.deny) {
            return;
        }
        let known = document
            .word(verb)
            .readings()
            .any(|(_, r)| self.group.light.contains(&r.lexeme) || self.group.negative_under.contains(&r.lexeme));
        let lifted = document.word(verb).readings().any(|(_, r)| self.group.negative_under.contains(&r.lexeme));
        // تعد إيران من أبرز الحلفاء: considered, not prepared
        if document.has(verb, self.cues.describe) && preposition == Some(Preposition::MIN) {
            return;
        }
        let transparent = known || self.transparent(verb, preposition);
        self.status.tense = if imperfect { Tense::Present } else { Tense::Past };
        if !transparent {
            return;
        }
        self.status.reasons.push(Reason::Under(verb));
        self.future |= stem.proclitics.has(Proclitics::SIN);
        if lifted {
            self.negate(verb);
        } else if !self.no_longer(verb) {
            self.governor(verb, preposition, token);
        }
        let clause = self.particles(verb, imperfect);
        self.matrix(clause);
    }

    /// لم يعد before a noun: "is no longer", not a form of another verb.
    fn no_longer(&self, verb: usize) -> bool {
        let document = &self.view.document;
        verb > 0
            && matches!(document.raw(verb - 1), "لم" | "ولم" | "فلم")
            && document.word(verb).letters <= 3
            && document.has(verb, self.cues.auxiliary)
    }

    /// True when the verb only carries the trigger, so that its negation and modality are the trigger's.
    fn transparent(&self, verb: usize, preposition: Option<Preposition>) -> bool {
        let document = &self.view.document;
        let classes = [
            self.cues.light,
            self.cues.implicative,
            self.cues.aspect,
            self.cues.intent,
            self.cues.absence,
            self.cues.auxiliary,
        ];
        classes
            .into_iter()
            .any(|class| document.cue(verb, class).is_some_and(|(sense, _)| selects(self.view, sense, preposition)))
    }

    fn governor(&mut self, at: usize, preposition: Option<Preposition>, token: usize) {
        let document = &self.view.document;
        for class in [self.cues.implicative, self.cues.absence, self.cues.intent, self.cues.aspect] {
            let Some((sense, _)) = document.cue(at, class) else { continue };
            if selects(self.view, sense, preposition) && token > at {
                self.apply(sense, at);
                return;
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

    /// The verb on the other side of an أن: intention, expectation, belief (P4).
    fn matrix(&mut self, clause: usize) {
        let document = &self.view.document;
        if clause == 0 || document.tag(clause - 1) != Tag::Complementiser {
            return;
        }
        let start = document.sentence(clause).tokens.start.max(clause.saturating_sub(8));
        for at in (start..clause - 1).rev() {
            match document.tag(at) {
                Tag::Verb if document.has(at, self.cues.deny) => return,
                Tag::Verb => {
                    if let Some((sense, _)) = document.cue(at, self.cues.modality) {
                        self.sense_modality(sense, at);
                    } else if let Some((sense, _)) = document.cue(at, self.cues.implicative) {
                        self.apply(sense, at);
                    } else if document
                        .cue(at, self.cues.believe)
                        .is_some_and(|(s, _)| s.feature("negraising").is_some())
                    {
                        self.modal(Modality::Predicted, at);
                        if at > 0 && document.has(at - 1, self.cues.negation) {
                            self.negate(at - 1);
                        }
                    }
                    return;
                }
                Tag::Punct | Tag::Complementiser | Tag::Relative => return,
                _ => {}
            }
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

    fn finish(mut self, predicate: Predicate<'_>) -> Status {
        if self.future {
            self.status.tense = Tense::Future;
            self.modality.get_or_insert(Modality::Planned);
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
