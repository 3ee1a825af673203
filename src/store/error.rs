//! Why the store could not do it.

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
