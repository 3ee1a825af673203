//! Cues: the words that hand a sentence to somebody (SCHEME 3.5, 3.7).

use crate::classifier::argument::View;
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{ClassSet, Inflection, Lexicon, Person, Proclitics, Sense, Tense};
use crate::tagger::EntityKind;
use crate::tagger::chunk::NounPhrase;

/// How far the complementiser may stand from its verb (SCHEME 3.7).
const REACH: usize = 30;

/// What kind of cue it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CueKind {
    /// A verb with its complement: أكد المصدر أن …
    Report,
    /// A verb after what it reports: …، قال الرئيس.
    Inverted,
    /// مشيرا إلى أن …
    Participle,
    /// بحسب، نقلا عن …
    Frame,
    /// X: …
    Colon,
}

/// A cue in its place.
#[derive(Clone, Debug)]
pub struct FoundCue {
    /// Its first token.
    pub token: usize,
    /// What kind it is.
    pub kind: CueKind,
    /// Who speaks, if the sentence says so.
    pub speaker: Option<NounPhrase>,
    /// Whom the speaker passes on: نقل عن.
    pub relayed: Option<NounPhrase>,
    /// The outlet that was told: قال لرويترز.
    pub told: Option<NounPhrase>,
    /// One past the last token before the content: where appositions and channels stand.
    pub head_end: usize,
    /// First token of the content.
    pub start: usize,
    /// The verb stands in a relative clause.
    pub relative: bool,
    /// A conjunction joins it to what came before: وأضاف.
    pub joined: bool,
    /// The verb form, for agreement.
    pub inflection: Option<Inflection>,
    /// An explicit أن, colon or quotation introduces the content.
    pub explicit: bool,
}

/// Finds cues.
#[derive(Debug)]
pub struct CueFinder {
    reporting: ClassSet,
    plain: ClassSet,
    transmit: ClassSet,
    continuing: ClassSet,
    reveal: ClassSet,
    describing: ClassSet,
    frame: ClassSet,
    impersonal: ClassSet,
    saying: ClassSet,
    /// Breaks of SCHEME 3.6.
    pub breaks: ClassSet,
    /// Connectives of inference (B2).
    pub inference: ClassSet,
    /// Openers that carry the speaker on (R8).
    pub carry: ClassSet,
    /// من جهته، بدوره.
    pub newspeaker: ClassSet,
    /// Background openers (B4).
    pub background: ClassSet,
}

impl CueFinder {
    /// Finds the classes in the lexicon.
    pub fn new(lexicon: &Lexicon) -> Self {
        let set = |names: &[&str]| {
            let mut all = ClassSet::default();
            for name in names {
                all.insert(lexicon.class(name));
            }
            all
        };
        let mut impersonal = lexicon.class_family("modality.");
        impersonal.extend(set(&["class.background"]));
        Self {
            reporting: lexicon.class_family("report."),
            plain: set(&[
                "report.neutral",
                "report.assert",
                "report.clarify",
                "report.reveal",
                "report.announce",
                "report.admit",
                "report.claim",
                "report.warn",
            ]),
            transmit: set(&["report.transmit"]),
            continuing: set(&["report.continue", "report.reply"]),
            reveal: set(&["report.reveal"]),
            describing: set(&[
                "report.describe",
                "report.express",
                "report.believe",
                "report.support",
                "report.condemn",
            ]),
            frame: set(&["attr.frame", "attr.trailing"]),
            impersonal,
            saying: set(&["report.neutral"]),
            breaks: set(&["scope.break"]),
            inference: set(&["class.inference"]),
            carry: set(&["scope.carry"]),
            newspeaker: set(&["attr.newspeaker"]),
            background: set(&["class.background"]),
        }
    }

    /// The cue that begins at a token, if one does. `end` is one past the sentence.
    pub fn at(&self, view: &View<'_>, token: usize, end: usize) -> Option<FoundCue> {
        match view.document.tag(token) {
            Tag::Verb => self.verb(view, token, end),
            Tag::Noun => self.participle(view, token, end).or_else(|| self.framed(view, token, end)),
            Tag::Preposition | Tag::Particle | Tag::Conjunction | Tag::Complementiser => self.framed(view, token, end),
            Tag::Punct if view.document.is_mark(token, &[':']) => self.colon(view, token, end),
            _ => None,
        }
    }

