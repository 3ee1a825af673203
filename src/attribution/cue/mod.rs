//! Cues: the words that hand a sentence to somebody (SCHEME 3.5, 3.7).

use crate::attribution::source::SPEAKERS;
use crate::classifier::argument::View;
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{ClassSet, Gender, Inflection, Lexicon, Number, Sense};
use crate::tagger::chunk::NounPhrase;

mod complement;
mod frame;
mod fronted;
mod masdar;
mod nominal;
mod noun_content;
mod silent;
mod speaker;
mod verb;

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
    /// A pronoun stands for whom the speaker passes on: نقلت عنه.
    pub relayed_again: Option<(Gender, Number)>,
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
    frame: ClassSet,
    impersonal: ClassSet,
    /// Fixed forms of the past that nobody says: تردد، تداول ناشطون.
    hearsay: ClassSet,
    saying: ClassSet,
    /// Breaks of SCHEME 3.6.
    pub breaks: ClassSet,
    /// Conjunctions.
    pub conjunction: ClassSet,
    /// Connectives of inference (B2).
    pub inference: ClassSet,
    /// Openers that carry the speaker on (R8).
    pub carry: ClassSet,
    /// من جهته، بدوره.
    pub newspeaker: ClassSet,
    /// فيما يلي نصه: before a text given in full.
    pub handover: ClassSet,
    /// Background openers (B4).
    pub background: ClassSet,
    /// لا يعرف ما إذا، لم يتضح: what nobody knows.
    pub uncertain: ClassSet,
    announce: ClassSet,
    source: ClassSet,
    head_noun: ClassSet,
    /// Nouns of those who can speak without being named: القائد، نائب.
    speakers: ClassSet,
    speech_noun: ClassSet,
    receive: ClassSet,
    denial: ClassSet,
    admit: ClassSet,
    negation: ClassSet,
    deontic: ClassSet,
    pronoun: ClassSet,
    basis: ClassSet,
    /// حينها، ثم.
    adverb: ClassSet,
    /// لقد، نحن: words that open direct speech.
    direct: ClassSet,
    /// أرقام، بيانات: what an author infers from.
    evidence: ClassSet,
}

