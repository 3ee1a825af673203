//! What a cue opens: the chain, the channel and the reach of what is said (SCHEME R1–R4, R6, R11).

use super::{Scope, ScopeFinder};
use crate::attribution::cue::{CueKind, FoundCue};
use crate::attribution::{Chain, Channel, Rule, SourceKind, quotation};
use crate::morphology::{Gender, Number, Person};
use crate::tagger::chunk::NounPhrase;
use crate::text::Sentence;

/// Who speaks at a cue, where, and how sure that is.
struct Voice {
    chain: Chain,
    channel: Option<Channel>,
    rule: Rule,
    confidence: f32,
}

impl ScopeFinder<'_, '_> {
    /// Opens the scope of a cue; gives the token to go on from.
    pub(super) fn open(&mut self, cue: &FoundCue, sentence: &Sentence, first: usize) -> Option<usize> {
        let parent = self.parent(cue, first);
        if parent.is_some() && !self.cues.says(self.view, cue.token) && cue.kind == CueKind::Report {
            return None;
        }
        // زادت المشاكل إلى أن: what goes on must be known to speak
        let said = cue.explicit
            && self.cues.says(self.view, cue.token)
            && !(self.cues.continues(self.view, cue.token) && cue.speaker.is_some_and(|p| !self.nameless(p)));
        // برأي المحلل سامر العبود: the name behind the noun of a frame
        let end = if cue.kind == CueKind::Frame && cue.relayed.is_none() { cue.head_end + 3 } else { cue.head_end };
        let speaker = cue.speaker.and_then(|p| self.voice(p, end.min(sentence.tokens.end), said));
        // what stands after وأضاف and cannot speak is no speaker
        if cue.speaker.is_some() && speaker.is_none() && !(cue.joined && self.cues.continues(self.view, cue.token)) {
            self.doubt(cue, sentence);
            return None;
        }
        if cue.kind == CueKind::Frame {
            return self.frame(cue, speaker, sentence, first);
        }
        let found = match speaker {
            Some(source) => Some(self.named(cue, source, parent, sentence)),
            None if cue.kind == CueKind::Participle => self.by_participle(cue, first),
            None => self.unnamed(cue, sentence, first),
        };
        let Some(mut voice) = found else {
            self.doubt(cue, sentence);
            return None;
        };
        self.settle_channel(&mut voice, cue, parent, sentence, first);
        if let Some((link, deeper)) = self.frame_within(cue, sentence) {
            if !voice.chain.contains(&link) {
                let at = if deeper { voice.chain.len() } else { 1 };
                voice.chain.insert(at, link);
                self.relay(&mut voice.chain);
            }
        }
        self.note(&voice.chain, voice.channel.as_ref());
        Some(self.reach(voice, cue, sentence, first))
    }

    /// True for a noun that may be somebody: unknown to the lexicon, or known to speak.
    fn nameless(&self, phrase: NounPhrase) -> bool {
        self.finder.speaks(self.view, phrase.head) || self.view.document.word(phrase.head).stems.is_empty()
    }

    /// A content whose speaker is not known: the author does not vouch for it, nor does anybody else.
    fn doubt(&mut self, cue: &FoundCue, sentence: &Sentence) {
        if cue.explicit && cue.kind == CueKind::Report {
            self.doubts.push(cue.start..sentence.tokens.end);
        }
    }

    /// The source that a noun phrase is; whoever stands before قال إن if `said`.
    fn voice(&mut self, phrase: NounPhrase, end: usize, said: bool) -> Option<usize> {
        let known = self.finder.resolve(self.view, self.tagger, phrase, end, self.sources);
        known.or_else(|| if said { self.finder.anyone(self.view, phrase, self.sources) } else { None })
    }

