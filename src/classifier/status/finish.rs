//! What the sentence as a whole makes of a predicate: questions, conditions and days to come (SCHEME 2.2).

use super::{FOLLOWS, LEADS, Predicate, Scan};
use crate::classifier::event::Status;
use crate::classifier::{Aspect, Modality, Tense, dated, protasis};
use crate::morphology::Sense;
use crate::morphology::part_of_speech::Tag;
use crate::tagger::chunk::any_counts;

impl Scan<'_, '_> {
    /// True for the apodosis of an open condition: في حال تدهور الوضع ستجلي، ستفرج … شريطة أن. A condition that follows
    /// belongs to the clause right before it, one that leads to the whole sentence.
    fn depends(&self, token: usize) -> bool {
        let document = self.document();
        let sentence = &document.sentence(token).tokens;
        let condition = |at: usize| protasis::opens(self.view, self.cues, at);
        if condition(sentence.start) && token < sentence.start + LEADS {
            return true;
        }
        // سيمثل المتهم أمام القضاء، وإذا أدين: what و opens depends on it by itself
        let follows = |at: usize| condition(at) && !document.raw(at).starts_with('و');
        let near = (token + 1..sentence.end.min(token + FOLLOWS)).take_while(|&at| {
            !document.is_mark(at, &[',', '،', '؛', ';', '.', ':']) || at + 1 < sentence.end && follows(at + 1)
        });
        near.into_iter().any(follows)
    }

    /// يعقد الوزراء اجتماعا غدا، يرأس الوزير غدا اجتماعا: the clause names a day after publication.
    fn dated_ahead(&self, token: usize) -> bool {
        let document = self.document();
        let end = self.view.clause_end(token);
        let sentence = document.sentence(token).tokens.start;
        let parts = |at: &usize| matches!(document.tag(*at), Tag::Verb | Tag::Complementiser | Tag::Relative);
        let governed = |at: usize| {
            document.tag(at) == Tag::Preposition || document.tag(at) == Tag::Noun && document.word(at).article.is_none()
        };
        let noun = document.tag(token) == Tag::Noun && self.view.preposition(token).is_none();
        let object = noun && token > sentence && !governed(token - 1);
        let start = (sentence..token).rev().find(parts).filter(|_| object).unwrap_or(token);
        let mentions = &self.view.tagging.mentions;
        let from = mentions.partition_point(|m| m.tokens.start < start);
        let mut clause = mentions[from..].iter().take_while(|m| m.tokens.start < end);
        clause.any(|m| self.view.anchor.is_some_and(|day| dated::begins_after(m, day)))
    }

    /// لماذا ارتفعت الأسعار؟ كيف سقطت المدينة؟ who asks why or how of the past takes it that it has been (M7).
    fn granted(&self, token: usize) -> bool {
        let document = self.document();
        let start = document.sentence(token).tokens.start;
        let open = |at: usize| {
            let asks =
                |(s, _): (&Sense, usize)| s.feature("question").is_some() && s.feature("past") == Some("asserted");
            document.cue(at, self.cues.complementiser).is_some_and(asks)
        };
        self.status.tense == Tense::Past && !self.status.negative && (start..token).any(open)
    }

    pub(super) fn finish(mut self, predicate: Predicate<'_>) -> Status {
        // هل ستنسحب القوات؟ what is asked is no plan yet (M6)
        let sentence = &self.document().sentence(predicate.token).tokens;
        let asked = self.document().is_mark(sentence.end - 1, &['؟', '?']) && !self.aside;
        if asked && self.future {
            self.modality.get_or_insert(Modality::Possible);
        }
        if self.future {
            self.status.tense = Tense::Future;
            self.modality.get_or_insert(Modality::Planned);
        }
        // first that applies (2.2): what depends on a condition is conditional before it is planned or possible
        self.status.conditioned = self.depends(predicate.token);
        if matches!(self.modality, Some(Modality::Planned | Modality::Possible)) && self.status.conditioned {
            self.modality = Some(Modality::Conditional);
        }
        let told = self.aside || self.status.presupposed.is_some();
        let now = self.modality.is_none() && self.status.tense == Tense::Present;
        // تنسحب القوات إذا وقعت الحكومة الاتفاق; not يهدد بالانسحاب إذا, where what is said depends on it
        let relative = predicate.token > 0 && self.document().tag(predicate.token - 1) == Tag::Relative;
        let acts = predicate.verb.is_some() && self.group.complement.is_empty();
        if now && !told && self.status.conditioned && acts && !relative {
            self.modality = Some(Modality::Conditional);
        } else if now && !told && self.dated_ahead(predicate.token) {
            self.modality = Some(Modality::Planned);
        }
        if asked && !self.granted(predicate.token) {
            self.modality.get_or_insert(Modality::Possible);
        }
        // سترد على أي هجوم: one that may come
        if predicate.verb.is_none() && !self.status.negative && any_counts(self.document(), predicate.token) {
            self.modality.get_or_insert(Modality::Conditional);
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
