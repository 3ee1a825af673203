//! Place, time and quantity from the clause and the sentence (SCHEME 6.4).

use super::Filling;
use crate::classifier::condition::{Preposition, Role};
use crate::classifier::event::Filler;
use crate::classifier::trigger::Candidate;
use crate::morphology::part_of_speech::Tag;
use crate::tagger::{EntityKind, Mention};

impl Filling<'_, '_> {
    pub(super) fn place(&mut self, candidate: &Candidate<'_>) {
        if self.has(Role::Place) || !self.event_type.has_role("place") {
            return;
        }
        let sentence = self.view.document.sentence(candidate.token).tokens.clone();
        let after = candidate.token + 1..(candidate.token + 20).min(sentence.end);
        let before = self.view.clause_start(candidate.token)..candidate.token;
        let found = self
            .located(after, true)
            .or_else(|| self.located(before, false))
            .or_else(|| self.located(sentence.start..sentence.start + 6, true));
        if let Some(phrase) = found {
            let filler = Filler { span: phrase, head: candidate.token, via: None };
            self.roles.push((Role::Place, filler));
        }
    }

    /// The first place mention in the range; `governed` wants a preposition of place before it.
    pub(super) fn located(&self, range: std::ops::Range<usize>, governed: bool) -> Option<crate::text::Span> {
        let place = |m: &&Mention| {
            matches!(m.kind, EntityKind::Location | EntityKind::Facility) && range.contains(&m.tokens.start)
        };
        let from = self.view.tagging.mentions.partition_point(|m| m.tokens.start < range.start);
        let mut places =
            self.view.tagging.mentions[from..].iter().take_while(|m| m.tokens.start < range.end).filter(place);
        places.find(|m| m.inside.is_none() && (!governed || self.governed(m.tokens.start))).map(|m| m.span)
    }

    pub(super) fn governed(&self, token: usize) -> bool {
        let at = |token: usize| self.view.preposition(token).map(|(p, _)| p);
        let own = at(token);
        let before =
            if token > 0 && self.view.document.tag(token - 1) == Tag::Preposition { at(token - 1) } else { None };
        let spatial = |p: Preposition| {
            ![Preposition::LAM, Preposition::KAF, Preposition::MA, Preposition::AN, Preposition::ALA].contains(&p)
        };
        // a common noun of place may stand between: في ريف حماة، قرب مدينة درعا
        let through = token > 1
            && self.view.document.tag(token - 1) == Tag::Noun
            && self.view.document.tag(token - 2) == Tag::Preposition;
        own.or(before).is_some_and(spatial)
            || through
            || (token > 0 && self.view.document.tag(token - 1) == Tag::Preposition && before.is_none())
    }

    pub(super) fn time(&mut self, candidate: &Candidate<'_>) {
        if self.has(Role::Time) {
            return;
        }
        let sentence = &self.view.document.sentence(candidate.token).tokens;
        let mut best: Option<(usize, &Mention)> = None;
        let from = self.view.tagging.mentions.partition_point(|m| m.tokens.start < sentence.start);
        let here = self.view.tagging.mentions[from..].iter().take_while(|m| m.tokens.start < sentence.end);
        for m in here.filter(|m| m.kind == EntityKind::Date) {
            let distance =
                m.tokens.start.abs_diff(candidate.token) + if m.tokens.start < candidate.token { 4 } else { 0 };
            if best.is_none_or(|(d, _)| distance < d) {
                best = Some((distance, m));
            }
        }
        if let Some((_, m)) = best.filter(|(d, _)| *d <= 25) {
            self.roles.push((Role::Time, Filler { span: m.span, head: m.tokens.start, via: None }));
        }
    }

    /// The number beside a noun of casualties: 5 قتلى، مقتل خمسة.
    pub(super) fn quantity(&mut self, candidate: &Candidate<'_>) {
        if self.has(Role::Quantity) || !self.event_type.has_role("quantity") {
            return;
        }
        let near =
            candidate.token.saturating_sub(4)..(candidate.token + candidate.len + 10).min(candidate.arguments.end);
        let is =
            |m: &&Mention| matches!(m.kind, EntityKind::Quantity | EntityKind::Money) && near.contains(&m.tokens.start);
        let from = self.view.tagging.mentions.partition_point(|m| m.tokens.start < near.start);
        if let Some(m) = self.view.tagging.mentions[from..].iter().take_while(|m| m.tokens.start < near.end).find(is) {
            self.roles.push((Role::Quantity, Filler { span: m.span, head: m.tokens.start, via: None }));
        }
    }
}
