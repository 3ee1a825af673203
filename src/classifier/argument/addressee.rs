//! Noun phrases behind a verb of speech that do not speak: who is told or called upon, and what is denied (SCHEME 3.7).

use super::{View, agrees};
use crate::classifier::condition::Preposition;
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Gender, Inflection, Number, Proclitics, Reading, Sense, Stem};
use crate::tagger::chunk::{NounPhrase, agreement};
use crate::tagger::{EntityKind, Mention, MentionForm};

impl View<'_> {
    /// كما دعا | الدول الأعضاء إلى, ودعت | رعاياها إلى: the only noun phrase behind a verb of calling that continues, with the
    /// verb's own complement behind it: whom somebody calls upon, where a masculine verb meets things in the plural or
    /// the phrase has its pronoun.
    pub fn addressed(&self, verb: usize, inflection: Inflection, phrase: NounPhrase) -> bool {
        let document = &self.document;
        let calls = document.cue(verb, self.reporting).map(|(s, _)| s);
        let calls = calls.filter(|s| s.lists("object", "target") || s.lists("event", "statement.warning"));
        let Some(sense) = calls.filter(|_| phrase.first == verb + 1) else { return false };
        let start = document.sentence(verb).tokens.start;
        let likewise = verb > start && matches!(document.raw(verb - 1), "كما" | "وكما");
        // الدول | الأعضاء
        let closed = |at: usize| {
            at < document.len()
                && document.tag(at) == Tag::Noun
                && document.word(at).article.is_some()
                && self.preposition(at).is_none()
        };
        let next = phrase.last + 1 + usize::from(closed(phrase.last + 1));
        let governs = |(p, _): (Preposition, usize)| {
            let prepositions = sense.feature("prep").unwrap_or_default();
            prepositions.split('|').any(|name| self.prepositions.by_name(name) == Some(p))
        };
        // ناشد المنظمات | وقف القتال
        let deed = |at: usize| document.word(at).verbal_noun() && document.word(at).article.is_none();
        let complement = next < document.len() && (self.preposition(next).is_some_and(governs) || deed(next));
        // ودعت: and she called, rather than she bade farewell
        let joined = |(stem, _): (&Stem, &Reading)| stem.proclitics.has(Proclitics::CONJUNCTION);
        let joined = document.reading(verb, self.reporting).is_some_and(joined);
        if !complement || !(likewise || joined) || self.names_person(phrase) {
            return false;
        }
        let called = [self.chunker.addressee, self.chunker.bodies].iter().any(|&of| document.has(phrase.head, of));
        let masculine = inflection.gender == Gender::Masculine && inflection.number != Number::Plural;
        let own = document.has(phrase.head, self.chunker.following) && document.word(phrase.head).has_pronoun();
        masculine && called || own || self.goes_on_calling(verb, inflection, phrase)
    }

    /// لم ينف | تقارير: news is what somebody denies, and denies nothing.
    pub(super) fn denies_news(&self, verb: usize, phrase: NounPhrase) -> bool {
        let denies = |(s, _): (&Sense, usize)| s.lists("event", "statement.denial");
        self.document.has(phrase.head, self.chunker.told) && self.document.cue(verb, self.reporting).is_some_and(denies)
    }

    /// أدانت البعثة الهجوم، ودعت | السلطات إلى: those whom one calls upon behind another verb of speech whose subject agrees.
    fn goes_on_calling(&self, verb: usize, inflection: Inflection, phrase: NounPhrase) -> bool {
        let document = &self.document;
        if !document.has(phrase.head, self.chunker.called_upon) || document.word(phrase.head).article.is_none() {
            return false;
        }
        let start = document.sentence(verb).tokens.start;
        let mut spoken = (start..verb).filter(|&at| document.tag(at) == Tag::Verb && document.has(at, self.reporting));
        spoken.any(|at| {
            let subject = self.finite(at).and_then(|(own, stem)| self.of_verb(at, own, stem.enclitic).subject);
            subject.is_some_and(|s| {
                let like = agreement(document, self.tagging, s.head);
                let speaks = self.party(s) || document.has(s.head, self.chunker.speaker);
                speaks && s.last < verb && like.1 == Number::Singular && agrees(inflection, like)
            })
        })
    }

    /// أفاد فرانس برس | مصدر طبي, أبلغ رويترز | مسؤول: true where a verb of telling has an outlet behind it and, right behind
    /// that, somebody without a name, who tells.
    pub fn informs(&self, verb: usize, outlet: NounPhrase, teller: NounPhrase) -> bool {
        let document = &self.document;
        let tells = document.cue(verb, self.reporting).is_some_and(|(s, _)| s.lists("object", "addressee"));
        let named = |m: &Mention| m.kind == EntityKind::Organization && m.form == MentionForm::Name;
        tells
            && outlet.first > verb
            && teller.first == outlet.last + 1
            && self.tagging.mention_at(outlet.head).is_some_and(named)
            && document.has(teller.head, self.chunker.somebody)
            && document.word(teller.head).article.is_none()
    }
}
