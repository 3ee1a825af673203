//! English names: by table where known, composed of known words, else romanised (`docs/romanisation.md`).

mod compose;
mod dictionary;
mod names;

pub use dictionary::Dictionary;
pub use names::{COLUMNS, Names, Spelt};

pub(super) use compose::Reader;

use crate::config::{ConfigError, ConfigFiles};

/// Tables of names and words; built once.
#[derive(Debug)]
pub struct English {
    /// Personal names.
    pub names: Names,
    /// Common words of names and roles.
    pub dictionary: Dictionary,
}

impl English {
    /// Opens the tables.
    ///
    /// # Errors
    /// The first mistake in the dictionary or in the header of a table, with its place.
    pub fn open(files: &ConfigFiles) -> Result<Self, ConfigError> {
        Ok(Self { names: Names::open(files)?, dictionary: Dictionary::read(files)? })
    }
}
