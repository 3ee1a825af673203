//! Who speaks where the cue does not say: participles and verbs of continuation (SCHEME R4, R6).

use super::ScopeFinder;
use crate::attribution::cue::FoundCue;
use crate::attribution::{Chain, Channel, Source, SourceKind};
use crate::classifier::Preposition;
use crate::classifier::argument::agrees;
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Gender, Inflection, Number, Person, Tense};
use crate::tagger::EntityKind;
use crate::tagger::chunk::{NounPhrase, agreement};

impl ScopeFinder<'_, '_> {
    /// R4: the speaker of the sentence, else of the one before, that agrees with the participle.
    pub(super) fn participle_speaker(&mut self, cue: &FoundCue, first: usize) -> Option<(Chain, Option<Channel>, f32)> {
        let inflection = cue.inflection?;
        let fits = |chain: &Chain| {
            chain
                .last()
                .is_some_and(|&s| s > 0 && agrees_noun(inflection.gender, inflection.number, self.sources[s].agreement))
        };
        // وأضافت أن … أكدت المصادر …، لافتة: the participle belongs to the main verb, not to one inside its content
        let nested = |at: usize| {
            let chain = &self.scopes[at].chain;
            let outer =
                |s: &super::Scope| s.chain.len() > 1 && chain.len() > s.chain.len() && chain.starts_with(&s.chain);
            self.scopes[first..at].iter().any(outer)
        };
        let here = (first..self.scopes.len())
            .rev()
            .filter(|&at| self.scopes[at].start < cue.token && fits(&self.scopes[at].chain))
            .min_by_key(|&at| nested(at))
            .map(|at| &self.scopes[at]);
        if let Some(scope) = here {
            return Some((scope.chain.clone(), scope.channel.clone(), 0.9));
        }
        let start = self.view.document.sentence(cue.token).tokens.start;
        if let Some(act) = self.acts.iter().rev().find(|a| a.token >= start && fits(&a.chain)) {
            return Some((act.chain.clone(), act.channel.clone(), 0.9));
        }
        // استقبل الوزير الوفد، مؤكدا أن: the subject of the sentence
        if let Some(source) = self.subject(start..cue.token, inflection) {
            return Some((Chain::from_slice(&[0, source]), None, 0.8));
        }
        let agreeing = |sources: &[Source], chain: &Chain| {
            let head = chain.last().filter(|&&s| s > 0);
            head.is_some_and(|&s| agrees_noun(inflection.gender, inflection.number, sources[s].agreement))
        };
        if let Some(last) = self.last.as_ref().filter(|l| agreeing(self.sources, &l.chain)) {
            return Some((last.chain.clone(), last.channel.clone(), 0.85));
        }
        if let Some(source) = (start == cue.token).then(|| self.before(start, inflection)).flatten() {
            return Some((Chain::from_slice(&[0, source]), None, 0.7));
        }
        let known = self.history.iter().rev().take(3).find(|(c, _)| agreeing(self.sources, c));
        known.map(|(c, _)| (c.clone(), None, 0.6))
    }

    /// The subject of the sentence before, or whoever it names last, that agrees.
    pub(super) fn before(&mut self, start: usize, inflection: Inflection) -> Option<usize> {
        let document = &self.view.document;
        let sentence = &document.sentence(start.checked_sub(1)?).tokens;
        if document.sentence(start).paragraph != document.sentence(start - 1).paragraph {
            return None;
        }
        let (from, end) = (sentence.start, sentence.end);
        if let Some(source) = self.subject(from..end, inflection) {
            return Some(source);
        }
        let mentions = &self.view.tagging.mentions;
        let to = mentions.partition_point(|m| m.tokens.start < end);
        let party = mentions[..to].iter().rev().take_while(|m| m.tokens.start >= from).find(|m| {
            matches!(m.kind, EntityKind::Person | EntityKind::Title)
                && agrees_noun(inflection.gender, inflection.number, (m.gender, m.number))
        })?;
        let phrase = self.view.noun_phrase(party.tokens.start, end)?;
        self.finder.resolve(self.view, self.tagger, phrase, end, self.sources)
    }

