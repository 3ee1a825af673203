//! What of a noun phrase fills a role: persons without their place, places without what happened there, things without
//! their number.

use super::Filling;
use super::place::is_place;
use crate::classifier::event::Filler;
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Reading, Tense};
use crate::tagger::chunk::NounPhrase;
use crate::tagger::{EntityKind, Mention};

impl Filling<'_, '_> {
    /// Without the place of persons that only a noun names: جنود | في دمشق. Their place is that of the event.
    pub(super) fn without_place(&self, phrase: NounPhrase) -> NounPhrase {
        let tagging = self.view.tagging;
        let place = |at: usize| {
            let found = tagging.mentions.iter().find(|m| m.tokens.start == at && m.kind == EntityKind::Location);
            found.is_some_and(|m| self.within_persons(m))
        };
        match (phrase.head + 2..=phrase.last).find(|&at| place(at)) {
            Some(at) => NounPhrase { last: at - 2, core_last: phrase.core_last.min(at - 2), ..phrase },
            None => phrase,
        }
    }

    /// في زلزال ميانمار: the place that is named inside what is none.
    pub(super) fn only_place(&self, phrase: NounPhrase) -> NounPhrase {
        let place = |at: usize| self.view.tagging.mention_at(at).filter(|m| is_place(m));
        let spatial = self.view.document.has(phrase.head, self.view.chunker.spatial)
            || self.view.document.has(phrase.head, self.view.chunker.compass);
        if spatial || place(phrase.head).is_some() || !self.happens(phrase) {
            return phrase;
        }
        match (phrase.head + 1..=phrase.last).find_map(|at| place(at).filter(|m| m.tokens.start == at)) {
            Some(m) => {
                let (first, last) = (m.tokens.start, m.tokens.end - 1);
                NounPhrase { first, last, head: first, core_last: last }
            }
            None => phrase,
        }
    }

    /// Without a second event that the chunker has joined to a person: مقتل حوثيين | وإصابة آخرين.
    pub(super) fn without_event(&self, phrase: NounPhrase) -> NounPhrase {
        let document = &self.view.document;
        let event = |at: usize| {
            let masdar = |r: &Reading| {
                matches!(r.inflection.tense, Tense::Masdar | Tense::Nominal)
                    && !document.lexicon.lexeme(r.lexeme).triggers.is_empty()
            };
            self.view.tagging.mention_at(at).is_none() && document.word(at).readings().any(|(_, r)| masdar(r))
        };
        let joined = phrase.core_last < phrase.last && event(phrase.core_last + 1) && !event(phrase.head);
        if joined { NounPhrase { last: phrase.core_last, ..phrase } } else { phrase }
    }

    /// خطة لإنقاذ الحكومة: a plan is for whomever its deed is done to, not for the deed (SCHEME 1.5).
    pub(super) fn without_deed(&self, phrase: NounPhrase) -> NounPhrase {
        let document = &self.view.document;
        let deed = document.word(phrase.head);
        let next = phrase.head + 1;
        let planned = self.event_type.family() == "plan" && deed.verbal_noun();
        if !planned || deed.article.is_some() || next > phrase.core_last {
            return phrase;
        }
        // دعم مالي، مساعدة جديدة: an adjective is no party
        let definite = document.word(next).article.is_some() || self.view.tagging.mention_at(next).is_some();
        self.view.noun_phrase(next, phrase.last + 1).filter(|_| definite).unwrap_or(phrase)
    }

    /// Separates خمسة from مدنيين and from عناصر in خمسة من عناصر.
    pub(super) fn split_number(&self, phrase: NounPhrase) -> (Option<Filler>, Filler) {
        let document = &self.view.document;
        let filler =
            |first: usize, last: usize, head: usize| Filler { span: self.view.span(first, last), head, via: None };
        let numeric = |at: usize| {
            document.tag(at) == Tag::Number || self.view.tagging.mention_at(at).is_some_and(Mention::is_number)
        };
        if !self.event_type.has_role("quantity") {
            return (None, filler(phrase.first, phrase.last, phrase.head));
        }
        let among = phrase.last + 1;
        if numeric(phrase.head) && among < document.len() && document.raw(among) == "من" {
            let end = document.sentence(phrase.first).tokens.end;
            if let Some(whole) = self.view.noun_phrase(among + 1, end).filter(|w| !numeric(w.head)) {
                return (
                    Some(filler(phrase.first, phrase.last, phrase.first)),
                    filler(whole.first, whole.core_last, whole.head),
                );
            }
        }
        if phrase.head > phrase.first && numeric(phrase.first) {
            let of = usize::from(phrase.head > phrase.first + 1 && document.raw(phrase.head - 1) == "من");
            return (
                Some(filler(phrase.first, phrase.head - 1 - of, phrase.first)),
                filler(phrase.head, phrase.last, phrase.head),
            );
        }
        // عسكريين اثنين
        let word = document.tag(phrase.last) == Tag::Noun && phrase.core_last == phrase.last;
        if phrase.last > phrase.head && word && numeric(phrase.last) && !numeric(phrase.head) {
            return (
                Some(filler(phrase.last, phrase.last, phrase.last)),
                filler(phrase.first, phrase.last - 1, phrase.head),
            );
        }
        (None, filler(phrase.first, phrase.last, phrase.head))
    }
}
