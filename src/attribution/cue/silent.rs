//! Verbs of saying in places where nobody says anything.

use super::CueFinder;
use crate::classifier::argument::View;
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Cue, Sense, Tense};
use crate::tagger::chunk::NounPhrase;

impl CueFinder {
    /// True for a fixed form that only sets a modality (يتوقع أن), for what turns out (اتضح أن), and for what somebody else
    /// already reports (قالت إن بلادها سجلت إصابات).
    pub(super) fn impersonal(&self, view: &View<'_>, sense: &Sense, token: usize, tense: Tense) -> bool {
        let document = &view.document;
        let sentence = &document.sentence(token).tokens;
        // in أمر بوتين the ب is the name's own
        let lemma = |c: &Cue| &document.lexicon.lexeme(c.lexeme).lemma;
        let split = |c: &Cue| lemma(c).ends_with(" ب") && token + 1 < sentence.end && view.whole(token + 1);
        let mut fixed = document.cues_at(token).iter().filter(|c| !split(c));
        let inside = |at: usize| document.tag(at) == Tag::Complementiser;
        // وتوقع أن، أمر ب: in the past somebody did, and only hearsay has nobody
        let nobody = if tense == Tense::Past { self.hearsay } else { self.impersonal };
        fixed.any(|c| document.lexicon.lexeme(c.lexeme).classes.meets(nobody))
            || sense.feature("subject") == Some("impersonal")
            || sense.feature("nested") == Some("no") && (sentence.start..token).any(inside)
    }

    /// جاء في البيان أن, not يأتي في الوقت الذي: texts, bodies and people have a voice.
    pub(super) fn may_speak(&self, view: &View<'_>, phrase: NounPhrase) -> bool {
        let document = &view.document;
        view.tagging.mention_at(phrase.head).is_some()
            || document.has(phrase.head, self.speech_noun)
            || document.has(phrase.head, self.source)
            || document.has(phrase.head, self.head_noun)
            || document.word(phrase.head).stems.is_empty()
    }

    /// True where the verb has no voice: of a thing that is no text (مشروع قرار يطالب بـ), of nobody (لم تعلن أي جهة), or
    /// of somebody who does not admit a thing (لن تعترف بنتائج الانتخابات).
    pub(super) fn silent(&self, view: &View<'_>, token: usize, speaker: Option<NounPhrase>, admitted: bool) -> bool {
        let document = &view.document;
        let negated = token > document.sentence(token).tokens.start && document.has(token - 1, self.negation);
        let thing = speaker.is_none() && view.text_speaks(token) && !self.describes_speech(view, token);
        // لم تخطر الآباء باعتقال أبنائهم: whoever has not told it
        let untold = || document.cue(token, self.reporting).is_some_and(|(s, _)| s.lists("object", "addressee"));
        thing || negated && (admitted || untold() || speaker.is_some_and(|s| view.any_at_all(s)))
    }
}
