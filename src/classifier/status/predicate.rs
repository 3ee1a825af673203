//! A verbal noun as the subject of what is said of it: الانتخابات ستجرى في مايو، المفاوضات لم تبدأ (SCHEME 2.1, 2.2).

use super::Scan;
use crate::classifier::{Modality, Tense};
use crate::morphology::Proclitics;
use crate::morphology::part_of_speech::Tag;

impl Scan<'_, '_> {
    /// Reads the verb after the noun phrase of the trigger, if it only says that the event comes about, goes on or ends.
    pub(super) fn predicate(&mut self, token: usize) {
        let document = &self.view.document;
        if self.modality.is_some() || self.status.negative || !self.opens(token) {
            return;
        }
        let verb = self.view.clause_end(token);
        // الانتخابات التي ستجرى
        let verb = if document.tag(verb) == Tag::Relative { verb + 1 } else { verb };
        if document.tag(verb) != Tag::Verb || !self.carries(verb, token) {
            return;
        }
        let word = document.word(verb);
        let Some((stem, _)) = word.readings().find(|(_, r)| r.inflection.tense.is_finite()) else { return };
        let negator = (verb > token + 1).then(|| verb - 1).filter(|&at| document.has(at, self.cues.negation));
        if stem.proclitics.has(Proclitics::SIN) || negator.is_some_and(|at| document.raw(at).ends_with("لن")) {
            self.modal(Modality::Planned, verb);
            self.status.tense = Tense::Future;
        }
        if let Some(at) = negator.filter(|&at| !self.inside_cue(at, self.cues.pseudo) && !self.presupposes(verb)) {
            self.negate(at);
        }
    }

    /// True for the first noun of a clause, which is its subject.
    fn opens(&self, token: usize) -> bool {
        let document = &self.view.document;
        // قافلة مساعدات ستصل: the whole phrase is the subject
        let start = document.sentence(token).tokens.start;
        let bare = |at: usize| {
            document.tag(at) == Tag::Noun && document.word(at).article.is_none() && document.proclitic_bytes(at) == 0
        };
        // الجولة الثانية من المفاوضات ستعقد: the round is the subject
        let of = token.checked_sub(1).filter(|&at| at > start && document.raw(at) == "من");
        let round =
            of.and_then(|at| self.view.phrase_ending(at, start)).filter(|p| document.has(p.head, self.cues.round));
        let token = round.map_or(token, |p| p.first);
        let first = (start..token).rev().take_while(|&at| bare(at)).last().unwrap_or(token);
        first == start
            || matches!(document.tag(first - 1), Tag::Complementiser | Tag::Conjunction)
            || (document.tag(self.view.clause_end(token)) == Tag::Relative && self.view.preposition(token).is_none())
    }

    /// True for a verb that adds nothing to the event but whether and how it comes about.
    pub(super) fn carries(&self, verb: usize, token: usize) -> bool {
        let document = &self.view.document;
        let light = document.word(verb).readings().any(|(_, r)| self.group.light.contains(&r.lexeme));
        let said = document.cue(verb, self.cues.aspect).is_some_and(|(s, _)| s.feature("subject") == Some("content"));
        let passive =
            document.cue(verb, self.cues.implicative).is_some_and(|(s, _)| s.feature("role") == Some("passive"));
        let nothing_between = (token + 1..verb).all(|at| document.tag(at) != Tag::Punct);
        (light || said || passive) && nothing_between
    }

    /// True for verbs whose subject is there already: توقف، استمر.
    fn presupposes(&self, verb: usize) -> bool {
        self.document().cue(verb, self.cues.aspect).is_some_and(|(s, _)| s.feature("presupposes").is_some())
    }
}