    fn verb(&self, view: &View<'_>, token: usize, end: usize) -> Option<FoundCue> {
        let document = &view.document;
        if !document.has(token, self.reporting) {
            return None;
        }
        let finite = |i: Inflection| matches!(i.tense, Tense::Past | Tense::Present | Tense::Jussive);
        let (stem, reading) = document
            .word(token)
            .readings()
            .find(|(_, r)| finite(r.inflection) && document.lexicon.lexeme(r.lexeme).classes.meets(self.reporting))?;
        if document.cues_at(token).iter().any(|c| document.lexicon.lexeme(c.lexeme).classes.meets(self.impersonal)) {
            return None;
        }
        let classes = document.lexicon.lexeme(reading.lexeme).classes;
        let sense = document.lexicon.sense(reading.lexeme, self.reporting)?;
        let arguments = view.of_verb(token, reading.inflection, stem.enclitic);
        let complement = self.complement(view, token, end);
        let relative = token > 0 && document.tag(token - 1) == Tag::Relative;
        if relative && !classes.meets(self.plain) {
            return None;
        }
        let joined = stem.proclitics.has(Proclitics::CONJUNCTION);
        let head_end = complement.unwrap_or(arguments.end);
        // a verb with an أن complement has no object: the only noun phrase before it speaks, even if agreement fails
        let only = arguments.object.filter(|_| {
            complement.is_some() && arguments.subject.is_none() && arguments.object2.is_none() && !stem.enclitic
        });
        let speaker = arguments.subject.or(only).filter(|s| s.first < head_end && !self.date(view, *s));
        let found = |start, kind, explicit| FoundCue {
            token,
            kind,
            speaker,
            relayed: self.relayed(view, sense, classes, &arguments, token, head_end),
            told: self.told(view, token, head_end),
            head_end,
            start,
            relative,
            joined,
            inflection: Some(reading.inflection),
            explicit,
        };
        if reading.inflection.person == Person::First && complement.is_none() {
            return None;
        }
        match complement {
            Some(start) => Some(found(start, CueKind::Report, true)),
            None if !joined && speaker.is_some() && self.inverted(view, token, end, classes) => {
                Some(found(token, CueKind::Inverted, true))
            }
            None if classes.meets(self.plain)
                && !relative
                && sense.feature("needs") != Some("comp")
                && self.takes_noun(view, sense, &arguments, speaker, joined, token) =>
            {
                let start = speaker.map_or(token + 1, |s| if s.first > token { s.last + 1 } else { token + 1 });
                Some(found(start, CueKind::Report, false))
            }
            _ => None,
        }
    }

    fn date(&self, view: &View<'_>, phrase: NounPhrase) -> bool {
        view.tagging.mention_at(phrase.head).is_some_and(|m| m.kind == EntityKind::Date)
    }

    /// A reporting verb may take a noun for its content (أعلن الجيش استعادة …), when somebody who can speak is named.
    fn takes_noun(
        &self,
        view: &View<'_>,
        sense: &Sense,
        arguments: &crate::classifier::argument::Arguments,
        speaker: Option<NounPhrase>,
        joined: bool,
        token: usize,
    ) -> bool {
        let named = sense.feature("prep").unwrap_or_default();
        let governed = arguments
            .prepositions
            .iter()
            .any(|(p, _)| named.split('|').any(|name| view.prepositions.by_name(name) == Some(*p)));
        let content = governed || (sense.lists("object", "content") && arguments.object.is_some());
        let Some(speaker) = speaker else {
            return joined && governed && view.document.sentence(token).tokens.start == token;
        };
        let voice = view.tagging.mention_at(speaker.head).is_some()
            || view.document.has(speaker.head, view.document.lexicon.class_family("source."));
        let announced = arguments.object.is_some()
            && view.document.has(token, ClassSet::of(view.document.lexicon.class("report.announce")));
        governed || (voice && (content || announced))
    }

