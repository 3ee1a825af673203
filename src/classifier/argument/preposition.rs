//! Prepositions, by themselves or joined to their noun, and words that only begin with one of their letters.

use super::View;
use crate::classifier::condition::Preposition;
use crate::morphology::Proclitics;
use crate::morphology::part_of_speech::Tag;
use crate::tagger::{EntityKind, Mention};

impl View<'_> {
    /// The preposition that a token is or begins with, and the first token of the phrase it governs.
    pub fn preposition(&self, token: usize) -> Option<(Preposition, usize)> {
        let word = self.document.word(token);
        if let Some(found) = self.lone_letter(token) {
            return Some(found);
        }
        if self.document.tag(token) == Tag::Preposition {
            // نحو مئة is no direction
            let number = |m: &Mention| m.kind == EntityKind::Quantity && m.tokens.start == token;
            if self.tagging.mention_at(token).is_some_and(number) {
                return None;
            }
            let key = word.names.last().map_or(word.key, |n| n.key);
            let found = self.prepositions.by_key(word.key).or_else(|| self.prepositions.by_key(key));
            return found.map(|p| (p, token + 1));
        }
        // بهذا الخصوص
        if !matches!(self.document.tag(token), Tag::Noun | Tag::Demonstrative) || self.whole(token) {
            return None;
        }
        // وبهذا is also a word of its own
        let stems = if self.document.tag(token) == Tag::Noun { 1 } else { word.stems.len() };
        let joined = word.stems.iter().take(stems).map(|s| s.proclitics).find(|p| p.preposition());
        let preposition = match joined {
            Some(p) if p.has(Proclitics::BA) => Preposition::BA,
            Some(p) if p.has(Proclitics::LAM) => Preposition::LAM,
            Some(_) => Preposition::KAF,
            None => {
                let skipped =
                    self.document.proclitic_bytes(token) > 0 && (word.stems.is_empty() || word.article.is_some());
                let raw = self.document.raw(token);
                let raw =
                    raw.strip_prefix(['و', 'ف']).filter(|_| word.first != 'ل' && word.first != 'ب').unwrap_or(raw);
                match raw.chars().next() {
                    Some('ب') if skipped => Preposition::BA,
                    Some('ل') if skipped => Preposition::LAM,
                    Some('ك') if skipped => Preposition::KAF,
                    _ => return None,
                }
            }
        };
        Some((preposition, token))
    }

    /// لـ"رويترز"، بـ «اختلاق حرب»، لـ 15 دولة: the letter by itself before a mark or a number.
    fn lone_letter(&self, token: usize) -> Option<(Preposition, usize)> {
        if self.document.word(token).letters != 1 {
            return None;
        }
        let preposition = match self.document.raw(token).trim_end_matches('ـ') {
            "ب" => Preposition::BA,
            "ل" => Preposition::LAM,
            "ك" => Preposition::KAF,
            _ => return None,
        };
        let next = token + 1;
        if next + 1 >= self.document.sentence(token).tokens.end {
            return None;
        }
        let marked = self.document.is_mark(next, &['"', '«', '“', '„', '(', '\'', '‘']);
        (marked || self.document.raw(token).ends_with('ـ')).then(|| (preposition, next + usize::from(marked)))
    }

    /// بعدم, لعدم: the preposition joined to a word that negates a noun.
    pub fn joined_to_negator(&self, token: usize) -> Option<Preposition> {
        let negates = self.document.tag(token) == Tag::Particle && self.document.raw(token).ends_with("عدم");
        if negates { self.joined_letter(token) } else { None }
    }

    /// The preposition that the first letter of a particle is, if it is one.
    pub fn joined_letter(&self, token: usize) -> Option<Preposition> {
        match self.document.raw(token).chars().next() {
            Some('ب') => Some(Preposition::BA),
            Some('ل') => Some(Preposition::LAM),
            _ => None,
        }
    }

    /// True for a mention that a preposition governs.
    pub fn governed(&self, mention: &Mention) -> bool {
        let first = mention.tokens.start;
        mention.span.start > self.document.tokens[first].span.start
            && matches!(self.document.word(first).first, 'ل' | 'ب' | 'ك')
            || first > 0 && self.document.tag(first - 1) == Tag::Preposition
    }

    /// True for the first word of a name that begins with its own letter, not with a proclitic: كندا.
    pub fn whole(&self, token: usize) -> bool {
        let start = self.document.tokens[token].span.start;
        self.tagging.mention_at(token).is_some_and(|m| m.tokens.start == token && m.span.start == start)
            || self.document.cues_at(token).iter().any(|c| c.len > 1 && c.skip == 0)
            || self.own_letter(token)
    }

    /// قالت بيرغمان إن: behind a verb of saying the first letter of a word that nobody knows is the name's own.
    fn own_letter(&self, token: usize) -> bool {
        token > 0
            && self.document.tag(token - 1) == Tag::Verb
            && self.document.has(token - 1, self.reporting)
            && self.document.word(token).stems.is_empty()
            && self.document.raw(token).starts_with(['ب', 'ك'])
            && self.tagging.mention_at(token).is_none()
    }

    /// Number of words that stand for one preposition of place, time or circumstance: بالقرب من، على مشارف.
    pub(super) fn compound_preposition(&self, at: usize) -> Option<usize> {
        let (sense, len) = self.document.cue(at, self.relation)?;
        let means = ["place", "time", "relation"].iter().any(|f| sense.feature(f).is_some());
        (len > 1 && means).then_some(len)
    }
}
