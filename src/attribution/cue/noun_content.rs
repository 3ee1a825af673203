//! Verbs of saying with a noun for their content: أعلن الجيش استعادة …، أظهر تقرير ارتفاع (SCHEME 3.7).

use super::CueFinder;
use super::complement::{governs_between, has_its_word};
use crate::classifier::argument::{Arguments, View};
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Sense, Tense};
use crate::tagger::chunk::NounPhrase;

impl CueFinder {
    /// A reporting verb may take a noun for its content (أعلن الجيش استعادة …), when somebody who can speak is named.
    pub(super) fn takes_noun(
        &self,
        view: &View<'_>,
        sense: &Sense,
        arguments: &Arguments,
        speaker: Option<NounPhrase>,
        joined: bool,
        token: usize,
    ) -> bool {
        if !has_its_word(view, sense, token, arguments.end) {
            return false;
        }
        let governed = governs_between(view, sense, token + 1, arguments.end);
        let content = governed || (sense.lists("object", "content") && arguments.object.is_some());
        let Some(speaker) = speaker else {
            let opens = view.document.sentence(token).tokens.start == token
                || view.document.is_mark(token - 1, &['.', '،', ',', '؛', '"', '»', '”']);
            let start = view.document.sentence(token).tokens.start;
            // كما أمر بـ
            let likewise = token > start && matches!(view.document.raw(token - 1), "كما" | "وكما");
            // لكنه أقر بـ
            let pronoun = token > start && view.document.joint_with_pronoun(token - 1);
            let likewise = likewise || pronoun && view.document.cue(token - 1, self.conjunction).is_some();
            let told = arguments.subject.or(arguments.object).is_some_and(|o| self.deed_of(view, sense, token, o));
            return (joined && opens || likewise) && governed
                || (joined || likewise) && told
                || self.describes_text(view, start, token) && (governed || content || view.resumes(token));
        };
        let voice = view.tagging.mention_at(speaker.head).is_some()
            || view.chunker.revered(&view.document, speaker.head)
            || self.somebody(view, speaker.head);
        let body =
            view.document.has(speaker.head, self.head_noun) && view.document.word(speaker.head).article.is_some();
        // أظهر تقرير للأمم المتحدة ارتفاع: what a text shows, but no video
        let kept =
            |(s, _): (&Sense, usize)| s.feature("document").is_some() && s.feature("channel") != Some("social_media");
        // أظهرت البيانات: by itself it is the author's (B3)
        let whose = speaker.core_last > speaker.head || !view.document.has(speaker.head, self.evidence);
        let text = view.document.cue(speaker.head, self.speech_noun).is_some_and(kept);
        let shown = sense.feature("factive").is_some() && whose && text;
        let voice = voice || body || shown;
        let announced = arguments.object.is_some() && view.document.has(token, self.announce);
        // أكدت الوزارة في بيان، سقوط …: the object behind a comma
        let behind = sense.lists("object", "content")
            && (speaker.last + 1..arguments.end).any(|at| {
                view.document.is_mark(at - 1, &['،', ','])
                    && view.document.tag(at) == Tag::Noun
                    && view.preposition(at).is_none()
                    && view.document.word(at).readings().any(|(_, r)| {
                        r.inflection.tense == Tense::Masdar
                            || !view.document.lexicon.lexeme(r.lexeme).triggers.is_empty()
                    })
            });
        // قال الوزير نحن مستعدون: speech without any mark
        let bare =
            voice && sense.lists("comp", "إن") && sense.lists("quote", "yes") && speaker.first > token && !joined;
        governed || bare || (voice && (content || announced || behind))
    }

    /// وأكد | اعتقال خمسة: a deed right behind a verb of saying that takes what happened for its object; no body, and no text
    /// (وأظهر تحقيق).
    pub(super) fn deed_of(&self, view: &View<'_>, sense: &Sense, verb: usize, phrase: NounPhrase) -> bool {
        let word = view.document.word(phrase.head);
        let happened = word.verbal_noun() && word.triggers && word.article.is_none();
        let body = view.party(phrase) || view.document.has(phrase.head, view.chunker.speaker);
        let says = ["next", "modality"].iter().all(|f| sense.feature(f).is_none()) && sense.lists("object", "content");
        phrase.first == verb + 1 && happened && !body && !self.is_speech(view, phrase.head) && says
    }

    /// نقلت الوكالة بيانا للوزارة أفاد بـ: a verb after the noun of a text, or with فيه of anything (تسجيلا أعلن فيه), that the
    /// sentence says was published.
    fn describes_text(&self, view: &View<'_>, start: usize, token: usize) -> bool {
        let document = &view.document;
        let mut back = (start..token).rev().take(10).take_while(|&at| document.tag(at) != Tag::Complementiser);
        let mut text = view.resumes(token);
        back.any(|at| {
            text |= document.cue(at, self.speech_noun).is_some() && document.word(at).article.is_none();
            text && document.tag(at) == Tag::Verb && document.has(at, self.transmit)
        })
    }
}