    /// The source that the first verb of the range with an agreeing subject has for its subject.
    fn subject(&mut self, range: std::ops::Range<usize>, inflection: Inflection) -> Option<usize> {
        let document = &self.view.document;
        let verbs = range.clone().filter(|&at| document.tag(at) == Tag::Verb).take(3);
        let phrase = verbs.filter_map(|at| {
            let (stem, reading) = document.word(at).readings().find(|(_, r)| {
                matches!(r.inflection.tense, Tense::Past | Tense::Present) && r.inflection.person == Person::Third
            })?;
            self.view.of_verb(at, reading.inflection, stem.enclitic).subject
        });
        let agreeing = |p: &NounPhrase| {
            let (gender, number) = agreement(document, self.view.tagging, p.head);
            gender != Gender::Unknown && agrees_noun(inflection.gender, inflection.number, (gender, number))
        };
        let found = phrase.filter(|p| p.first < range.end).find(agreeing)?;
        self.finder.resolve(self.view, self.tagger, found, range.end.min(found.last + 8), self.sources)
    }

    /// Who gave the speech that a verb describes: أصدرت الوزارة بيانا أكدت فيه أن; نشرت الصحيفة تقريرا للكاتب فلان يقول إن.
    pub(super) fn issuer(&mut self, token: usize, inflection: Inflection) -> Option<(Chain, Option<Channel>)> {
        let start = self.view.document.sentence(token).tokens.start;
        if let Some(chain) = self.publication(start, token) {
            return Some((chain, self.channels.between(self.view, start, token)));
        }
        if !self.view.resumes(token) {
            return None;
        }
        let text = (start..token).rev().take(14).find(|&at| self.cues.is_speech(self.view, at));
        let giver = text.and_then(|at| self.writer(at, token));
        let source = giver.or_else(|| self.subject(start..token, inflection))?;
        let channel = self.channels.between(self.view, start, token);
        Some((Chain::from_slice(&[0, source]), channel))
    }

    /// The outlet and the writer of a text that the sentence says was published.
    fn publication(&mut self, start: usize, token: usize) -> Option<Chain> {
        let document = &self.view.document;
        let verb = (start..token).find(|&at| document.tag(at) == Tag::Verb && self.cues.transmits(self.view, at))?;
        let text = (verb + 1..token).find(|&at| self.finder.is_document(self.view, at))?;
        if (verb + 1..token).any(|at| matches!(document.tag(at), Tag::Verb | Tag::Complementiser)) {
            return None;
        }
        let (stem, reading) = document.word(verb).readings().find(|(_, r)| r.inflection.tense != Tense::Masdar)?;
        let outlet = self.view.of_verb(verb, reading.inflection, stem.enclitic).subject?;
        let outlet = self.finder.resolve(self.view, self.tagger, outlet, text, self.sources)?;
        if self.sources[outlet].kind != SourceKind::MediaOutlet {
            return None;
        }
        let writer = self.writer(text, token).filter(|&w| w != outlet);
        Some([0, outlet].into_iter().chain(writer).collect())
    }

    /// Whose text it is: تقريرا للكاتب فلان، بيانا للجيش.
    fn writer(&mut self, text: usize, end: usize) -> Option<usize> {
        let (preposition, first) = self.view.preposition(text + 1)?;
        if preposition != Preposition::LAM || text + 1 >= end {
            return None;
        }
        let phrase = self.view.noun_phrase(first, end)?;
        self.finder.resolve(self.view, self.tagger, phrase, end.min(phrase.last + 9), self.sources)
    }

    /// True when the head of a chain agrees with a verb.
    pub(super) fn fits(&self, inflection: Inflection, chain: &Chain) -> bool {
        chain.last().is_some_and(|&s| {
            s > 0
                && agrees(inflection, self.sources[s].agreement)
                && number_fits(inflection.number, self.sources[s].agreement.1)
        })
    }

    /// R6: the most recent head that agrees with the verb, and where it spoke; a person rather than an institution.
    pub(super) fn continued(
        &self,
        inflection: Inflection,
        token: usize,
        first: usize,
    ) -> Option<(Chain, Option<Channel>)> {
        let fits = |chain: &Chain| self.fits(inflection, chain);
        // whoever has spoken in this very sentence goes on: أعلن المجلس …، فيما أكد أن
        if let Some(scope) = self.scopes[first..].iter().rev().find(|s| s.start < token && fits(&s.chain)) {
            return Some((scope.chain.clone(), scope.channel.clone()));
        }
        let person = |chain: &Chain| {
            chain
                .last()
                .is_some_and(|&s| !matches!(self.sources[s].kind, SourceKind::Institution | SourceKind::MediaOutlet))
        };
        let mut recent = self.history.iter().rev().take(4).filter(|(c, _)| fits(c));
        let nearest = recent.next()?;
        let mut near = self.history.iter().rev().take(2).filter(|(c, _)| fits(c));
        Some(near.find(|(c, _)| person(c)).unwrap_or(nearest).clone())
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
