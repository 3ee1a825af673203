//! Scope: which tokens belong to which voice (SCHEME 3.5 R1–R8, 3.6 B1–B4).

use std::ops::Range;

use super::cue::{CueFinder, CueKind, FoundCue};
use super::{Attribution, Chain, Channel, QuoteKind, Rule, Source};
use crate::classifier::argument::View;
use crate::morphology::part_of_speech::Tag;
use crate::tagger::Tagger;
use crate::tagger::chunk::NounPhrase;

use super::channel::ChannelFinder;
use super::source::SourceFinder;
use handover::Handover;

mod byline;
mod extent;
mod frame;
mod handover;
mod inherit;
mod memory;
mod open;
mod quoted;
mod relayed;
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
        let document = &view.document;
        let quote = match super::quotation::kind(document, token, self.start, self.end) {
            // وأردف: لن نسحب قواتنا
            QuoteKind::Indirect | QuoteKind::Mixed if self.spoken(view) => QuoteKind::Direct,
            quote => quote,
        };
        Attribution {
            chain: self.chain.clone(),
            own: false,
            cue: self.cue,
            factive: false,
            quote,
            channel: self.channel.clone(),
            rule: self.rule,
            confidence: self.confidence,
        }
    }
}

impl Scope {
    /// True for words given after a verb and a colon.
    fn spoken(&self, view: &View<'_>) -> bool {
        let verb = matches!(self.rule, Rule::ReportClause | Rule::Continuation | Rule::RelativeClause);
        let marks = [':', '"', '«', '“'];
        let colon = |back: usize| self.start.checked_sub(back).is_some_and(|at| view.document.is_mark(at, &[':']));
        // واستطرد: إن القرار …
        let clause = view.document.tag(self.start) == Tag::Complementiser;
        verb && !clause && (colon(1) || view.document.is_mark(self.start.max(1) - 1, &marks) && colon(2))
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
    /// Who has been given the word for whole paragraphs.
    handed: Option<Handover>,
    /// Speech acts outside any report, in text order.
    pub acts: Vec<Act>,
    /// The agency that signs the article (R12).
    pub byline: Option<usize>,
    /// Contents that somebody says, though it could not be told who.
    pub doubts: Vec<Range<usize>>,
    /// The outlet that the end of the article credits.
    credited: Option<usize>,
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
            handed: None,
            acts: Vec::new(),
            byline: None,
            doubts: Vec::new(),
            credited: None,
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
            if self.scopes.len() == before {
                self.handed_text(sentence);
            }
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
            self.hand_over(sentence);
        }
        self.relay_article();
        self.scopes.sort_by_key(|s| s.start);
    }

    fn push(&mut self, scope: Scope) {
        if scope.start < scope.end {
            self.scopes.push(scope);
        }
    }

    /// The scope of this sentence that the cue is nested in: not one that a conjunction sets beside it.
    fn parent(&self, cue: &FoundCue, first: usize) -> Option<usize> {
        let within = |s: &Scope| s.start <= cue.token && cue.token < s.end;
        let inner = (first..self.scopes.len()).rev().find(|&i| within(&self.scopes[i]))?;
        // يتهم الجمهوريون الرئيس بكذا، ولكن الرئيس قال: beside it, not inside
        let document = &self.view.document;
        let turns = |at: usize| match document.raw(at) {
            "لكن" | "ولكن" | "بينما" | "فيما" | "وفيما" => true,
            _ => self.view.however(at),
        };
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
