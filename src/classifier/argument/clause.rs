//! Where a clause begins and ends.

use super::{REACH, View};
use crate::morphology::part_of_speech::Tag;
use crate::tagger::MentionForm;

impl View<'_> {
    /// One past the last token of the clause that goes on after `token`. What is said in passing does not end it: شدد
    /// الوزير، وفقا لما نقلته الوكالة، على ضرورة …
    pub fn clause_end(&self, token: usize) -> usize {
        let end = self.document.sentence(token).tokens.end.min(token + REACH);
        let mut at = token + 1;
        while at < end {
            if let Some(next) = self.aside(at, end) {
                at = next;
            } else if self.ends_clause(at) {
                return at;
            } else {
                at += 1;
            }
        }
        end
    }

    /// One past the frame that begins at a token (وفقا لما نقلته وكالة، بحسب مصدر), where more of the clause follows.
    pub(super) fn aside(&self, at: usize, end: usize) -> Option<usize> {
        let (_, len) = self.document.cue(at, self.frame).filter(|(s, _)| s.feature("new_source") == Some("yes"))?;
        let mut next = at + len;
        while next < end && self.document.tag(next) == Tag::Relative {
            next += 1;
        }
        let verb = next < end && self.document.tag(next) == Tag::Verb;
        let phrase = self.noun_phrase(next + usize::from(verb), end)?;
        (phrase.last + 1 < end).then_some(phrase.last + 1)
    }

    pub(super) fn ends_clause(&self, at: usize) -> bool {
        match self.document.tag(at) {
            // تعز is a city, and a verb
            Tag::Verb => !self.tagging.mention_at(at).is_some_and(|m| m.form == MentionForm::Name),
            Tag::Relative | Tag::Complementiser => true,
            Tag::Conjunction => self.document.raw(at) != "أو",
            Tag::Punct => self.document.is_mark(at, &['.', ':', ';', '?', '!', '…', '؛', '؟']),
            _ => false,
        }
    }

    /// The first token of the clause that holds `token`.
    pub fn clause_start(&self, token: usize) -> usize {
        let start = self.document.sentence(token).tokens.start;
        let from = token.saturating_sub(REACH).max(start);
        (from..token).rev().find(|&at| self.ends_clause(at)).map_or(from, |at| at + 1)
    }
}
