//! The verb of a noun's clause: what only carries the noun hands its own status down (SCHEME 2.1, 2.2).

use super::{Scan, beside, selects};
use crate::classifier::condition::Preposition;
use crate::classifier::event::Reason;
use crate::classifier::{Aspect, Modality, Tense};
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Proclitics, Sense};

impl Scan<'_, '_> {
    /// The verb of the trigger's clause.
    pub(super) fn clause_verb(&mut self, verb: usize, preposition: Option<Preposition>, token: usize) {
        let document = &self.view.document;
        // وقد تمت إحالة المتهمين: of two spelled alike the verb that carries nouns
        let carries = [self.cues.implicative, self.cues.light];
        let finite = document.word(verb).readings().filter(|(_, r)| r.inflection.tense.is_finite());
        let classes = |r: &crate::morphology::Reading| document.lexicon.lexeme(r.lexeme).classes;
        let own = |r: &crate::morphology::Reading| carries.iter().any(|&class| classes(r).meets(class));
        let Some((stem, reading)) = finite.min_by_key(|(_, r)| !own(r)) else {
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
        if self.view.aimed_at(verb) == Some(token) {
            self.modal(Modality::Planned, verb);
            return;
        }
        if self.lays_down(verb, preposition) {
            // لا ينص القرار على فرض عقوبات: it is not in it
            self.particles(verb, imperfect);
            if !self.status.negative {
                self.modal(Modality::Planned, verb);
            }
            return;
        }
        if self.outlasts(verb, preposition, token) {
            self.status.presupposed = Some(verb);
            return;
        }
        if self.copular(verb, token) {
            // لن تكون الزيارة قصيرة: still to come, whatever it will be
            self.future |= self.future_at(verb);
            return;
        }
        // فشلت محاولة انقلاب: what was tried and failed did not come about
        let failed = |(s, _): (&Sense, usize)| s.feature("aspect") == Some("failed");
        if self.status.aspect == Aspect::Attempted && document.cue(verb, self.cues.implicative).is_some_and(failed) {
            self.negate(verb);
            self.particles(verb, imperfect);
            return;
        }
        let lifted = document.word(verb).readings().any(|(_, r)| self.group.negative_under.contains(&r.lexeme));
        let known = lifted || document.word(verb).readings().any(|(_, r)| self.group.light.contains(&r.lexeme));
        // تعد إيران من أبرز الحلفاء: considered, not prepared
        if document.has(verb, self.cues.describe) && (verb + 1..token).any(|at| document.raw(at) == "من") {
            return;
        }
        // عقد المجلس جلسة لانتخاب رئيس: what a light verb carries is its own object, not what that is for
        let aim = preposition == Some(Preposition::LAM) && self.aim(token).is_some() && !self.takes_lam(verb);
        let transparent = !aim && (known || self.transparent(verb, preposition, token));
        self.status.tense = if imperfect { Tense::Present } else { Tense::Past };
        if !transparent {
            self.purpose(verb, preposition, token);
            // ستتبع ذلك سفن مساعدات: what the future brings is not there yet
            // سيؤدي مقتله إلى: what will have an effect is there
            let word = document.word(token);
            let bare = word.article.is_none() && !word.has_pronoun() && preposition.is_none();
            if bare && token <= verb + 3 && self.future_at(verb) {
                self.modal(Modality::Planned, verb);
            }
            return;
        }
        self.status.reasons.push(Reason::Under(verb));
        // سيؤدي القصف إلى انسحاب القوات: an effect is nobody's plan
        let effect = |(s, _): (&Sense, usize)| s.feature("relation") == Some("cause");
        if self.future_at(verb) && document.cue(verb, self.cues.implicative).is_some_and(effect) {
            self.modal(Modality::Predicted, verb);
        }
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
        // ما إن أعلن الرئيس استقالته حتى: as soon as he had
        self.perfect |= !imperfect;
        let clause = self.particles(verb, imperfect);
        // طالما استمر القصف، إذا استمر القصف: what goes on is there already
        if !document.has(verb, self.cues.aspect) {
            self.subordinate(clause);
        }
        self.matrix(clause);
    }

    /// سيؤدي مقتل القائد إلى، ستؤخر وفاة الزعيم: what befell somebody or something, right behind the verb of the future whose
    /// subject it is, has come about, whatever comes of it.
    fn outlasts(&self, verb: usize, preposition: Option<Preposition>, token: usize) -> bool {
        let document = self.document();
        let word = document.word(token);
        let closed =
            word.has_pronoun() || document.tag(token + 1) == Tag::Noun && document.proclitic_bytes(token + 1) == 0;
        let effect = |(s, _): (&Sense, usize)| s.feature("relation") == Some("cause");
        let cues = [self.cues.light, self.cues.implicative, self.cues.modality, self.cues.intent, self.cues.aspect];
        let plain = || !cues.iter().any(|&class| document.has(verb, class)) && document.cues_at(verb).is_empty();
        let brings = document.cue(verb, self.cues.light).is_some_and(effect) || plain();
        self.suffered && preposition.is_none() && token == verb + 1 && closed && brings && self.future_at(verb)
    }

    /// يتضمن الاتفاق انسحاب القوات: what an agreement or a plan lays down is to be done.
    fn lays_down(&self, verb: usize, preposition: Option<Preposition>) -> bool {
        let document = &self.view.document;
        let taken = document.cue(verb, self.cues.stipulates).is_some_and(|(s, _)| selects(self.view, s, preposition));
        let subject = || {
            let (inflection, stem) = self.view.finite(verb)?;
            self.view.of_verb(verb, inflection, stem.enclitic).subject
        };
        taken && subject().is_some_and(|s| document.has(s.head, self.cues.schemes))
    }

    /// True for a verb that takes its complement with ل, or with إلى, which ل often stands for: تعرض، سعى، أدى.
    fn takes_lam(&self, verb: usize) -> bool {
        let document = &self.view.document;
        let classes = [self.cues.light, self.cues.implicative, self.cues.aspect, self.cues.intent, self.cues.absence];
        let mut senses = classes.into_iter().filter_map(|class| document.cue(verb, class));
        senses.any(|(sense, _)| sense.lists("prep", "ل") || sense.lists("prep", "إلى"))
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
    pub(super) fn transparent(&self, verb: usize, preposition: Option<Preposition>, token: usize) -> bool {
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
            .filter_map(|class| document.cue(verb, class))
            .any(|(sense, _)| selects(self.view, sense, preposition) && beside(self.view, sense, verb, token))
    }

    pub(super) fn governor(&mut self, at: usize, preposition: Option<Preposition>, token: usize) {
        let document = &self.view.document;
        for class in [self.cues.implicative, self.cues.absence, self.cues.intent, self.cues.aspect] {
            let Some((sense, _)) = document.cue(at, class) else { continue };
            if selects(self.view, sense, preposition) && beside(self.view, sense, at, token) && token > at {
                self.apply(sense, at);
                return;
            }
        }
    }
}
