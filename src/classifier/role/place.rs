//! Where an event was: in its clause, beside it, or the territory that it is about (SCHEME 6.4).

use std::ops::Range;

use super::Filling;
use crate::classifier::condition::{Preposition, Role};
use crate::classifier::event::Filler;
use crate::classifier::trigger::Candidate;
use crate::morphology::part_of_speech::Tag;
use crate::tagger::chunk::NounPhrase;
use crate::tagger::{EntityKind, Mention, MentionForm};
use crate::text::Span;

impl Filling<'_, '_> {
    pub(super) fn place(&mut self, candidate: &Candidate<'_>) {
        // types of taking and leaving have no place but their territory
        let moves = matches!(self.event_type.family(), "military" | "displacement" | "evacuation");
        if self.has(Role::Place) || !(moves || self.event_type.has_role("place")) {
            return;
        }
        if !self.event_type.has_role("place") {
            if let Some(span) = self.territory(false) {
                self.roles.push((Role::Place, Filler { span, head: candidate.token, via: None }));
                return;
            }
        }
        let sentence = self.view.document.sentence(candidate.token).tokens.clone();
        let (token, end) = (candidate.token, candidate.arguments.end.max(candidate.token + 1));
        let clause = self.view.clause_start(token)..token;
        // البلاد says where only if nothing else does
        let search = |unnamed: bool| {
            self.located(token + 1..end, true, unnamed)
                .or_else(|| self.common_place(candidate))
                .or_else(|| self.territory(true))
                .or_else(|| self.located_beyond(end..(token + 20).min(sentence.end), unnamed))
                .or_else(|| self.located(clause.clone(), false, unnamed))
                .or_else(|| self.located_in_content(sentence.start, token, unnamed))
                .or_else(|| self.territory(false))
        };
        if let Some(phrase) = search(false).or_else(|| search(true)) {
            let first = self.view.document.token_at(phrase);
            let span = self.view.document.without_fused_article(first, phrase);
            let filler = Filler { span, head: candidate.token, via: None };
            self.roles.push((Role::Place, filler));
        }
    }

    /// في منزل قائد الشرطة، بهذا الحي: a place that no name tells.
    fn common_place(&self, candidate: &Candidate<'_>) -> Option<Span> {
        // حكم عليه بالسجن: the sentence, not where it was passed
        let judged = self.event_type.family() == "justice";
        let within = |p: Preposition| p == Preposition::FI || p == Preposition::BA && !judged;
        let mut phrases =
            candidate.arguments.prepositions.iter().filter(|(p, _)| within(*p)).map(|(_, phrase)| *phrase);
        let taken = |phrase: &NounPhrase| self.roles.iter().any(|(_, f)| f.head == phrase.head);
        let found = phrases.find(|p| self.view.document.has(p.head, self.view.chunker.spatial) && !taken(p))?;
        Some(self.view.span(found.first, found.last))
    }

    /// The place that is taken, left or hit (SCHEME 6.4); `named` wants a name for it.
    fn territory(&self, named: bool) -> Option<Span> {
        let roles = [Role::Target, Role::Theme, Role::Destination, Role::Origin];
        let fillers = roles.iter().filter_map(|role| self.roles.iter().find(|(r, _)| r == role)).map(|(_, f)| f);
        // المفاوضات بين إثيوبيا ومصر: a party, not where they met
        let parties = self.event_type.id == "diplomacy.negotiate" || self.event_type.family() == "agreement";
        let found = fillers.filter(|_| !parties).find(|f| {
            let mention = self.view.tagging.mention_at(f.head);
            // أي مدني is somebody
            let person = mention.is_some_and(|m| m.kind == EntityKind::Person);
            mention.is_some_and(is_place)
                || !named && !person && self.view.document.has(f.head, self.view.chunker.spatial)
        })?;
        // أحياء تعز: the name behind the noun belongs to it
        let end = self.view.document.tokens.partition_point(|t| t.span.start < found.span.end);
        let name = self.view.tagging.mention_at(end.min(self.view.document.len() - 1));
        let name = name.filter(|m| {
            m.tokens.start == end && is_place(m) && m.span.start == self.view.document.tokens[end].span.start
        });
        Some(name.map_or(found.span, |m| found.span.join(m.span)))
    }

    /// The first place mention in the range; `governed` wants a preposition of place before it, `unnamed` takes البلاد.
    fn located(&self, range: Range<usize>, governed: bool, unnamed: bool) -> Option<Span> {
        self.located_where(range, governed, unnamed, |_| true)
    }

    /// The same behind the clause, but for where another verb leads: ونقل المصابون إلى مستشفى المدينة.
    fn located_beyond(&self, range: Range<usize>, unnamed: bool) -> Option<Span> {
        let to = |at: usize| self.view.preposition(at).is_some_and(|(p, _)| p == Preposition::ILA);
        let noun = |at: usize| self.view.document.tag(at) == Tag::Noun;
        let goal = |m: &Mention| {
            let first = m.tokens.start;
            first > 1 && (to(first - 1) || noun(first - 1) && to(first - 2))
        };
        self.located_where(range, true, unnamed, |m| !goal(m))
    }

