//! Words: clitics, inflection, the lexicon of forms (SCHEME 1.2, 5 N4).

pub mod builder;
pub mod class;
pub mod clitic;
pub mod cue;
pub mod document;
pub mod fold;
pub mod inflection;
pub mod lexicon;
pub mod noun;
pub mod part_of_speech;
pub mod phrase;
mod spelling;
pub mod verb;
pub mod word;

pub use builder::LexiconBuilder;
pub use class::{ClassId, ClassSet};
pub use clitic::Proclitics;
pub use cue::{Cue, CueList};
pub use document::Document;
pub use inflection::{Form, Gender, Inflection, Number, Person, Tense, Voice};
pub use lexicon::{KeyId, Lexeme, LexemeId, Lexicon, Pos, Reading, Sense};
pub use phrase::{Part, PhraseMatch, PhraseTable};
pub use word::{Stem, Word, WordCache, WordId};