impl CueFinder {
    /// Finds the classes in the lexicon.
    pub fn new(lexicon: &Lexicon) -> Self {
        let set = |names: &[&str]| lexicon.class_set(names);
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
            frame: set(&["attr.frame", "attr.trailing"]),
            impersonal,
            hearsay: set(&["modality.rumour", "class.background"]),
            saying: set(&["report.neutral"]),
            breaks: set(&["scope.break"]),
            conjunction: set(&["function.conjunction"]),
            inference: set(&["class.inference"]),
            carry: set(&["scope.carry"]),
            newspeaker: set(&["attr.newspeaker"]),
            handover: set(&["attr.handover"]),
            background: set(&["class.background"]),
            uncertain: set(&["modality.uncertain"]),
            announce: set(&["report.announce"]),
            source: lexicon.class_family("source."),
            head_noun: set(&["entity.head_noun"]),
            speakers: {
                let mut speakers = set(&SPEAKERS);
                speakers.extend(set(&["entity.title"]));
                speakers
            },
            speech_noun: set(&["attr.noun"]),
            receive: set(&["receive"]),
            pronoun: set(&["function.pronoun"]),
            denial: set(&["negation.denial_idiom"]),
            admit: set(&["report.admit"]),
            negation: set(&["negation"]),
            deontic: set(&["modality.deontic"]),
            basis: set(&["attr.basis"]),
            adverb: set(&["function.adverb"]),
            direct: set(&["attr.direct"]),
            evidence: set(&["scope.evidence_subject"]),
        }
    }

    /// The cue that begins at a token, if one does. `end` is one past the sentence.
    pub fn at(&self, view: &View<'_>, token: usize, end: usize) -> Option<FoundCue> {
        // طلب عدم نشر اسمه: nobody publishes anything
        if view.nameless(token) {
            return None;
        }
        match view.document.tag(token) {
            Tag::Verb => self.verb(view, token, end).or_else(|| self.framed(view, token, end)),
            Tag::Noun => self
                .participle(view, token, end)
                .or_else(|| self.framed(view, token, end))
                .or_else(|| self.masdar(view, token, end)),
            // زار المدينة، قائلا إن
            Tag::Complementiser if self.saying_participle(view, token) => self.participle(view, token, end),
            Tag::Preposition | Tag::Particle | Tag::Conjunction | Tag::Complementiser => self.framed(view, token, end),
            Tag::Punct if view.document.is_mark(token, &[':']) => nominal::colon(view, self.source, token, end),
            _ => None,
        }
    }

    /// True when a reporting word governs a noun of speech (شدد على ضرورة), or the noun phrase itself denies.
    pub fn governs(&self, view: &View<'_>, cue: usize, token: usize) -> bool {
        let document = &view.document;
        let clause = |at: usize| matches!(document.tag(at), Tag::Verb | Tag::Complementiser | Tag::Relative);
        let near = cue < token && token - cue <= 14 && !(cue + 1..token).any(clause);
        near && document.tag(token) == Tag::Noun || document.cue(token, self.denial).is_some()
    }

    /// True for cues that vouch for what is said (SCHEME 2.4 F2): كشف، أقر، تبين.
    pub fn vouches(&self, view: &View<'_>, token: usize) -> bool {
        let factive = |(s, _): (&Sense, usize)| s.feature("factive") == Some("yes");
        view.document.cue(token, self.reporting).is_some_and(factive)
    }

    /// True when the verb at a token continues what the last speaker said (R6).
    pub fn continues(&self, view: &View<'_>, token: usize) -> bool {
        view.document.has(token, self.continuing)
    }

    /// True for every verb of saying and thinking.
    pub fn reports(&self, view: &View<'_>, token: usize) -> bool {
        view.document.has(token, self.reporting)
    }

    /// True for verbs that pass on or publish: نقل، نشر، بث.
    pub fn transmits(&self, view: &View<'_>, token: usize) -> bool {
        view.document.has(token, self.transmit)
    }

    /// True for nouns of speech and of texts: خطاب، بيان.
    pub fn is_speech(&self, view: &View<'_>, token: usize) -> bool {
        view.document.has(token, self.speech_noun)
    }

    /// True for nouns of texts: بيان, not إعلان.
    fn is_text(&self, view: &View<'_>, token: usize) -> bool {
        view.document.cue(token, self.speech_noun).is_some_and(|(s, _)| s.feature("document").is_some())
    }

    /// True for a verb with which a text is given out: أصدرت، نشرت، وجه.
    pub fn gives_out(&self, view: &View<'_>, token: usize) -> bool {
        let mut given = self.announce;
        given.extend(self.transmit);
        view.document.tag(token) == Tag::Verb && view.document.has(token, given)
    }

    /// True for a noun of those who speak, with a name or without: مصدر، القائد.
    fn somebody(&self, view: &View<'_>, token: usize) -> bool {
        view.document.has(token, self.source) || view.document.has(token, self.speakers)
    }

    /// True for a word of receiving: تلقى، تسلم.
    pub fn receives(&self, view: &View<'_>, token: usize) -> bool {
        view.document.has(token, self.receive)
    }

    /// True for frames that quote a deeper source: نقلا عن.
    pub fn quotes_deeper(&self, view: &View<'_>, token: usize) -> bool {
        view.document.cue(token, self.frame).is_some_and(|(s, _)| s.feature("link") == Some("agency"))
    }

    /// True for what must be done: يجب، ضرورة.
    pub fn demands(&self, view: &View<'_>, token: usize) -> bool {
        view.document.cue(token, self.deontic).is_some()
    }

    /// True for verbs that say something rather than think, find or feel it.
    pub fn says(&self, view: &View<'_>, token: usize) -> bool {
        let spoken = view.document.has(token, self.plain) && !view.document.has(token, self.reveal);
        spoken || view.document.has(token, self.transmit) || view.document.has(token, self.continuing)
    }
}
