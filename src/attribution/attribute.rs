//! The stage: from scopes to the chain of each event (SCHEME 3.1, R9, R10).

use smallvec::SmallVec;

use super::channel::ChannelFinder;
use super::cue::CueFinder;
use super::scope::{Scope, ScopeFinder};
use super::source::SourceFinder;
use super::{Attribution, Attributions, Chain, QuoteKind, Rule, Source, SourceKind};
use crate::classifier::Role;
use crate::classifier::argument::View;
use crate::classifier::event::{Event, Filler};
use crate::morphology::{Gender, Lexicon, Number};
use crate::tagger::Tagger;
use crate::tagger::chunk::NounPhrase;
use crate::text::sentence::LONGEST_SENTENCE;

/// The attribution stage: built once, shared by all threads.
#[derive(Debug)]
pub struct Attributor {
    cues: CueFinder,
    sources: SourceFinder,
    channels: ChannelFinder,
}

impl Attributor {
    /// Finds the cue classes in the lexicon.
    pub fn new(lexicon: &Lexicon) -> Self {
        Self {
            cues: CueFinder::new(lexicon),
            sources: SourceFinder::new(lexicon),
            channels: ChannelFinder::new(lexicon),
        }
    }

    /// Attributes every event; `out` is emptied first.
    pub fn attribute(&self, view: &View<'_>, tagger: &Tagger, events: &[Event], out: &mut Attributions) {
        out.events.clear();
        out.sources.clear();
        out.sources.push(author());
        let mut sources = std::mem::take(&mut out.sources);
        let performers = self.performers(view, tagger, events, &mut sources);
        let mut finder = ScopeFinder::new(&self.cues, &self.sources, &self.channels, view, tagger, &mut sources);
        finder.run(&performers);
        let scopes = std::mem::take(&mut finder.scopes);
        for event in events {
            let attribution = self.one(view, tagger, &scopes, events, event, &mut sources, &out.events);
            out.events.push(attribution);
        }
        out.sources = sources;
    }

    /// Token and source of each speech act whose actor is named.
    fn performers(
        &self,
        view: &View<'_>,
        tagger: &Tagger,
        events: &[Event],
        sources: &mut Vec<Source>,
    ) -> Vec<(usize, usize)> {
        let acts = events.iter().filter(|e| e.speech_act);
        acts.filter_map(|e| {
            Some((
                e.tokens.start,
                self.actor(view, tagger, e, e.role(Role::Actor).filter(|f| f.via.is_none())?, sources)?,
            ))
        })
        .collect()
    }

    #[expect(clippy::too_many_arguments, reason = "the layers of the document")]
    fn one(
        &self,
        view: &View<'_>,
        tagger: &Tagger,
        scopes: &[Scope],
        events: &[Event],
        event: &Event,
        sources: &mut Vec<Source>,
        done: &[Attribution],
    ) -> Attribution {
        let token = event.tokens.start;
        let scope = innermost(scopes, token, view.document.sentences[event.sentence].tokens.start);
        let mut attribution = match scope {
            Some(scope) => Attribution {
                chain: scope.chain.clone(),
                own: false,
                cue: scope.cue,
                quote: super::quotation::kind(&view.document, token, scope.start, scope.end),
                channel: scope.channel.clone(),
                rule: scope.rule,
                confidence: scope.confidence,
            },
            None => Attribution {
                chain: Chain::from_slice(&[0]),
                own: false,
                cue: None,
                quote: QuoteKind::None,
                channel: None,
                rule: Rule::Author,
                confidence: 0.8,
            },
        };
        if let Some(act) = event.content_of {
            self.content(view, &events[act], &done[act], scope, &mut attribution);
        }
        if event.speech_act {
            self.performative(view, tagger, scopes, event, &mut attribution, sources);
        }
        attribution
    }

    /// R9, R10: the content of a speech act stands in the voice of who speaks.
    fn content(
        &self,
        view: &View<'_>,
        act: &Event,
        by: &Attribution,
        scope: Option<&Scope>,
        attribution: &mut Attribution,
    ) {
        // an explicit cue between the act and its content is nearer
        if scope.is_some_and(|s| s.cue.is_some_and(|cue| cue > act.tokens.start)) {
            return;
        }
        if by.own {
            attribution.chain.clone_from(&by.chain);
            attribution.cue = Some(act.tokens.start);
            attribution.rule = if act.status.modality == crate::classifier::Modality::Predicted {
                Rule::BeliefHolder
            } else {
                Rule::ReportClause
            };
            attribution.quote = super::quotation::kind(
                &view.document,
                act.tokens.end,
                act.tokens.end,
                act.content.as_ref().map_or(act.tokens.end, |c| c.end),
            );
            attribution.channel.clone_from(&by.channel);
            attribution.confidence = 0.9;
        } else {
            attribution.chain.clone_from(&by.chain);
        }
    }

