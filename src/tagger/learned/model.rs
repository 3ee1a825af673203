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
    /// Weights of the features of words.
    pub word_weights: Table,
    /// Weights of the features of places.
    pub place_weights: Table,
    /// Whose view of what a name is.
    pub convention: Convention,
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

    /// Where to begin to read `lanes` bytes of a row of `bytes`, so that the weights of this convention are among them,
    /// and how many others come first.
    pub fn window(self, bytes: usize, lanes: usize) -> (usize, usize) {
        let own = self as usize * bytes / Self::ALL.len();
        let from = own.min(bytes - lanes);
        (from, own - from)
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
        let word_weights = Table::open(next(2)?, WORD_WEIGHTS)?.filtered();
        let place_weights = Table::open(next(3)?, PLACE_WEIGHTS)?.filtered();
        let factors = Factors::of(&transitions);
        Some(Self {
            ideas,
            knowledge,
            transitions,
            factors,
            word_weights,
            place_weights,
            convention: Convention::default(),
        })
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
