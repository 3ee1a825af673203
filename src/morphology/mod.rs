//! Words: clitics, inflection, the lexicon of forms (SCHEME 1.2, 5 N4).

pub mod inflection;
pub mod noun;
pub mod verb;

pub use inflection::{Form, Gender, Inflection, Number, Person, Tense, Voice};
