//! Who, what and where: mentions of persons, organisations, places, nationalities, offices, dates and quantities
//! (SCHEME 4, 6), tied together into entities.

pub mod chunk;

use std::ops::Range;

use crate::morphology::{Gender, Number};
use crate::text::Span;

/// Type of an entity (SCHEME 4.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntityKind {
    /// A person, a group of people, an unnamed person.
    Person,
    /// An organisation.
    Organization,
    /// A country, city, region, natural feature.
    Location,
    /// An airport, a border crossing, a building.
    Facility,
    /// An adjective of a country or people.
    Nationality,
    /// An office or title.
    Title,
    /// A social medium, or an account on one.
    Platform,
    /// A date or time.
    Date,
    /// A number with what it counts.
    Quantity,
    /// A sum of money.
    Money,
    /// A named event, agreement or law.
    Event,
}

impl EntityKind {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Location => "location",
            Self::Facility => "facility",
            Self::Nationality => "nationality",
            Self::Title => "title",
            Self::Platform => "platform",
            Self::Date => "date",
            Self::Quantity => "quantity",
            Self::Money => "money",
            Self::Event => "event",
        }
    }
}

/// Subtype of an entity (`armed_group`), interned by the tagger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Subtype(pub(crate) u16);

/// A row of a gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NameId(pub(crate) u32);

/// How an entity is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionForm {
    /// By name.
    Name,
    /// By a common noun: السفارة، مصدر مطلع.
    Nominal,
}

/// A mention; spans follow SCHEME 4.2.
#[derive(Clone, Debug)]
pub struct Mention {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its bytes, without the proclitics of the first token.
    pub span: Span,
    /// The bare distinctive name, where it is another (E2).
    pub core: Option<Span>,
    /// The token that agrees with verbs and adjectives.
    pub head: usize,
    /// Type.
    pub kind: EntityKind,
    /// Subtype.
    pub subtype: Option<Subtype>,
    /// By name or by noun.
    pub form: MentionForm,
    /// Gender of the head.
    pub gender: Gender,
    /// Number of the head.
    pub number: Number,
    /// The row it was found by.
    pub name: Option<NameId>,
    /// Index of the entity it belongs to.
    pub entity: usize,
    /// Index of the mention it lies inside (E4).
    pub inside: Option<usize>,
    /// Normalised value of a date, quantity or sum.
    pub value: Option<String>,
}

/// Somebody or something with all its mentions.
#[derive(Clone, Debug)]
pub struct Entity {
    /// Type.
    pub kind: EntityKind,
    /// Subtype.
    pub subtype: Option<Subtype>,
    /// Index of the mention with the fullest name.
    pub fullest: usize,
    /// The row it is linked to, if one and only one fits.
    pub name: Option<NameId>,
    /// Indices of its mentions, in text order.
    pub mentions: Vec<usize>,
}

/// The layer of the tagger.
#[derive(Clone, Debug, Default)]
pub struct Tagging {
    /// Mentions in text order, outer ones before the ones inside them.
    pub mentions: Vec<Mention>,
    /// Entities in order of their first mention.
    pub entities: Vec<Entity>,
    /// For each token, the index of the outermost mention that holds it.
    pub at: Vec<Option<u32>>,
}

impl Tagging {
    /// The outermost mention that holds the token.
    pub fn mention_at(&self, token: usize) -> Option<&Mention> {
        self.at.get(token).copied().flatten().map(|index| &self.mentions[index as usize])
    }
}

/// Temporary.
#[derive(Debug)]
pub struct Tagger;
impl Tagger {
    /// Name of a subtype.
    pub fn subtype_name(&self, _s: Subtype) -> &str { "" }
}
