//! A place inside another: مدينة عطبرة | بشمال السودان, أطراف البلدة | بريف حماة (SCHEME 0.5, maximal noun phrases).

use super::Filling;
use super::place::is_place;
use crate::classifier::condition::{Preposition, Role};
use crate::morphology::part_of_speech::Tag;
use crate::tagger::chunk::NounPhrase;
use crate::tagger::{Mention, Subtype};

/// Places that stand one inside the other, at most.
const NESTED: usize = 2;

impl Filling<'_, '_> {
    /// The place with the one right behind it that it lies in, and the one right before it that lies in it.
    pub(super) fn widen_place(&mut self) {
        let Some(at) = self.roles.iter().position(|(role, _)| *role == Role::Place) else { return };
        let document = &self.view.document;
        let mut span = self.roles[at].1.span;
        let first = document.token_at(span);
        let end = document.tokens.partition_point(|t| t.span.start < span.end);
        let mut last = end.saturating_sub(1).max(first);
        for _ in 0..NESTED {
            let Some(outer) = self.place_around(last + 1) else { break };
            last = outer.last;
            span = span.join(self.view.span(outer.first, outer.last));
        }
        let mut first = first;
        for _ in 0..NESTED {
            let Some(inner) = self.place_within(first) else { break };
            first = inner.first;
            span = self.view.span(inner.first, inner.last).join(span);
        }
        self.roles[at].1.span = span;
    }

    /// The place that في or ب names right behind another, or a point of the compass with its place: شمالي سوريا.
    fn place_around(&self, at: usize) -> Option<NounPhrase> {
        let document = &self.view.document;
        if at >= document.len() {
            return None;
        }
        let end = document.sentence(at - 1).tokens.end;
        let within = |p: Preposition| [Preposition::FI, Preposition::BA].contains(&p);
        let compass = document.has(at, self.view.chunker.compass) && document.tag(at) == Tag::Noun;
        let inner = match self.view.preposition(at) {
            Some((preposition, first)) => within(preposition).then_some(first)?,
            None => compass.then_some(at)?,
        };
        let phrase = if inner < end { self.view.noun_phrase(inner, end) } else { None }?;
        (phrase.first == inner && self.lies(phrase)).then_some(phrase)
    }

    /// The place right before في or ب and another, unless it has a role of its own.
    fn place_within(&self, first: usize) -> Option<NounPhrase> {
        let document = &self.view.document;
        let start = document.sentence(first).tokens.start;
        let before = first.checked_sub(1).filter(|&at| at >= start);
        let joint = match self.view.preposition(first) {
            Some((Preposition::BA, _)) => first,
            Some(_) => return None,
            None => before.filter(|&at| matches!(self.view.preposition(at), Some((Preposition::FI, _))))?,
        };
        let phrase = self.view.phrase_ending(joint, start).filter(|p| p.last + 1 == joint && self.lies(*p))?;
        let governed = self.view.preposition(phrase.first).is_some()
            || phrase.first > start && document.tag(phrase.first - 1) == Tag::Preposition;
        // قوات كينيا في الصومال: a country lies in no other, nor do two places
        let country = |m: &Mention| m.subtype == Some(Subtype::COUNTRY);
        let whole = self.view.tagging.mention_at(phrase.head).is_some_and(country) || phrase.core_last < phrase.last;
        let free = !whole && self.roles.iter().all(|(role, f)| *role == Role::Place || f.head != phrase.head);
        (governed && free).then_some(phrase)
    }

    /// True for a phrase that names a place or has a noun of place at its head.
    fn lies(&self, phrase: NounPhrase) -> bool {
        let named = self.view.tagging.mention_at(phrase.head).is_some_and(is_place);
        let spatial = self.view.document.has(phrase.head, self.view.chunker.spatial)
            || self.view.document.has(phrase.head, self.view.chunker.compass);
        let other = self.view.tagging.mention_at(phrase.head).is_some_and(|m| !is_place(m));
        (named || spatial) && !other
    }
}
