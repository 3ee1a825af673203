//! Verbal nouns of saying with their speaker and an explicit content: بعد تأكيد الوزير أن، من قول مسؤولين إن (SCHEME 3.7).

use super::{CueFinder, CueKind, FoundCue};
use crate::classifier::argument::View;
use crate::morphology::Tense;
use crate::morphology::part_of_speech::Tag;

/// Tokens that may stand between the speaker and the complementiser: في واشنطن، أمس.
const APART: usize = 5;

impl CueFinder {
    /// The verbal noun of a reporting verb, whose genitive speaks, where أن or إن follows.
    pub(super) fn masdar(&self, view: &View<'_>, token: usize, end: usize) -> Option<FoundCue> {
        let document = &view.document;
        let word = document.word(token);
        let (stem, _) = document.reading(token, self.reporting).filter(|(_, r)| r.inflection.tense == Tense::Masdar)?;
        if word.article.is_some() || stem.enclitic || view.tagging.mention_at(token).is_some() {
            return None;
        }
        let speaker = view.noun_phrase(token + 1, end).filter(|p| p.first == token + 1)?;
        if document.proclitic_bytes(speaker.first) > 0 || document.has(speaker.head, self.reporting) {
            return None;
        }
        let mut at = speaker.last + 1;
        while at < end.min(speaker.last + 1 + APART) && matches!(document.tag(at), Tag::Noun | Tag::Preposition) {
            at += 1;
        }
        let opens = at < end && document.tag(at) == Tag::Complementiser && document.word(at).first != 'و';
        opens.then_some(FoundCue {
            token,
            kind: CueKind::Report,
            speaker: Some(speaker),
            relayed: None,
            relayed_again: None,
            told: None,
            head_end: at,
            start: at + 1,
            relative: false,
            joined: false,
            inflection: None,
            explicit: true,
        })
    }
}