    /// R1, R2, R6, R11: the sentence names who speaks.
    fn named(&mut self, cue: &FoundCue, source: usize, parent: Option<usize>, sentence: &Sentence) -> Voice {
        self.learn_gender(cue, source);
        let published = cue.speaker.and_then(|p| self.publisher_of(p));
        let source = published.unwrap_or(source);
        let mut chain = parent.map_or_else(|| Chain::from_slice(&[0]), |p| self.scopes[p].chain.clone());
        let told = cue.told.and_then(|p| self.outlet(p));
        let told = told.or_else(|| if parent.is_none() { self.told_before(cue, sentence) } else { None });
        chain.extend(told.filter(|t| !chain.contains(t) && *t != source));
        let again = cue.relayed_again.and_then(|(gender, number)| self.meant(cue.token, gender, number));
        let relayed = cue.relayed.and_then(|p| self.voice(p, cue.head_end, true)).or(again);
        for link in [Some(source), relayed].into_iter().flatten() {
            deepen(&mut chain, link);
        }
        self.relay(&mut chain);
        let goes_on = cue.joined && self.cues.continues(self.view, cue.token);
        let same = cue.joined && self.last.as_ref().is_some_and(|l| l.chain.last() == chain.last());
        let channel = self.channels.between(self.view, cue.token, cue.head_end.max(cue.token + 1));
        // بيان للوزارة speaks for the ministry; تقارير are nothing but what they say
        let text = cue.speaker.and_then(|p| self.channels.of_text(self.view, p));
        let channel = channel.or_else(|| text.filter(|_| self.sources[source].kind != SourceKind::Document));
        // نشرت الوزارة بيانا قالت فيه: the text that was given out
        let given = || (cue.token + 1..cue.start).find_map(|at| self.channels.of_word(self.view, at));
        let channel = channel.or_else(|| if self.cues.transmits(self.view, cue.token) { given() } else { None });
        let channel = channel.or_else(|| if goes_on || same { self.said_in(&chain) } else { None });
        let rule = match cue.kind {
            CueKind::Colon => Rule::HeadlineColon,
            _ if goes_on => Rule::Continuation,
            _ if cue.relative => Rule::RelativeClause,
            _ => Rule::ReportClause,
        };
        let guessed = self.sources[source].kind == SourceKind::AnonymousOther && self.sources[source].office.is_none();
        let unsure = guessed && cue.speaker.is_some_and(|p| !self.finder.speaks(self.view, p.head));
        let confidence = if unsure || again.is_some() {
            0.6
        } else if cue.explicit {
            0.95
        } else {
            0.8
        };
        Voice { chain, channel, rule, confidence }
    }

    /// قالت كارتر: the verb tells the gender of a person whose name does not.
    fn learn_gender(&mut self, cue: &FoundCue, source: usize) {
        let Some(verb) = cue.inflection.filter(|_| cue.kind == CueKind::Report) else { return };
        let source = &mut self.sources[source];
        let person = matches!(source.kind, SourceKind::NamedPerson | SourceKind::OfficeHolder);
        let singular = verb.person == Person::Third && verb.number == Number::Singular;
        if person && singular && source.agreement.1 == Number::Singular && verb.gender == Gender::Feminine {
            source.agreement.0 = Gender::Feminine;
        }
    }

    fn by_participle(&mut self, cue: &FoundCue, first: usize) -> Option<Voice> {
        let (chain, said_in, confidence) = self.participle_speaker(cue, first)?;
        let channel = self.channels.between(self.view, cue.token, cue.head_end.max(cue.token + 1)).or(said_in);
        Some(Voice { chain, channel, rule: Rule::Participle, confidence })
    }

    /// R6: a verb without a subject.
    fn unnamed(&mut self, cue: &FoundCue, sentence: &Sentence, first: usize) -> Option<Voice> {
        let inflection = cue.inflection?;
        // أطالب الحكومة: whoever has the word, and outside of every report that is the author
        let mine = inflection.person == Person::First && inflection.number == Number::Singular;
        if mine {
            let around = self.scopes.iter().rev().find(|s| s.start <= cue.token && cue.token < s.end);
            let (chain, channel) =
                around.map_or((Chain::from_slice(&[0]), None), |s| (s.chain.clone(), s.channel.clone()));
            return Some(Voice { chain, channel, rule: Rule::Continuation, confidence: 0.8 });
        }
        let issuer = self.issuer(cue.token, inflection).map(|(chain, channel)| (chain, channel, 0.85));
        let relayed = cue.relayed.and_then(|p| self.voice(p, cue.head_end, true));
        let passive = || relayed.map(|_| (Chain::from_slice(&[0]), None, 0.8));
        let known = issuer.or_else(|| self.continued(inflection, cue.token, first)).or_else(passive);
        let (mut chain, said_in, confidence) = known.or_else(|| {
            let opens = sentence.tokens.start == cue.token;
            let source = if opens { self.before(cue.token, inflection) } else { None };
            source.map(|s| (Chain::from_slice(&[0, s]), None, 0.7))
        })?;
        let told = cue.told.and_then(|p| self.outlet(p));
        if let Some(link) = told.filter(|t| !chain.contains(t)) {
            chain.insert(chain.len() - 1, link);
            self.relay(&mut chain);
        }
        // ونقل عن شهود عيان أن
        if let Some(deeper) = relayed {
            deepen(&mut chain, deeper);
            self.relay(&mut chain);
        }
        let channel = self.channels.between(self.view, cue.token, cue.head_end.max(cue.token + 1)).or(said_in);
        Some(Voice { chain, channel, rule: Rule::Continuation, confidence })
    }

