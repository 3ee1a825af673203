//! What governs the clause of a verb from beyond its أن: the verb, preposition or phrase it hangs on (SCHEME 2.1, 2.2).

use super::Scan;
use crate::classifier::argument::View;
use crate::classifier::{Modality, Tense};
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{ClassSet, Proclitics, Sense};
use crate::tagger::{EntityKind, MentionForm};

/// Tokens between the أن of two clauses that one word governs, at most.
const SISTERS: usize = 24;
/// Tokens between an أن and what governs it, at most.
const GOVERNOR: usize = 8;

impl Scan<'_, '_> {
    /// The verb on the other side of an أن: intention, expectation, belief (P4).
    pub(super) fn matrix(&mut self, clause: usize) {
        let document = &self.view.document;
        // دعا إلى سحب القوات لأن الميليشيا قصفت الميناء: why is not asked for
        if clause == 0 || document.tag(clause - 1) != Tag::Complementiser || self.reason(clause) {
            return;
        }
        // رجح ألا يوقع: that … not
        if document.cue(clause - 1, self.cues.complementiser).is_some_and(|(s, _)| s.feature("negative").is_some()) {
            self.negate(clause - 1);
        }
        let start = self.back(clause, GOVERNOR);
        // دون أن يلتقي, من غير أن, بدلا من أن
        if clause > start + 1 && (self.negates_clause(clause - 2) || self.instead(clause - 2)) {
            self.negate(clause - 2);
            return;
        }
        // طالبت بتحقيق بعد أن قتل عاملان: what has happened is not asked for
        let upon = clause > start + 1 && self.cues.after(document, clause - 2) == Some(2);
        if upon && self.status.tense == Tense::Past {
            return;
        }
        // ضرورة أن تنسحب القوات من المدينة، وأن توقع الحكومة: however far, a verb right behind وأن has the governor of the first
        let far = self.that(clause - 1) && document.tag(clause) == Tag::Verb && self.status.tense == Tense::Present;
        let first = if far { self.back(clause, SISTERS) } else { start };
        let Some(joint) = self.first_joint(first, clause - 1) else { return };
        if far && joint + 1 < clause && self.cue_ending(joint + 1) {
            return;
        }
        self.stipulated(clause, joint);
        // توقع البنك، في مذكرة، أن يتراجع: the verb stands before the aside
        let before = joint.checked_sub(1).and_then(|close| self.view.aside_before(close));
        let joint = before.unwrap_or(joint);
        let reach = self.back(joint, GOVERNOR);
        let mut described = None;
        for at in (reach..joint).rev() {
            // قال الوزير الذي هدد بالاستقالة إن: the verb that describes the speaker says something else
            if described.is_some_and(|relative| at >= relative) {
                continue;
            }
            described = described.or_else(|| self.describing(at, joint));
            if described.is_some() {
                continue;
            }
            let noun = document.tag(at) == Tag::Noun;
            let hope = if noun { hoped(self.view, self.cues.modality, at, joint) } else { None };
            match document.tag(at) {
                Tag::Verb if document.has(at, self.cues.deny) => return,
                Tag::Verb if self.disbelieved(at) => {
                    self.modal(Modality::Predicted, at);
                    self.negate(at - 1);
                    return;
                }
                Tag::Preposition if self.obliged(at).is_some_and(|last| last + 2 == clause) => {
                    self.status.norm = true;
                    self.modal(Modality::Requested, at);
                    return;
                }
                // من شأن القرار أن يؤدي: a noun stands inside the phrase
                _ if self.around_noun(at, joint) => {
                    if let Some((sense, _)) = document.cue(at, self.cues.modality) {
                        self.sense_modality(sense, at);
                    }
                    return;
                }
                Tag::Verb => {
                    self.nearly(at);
                    if let Some(modality) = self.said_modality(at) {
                        self.modal(modality, at);
                    } else if far && self.insists(at) {
                        self.modal(Modality::Requested, at);
                    } else if let Some((sense, _)) = document.cue(at, self.cues.modality) {
                        self.sense_modality(sense, at);
                    } else if let Some((sense, _)) = document.cue(at, self.cues.implicative) {
                        self.apply(sense, at);
                        self.permitted(at, joint);
                    } else if document
                        .cue(at, self.cues.believe)
                        .is_some_and(|(s, _)| s.feature("negraising").is_some())
                    {
                        self.modal(Modality::Predicted, at);
                    }
                    return;
                }
                // أعرب عن أمله في أن تنسحب القوات
                Tag::Noun if hope.is_some() => {
                    if let Some(sense) = hope {
                        self.sense_modality(sense, at);
                    }
                    return;
                }
                // دعا إلى التهدئة مشيرا إلى أن: what he says besides
                Tag::Noun if self.view.speaking_participle(at) => return,
                // تراجعت الأسعار بعد قول الوزير إن: the clause is what he said
                Tag::Noun if self.tells(at) => return,
                // يبدو أن المتمردين استولوا
                Tag::Particle | Tag::Noun if self.impersonal(at) => {
                    if let Some((sense, _)) = document.cue(at, self.cues.modality) {
                        self.sense_modality(sense, at);
                        return;
                    }
                }
                // توقع بنك «غولدمان ساكس» أن
                Tag::Punct if document.is_mark(at, &['"', '«', '»', '“', '”']) => {}
                Tag::Punct | Tag::Complementiser | Tag::Relative => return,
                _ => {}
            }
        }
    }

