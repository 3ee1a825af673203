//! Frames: بحسب، وفقا لـ، نقلا عن (SCHEME R3).

use super::{Scope, ScopeFinder};
use crate::attribution::cue::{CueKind, FoundCue};
use crate::attribution::{Chain, Rule, SourceKind};
use crate::morphology::part_of_speech::Tag;
use crate::text::Sentence;

impl ScopeFinder<'_, '_> {
    /// The source of a frame between the verb and its complement, and whether it lies deeper than the subject:
    /// قال الناطق، حسب رويترز، إن …
    pub(super) fn frame_within(&mut self, cue: &FoundCue, sentence: &Sentence) -> Option<(usize, bool)> {
        let frame = (cue.token + 1..cue.start)
            .find_map(|at| self.cues.at(self.view, at, sentence.tokens.end).filter(|c| c.kind == CueKind::Frame))?;
        // ذكرت الصحيفة نقلا عن مسؤول: what is quoted lies deeper
        let speaker = frame.speaker?;
        if self.cues.quotes_deeper(self.view, frame.token) {
            let source = self.finder.resolve(self.view, self.tagger, speaker, frame.head_end, self.sources)?;
            return Some((source, true));
        }
        let source = self.finder.resolve(self.view, self.tagger, speaker, frame.head_end, self.sources)?;
        match self.sources[source].kind {
            SourceKind::MediaOutlet => Some((source, false)),
            // كشفت الصحيفة، استنادا إلى وثيقة، أن
            SourceKind::Document => Some((source, true)),
            _ => None,
        }
    }

    /// True for a frame between commas that its clause goes on behind: وأسفر الهجوم، بحسب شهود، عن إصابات; الجيش، بحسب الوزير،
    /// انسحب, whose verb is still to come.
    fn interrupts(&self, floor: usize, cue: &FoundCue) -> bool {
        let document = &self.view.document;
        let comma = |at: usize| document.is_mark(at, &[',', '،']);
        let end = document.sentence(cue.token).tokens.end;
        let next = cue.head_end + 1;
        let inside = cue.speaker.is_some() && cue.token > floor && comma(cue.token - 1) && next < end;
        if !(inside && comma(cue.head_end)) || document.word(next).first == 'و' {
            return false;
        }
        let verb = |at: usize| document.tag(at) == Tag::Verb && !document.has(at, self.view.auxiliary);
        match document.tag(next) {
            Tag::Noun | Tag::Preposition => true,
            Tag::Verb | Tag::Particle => !(floor..cue.token).any(verb),
            _ => false,
        }
    }

    /// وقع هجوم، وأسفر، بحسب شهود عيان، عن إصابات: a frame inside a clause that is set beside another covers its own clause
    /// alone; where that begins.
    fn own_clause(&self, floor: usize, cue: &FoundCue) -> usize {
        let document = &self.view.document;
        let verb = (floor..cue.token).rev().find(|&at| document.tag(at) == Tag::Verb);
        let beside = |at: &usize| self.view.conjoined(*at) || *at > floor && document.tag(*at - 1) == Tag::Conjunction;
        verb.filter(beside).unwrap_or(floor)
    }

    /// One past the clause that goes on behind a frame between commas.
    fn rest_of_clause(&self, cue: &FoundCue, sentence: &Sentence) -> usize {
        let end = self.content_end(cue.head_end, sentence.tokens.end);
        self.clause_joined(cue.head_end, end)
    }

    /// وبحسب، ووفقا لـ; وفقا لـ has a و of its own.
    fn joined(&self, token: usize) -> bool {
        let raw = self.view.document.raw(token);
        raw.strip_prefix('و').is_some_and(|rest| !rest.starts_with("فق"))
    }

    /// True for what a verb of this sentence and its subject introduce.
    fn told_by(&self, scope: usize) -> bool {
        let scope = &self.scopes[scope];
        scope.rule == Rule::ReportClause && scope.chain.len() > 1
    }

