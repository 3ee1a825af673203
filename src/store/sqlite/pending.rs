//! Entries of the indexes, gathered over a commit and written in the order of their keys: what lies together on a page is
//! written together.

use rusqlite::{Connection, params};

use super::labels::Counts;
use super::{kin, words};

/// What the changes of a commit will still write.
#[derive(Debug, Default)]
pub(super) struct Pending {
    /// Place in the index of words, and the words.
    pub(super) words: Vec<(i64, String)>,
    /// Term, time, event, traits.
    pub(super) postings: Vec<(i64, i64, i64, i64)>,
    /// Slot, key, time, event.
    pub(super) names: Vec<(i64, i64, i64, i64)>,
    /// Article, and the keys of its text.
    pub(super) keys: Vec<(i64, Vec<i64>)>,
    /// What is counted.
    pub(super) counts: Counts,
}

/// How far the entries had come.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark([usize; 5]);

impl Pending {
    /// How far it has come.
    pub(super) fn mark(&self) -> Mark {
        Mark([self.words.len(), self.postings.len(), self.names.len(), self.keys.len(), self.counts.len()])
    }

    /// Forgets what came after a mark.
    pub(super) fn cut(&mut self, Mark([words, postings, names, keys, counts]): Mark) {
        self.words.truncate(words);
        self.postings.truncate(postings);
        self.names.truncate(names);
        self.keys.truncate(keys);
        self.counts.truncate(counts);
    }

    /// Writes all.
    pub(super) fn flush(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        self.words.sort_unstable_by_key(|(place, _)| *place);
        for (place, words) in self.words.drain(..) {
            words::insert(connection, place, &words)?;
        }
        self.postings.sort_unstable();
        let mut posting = connection
            .prepare_cached("INSERT OR IGNORE INTO posting (term, at, event, traits) VALUES (?1, ?2, ?3, ?4)")?;
        for (term, at, event, traits) in self.postings.drain(..) {
            posting.execute(params![term, at, event, traits])?;
        }
        self.names.sort_unstable();
        let mut name = connection
            .prepare_cached("INSERT OR IGNORE INTO report_near (slot, key, at, event) VALUES (?1, ?2, ?3, ?4)")?;
        for (slot, key, at, event) in self.names.drain(..) {
            name.execute(params![slot, key, at, event])?;
        }
        self.keys.sort_unstable_by_key(|(article, _)| *article);
        for (article, keys) in self.keys.drain(..) {
            kin::keep(connection, article, &keys)?;
        }
        self.counts.flush(connection)
    }
}
