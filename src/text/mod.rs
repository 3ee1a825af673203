//! From raw text to tokens, sentences and quotations, without changing or copying the text (SCHEME 0.1, 0.2, 5).

pub mod html;
pub mod interner;
pub mod normalize;
pub mod offsets;
pub mod quotation;
pub mod romanise;
pub mod script;
pub mod sentence;
pub mod span;
pub mod spellings;
pub mod token;

pub use interner::Interner;
pub use normalize::Normalized;
pub use offsets::{OffsetUnit, Offsets};
pub use quotation::Quotation;
pub use sentence::Sentence;
pub use span::Span;
pub use spellings::Spellings;
pub use token::{Token, TokenKind};
