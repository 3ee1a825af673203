//! Time and quantity from the clause and the sentence (SCHEME 6.4).

use super::Filling;
use crate::classifier::condition::Role;
use crate::classifier::event::Filler;
use crate::classifier::trigger::Candidate;
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Number, Reading};
use crate::tagger::{EntityKind, Mention};

/// Tokens between a count of casualties and the number it has come to, at most.
const TOLL: usize = 16;
/// Tokens between a superlative and the date it compares with.
const SUPERLATIVE: usize = 5;

impl Filling<'_, '_> {
    pub(super) fn time(&mut self, candidate: &Candidate<'_>) {
        if self.has(Role::Time) {
            return;
        }
        let sentence = &self.view.document.sentence(candidate.token).tokens;
        let mut best: Option<(usize, &Mention)> = None;
        let from = self.view.tagging.mentions.partition_point(|m| m.tokens.start < sentence.start);
        let here = self.view.tagging.mentions[from..].iter().take_while(|m| m.tokens.start < sentence.end);
        for m in here.filter(|m| m.kind == EntityKind::Date && !self.compares(m) && !self.by_whom(m)) {
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

    /// من قبل الشرطة: by whom, not before.
    fn by_whom(&self, date: &Mention) -> bool {
        let document = &self.view.document;
        let agent = document.cue(date.tokens.start, self.view.relation);
        let agent = agent.filter(|(s, len)| s.feature("relation") == Some("agent") && *len == date.tokens.len());
        agent.is_some() && document.tag(date.tokens.end) == Tag::Noun
    }

    /// أكبر هجوم منذ أسابيع: since when nothing was greater, not when it happened.
    fn compares(&self, date: &Mention) -> bool {
        let document = &self.view.document;
        let first = date.tokens.start;
        let since = document.raw(first) == "منذ" || first > 0 && document.raw(first - 1) == "منذ";
        since && (first.saturating_sub(SUPERLATIVE)..first).any(|at| self.superlative(at))
    }

    /// أكبر، الأقوى، أشد: an adjective of the form أفعل.
    fn superlative(&self, token: usize) -> bool {
        let document = &self.view.document;
        let raw = document.raw(token);
        let form = raw.strip_prefix("ال").unwrap_or(raw);
        let plural = |r: &Reading| r.inflection.number == Number::Plural;
        document.tag(token) == Tag::Noun
            && form.starts_with('أ')
            && (3..=4).contains(&form.chars().count())
            && self.view.tagging.mention_at(token).is_none()
            && !document.word(token).readings().any(|(_, r)| plural(r))
    }

    /// The number beside a noun of casualties: 5 قتلى، مقتل خمسة.
    pub(super) fn quantity(&mut self, candidate: &Candidate<'_>) {
        if self.has(Role::Quantity) || !self.event_type.has_role("quantity") {
            return;
        }
        let near =
            candidate.token.saturating_sub(4)..(candidate.token + candidate.len + 10).min(candidate.arguments.end);
        // قتل عشرة جنود في غارات: a number before counts what stands right behind it
        let counts = |m: &Mention| m.tokens.start >= candidate.token || m.tokens.end + 1 >= candidate.token;
        let number = |m: &Mention| matches!(m.kind, EntityKind::Quantity | EntityKind::Money);
        // زلزال أودى بحياة 20 شخصا: a number of persons is none of the quake
        let persons = |m: &Mention| {
            let next = m.tokens.end;
            next < self.view.document.len()
                && (self.view.document.has(next, self.view.chunker.agent) || self.view.document.word(next).triggers)
        };
        let disaster = self.event_type.family() == "disaster";
        // مقتل ضابط وإصابة ثلاثة: the number right behind another trigger is its own
        let others = |m: &Mention| {
            let before = m.tokens.start.saturating_sub(1);
            before > candidate.token + candidate.len && self.view.document.word(before).triggers
        };
        let is = |m: &&Mention| {
            number(m) && near.contains(&m.tokens.start) && counts(m) && !(disaster && persons(m)) && !others(m)
        };
        let from = self.view.tagging.mentions.partition_point(|m| m.tokens.start < near.start);
        let numbers = || self.view.tagging.mentions[from..].iter().take_while(|m| m.tokens.start < near.end).filter(is);
        // حصيلة قتلى الحريق الذي اندلع في المجمع إلى 128: how many there are by now
        if let Some(m) = self.toll(candidate) {
            self.roles.push((Role::Quantity, Filler { span: m.span, head: m.tokens.start, via: None }));
            return;
        }
        // قتل 12 شخصا وجرح 27: what stands right behind comes first
        let behind = |m: &&Mention| m.tokens.start == candidate.token + candidate.len;
        if let Some(m) = numbers().find(behind).or_else(|| numbers().next()) {
            self.roles.push((Role::Quantity, Filler { span: m.span, head: m.tokens.start, via: None }));
        }
    }

    /// The number behind إلى that a count of the dead or injured has come to.
    fn toll(&self, candidate: &Candidate<'_>) -> Option<&Mention> {
        let document = &self.view.document;
        let token = candidate.token;
        let counted = (token.saturating_sub(2)..token).any(|at| document.has(at, self.view.chunker.toll));
        if !counted || self.event_type.family() != "casualty" {
            return None;
        }
        let end = document.sentence(token).tokens.end.min(token + TOLL);
        let reached = (token + 1..end).find(|&at| document.raw(at) == "إلى" && document.tag(at + 1) == Tag::Number)?;
        self.view.tagging.mention_at(reached + 1).filter(|m| m.kind == EntityKind::Quantity)
    }
}
