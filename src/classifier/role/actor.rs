//! What can act, and what cannot: neither figures nor deeds do anything.

use super::Filling;
use crate::morphology::Sense;
use crate::morphology::part_of_speech::Tag;
use crate::tagger::EntityKind;
use crate::tagger::chunk::NounPhrase;

impl Filling<'_, '_> {
    /// True for a phrase that is neither a figure (نمو قدره 2.6 بالمئة) nor a verbal noun that is no body (إحكام, not
    /// إدارة).
    pub(super) fn can_act(&self, phrase: NounPhrase) -> bool {
        let body = self.view.document.has(phrase.head, self.view.chunker.speaker) || self.view.party(phrase);
        // أطلق النار: what somebody opens
        // إضراب عام: nor does a year
        let moment = phrase.first == phrase.last && self.view.document.has(phrase.head, self.view.chunker.moment);
        let fire = phrase.first == phrase.last && self.view.document.has(phrase.head, self.view.chunker.blaze);
        !self.figure(phrase) && !fire && !moment && (body || !self.deed(phrase.head))
    }

    /// أعلنت وكالة الأنباء اعتقال خمسة: a paper or an agency does nothing of what it reports.
    pub(super) fn only_tells(&self, verb: usize, subject: NounPhrase) -> bool {
        let document = &self.view.document;
        let paper = |(s, _): (&Sense, usize)| s.feature("source_type") == Some("media_outlet");
        document.has(verb, self.view.reporting)
            && document.cue(subject.head, self.view.chunker.person).is_some_and(paper)
    }

    /// True for a number in digits or of days: 27، ثمانية أشهر.
    pub(super) fn figure(&self, phrase: NounPhrase) -> bool {
        let document = &self.view.document;
        document.tag(phrase.head) == Tag::Number && document.raw(phrase.head).starts_with(char::is_numeric)
            || phrase.first < phrase.last && document.has(phrase.last, self.view.chunker.moment) && self.counted(phrase)
    }

    fn counted(&self, phrase: NounPhrase) -> bool {
        let mention = self.view.tagging.mention_at(phrase.first);
        mention.is_some_and(|m| m.kind == EntityKind::Quantity && m.tokens.end == phrase.last + 1)
    }

    /// True for a verbal noun.
    pub(super) fn deed(&self, token: usize) -> bool {
        self.view.tagging.mention_at(token).is_none() && self.view.document.word(token).verbal_noun()
    }

    /// A noun phrase that acts rather than suffers when it is the only one beside a verb: a state, an organisation, and
    /// persons where the event is none that befalls persons.
    pub(super) fn agent(&self, phrase: NounPhrase) -> bool {
        // الطائرة أسقطت: what is intercepted does not intercept
        let befalls = self.event_type.befalls() || self.event_type.name() == "intercept";
        let person = !befalls && self.view.document.has(phrase.head, self.view.chunker.agent);
        self.view.tagging.mention_at(phrase.head).map_or(person, |m| match m.kind {
            EntityKind::Organization | EntityKind::Location => true,
            EntityKind::Person | EntityKind::Title => !befalls,
            _ => person,
        })
    }
}
