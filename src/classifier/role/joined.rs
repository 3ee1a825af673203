//! A second verb joined to a first one whose subject it shares (SCHEME 0.5).

use super::Filling;
use crate::classifier::antecedent::antecedent;
use crate::classifier::argument::Arguments;
use crate::classifier::condition::{Frame, Preposition, Role};
use crate::morphology::Inflection;
use crate::morphology::part_of_speech::Tag;
use crate::tagger::MentionForm;
use crate::tagger::chunk::NounPhrase;

impl Filling<'_, '_> {
    /// أغلقت الشرطة الجسر، كما أغلقت الميناء: a second verb joined to the first acts on the thing behind it.
    pub(super) fn goes_on(&self, token: usize, phrase: NounPhrase) -> bool {
        let document = &self.view.document;
        let word = document.word(phrase.head);
        let named = self.view.tagging.mention_at(phrase.head).is_some_and(|m| m.form == MentionForm::Name);
        let definite = !named && (word.article.is_some() || word.has_pronoun());
        let joined = self.view.conjoined(token) || token > 0 && document.tag(token - 1) == Tag::Conjunction;
        phrase.first > token
            && definite
            && joined
            && antecedent(self.view, token, false).is_some_and(|subject| self.agent(subject))
    }

    /// دعا المجلس إلى الهدوء، وطالب الأطراف بحماية المدنيين: those whom one calls upon, where whoever does has been named.
    pub(super) fn called_upon(
        &self,
        frame: &Frame,
        arguments: &Arguments,
        phrase: NounPhrase,
        (verb, inflection): (usize, Inflection),
    ) -> bool {
        if self.view.addressed(verb, inflection, phrase) {
            return true;
        }
        let asked = |(p, content): &(Preposition, NounPhrase)| {
            frame.preposition(*p) == Some(Role::Theme) && content.first > phrase.last
        };
        let addressed = self.view.document.has(phrase.head, self.view.chunker.addressee);
        self.event_type.speech_act && addressed && arguments.prepositions.iter().any(asked)
    }

    /// زار الوفد دمشق والتقى الرئيس: it takes two to meet, and the first has been named.
    pub(super) fn partner(&self, frame: &Frame, arguments: &Arguments, token: usize, phrase: NounPhrase) -> bool {
        let with = arguments.prepositions.iter().any(|(p, _)| frame.preposition(*p) == Some(Role::Target));
        let object = phrase.first > token && frame.object == Some(Role::Target);
        self.event_type.name() == "meet"
            && object
            && !with
            && !arguments.pronoun
            && self.view.conjoined(token)
            && antecedent(self.view, token, false).is_some_and(|subject| self.agent(subject))
    }
}
