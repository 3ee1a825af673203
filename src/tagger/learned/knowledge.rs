//! What is known of words and phrases from lists and from plain text, before any sentence is looked at.

use std::borrow::Cow;

use super::label::NameType;
use super::table::{Filter, Table};

/// Bytes of the entry of a word.
pub const ENTRY: usize = 16;
/// Bytes of the entry of a phrase.
pub const PHRASE: usize = 2;
/// Words of a phrase, at most.
pub const LONGEST: usize = 6;
/// Sizes of the clusterings by what stands next to a word.
pub const CLUSTERS: [usize; 3] = [64, 256, 1024];
/// Sizes of the clusterings by what stands near a word.
pub const TOPICAL: [usize; 2] = [256, 1024];
/// All clusterings, those of `CLUSTERS` first.
pub const CLUSTERINGS: usize = CLUSTERS.len() + TOPICAL.len();

/// Bits of the lists that a word stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lists(pub u16);

impl Lists {
    /// A title: وزير.
    pub const TITLE: u16 = 1;
    /// Head of the name of an organisation: وزارة.
    pub const ORGANIZATION_HEAD: u16 = 1 << 1;
    /// Head of the name of a place: مدينة.
    pub const PLACE_HEAD: u16 = 1 << 2;
    /// A given name.
    pub const GIVEN: u16 = 1 << 3;
    /// The last part of a person's name.
    pub const SURNAME: u16 = 1 << 4;
    /// A place of one word.
    pub const PLACE: u16 = 1 << 5;
    /// An organisation of one word.
    pub const ORGANIZATION: u16 = 1 << 6;
    /// A person of one word.
    pub const PERSON: u16 = 1 << 7;
    /// An adjective of a country: سوري.
    pub const NATIONALITY: u16 = 1 << 8;
    /// بن، أبو، آل.
    pub const MARKER: u16 = 1 << 9;
    /// A given name of the large lists.
    pub const MANY_GIVEN: u16 = 1 << 10;
    /// A surname of the large lists.
    pub const MANY_SURNAME: u16 = 1 << 11;
    /// A place of one word of the large lists.
    pub const MANY_PLACE: u16 = 1 << 12;
    /// An organisation of one word of the large lists.
    pub const MANY_ORGANIZATION: u16 = 1 << 13;
    /// A person of one word of the large lists.
    pub const MANY_PERSON: u16 = 1 << 14;
    /// A word of sports: مباراة.
    pub const SPORT: u16 = 1 << 15;
    /// Any list of persons.
    pub const ANY_PERSON: u16 =
        Self::GIVEN | Self::SURNAME | Self::PERSON | Self::MANY_GIVEN | Self::MANY_SURNAME | Self::MANY_PERSON;
    /// Any list of organisations.
    pub const ANY_ORGANIZATION: u16 = Self::ORGANIZATION | Self::MANY_ORGANIZATION;
    /// Any list of places.
    pub const ANY_PLACE: u16 = Self::PLACE | Self::MANY_PLACE;
    /// The lists written by hand.
    pub const BY_HAND: u16 = 0x3ff;
    /// Words that announce what kind of name comes next.
    pub const TRIGGER: u16 = Self::TITLE | Self::ORGANIZATION_HEAD | Self::PLACE_HEAD;

    /// True when one of the bits is set.
    pub fn any(self, bits: u16) -> bool {
        self.0 & bits != 0
    }
}

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Occurrences in plain text, as 4 · log₂(1 + n).
    pub count: u8,
    /// Its cluster in each clustering, from 1; 0 when it has none.
    pub clusters: [u16; CLUSTERINGS],
    /// Lists it stands in.
    pub lists: Lists,
    /// How an earlier model tagged it in plain text: a byte of strength (0–7) for beginning and inside of each type,
    /// three bits a label; see `votes`.
    pub votes: u32,
}

impl Entry {
    /// Reads an entry.
    pub fn read(row: &[u8]) -> Self {
        let short = |at: usize| u16::from_le_bytes([row[at], row[at + 1]]);
        Self {
            count: row[0],
            clusters: [u16::from(row[1]), short(2), short(4), short(6), short(8)],
            lists: Lists(short(10)),
            votes: u32::from_le_bytes([row[12], row[13], row[14], row[15]]),
        }
    }

    /// Writes it.
    pub fn write(&self) -> [u8; ENTRY] {
        let mut row = [0; ENTRY];
        row[0] = self.count;
        row[1] = self.clusters[0] as u8;
        for (cell, cluster) in row[2..10].chunks_exact_mut(2).zip(&self.clusters[1..]) {
            cell.copy_from_slice(&cluster.to_le_bytes());
        }
        row[10..12].copy_from_slice(&self.lists.0.to_le_bytes());
        row[12..16].copy_from_slice(&self.votes.to_le_bytes());
        row
    }
}

/// What is known of a phrase.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Phrase {
    /// A bit a type of lists, four more for what an earlier model found.
    pub types: u8,
    /// True when a longer phrase begins with these words.
    pub goes_on: bool,
}

impl Phrase {
    /// The bit of a type.
    pub fn bit(kind: NameType) -> u8 {
        1 << kind as u8
    }
}

/// The tables of words and phrases.
#[derive(Clone, Debug)]
pub struct Knowledge {
    words: Table,
    phrases: Table,
    /// Most words begin no phrase.
    begun: Filter,
}

impl Knowledge {
    /// Opens the tables of words and phrases.
    pub fn open(words: Cow<'static, [u8]>, phrases: Cow<'static, [u8]>) -> Option<Self> {
        let phrases = Table::open(phrases, PHRASE)?;
        Some(Self { words: Table::open(words, ENTRY)?, begun: Filter::of(&phrases), phrases })
    }

    /// What is known of the word with that hash.
    pub fn word(&self, hash: u32) -> Option<Entry> {
        self.words.get(hash).map(Entry::read)
    }

    /// What is known of the words of a phrase, by their joined hash.
    pub fn phrase(&self, hash: u32) -> Option<Phrase> {
        let row = if self.begun.may_have(hash) { self.phrases.get(hash) } else { None };
        row.map(|row| Phrase { types: row[0], goes_on: row[1] != 0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_come_back() {
        let clusters = [64, 256, 1024, 7, 300];
        let entry = Entry { count: 9, clusters, lists: Lists(Lists::MARKER), votes: 0x7fff_ffff };
        assert_eq!(Entry::read(&entry.write()), entry);
    }
}
