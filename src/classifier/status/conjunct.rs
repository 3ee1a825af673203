//! Verbal nouns beside each other: what governs the first governs the others (SCHEME 2.1, 2.2).

use super::Scan;
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Reading, Sense, Tense};

/// Words between two verbal nouns that are joined.
const CONJUNCTS: usize = 10;

impl Scan<'_, '_> {
    /// The first of the verbal nouns that are joined to the one at a token, the head of its phrase: وقف القصف، وفتح المعابر،
    /// وسحب القوات; without any, the token.
    pub(super) fn first_conjunct(&self, token: usize) -> usize {
        let mut first = token;
        while let Some(before) = self.conjunct_before(first) {
            first = before;
        }
        first
    }

    /// The verbal noun to which و, أو, وكذلك or فضلا عن joins the one at a token.
    fn conjunct_before(&self, token: usize) -> Option<usize> {
        let document = &self.view.document;
        let start = document.sentence(token).tokens.start.max(token.saturating_sub(CONJUNCTS));
        let either = self.either(token);
        let deed = |at: usize| {
            let masdar = |r: &Reading| r.inflection.tense == Tense::Masdar;
            // إصابات أو وفيات: two nouns of events
            let event = |r: &Reading| !document.lexicon.lexeme(r.lexeme).triggers.is_empty();
            let mut readings = document.word(at).readings();
            document.tag(at) == Tag::Noun && readings.any(|(_, r)| masdar(r) || either && event(r))
        };
        // ولإجلاء الجرحى: its own preposition governs it
        let alone = self.view.preposition(token).is_some();
        let end = self.joined_at(token).filter(|&end| end > start && deed(token) && !alone)?;
        let within = |at: &usize| matches!(document.tag(*at), Tag::Noun | Tag::Preposition | Tag::Number);
        // في رفضها الاتفاق وسيطرتها على المدينة: whose owner is the same
        let owned = |at: usize| document.word(at).has_pronoun();
        let like = |at: usize| owned(token) && owned(at) && deed(at);
        let mut before = (start..end).rev().take_while(within);
        let alike = before.clone().find(|&at| like(at));
        let mut first = alike.or_else(|| before.find(|&at| deed(at)))?;
        // قتل وخطف المدنيين: both share what follows; else the first heads its phrase: وقف القصف وسحب
        let construct = |at: usize| {
            at > start
                && document.tag(at - 1) == Tag::Noun
                && document.word(at - 1).article.is_none()
                && document.proclitic_bytes(at) == 0
        };
        // وقف القصف والهجوم: two of them are stopped, وقف القصف وسحب القوات: two things are done
        let alike = |at: usize| document.word(at).article.is_some();
        let beside = alike(first) && alike(token);
        while first + 1 < end && construct(first) && deed(first - 1) && !beside {
            first -= 1;
        }
        Some(first)
    }

    fn either(&self, token: usize) -> bool {
        let document = &self.view.document;
        let joins = |(s, _): (&Sense, usize)| s.feature("coordinates").is_some();
        token > document.sentence(token).tokens.start
            && document.tag(token - 1) == Tag::Conjunction
            && document.cue(token - 1, self.cues.conjunction).is_some_and(joins)
    }

    /// One past what a word is joined to, before the comma if there is one: القصف | وسحب، القصف | ، وكذلك سحب، القصف | فضلا عن سحب.
    fn joined_at(&self, token: usize) -> Option<usize> {
        let document = &self.view.document;
        let start = document.sentence(token).tokens.start;
        let also = |at: usize| matches!(document.raw(at), "وكذلك" | "وأيضا" | "وأيضاً");
        let adds = |(s, _): (&Sense, usize)| s.feature("additive").is_some();
        let ends = |at: &usize| document.cue(*at, self.cues.preposition).is_some_and(|c| at + c.1 == token && adds(c));
        let joint = if self.view.conjoined(token) {
            token
        } else if self.either(token) || token > start && also(token - 1) {
            token - 1
        } else {
            (start.max(token.saturating_sub(2))..token).find(ends)?
        };
        let comma = joint > start && document.is_mark(joint - 1, &[',', '،']);
        Some(joint - usize::from(comma))
    }
}
