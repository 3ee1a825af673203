//! The newsroom's memory: articles as they were read, with what was found in them.
//!
//! The shell talks to the [`Store`] trait; [`sqlite`] is its one implementation. The core knows nothing of either.

mod cursor;
mod error;
pub mod feedback;
pub mod filter;
pub mod identity;
pub mod intake;
pub mod key;
pub mod record;
pub mod sqlite;
pub mod time;

pub use error::StoreError;
pub use feedback::{Feedback, Reviewed};
pub use filter::{Bar, Bucket, By, CitedSource, CitedSources, ClaimFilter, Filter, Page, SourcesCursor};
pub use identity::article_id;
pub use key::{Key, Role};
pub use record::{
    AuditEntry, Cursor, Facet, Fresh, Kept, Kin, ListedArticle, ListedClaim, ListedEvent, NewArticle, NewEvent, Origin,
    Record, Remembered, Replay, StoredArticle, Term, Token, Version,
};

/// What the store answers.
pub type Result<T> = std::result::Result<T, StoreError>;

/// What keeps articles. Every call may wait for the disk: call it off the reactor.
///
/// Every change is durable when its call returns, or did not happen at all. Every call fails when the store cannot be
/// read, every change when it cannot be written.
#[expect(clippy::missing_errors_doc, reason = "said once, above")]
pub trait Store: Send + Sync + std::fmt::Debug {
    /// Keeps an article; gives its id.
    fn put(&self, record: Record) -> Result<(String, Kept)>;

    /// Keeps several articles at once: all are durable, or none is kept.
    fn put_all(&self, records: Vec<Record>) -> Result<Vec<(String, Kept)>>;

    /// Puts a new analysis of an article in the place of the old one: an event that is found again keeps its id. False
    /// when there is none of that id.
    fn replace(&self, id: &str, record: Record) -> Result<bool>;

    /// Erases articles stored before a time (milliseconds since 1970, UTC), no more than `most`; their number.
    fn sweep(&self, before: i64, most: usize) -> Result<usize>;

    /// Keeps an answer for a day under its key; gives the one that is there, which may be an older one.
    fn remember(&self, key: &str, answer: Remembered) -> Result<Remembered>;

    /// The answer under a key.
    fn recall(&self, key: &str) -> Result<Option<Remembered>>;

    /// True when there is an article of that id.
    fn has(&self, id: &str) -> Result<bool>;

    /// The article of that id.
    fn article(&self, id: &str) -> Result<Option<StoredArticle>>;

    /// Articles in the order of storing, the newest first; only those stored before the number `before`.
    fn articles(&self, limit: usize, before: Option<i64>) -> Result<Vec<ListedArticle>>;

    /// Erases an article for good, and notes who did; false when there is none of that id. An error can also mean that traces of it are
    /// left in the files; the message says which.
    fn delete(&self, id: &str, who: &str) -> Result<bool>;

    /// Writes into the audit log.
    fn note(&self, who: &str, act: &'static str, what: &str) -> Result<()>;

    /// The audit log, the newest first; only what stands before the number `before`.
    fn audit(&self, limit: usize, before: Option<i64>) -> Result<Vec<AuditEntry>>;

    /// The event of that id.
    fn event(&self, id: &str) -> Result<Option<ListedEvent>>;

    /// Events in the order of publication, the newest first.
    fn events(&self, filter: &Filter, page: Page) -> Result<Vec<ListedEvent>>;

    /// Events counted by time and `by`, in order; in each bucket the `top` most frequent, and one bar for the rest.
    fn histogram(&self, filter: &Filter, bucket: Bucket, by: By, top: usize) -> Result<Vec<Bar>>;

    /// Who is cited, the most cited first. Later pages count what was stored when the first one was asked for.
    fn sources(&self, limit: usize, after: Option<SourcesCursor>) -> Result<CitedSources>;

    /// Looks for the claims of events stored since it was last asked, no more than `most`; how many there were.
    fn corroborate(&self, most: usize) -> Result<usize>;

    /// Claims, the most newsworthy first.
    fn claims(&self, filter: &ClaimFilter, page: Page) -> Result<Vec<ListedClaim>>;

    /// The claim of that id, as JSON.
    fn claim(&self, id: &str) -> Result<Option<String>>;

    /// The articles that came from the address of an article, in the order of storing; `None` when there is none of that
    /// id.
    fn versions(&self, id: &str) -> Result<Option<Vec<Version>>>;

    /// Shows texts published before an article that may be near-duplicates of it, the oldest first, until `look` wants no
    /// more.
    fn earlier(&self, id: &str, look: &mut dyn FnMut(&Kin) -> bool) -> Result<()>;

    /// Keeps what is said of an event; false when there is none of that id.
    fn review(&self, event: &str, feedback: Feedback) -> Result<bool>;

    /// Keeps what is said of an article; false when there is none of that id.
    fn complain(&self, article: &str, feedback: Feedback) -> Result<bool>;

    /// Articles of which something was said, in the order of storing, after the number `after`.
    fn reviewed(&self, after: i64, most: usize) -> Result<Vec<Reviewed>>;

    /// Tells of every commit.
    fn changed(&self) -> tokio::sync::watch::Receiver<()>;

    /// Where a reader goes on that has come as far as `token` (the end, if it is new), and whether everything since then
    /// is still there.
    fn resume(&self, token: Option<Token>) -> Result<(Token, bool)>;

    /// Events in the order of storing, after `from`.
    fn replay(&self, filter: &Filter, from: Token, most: usize) -> Result<Replay>;

    /// All events in the order of storing, after `from`, with what filters see of them; and how far this has come.
    fn fresh(&self, from: Token, most: usize) -> Result<(Vec<Fresh>, Token)>;

    /// All keys, those called back too.
    fn keys(&self) -> Result<Vec<Key>>;

    /// Checks that changes can be kept, by keeping one.
    fn check(&self) -> Result<()>;
}
