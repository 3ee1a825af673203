//! The stage: from scopes to the chain of each event (SCHEME 3.1, R9, R10).

use smallvec::SmallVec;

use super::channel::ChannelFinder;
use super::cue::CueFinder;
use super::found::{Found, innermost};
use super::performer::{nobody, party, performers};
use super::scope::{Scope, ScopeFinder};
use super::source::SourceFinder;
use super::{Attribution, Attributions, Chain, QuoteKind, Rule, Source, SourceKind};
use crate::classifier::argument::View;
use crate::classifier::event::{Event, Filler};
use crate::classifier::unsaid::speakers_own;
use crate::classifier::{Modality, Role};
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Gender, Lexicon, Number};
use crate::tagger::Tagger;
use crate::tagger::chunk::NounPhrase;

/// Words between the end of what a speech act says and the verb of its condition, at most: إذا لم.
const PROTASIS: usize = 4;

/// The attribution stage: built once, shared by all threads.
#[derive(Debug)]
pub struct Attributor {
    pub(super) cues: CueFinder,
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

    /// Attributes every event; `out` is emptied first. A speech act without a subject gets its speaker for actor.
    pub fn attribute(&self, view: &View<'_>, tagger: &Tagger, events: &mut Vec<Event>, out: &mut Attributions) {
        out.events.clear();
        out.sources.clear();
        out.sources.push(author());
        let mut sources = std::mem::take(&mut out.sources);
        let performers = performers(view, events);
        let mut finder = ScopeFinder::new(&self.cues, &self.sources, &self.channels, view, tagger, &mut sources);
        finder.run(&performers);
        let found = Found { scopes: finder.scopes, acts: finder.acts, byline: finder.byline, doubts: finder.doubts };
        for index in 0..events.len() {
            let (attribution, speaker) = self.one(view, tagger, &found, events, index, &mut sources, &out.events);
            if let Some(filler) = speaker {
                events[index].roles.retain(|(role, _)| *role != Role::Actor);
                events[index].roles.push((Role::Actor, filler));
            }
            out.events.push(attribution);
        }
        untrue(view, events, &mut out.events);
        conditions(view, events, &mut out.events);
        super::voiceless::leave_out(view, events, out);
        for event in events {
            if event.role(Role::Actor).is_some_and(|actor| nobody(view, event, actor)) {
                event.roles.retain(|(role, _)| *role != Role::Actor);
            }
        }
        out.byline = found.byline;
        out.sources = sources;
    }

    #[expect(clippy::too_many_arguments, reason = "the layers of the document")]
    fn one(
        &self,
        view: &View<'_>,
        tagger: &Tagger,
        found: &Found,
        events: &[Event],
        index: usize,
        sources: &mut Vec<Source>,
        done: &[Attribution],
    ) -> (Attribution, Option<Filler>) {
        let event = &events[index];
        let token = event.tokens.start;
        let scope = innermost(&found.scopes, token, view.document.sentences[event.sentence].tokens.start);
        let mut attribution = scope.map_or_else(|| found.author(token), |scope| scope.attribution(view, token));
        attribution.factive = attribution.cue.is_some_and(|cue| self.cues.vouches(view, cue));
        if let Some(act) = event.content_of {
            content(view, &events[act], &done[act], scope, &mut attribution);
        }
        let mut speaker = self.pronoun(view, found, event, &mut attribution, sources);
        if event.speech_act && speaker.is_none() {
            speaker = self.performative(view, tagger, found, event, &mut attribution, sources);
        }
        (attribution, speaker)
    }

    /// R10: an actor whose speech nobody else reports is its own source; a speech act without an actor has the speaker's.
    fn performative(
        &self,
        view: &View<'_>,
        tagger: &Tagger,
        found: &Found,
        event: &Event,
        attribution: &mut Attribution,
        sources: &mut Vec<Source>,
    ) -> Option<Filler> {
        let Some(actor) = event.role(Role::Actor).filter(|actor| !speakers_own(view, event, *actor)) else {
            return self.speaker(view, found, event, attribution, sources);
        };
        if nobody(view, event, actor) {
            return None;
        }
        if let Some(speaker) = self.demanding(view, event, actor, attribution, sources) {
            return Some(speaker);
        }
        let source = self.actor(view, tagger, event, actor, sources)?;
        let head = attribution.chain.last().copied().unwrap_or(0);
        // an inherited voice does not speak for an actor that the sentence names itself
        let inherited = matches!(attribution.rule, Rule::Coordinated | Rule::ParagraphCarry) && actor.via.is_none();
        let inherited = inherited || self.speaks_apart(view, event, actor, attribution.cue);
        if head == 0 || inherited {
            let act = found.act(event.tokens.start);
            attribution.chain = act.map_or_else(|| Chain::from_slice(&[0, source]), |a| a.chain.clone());
            own(attribution, event.tokens.start);
            attribution.confidence = if actor.via.is_some() { 0.6 } else { 0.95 };
            let end = event.content.as_ref().map_or(event.tokens.end, |c| c.end).min(event.tokens.end + 25);
            let said_in = self.channels.between(view, event.tokens.start, end);
            attribution.channel = said_in.or_else(|| act.and_then(|a| a.channel.clone()));
        } else if head == source {
            attribution.own = true;
            attribution.rule = Rule::SelfAttribution;
            attribution.quote = QuoteKind::None;
        }
        None
    }

