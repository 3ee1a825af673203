//! Scope: which tokens belong to which voice (SCHEME 3.5 R1–R8, 3.6 B1–B4).

use super::cue::{CueFinder, CueKind, FoundCue};
use super::{Attribution, Chain, Channel, Rule, Source};
use crate::classifier::argument::View;
use crate::tagger::Tagger;
use crate::tagger::chunk::NounPhrase;
use crate::text::Sentence;

use super::channel::ChannelFinder;
use super::source::SourceFinder;

mod byline;
mod extent;
mod frame;
mod inherit;
mod memory;
mod speaker;

/// Tokens that stand in one voice.
#[derive(Clone, Debug)]
pub struct Scope {
    /// First token.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Who speaks, from the author inwards.
    pub chain: Chain,
    /// Token of the cue.
    pub cue: Option<usize>,
    /// Where it was said.
    pub channel: Option<Channel>,
    /// Why.
    pub rule: Rule,
    /// How sure.
    pub confidence: f32,
}

impl Scope {
    /// Who says a token inside.
    pub fn attribution(&self, view: &View<'_>, token: usize) -> Attribution {
        Attribution {
            chain: self.chain.clone(),
            own: false,
            cue: self.cue,
            factive: false,
            quote: super::quotation::kind(&view.document, token, self.start, self.end),
            channel: self.channel.clone(),
            rule: self.rule,
            confidence: self.confidence,
        }
    }
}

/// A speech act by its first token, with the noun phrase of its actor and where an apposition to it may end.
pub type Performer = (usize, Option<(NounPhrase, usize)>);

/// A speech act and who performs it.
#[derive(Clone, Debug)]
pub struct Act {
    /// Its first token.
    pub token: usize,
    /// Who speaks, from the author inwards.
    pub chain: Chain,
    /// Where.
    pub channel: Option<Channel>,
}

/// Walks the sentences and keeps in mind who spoke last.
#[derive(Debug)]
pub struct ScopeFinder<'s, 'v> {
    /// Cues.
    pub cues: &'s CueFinder,
    /// Sources.
    pub finder: &'s SourceFinder,
    /// Channels.
    pub channels: &'s ChannelFinder,
    /// The document.
    pub view: &'s View<'v>,
    /// Names of subtypes.
    pub tagger: &'s Tagger,
    /// Sources found so far.
    pub sources: &'s mut Vec<Source>,
    /// Scopes found so far, in text order.
    pub scopes: Vec<Scope>,
    /// Chains in the order of their last use.
    history: Vec<(Chain, Option<Channel>)>,
    last: Option<Last>,
    /// Speech acts outside any report, in text order.
    pub acts: Vec<Act>,
    /// The agency that signs the article (R12).
    pub byline: Option<usize>,
}

/// The scope that the previous sentence ended in.
#[derive(Clone, Debug)]
struct Last {
    chain: Chain,
    channel: Option<Channel>,
    sentence: usize,
    paragraph: u32,
    to_the_end: bool,
}

impl<'s, 'v> ScopeFinder<'s, 'v> {
    /// Begins a document.
    pub fn new(
        cues: &'s CueFinder,
        finder: &'s SourceFinder,
        channels: &'s ChannelFinder,
        view: &'s View<'v>,
        tagger: &'s Tagger,
        sources: &'s mut Vec<Source>,
    ) -> Self {
        Self {
            cues,
            finder,
            channels,
            view,
            tagger,
            sources,
            scopes: Vec::new(),
            history: Vec::new(),
            last: None,
            acts: Vec::new(),
            byline: None,
        }
    }

    /// Finds the scopes of all sentences.
    pub fn run(&mut self, performers: &[Performer]) {
        let signed = self.sign();
        let mut performers = performers.iter().copied().peekable();
        for index in 0..self.view.document.sentences.len() {
            let before = self.scopes.len();
            let sentence = &self.view.document.sentences[index];
            self.inherit(index, sentence);
            let mut at = sentence.tokens.start.max(signed);
            let acts = self.acts.len();
            while at < sentence.tokens.end {
                while performers.peek().is_some_and(|&(token, _)| token <= at) {
                    if let Some(performer) = performers.next() {
                        self.perform(performer, before, sentence);
                    }
                }
                let next =
                    self.cues.at(self.view, at, sentence.tokens.end).and_then(|cue| self.open(&cue, sentence, before));
                at = next.unwrap_or(at + 1).max(at + 1);
            }
            self.remember(index, sentence, before, acts);
        }
    }

