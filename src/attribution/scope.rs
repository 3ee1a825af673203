//! Scope: which tokens belong to which voice (SCHEME 3.5 R1–R8, 3.6 B1–B4).

use super::cue::{CueFinder, CueKind, FoundCue};
use super::{Chain, Channel, Rule, Source};
use crate::classifier::argument::{View, agrees};
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Gender, Number};
use crate::tagger::Tagger;
use crate::text::Sentence;

use super::channel::ChannelFinder;
use super::source::SourceFinder;

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
    history: Vec<Chain>,
    last: Option<Last>,
    /// Speech acts and the sources that perform them: (token, chain, channel).
    acts: Vec<(usize, Chain, Option<Channel>)>,
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
        }
    }

    /// Finds the scopes of all sentences.
    pub fn run(&mut self, performers: &[(usize, usize)]) {
        let mut performers = performers.iter().copied().peekable();
        for index in 0..self.view.document.sentences.len() {
            let before = self.scopes.len();
            let sentence = &self.view.document.sentences[index];
            self.inherit(index, sentence);
            let mut at = sentence.tokens.start;
            let acts = self.acts.len();
            while at < sentence.tokens.end {
                while performers.peek().is_some_and(|&(token, _)| token <= at) {
                    if let Some((token, source)) = performers.next() {
                        self.perform(token, source, before, sentence.tokens.end);
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
        let speaker =
            cue.speaker.and_then(|p| self.finder.resolve(self.view, self.tagger, p, cue.head_end, self.sources));
        if cue.speaker.is_some() && speaker.is_none() {
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
                chain = self.continued(cue, first)?;
                (rule, confidence) = (Rule::Continuation, 0.85);
            }
            (Some(source), kind) => {
                let told = cue.told.and_then(|p| self.outlet(p));
                chain.extend(told.filter(|t| !chain.contains(t) && *t != source));
                let relayed = cue
                    .relayed
                    .and_then(|p| self.finder.resolve(self.view, self.tagger, p, cue.head_end, self.sources));
                for link in [Some(source), relayed].into_iter().flatten() {
                    chain.retain(|c| *c != link);
                    chain.push(link);
                }
                if kind == CueKind::Colon {
                    rule = Rule::HeadlineColon;
                } else if cue.joined && self.cues.continues(self.view, cue.token) {
                    rule = Rule::Continuation;
                }
            }
        }
        if let Some(parent) = parent {
            channel = channel.or_else(|| self.scopes[parent].channel.clone());
        }
        if let Some((link, deeper)) = self.frame_within(cue, sentence) {
            if !chain.contains(&link) {
                chain.insert(if deeper { chain.len() } else { 1 }, link);
            }
        }
        self.note(&chain);
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
        let end = self.content_end(cue.start, sentence.tokens.end);
        if cue.joined || cue.kind == CueKind::Participle {
            self.close(first, cue.token);
        }
        self.push(Scope { start: cue.start, end, chain, cue: Some(cue.token), channel, rule, confidence });
        Some(cue.start)
    }

    /// The source of a frame between the verb and its complement, and whether it lies deeper than the subject:
    /// قال الناطق، حسب رويترز، إن …
    fn frame_within(&mut self, cue: &FoundCue, sentence: &Sentence) -> Option<(usize, bool)> {
        let frame = (cue.token + 1..cue.start)
            .find_map(|at| self.cues.at(self.view, at, sentence.tokens.end).filter(|c| c.kind == CueKind::Frame))?;
        // ذكرت الصحيفة نقلا عن مسؤول: what is quoted lies deeper
        let speaker = frame.speaker?;
        if self.cues.quotes_deeper(self.view, frame.token) {
            let source = self.finder.resolve(self.view, self.tagger, speaker, frame.head_end, self.sources)?;
            return Some((source, true));
        }
        self.outlet(speaker).map(|source| (source, false))
    }

    fn push(&mut self, scope: Scope) {
        if scope.start < scope.end {
            self.scopes.push(scope);
        }
    }

    fn outlet(&mut self, phrase: crate::tagger::chunk::NounPhrase) -> Option<usize> {
        let index = self.finder.resolve(self.view, self.tagger, phrase, phrase.last + 1, self.sources)?;
        (self.sources[index].kind == super::SourceKind::MediaOutlet).then_some(index)
    }

    /// The scope of this sentence that the cue is nested in: not one that a conjunction sets beside it.
    fn parent(&self, cue: &FoundCue, first: usize) -> Option<usize> {
        let within = |s: &Scope| s.start <= cue.token && cue.token < s.end;
        let inner = (first..self.scopes.len()).rev().find(|&i| within(&self.scopes[i]))?;
        let sibling = cue.joined || (cue.kind == CueKind::Participle);
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

    /// One past the last token of a content: the sentence's end or a break (B1, B2, B4) outside quotations.
    fn content_end(&self, start: usize, end: usize) -> usize {
        let document = &self.view.document;
        (start + 1..end)
            .find(|&at| {
                let turn = document.is_mark(at - 1, &[',', '،', '؛', ';', '.', '"', '»'])
                    || document.tag(at) == Tag::Conjunction;
                turn && super::quotation::around(document, at).is_none() && self.breaks(at)
            })
            .unwrap_or(end)
    }

    fn breaks(&self, at: usize) -> bool {
        let document = &self.view.document;
        let inference = document
            .cue(at, self.cues.inference)
            .is_some_and(|(s, _)| s.feature("effect") != Some("none") && s.feature("needs").is_none());
        let author = document.cue(at, self.cues.breaks).is_some_and(|(s, _)| {
            s.feature("effect") == Some("reset_to_author") && s.feature("position") != Some("sentence_start")
        });
        inference || author || document.cue(at, self.cues.newspeaker).is_some()
    }

    /// Trailing, preposed and parenthetical frames (R3); an outlet before an explicit speaker is a link of the chain.
    fn frame(&mut self, cue: &FoundCue, speaker: Option<usize>, sentence: &Sentence, first: usize) -> Option<usize> {
        let chain = match speaker {
            Some(source) => Chain::from_slice(&[0, source]),
            None => self.history.last()?.clone(),
        };
        self.note(&chain);
        let preposed = cue.token <= sentence.tokens.start + 1;
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
        let media = speaker.is_some_and(|s| self.sources[s].kind == super::SourceKind::MediaOutlet);
        let within = (first..self.scopes.len())
            .rev()
            .find(|&i| self.scopes[i].end > cue.token || self.scopes[i].end + 1 >= cue.token);
        if let (Some(inner), true, Some(link)) = (within, media, speaker) {
            let chain = &mut self.scopes[inner].chain;
            if !chain.contains(&link) {
                chain.insert(1, link);
            }
            return Some(cue.head_end);
        }
        let floor = within.map_or(sentence.tokens.start, |i| self.scopes[i].start);
        let start = self.clause_before(floor, cue.token, sentence);
        self.push(Scope {
            start,
            end: cue.token,
            chain,
            cue: Some(cue.token),
            channel,
            rule: Rule::Trailing,
            confidence: 0.85,
        });
        Some(cue.head_end)
    }

    /// A trailing frame covers the sentence back to its start; one in the middle of a quotation or clause, that clause.
    fn clause_before(&self, floor: usize, at: usize, sentence: &Sentence) -> usize {
        let _ = sentence;
        floor.min(at)
    }

    /// R4: the speaker of the sentence, else of the one before, that agrees with the participle.
    fn participle_speaker(&self, cue: &FoundCue, first: usize) -> Option<(Chain, Option<Channel>, f32)> {
        let inflection = cue.inflection?;
        let fits = |chain: &Chain| {
            chain
                .last()
                .is_some_and(|&s| s > 0 && agrees_noun(inflection.gender, inflection.number, self.sources[s].agreement))
        };
        let here = self.scopes[first..].iter().rev().find(|s| s.start < cue.token && fits(&s.chain));
        if let Some(scope) = here {
            return Some((scope.chain.clone(), scope.channel.clone(), 0.9));
        }
        let start = self.view.document.sentence(cue.token).tokens.start;
        if let Some((_, chain, channel)) =
            self.acts.iter().rev().find(|(token, chain, _)| *token >= start && fits(chain))
        {
            return Some((chain.clone(), channel.clone(), 0.9));
        }
        if let Some(last) = self.last.as_ref().filter(|l| fits(&l.chain)) {
            return Some((last.chain.clone(), last.channel.clone(), 0.85));
        }
        self.history.iter().rev().take(3).find(|c| fits(c)).map(|c| (c.clone(), None, 0.6))
    }

    /// R6: the most recent head that agrees with the verb; a person rather than an institution.
    fn continued(&self, cue: &FoundCue, first: usize) -> Option<Chain> {
        let inflection = cue.inflection?;
        let fits = |c: &&Chain| {
            c.last().is_some_and(|&s| {
                s > 0
                    && agrees(inflection, self.sources[s].agreement)
                    && number_fits(inflection.number, self.sources[s].agreement.1)
            })
        };
        // whoever has spoken in this very sentence goes on: أعلن المجلس …، فيما أكد أن
        if let Some(scope) = self.scopes[first..].iter().rev().find(|s| s.start < cue.token && fits(&&s.chain)) {
            return Some(scope.chain.clone());
        }
        let recent: Vec<&Chain> = self.history.iter().rev().take(4).collect();
        let person = |c: &&&Chain| {
            c.last().is_some_and(|&s| {
                !matches!(self.sources[s].kind, super::SourceKind::Institution | super::SourceKind::MediaOutlet)
            })
        };
        let first = recent.iter().find(|c| fits(c))?;
        let chosen = recent.iter().take(2).filter(|c| fits(c)).find(person).unwrap_or(first);
        Some((*chosen).clone())
    }

    fn note(&mut self, chain: &Chain) {
        self.history.retain(|c| c != chain);
        self.history.push(chain.clone());
        if self.history.len() > 12 {
            self.history.remove(0);
        }
    }

    /// R5, R7, R8: what a sentence without a cue of its own takes over.
    fn inherit(&mut self, index: usize, sentence: &Sentence) {
        let Some(last) = self.last.clone().filter(|l| l.sentence + 1 == index) else { return };
        let document = &self.view.document;
        let start = sentence.tokens.start;
        let full = |rule, confidence, end| Scope {
            start,
            end,
            chain: last.chain.clone(),
            cue: None,
            channel: last.channel.clone(),
            rule,
            confidence,
        };
        if let Some(q) = super::quotation::around(document, start).filter(|q| q.open < start) {
            self.scopes.push(full(Rule::OpenQuotation, 0.95, q.end.min(sentence.tokens.end)));
            return;
        }
        if self.breaks_sentence(start) {
            return;
        }
        let end = self.content_end(start, sentence.tokens.end);
        let first = document.word(start).first;
        let carries = document
            .cue(start, self.cues.carry)
            .is_some_and(|(s, _)| s.feature("rule") == Some("R8") || s.feature("effect") == Some("inherit"))
            || (first == 'و' && document.tag(start) == Tag::Complementiser);
        if carries && last.to_the_end && last.paragraph == sentence.paragraph {
            self.scopes.push(full(Rule::ParagraphCarry, 0.6, end));
        } else if last.to_the_end && first == 'و' && self.same_subject(sentence) {
            self.scopes.push(full(Rule::Coordinated, 0.9, end));
        }
    }

    fn breaks_sentence(&self, start: usize) -> bool {
        let document = &self.view.document;
        document.cue(start, self.cues.breaks).is_some()
            || document.cue(start, self.cues.inference).is_some()
            || document.cue(start, self.cues.newspeaker).is_some()
            || document.cue(start, self.cues.background).is_some()
    }

    /// R5: و and a negator or an imperfect whose subject is dropped.
    fn same_subject(&self, sentence: &Sentence) -> bool {
        use crate::morphology::Tense;
        let document = &self.view.document;
        let start = sentence.tokens.start;
        let verb = if document.tag(start) == Tag::Particle && matches!(document.raw(start), "ولا" | "ولم" | "ولن")
        {
            start + 1
        } else {
            start
        };
        if verb >= sentence.tokens.end
            || document.tag(verb) != Tag::Verb
            || self.cues.at(self.view, verb, sentence.tokens.end).is_some_and(|c| c.speaker.is_some())
        {
            return false;
        }
        let finite = |t| matches!(t, Tense::Past | Tense::Present | Tense::Jussive);
        let Some((stem, reading)) = document.word(verb).readings().find(|(_, r)| finite(r.inflection.tense)) else {
            return false;
        };
        // a past form, in any reading of the third person, begins a sentence of its own: ونفت الخارجية
        let past = |(_, r): (&crate::morphology::Stem, &crate::morphology::Reading)| {
            r.inflection.tense == Tense::Past && r.inflection.person == crate::morphology::Person::Third
        };
        if document.word(verb).readings().any(past) || reading.inflection.person == crate::morphology::Person::First {
            return false;
        }
        self.view.of_verb(verb, reading.inflection, stem.enclitic).subject.is_none()
    }

    /// A speech act outside any report: whoever performs it has spoken.
    fn perform(&mut self, token: usize, source: usize, first: usize, end: usize) {
        if self.scopes[first..].iter().any(|s| s.start <= token && token < s.end) {
            return;
        }
        let chain = Chain::from_slice(&[0, source]);
        let channel = self.channels.between(self.view, token, self.view.clause_end(token).min(end));
        self.note(&chain);
        self.acts.push((token, chain, channel));
    }

    fn remember(&mut self, index: usize, sentence: &Sentence, first: usize, acts: usize) {
        let chosen = self.scopes[first..].iter().filter(|s| s.chain.len() > 1).max_by_key(|s| (s.end, s.start));
        let act = self.acts[acts..].last().map(|(_, chain, channel)| Last {
            chain: chain.clone(),
            channel: channel.clone(),
            sentence: index,
            paragraph: sentence.paragraph,
            to_the_end: false,
        });
        self.last = chosen
            .map(|s| Last {
                chain: s.chain.clone(),
                channel: s.channel.clone(),
                sentence: index,
                paragraph: sentence.paragraph,
                to_the_end: s.end + 2 >= sentence.tokens.end,
            })
            .or(act);
    }
}

fn agrees_noun(gender: Gender, number: Number, (other, others): (Gender, Number)) -> bool {
    let gender_fits =
        gender == Gender::Unknown || other == Gender::Unknown || gender == other || others == Number::Plural;
    gender_fits
        && (number != Number::Plural || others != Number::Singular)
        && (number != Number::Singular || others != Number::Dual)
}

fn number_fits(verb: Number, source: Number) -> bool {
    match verb {
        Number::Plural => source != Number::Singular,
        Number::Dual => source == Number::Dual || source == Number::Unknown,
        _ => true,
    }
}
