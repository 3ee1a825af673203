//! What stands before a finite verb, and the verb on the other side of its أن (SCHEME 2.1, 2.2).

use super::{REACH, Scan};
use crate::classifier::{Modality, Tense};
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{ClassSet, Inflection, Proclitics, Stem};

impl Scan<'_, '_> {
    /// A finite verb: its own tense, then what stands before it.
    pub(super) fn verb(&mut self, token: usize, inflection: Inflection, stem: &Stem) {
        let imperfect =
            matches!(inflection.tense, crate::morphology::Tense::Present | crate::morphology::Tense::Jussive);
        self.status.tense = if imperfect { Tense::Present } else { Tense::Past };
        self.future |= stem.proclitics.has(Proclitics::SIN);
        let clause = self.particles(token, imperfect);
        self.subordinate(clause);
        self.matrix(self.over_subject(token, clause));
    }

    /// إذا أغلقت، لو استقال، هل تنسحب: a conjunction or particle of modality right before the clause.
    fn subordinate(&mut self, clause: usize) {
        let start = self.document().sentence(clause).tokens.start;
        if clause <= start || !matches!(self.document().tag(clause - 1), Tag::Conjunction | Tag::Particle) {
            return;
        }
        // عما إذا: whether
        let whether = clause > start + 1 && matches!(self.document().raw(clause - 2), "ما" | "عما");
        let cue = self.view.document.cue(clause - 1, self.cues.modality).filter(|_| !whether);
        if let Some((sense, _)) = cue.filter(|(s, _)| s.feature("homograph").is_none()) {
            self.sense_modality(sense, clause - 1);
        }
    }

    /// The first token of the clause, its subject included: يبدو أن المتمردين استولوا.
    fn over_subject(&self, verb: usize, clause: usize) -> usize {
        let subject = self.view.subject_before(verb).filter(|p| p.first > 0 && p.first < clause);
        let behind = |at: usize| self.document().tag(at - 1) == Tag::Complementiser;
        subject.map(|p| p.first).filter(|&at| behind(at)).unwrap_or(clause)
    }

    /// Particles, auxiliaries and modal cues before a verb; gives the first token it has read.
    pub(super) fn particles(&mut self, verb: usize, imperfect: bool) -> usize {
        let start = self.document().sentence(verb).tokens.start.max(verb.saturating_sub(REACH));
        let (mut at, mut nouns) = (verb, 0);
        while at > start {
            let before = at - 1;
            if self.cue_ending(at) {
                at = before;
                continue;
            }
            match self.document().tag(before) {
                Tag::Particle | Tag::Preposition | Tag::Relative | Tag::Conjunction if self.negator(before) => {
                    nouns = 0;
                }
                Tag::Particle => self.particle(before, imperfect),
                Tag::Verb if self.document().has(before, self.cues.auxiliary) => nouns = 0,
                Tag::Verb if at == verb && self.document().has(before, self.cues.aspect) => {
                    self.governor(before, None, verb);
                }
                Tag::Pronoun => {}
                Tag::Noun if nouns < 4 && self.auxiliary_further(before, start) => nouns += 1,
                _ => return at,
            }
            at = before;
        }
        at
    }

    /// True for a fixed form that only sets a modality: يبدو، يقال، يتردد.
    fn impersonal(&self, at: usize) -> bool {
        let document = self.document();
        let fixed = |r: &crate::morphology::Reading| r.inflection.tense == crate::morphology::Tense::Fixed;
        document.cue(at, self.cues.modality).is_some() && document.word(at).readings().all(|(_, r)| fixed(r))
    }

    /// True for verbs that order: أمر، أوعز.
    pub(super) fn orders(&self, verb: usize) -> bool {
        let sense = self.document().cue(verb, self.cues.reporting);
        sense.is_some_and(|(s, _)| s.feature("modality") == Some("ordered"))
    }

    /// True when an auxiliary stands a few nouns before: لم تكن القوات قد انسحبت.
    pub(super) fn auxiliary_further(&self, from: usize, start: usize) -> bool {
        let found = (start.max(from.saturating_sub(4))..from).rev().find(|&at| self.document().tag(at) != Tag::Noun);
        found.is_some_and(|at| self.document().tag(at) == Tag::Verb && self.document().has(at, self.cues.auxiliary))
    }

    pub(super) fn particle(&mut self, at: usize, imperfect: bool) {
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
    pub(super) fn negator(&mut self, at: usize) -> bool {
        let document = self.document();
        let relative = matches!(document.raw(at), "ما" | "بما" | "مما" | "كما" | "لما" | "فيما");
        if !document.has(at, self.cues.negation) || relative && !self.past_follows(at) {
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

    pub(super) fn past_follows(&self, at: usize) -> bool {
        let view = self.view;
        if at + 1 >= view.document.len() {
            return false;
        }
        view.document.word(at + 1).readings().any(|(_, r)| r.inflection.tense == crate::morphology::Tense::Past)
            && view.document.tag(at + 1) == Tag::Verb
            && at == view.document.sentence(at).tokens.start
    }

    /// True when a cue of several words ends right before `end`; a modal one is taken.
    pub(super) fn cue_ending(&mut self, end: usize) -> bool {
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

    pub(super) fn inside_cue(&self, at: usize, classes: ClassSet) -> bool {
        let cues = self.view.document.cues.all();
        let from = cues.partition_point(|c| c.first + 5 < at);
        cues[from..].iter().take_while(|c| c.first <= at).any(|cue| {
            at < cue.first + cue.len
                && self.view.document.lexicon.sense(cue.lexeme, classes).is_some_and(|s| s.feature("only").is_none())
        })
    }

    /// The verb on the other side of an أن: intention, expectation, belief (P4).
    pub(super) fn matrix(&mut self, clause: usize) {
        let document = &self.view.document;
        if clause == 0 || document.tag(clause - 1) != Tag::Complementiser {
            return;
        }
        let start = document.sentence(clause).tokens.start.max(clause.saturating_sub(8));
        for at in (start..clause - 1).rev() {
            match document.tag(at) {
                Tag::Verb if document.has(at, self.cues.deny) => return,
                Tag::Verb => {
                    if self.orders(at) {
                        self.modal(Modality::Ordered, at);
                    } else if let Some((sense, _)) = document.cue(at, self.cues.modality) {
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
                // يبدو أن المتمردين استولوا
                Tag::Particle | Tag::Noun if self.impersonal(at) => {
                    if let Some((sense, _)) = document.cue(at, self.cues.modality) {
                        self.sense_modality(sense, at);
                        return;
                    }
                }
                Tag::Punct | Tag::Complementiser | Tag::Relative => return,
                _ => {}
            }
        }
    }
}