    /// Opens the scope of a cue; gives the token to go on from.
    fn open(&mut self, cue: &FoundCue, sentence: &Sentence, first: usize) -> Option<usize> {
        let parent = self.parent(cue, first);
        if parent.is_some() && !self.cues.says(self.view, cue.token) && cue.kind == CueKind::Report {
            return None;
        }
        let base: Chain = parent.map_or_else(|| Chain::from_slice(&[0]), |p| self.scopes[p].chain.clone());
        let mut channel = self.channels.between(self.view, cue.token, cue.head_end.max(cue.token + 1));
        let lenient = cue.explicit && self.cues.says(self.view, cue.token);
        let speaker = cue.speaker.and_then(|p| {
            let known = self.finder.resolve(self.view, self.tagger, p, cue.head_end, self.sources);
            known.or_else(|| if lenient { self.finder.anyone(self.view, p, self.sources) } else { None })
        });
        // what stands after وأضاف and cannot speak is no speaker
        if cue.speaker.is_some() && speaker.is_none() && !(cue.joined && self.cues.continues(self.view, cue.token)) {
            return None;
        }
        let mut rule = if cue.relative { Rule::RelativeClause } else { Rule::ReportClause };
        let mut confidence = if cue.explicit { 0.95 } else { 0.8 };
        let mut chain = base;
        match (speaker, cue.kind) {
            (_, CueKind::Frame) => return self.frame(cue, speaker, sentence, first),
            (None, CueKind::Participle) => {
                let (inherited, said_in, sure) = self.participle_speaker(cue, first)?;
                (chain, channel, rule, confidence) = (inherited, channel.or(said_in), Rule::Participle, sure);
            }
            (None, _) => {
                let inflection = cue.inflection?;
                let issuer = self.issuer(cue.token, inflection);
                let known = issuer.or_else(|| self.continued(inflection, cue.token, first));
                let (goes_on, said_in) = known.or_else(|| {
                    let opens = sentence.tokens.start == cue.token;
                    let source = if opens { self.before(cue.token, inflection) } else { None };
                    source.map(|s| (Chain::from_slice(&[0, s]), None))
                })?;
                chain = goes_on;
                (channel, rule, confidence) = (channel.or(said_in), Rule::Continuation, 0.85);
            }
            (Some(source), kind) => {
                let told = cue.told.and_then(|p| self.outlet(p));
                chain.extend(told.filter(|t| !chain.contains(t) && *t != source));
                let relayed = cue.relayed.and_then(|p| {
                    let known = self.finder.resolve(self.view, self.tagger, p, cue.head_end, self.sources);
                    known.or_else(|| self.finder.anyone(self.view, p, self.sources))
                });
                for link in [Some(source), relayed].into_iter().flatten() {
                    chain.retain(|c| *c != link);
                    chain.push(link);
                }
                self.relay(&mut chain);
                if cue.joined && self.cues.continues(self.view, cue.token) {
                    channel = channel.or_else(|| self.said_in(&chain));
                }
                if kind == CueKind::Colon {
                    rule = Rule::HeadlineColon;
                } else if cue.joined && self.cues.continues(self.view, cue.token) {
                    rule = Rule::Continuation;
                }
            }
        }
        // وفي بيان لها، أكدت الشرطة: the channel stands in front
        if cue.kind == CueKind::Report && parent.is_none() && self.scopes.len() == first {
            let fronted = || self.channels.between(self.view, sentence.tokens.start, cue.token);
            let near = cue.token - sentence.tokens.start <= 8;
            channel = channel.or_else(|| if near { fronted() } else { None });
        }
        if let Some(parent) = parent {
            channel = channel.or_else(|| self.scopes[parent].channel.clone());
        }
        if let Some((link, deeper)) = self.frame_within(cue, sentence) {
            if !chain.contains(&link) {
                chain.insert(if deeper { chain.len() } else { 1 }, link);
                self.relay(&mut chain);
            }
        }
        self.note(&chain, channel.as_ref());
        if cue.kind == CueKind::Inverted {
            self.push(Scope {
                start: sentence.tokens.start,
                end: cue.token,
                chain,
                cue: Some(cue.token),
                channel,
                rule: Rule::Trailing,
                confidence,
            });
            return Some(sentence.tokens.end);
        }
        let mut end = self.content_end(cue.start, sentence.tokens.end);
        if !cue.explicit {
            end = self.clause_joined(cue.start, end);
        }
        if cue.joined || cue.kind == CueKind::Participle {
            self.close(first, cue.token);
        }
        self.push(Scope { start: cue.start, end, chain, cue: Some(cue.token), channel, rule, confidence });
        Some(cue.start)
    }

    fn push(&mut self, scope: Scope) {
        if scope.start < scope.end {
            self.scopes.push(scope);
        }
    }

    fn outlet(&mut self, phrase: NounPhrase) -> Option<usize> {
        let index = self.finder.resolve(self.view, self.tagger, phrase, phrase.last + 1, self.sources)?;
        (self.sources[index].kind == super::SourceKind::MediaOutlet).then_some(index)
    }

    /// The scope of this sentence that the cue is nested in: not one that a conjunction sets beside it.
    fn parent(&self, cue: &FoundCue, first: usize) -> Option<usize> {
        let within = |s: &Scope| s.start <= cue.token && cue.token < s.end;
        let inner = (first..self.scopes.len()).rev().find(|&i| within(&self.scopes[i]))?;
        // يتهم الجمهوريون الرئيس بكذا، ولكن الرئيس قال: beside it, not inside
        let document = &self.view.document;
        let turns = |at: usize| matches!(document.raw(at), "لكن" | "ولكن" | "بينما" | "فيما" | "وفيما");
        let turned = cue.speaker.is_some() && (self.scopes[inner].start..cue.token).any(turns);
        let sibling = cue.joined || turned || cue.kind == CueKind::Participle;
        if !sibling {
            return Some(inner);
        }
        (first..inner).rev().find(|&i| within(&self.scopes[i]) && self.scopes[i].rule == Rule::OpenQuotation)
    }

    /// Ends the scopes of this sentence where a new report begins.
    fn close(&mut self, first: usize, at: usize) {
        for scope in &mut self.scopes[first..] {
            if scope.end > at && scope.start < at && scope.rule != Rule::OpenQuotation {
                scope.end = at;
            }
        }
    }
}
