//! Quotations that stand before their speaker, or that the speaker cuts in two (SCHEME R3, R7).

use super::{Scope, ScopeFinder};
use crate::attribution::cue::{CueKind, FoundCue};
use crate::attribution::quotation;
use crate::morphology::part_of_speech::Tag;
use crate::text::Quotation;

/// Tokens from which a quotation is speech, not a name or a word in passing.
const SPOKEN: usize = 4;

/// Marks of quotation.
const MARKS: [char; 6] = ['"', '«', '»', '“', '”', '„'];

impl ScopeFinder<'_, '_> {
    /// «…»، أكد القائد; «…»، هكذا قال القائد: the quotation that ends where the cue begins, if nobody has it yet.
    pub(super) fn quoted_before(&self, cue: &FoundCue) -> Option<Quotation> {
        let document = &self.view.document;
        let speech = cue.kind == CueKind::Inverted
            || cue.kind == CueKind::Report && quotation::opens_at(document, cue.start).is_some();
        if !speech || document.word(cue.token).first == 'و' && cue.joined {
            return None;
        }
        let ended = quotation::ended_before(document, cue.token)?;
        if !(ended.open + 1..ended.end).any(|at| document.tag(at) == Tag::Verb) {
            return None;
        }
        let taken = |s: &Scope| s.chain.len() > 1 && s.start <= ended.open + 1 && ended.end <= s.end + 1;
        (!self.scopes.iter().rev().take(8).any(taken)).then_some(ended)
    }

    /// The quotation that goes on right behind the speaker.
    pub(super) fn quoted_after(&self, from: usize, end: usize) -> Option<Quotation> {
        let document = &self.view.document;
        let open = (from..end.min(from + 3))
            .find(|&at| document.tag(at) != Tag::Punct || quotation::opens_at(document, at).is_some())?;
        quotation::opens_at(document, open)
    }

    /// قال: «…»، وكانت روسيا فرضت عقوبات: one past a direct quotation that is the whole of what is said. What another أن or
    /// quotation adds is said too.
    pub(super) fn direct_end(&self, start: usize, end: usize) -> Option<usize> {
        let document = &self.view.document;
        let behind_joint = start > 0 && document.tag(start - 1) == Tag::Complementiser;
        let quotation = quotation::opens_at(document, start).filter(|_| !behind_joint)?;
        let told = (quotation.open + 1..quotation.end).any(|at| document.tag(at) == Tag::Verb);
        let after = quotation.end + 1;
        // a further mark may be the one that closes it: «… ال"سي في" …»
        let more = |at: usize| document.tag(at) == Tag::Complementiser || document.is_mark(at, &MARKS);
        let long = quotation.end - quotation.open > SPOKEN;
        (told && long && after < end && !(after..end).any(more)).then_some(after)
    }

    /// A scope for each sentence that a quotation reaches into.
    pub(super) fn cover(&mut self, quotation: Quotation, scope: &Scope) {
        let document = self.view.document;
        let from = document.sentences.partition_point(|s| s.tokens.end <= quotation.open);
        for sentence in document.sentences[from..].iter().take_while(|s| s.tokens.start < quotation.end) {
            let piece = Scope {
                start: quotation.open.max(sentence.tokens.start),
                end: quotation.end.min(sentence.tokens.end),
                ..scope.clone()
            };
            self.push(piece);
        }
    }
}