    /// First token after the complementiser, colon or opening quotation mark that belongs to the verb.
    fn complement(&self, view: &View<'_>, verb: usize, end: usize) -> Option<usize> {
        let document = &view.document;
        let mut skip_relative = false;
        for at in verb + 1..end.min(verb + REACH) {
            match document.tag(at) {
                Tag::Complementiser => return Some(at + 1),
                Tag::Punct if document.is_mark(at, &[':']) => return Some(at + 1),
                Tag::Punct if self.opens_speech(view, at) => return Some(at),
                Tag::Relative => skip_relative = true,
                Tag::Verb if skip_relative => skip_relative = false,
                Tag::Verb => return None,
                Tag::Noun if self.saying_participle(view, at) => {
                    return Some(if at + 1 < end && document.is_mark(at + 1, &[':']) { at + 2 } else { at + 1 });
                }
                Tag::Conjunction if !skip_relative && at > verb + 2 => return None,
                _ => {}
            }
        }
        None
    }

    fn opens_speech(&self, view: &View<'_>, at: usize) -> bool {
        let quotations = view.document.quotations;
        let index = quotations.partition_point(|q| q.open < at);
        quotations.get(index).is_some_and(|q| q.open == at && q.end - q.open > 4)
    }

    /// قائلا, which only repeats that somebody speaks.
    fn saying_participle(&self, view: &View<'_>, at: usize) -> bool {
        view.document.reading(at, self.saying).is_some_and(|(_, r)| {
            r.inflection.tense == Tense::ActiveParticiple && view.document.word(at).article.is_none()
        }) && view.document.raw(at).contains("قائل")
    }

    /// …، قال الرئيس: the verb and its subject close the sentence.
    fn inverted(&self, view: &View<'_>, token: usize, end: usize, classes: ClassSet) -> bool {
        let document = &view.document;
        let start = document.sentence(token).tokens.start;
        classes.meets(self.plain)
            && token > start + 2
            && document.is_mark(token - 1, &[',', '،', '"', '»', '”'])
            && end - token <= 9
    }

    /// The deeper source of a verb of transmission: نقلت رويترز عن مصدر.
    fn relayed(
        &self,
        view: &View<'_>,
        sense: &Sense,
        classes: ClassSet,
        arguments: &crate::classifier::argument::Arguments,
        token: usize,
        head_end: usize,
    ) -> Option<NounPhrase> {
        if !classes.meets(self.transmit) && sense.feature("source_prep").is_none() {
            return None;
        }
        let wanted = sense.feature("source_prep").unwrap_or("عن");
        let found = arguments.prepositions.iter().find(|(p, phrase)| {
            phrase.first > token
                && phrase.first < head_end
                && wanted.split('|').any(|name| view.prepositions.by_name(name) == Some(*p))
        });
        found.map(|(_, phrase)| *phrase)
    }

    /// The outlet that the speaker told: لرويترز, and not one whose channel it is.
    fn told(&self, view: &View<'_>, from: usize, to: usize) -> Option<NounPhrase> {
        (from + 1..to).find_map(|at| {
            let (preposition, first) = view.preposition(at)?;
            let outlet = |m: &crate::tagger::Mention| m.kind == EntityKind::Organization;
            let mention = view
                .tagging
                .mention_at(first)
                .or_else(|| view.document.is_mark(first, &['"']).then(|| view.tagging.mention_at(first + 1)).flatten());
            let told = preposition == crate::classifier::Preposition::LAM && first == at && mention.is_some_and(outlet);
            told.then(|| view.noun_phrase(first, to)).flatten()
        })
    }

    /// مشيرا إلى أن، مؤكدة، محذرين من.
    fn participle(&self, view: &View<'_>, token: usize, end: usize) -> Option<FoundCue> {
        let document = &view.document;
        let (_, reading) =
            document.reading(token, self.reporting).filter(|(_, r)| r.inflection.tense == Tense::ActiveParticiple)?;
        let raw = document.raw(token);
        let accusative =
            reading.inflection.indefinite || raw.ends_with('ة') || raw.ends_with("ين") || raw.ends_with("ات");
        let first = document.sentence(token).tokens.start;
        let opens =
            token == first || document.is_mark(token - 1, &[',', '،', '"', '؛']) || document.word(token).first == 'و';
        if !accusative || !opens || document.word(token).article.is_some() {
            return None;
        }
        let start = self.complement(view, token, end).unwrap_or(token + 1);
        Some(FoundCue {
            token,
            kind: CueKind::Participle,
            speaker: None,
            relayed: None,
            told: None,
            head_end: start,
            start,
            relative: false,
            joined: document.word(token).first == 'و',
            inflection: Some(reading.inflection),
            explicit: true,
        })
    }

