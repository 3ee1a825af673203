//! How far a negator reaches, and what the verb of a clause makes of the nouns in it (SCHEME 2.1 P1, 2.2 M5, M7).

use super::noun::modal_noun;
use super::{Scan, selects};
use crate::classifier::Modality;
use crate::classifier::condition::Preposition;
use crate::morphology::Sense;
use crate::morphology::part_of_speech::Tag;
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
        let apart =
            sense.feature("time").is_some() || matches!(sense.feature("relation"), Some("cause" | "concession"));
        // لم تبدأ بعد المحادثات: not yet
        // لم يعد الوزير بعد استقالته: after it
        let own = document.word(token).has_pronoun();
        let yet = document.raw(at) == "بعد" && self.waits(at) && !own;
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

    /// وصلت طائرات لإجلاء الرعايا: a verbal noun behind ل is what the clause is meant to bring about (M5).
    pub(super) fn purpose(&mut self, verb: usize, preposition: Option<Preposition>, token: usize) {
        let document = &self.view.document;
        let deed = |at: usize| {
            let mut readings = document.word(at).readings();
            readings.any(|(stem, r)| r.inflection.tense == crate::morphology::Tense::Masdar && !stem.enclitic)
        };
        // لإجراء محادثات: also behind a verbal noun that carries it
        let masdar = deed(token) || deed(token - 1) && self.view.preposition(token - 1).is_some();
        // للسيطرة على المدينة, not اللجنة المحلية للانتخابات
        let act = document.word(token).article.is_none() || document.tag(token + 1) == Tag::Preposition;
        let silent = self.group.content.is_none() && !document.has(verb, self.cues.reporting);
        if preposition == Some(Preposition::LAM) && masdar && act && silent {
            self.modal(Modality::Planned, token);
        }
    }

    /// The modality that a verb of speech or will gives to what it takes: أمر بـ، تمنى، قضت المحكمة بـ.
    pub(super) fn wills(&self, verb: usize, preposition: Option<Preposition>, token: usize) -> Option<Modality> {
        let document = &self.view.document;
        let takes = |s: &Sense| {
            let object =
                preposition.is_none() && (s.feature("prep").is_none() || s.feature("object") == Some("content"));
            let governed = preposition.is_some() && selects(self.view, s, preposition);
            let condition = s.feature("needs").is_none_or(|needs| needs == "prep" && governed);
            (object || governed) && condition
        };
        let said = document.cue(verb, self.cues.reporting).map(|(s, _)| s).filter(|s| takes(s));
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
        let document = &self.view.document;
        let definite = document.word(token).article.is_some()
            || self
                .view
                .noun_phrase(token + 1, self.view.clause_end(token))
                .is_some_and(|p| document.word(p.head).article.is_some() && document.proclitic_bytes(p.first) == 0);
        let phrase = self.view.noun_phrase(token, self.view.clause_end(token)).map_or(token, |p| p.last);
        let predicate = phrase + 1;
        document.has(verb, self.cues.auxiliary)
            && verb + 1 == token
            && definite
            && document.tag(predicate) == Tag::Noun
            && document.word(predicate).article.is_none()
            && document.raw(predicate).trim_end_matches('\u{64b}').ends_with('ا')
    }

    /// True inside a cue of several words that has read its negator itself: غير مؤكدة، لا يزال.
    fn in_idiom(&self, at: usize) -> bool {
        self.inside_cue(at, self.cues.pseudo) || self.inside_cue(at, self.cues.modality)
    }
}
