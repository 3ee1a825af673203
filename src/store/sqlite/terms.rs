//! Numbers of terms, and the lists of events that have them.

use rusqlite::{Connection, OptionalExtension as _, params};
use rustc_hash::FxHashMap;

use crate::store::Term;

/// Terms whose numbers are remembered before all are forgotten.
const CAPACITY: usize = 100_000;

/// What the writer knows of the table of terms.
#[derive(Debug, Default)]
pub(super) struct Terms(FxHashMap<Term, i64>);

impl Terms {
    /// Forgets all numbers: some may have been taken back.
    pub(super) fn forget(&mut self) {
        self.0.clear();
    }

    /// The number of a term, which it gets if it has none.
    pub(super) fn number(&mut self, connection: &Connection, term: &Term) -> rusqlite::Result<i64> {
        if let Some(&number) = self.0.get(term) {
            return Ok(number);
        }
        let number = if let Some(number) = find(connection, term)? {
            number
        } else {
            let mut insert = connection.prepare_cached("INSERT INTO term (facet, value) VALUES (?1, ?2)")?;
            insert.insert(params![term.facet as i64, term.value])?
        };
        if self.0.len() >= CAPACITY {
            self.forget();
        }
        self.0.insert(term.clone(), number);
        Ok(number)
    }
}

/// The number of a term that some event has.
pub(super) fn find(connection: &Connection, term: &Term) -> rusqlite::Result<Option<i64>> {
    let mut select = connection.prepare_cached("SELECT id FROM term WHERE facet = ?1 AND value = ?2")?;
    select.query_row(params![term.facet as i64, term.value], |row| row.get(0)).optional()
}

/// Enters an event in the lists of its terms.
pub(super) fn post(connection: &Connection, terms: &[i64], at: i64, event: i64) -> rusqlite::Result<()> {
    let mut insert =
        connection.prepare_cached("INSERT OR IGNORE INTO posting (term, at, event) VALUES (?1, ?2, ?3)")?;
    terms.iter().try_for_each(|term| insert.execute([*term, at, event]).map(drop))
}

/// Takes an event out of the lists, and terms that no event has out of the table: they are names of people.
pub(super) fn unpost(connection: &Connection, terms: &[i64], at: i64, event: i64) -> rusqlite::Result<()> {
    let mut delete = connection.prepare_cached("DELETE FROM posting WHERE term = ?1 AND at = ?2 AND event = ?3")?;
    let mut orphan = connection
        .prepare_cached("DELETE FROM term WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM posting WHERE term = ?1)")?;
    for term in terms {
        delete.execute([*term, at, event])?;
        orphan.execute([*term])?;
    }
    Ok(())
}

/// Numbers as the event keeps them.
pub(super) fn pack(terms: &[i64]) -> Vec<u8> {
    terms.iter().flat_map(|term| term.to_le_bytes()).collect()
}

/// Reads what [`pack`] wrote.
pub(super) fn unpack(bytes: &[u8]) -> Vec<i64> {
    bytes.chunks_exact(8).filter_map(|chunk| chunk.try_into().ok().map(i64::from_le_bytes)).collect()
}