    /// وفي بيان لها، أكدت الشرطة: the channel stands in front; what is nested stands in the channel of the whole.
    fn settle_channel(
        &self,
        voice: &mut Voice,
        cue: &FoundCue,
        parent: Option<usize>,
        sentence: &Sentence,
        first: usize,
    ) {
        let near = cue.token - sentence.tokens.start <= 10;
        if cue.kind == CueKind::Report && parent.is_none() && self.scopes.len() == first && near {
            let fronted = self.channels.between(self.view, sentence.tokens.start, cue.token);
            voice.channel = voice.channel.take().or(fronted);
        }
        if let Some(parent) = parent {
            voice.channel = voice.channel.take().or_else(|| self.scopes[parent].channel.clone());
        }
    }

    /// Pushes what the cue covers; gives the token to go on from.
    fn reach(&mut self, voice: Voice, cue: &FoundCue, sentence: &Sentence, first: usize) -> usize {
        let Voice { chain, channel, rule, confidence } = voice;
        let scope = |start, end, rule| Scope {
            start,
            end,
            chain: chain.clone(),
            cue: Some(cue.token),
            channel: channel.clone(),
            rule,
            confidence,
        };
        let quoted = self.quoted_before(cue);
        if let Some(quotation) = quoted {
            self.cover(quotation, &scope(quotation.open, quotation.end, Rule::Trailing));
        }
        if cue.kind == CueKind::Inverted {
            if quoted.is_some() {
                let after = cue.speaker.map_or(cue.token + 1, |s| s.last + 1);
                if let Some(quotation) = self.quoted_after(after, sentence.tokens.end) {
                    self.push(scope(quotation.open, quotation.end.min(sentence.tokens.end), Rule::Trailing));
                }
                return after;
            }
            self.push(scope(sentence.tokens.start, cue.token, Rule::Trailing));
            return sentence.tokens.end;
        }
        let mut end = self.content_end(cue.start, sentence.tokens.end);
        end = self.direct_end(cue.start, sentence.tokens.end).map_or(end, |quoted| quoted.min(end));
        end = self.main_clause(cue, end);
        if cue.relative && cue.explicit {
            end = self.clause_beside(cue.start, end);
        }
        if !cue.explicit {
            end = self.clause_joined(cue.start, end);
            end = self.told_besides(cue.start, end);
        }
        let scope = scope(cue.start, end, rule);
        if cue.joined || cue.kind == CueKind::Participle {
            self.close(first, cue.token);
        }
        self.push(scope);
        cue.start
    }

    /// The outlet that a noun phrase is.
    pub(super) fn outlet(&mut self, phrase: NounPhrase) -> Option<usize> {
        let known = self.finder.resolve(self.view, self.tagger, phrase, phrase.last + 1, self.sources);
        if let Some(index) = known.filter(|&k| self.sources[k].kind == SourceKind::MediaOutlet) {
            return Some(index);
        }
        // المدير التنفيذي لـ«حركة نداء تونس»: a body by its name was not told
        let head = phrase.first.max(phrase.head);
        if known.is_some() && self.view.document.has(head, self.view.chunker.body) {
            return None;
        }
        // لـ«الشرق الأوسط»: a newspaper by its quotation marks
        let quoted = phrase.first > 0
            && (quotation::opens_name(&self.view.document, phrase.first - 1)
                || self.view.document.is_mark(phrase.first - 1, &['(']));
        quoted.then(|| self.finder.outlet(self.view, phrase, self.sources))
    }
}

/// Makes a source the innermost of a chain.
fn deepen(chain: &mut Chain, link: usize) {
    chain.retain(|c| *c != link);
    chain.push(link);
}