    /// دعا الأمين العام إلى الهدوء، في حين نصحت بريطانيا رعاياها، رحبت الوزارة بدعوة الأمين العام: whoever speaks by himself
    /// beside another's call, or is the one whose words another welcomes.
    fn speaks_apart(&self, view: &View<'_>, event: &Event, actor: Filler, cue: Option<usize>) -> bool {
        let document = &view.document;
        let token = event.tokens.start;
        let Some(cue) = cue.filter(|&cue| cue < token && actor.via.is_none() && actor.head > token) else {
            return false;
        };
        // قال إن …، فيما دعت الحكومة: what he told of her is still his
        if (cue..token).any(|at| document.tag(at) == Tag::Complementiser) || self.cues.says(view, cue) {
            return false;
        }
        let beside = token > 0 && document.tag(token - 1) == Tag::Conjunction && document.tag(token) == Tag::Verb;
        let called = document.has(cue, view.calling);
        let welcomed = document.tag(token) == Tag::Noun && actor.head == token + 1 && !called;
        beside || welcomed
    }

    fn actor(
        &self,
        view: &View<'_>,
        tagger: &Tagger,
        event: &Event,
        actor: Filler,
        sources: &mut Vec<Source>,
    ) -> Option<usize> {
        let (phrase, limit) = party(view, event, actor);
        let known = self.sources.resolve(view, tagger, phrase, limit, sources);
        // سلاح يهدد البلاد: an indefinite noun that nobody knows as a speaker is a thing
        let definite = self.sources.definite(view, phrase.head) || somebody_of(view, phrase);
        known.or_else(|| if definite { self.sources.anyone(view, phrase, sources) } else { None })
    }
}

/// وصف المتحدث الأنباء عن استقالته بأنها عارية عن الصحة: who calls a report untrue denies it, though he does so behind it.
fn untrue(view: &View<'_>, events: &[Event], attributions: &mut [Attribution]) {
    for index in 0..events.len() {
        let status = &events[index].status;
        let unsaid = status.modality == Modality::Denied && attributions[index].chain.len() == 1;
        let Some(idiom) = status.negation_cue.filter(|_| unsaid) else { continue };
        let calls = |&at: &usize| events[at].speech_act && events[at].tokens.contains(&idiom);
        if let Some(act) = beside(events, index).find(calls) {
            let by = attributions[act].clone();
            content(view, &events[act], &by, None, &mut attributions[index]);
        }
    }
}

/// هدد الحوثيون باستهداف السفن إذا هاجمت واشنطن: the condition is part of what is said, though none of what is threatened.
fn conditions(view: &View<'_>, events: &[Event], attributions: &mut [Attribution]) {
    for index in 0..events.len() {
        let event = &events[index];
        let open = event.status.modality == Modality::Conditional && event.content_of.is_none();
        if !open || attributions[index].chain.len() > 1 {
            continue;
        }
        let token = event.tokens.start;
        let ends = |act: &Event| act.content.as_ref().is_some_and(|c| c.end <= token && token <= c.end + PROTASIS);
        let said = |&at: &usize| at < index && events[at].speech_act && attributions[at].own && ends(&events[at]);
        if let Some(act) = beside(events, index).rfind(said) {
            let by = attributions[act].clone();
            content(view, &events[act], &by, None, &mut attributions[index]);
        }
    }
}

/// The events of the same sentence.
fn beside(events: &[Event], index: usize) -> std::ops::Range<usize> {
    let sentence = events[index].sentence;
    events.partition_point(|e| e.sentence < sentence)..events.partition_point(|e| e.sentence <= sentence)
}

/// نقيب الأطباء: somebody whom a definite genitive makes definite.
fn somebody_of(view: &View<'_>, phrase: NounPhrase) -> bool {
    let chunker = view.chunker;
    let somebody = [chunker.title, chunker.person, chunker.agent];
    phrase.last > phrase.head
        && view.document.word(phrase.last).article.is_some()
        && somebody.iter().any(|&class| view.document.has(phrase.head, class))
}

pub(super) fn own(attribution: &mut Attribution, cue: usize) {
    attribution.own = true;
    attribution.cue = Some(cue);
    attribution.rule = Rule::SelfAttribution;
    attribution.quote = QuoteKind::None;
}

fn author() -> Source {
    Source {
        kind: SourceKind::Author,
        grade: None,
        entity: None,
        span: None,
        head: 0,
        mentions: Vec::new(),
        through: SmallVec::new(),
        office: None,
        agreement: (Gender::Unknown, Number::Unknown),
    }
}

/// Indices of the sources that events use, so that nobody is listed who says nothing.
pub fn used(attributions: &Attributions) -> SmallVec<[usize; 16]> {
    let mut used: SmallVec<[usize; 16]> = SmallVec::from_slice(&[0]);
    used.extend(attributions.byline);
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

/// R9, R10: the content of a speech act stands in the voice of who speaks.
fn content(view: &View<'_>, act: &Event, by: &Attribution, scope: Option<&Scope>, attribution: &mut Attribution) {
    // an explicit cue between the act and its content is nearer
    if scope.is_some_and(|s| s.cue.is_some_and(|cue| cue > act.tokens.start)) {
        return;
    }
    if by.own {
        attribution.chain.clone_from(&by.chain);
        attribution.cue = Some(act.tokens.start);
        attribution.rule =
            if act.status.modality == Modality::Predicted { Rule::BeliefHolder } else { Rule::ReportClause };
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
