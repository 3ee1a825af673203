//! Who, what and where: mentions of persons, organisations, places, nationalities, offices, dates and quantities
//! (SCHEME 4, 6), tied together into entities.

mod adjective;
mod again;
mod agreement;
mod called;
pub mod chunk;
mod complete;
mod coreference;
mod edge;
mod extent;
pub mod gazetteer;
mod head_noun;
mod institution;
pub mod iso;
pub mod learned;
mod link;
mod ministry;
mod name;
mod nationality;
mod number;
mod overlap;
mod person;
pub mod quantity;
mod same;
mod shape;
mod skeleton;
mod source;
mod spelling;
pub mod subtype;
mod tag;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
pub mod time;
mod title;
mod view;
mod vocabulary;

pub use gazetteer::{Gazetteer, NameRow};
pub use iso::Iso;
pub use tag::{MODEL, Tagger};

use std::ops::Range;

use crate::morphology::part_of_speech::Tag;
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

impl Mention {
    /// True for البلاد, الدولة: a country without its name.
    pub fn is_unnamed_country(&self) -> bool {
        self.form == MentionForm::Nominal && self.tokens.len() == 1 && self.subtype == Some(Subtype::COUNTRY)
    }

    /// True for a number, with or without a unit; not for a dual (قتيلان), which is the noun that it counts.
    pub fn is_number(&self) -> bool {
        matches!(self.kind, EntityKind::Quantity | EntityKind::Money) && self.form == MentionForm::Name
    }
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
    /// The rows that are written so, where none of them is sure (SCHEME 6.4).
    pub candidates: Vec<NameId>,
    /// Indices of its mentions, in text order.
    pub mentions: Vec<usize>,
    /// The country it is, lies in or belongs to.
    pub country: Option<Iso>,
    /// Of a title: the index of the person who is named with it (E3).
    pub holder: Option<usize>,
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
    /// Scratch of the learned tagger.
    memory: learned::Memory,
}

/// Names of persons, and of places if they are of one word or listed (تل أبيب); in those of bodies prepositions stay what
/// they are.
fn is_own_name(mention: &Mention) -> bool {
    let place = matches!(mention.kind, EntityKind::Location | EntityKind::Facility)
        && (mention.tokens.len() == 1 || mention.name.is_some());
    mention.form == MentionForm::Name && (mention.kind == EntityKind::Person || place)
}

impl Tagging {
    /// True when a word of a name is tagged as something else than a noun: بان كي مون، رواندا.
    pub fn names_look_otherwise(&self, tags: &[Tag]) -> bool {
        let names = self.mentions.iter().filter(|m| m.inside.is_none() && is_own_name(m));
        names.flat_map(|m| m.tokens.clone()).any(|at| !matches!(tags[at], Tag::Noun | Tag::Punct | Tag::Number))
    }

    /// True for a word inside the name of a person or place.
    pub fn in_own_name(&self, token: usize) -> bool {
        self.mention_at(token).is_some_and(is_own_name)
    }

    /// Forgets everything but the memory.
    pub fn clear(&mut self) {
        self.mentions.clear();
        self.entities.clear();
        self.at.clear();
    }

    /// Fills `at` for a text of so many tokens.
    fn locate(&mut self, tokens: usize) {
        self.at.resize(tokens, None);
        for (index, mention) in self.mentions.iter().enumerate().filter(|(_, m)| m.inside.is_none()) {
            self.at[mention.tokens.clone()].fill(Some(index as u32));
        }
    }

    /// Indices of the mentions that hold the token, the outermost first.
    pub fn mentions_at(&self, token: usize) -> impl Iterator<Item = usize> {
        let outer = self.at.get(token).copied().flatten().map(|index| index as usize);
        let end = outer.map_or(0, |index| self.mentions[index].tokens.end);
        let range = outer.map_or(0..0, |index| index..self.mentions.len());
        range
            .take_while(move |&i| self.mentions[i].tokens.start < end)
            .filter(move |&i| self.mentions[i].tokens.contains(&token))
    }

    /// The longest mention that begins at the token.
    pub fn mention_starting_at(&self, token: usize) -> Option<&Mention> {
        self.mentions_at(token).map(|i| &self.mentions[i]).find(|m| m.tokens.start == token)
    }

    /// The innermost mention that holds the token.
    pub fn innermost(&self, token: usize) -> Option<&Mention> {
        self.mentions_at(token).last().map(|i| &self.mentions[i])
    }

    /// The entity of a mention.
    pub fn entity(&self, mention: &Mention) -> &Entity {
        &self.entities[mention.entity]
    }

    /// The person who holds a title, by name, else the entity of the mention itself.
    pub fn holder(&self, mention: &Mention) -> &Entity {
        let entity = self.entity(mention);
        entity.holder.map_or(entity, |person| &self.entities[person])
    }

    /// The outermost mention that holds the token.
    pub fn mention_at(&self, token: usize) -> Option<&Mention> {
        self.at.get(token).copied().flatten().map(|index| &self.mentions[index as usize])
    }
}
