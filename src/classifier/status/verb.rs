//! What stands before a finite verb, and the verb on the other side of its أن (SCHEME 2.1, 2.2).

use super::{REACH, Scan};
use crate::classifier::{Aspect, Modality, Tense, protasis};
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{ClassSet, Inflection, Proclitics, Sense, Stem};

impl Scan<'_, '_> {
    /// A finite verb: its own tense, then what stands before it.
    pub(super) fn verb(&mut self, token: usize, inflection: Inflection, stem: &Stem) {
        let imperfect =
            matches!(inflection.tense, crate::morphology::Tense::Present | crate::morphology::Tense::Jussive);
        self.status.tense = if imperfect { Tense::Present } else { Tense::Past };
        self.future |= stem.proclitics.has(Proclitics::SIN);
        // سيسافر الرئيس ليبحث: what the future is for
        if imperfect && stem.proclitics.has(Proclitics::LAM) && self.ahead(token) {
            self.modal(Modality::Planned, token);
        }
        let clause = self.particles(token, imperfect);
        self.subordinate(clause);
        let clause = self.over_subject(token, clause);
        if clause > 0 && clause > self.document().sentence(token).tokens.start {
            if self.document().tag(clause - 1) == Tag::Particle {
                self.particle(clause - 1, imperfect);
            }
            self.matrix(clause);
        }
    }

    /// The conjunction that ends right before a clause.
    fn conjunction_ending(&self, clause: usize) -> Option<&Sense> {
        let document = &self.view.document;
        let mut cues = (clause.saturating_sub(4)..clause)
            .filter_map(|at| document.cue(at, self.cues.conjunction).filter(|(_, len)| at + len == clause));
        cues.next().map(|(sense, _)| sense)
    }

    /// لأن الحكومة، لا سيما أن الحكومة: the clause says why.
    pub(super) fn reason(&self, clause: usize) -> bool {
        self.conjunction_ending(clause).is_some_and(|s| s.feature("relation") == Some("cause"))
    }

    /// إذا أغلقت، لو استقال، هل تنسحب: a conjunction or particle of modality right before the clause.
    pub(super) fn subordinate(&mut self, clause: usize) {
        let start = self.document().sentence(clause).tokens.start;
        if clause > start && self.conditional_in(clause) {
            self.modal(Modality::Conditional, clause - 1);
            return;
        }
        if clause <= start || !matches!(self.document().tag(clause - 1), Tag::Conjunction | Tag::Particle) {
            return;
        }
        // من المسؤول عندما تصطدم سيارة؟ in a question "when" tells of nothing that has been
        let upon =
            self.document().cue(clause - 1, self.cues.conjunction).is_some_and(|(s, _)| s.feature("upon").is_some());
        let open = upon && self.status.tense == Tense::Present;
        self.aside |= matches!(self.document().tag(clause - 1), Tag::Conjunction) && !open;
        // بعد أن قصفت، لأنها قصفت: a fact, whatever the clause before makes of its own
        let fact = |s: &Sense| {
            s.feature("time") == Some("after") || matches!(s.feature("relation"), Some("cause" | "concession"))
        };
        if self.status.tense == Tense::Past && self.conjunction_ending(clause).is_some_and(fact) {
            self.status.presupposed = Some(clause - 1);
        }
        if self.document().raw(clause - 1).ends_with("لطالما") {
            return;
        }
        // عما إذا: whether
        let whether = clause > start + 1 && matches!(self.document().raw(clause - 2), "ما" | "عما");
        if whether {
            self.modal(Modality::Possible, clause - 1);
        }
        // ستعود عندما ترفع العقوبات
        let when = |(s, _): (&crate::morphology::Sense, usize)| s.feature("upon").is_some();
        let open = self.view.document.cue(clause - 1, self.cues.conjunction).is_some_and(when);
        if open && self.status.tense == Tense::Present && self.ahead(clause - 1) {
            self.modal(Modality::Conditional, clause - 1);
            return;
        }
        let cue = self.view.document.cue(clause - 1, self.cues.modality).filter(|_| !whether);
        if let Some((sense, _)) = cue.filter(|(s, _)| s.feature("homograph").is_none()) {
            let unreal = sense.feature("past") == Some("counterfactual") && self.status.tense == Tense::Past;
            self.status.counterfactual |= unreal;
            self.sense_modality(sense, clause - 1);
        }
    }

    /// إن استقالت الحكومة: right before a perfect إن is "if".
    fn conditional_in(&self, clause: usize) -> bool {
        self.status.tense == Tense::Past && protasis::if_ever(self.view, clause - 1)
    }

