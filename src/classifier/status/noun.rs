//! What governs a noun: negating, light, aspectual and intending words up to the verb of its clause (SCHEME 2.1, 2.2).

use super::{REACH, Scan, selects};
use crate::classifier::argument::View;
use crate::classifier::condition::Preposition;
use crate::classifier::event::Reason;
use crate::classifier::{Aspect, Modality, Tense};
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{ClassSet, Proclitics, Sense};
use crate::tagger::EntityKind;

impl Scan<'_, '_> {
    /// A noun: what governs it, up to the verb of its clause and beyond an أن.
    pub(super) fn noun(&mut self, token: usize) {
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
            // منع توزيع صور التفجير: what there are pictures of has happened, whatever becomes of them
            if at + 1 == token && self.document().has(at, self.cues.depiction) {
                return;
            }
            // إحباط أكثر من 200 عملية: a number parts nothing
            let number = self.view.tagging.mention_at(at).filter(|m| m.is_number() && m.tokens.start < at);
            if let Some(number) = number.filter(|_| linked) {
                at = number.tokens.start;
                continue;
            }
            match self.document().tag(at) {
                Tag::Preposition => {
                    if linked && (self.cue_negates(at) || self.instead(at)) {
                        self.negate(at);
                        return;
                    }
                    self.aside |= self.adjunct(at, token);
                    if self.aside || self.duty(at, token) {
                        return;
                    }
                    // التعليق على تقارير عن سحب القوات: what a report is about
                    let rumoured = self.modality == Some(Modality::Rumour);
                    if at + 1 == token || linked || rumoured {
                        preposition = self.view.preposition(at).map(|(p, _)| p).or(preposition);
                        self.governing(at);
                    }
                }
                Tag::Particle if self.nominal_negator(at) => {
                    if linked {
                        self.negate(at);
                    }
                    preposition = self.view.joined_letter(at);
                }
                Tag::Particle => {
                    if !self.beyond(at, linked) && self.negator(at) {
                        return;
                    }
                    self.particle(at, false);
                }
                Tag::Verb => {
                    self.clause_verb(at, preposition, token);
                    return;
                }
                // شنت ضربات ردا على هجوم: an adjunct that begins with a noun
                Tag::Noun if self.adjunct(at, token) => return,
                Tag::Noun => {
                    let quantifier = linked && self.document().has(at, self.cues.quantifier);
                    // لم تسمح بأي انسحاب: the preposition of the noun stands on its quantifier
                    if quantifier && at + 1 == token {
                        preposition = self.view.preposition(at).map(|(p, _)| p).or(preposition);
                    }
                    linked = self.nominal(at, &mut preposition, token, linked) || quantifier;
                    // لم تعلن مسؤوليتها عن الهجوم: what another event is about is not what the verb carries
                    if !linked && self.takes_own(at, token) {
                        return;
                    }
                }
                _ => {}
            }
        }
    }

    pub(super) fn boundary(&self, at: usize, token: usize) -> bool {
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

    /// مسؤوليتها عن: a noun of an event with a pronoun whose own preposition governs the trigger.
    fn takes_own(&self, at: usize, token: usize) -> bool {
        let document = self.document();
        let event = |r: &crate::morphology::Reading| !document.lexicon.lexeme(r.lexeme).triggers.is_empty();
        let word = document.word(at);
        at + 2 == token
            && document.tag(at + 1) == Tag::Preposition
            && word.has_pronoun()
            && word.readings().any(|(_, r)| event(r))
    }

    /// A noun before the trigger: a negating, light, aspectual or intending one passes its meaning on.
    fn nominal(&mut self, at: usize, preposition: &mut Option<Preposition>, token: usize, linked: bool) -> bool {
        let document = &self.view.document;
        let word = document.word(at);
        if word.readings().any(|(_, r)| self.group.negative_under.contains(&r.lexeme)) {
            self.negate(at);
            return true;
        }
        let near = token - at <= 6;
        // مفاوضات غير رسمية لوقف القتال: negates the adjective only
        if near && self.cue_negates(at) {
            if linked {
                self.negate(at);
            }
            return linked;
        }
        let classes = [self.cues.absence, self.cues.implicative, self.cues.aspect, self.cues.light, self.cues.intent];
        let sense = classes.into_iter().find_map(|c| document.cue(at, c)).map(|(s, _)| s);
        if sense.is_none() && linked && at + 1 == token && preposition.is_none() && self.carried_by(at) {
            *preposition = self.view.preposition(at).map(|(p, _)| p);
            return true;
        }
        let Some(sense) = sense.or_else(|| {
            modal_noun(self.view, self.cues.modality, at, *preposition).filter(|s| !self.cues.deontic.has(s.class))
        }) else {
            return false;
        };
        // قرار رفع الأسعار: what is decided stands in the genitive
        let beside = at + 1 == token && preposition.is_none();
        // أثار القرار مخاوف: with the article it has no genitive
        if beside && word.article.is_some() {
            return false;
        }
        let genitive = beside && sense.feature("governs") == Some("noun");
        if !(genitive || selects(self.view, sense, *preposition)) || !near || sense.feature("needs") == Some("comp") {
            return false;
        }
        self.apply(sense, at);
        *preposition = self.view.preposition(at).map(|(p, _)| p);
        true
    }

    /// أمر بإرسال مساعدات: the verbal noun of a verb that only carries the trigger.
    fn carried_by(&self, at: usize) -> bool {
        let masdar = |r: &crate::morphology::Reading| r.inflection.tense == crate::morphology::Tense::Masdar;
        let mut readings = self.document().word(at).readings();
        readings.any(|(_, r)| masdar(r) && self.group.light.contains(&r.lexeme))
    }

    /// The verb of the trigger's clause.
    pub(super) fn clause_verb(&mut self, verb: usize, preposition: Option<Preposition>, token: usize) {
        let document = &self.view.document;
        let Some((stem, reading)) = document.word(verb).readings().find(|(_, r)| r.inflection.tense.is_finite()) else {
            return;
        };
        let imperfect = reading.inflection.tense != crate::morphology::Tense::Past;
        if document.has(verb, self.cues.deny) {
            return;
        }
        // أمر الوزير بإغلاق المعبر، تمنت السفيرة توقيع الاتفاق، يمكن للبرلمان عزل الرئيس
        // … but لم توافق على الانسحاب: what one does not agree to is not going to be
        let intends = document.cue(verb, self.cues.intent).is_some_and(|(s, _)| selects(self.view, s, preposition));
        if let Some(modality) = self.wills(verb, preposition, token).filter(|_| !intends) {
            self.modal(modality, verb);
            return;
        }
        if self.copular(verb, token) {
            return;
        }
        // فشلت محاولة انقلاب: what was tried and failed did not come about
        let failed = |(s, _): (&Sense, usize)| s.feature("aspect") == Some("failed");
        if self.status.aspect == Aspect::Attempted && document.cue(verb, self.cues.implicative).is_some_and(failed) {
            self.negate(verb);
            self.particles(verb, imperfect);
            return;
        }
        let known = document
            .word(verb)
            .readings()
            .any(|(_, r)| self.group.light.contains(&r.lexeme) || self.group.negative_under.contains(&r.lexeme));
        let lifted = document.word(verb).readings().any(|(_, r)| self.group.negative_under.contains(&r.lexeme));
        // تعد إيران من أبرز الحلفاء: considered, not prepared
        if document.has(verb, self.cues.describe) && (verb + 1..token).any(|at| document.raw(at) == "من") {
            return;
        }
        let transparent = known || self.transparent(verb, preposition);
        self.status.tense = if imperfect { Tense::Present } else { Tense::Past };
        if !transparent {
            self.purpose(verb, preposition, token);
            return;
        }
        self.status.reasons.push(Reason::Under(verb));
        self.future |= stem.proclitics.has(Proclitics::SIN);
        if lifted {
            self.negate(verb);
        } else if !self.no_longer(verb) {
            self.governor(verb, preposition, token);
        }
        // لم تستهدف الغارة المستشفى: the raid took place, what it did not is hit that
        let befalls = |s: &Sense| s.feature("subject") == Some("content") && s.feature("object") == Some("target");
        let hits = document.cue(verb, self.cues.light).is_some_and(|(s, _)| befalls(s));
        if hits && verb + 1 == token && document.word(token).article.is_some() {
            return;
        }
        let clause = self.particles(verb, imperfect);
        // طالما استمر القصف، إذا استمر القصف: what goes on is there already
        if !document.has(verb, self.cues.aspect) {
            self.subordinate(clause);
        }
        self.matrix(clause);
    }

    /// لم يعد before a noun: "is no longer", not a form of another verb.
    pub(super) fn no_longer(&self, verb: usize) -> bool {
        let document = &self.view.document;
        verb > 0
            && matches!(document.raw(verb - 1), "لم" | "ولم" | "فلم")
            && document.word(verb).letters <= 3
            && document.has(verb, self.cues.auxiliary)
    }

    /// True when the verb only carries the trigger, so that its negation and modality are the trigger's.
    pub(super) fn transparent(&self, verb: usize, preposition: Option<Preposition>) -> bool {
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

    pub(super) fn governor(&mut self, at: usize, preposition: Option<Preposition>, token: usize) {
        let document = &self.view.document;
        for class in [self.cues.implicative, self.cues.absence, self.cues.intent, self.cues.aspect] {
            let Some((sense, _)) = document.cue(at, class) else { continue };
            if selects(self.view, sense, preposition) && token > at {
                self.apply(sense, at);
                return;
            }
        }
    }
}

/// بهدف, احتمال, بشرط: one word that says in what way the noun after it is meant.
pub(super) fn modal_noun<'v>(
    view: &View<'v>,
    modality: ClassSet,
    at: usize,
    preposition: Option<Preposition>,
) -> Option<&'v Sense> {
    let document = &view.document;
    let plain = |s: &&Sense| ["homograph", "needs", "position"].iter().all(|key| s.feature(key).is_none());
    // أمل صقر: a name
    if view.tagging.mention_at(at).is_some_and(|m| m.kind == EntityKind::Person) {
        return None;
    }
    let mut senses = document.word(at).readings().filter_map(|(_, r)| document.lexicon.sense(r.lexeme, modality));
    senses.find(|s| plain(s) && selects(view, s, preposition))
}
