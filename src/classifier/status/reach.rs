//! How far a negator reaches, and what the verb of a clause makes of the nouns in it (SCHEME 2.1 P1, 2.2 M5, M7).

use super::nominal::modal_noun;
use super::{Scan, selects};
use crate::classifier::Modality;
use crate::classifier::condition::Preposition;
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Proclitics, Sense};
use crate::tagger::EntityKind;

impl Scan<'_, '_> {
    /// عدم, غير: negates the noun it stands before, and is itself governed.
    pub(super) fn nominal_negator(&self, at: usize) -> bool {
        let document = &self.view.document;
        let head = |s: &Sense| {
            s.feature("scope") == Some("head") && s.feature("governs").is_some_and(|g| g.starts_with("noun"))
        };
        document.cue(at, self.cues.negation).is_some_and(|(s, _)| head(s)) && !self.in_idiom(at)
    }

    /// لا خلاف على …, لا الوزير: what "there is no" does not reach, for it negates the bare noun after it only.
    pub(super) fn beyond(&self, at: usize, linked: bool) -> bool {
        let document = &self.view.document;
        let existential =
            document.cue(at, self.cues.negation).is_some_and(|(s, len)| len == 1 && s.feature("scope") == Some("head"));
        existential && (!linked || document.word(at + 1).article.is_some())
    }

    /// A preposition that negates: دون قصف, من غير قصف.
    pub(super) fn cue_negates(&self, at: usize) -> bool {
        let cue = self.document().cue(at, self.cues.negation);
        // من غير: the second word has been read already
        let once = |len: usize| len == 1 || !self.document().has(at + len - 1, self.cues.negation);
        cue.is_some_and(|(s, len)| s.feature("strengthens").is_none() && once(len)) && !self.in_idiom(at)
    }

    /// لم تبدأ بعد، لم يقرر المجلس بعد: not yet, where the verb has its noun still to come.
    fn waits(&self, at: usize) -> bool {
        let document = &self.view.document;
        let cues = [self.cues.light, self.cues.implicative, self.cues.intent, self.cues.aspect, self.cues.reporting];
        let start = document.sentence(at).tokens.start.max(at.saturating_sub(6));
        let negated = |verb: usize| verb > 0 && document.has(verb - 1, self.cues.negation);
        let mut back = (start..at).rev().take_while(|&t| document.tag(t) != Tag::Punct);
        back.find(|&t| document.tag(t) == Tag::Verb).is_some_and(|verb| {
            negated(verb) && (verb + 1 == at || cues.iter().any(|&class| document.has(verb, class)))
        })
    }

    /// بعد الاستقالة, رغم توقيع الاتفاق, بسبب القصف: what is told in passing, out of reach of the verb of the clause.
    pub(super) fn adjunct(&self, at: usize, token: usize) -> bool {
        let document = &self.view.document;
        let Some((sense, len)) = document.cue(at, self.cues.preposition) else { return false };
        // مع استمرار القصف
        let amid = self.view.preposition(at).is_some_and(|(p, _)| p == Preposition::MA)
            && document.tag(at + 1) == Tag::Noun
            && document.word(at + 1).article.is_none()
            && document.has(at + 1, self.cues.aspect);
        let relation = matches!(sense.feature("relation"), Some("cause" | "concession" | "circumstance"));
        let apart = amid || relation || sense.feature("time").is_some();
        // لم تبدأ بعد المحادثات: not yet
        // لم يعد الوزير بعد استقالته: after it
        let own = document.word(token).has_pronoun();
        // لم تتم بعد إحالتهم
        let undone = at > 0 && self.view.subject_of_light(at - 1) == Some("content");
        let yet = document.raw(at) == "بعد" && self.waits(at) && (!own || undone);
        let dated = |p: usize| self.view.tagging.mention_at(p).is_some_and(|m| m.kind == EntityKind::Date);
        apart
            && !yet
            && self.view.noun_phrase(at + len, token + 1).is_some_and(|p| {
                // قبل الإعلان عن تعيينه
                let joined = p.last + 2 == token && document.tag(token - 1) == Tag::Preposition
                    || p.last + 1 == token && self.view.preposition(token).is_some();
                p.last >= token || joined && !dated(p.head)
            })
    }

