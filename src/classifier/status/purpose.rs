//! What something is meant to bring about: a verbal noun behind ل of a verb or of a noun (SCHEME 2.2 M5).

use super::Scan;
use crate::classifier::Modality;
use crate::classifier::condition::Preposition;
use crate::classifier::event::Reason;
use crate::morphology::Tense;
use crate::morphology::part_of_speech::Tag;
use crate::tagger::EntityKind;

impl Scan<'_, '_> {
    /// وصلت طائرات لإجلاء الرعايا: a verbal noun behind ل is what the clause is meant to bring about (M5).
    pub(super) fn purpose(&mut self, verb: usize, preposition: Option<Preposition>, token: usize) {
        let silent = self.group.content.is_none() && !self.document().has(verb, self.cues.reporting);
        if preposition == Some(Preposition::LAM) && self.aims(token) && silent {
            self.modal(Modality::Planned, token);
        }
    }

    /// The token with the ل behind which the deed at a token is what something is for, if anybody can be after it.
    pub(super) fn aim(&self, token: usize) -> Option<usize> {
        self.meant_for(token).filter(|_| !self.unwilled && self.aims(token))
    }

    /// True for a deed that can be what something is for: إجلاء الرعايا.
    fn aims(&self, token: usize) -> bool {
        let document = &self.view.document;
        let deed = |at: usize| {
            let mut readings = document.word(at).readings();
            readings.any(|(stem, r)| r.inflection.tense == Tense::Masdar && !stem.enclitic)
        };
        // لإجراء محادثات: also behind a verbal noun that carries it
        let behind = token > 0 && deed(token - 1) && self.view.preposition(token - 1).is_some();
        // للسيطرة على المدينة، لنقل المساعدات, not اللجنة المحلية للانتخابات، لوقف الاشتباكات
        let carried = behind && self.group.carried_by(document.word(token - 1));
        let act = carried || document.word(token).article.is_none() || document.tag(token + 1) == Tag::Preposition;
        // لمكافحة تفشي المرض: not what anybody is after
        !self.natural && (deed(token) || behind) && act
    }

    /// قواتنا طليعة لتحرير المدن، طريق مفتوح أمام القوات للتوغل: the same behind a noun, where no verb of the clause has said
    /// more; not إدانته لتفجير الميناء, نتيجة لقصف, where ل stands for the genitive or the object.
    pub(super) fn purpose_of_noun(&mut self, token: usize) {
        let document = &self.view.document;
        let told = self.modality.is_some() || self.aside || self.status.presupposed.is_some() || self.status.negative;
        let carried = |r: &Reason| matches!(r, Reason::Under(_) | Reason::Implied(_));
        if told || self.status.reasons.iter().any(carried) {
            return;
        }
        // خطة للحفاظ على الطرق وإبرام العقود
        let token = self.first_conjunct(token);
        let Some(first) = self.aim(token) else { return };
        let Some(before) = first.checked_sub(1).filter(|&at| document.tag(at) == Tag::Noun) else { return };
        let word = document.word(before);
        let start = document.sentence(token).tokens.start;
        let head = self.view.phrase_ending(first, start).map_or(before, |p| p.head);
        let own = word.has_pronoun() || document.raw(before).ends_with(['ا', 'ً']);
        // صفقة لتبادل الأسرى: what a deal is for
        let thing = document.word(head).triggers
            && document.word(head).readings().all(|(_, r)| r.inflection.tense == Tense::Nominal);
        let act = document.word(head).verbal_noun() || document.word(head).triggers && !thing;
        // مشاهد لاستهداف دبابة: what footage shows
        let shown = document.has(head, self.cues.depiction);
        // اللجنة المحلية لانتخابات المجالس
        let several = document.raw(first).ends_with("ات");
        if !own && !several && !shown && !act {
            self.modal(Modality::Planned, first);
        }
    }

    /// لتحرير المدن، لبدء محادثات: the token with the ل that a verbal noun or the one that carries it begins with.
    fn meant_for(&self, token: usize) -> Option<usize> {
        let document = &self.view.document;
        let joined =
            |at: &usize| self.view.preposition(*at).is_some_and(|(p, first)| p == Preposition::LAM && first == *at);
        let carrier = |at: &usize| document.word(*at).article.is_none() && document.word(*at).verbal_noun();
        let first = Some(token).filter(joined).or_else(|| token.checked_sub(1).filter(carrier).filter(joined))?;
        let Some(before) = first.checked_sub(1) else { return Some(first) };
        // اليوم السابق لاعتقاله، الساعات الأخيرة لتوقيع الاتفاق: when
        let dated = self.view.tagging.mention_at(before).is_some_and(|m| m.kind == EntityKind::Date);
        // بالنسبة لاستقالة الوزير، إضافة لتدريب الجنود
        let phrase = document.cues.within(before..first).iter().any(|cue| cue.first + cue.len > first);
        (!dated && !phrase).then_some(first)
    }
}
