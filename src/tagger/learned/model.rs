//! The file of a model: read in place, nothing is parsed when it is opened.
//!
//! Layout, little-endian: `isnadNER`, `u32` version, `u32` ideas, four `u32` lengths; the transitions (`i16`, first those
//! of the beginning, then a row a label); the tables of words and phrases, the weights of words and places.

use std::borrow::Cow;

use super::decode::{Factors, Transitions};
use super::feature::{Ideas, OFFSETS};
use super::knowledge::Knowledge;
use super::label::LABELS;
use super::table::Table;
use super::weights::{PlaceRow, Row, Weights, WordRow};

const MAGIC: &[u8; 8] = b"isnadNER";
/// Changes when features or layout change.
const VERSION: u32 = 5;
const HEAD: usize = 32;
const TRANSITIONS: usize = 2 * LABELS * (LABELS + 1);

/// Bytes of the weights of a feature of words: an `i8` for each convention, position and label.
pub const WORD_WEIGHTS: usize = Convention::ALL.len() * OFFSETS * LABELS;
/// Bytes of the weights of a feature of a place: an `i8` for each convention and label.
pub const PLACE_WEIGHTS: usize = Convention::ALL.len() * LABELS;

/// A model, ready to tag.
#[derive(Clone, Debug)]
pub struct Model {
    /// What its features come from.
    pub ideas: Ideas,
    /// Words and phrases.
    pub knowledge: Knowledge,
    /// How labels follow each other.
    pub transitions: Transitions,
    /// The same as factors.
    pub factors: Factors,
    /// Weights of the features of words and of places.
    tables: [Table; 2],
    /// Those of the convention.
    pub(super) word_weights: Weights<WordRow>,
    pub(super) place_weights: Weights<PlaceRow>,
}

/// Corpora differ on what is a name and where it ends; each way is a convention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Convention {
    /// News: few organisations, no titles, no common nouns (`ANERcorp`).
    News,
    /// Encyclopedia: every organisation with all its words, head nouns of places (`WikiFANE`, `NewsFANE`); nearest to
    /// ours.
    #[default]
    Encyclopedia,
}

impl Convention {
    /// All conventions, in the order of their weights.
    pub const ALL: [Self; 2] = [Self::News, Self::Encyclopedia];

    /// The weights of this convention in a table.
    fn weights<R: Row<LANES>, const LANES: usize>(self, table: &Table, bytes: usize) -> Weights<R> {
        let own = bytes / Self::ALL.len();
        Weights::of(table, self as usize * own, own)
    }
}

/// The bytes are no model of this version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no model of names of version {VERSION}")]
pub struct NoModel;

/// The parts of a model.
#[derive(Clone, Debug)]
pub struct Parts {
    /// What its features come from.
    pub ideas: Ideas,
    /// How labels follow each other.
    pub transitions: [[i16; LABELS]; LABELS + 1],
    /// The four tables: words, phrases, word weights, place weights.
    pub tables: [Vec<u8>; 4],
}

impl Parts {
    /// The bytes of the file.
    pub fn write(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend(VERSION.to_le_bytes());
        out.extend(self.ideas.0.to_le_bytes());
        self.tables.iter().for_each(|table| out.extend((table.len() as u32).to_le_bytes()));
        self.transitions.as_flattened().iter().for_each(|score| out.extend(score.to_le_bytes()));
        self.tables.iter().for_each(|table| out.extend(table));
        out
    }
}

impl Model {
    /// Opens the bytes of a file.
    ///
    /// # Errors
    /// [`NoModel`] when they are something else.
    #[allow(clippy::needless_pass_by_value, reason = "borrowed bytes are kept, owned ones cut up")]
    pub fn open(bytes: Cow<'static, [u8]>) -> Result<Self, NoModel> {
        Self::read(&bytes).ok_or(NoModel)
    }

    /// The same with another view of what a name is.
    #[must_use]
    pub fn by(self, convention: Convention) -> Self {
        let [words, places] = &self.tables;
        let word_weights = convention.weights(words, WORD_WEIGHTS);
        let place_weights = convention.weights(places, PLACE_WEIGHTS);
        Self { word_weights, place_weights, ..self }
    }

    #[allow(clippy::ptr_arg, reason = "a borrowed file stays where it is")]
    fn read(bytes: &Cow<'static, [u8]>) -> Option<Self> {
        let number = |at: usize| bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes);
        if !bytes.starts_with(MAGIC) || number(8)? != VERSION {
            return None;
        }
        let ideas = Ideas(number(12)?);
        let transitions = transitions(bytes.get(HEAD..HEAD + TRANSITIONS)?);
        let mut at = HEAD + TRANSITIONS;
        let mut next = |index: usize| {
            let end = at.checked_add(number(16 + 4 * index)? as usize)?;
            let part = part(bytes, at, end)?;
            at = end;
            Some(part)
        };
        let knowledge = Knowledge::open(next(0)?, next(1)?)?;
        let tables = [Table::open(next(2)?, WORD_WEIGHTS)?, Table::open(next(3)?, PLACE_WEIGHTS)?];
        let convention = Convention::default();
        let word_weights = convention.weights(&tables[0], WORD_WEIGHTS);
        let place_weights = convention.weights(&tables[1], PLACE_WEIGHTS);
        let factors = Factors::of(&transitions);
        Some(Self { ideas, knowledge, transitions, factors, tables, word_weights, place_weights })
    }
}

/// A piece of the file, borrowed where the file is part of the binary.
#[allow(clippy::ptr_arg, reason = "a borrowed file stays where it is")]
fn part(bytes: &Cow<'static, [u8]>, from: usize, to: usize) -> Option<Cow<'static, [u8]>> {
    Some(match bytes {
        Cow::Borrowed(bytes) => Cow::Borrowed(bytes.get(from..to)?),
        Cow::Owned(bytes) => Cow::Owned(bytes.get(from..to)?.to_vec()),
    })
}

fn transitions(bytes: &[u8]) -> Transitions {
    let score = |at: usize| i32::from(i16::from_le_bytes([bytes[2 * at], bytes[2 * at + 1]]));
    let mut out = Transitions {
        first: std::array::from_fn(score),
        after: std::array::from_fn(|from| std::array::from_fn(|to| score((from + 1) * LABELS + to))),
    };
    out.forbid();
    out
}