    fn located_where(
        &self,
        range: Range<usize>,
        governed: bool,
        unnamed: bool,
        suits: impl Fn(&Mention) -> bool,
    ) -> Option<Span> {
        let from = self.view.tagging.mentions.partition_point(|m| m.tokens.start < range.start);
        let places = self.view.tagging.mentions[from..].iter().take_while(|m| m.tokens.start < range.end);
        let mut places = places
            .filter(|m| is_place(m) && (unnamed || !m.is_unnamed_country()))
            .filter(|m| (m.inside.is_none() || self.within_persons(m)) && !self.acts(m));
        // حكم عليه بالسجن: the sentence, not where it was passed
        let served = |m: &Mention| {
            let raw = self.view.document.raw(m.tokens.start);
            self.event_type.family() == "justice" && raw.trim_start_matches('و').starts_with('ب')
        };
        let fits = |m: &&Mention| {
            let placed = self.governed(m.tokens.start) || !governed && !self.speaks_there(m);
            placed && !(m.name.is_none() && served(m)) && suits(m) && !self.reason(range.start..m.tokens.start)
        };
        places.find(fits).map(|m| self.with_compass(m))
    }

    /// أحيل إلى المحكمة بتهمة تعذيب محام في الميدان: true where a reason begins, whose place is its own; the dead lie where
    /// the reason was.
    fn reason(&self, mut range: Range<usize>) -> bool {
        let document = &self.view.document;
        if matches!(self.event_type.family(), "casualty" | "accident" | "disaster" | "health") {
            return false;
        }
        let because = |at: usize| {
            let relation = document.cue(at, self.view.relation).and_then(|(s, _)| s.feature("relation"));
            matches!(relation, Some("cause" | "concession")) || document.has(at, self.view.chunker.charge)
        };
        range.any(because)
    }

    /// أدانت السعودية الهجوم: who speaks right behind the verb is not where it happened.
    fn speaks_there(&self, mention: &Mention) -> bool {
        let before = mention.tokens.start.checked_sub(1);
        before.is_some_and(|at| {
            self.view.document.tag(at) == Tag::Verb && self.view.document.has(at, self.view.reporting)
        })
    }

    /// جنود في دمشق: where persons are that only a noun names.
    pub(super) fn within_persons(&self, place: &Mention) -> bool {
        let outer = place.inside.map(|at| &self.view.tagging.mentions[at]);
        let nominal = outer.is_some_and(|m| m.kind == EntityKind::Person && m.form == MentionForm::Nominal);
        nominal && self.view.document.raw(place.tokens.start.saturating_sub(1)) == "في"
    }

    /// The last place before an event, but for where it was told: قالت في جنيف إن 20 شخصا قتلوا.
    fn located_in_content(&self, start: usize, token: usize, unnamed: bool) -> Option<Span> {
        let tag = |at: usize| self.view.document.tag(at);
        let told = (start..token).rev().find(|&at| tag(at) == Tag::Complementiser).unwrap_or(start);
        // وفي تونس، كشفت الصحيفة أن: what stands before the verb is the scene of all
        let scene = || {
            let verb = (start..told).find(|&at| tag(at) == Tag::Verb).filter(|_| tag(start) == Tag::Preposition)?;
            self.located_before(start..verb, unnamed)
        };
        self.located_before(told..token, unnamed).or_else(scene)
    }

    /// The last governed place mention in the range.
    fn located_before(&self, range: Range<usize>, unnamed: bool) -> Option<Span> {
        let to = self.view.tagging.mentions.partition_point(|m| m.tokens.start < range.end);
        let places = self.view.tagging.mentions[..to].iter().rev().take_while(|m| m.tokens.start >= range.start);
        let mut places = places
            .filter(|m| is_place(m) && (unnamed || !m.is_unnamed_country()))
            .filter(|m| m.inside.is_none() && !self.acts(m));
        places.find(|m| self.governed(m.tokens.start)).map(|m| self.with_compass(m))
    }

    /// True for a state that is already the actor.
    fn acts(&self, mention: &Mention) -> bool {
        self.roles.iter().any(|(role, f)| *role == Role::Actor && f.span.contains(mention.span))
    }

    /// جنوب تركيا: the point of the compass belongs to the place.
    fn with_compass(&self, mention: &Mention) -> Span {
        let first = mention.tokens.start;
        let compass =
            first > 0 && self.compass(first - 1) && mention.span.start == self.view.document.tokens[first].span.start;
        if compass { self.view.span(first - 1, first).join(mention.span) } else { mention.span }
    }

    fn compass(&self, token: usize) -> bool {
        self.view.document.has(token, self.view.chunker.compass)
    }

    pub(super) fn governed(&self, token: usize) -> bool {
        let at = |token: usize| self.view.preposition(token).map(|(p, _)| p);
        let own = at(token);
        let before =
            if token > 0 && self.view.document.tag(token - 1) == Tag::Preposition { at(token - 1) } else { None };
        let spatial = |p: Preposition| {
            ![Preposition::LAM, Preposition::KAF, Preposition::MA, Preposition::AN, Preposition::ALA, Preposition::BAYN]
                .contains(&p)
        };
        // a common noun of place may stand between: في ريف حماة، قرب مدينة درعا
        let through = token > 1
            && self.view.document.tag(token - 1) == Tag::Noun
            && self.view.document.tag(token - 2) == Tag::Preposition;
        // شمال العراق needs no preposition
        let adverbial = self.compass(token) || token > 0 && self.compass(token - 1);
        adverbial
            || own.or(before).is_some_and(spatial)
            || through
            || (token > 0 && self.view.document.tag(token - 1) == Tag::Preposition && before.is_none())
    }
}

pub(super) fn is_place(mention: &Mention) -> bool {
    matches!(mention.kind, EntityKind::Location | EntityKind::Facility)
}