    /// بحسب X، وفقا لما أعلنته X، نقلا عن X.
    fn framed(&self, view: &View<'_>, token: usize, end: usize) -> Option<FoundCue> {
        let document = &view.document;
        let (sense, len) = document.cue(token, self.frame)?;
        let pronoun = sense.feature("pronoun").is_some();
        if sense.feature("new_source") == Some("no") || (sense.feature("new_source").is_none() && !pronoun) {
            return None;
        }
        let mut at = token + len;
        while at < end
            && (document.tag(at) == Tag::Relative
                || document.is_mark(at, &['"'])
                || (document.tag(at) == Tag::Preposition && at < token + len + 2))
        {
            at += 1;
        }
        let mut speaker = None;
        if !pronoun {
            let clause =
                sense.feature("complement") == Some("clause") || document.tag(at.min(document.len() - 1)) == Tag::Verb;
            let verb = if clause && at < end {
                document.word(at).readings().find(|(_, r)| matches!(r.inflection.tense, Tense::Past | Tense::Present))
            } else {
                None
            };
            if let Some((stem, reading)) = verb {
                speaker = view
                    .of_verb(at, reading.inflection, stem.enclitic)
                    .subject
                    .or_else(|| view.noun_phrase(at + 1, end));
            } else {
                let skip = usize::from(
                    at < end
                        && document.has(at, ClassSet::of(document.lexicon.class("attr.noun")))
                        && at + 1 < end
                        && view.tagging.mention_at(at + 1).is_some(),
                );
                speaker = view.noun_phrase(at + skip, end);
            }
            speaker?;
        }
        let after = speaker.map_or(token + len, |s| s.last + 1);
        Some(FoundCue {
            token,
            kind: CueKind::Frame,
            speaker,
            relayed: None,
            told: None,
            head_end: after,
            start: after,
            relative: false,
            joined: false,
            inflection: None,
            explicit: true,
        })
    }

    /// "X: …" at the beginning of a sentence, X being somebody who can speak.
    fn colon(&self, view: &View<'_>, token: usize, end: usize) -> Option<FoundCue> {
        let document = &view.document;
        let first = document.sentence(token).tokens.start;
        if token - first > 8 || token == first || (first..token).any(|at| document.tag(at) == Tag::Verb) {
            return None;
        }
        let speaker = view.noun_phrase(first, token)?;
        let voice = view
            .tagging
            .mention_at(speaker.head)
            .is_some_and(|m| matches!(m.kind, EntityKind::Person | EntityKind::Title | EntityKind::Organization));
        (voice && token + 1 < end).then_some(FoundCue {
            token,
            kind: CueKind::Colon,
            speaker: Some(speaker),
            relayed: None,
            told: None,
            head_end: token,
            start: token + 1,
            relative: false,
            joined: false,
            inflection: None,
            explicit: true,
        })
    }

    /// True when the verb at a token continues what the last speaker said (R6).
    pub fn continues(&self, view: &View<'_>, token: usize) -> bool {
        view.document.has(token, self.continuing)
    }

    /// True for frames that quote a deeper source: نقلا عن.
    pub fn quotes_deeper(&self, view: &View<'_>, token: usize) -> bool {
        view.document.cue(token, self.frame).is_some_and(|(s, _)| s.feature("link") == Some("agency"))
    }

    /// True for verbs that say something rather than think, find or feel it.
    pub fn says(&self, view: &View<'_>, token: usize) -> bool {
        let spoken = view.document.has(token, self.plain) && !view.document.has(token, self.reveal);
        spoken || view.document.has(token, self.transmit) || view.document.has(token, self.continuing)
    }

    /// True for verbs whose noun complement says nothing about who reports it.
    pub fn describes(&self, view: &View<'_>, token: usize) -> bool {
        view.document.has(token, self.describing)
    }
}
