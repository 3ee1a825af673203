//! Cues that are no finite verbs: participles, frames, the colon (SCHEME R3, R4, R11).

use super::{CueFinder, CueKind, FoundCue};
use crate::classifier::Preposition;
use crate::classifier::argument::View;
use crate::morphology::Tense;
use crate::morphology::part_of_speech::Tag;
use crate::tagger::EntityKind;

impl CueFinder {
    /// مشيرا إلى أن، مؤكدة، محذرين من.
    pub(super) fn participle(&self, view: &View<'_>, token: usize, end: usize) -> Option<FoundCue> {
        let document = &view.document;
        let (_, reading) =
            document.reading(token, self.reporting).filter(|(_, r)| r.inflection.tense == Tense::ActiveParticiple)?;
        let raw = document.raw(token);
        let accusative =
            reading.inflection.indefinite || raw.ends_with('ة') || raw.ends_with("ين") || raw.ends_with("ات");
        let first = document.sentence(token).tokens.start;
        let opens =
            token == first || document.is_mark(token - 1, &[',', '،', '"', '؛']) || document.word(token).first == 'و';
        if !accusative || !opens || document.word(token).article.is_some() {
            return None;
        }
        let start = self.complement(view, token, end).unwrap_or(token + 1);
        Some(FoundCue {
            token,
            kind: CueKind::Participle,
            speaker: None,
            relayed: None,
            told: None,
            head_end: start,
            start,
            relative: false,
            joined: document.word(token).first == 'و',
            inflection: Some(reading.inflection),
            explicit: true,
        })
    }

    /// بحسب X، وفقا لما أعلنته X، نقلا عن X.
    pub(super) fn framed(&self, view: &View<'_>, token: usize, end: usize) -> Option<FoundCue> {
        let document = &view.document;
        let (sense, len) = document.cue(token, self.frame)?;
        let pronoun = sense.feature("pronoun").is_some();
        if sense.feature("new_source") == Some("no") || (sense.feature("new_source").is_none() && !pronoun) {
            return None;
        }
        let mut at = token + len;
        while at < end
            && (document.tag(at) == Tag::Relative
                || document.is_mark(at, &['"'])
                || (document.tag(at) == Tag::Preposition && at < token + len + 2))
        {
            at += 1;
        }
        let mut speaker = None;
        if !pronoun {
            let clause =
                sense.feature("complement") == Some("clause") || document.tag(at.min(document.len() - 1)) == Tag::Verb;
            let verb = if clause && at < end {
                document.word(at).readings().find(|(_, r)| matches!(r.inflection.tense, Tense::Past | Tense::Present))
            } else {
                None
            };
            if let Some((stem, reading)) = verb {
                let arguments = view.of_verb(at, reading.inflection, stem.enclitic);
                let after = [arguments.subject, arguments.object, arguments.object2];
                speaker = after
                    .into_iter()
                    .flatten()
                    .find(|p| p.first > at)
                    .or_else(|| view.noun_phrase(at + 1, end))
                    .or(arguments.subject);
            } else {
                let skip = usize::from(
                    at < end
                        && document.has(at, self.speech_noun)
                        && at + 1 < end
                        && view.tagging.mention_at(at + 1).is_some(),
                );
                speaker = view.noun_phrase(at + skip, end);
            }
            speaker?;
        }
        // بحسب ما نقلت رويترز عن دبلوماسي
        let behind = speaker.map_or(end, |s| s.last + 1);
        let carried = (token..behind.min(end))
            .any(|at| document.has(at, self.transmit) && document.tag(at) != Tag::Noun)
            || document.cues_at(token).iter().any(|c| document.has(c.first + c.len - 1, self.transmit));
        let from = behind < end && view.preposition(behind).is_some_and(|(p, _)| p == Preposition::AN);
        let relayed = if carried && from { view.noun_phrase(behind + 1, end) } else { None };
        let after = relayed.or(speaker).map_or(token + len, |s| s.last + 1);
        Some(FoundCue {
            token,
            kind: CueKind::Frame,
            speaker,
            relayed,
            told: None,
            head_end: after,
            start: after,
            relative: false,
            joined: false,
            inflection: None,
            explicit: true,
        })
    }
}

/// "X: …" at the beginning of a sentence, X being somebody who can speak.
pub(super) fn colon(view: &View<'_>, token: usize, end: usize) -> Option<FoundCue> {
    let document = &view.document;
    let first = document.sentence(token).tokens.start;
    if token - first > 8 || token == first || (first..token).any(|at| document.tag(at) == Tag::Verb) {
        return None;
    }
    let speaker = view.noun_phrase(first, token)?;
    let voice = view
        .tagging
        .mention_at(speaker.head)
        .is_some_and(|m| matches!(m.kind, EntityKind::Person | EntityKind::Title | EntityKind::Organization));
    // رويترز عن دبلوماسي: …
    let behind = speaker.last + 1;
    let from = behind < token && view.preposition(behind).is_some_and(|(p, _)| p == Preposition::AN);
    let relayed = if from { view.noun_phrase(behind + 1, token) } else { None };
    (voice && token + 1 < end).then_some(FoundCue {
        token,
        kind: CueKind::Colon,
        speaker: Some(speaker),
        relayed,
        told: None,
        head_end: token,
        start: token + 1,
        relative: false,
        joined: false,
        inflection: None,
        explicit: true,
    })
}
