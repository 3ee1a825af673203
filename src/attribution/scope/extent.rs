//! How far a content reaches (SCHEME 3.5 R1, 3.6 B1–B4).

use super::ScopeFinder;
use crate::attribution::cue::{CueKind, FoundCue};
use crate::attribution::quotation;
use crate::morphology::Tense;
use crate::morphology::part_of_speech::Tag;
use crate::tagger::MentionForm;

impl ScopeFinder<'_, '_> {
    /// One past the last token of a content: the sentence's end or a break (B1, B2, B4) outside quotations.
    pub(super) fn content_end(&self, start: usize, end: usize) -> usize {
        let document = &self.view.document;
        (start + 1..end)
            .find(|&at| {
                let turn = document.is_mark(at - 1, &[',', '،', '؛', ';', '.', '"', '»'])
                    || document.tag(at) == Tag::Conjunction;
                turn && quotation::around(document, at).is_none() && self.breaks(at)
            })
            .unwrap_or(end)
    }

    /// أعلنت الدولة الحرب، وتحركت ألوية: a noun for content ends where a verb of the past begins a clause beside it, or
    /// where one begins with a break (أكدت مصادر مقتل عشرين، فيما جرح العشرات).
    pub(super) fn clause_joined(&self, start: usize, end: usize) -> usize {
        let document = &self.view.document;
        let past = |at: usize| {
            document.word(at).readings().any(|(s, r)| {
                r.inflection.tense == Tense::Past && s.proclitics.has(crate::morphology::Proclitics::CONJUNCTION)
            })
        };
        // with a subject of its own; without one whoever spoke goes on
        let subject = |at: usize| {
            let mut readings = document.word(at).readings().filter(|(_, r)| r.inflection.tense == Tense::Past);
            readings.any(|(s, r)| {
                let subject = self.view.of_verb(at, r.inflection, s.enclitic).subject;
                subject.is_some_and(|p| p.first == at + 1 && !document.word(p.head).stems.iter().any(|s| s.enclitic))
            })
        };
        let comma = |at: usize| document.is_mark(at - 1, &[',', '،']);
        let parted = |at: usize| document.cue(at, self.cues.breaks).is_some_and(|(s, _)| s.feature("past").is_some());
        let begins = |at: usize| document.tag(at) == Tag::Verb && past(at) && subject(at);
        // نوه المجلس بالعلاقات واستمع إلى: what he did besides
        let besides = |at: usize| {
            let verb = document.tag(at) == Tag::Verb && past(at) && self.view.conjoined(at);
            let word = document.word(at);
            verb && !self.cues.reports(self.view, at) && !word.has_pronoun() && !word.nominal_shape
        };
        let parts = |at: usize| comma(at) && (self.tells_when(at) || parted(at) || begins(at)) || besides(at);
        (start + 1..end).find(|&at| parts(at)).unwrap_or(end)
    }

    /// زار الوزير الذي أكد أن الحكومة مستقرة، وقتل خمسة: where behind a comma a verb of the past with a subject of its own goes on
    /// from the clause that a relative one stands in.
    pub(super) fn clause_beside(&self, start: usize, end: usize) -> usize {
        let document = &self.view.document;
        let comma = |at: usize| document.is_mark(at - 1, &[',', '،']);
        let own = |at: usize| {
            let (inflection, stem) = self.view.finite(at).filter(|(i, _)| i.tense == Tense::Past)?;
            let arguments = self.view.of_verb(at, inflection, stem.enclitic);
            [arguments.subject, arguments.object].into_iter().flatten().find(|p| p.first == at + 1)
        };
        let begins =
            |at: usize| comma(at) && document.tag(at) == Tag::Verb && self.view.conjoined(at) && own(at).is_some();
        let begins =
            |at: usize| begins(at) && quotation::around(document, at).is_none() && !self.cues.reports(self.view, at);
        (start + 1..end).find(|&at| begins(at)).unwrap_or(end)
    }

    /// أعلنت مسؤوليتها عن الهجوم الذي أسفر عن مقتل خمسة: what a relative clause tells of a noun for content is the author's,
    /// where the clause ends the content.
    pub(super) fn told_besides(&self, start: usize, end: usize) -> usize {
        let document = &self.view.document;
        let relative = (start + 1..end).rev().find(|&at| document.tag(at) == Tag::Relative);
        let goes_on = |from: usize| (from..end).any(|at| document.is_mark(at, &[',', '،']) && at + 1 < end);
        let quoted = |at: usize| quotation::around(document, at).is_some();
        relative.filter(|&at| document.tag(at - 1) == Tag::Noun && !goes_on(at) && !quoted(at)).unwrap_or(end)
    }

    /// أعلنت الشركة حالة القوة القاهرة، قبل أن ترفعها: a clause that says when.
    fn tells_when(&self, at: usize) -> bool {
        let document = &self.view.document;
        let told = document.cue(at, self.cues.conjunction).filter(|(s, _)| s.feature("time").is_some());
        let verb = |at: usize| document.tag(at) == Tag::Verb;
        told.is_some_and(|(_, len)| verb(at + len))
    }

