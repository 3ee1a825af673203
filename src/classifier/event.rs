//! The layer of the classifier.

use std::ops::Range;

use smallvec::SmallVec;

use super::ontology::{EventType, Group, Ontology};
use super::{Aspect, Modality, Role, Tense};
use crate::morphology::Gender;
use crate::tagger::chunk::NounPhrase;
use crate::text::Span;

/// What fills a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Filler {
    /// Its bytes.
    pub span: Span,
    /// The token that the rest depends on.
    pub head: usize,
    /// Taken from an earlier mention: the subject was dropped or a pronoun.
    pub via: Option<Via>,
}

/// Why a filler stands elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Via {
    /// The verb has no subject of its own.
    ProDrop,
    /// A pronoun refers to it.
    Pronoun,
}

impl Via {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::ProDrop => "pro_drop",
            Self::Pronoun => "pronoun",
        }
    }
}

/// A decision of the classifier, for `why`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A verb of the type.
    Verb,
    /// A noun of the type, on its own.
    Noun,
    /// A noun of the type under this verb or noun.
    Under(usize),
    /// A fixed phrase.
    Phrase,
    /// Negated by this token.
    Negated(usize),
    /// This token cancels a negator (سوى، إلا).
    Restricted(usize),
    /// This token says that it came about or not (فشل في، تمكن من).
    Implied(usize),
    /// This token sets the modality.
    Modal(usize),
    /// It is the content of the speech act at this token.
    Content(usize),
    /// This token sets the aspect.
    Aspect(usize),
}

/// Polarity, modality, tense and aspect with the decisions behind them.
#[expect(clippy::struct_excessive_bools, reason = "each says one thing by itself")]
#[derive(Clone, Debug, PartialEq)]
pub struct Status {
    /// True when the event is denied or absent (SCHEME 2.1).
    pub negative: bool,
    /// SCHEME 2.2.
    pub modality: Modality,
    /// SCHEME 2.3.
    pub tense: Tense,
    /// SCHEME 2.3.
    pub aspect: Aspect,
    /// Its hedge says likely, not merely possible: يبدو، يعتقد (2.4 F1).
    pub likely: bool,
    /// It is what ought to be: يجب، على الحكومة أن (2.6 K1).
    pub norm: bool,
    /// It is told as what would have been: لو + perfect.
    pub counterfactual: bool,
    /// The clause hangs on an open condition.
    pub conditioned: bool,
    /// From where it is there whatever is said before: بعد مقتله، بسبب القصف، الهدنة التي بدأت (2.2 M7).
    pub presupposed: Option<usize>,
    /// The word that negates.
    pub negation_cue: Option<usize>,
    /// The decisions.
    pub reasons: SmallVec<[Reason; 4]>,
}

/// An event.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "what is true of an event, each by itself")]
pub struct Event {
    /// Index of its type.
    pub event_type: u16,
    /// Index of the trigger group.
    pub group: u16,
    /// Bytes of the trigger.
    pub trigger: Span,
    /// Tokens of the trigger.
    pub tokens: Range<usize>,
    /// Index of its sentence.
    pub sentence: usize,
    /// Polarity, modality, tense, aspect.
    pub status: Status,
    /// Who, whom, where, when, how many.
    pub roles: SmallVec<[(Role, Filler); 6]>,
    /// The actor is its own source.
    pub speech_act: bool,
    /// Tokens of the content of a speech act.
    pub content: Option<Range<usize>>,
    /// Index of the speech act whose content it is.
    pub content_of: Option<usize>,
    /// The subject suffers the act, and who does it is not said.
    pub passive: bool,
    /// Whoever speaks is the actor, for the clause has only a pronoun: أوضح أنه عقد، طالبنا، يجب على. The gender of the
    /// pronoun.
    pub of_speaker: Option<Gender>,
    /// The subject found by syntax, for attribution.
    pub subject: Option<NounPhrase>,
    /// Opened by a background cue, or dated long ago.
    pub background: bool,
    /// Opened by a connective of inference, or hedged by the author.
    pub inference: bool,
    /// A noun that only points at something told elsewhere.
    pub allusion: bool,
    /// How sure the trigger is, 0–1.
    pub confidence: f32,
}

impl Event {
    /// Its type in the ontology.
    pub fn type_in<'o>(&self, ontology: &'o Ontology) -> &'o EventType {
        &ontology.types[usize::from(self.event_type)]
    }

    /// The group of triggers by which it was found.
    pub fn group_in<'o>(&self, ontology: &'o Ontology) -> &'o Group {
        &ontology.groups[usize::from(self.group)]
    }

    /// The first filler of a role.
    pub fn role(&self, role: Role) -> Option<Filler> {
        self.roles.iter().find(|(r, _)| *r == role).map(|(_, filler)| *filler)
    }
}