    /// A circumstance that stands apart; what comes before something need not have come.
    pub(super) fn in_passing(&mut self, at: usize) {
        let earlier = |(s, _): (&Sense, usize)| s.feature("time") == Some("before");
        self.aside = true;
        let before = self.document().cue(at, self.cues.preposition).is_some_and(earlier);
        self.status.presupposed = (!before).then_some(at);
        // لن تبدأ قبل انسحاب القوات: what is to come first is still to come
        if let Some(verb) = self.verb_ahead(at).filter(|_| before) {
            let never = verb > 0 && self.document().raw(verb - 1).ends_with("لن");
            self.modal(if never { Modality::Conditional } else { Modality::Planned }, at);
        }
    }

    /// باحترام الهدنة التي بدأت، من السيول التي تشهدها: a definite noun behind a preposition, of which a clause tells what it
    /// did or does.
    pub(super) fn tells_on(&self, token: usize) -> bool {
        let document = &self.view.document;
        let end = document.sentence(token).tokens.end;
        // شحنة من المساعدات التي أرسلت: part of it
        let part = |at: usize| {
            self.view.preposition(at).is_some_and(|(p, _)| p == Preposition::MIN)
                && at > 0
                && document.tag(at - 1) == Tag::Noun
        };
        let behind = |at: usize| document.tag(at) == Tag::Preposition && !part(at);
        let governed = self.view.preposition(token).is_some() || token > 0 && behind(token - 1);
        let adjective = |at: &usize| document.tag(*at) == Tag::Noun && document.word(*at).article.is_some();
        let relative = (token + 1..end).find(|at| !adjective(at)).unwrap_or(end);
        let verb = relative + 1;
        document.word(token).article.is_some()
            && governed
            && verb < end
            && document.tag(relative) == Tag::Relative
            && document.tag(verb) == Tag::Verb
            && document.cue(verb, self.cues.auxiliary).is_none_or(|(s, _)| s.feature("tense").is_none())
            && !document.has(verb, self.cues.modality)
            && !self.future_at(verb)
    }

    /// ستعود فور رفع العقوبات: what is still to come is a condition of what follows it.
    pub(super) fn upon(&mut self, at: usize) {
        let view = self.view;
        let upon = view.document.cue(at, self.cues.preposition).and_then(|(s, _)| s.feature("upon"));
        if let Some(kind) = upon.filter(|_| self.ahead(at)) {
            self.modal(Modality::parse(kind).unwrap_or(Modality::Conditional), at);
        }
    }

    /// True where the clause beside a circumstance is in the future: the verb before it, or the one behind its comma.
    pub(super) fn ahead(&self, at: usize) -> bool {
        self.verb_ahead(at).is_some()
    }

    /// That verb.
    fn verb_ahead(&self, at: usize) -> Option<usize> {
        let document = &self.view.document;
        let sentence = &document.sentence(at).tokens;
        let verb = |t: &usize| document.tag(*t) == Tag::Verb;
        let before = (sentence.start..at).rev().find(verb);
        let main = before.or_else(|| (at + 2..sentence.end).find(|t| verb(t) && self.future_at(*t)));
        main.filter(|&verb| self.future_at(verb))
    }

    /// سيعود، سوف يعود، لن يعود.
    pub(super) fn future_at(&self, verb: usize) -> bool {
        let document = &self.view.document;
        let own = document.word(verb).readings().any(|(stem, _)| stem.proclitics.has(Proclitics::SIN));
        own || verb > 0 && matches!(document.raw(verb - 1).trim_start_matches(['و', 'ف']), "سوف" | "لن")
    }

    /// بهدف توقيع, بشرط انسحاب, بصدد سحب: a preposition that says in what way the noun is meant.
    pub(super) fn governing(&mut self, at: usize) {
        if let Some(sense) = modal_noun(self.view, self.cues.modality, at, None) {
            self.sense_modality(sense, at);
        }
    }

    /// على الحكومة سحب قواتها: the one after على is told to do it.
    pub(super) fn duty(&mut self, at: usize, token: usize) -> bool {
        let bound = self.obliged(at).filter(|&last| last < token);
        if let Some(last) = bound.filter(|&last| last + 1 == token || self.document().tag(token - 1) == Tag::Particle) {
            self.status.norm = true;
            self.modal(Modality::Requested, last);
        }
        bound.is_some()
    }