    /// عندما أعلن الوسطاء موقفهم رفضت الحكومة, بعد أن قال الوزير إن الجيش انسحب، قصفت الطائرات: where a report that says when
    /// something happened gives way to what happened, behind a comma if the report has its أن.
    pub(super) fn main_clause(&self, cue: &FoundCue, end: usize) -> usize {
        let document = &self.view.document;
        let when = |(s, _): (&crate::morphology::Sense, usize)| s.feature("upon").is_some();
        // بعد إعلان الجيش تحرير المطار وصلت الطائرة: a verbal noun with a noun for content is in another clause
        let noun = cue.kind == CueKind::Report && cue.inflection.is_none() && !cue.explicit;
        let before = cue.token.saturating_sub(1);
        // في حين أكد: while
        let upon = document.cue(before, self.cues.conjunction).is_some_and(when)
            && (before == 0 || document.tag(before - 1) != Tag::Preposition);
        let main = |at: &usize| {
            document.tag(*at) == Tag::Verb
                && !matches!(document.tag(at - 1), Tag::Relative | Tag::Complementiser | Tag::Conjunction)
                && self.view.noun_described(*at).is_none()
                && (!cue.explicit || document.is_mark(at - 1, &[',', '،']) && !self.view.conjoined(*at))
        };
        let subordinate = noun || cue.token > 0 && (upon || self.cues.says_when(self.view, before));
        if subordinate {
            return (cue.start + 1..end).find(main).unwrap_or(end);
        }
        // وبينما أعلن الجيش سيطرته على المدينة، قصفت الطائرات: the clause beside the one that opens the sentence
        let behind = |at: &usize| document.is_mark(at - 1, &[',', '،']) && main(at) && !self.view.conjoined(*at);
        if self.opens_beside(cue.token) { (cue.start + 1..end).find(behind).unwrap_or(end) } else { end }
    }

    /// وفيما أعلن، في الوقت الذي أكدت فيه: a verb behind a conjunction that sets its clause beside another, at the head of a
    /// sentence.
    fn opens_beside(&self, verb: usize) -> bool {
        let document = &self.view.document;
        let start = document.sentence(verb).tokens.start;
        let beside = |s: &crate::morphology::Sense| {
            s.feature("subordinate").is_some()
                && ["relation", "time", "fragment"].iter().all(|f| s.feature(f).is_none())
        };
        document.cue(start, self.cues.conjunction).is_some_and(|(s, len)| start + len == verb && beside(s))
    }

    pub(super) fn breaks(&self, at: usize) -> bool {
        let document = &self.view.document;
        let inference = document
            .cue(at, self.cues.inference)
            .is_some_and(|(s, _)| s.feature("effect") != Some("none") && s.feature("needs").is_none());
        let author = document.cue(at, self.cues.breaks).is_some_and(|(s, _)| {
            s.feature("effect") == Some("reset_to_author") && s.feature("position") != Some("sentence_start")
        });
        let author = author && !self.goes_on(at);
        inference || author || self.afterwards(at) || self.turns(at) || document.cue(at, self.cues.newspeaker).is_some()
    }

    /// "العمليات ستتواصل"، وذلك في أعقاب غارات: behind the words themselves, when they were said; not وذلك "في أعقاب غارات".
    fn afterwards(&self, at: usize) -> bool {
        let document = &self.view.document;
        let behind = document.raw(at) == "وذلك" && at > 1 && quotation::ended_before(document, at).is_some();
        behind && quotation::opens_at(document, at + 1).is_none()
    }

    /// فيما أصيب خمسة: an event of the past beside the one reported belongs to the report; فيما تتواصل المعارك is the
    /// author's view of how things stand.
    fn goes_on(&self, at: usize) -> bool {
        let document = &self.view.document;
        let Some((sense, len)) = document.cue(at, self.cues.breaks) else { return false };
        let verb = at + len + usize::from(document.raw(at + len) == "قد");
        // بينما كانا في طريقهما: of whoever the report speaks of
        let was = document.word(verb).classes.meets(self.view.auxiliary);
        if was && verb + 1 < document.len() && matches!(document.tag(verb + 1), Tag::Preposition | Tag::Verb) {
            return true;
        }
        if sense.feature("past") != Some("report") {
            return false;
        }
        document.tag(verb) == Tag::Verb
            && document.word(verb).readings().any(|(_, r)| r.inflection.tense == Tense::Past)
    }

    /// …، لكن المتمردين خرقوا الهدنة: a subject of its own, where a pronoun would carry on (لكنهم).
    fn turns(&self, at: usize) -> bool {
        let document = &self.view.document;
        let end = document.sentence(at).tokens.end;
        // إلا أن الدفاع المدني نفى: the same in two words
        let two = self.view.however(at);
        let but = two || matches!(document.raw(at), "لكن" | "ولكن");
        let but = but && document.is_mark(at - 1, &[',', '،', '؛']);
        let at = at + usize::from(two);
        let subject = but.then(|| self.view.noun_phrase(at + 1, end)).flatten();
        subject.is_some_and(|p| {
            let verb = p.last + 1;
            let told = document.raw(verb) == "لم"
                || document.tag(verb) == Tag::Verb
                    && document.word(verb).readings().any(|(_, r)| r.inflection.tense == Tense::Past);
            // what is quoted after it is still said
            let from = document.quotations.partition_point(|q| q.open < at);
            let quoted = document.quotations.get(from).is_some_and(|q| q.open < end);
            let named = self.view.tagging.mention_at(at + 1).is_some_and(|m| m.form == MentionForm::Name);
            (document.word(at + 1).article.is_some() || named) && told && !quoted
        })
    }

    pub(super) fn breaks_sentence(&self, start: usize) -> bool {
        let document = &self.view.document;
        document.cue(start, self.cues.breaks).is_some()
            || document.cue(start, self.cues.inference).is_some()
            || document.cue(start, self.cues.newspeaker).is_some()
            || document.cue(start, self.cues.background).is_some()
    }
}
