//! Why a source has no name: طلب عدم نشر اسمه, said in passing between the source and its verb.

use super::View;
use crate::morphology::part_of_speech::Tag;
use crate::tagger::chunk::NounPhrase;

/// Words of a phrase about a source without a name, at most.
const LONGEST_PHRASE: usize = 6;
/// Tokens of an aside about such a source, at most.
const LONGEST_ASIDE: usize = 12;

impl View<'_> {
    /// True for a word of a phrase that says why a source has no name: عدم نشر اسمه.
    pub fn nameless(&self, token: usize) -> bool {
        // تحدث شريطة حجب هويته: nor for the verb on whose condition it is
        let speaks = self.document.tag(token) == Tag::Verb && self.document.has(token, self.reporting);
        if speaks && self.nameless_phrase(token + 1).is_some() {
            return true;
        }
        let from = token.saturating_sub(LONGEST_PHRASE);
        let lexicon = self.document.lexicon;
        let mut cues = self.document.cues.within(from..token + 1).iter();
        cues.any(|cue| cue.first + cue.len > token && lexicon.lexeme(cue.lexeme).classes.meets(self.nameless))
    }

    fn nameless_phrase(&self, at: usize) -> Option<usize> {
        let lexicon = self.document.lexicon;
        let cues = self.document.cues_at(at).iter();
        cues.filter(|cue| lexicon.lexeme(cue.lexeme).classes.meets(self.nameless)).map(|cue| cue.len).max()
    }

    /// Where such a phrase that ends right before `end` begins.
    fn nameless_until(&self, start: usize, end: usize) -> Option<usize> {
        let opens = |at: &usize| self.nameless_phrase(*at).is_some_and(|len| at + len == end);
        (start.max(end.saturating_sub(LONGEST_PHRASE))..end).find(opens)
    }

    /// كشف مصدر، فضل حجب هويته، عن: one past an aside between commas that says why a source has no name.
    pub(super) fn nameless_between(&self, at: usize, end: usize) -> Option<usize> {
        let comma = |at: usize| self.document.is_mark(at, &[',', '،']);
        if !comma(at) {
            return None;
        }
        let close = (at + 2..end.min(at + LONGEST_ASIDE)).find(|&at| comma(at))?;
        (at + 1..close).any(|at| self.nameless_phrase(at).is_some()).then_some(close + 1)
    }

    /// مسؤول، اشترط عدم نشر اسمه، قال: the first comma of an aside that ends right before the verb.
    pub(super) fn nameless_aside(&self, verb: usize) -> Option<usize> {
        let comma = |at: usize| self.document.is_mark(at, &[',', '،']);
        let end = verb.checked_sub(1).filter(|&at| comma(at))?;
        let start = self.document.sentence(verb).tokens.start;
        let phrase = self.nameless_until(start, end)?;
        (start..phrase).rev().take(3).find(|&at| comma(at))
    }

    /// المسؤول الذي طلب عدم ذكر اسمه قال، مسؤول رفض الكشف عن هويته قال: whoever has no name, where what says so ends right
    /// before the verb without a comma.
    pub(super) fn nameless_before(&self, verb: usize) -> Option<NounPhrase> {
        let start = self.document.sentence(verb).tokens.start;
        let phrase = self.nameless_until(start, verb)?;
        let wish = (phrase.saturating_sub(1)..=phrase).find(|&at| at > start && self.document.tag(at) == Tag::Verb)?;
        match self.document.tag(wish - 1) {
            Tag::Relative => self.phrase_ending(wish - 1, start),
            _ => self.noun_described(wish),
        }
    }
}
