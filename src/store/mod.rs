//! The newsroom's memory: articles as they were read, with what was found in them.
//!
//! The shell talks to the [`Store`] trait; [`sqlite`] is its one implementation. The core knows nothing of either.

pub mod identity;
pub mod sqlite;

pub use identity::article_id;

/// An article to keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewArticle {
    /// Outlet; part of the identity of the article.
    pub publisher: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// RFC 3339 date or date and time.
    pub published_at: Option<String>,
    /// The body, exactly as received.
    pub text: String,
    /// The analysis document, as JSON.
    pub analysis: String,
}

/// An article that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredArticle {
    /// Identity by content, see [`article_id`].
    pub id: String,
    /// When it was first stored, in milliseconds since 1970 (UTC).
    pub stored_at: i64,
    /// What was stored.
    pub article: NewArticle,
}

/// What became of an article that was put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is new.
    New,
    /// The same text of the same publisher was there; that one stays as it is.
    Known,
}

/// Why the store could not do it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// Another process has it open.
    #[error("the store {path} is in use by {holder}; stop it, or give another --data-dir")]
    InUse {
        /// The data directory.
        path: String,
        /// Who, as far as it said.
        holder: String,
    },
    /// The file is no store, or a damaged one.
    #[error("{path} is not a store of isnad, or it is damaged: {reason}")]
    Foreign {
        /// The file.
        path: String,
        /// What was found.
        reason: String,
    },
    /// Written by a later version.
    #[error("the store has schema {found}, this version knows up to {known}; start the later version")]
    Newer {
        /// Schema of the file.
        found: i64,
        /// Latest schema known.
        known: i64,
    },
    /// The disk is full; nothing was stored.
    #[error("the disk is full; nothing was stored")]
    Full,
    /// The file cannot be written; nothing was stored.
    #[error("the store cannot be written: {0}")]
    ReadOnly(String),
    /// The store has been closed.
    #[error("the store is closed")]
    Closed,
    /// Anything else.
    #[error("the store failed: {0}")]
    Failed(String),
}

/// What keeps articles. Every call may wait for the disk: call it off the reactor.
pub trait Store: Send + Sync {
    /// Keeps an article; returns its id only when it is durable.
    ///
    /// # Errors
    /// It could not be kept; then nothing of it was.
    fn put(&self, article: NewArticle) -> Result<(String, Kept), StoreError>;

    /// The article of that id.
    ///
    /// # Errors
    /// The store cannot be read.
    fn get(&self, id: &str) -> Result<Option<StoredArticle>, StoreError>;

    /// Erases an article for good; false when there is none of that id.
    ///
    /// # Errors
    /// It could not be erased, or traces of it are left in the files; the message says which.
    fn delete(&self, id: &str) -> Result<bool, StoreError>;
}
