//! Who says so: sources, cues, scope, the chain of transmission (SCHEME 3).

use smallvec::SmallVec;

use crate::text::Span;

pub mod attribute;
pub mod channel;
pub mod cue;
mod found;
mod performer;
pub mod quotation;
pub mod scope;
pub mod source;
mod unnamed;
mod voiceless;

pub use attribute::Attributor;

#[cfg(test)]
mod tests;

/// Type of a source (SCHEME 3.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "SCHEME 3.2")]
pub enum SourceKind {
    NamedPerson,
    OfficeHolder,
    Institution,
    MediaOutlet,
    AnonymousOfficial,
    CloseToSource,
    AnonymousOther,
    Eyewitness,
    Document,
    SocialAccount,
    Author,
}

impl SourceKind {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::NamedPerson => "named_person",
            Self::OfficeHolder => "office_holder",
            Self::Institution => "institution",
            Self::MediaOutlet => "media_outlet",
            Self::AnonymousOfficial => "anonymous_official",
            Self::CloseToSource => "close_to_source",
            Self::AnonymousOther => "anonymous_other",
            Self::Eyewitness => "eyewitness",
            Self::Document => "document",
            Self::SocialAccount => "social_account",
            Self::Author => "author",
        }
    }

    /// The value of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "named_person" => Self::NamedPerson,
            "office_holder" => Self::OfficeHolder,
            "institution" => Self::Institution,
            "media_outlet" => Self::MediaOutlet,
            "anonymous_official" => Self::AnonymousOfficial,
            "close_to_source" => Self::CloseToSource,
            "anonymous_other" => Self::AnonymousOther,
            "eyewitness" => Self::Eyewitness,
            "document" => Self::Document,
            "social_account" => Self::SocialAccount,
            _ => return None,
        })
    }
}

/// Anonymity (SCHEME 3.3), from 0 (named) to 5 (impersonal rumour).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Grade(pub u8);

impl Grade {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        ["A0", "A1", "A2", "A3", "A4", "A5"][usize::from(self.0.min(5))]
    }
}

/// A voice.
#[derive(Clone, Debug)]
pub struct Source {
    /// Type.
    pub kind: SourceKind,
    /// Anonymity; `None` for the author.
    pub grade: Option<Grade>,
    /// Index of the tagger's entity.
    pub entity: Option<usize>,
    /// Its fullest mention.
    pub span: Option<Span>,
    /// Head token of that mention.
    pub head: usize,
    /// Where it is mentioned as a source.
    pub mentions: Vec<Span>,
    /// Outlets through which it was last heard, outermost first.
    pub through: SmallVec<[usize; 2]>,
    /// The word of the office it holds: وزير.
    pub office: Option<crate::morphology::LexemeId>,
    /// Gender and number, for continuation.
    pub agreement: (crate::morphology::Gender, crate::morphology::Number),
}

/// How the words are given (SCHEME 3.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteKind {
    /// The author's own words.
    None,
    /// Reported.
    Indirect,
    /// Reported with quoted words.
    Mixed,
    /// Quoted whole.
    Direct,
}

impl QuoteKind {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
            Self::Direct => "direct",
        }
    }
}

/// Where something was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channel {
    /// SCHEME 3.4, as the lexicon names it.
    pub kind: &'static str,
    /// Mention of the platform, if any.
    pub platform: Option<usize>,
    /// Its bytes.
    pub span: Span,
}

/// Rules of SCHEME 3.5.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "SCHEME 3.5")]
pub enum Rule {
    Author,
    ReportClause,
    RelativeClause,
    Trailing,
    Participle,
    Coordinated,
    Continuation,
    OpenQuotation,
    ParagraphCarry,
    BeliefHolder,
    SelfAttribution,
    HeadlineColon,
    Byline,
}

impl Rule {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Author => "R0_author",
            Self::ReportClause => "R1_report_clause",
            Self::RelativeClause => "R2_relative_clause_cue",
            Self::Trailing => "R3_trailing",
            Self::Participle => "R4_circumstantial_participle",
            Self::Coordinated => "R5_coordinated_complement",
            Self::Continuation => "R6_continuation_verb",
            Self::OpenQuotation => "R7_open_quotation",
            Self::ParagraphCarry => "R8_paragraph_carry",
            Self::BeliefHolder => "R9_belief_holder",
            Self::SelfAttribution => "R10_self_attribution",
            Self::HeadlineColon => "R11_headline_colon",
            Self::Byline => "R12_byline",
        }
    }
}

/// Sources from the author (0) to the deepest voice.
pub type Chain = SmallVec<[usize; 4]>;

/// Who says one event.
#[derive(Clone, Debug)]
pub struct Attribution {
    /// Indices of sources; the first is the author.
    pub chain: Chain,
    /// The actor of a speech act is its own source.
    pub own: bool,
    /// Token of the reporting word.
    pub cue: Option<usize>,
    /// The cue vouches for what is said: كشف، أقر.
    pub factive: bool,
    /// How the words are given.
    pub quote: QuoteKind,
    /// Where it was said.
    pub channel: Option<Channel>,
    /// The rule that decided.
    pub rule: Rule,
    /// How sure, 0–1.
    pub confidence: f32,
}

/// The layer of this stage.
#[derive(Clone, Debug, Default)]
pub struct Attributions {
    /// Sources; the first is the author.
    pub sources: Vec<Source>,
    /// The agency that signs the article (R12).
    pub byline: Option<usize>,
    /// For each event, who says it.
    pub events: Vec<Attribution>,
}