    /// الذي هدد بالاستقالة | إن: the relative before a verb that has its complement already, and is not what takes the clause.
    fn describing(&self, at: usize, joint: usize) -> Option<usize> {
        let document = &self.view.document;
        let relative = at.checked_sub(1).filter(|&before| document.tag(before) == Tag::Relative)?;
        let told = (at + 1..joint).any(|t| document.tag(t) == Tag::Preposition || self.view.preposition(t).is_some());
        (document.tag(at) == Tag::Verb && told && self.view.describes_speaker(relative)).then_some(relative)
    }

    /// يجب أن يسمح القاضي بأن تنسحب القوات: what governs the verb that governs the clause.
    fn permitted(&mut self, verb: usize, joint: usize) {
        // لا نعرف متى ينفجر: not known is not denied
        let that = self.that(joint);
        let open = self.view.finite(verb).is_some_and(|(i, _)| i.tense != crate::morphology::Tense::Past);
        if self.modality.is_none() && that && open {
            self.future |= self.future_at(verb);
            let clause = self.particles(verb, true);
            self.matrix(clause);
        }
    }

    /// أن، بأن; not أنها, which is the other أن.
    fn that(&self, joint: usize) -> bool {
        self.document().raw(joint).ends_with('ن')
    }

    /// So many tokens before one, within its sentence.
    fn back(&self, at: usize, reach: usize) -> usize {
        self.document().sentence(at).tokens.start.max(at.saturating_sub(reach))
    }

    /// شدد على أن تنسحب القوات: with the subjunctive, what he wants done.
    fn insists(&self, verb: usize) -> bool {
        let sense = self.document().cue(verb, self.cues.reporting);
        sense.is_some_and(|(s, _)| s.feature("deontic").is_some())
    }

    /// بعد قول الوزير إن: a verbal noun of saying with its speaker, behind a preposition.
    fn tells(&self, at: usize) -> bool {
        let document = self.document();
        let word = document.word(at);
        let governed = at > 0 && document.tag(at - 1) == Tag::Preposition || self.view.preposition(at).is_some();
        governed && word.article.is_none() && word.verbal_noun() && document.has(at, self.cues.reporting)
    }

    /// اتفقا على أن ينسحب، … على أن تبدأ الأشغال: with the imperfect, what is laid down is still to come; شدد على أن tells.
    fn stipulated(&mut self, clause: usize, joint: usize) {
        let document = self.document();
        let start = self.back(joint, GOVERNOR);
        let on = joint > start && document.raw(joint - 1) == "على";
        let told = || (start..joint).any(|at| document.tag(at) == Tag::Verb && document.has(at, self.cues.reporting));
        let present = self.status.tense == Tense::Present && document.tag(clause) == Tag::Verb;
        if on && present && !told() {
            self.modal(Modality::Planned, joint);
        }
    }

    /// True for a modal phrase that takes a noun before its أن: من شأن القرار أن، بإمكان الجيش أن.
    fn around_noun(&self, at: usize, joint: usize) -> bool {
        let cue = self.document().cue(at, self.cues.modality).filter(|(s, _)| s.feature("over") == Some("noun"));
        let noun = |len: usize| self.view.noun_phrase(at + len, joint).is_some_and(|p| p.last + 1 == joint);
        cue.is_some_and(|(_, len)| noun(len))
    }

    /// A word before أن that negates the clause: دون, غير.
    fn negates_clause(&self, at: usize) -> bool {
        let document = self.document();
        // غير أن طهران نفت: only من غير أن negates
        !self.view.however(at)
            && document.has(at, self.cues.negation)
            && document.word(at).readings().any(|(_, r)| {
                let sense = document.lexicon.sense(r.lexeme, self.cues.negation);
                sense.is_some_and(|s| {
                    s.feature("governs").is_some_and(|g| g.contains("subjunctive") || g.contains("adjective"))
                })
            })
    }

