//! What governs a noun: negating, light, aspectual and intending words up to the verb of its clause (SCHEME 2.1, 2.2).

use super::exception::excepts;
use super::{REACH, Scan};
use crate::classifier::condition::Preposition;
use crate::classifier::{Aspect, Modality, Tense};
use crate::morphology::ClassSet;
use crate::morphology::part_of_speech::Tag;

/// Tokens between the verb by which a deed comes about and the deed, at most.
const PARTED: usize = 9;

impl Scan<'_, '_> {
    /// A noun: what governs it, up to the verb of its clause and beyond an أن.
    pub(super) fn noun(&mut self, token: usize) {
        self.status.tense = Tense::Past;
        // دعا إلى الحوار ووقف القصف: what governs the first of two verbal nouns governs both
        let own = token;
        if self.tells_on(own) {
            self.status.presupposed = Some(own);
            return;
        }
        let token = self.first_conjunct(own);
        let apart = token < own && self.document().is_mark(own - 1, &[',', '،']);
        let start = self.document().sentence(token).tokens.start.max(token.saturating_sub(REACH));
        let mut at = token;
        let mut preposition = self.view.preposition(token).map(|(p, _)| p);
        let mut linked = true;
        // the first of the words that only carry the noun
        let mut edge = token;
        while at > start {
            at -= 1;
            if let Some(open) = self.aside(at, token).filter(|open| *open > start) {
                at = open;
                continue;
            }
            if self.boundary(at, token) {
                self.awaited(at, token);
                return;
            }
            // لم ترد أنباء عن إصابات
            if let Some(first) = self.no_word_of(at + 1).filter(|_| linked) {
                self.negate(first);
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
            if let Some(first) = self.number_ending(at).filter(|_| linked) {
                at = first;
                continue;
            }
            // لا خيار سوى توقيع الاتفاق
            if linked && excepts(self.view, self.cues, at) {
                self.only = Some(at);
                continue;
            }
            // شنت ضربات ردا على هجوم: an adjunct may begin with a noun
            if self.document().tag(at) == Tag::Noun && self.adjunct(at, token) {
                self.in_passing(at);
                return;
            }
            match self.document().tag(at) {
                Tag::Preposition if self.preposition_before(at, token, (linked, apart), &mut preposition) => return,
                Tag::Particle if self.nominal_negator(at) => {
                    // عدم الاستقرار والتوتر: it stands before the first alone, but عدم القصف أو التفجير
                    let first_alone = token < own && self.view.conjoined(own);
                    if linked && !first_alone {
                        self.negate(at);
                    }
                    preposition = self.view.joined_letter(at);
                }
                Tag::Particle if self.particle_before(at, token, linked) => return,
                // أمر الوزير بسرعة القبض على المهربين
                Tag::Particle if linked && preposition.is_none() && self.document().has(at, self.cues.adverb) => {
                    preposition = self.view.joined_letter(at);
                }
                Tag::Verb => {
                    self.clause_verb(at, preposition, token);
                    return;
                }
                // سيعاد أيضا فتح السفارة
                Tag::Noun if self.document().has(at, self.cues.adverb) => {}
                Tag::Noun => {
                    // بمحاكمة المسؤولين عن تفجير السفارة، ضحايا الزلزال: there are none without it
                    if linked && self.presupposes_deed(at, edge) {
                        self.status.presupposed = Some(at);
                        return;
                    }
                    let quantifier = linked && self.document().has(at, self.cues.quantifier);
                    // لم تسمح بأي انسحاب: the preposition of the noun stands on its quantifier
                    if quantifier && at + 1 == token {
                        preposition = self.view.preposition(at).map(|(p, _)| p).or(preposition);
                    }
                    // بهدف تسهيل إيصال المساعدات: what makes it easy carries what carries it
                    let eases =
                        linked && edge < token && at + 1 == edge && preposition.is_none() && self.bare_masdar(at);
                    linked = self.nominal(at, &mut preposition, token, linked) || quantifier || eases;
                    if eases {
                        preposition = self.view.preposition(at).map(|(p, _)| p);
                    }
                    if linked {
                        edge = at;
                    }
                    // عاد إلى مناطق القصف: of another noun, so that nothing carries it
                    if !linked && at + 1 == token && self.buried(at) {
                        self.status.presupposed = Some(at);
                        return;
                    }
                    // لوقف تفشي المرض: it has to be there to be stopped
                    let stopped = self.natural && self.status.aspect == Aspect::Stopped;
                    // لم تعلن مسؤوليتها عن الهجوم: what another event is about is not what the verb carries
                    if stopped || !linked && self.takes_own(at, token) {
                        return;
                    }
                }
                _ => {}
            }
        }
    }

    /// أعلن الجيش، الثلاثاء، قصف المدينة: where what is said in passing right before the noun opens; it parts nothing.
    fn aside(&self, at: usize, token: usize) -> Option<usize> {
        let governed = at + 2 == token && self.document().tag(at + 1) == Tag::Preposition;
        if at + 1 == token || governed { self.view.aside_before(at).or_else(|| self.parted(at)) } else { None }
    }

    /// لم يتم، حتى مساء أمس، توقيف: the first of two commas, the second at `close`, between the verb by which a deed comes
    /// about and the deed.
    fn parted(&self, close: usize) -> Option<usize> {
        let document = self.document();
        let comma = |at: &usize| document.is_mark(*at, &[',', '،']);
        let start = document.sentence(close).tokens.start.max(close.saturating_sub(PARTED));
        let open = (start..close).rev().find(comma).filter(|open| comma(&close) && *open > start)?;
        let clause = (open..close).any(|at| document.tag(at) == Tag::Verb);
        let verb = open - 1;
        let comes = document.tag(verb) == Tag::Verb && document.has(verb, self.cues.implicative);
        (comes && !clause).then_some(open)
    }

    /// إحباط أكثر من 200 عملية: where a number of several words begins; it parts nothing.
    fn number_ending(&self, at: usize) -> Option<usize> {
        let number = self.view.tagging.mention_at(at).filter(|m| m.is_number());
        number.map(|m| m.tokens.start).filter(|first| *first < at)
    }

    /// لم ترد أنباء عن، دون ورود تقارير عن: the first token of a fixed form before `end` by which nobody knows of the noun.
    fn no_word_of(&self, end: usize) -> Option<usize> {
        let document = &self.view.document;
        let cues = document.cues.within(end.saturating_sub(5)..end).iter();
        let negates = |class: &ClassSet| class.meets(self.cues.negation);
        let mut fixed = cues.filter(|cue| cue.len > 2 && cue.first + cue.len == end);
        fixed.find(|cue| negates(&document.lexicon.lexeme(cue.lexeme).classes)).map(|cue| cue.first)
    }

    /// لحين تعيين رئيس: what it waits for.
    fn awaited(&mut self, at: usize, token: usize) {
        let waits = self.view.document.cue(at, self.cues.modality).filter(|_| at + 1 == token);
        if let Some((sense, _)) = waits.filter(|(s, _)| s.feature("governs") == Some("noun")) {
            self.sense_modality(sense, at);
        }
    }

    /// A preposition before the noun, which a chain of carriers may link to it and a comma set apart; true where nothing
    /// before it governs the noun.
    fn preposition_before(
        &mut self,
        at: usize,
        token: usize,
        (linked, apart): (bool, bool),
        preposition: &mut Option<Preposition>,
    ) -> bool {
        if linked && (self.cue_negates(at) || self.instead(at)) {
            // دون وقوع إصابات، وإخلاء السكان: what stands behind a comma is not "without"
            if !apart {
                self.negate(at);
            }
            return true;
        }
        self.upon(at);
        if self.adjunct(at, token) {
            self.in_passing(at);
            return true;
        }
        if self.duty(at, token) {
            return true;
        }
        // التعليق على تقارير عن سحب القوات: what a report is about
        let rumoured = self.modality == Some(Modality::Rumour);
        if at + 1 == token || linked || rumoured {
            *preposition = self.view.preposition(at).map(|(p, _)| p).or(*preposition);
            self.governing(at);
        }
        false
    }

    /// A particle before the noun; true where nothing before it governs the noun.
    fn particle_before(&mut self, at: usize, token: usize, linked: bool) -> bool {
        let document = self.document();
        let negator = document.has(at, self.cues.negation);
        // ليس من الصواب النظر إلى الاتفاق: what is right or not says nothing of it
        let definite = document.word(token).article.is_some();
        // ليست الزيارة رسمية: it is there, whatever it is not
        // ليس مفاجئا انسحاب القوات: nor does what it is not like
        let judged = at + 2 == token && negator && self.judged(at);
        let apart = !linked && definite || judged || at + 1 == token && self.said_to_be(token);
        if negator && apart || !self.beyond(at, linked) && self.negator(at) {
            return true;
        }
        self.particle(at, false);
        false
    }

    /// ليس مفاجئا, and not ليس صحيحا: a negator before an indefinite adjective in the accusative that denies nothing.
    fn judged(&self, negator: usize) -> bool {
        let document = self.document();
        let at = negator + 1;
        let word = document.word(at);
        let adjective = word.readings().any(|(_, r)| {
            matches!(r.inflection.tense, crate::morphology::Tense::ActiveParticiple)
                || document.lexicon.lexeme(r.lexeme).pos == crate::morphology::Pos::Adjective
        });
        document.raw(at).ends_with(['ا', 'ً'])
            && word.article.is_none()
            && adjective
            && document.cue(negator, self.cues.denial_idiom).is_none()
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
}
