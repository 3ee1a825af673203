//! Clauses that describe a noun, with a relative or without: whose subject they have, and what they part.

use super::{REACH, View};
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Gender, Inflection, Number, Proclitics, Tense};
use crate::tagger::chunk::NounPhrase;

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

    /// The indefinite noun whose describing verb stands right before `clause`.
    pub(super) fn described_before(&self, clause: usize, start: usize) -> Option<NounPhrase> {
        let verb = clause.checked_sub(1).filter(|&at| at > start && self.document.tag(at) == Tag::Verb)?;
        let joined = |s: &crate::morphology::Stem| s.proclitics.has(Proclitics::CONJUNCTION);
        let describes = !self.document.word(verb).stems.iter().any(joined)
            && !self.document.is_mark(clause, &[',', '،'])
            && self.document.word(verb).readings().any(|(_, r)| r.inflection.tense == Tense::Present);
        let mut noun = describes.then(|| self.noun_described(verb)).flatten().or_else(|| self.opening(verb, start))?;
        // مصادر بفصائل تدعم الحكومة: the noun that the described one depends on
        while self.preposition(noun.first).is_some() {
            noun = self.phrase_ending(noun.first, start)?;
        }
        let spoken = |at: usize| self.document.tag(at) == Tag::Verb;
        (!(start..noun.first).any(spoken)).then_some(noun)
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