    /// The modality that a verb of speech or will gives to what it takes: أمر بـ، تمنى، قضت المحكمة بـ.
    pub(super) fn wills(&self, verb: usize, preposition: Option<Preposition>, token: usize) -> Option<Modality> {
        let document = &self.view.document;
        let takes = |s: &Sense| {
            let object =
                preposition.is_none() && (s.feature("prep").is_none() || s.feature("object") == Some("content"));
            // اشترط دفع الغرامة للإفراج عنهم: what ل adds is not what he demands
            let own = s.feature("prep").is_some() || s.feature("object") != Some("content");
            let governed = preposition.is_some() && own && selects(self.view, s, preposition);
            let condition = s.feature("needs").is_none_or(|needs| needs == "prep" && governed);
            (object || governed) && condition
        };
        // الأمر الذي دعا إلى الإخلاء: a fact calls for nothing, it brings about
        let fact = |(s, _): (&Sense, usize)| s.feature("clause_relative").is_some();
        let brought =
            (verb.saturating_sub(2)..verb).any(|at| document.cue(at, self.cues.conjunction).is_some_and(fact));
        if brought {
            return None;
        }
        let sense = document.cue(verb, self.cues.reporting).map(|(s, _)| s);
        if let Some(purpose) =
            sense.and_then(|s| s.feature("purpose")).filter(|_| preposition == Some(Preposition::LAM))
        {
            return Modality::parse(purpose);
        }
        let said = sense.filter(|s| takes(s));
        // شدد الوزير على محاكمة المتورطين: what he insists on is to be done, not so what is a speech act of his own
        let bare = document.word(token).article.is_none() && !document.word(token).has_pronoun();
        let deed = bare && self.group.content.is_none() && self.document().word(token).verbal_noun();
        let insists = || {
            let arguments = self.view.finite(verb).map(|(i, stem)| self.view.of_verb(verb, i, stem.enclitic));
            arguments.is_some_and(|a| a.object.is_none() && a.after(Preposition::ALA).is_some_and(|p| p.first == token))
        };
        let on = preposition == Some(Preposition::ALA) && said.is_some_and(|s| s.feature("deontic").is_some());
        if on && deed && insists() {
            return Some(Modality::Requested);
        }
        if let Some(modality) = said.and_then(|s| s.feature("modality")).and_then(Modality::parse) {
            return Some(modality);
        }
        let (sense, len) = document.cue(verb, self.cues.modality)?;
        let plain = sense.feature("homograph").is_none() && sense.feature("modality") != Some("asserted");
        let modality = self.cues.modality_of(sense).filter(|m| *m != Modality::Planned && verb + len <= token);
        modality.filter(|_| plain && sense.feature("trigger").is_none() && takes(sense))
    }

    /// قد يكون الحريق متعمدا: what something is said to be is there, whatever becomes of the saying (M7).
    pub(super) fn copular(&self, verb: usize, token: usize) -> bool {
        self.view.document.has(verb, self.cues.auxiliary) && verb + 1 == token && self.said_to_be(token)
    }

    /// الحريق متعمدا، اجتماع الوزراء سهلا، زيارة الوزير إلى بغداد مفاجئة: a definite noun and, in its clause, what it is said
    /// to be or to do.
    pub(super) fn said_to_be(&self, token: usize) -> bool {
        let document = &self.view.document;
        let closed = |at: usize| {
            let word = document.word(at);
            word.article.is_some() || word.has_pronoun() || self.view.tagging.mention_at(at).is_some()
        };
        let definite = document.word(token).article.is_some()
            || closed(token + 1) && document.tag(token + 1) == Tag::Noun && document.proclitic_bytes(token + 1) == 0;
        let says = |at: usize| {
            document.tag(at) == Tag::Noun
                && !closed(at)
                && document.proclitic_bytes(at) == 0
                && document.raw(at).trim_end_matches('\u{64b}').ends_with(['ا', 'ة'])
                && closed(at - 1)
        };
        let end = self.view.clause_end(token).min(token + 8);
        // أن تبدأ المحادثات إلا أن الوسيط أرجأها
        let inside = |at: &usize| matches!(document.tag(*at), Tag::Noun | Tag::Preposition) && !self.view.however(*at);
        // ما إذا كان القصف أوقع ضحايا
        let does = || document.tag(end) == Tag::Verb && !self.view.conjoined(end) && !self.carries(end, token);
        definite && ((token + 1..end).take_while(inside).any(says) || does())
    }

    /// True inside a cue of several words that has read its negator itself: غير مؤكدة، لا يزال.
    fn in_idiom(&self, at: usize) -> bool {
        self.inside_cue(at, self.cues.pseudo) || self.inside_cue(at, self.cues.modality)
    }
}