    /// بدلا من أن، عوضا عن أن.
    pub(super) fn instead(&self, at: usize) -> bool {
        let at_cue = |first: usize| self.document().cue(first, self.cues.preposition);
        // بدلا من ذلك: whatever that is
        let that = self.document().tag(at + 1) == Tag::Demonstrative && self.document().word(at + 2).article.is_none();
        at > 0 && !that && at_cue(at - 1).is_some_and(|(s, len)| len == 2 && s.feature("relation") == Some("instead"))
    }

    /// لا يعتقد أن: what is not believed is believed not to be (P4).
    fn disbelieved(&self, at: usize) -> bool {
        let document = self.document();
        let raises = |(s, _): (&crate::morphology::Sense, usize)| s.feature("negraising").is_some();
        at > 0 && document.has(at - 1, self.cues.negation) && document.cue(at, self.cues.believe).is_some_and(raises)
    }

    /// True for the first token of a clause.
    pub(super) fn heads_clause(&self, at: usize) -> bool {
        let document = self.document();
        at == document.sentence(at).tokens.start || matches!(document.tag(at - 1), Tag::Complementiser | Tag::Punct)
    }

    /// على الحكومة أن: the last token of whoever a clause-initial على obliges.
    pub(super) fn obliged(&self, at: usize) -> Option<usize> {
        let document = self.document();
        let sentence = &document.sentence(at).tokens;
        if document.raw(at).trim_start_matches(['و', 'ف']) != "على" {
            return None;
        }
        let phrase = self.view.noun_phrase(at + 1, sentence.end).filter(|_| self.heads_clause(at))?;
        let who = self.view.tagging.mention_at(phrase.head).map_or(
            (document.has(phrase.head, self.view.chunker.agent)
                || document.has(phrase.head, self.view.chunker.addressee))
                && document.word(phrase.head).article.is_some(),
            |m| !matches!(m.kind, EntityKind::Date | EntityKind::Quantity | EntityKind::Money | EntityKind::Platform),
        );
        // على رواندا | سحب قواتها: a name has no genitive
        let named = self.view.tagging.mention_at(phrase.head).filter(|m| m.form == MentionForm::Name);
        who.then(|| named.map_or(phrase.last, |m| phrase.last.min(m.tokens.end - 1)))
    }

    /// What a verb of speech makes of its أن clause: أمر، تمنى.
    fn said_modality(&self, verb: usize) -> Option<Modality> {
        let (sense, _) = self.document().cue(verb, self.cues.reporting)?;
        sense.feature("modality").and_then(Modality::parse).filter(|m| *m != Modality::Rumour)
    }

    /// The أن before which the governing verb stands: that of the first of clauses joined by و (قال إن … وإنها …).
    fn first_joint(&self, start: usize, joint: usize) -> Option<usize> {
        let document = self.document();
        if !document.raw(joint).starts_with('و') {
            return Some(joint);
        }
        let plain = |at: &usize| document.tag(*at) == Tag::Complementiser && !document.raw(*at).starts_with('و');
        (start..joint).rev().find(plain)
    }

    /// True for a fixed form that only sets a modality: يبدو، يقال، يتردد.
    fn impersonal(&self, at: usize) -> bool {
        let document = self.document();
        let fixed = |r: &crate::morphology::Reading| r.inflection.tense == crate::morphology::Tense::Fixed;
        // قال بان كي مون إن: no part of a name
        let named = self.view.tagging.mention_at(at).is_some_and(|m| m.form == MentionForm::Name);
        !named && document.cue(at, self.cues.modality).is_some() && document.word(at).readings().all(|(_, r)| fixed(r))
    }
}

/// أمله في أن، أمل بلاده بأن: a noun of modality that the clause is the complement of.
fn hoped<'v>(view: &View<'v>, modality: ClassSet, at: usize, joint: usize) -> Option<&'v Sense> {
    let document = &view.document;
    // بعد أن: what only says when is no complement
    let governed = document.raw(joint - 1) == "في";
    if document.tag(joint - 1) == Tag::Preposition && !governed || view.tagging.mention_at(at).is_some() {
        return None;
    }
    let last = joint - 1 - usize::from(governed);
    let whole = at == last || view.noun_phrase(at, joint).is_some_and(|p| p.head == at && p.last == last);
    // كاملين is no ك with a dual of أمل
    let own = document.word(at).readings().filter(|(stem, _)| !stem.proclitics.has(Proclitics::KAF));
    let mut senses = own.filter_map(|(_, r)| document.lexicon.sense(r.lexeme, modality));
    // توقعات بأن يزيد: with its own preposition
    let own = |s: &Sense| s.lists("prep", "ب") && document.raw(joint).starts_with("بأ");
    senses.find(|s| whole && (s.feature("wish").is_some() && s.feature("prep").is_some() || own(s)))
}