    /// R10: an actor whose speech nobody else reports is its own source.
    fn performative(
        &self,
        view: &View<'_>,
        tagger: &Tagger,
        scopes: &[Scope],
        event: &Event,
        attribution: &mut Attribution,
        sources: &mut Vec<Source>,
    ) {
        let Some(actor) = event.role(Role::Actor) else {
            // متهما، محذرا: the participle's own speaker performs it
            if let Some(scope) = scopes.iter().find(|s| s.cue == Some(event.tokens.start)) {
                attribution.chain.clone_from(&scope.chain);
                attribution.own = true;
                attribution.rule = Rule::SelfAttribution;
                attribution.cue = scope.cue;
                attribution.quote = QuoteKind::None;
                attribution.channel.clone_from(&scope.channel);
            }
            return;
        };
        let Some(source) = self.actor(view, tagger, event, actor, sources) else { return };
        let head = attribution.chain.last().copied().unwrap_or(0);
        // an inherited voice does not speak for an actor that the sentence names itself
        let inherited = matches!(attribution.rule, Rule::Coordinated | Rule::ParagraphCarry) && actor.via.is_none();
        if head == 0 || inherited {
            attribution.chain = Chain::from_slice(&[0, source]);
            attribution.own = true;
            attribution.cue = Some(event.tokens.start);
            attribution.rule = Rule::SelfAttribution;
            attribution.quote = QuoteKind::None;
            attribution.confidence = if actor.via.is_some() { 0.6 } else { 0.95 };
            let end = event.content.as_ref().map_or(event.tokens.end, |c| c.end).min(event.tokens.end + 25);
            attribution.channel = self.channels.between(view, event.tokens.start, end);
        } else if head == source {
            attribution.own = true;
            attribution.rule = Rule::SelfAttribution;
            attribution.quote = QuoteKind::None;
        }
    }

    fn actor(
        &self,
        view: &View<'_>,
        tagger: &Tagger,
        event: &Event,
        actor: Filler,
        sources: &mut Vec<Source>,
    ) -> Option<usize> {
        let document = &view.document;
        let first = document.tokens.partition_point(|t| t.span.end <= actor.span.start);
        let last = document.tokens.partition_point(|t| t.span.start < actor.span.end).max(first + 1) - 1;
        let phrase = NounPhrase { first, last, head: actor.head.clamp(first, last), core_last: last };
        let limit = document.sentences[event.sentence].tokens.end.min(last + 8);
        self.sources.resolve(view, tagger, phrase, limit, sources)
    }
}

/// The scope that holds the token and began last.
fn innermost(scopes: &[Scope], token: usize, sentence: usize) -> Option<&Scope> {
    let mut best: Option<&Scope> = None;
    // scopes lie in the order of their sentences
    let from = scopes.partition_point(|s| s.start < sentence);
    for scope in scopes[from..]
        .iter()
        .take_while(|s| s.start < sentence + 2 * LONGEST_SENTENCE)
        .filter(|s| s.start <= token && token < s.end)
    {
        let deeper = |b: &Scope| (scope.start, scope.chain.len()) >= (b.start, b.chain.len());
        if best.is_none_or(deeper) {
            best = Some(scope);
        }
    }
    best
}

fn author() -> Source {
    Source {
        kind: SourceKind::Author,
        grade: None,
        entity: None,
        span: None,
        head: 0,
        mentions: Vec::new(),
        agreement: (Gender::Unknown, Number::Unknown),
    }
}

/// Indices of the sources that events use, so that nobody is listed who says nothing.
pub fn used(attributions: &Attributions) -> SmallVec<[usize; 16]> {
    let mut used: SmallVec<[usize; 16]> = SmallVec::from_slice(&[0]);
    for attribution in &attributions.events {
        for &source in &attribution.chain {
            if !used.contains(&source) {
                used.push(source);
            }
        }
    }
    used.sort_unstable();
    used
}
