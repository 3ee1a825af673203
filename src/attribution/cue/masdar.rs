//! Verbal nouns of saying with their speaker and an explicit content: بعد تأكيد الوزير أن، من قول مسؤولين إن، بعد إعلان الجيش
//! تحرير المطار (SCHEME 3.7).

use super::{CueFinder, CueKind, FoundCue};
use crate::classifier::argument::View;
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Sense, Tense};

/// Tokens that may stand between the speaker and the complementiser: في واشنطن، أمس.
const APART: usize = 5;

impl CueFinder {
    /// The verbal noun of a reporting verb, whose genitive speaks, where أن or إن follows, or the verbal noun of a deed.
    pub(super) fn masdar(&self, view: &View<'_>, token: usize, end: usize) -> Option<FoundCue> {
        let document = &view.document;
        let word = document.word(token);
        let (stem, _) = document.reading(token, self.reporting).filter(|(_, r)| r.inflection.tense == Tense::Masdar)?;
        if word.article.is_some() || stem.enclitic || view.tagging.mention_at(token).is_some() {
            return None;
        }
        let speaker = view.noun_phrase(token + 1, end).filter(|p| p.first == token + 1)?;
        // تأكيد رفض الاتفاق, but قول مسؤولين: a participle may speak
        let said = document.has(speaker.head, self.reporting) && document.word(speaker.head).verbal_noun();
        if document.proclitic_bytes(speaker.first) > 0 || said {
            return None;
        }
        // إصدار الحكومة مراجعة، قرار النواب زيارة المدينة: nothing is said to have happened
        let objects = |(s, _): (&Sense, usize)| {
            s.lists("object", "content") && s.feature("needs").is_none() && s.feature("modality") != Some("planned")
        };
        let mut at = speaker.last + 1;
        let deed = self.deed(view, at, end) && document.cue(token, self.reporting).is_some_and(objects);
        while !deed
            && at < end.min(speaker.last + 1 + APART)
            && matches!(document.tag(at), Tag::Noun | Tag::Preposition)
        {
            at += 1;
        }
        let opens = at < end && document.tag(at) == Tag::Complementiser && document.word(at).first != 'و';
        let content = if deed { at } else { at + 1 };
        (deed || opens).then_some(FoundCue {
            token,
            kind: CueKind::Report,
            speaker: Some(speaker),
            relayed: None,
            relayed_again: None,
            told: None,
            head_end: at,
            start: content,
            relative: false,
            joined: false,
            inflection: None,
            explicit: !deed,
        })
    }

    /// True for the verbal noun of a deed as an object: تحرير المطار.
    fn deed(&self, view: &View<'_>, at: usize, end: usize) -> bool {
        let document = &view.document;
        let word = document.word(at);
        let masdar = word.triggers && word.verbal_noun() && !document.has(at, self.reporting);
        let bare = word.article.is_none() && !word.has_pronoun() && document.proclitic_bytes(at) == 0;
        at < end && document.tag(at) == Tag::Noun && masdar && bare && view.tagging.mention_at(at).is_none()
    }
}
