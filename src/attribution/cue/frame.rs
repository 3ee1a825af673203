//! Frames: بحسب X، وفقا لما أعلنته X، نقلا عن X (SCHEME R3).

use super::complement::told;
use super::{CueFinder, CueKind, FoundCue};
use crate::classifier::Preposition;
use crate::classifier::argument::View;
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Sense, Tense};
use crate::tagger::chunk::NounPhrase;
use crate::tagger::{EntityKind, MentionForm};

impl CueFinder {
    /// The frame that begins at a token.
    pub(super) fn framed(&self, view: &View<'_>, token: usize, end: usize) -> Option<FoundCue> {
        let document = &view.document;
        let (sense, len) = document.cue(token, self.frame)?;
        let pronoun = sense.feature("pronoun").is_some();
        // بحسب الموقع: the noun goes back to an earlier source
        let anaphor = sense.feature("anaphora").is_some();
        let len = if anaphor { 1 } else { len };
        let new = sense.feature("new_source");
        if !anaphor && (new == Some("no") || new.is_none() && !pronoun) {
            return None;
        }
        let mut at = token + len;
        // كما قال لـ«الحياة» أحد المنظمين: whoever is told stands behind the verb
        let tells = |at: usize| {
            let own = at == token + len && sense.feature("complement") == Some("clause");
            own && view.preposition(at).is_some_and(|(p, _)| p == Preposition::LAM)
        };
        while at < end
            && !tells(at)
            && (document.tag(at) == Tag::Relative
                || document.is_mark(at, &['"', '«', '“'])
                || (document.tag(at) == Tag::Preposition && at < token + len + 2))
        {
            at += 1;
        }
        let mut speaker = None;
        if !pronoun {
            speaker = Some(self.framed_speaker(view, sense, at, end)?);
        }
        let behind = speaker.map_or(token + len, |s| s.last + 1);
        let relayed = self.framed_relay(view, token, behind, end);
        let after = relayed.map_or(behind, |s| s.last + 1);
        Some(FoundCue {
            token,
            kind: CueKind::Frame,
            speaker,
            relayed,
            relayed_again: None,
            told: if speaker.is_some() { told(view, behind.max(1) - 1, end.min(behind + 4)) } else { None },
            head_end: after,
            start: after,
            relative: false,
            joined: false,
            inflection: None,
            explicit: true,
        })
    }

    /// Who speaks in a frame whose own words end before `at`.
    fn framed_speaker(&self, view: &View<'_>, sense: &Sense, at: usize, end: usize) -> Option<NounPhrase> {
        let document = &view.document;
        let clause =
            sense.feature("complement") == Some("clause") || document.tag(at.min(document.len() - 1)) == Tag::Verb;
        if clause && at < end {
            if let Some(subject) = Self::spoken_by(view, at, end) {
                return Some(subject);
            }
        }
        // حسبما أعلن أمس النائب: the verb may belong to the frame itself
        let own = document.tag(at.max(1) - 1) == Tag::Verb && document.has(at - 1, self.reporting);
        let verb = at.max(1) - 1;
        let at = if own { beyond_asides(view, at, end) } else { at };
        // كما ذكر ذلك علي حسن
        let at =
            at + usize::from(own && document.tag(at) == Tag::Demonstrative && document.word(at + 1).article.is_none());
        let skip = usize::from(
            at + 1 < end && document.has(at, self.speech_noun) && view.tagging.mention_at(at + 1).is_some(),
        );
        let phrase = view.noun_phrase(at + skip, end)?;
        // وفق ما أفاد فرانس برس | مصدر طبي
        let teller = || view.noun_phrase(phrase.last + 1, end).filter(|t| view.informs(verb, phrase, *t));
        if let Some(teller) = if own { teller() } else { None } {
            return Some(teller);
        }
        // وفقا للقانون: what one goes by is no voice
        let named = view.tagging.mention_at(phrase.head).is_some_and(|m| m.form == MentionForm::Name);
        if document.has(phrase.head, self.basis) && !named {
            return None;
        }
        // وفق حصيلة أعلنها المستشفى، دراسة أجرتها الجامعة: whoever gave it out or made it
        let verb = phrase.last + 1;
        let given = verb < end
            && document.has(phrase.head, self.speech_noun)
            && document.tag(verb) == Tag::Verb
            && !document.has(verb, self.receive)
            && document.word(verb).readings().any(|(stem, _)| stem.enclitic);
        given.then(|| Self::spoken_by(view, verb, end)).flatten().or(Some(phrase))
    }

    /// The subject of a verb of saying that begins at a token.
    fn spoken_by(view: &View<'_>, at: usize, end: usize) -> Option<NounPhrase> {
        let mut readings = view.document.word(at).readings();
        let (stem, reading) = readings.find(|(_, r)| matches!(r.inflection.tense, Tense::Past | Tense::Present))?;
        let arguments = view.of_verb(at, reading.inflection, stem.enclitic);
        let after = [arguments.subject, arguments.object, arguments.object2];
        let behind = after.into_iter().flatten().find(|p| p.first > at);
        // ذكرت «رويترز»
        let next = beyond_asides(view, at + 1, end);
        let next = next + usize::from(next < end && view.document.is_mark(next, &['"', '«', '“']));
        behind.or_else(|| view.noun_phrase(next, end)).or(arguments.subject)
    }

    /// بحسب ما نقلت رويترز عن دبلوماسي، بحسب صحيفة نقلا عن دبلوماسي: whom the speaker passes on.
    fn framed_relay(&self, view: &View<'_>, token: usize, behind: usize, end: usize) -> Option<NounPhrase> {
        let document = &view.document;
        let behind = behind + usize::from(document.is_mark(behind, &['"', '»', '”']));
        let next = behind + usize::from(document.is_mark(behind, &[',', '،']));
        if next < end && self.quotes_deeper(view, next) {
            let len = document.cue(next, self.frame).map_or(1, |(_, len)| len);
            let from = next + len + usize::from(document.raw(next + len) == "عن");
            return view.noun_phrase(from, end);
        }
        let carried = (token..behind.min(end))
            .any(|at| document.has(at, self.transmit) && document.tag(at) != Tag::Noun)
            || document.cues_at(token).iter().any(|c| document.has(c.first + c.len - 1, self.transmit));
        let from = behind < end && view.preposition(behind).is_some_and(|(p, _)| p == Preposition::AN);
        if carried && from { view.noun_phrase(behind + 1, end) } else { None }
    }
}

/// أعلن أمس النائب، كشفه لـ«عكاظ» مسؤول: one past a date and past whoever was told.
fn beyond_asides(view: &View<'_>, from: usize, end: usize) -> usize {
    let document = &view.document;
    let mut at = from;
    while at < end.min(from + 9) {
        if let Some(m) = view.tagging.mention_at(at).filter(|m| m.kind == EntityKind::Date) {
            at = m.tokens.end.max(at + 1);
        } else if let Some(outlet) = told(view, at.max(1) - 1, end.min(at + 1)) {
            at = outlet.last + 1 + usize::from(document.is_mark(outlet.last + 1, &['"', '»', '”', ')']));
        } else {
            break;
        }
    }
    at
}
