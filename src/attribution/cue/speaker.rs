//! Which noun phrase beside a verb of saying speaks, and which is spoken of (SCHEME 3.7).

use std::ops::Range;

use super::CueFinder;
use super::complement::governs_between;
use crate::attribution::quotation;
use crate::classifier::argument::{Arguments, View};
use crate::morphology::{Reading, Sense, Stem};
use crate::tagger::chunk::NounPhrase;

impl CueFinder {
    /// A verb with an أن complement has no object: the only noun phrase before it speaks, even if agreement fails.
    pub(super) fn lone(&self, view: &View<'_>, arguments: &Arguments, enclitic: bool) -> Option<NounPhrase> {
        let only = if enclitic { arguments.object2 } else { arguments.object.filter(|_| arguments.object2.is_none()) };
        // أصدرت بيانا قالت فيه إن: what is given out does not give it out
        let text = |p: &NounPhrase| self.is_text(view, p.head) && view.document.raw(p.head).ends_with(['ا', 'ً']);
        only.filter(|p| arguments.subject.is_none() && !text(p))
    }

    /// الشاب الذي ذكر جيرانه أنه طالب: behind a relative, too, whoever stands right behind the verb of saying speaks.
    pub(super) fn beside_relative(
        &self,
        view: &View<'_>,
        sense: &Sense,
        token: usize,
        arguments: &Arguments,
    ) -> Option<NounPhrase> {
        let told = sense.lists("object", "addressee");
        arguments.object.filter(|o| !told && o.first == token + 1 && self.may_speak(view, *o))
    }

    /// جاء في البيان أن: the text, body or person that a preposition of the verb names before the content.
    pub(super) fn voice_within(
        &self,
        view: &View<'_>,
        arguments: &Arguments,
        tokens: Range<usize>,
    ) -> Option<NounPhrase> {
        let inside = |p: &NounPhrase| p.first > tokens.start && p.first < tokens.end && self.may_speak(view, *p);
        arguments.prepositions.iter().map(|(_, p)| *p).find(inside)
    }

    /// وصلت الفرق وتبين أنه حادث: a verb that may be "it turned out", which says nothing where nobody is named.
    pub(super) fn turned_out(&self, view: &View<'_>, token: usize) -> bool {
        let document = &view.document;
        let impersonal = |(_, r): (&Stem, &Reading)| {
            let sense = document.lexicon.sense(r.lexeme, self.reporting);
            r.inflection.tense.is_finite() && sense.is_some_and(|s| s.feature("subject") == Some("impersonal"))
        };
        document.word(token).readings().any(impersonal)
    }
}

/// الصحفي الذي أعلنت الشرطة اعتقاله, تسجيلا أعلن فيه خطف سائق: of whom or what is said, in what it is said, what is said.
pub(super) fn spoken_of(view: &View<'_>, verb: usize, phrase: NounPhrase) -> bool {
    let word = view.document.word(phrase.head);
    let said = phrase.last + 1 == verb || word.triggers || word.verbal_noun();
    phrase.first < verb && view.told_about(verb) || said && view.resumes(verb) && !view.party(phrase)
}

/// True behind a quotation of speech; "القوى السوداء" تنشر: a name in quotation marks is none.
pub(super) fn speech_before(view: &View<'_>, token: usize) -> bool {
    quotation::ended_before(&view.document, token).is_some_and(|q| quotation::has_verb(&view.document, &q))
}

/// أشار إلى ضرورة تمسك جميع الأطراف: what follows the content is no speaker.
pub(super) fn behind_content(view: &View<'_>, sense: &Sense, token: usize, subject: NounPhrase) -> bool {
    subject.first > token && governs_between(view, sense, token + 1, subject.first + 1)
}