    /// Trailing, preposed and parenthetical frames (R3); an outlet before an explicit speaker is a link of the chain.
    pub(super) fn frame(
        &mut self,
        cue: &FoundCue,
        speaker: Option<usize>,
        sentence: &Sentence,
        first: usize,
    ) -> Option<usize> {
        // قال الوزير إنه وفقا لإحصاءات الغرفة …: the frame opens what the speaker says
        let that = cue.token > 0 && self.view.document.tag(cue.token - 1) == Tag::Complementiser;
        let opened = self.scopes[first..].iter().rposition(|s| that && s.start == cue.token).map(|at| first + at);
        // ووفق التقرير: whose report it is
        let speaker = speaker.map(|source| cue.speaker.and_then(|p| self.publisher_of(p)).unwrap_or(source));
        let chain = match speaker {
            Some(source) => {
                let base = opened.map_or_else(|| Chain::from_slice(&[0]), |at| self.scopes[at].chain.clone());
                let mut chain = base;
                chain.retain(|c| *c != source);
                chain.push(source);
                let deeper = cue.relayed.and_then(|p| {
                    let known = self.finder.resolve(self.view, self.tagger, p, cue.head_end, self.sources);
                    known.or_else(|| self.finder.anyone(self.view, p, self.sources))
                });
                chain.extend(deeper.filter(|d| *d != source));
                let told = cue.told.and_then(|p| self.outlet(p)).filter(|t| !chain.contains(t));
                if let Some(link) = told {
                    chain.insert(chain.len() - 1, link);
                }
                self.relay(&mut chain);
                chain
            }
            None => self.history.last()?.0.clone(),
        };
        self.note(&chain, None);
        let fragment = cue.token <= sentence.tokens.start + 1 && cue.head_end + 2 >= sentence.tokens.end;
        if let (Some(source), true) = (speaker, fragment) {
            let scope = Scope {
                start: 0,
                end: 0,
                chain,
                cue: Some(cue.token),
                channel: None,
                rule: Rule::Trailing,
                confidence: 0.75,
            };
            self.credit(source, cue, sentence, scope);
            return Some(cue.head_end);
        }
        // …، وبحسب مصادر طبية فإن: with و it opens a clause of its own
        let beside = cue.token > sentence.tokens.start + 1
            && self.joined(cue.token)
            && cue.head_end + 2 < sentence.tokens.end
            && !self.view.document.is_mark(cue.head_end, &['.', '؛']);
        if beside && opened.is_none() {
            self.close(first, cue.token);
        }
        let preposed = cue.token <= sentence.tokens.start + 1 || opened.is_some() || beside;
        let channel = None;
        if preposed {
            let end = self.content_end(cue.start, sentence.tokens.end);
            self.push(Scope {
                start: cue.start,
                end,
                chain,
                cue: Some(cue.token),
                channel,
                rule: Rule::Trailing,
                confidence: 0.9,
            });
            return Some(cue.start);
        }
        let media = chain.len() == 2 && speaker.is_some_and(|s| self.sources[s].kind == SourceKind::MediaOutlet);
        let within = (first..self.scopes.len())
            .rev()
            .find(|&i| self.scopes[i].end > cue.token || self.scopes[i].end + 1 >= cue.token);
        // قال الوزير إن خمسة قتلوا، وفق إحصائية: what he goes by, نقلا عن مصادر: whom he cites
        if let (Some(inner), false, Some(source)) = (within.filter(|&at| self.told_by(at)), media, speaker) {
            let cites = self.cues.quotes_deeper(self.view, cue.token);
            if cites && !self.scopes[inner].chain.contains(&source) {
                self.scopes[inner].chain.push(source);
            }
            if cites || self.sources[source].kind == SourceKind::Document {
                return Some(cue.head_end);
            }
        }
        if let (Some(inner), true, Some(link)) = (within, media, speaker) {
            let chain = &mut self.scopes[inner].chain;
            if !chain.contains(&link) {
                chain.insert(1, link);
            }
            return Some(cue.head_end);
        }
        let floor = within.map_or(sentence.tokens.start, |i| self.scopes[i].start);
        let floor = floor.min(cue.token);
        let interrupts = self.interrupts(floor, cue);
        let start = if interrupts { self.own_clause(floor, cue) } else { floor };
        let end = if interrupts { self.rest_of_clause(cue, sentence) } else { cue.token };
        self.push(Scope { start, end, chain, cue: Some(cue.token), channel, rule: Rule::Trailing, confidence: 0.85 });
        Some(cue.head_end)
    }
}
