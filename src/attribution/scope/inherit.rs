//! What a sentence takes over from the one before (SCHEME R5, R7, R8).

use super::{Scope, ScopeFinder};
use crate::attribution::{Rule, quotation};
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Gender, Person, Reading, Stem, Tense};
use crate::text::Sentence;

impl ScopeFinder<'_, '_> {
    /// R5, R7, R8: what a sentence without a cue of its own takes over.
    pub(super) fn inherit(&mut self, index: usize, sentence: &Sentence) {
        let Some(last) = self.last.clone().filter(|l| l.sentence + 1 == index) else { return };
        let document = &self.view.document;
        let start = sentence.tokens.start;
        let full = |rule, confidence, end| Scope {
            start,
            end,
            chain: last.chain.clone(),
            cue: None,
            channel: last.channel.clone(),
            rule,
            confidence,
        };
        if let Some(q) = quotation::around(document, start).filter(|q| q.open < start) {
            let mut scope = full(Rule::OpenQuotation, 0.95, q.end.min(sentence.tokens.end));
            // "لا دليل على أن إيران قررت كذا. …": whoever opened the quotation has the word still, not whom it told of
            let opened = self.scopes.iter().rev().find(|s| s.start <= q.open + 1 && q.open < s.end);
            let opened = opened.filter(|s| last.chain.starts_with(&s.chain));
            if let Some(opened) = opened {
                scope.chain.clone_from(&opened.chain);
                scope.channel.clone_from(&opened.channel);
            }
            self.scopes.push(scope);
            return;
        }
        if let Some(end) = self.quoted_again(start, sentence.tokens.end) {
            self.scopes.push(full(Rule::OpenQuotation, 0.7, end));
            return;
        }
        if self.breaks_sentence(start) {
            return;
        }
        let end = self.content_end(start, sentence.tokens.end);
        let first = document.word(start).first;
        let carries = document
            .cue(start, self.cues.carry)
            .is_some_and(|(s, _)| s.feature("rule") == Some("R8") || s.feature("effect") == Some("inherit"))
            || (first == 'و' && document.tag(start) == Tag::Complementiser);
        let carries = carries && !self.narrates(start);
        if carries && last.to_the_end && last.paragraph == sentence.paragraph {
            self.scopes.push(full(Rule::ParagraphCarry, 0.6, end));
        } else if last.to_the_end && first == 'و' && self.same_subject(sentence) {
            self.scopes.push(full(Rule::Coordinated, 0.9, end));
        }
    }

    /// إلا أن ستة آلاف متظاهر تجمعوا: a turn to a subject of its own and what it did.
    fn narrates(&self, start: usize) -> bool {
        let document = &self.view.document;
        let Some((_, len)) = document.cue(start, self.cues.carry).filter(|(s, _)| s.feature("adversative").is_some())
        else {
            return false;
        };
        let first = start + len;
        let subject = self.view.noun_phrase(first, document.sentence(start).tokens.end);
        let past = |at: usize| self.view.finite(at).is_some_and(|(i, _)| i.tense == Tense::Past);
        !document.joint_with_pronoun(first - 1)
            && subject.is_some_and(|s| s.last + 1 < document.len() && past(s.last + 1))
    }

    /// «… القرية. ¶ «ثم سيطر …»: one past a quotation that opens the sentence where the one before ended in quotation, if
    /// nobody else is said to speak behind it.
    fn quoted_again(&self, start: usize, end: usize) -> Option<usize> {
        let document = &self.view.document;
        let quotation = quotation::opens_at(document, start).filter(|q| quotation::is_speech(document, q))?;
        let before = document.quotations.partition_point(|q| q.open < start);
        // «…».. «…»: nothing but marks between the two
        let marks = |from: usize| from + 4 >= start && (from..start).all(|at| document.tag(at) == Tag::Punct);
        let last = document.quotations[..before].last().filter(|q| marks(q.end) && quotation::is_speech(document, q));
        let spoken = |at: usize| document.tag(at) == Tag::Verb && self.cues.reports(self.view, at);
        let behind = (quotation.end + 1..end.min(quotation.end + 5)).any(spoken);
        (last.is_some() && !behind).then_some(quotation.end.min(end))
    }

    /// R5: و and a negator or an imperfect whose subject is dropped.
    pub(super) fn same_subject(&self, sentence: &Sentence) -> bool {
        let document = &self.view.document;
        let start = sentence.tokens.start;
        let verb = if document.tag(start) == Tag::Particle && matches!(document.raw(start), "ولا" | "ولم" | "ولن")
        {
            start + 1
        } else {
            start
        };
        // ولا يعرف ما إذا: nobody in particular
        let impersonal = || document.cue(start, self.cues.uncertain).is_some();
        if verb >= sentence.tokens.end
            || impersonal()
            || document.tag(verb) != Tag::Verb
            || self.cues.reports(self.view, verb)
            || self.cues.at(self.view, verb, sentence.tokens.end).is_some_and(|c| c.speaker.is_some())
        {
            return false;
        }
        let Some((stem, reading)) = document.word(verb).readings().find(|(_, r)| r.inflection.tense.is_finite()) else {
            return false;
        };
        // a past form, in any reading of the third person, begins a sentence of its own: ونفت الخارجية
        let past =
            |(_, r): &(&Stem, &Reading)| r.inflection.tense == Tense::Past && r.inflection.person == Person::Third;
        // وتمثل خرقا may be either: without a subject of its own it is an imperfect
        let present =
            |(_, r): (&Stem, &Reading)| r.inflection.tense == Tense::Present && r.inflection.gender == Gender::Feminine;
        let ambiguous = document.word(verb).readings().any(present) && document.raw(verb).starts_with("وت");
        let begun = |(s, r): (&Stem, &Reading)| {
            !ambiguous || self.view.of_verb(verb, r.inflection, s.enclitic).subject.is_some()
        };
        let begins = document.word(verb).readings().filter(past).any(begun);
        if begins || reading.inflection.person == Person::First {
            return false;
        }
        self.view.of_verb(verb, reading.inflection, stem.enclitic).subject.is_none()
    }
}