    /// The first token of the clause, its subject included: يبدو أن المتمردين استولوا.
    fn over_subject(&self, verb: usize, clause: usize) -> usize {
        let subject = self.view.subject_before(verb).filter(|p| p.first > 0 && p.first < clause);
        // ليت الخاطفين يفرجون
        let wish = |at: usize| {
            self.document().tag(at - 1) == Tag::Particle && self.document().cue(at - 1, self.cues.modality).is_some()
        };
        let behind = |at: usize| self.document().tag(at - 1) == Tag::Complementiser || wish(at);
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
                Tag::Verb if self.document().has(before, self.cues.auxiliary) => {
                    self.was(before, imperfect);
                    nouns = 0;
                }
                Tag::Verb if at == verb && self.document().has(before, self.cues.aspect) => {
                    self.governor(before, None, verb);
                }
                Tag::Pronoun => {}
                // لم يؤكد الجيش أو ينف: the negator of the verb before reaches over أو
                Tag::Conjunction if at == verb => {
                    let negator = self.view.negator_over(verb).filter(|&n| self.document().has(n, self.cues.negation));
                    if let Some(negator) = negator {
                        self.negate(negator);
                    }
                    return at;
                }
                Tag::Noun if nouns < 4 && self.auxiliary_further(before, start) => nouns += 1,
                _ => return at,
            }
            at = before;
        }
        at
    }

    /// كاد الجيش يسيطر: what nearly was, was not.
    pub(super) fn nearly(&mut self, auxiliary: usize) {
        let document = &self.view.document;
        let missed = document
            .cue(auxiliary, self.cues.auxiliary)
            .is_some_and(|(s, _)| s.feature("polarity") == Some("negative"));
        let past =
            document.word(auxiliary).readings().any(|(_, r)| r.inflection.tense == crate::morphology::Tense::Past);
        if missed && past {
            self.negate(auxiliary);
        }
    }

    /// كان + imperfect: it was going on (2.3).
    fn was(&mut self, auxiliary: usize, imperfect: bool) {
        self.nearly(auxiliary);
        let document = &self.view.document;
        let be = document.cue(auxiliary, self.cues.auxiliary).is_some_and(|(s, _)| s.feature("tense") == Some("past"));
        let past =
            document.word(auxiliary).readings().any(|(_, r)| r.inflection.tense == crate::morphology::Tense::Past);
        if be && past && imperfect && !self.future {
            self.status.tense = Tense::Past;
            if self.status.aspect == Aspect::None {
                self.status.aspect = Aspect::Ongoing;
            }
        }
    }

    /// True when an auxiliary stands a few nouns before: لم تكن القوات قد انسحبت.
    pub(super) fn auxiliary_further(&self, from: usize, start: usize) -> bool {
        let found = (start.max(from.saturating_sub(4))..from).rev().find(|&at| self.document().tag(at) != Tag::Noun);
        found.is_some_and(|at| self.document().tag(at) == Tag::Verb && self.document().has(at, self.cues.auxiliary))
    }

    pub(super) fn particle(&mut self, at: usize, imperfect: bool) {
        match self.document().raw(at).trim_start_matches(['و', 'ف', 'ل']) {
            "سوف" => self.future = true,
            "قد" if imperfect => self.modal(Modality::Possible, at),
            "قد" => {}
            _ => {
                if let Some((sense, _)) = self.view.document.cue(at, self.cues.modality) {
                    self.sense_modality(sense, at);
                }
            }
        }
    }

    /// Negates if the token is a negator that is not part of an idiom which negates nothing (P5).
    pub(super) fn negator(&mut self, at: usize) -> bool {
        let document = self.document();
        // وما يفاقم الأزمة أن: what makes it worse
        let bare = document.raw(at).strip_prefix(['و', 'ف']).unwrap_or(document.raw(at));
        let relative = matches!(bare, "ما" | "بما" | "مما" | "كما" | "لما" | "يما");
        if !document.has(at, self.cues.negation) || relative && !self.past_follows(at) {
            return false;
        }
        if let Some((sense, _)) = document.cue(at, self.cues.negation) {
            if sense.feature("strengthens").is_some() {
                return false;
            }
        }
        if self.inside_cue(at, self.cues.pseudo) || self.inside_cue(at, self.cues.modality) {
            return true;
        }
        if matches!(self.document().raw(at).trim_start_matches(['و', 'ف']), "لن") {
            self.future = true;
        }
        if self.document().raw(at).trim_start_matches(['و', 'ف']) == "لم" {
            self.status.tense = if self.not_yet(at) { Tense::Present } else { Tense::Past };
        }
        self.negate(at);
        true
    }

    /// لم … بعد, لم … حتى الآن: not yet, which tells of the present (2.3).
    fn not_yet(&self, at: usize) -> bool {
        let document = self.document();
        let end = document.sentence(at).tokens.end.min(at + 14);
        let adverb = |i: usize| i == at + 2 || document.tag(i + 1) == Tag::Punct || i + 1 >= end;
        (at + 2..end).any(|i| match document.raw(i) {
            "بعد" => adverb(i),
            "الآن" => true,
            _ => false,
        })
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
            // لكي لا يعتقل، لئلا ينتشر: what is to be kept from coming about
            let kept = self.view.document.lexicon.sense(cue.lexeme, self.cues.pseudo);
            if kept.is_some_and(|s| s.feature("purpose").is_some()) {
                self.modal(Modality::Planned, cue.first);
                self.negate(cue.first);
                return cue.len > 1;
            }
            // بعد أن كان: no إن كان
            let joint = self.view.document.raw(cue.first).starts_with('أ');
            // على الحكومة: a duty only at the head of a clause
            let sense = self.view.document.lexicon.sense(cue.lexeme, self.cues.modality);
            let placed =
                |s: &&crate::morphology::Sense| s.feature("needs") != Some("clause") || self.heads_clause(cue.first);
            let condition = |s: &&Sense| !(joint && s.feature("homograph") == Some("complementiser"));
            if let Some(sense) = sense.filter(placed).filter(condition) {
                self.sense_modality(sense, cue.first);
                // إن لم تستقل, ما لم, في حال عدم: the cue takes the negator in
                if sense.feature("polarity").is_none() && self.view.document.has(end - 1, self.cues.negation) {
                    self.negate(end - 1);
                }
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
}
