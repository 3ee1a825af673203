//! A text handed over: أصدرت الوزارة بيانا فيما يلي نصه: ¶ … What follows is the giver's, paragraph after paragraph, until
//! the author takes the word back (SCHEME 3.5 R7).

use super::{Scope, ScopeFinder};
use crate::attribution::{Chain, Channel, Rule};
use crate::classifier::Preposition;
use crate::tagger::chunk::NounPhrase;
use crate::text::Sentence;

/// Tokens of the phrase that hands over, with the colon.
const CLOSING: usize = 6;

/// Who has been given the word for whole paragraphs.
#[derive(Clone, Debug)]
pub(super) struct Handover {
    chain: Chain,
    channel: Option<Channel>,
    paragraph: u32,
}

impl ScopeFinder<'_, '_> {
    /// Notes that a sentence hands over, if it ends with such a phrase and a colon and says who gave the text.
    pub(super) fn hand_over(&mut self, sentence: &Sentence) {
        let document = &self.view.document;
        let (start, end) = (sentence.tokens.start, sentence.tokens.end);
        let closing = end.saturating_sub(CLOSING).max(start);
        let phrase = (closing..end).find(|&at| document.cue(at, self.cues.handover).is_some());
        let Some(phrase) = phrase.filter(|_| document.is_mark(end - 1, &[':'])) else { return };
        let text = (start..=phrase).rev().find(|&at| self.finder.is_document(self.view, at));
        let written = text.and_then(|at| self.writer(at, phrase));
        let giver = written.or_else(|| {
            let verb = (start..phrase).find(|&at| self.cues.gives_out(self.view, at))?;
            let inflection = self.finite(verb)?;
            let arguments = self.view.of_verb(verb, inflection, false);
            // صدر عن الديوان البيان التالي
            let phrases = [arguments.after(Preposition::AN), arguments.subject];
            let resolve = |p: NounPhrase| self.finder.resolve(self.view, self.tagger, p, p.last + 1, self.sources);
            phrases.into_iter().flatten().find_map(resolve)
        });
        self.handed = giver.map(|source| Handover {
            chain: Chain::from_slice(&[0, source]),
            channel: text.and_then(|at| self.channels.of_word(self.view, at)),
            paragraph: sentence.paragraph,
        });
    }

    /// The sentence stands in the text that was handed over; one that the author opens ends it.
    pub(super) fn handed_text(&mut self, sentence: &Sentence) {
        if self.breaks_sentence(sentence.tokens.start) {
            self.handed = None;
        }
        let Some(handed) = self.handed.clone().filter(|h| h.paragraph < sentence.paragraph) else { return };
        self.push(Scope {
            start: sentence.tokens.start,
            end: sentence.tokens.end,
            chain: handed.chain,
            cue: None,
            channel: handed.channel,
            rule: Rule::OpenQuotation,
            confidence: 0.7,
        });
    }
}
