//! Clauses that describe a noun, with a relative or without: whose subject they have, and what they part.

use std::ops::Range;

use super::{REACH, View, agrees};
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Gender, Inflection, Number, Proclitics, Tense};
use crate::tagger::chunk::{NounPhrase, agreement};

/// Tokens from a verb of saying to a relative that describes its speaker, at most.
const SPEAKER: usize = 8;

impl View<'_> {
    /// الصحفي الذي أعلنت الشرطة اعتقاله: the verb of a relative clause that does not agree with its relative has another subject.
    pub fn told_about(&self, verb: usize) -> bool {
        let Some(relative) = verb.checked_sub(1).filter(|&at| self.document.tag(at) == Tag::Relative) else {
            return false;
        };
        let clashes = |i: Inflection| match self.document.raw(relative) {
            "التي" => i.gender == Gender::Masculine && i.number == Number::Singular,
            "الذي" | "الذين" => i.gender == Gender::Feminine,
            _ => false,
        };
        // تقاتل: he or she
        let forms = self.document.word(verb).readings().filter(|(_, r)| r.inflection.tense.is_finite());
        let mut forms = forms.peekable();
        forms.peek().is_some() && forms.all(|(_, r)| clashes(r.inflection))
    }

    /// قال الوزير الذي هدد: a relative not far behind a verb of saying, so that its clause describes whoever speaks.
    pub fn describes_speaker(&self, relative: usize) -> bool {
        let start = self.document.sentence(relative).tokens.start.max(relative.saturating_sub(SPEAKER));
        (start..relative).any(|at| self.document.tag(at) == Tag::Verb && self.document.has(at, self.reporting))
    }

    /// The indefinite noun whose describing verb stands right before `clause`, which ends at `end`.
    pub(super) fn described_before(&self, clause: usize, end: usize, start: usize) -> Option<NounPhrase> {
        let verb = clause.checked_sub(1).filter(|&at| at > start && self.document.tag(at) == Tag::Verb)?;
        let joined = |s: &crate::morphology::Stem| s.proclitics.has(Proclitics::CONJUNCTION);
        let resumed = self.resumed_within(clause..end);
        let describes = !self.document.word(verb).stems.iter().any(joined)
            && !self.document.is_mark(clause, &[',', '،'])
            && (resumed || self.document.word(verb).readings().any(|(_, r)| r.inflection.tense == Tense::Present));
        let mut noun = describes.then(|| self.noun_described(verb)).flatten().or_else(|| self.opening(verb, start))?;
        // مصادر بفصائل تدعم الحكومة: the noun that the described one depends on
        while self.preposition(noun.first).is_some() {
            noun = self.phrase_ending(noun.first, start)?;
        }
        let spoken = |at: usize| self.document.tag(at) == Tag::Verb && !self.document.has(at, self.auxiliary);
        // نشرت الوكالة تقريرا، وكان محللون استطلعت: but for a clause of its own
        let own = |at: &usize| self.document.is_mark(*at, &['،', ',']);
        let from = (start..noun.first).rev().find(own).filter(|_| resumed).unwrap_or(start);
        (!(from..noun.first).any(spoken)).then_some(noun)
    }

    /// محللون استطلعت | رويترز آراءهم | توقعوا: somebody and, last, something of those whom the verb before describes.
    fn resumed_within(&self, clause: Range<usize>) -> bool {
        let theirs = |at: usize| {
            let plural = self.document.raw(at).ends_with("هم") || self.document.raw(at).ends_with("هما");
            self.document.tag(at) == Tag::Noun && plural && self.document.word(at).has_pronoun()
        };
        clause.len() > 1
            && theirs(clause.end - 1)
            && self.noun_phrase(clause.start, clause.end).is_some_and(|p| self.party(p))
    }

    /// مسؤول زار المدينة | قال إن: the indefinite noun at the head of a clause that a past verb right behind it describes.
    fn opening(&self, verb: usize, start: usize) -> Option<NounPhrase> {
        let noun = self.noun_described(verb)?;
        let heads =
            noun.first == start || matches!(self.document.tag(noun.first - 1), Tag::Complementiser | Tag::Conjunction);
        let joined = |s: &crate::morphology::Stem| s.proclitics.has(Proclitics::CONJUNCTION);
        (heads && self.party(noun) && !self.document.word(verb).stems.iter().any(joined)).then_some(noun)
    }

    /// True for a verb that a pronoun ties to the noun of speech before it: بيانا دعت فيه، كلمة أكد خلالها. Whoever gave
    /// the speech is its subject.
    pub fn resumes(&self, token: usize) -> bool {
        let end = self.document.sentence(token).tokens.end.min(token + 3);
        let pronoun = |at: usize| {
            let sense = self.document.cue(at, self.pronoun).and_then(|(s, _)| s.feature("prep"));
            sense.is_some_and(|prep| matches!(prep, "في" | "خلال" | "عبر"))
        };
        let start = self.document.sentence(token).tokens.start.max(token.saturating_sub(8));
        let indefinite = |at: &usize| {
            let word = self.document.word(*at);
            self.document.tag(*at) == Tag::Noun
                && word.article.is_none()
                && !word.has_pronoun()
                && self.tagging.mention_at(*at).is_none()
        };
        let mut back = (start..token).rev().take_while(|&at| !self.ends_clause(at));
        (token + 1..end).any(pronoun) && back.any(|at| indefinite(&at))
    }

    /// The subject that a relative clause parts from its verb: الرئيس الذي أدانته المحكمة يعتزم …
    pub(super) fn subject_beyond_relative(&self, token: usize) -> Option<NounPhrase> {
        if self.conjoined(token) {
            return None;
        }
        let start = self.document.sentence(token).tokens.start.max(token.saturating_sub(REACH));
        let verb =
            (start..token).rev().find(|&at| self.ends_clause(at)).filter(|&at| self.document.tag(at) == Tag::Verb)?;
        let relative = (start..verb).rev().find(|&at| self.document.tag(at) != Tag::Particle)?;
        (self.document.tag(relative) == Tag::Relative).then(|| self.phrase_ending(relative, start)).flatten()
    }

    /// دعت منظمة | تعنى بحقوق الإنسان | إلى: one past a clause without a relative that says what a body behind a verb of
    /// speech is about, where more of the main clause follows.
    pub(super) fn concern_between(&self, at: usize, end: usize) -> Option<usize> {
        let document = &self.document;
        if document.tag(at) != Tag::Verb || self.conjoined(at) || at + 2 >= end {
            return None;
        }
        let (verb, stem) = self.finite(at)?;
        let noun = self.noun_described(at).filter(|n| n.first > 0 && document.has(n.first - 1, self.reporting))?;
        let describes = verb.tense == Tense::Present
            && !stem.enclitic
            && self.party(noun)
            && agrees(verb, agreement(document, self.tagging, noun.head));
        let first = self.preposition(at + 1).map_or(at + 1, |(_, first)| first);
        let object = self.noun_phrase(first, end).filter(|_| describes)?;
        let next = object.last + 1;
        (next < end && self.preposition(next).is_some() || document.tag(next) == Tag::Complementiser).then_some(next)
    }

    /// فرضت واشنطن عقوبات على شبكة | تتهمها بـ: where the pronoun stands for the noun that the verb describes, whoever acts in
    /// the clause around it acts here, too.
    pub(super) fn acts_on_described(&self, token: usize, verb: Inflection, noun: NounPhrase) -> Option<NounPhrase> {
        let document = &self.document;
        let (gender, number) = agreement(document, self.tagging, noun.head);
        let raw = document.raw(token);
        let back = match (gender, number) {
            (Gender::Feminine, Number::Singular) => raw.ends_with("ها"),
            (Gender::Masculine, Number::Singular) => raw.ends_with('ه'),
            (_, Number::Plural) => raw.ends_with("هم") || raw.ends_with("ها"),
            _ => false,
        };
        let start = document.sentence(token).tokens.start.max(token.saturating_sub(REACH));
        let main = (start..noun.first).rev().find(|&at| document.tag(at) == Tag::Verb).filter(|_| back)?;
        let (own, stem) = self.finite(main)?;
        let agent = self.of_verb(main, own, stem.enclitic).subject?;
        let like = agreement(document, self.tagging, agent.head);
        let fits = agrees(verb, like) && like.1 == verb.number && self.party(agent) && agent.last < noun.first;
        (fits && agent.head != noun.head).then_some(agent)
    }

    /// انتقد | ما وصفه بتردد الحكومة، ما سماه «الصمت»: what is called so, where ما stands in the place of an object.
    pub(super) fn called_so(&self, at: usize) -> Option<NounPhrase> {
        let end = self.document.sentence(at.checked_sub(1)?).tokens.end;
        let what = at < end && self.document.raw(at) == "ما";
        let (_, len) = self.document.cue(at, self.so_called).filter(|_| what)?;
        let next = at + len;
        let first = self.preposition(next).map_or(next, |(_, first)| first);
        let first = first + usize::from(first < end && self.document.is_mark(first, &['"', '«', '“']));
        if first < end { self.noun_phrase(first, end) } else { None }
    }
}
