//! The same claim in several articles: who else says so, who only repeats it, who denies it (`docs/corroboration.md`).
//!
//! Pure, from reports to claims. What comes out depends on the set of reports, not on the order in which they came.

mod claim;
mod diff;
mod duplicate;
mod join;
mod office;
mod origin;
mod party;
mod report;

pub use claim::{Claim, Conflict, First, LARGEST, NamedSource, Step, claim, claims};
pub use diff::{Change, Difference, Field, diff, similarity};
pub use duplicate::{Relation, Shingles};
pub use join::{REACH, WINDOW, same};
pub use office::Offices;
pub use origin::origins;
pub use party::{Likeness, Party};
pub use report::{Content, Folding, Report, Voice, contents};

/// A day in milliseconds.
pub const DAY: i64 = 86_400_000;
