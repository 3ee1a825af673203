//! Numbers of terms and labels, and the lists of events that have a term.

use rusqlite::{Connection, OptionalExtension as _, params};
use rustc_hash::FxHashMap;

use super::labels::Label;
use super::varint;
use crate::store::{Facet, Term};

/// Numbers that are remembered before all are forgotten.
const CAPACITY: usize = 100_000;

/// Facet of the terms that say class, polarity, modality, anonymity and confidence together.
const TRAITS: i64 = 11;

/// What is said together, in this order; these have no lists of their own.
pub(super) const TRAIT_FACETS: [Facet; 4] = [Facet::Class, Facet::Polarity, Facet::Modality, Facet::Anonymity];

/// What the writer knows of the tables of terms and labels.
#[derive(Debug, Default)]
pub(super) struct Terms {
    numbers: FxHashMap<Term, i64>,
    traits: FxHashMap<String, i64>,
    labels: FxHashMap<(Label, String), i64>,
}

impl Terms {
    /// Forgets all numbers: some may have been taken back.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }

    /// The number of a term, which it gets if it has none.
    pub(super) fn number(&mut self, connection: &Connection, term: &Term) -> rusqlite::Result<i64> {
        if let Some(&number) = self.numbers.get(term) {
            return Ok(number);
        }
        let number = known_or_new(connection, term.facet as i64, &term.value)?;
        if self.numbers.len() >= CAPACITY {
            self.numbers.clear();
        }
        self.numbers.insert(term.clone(), number);
        Ok(number)
    }

    /// The number of what terms say of the traits of an event, with how sure it is.
    pub(super) fn traits(&mut self, connection: &Connection, terms: &[Term], sure: f32) -> rusqlite::Result<i64> {
        let value = |facet: &Facet| terms.iter().find(|term| term.facet == *facet).map_or("-", |term| &*term.value);
        let traits = format!("{} {}", TRAIT_FACETS.each_ref().map(value).join(" "), twentieths(sure));
        if let Some(&number) = self.traits.get(&traits) {
            return Ok(number);
        }
        let number = known_or_new(connection, TRAITS, &traits)?;
        self.traits.insert(traits, number);
        Ok(number)
    }

    /// The number of a label, which it gets if it has none.
    pub(super) fn label(&mut self, connection: &Connection, facet: Label, value: &str) -> rusqlite::Result<i64> {
        let key = (facet, value.to_owned());
        if let Some(&number) = self.labels.get(&key) {
            return Ok(number);
        }
        let mut select = connection.prepare_cached("SELECT id FROM label WHERE facet = ?1 AND value = ?2")?;
        let known = select.query_row(params![facet as i64, value], |row| row.get(0)).optional()?;
        let number = if let Some(number) = known {
            number
        } else {
            let mut insert = connection.prepare_cached("INSERT INTO label (facet, value) VALUES (?1, ?2)")?;
            insert.insert(params![facet as i64, value])?
        };
        if self.labels.len() >= CAPACITY {
            self.labels.clear();
        }
        self.labels.insert(key, number);
        Ok(number)
    }
}

fn known_or_new(connection: &Connection, facet: i64, value: &str) -> rusqlite::Result<i64> {
    if let Some(number) = lookup(connection, facet, value)? {
        return Ok(number);
    }
    connection.prepare_cached("INSERT INTO term (facet, value) VALUES (?1, ?2)")?.insert(params![facet, value])
}

fn lookup(connection: &Connection, facet: i64, value: &str) -> rusqlite::Result<Option<i64>> {
    let mut select = connection.prepare_cached("SELECT id FROM term WHERE facet = ?1 AND value = ?2")?;
    select.query_row(params![facet, value], |row| row.get(0)).optional()
}

/// The number of a term that some event has.
pub(super) fn find(connection: &Connection, term: &Term) -> rusqlite::Result<Option<i64>> {
    lookup(connection, term.facet as i64, &term.value)
}

/// What numbers stand for.
pub(super) fn values(connection: &Connection, numbers: &[i64]) -> rusqlite::Result<Vec<Term>> {
    let mut select = connection.prepare_cached("SELECT facet, value FROM term WHERE id = ?1")?;
    let mut terms = Vec::with_capacity(numbers.len() + TRAIT_FACETS.len());
    for number in numbers {
        let row = select.query_row([number], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)));
        let Some((facet, value)) = row.optional()? else { continue };
        if facet == TRAITS {
            let traits = TRAIT_FACETS.iter().zip(value.split(' '));
            terms.extend(traits.map(|(facet, value)| Term { facet: *facet, value: value.to_owned() }));
        } else {
            terms.extend(Facet::of(facet).map(|facet| Term { facet, value }));
        }
    }
    Ok(terms)
}

/// Every set of traits that some event has or had: its number, and whether it fits all groups of terms and may be sure
/// enough.
pub(super) fn fitting(
    connection: &Connection,
    groups: &[&Vec<Term>],
    min_confidence: f32,
) -> rusqlite::Result<Vec<(i64, bool)>> {
    let least = twentieths(min_confidence);
    let sure = |traits: &str| traits.rsplit(' ').next().and_then(|n| n.parse().ok()).is_some_and(|n: u32| n >= least);
    let fitting = |traits: &str| sure(traits) && groups.iter().all(|group| fits(traits, group));
    let mut select = connection.prepare_cached("SELECT id, value FROM term WHERE facet = ?1")?;
    let rows = select.query_map([TRAITS], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
    rows.map(|row| row.map(|(number, traits)| (number, fitting(&traits)))).collect()
}

/// Confidence in whole twentieths, rounded down.
#[expect(clippy::cast_sign_loss, reason = "0 to 1")]
fn twentieths(confidence: f32) -> u32 {
    (confidence.clamp(0.0, 1.0) * 20.0) as u32
}

/// True when one of the terms is among the traits.
fn fits(traits: &str, group: &[Term]) -> bool {
    let is = |(facet, value): (&Facet, &str)| group.iter().any(|term| term.facet == *facet && term.value == value);
    TRAIT_FACETS.iter().zip(traits.split(' ')).any(is)
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

/// Numbers as the event keeps them: sorted, each as the distance from the one before.
pub(super) fn pack(terms: &[i64]) -> Vec<u8> {
    let mut sorted = terms.to_vec();
    sorted.sort_unstable();
    let (mut bytes, mut last) = (Vec::with_capacity(2 * sorted.len()), 0);
    for term in sorted {
        varint::put(&mut bytes, (term - last).unsigned_abs());
        last = term;
    }
    bytes
}

/// Reads what [`pack`] wrote.
pub(super) fn unpack(mut bytes: &[u8]) -> Vec<i64> {
    let (mut terms, mut last) = (Vec::new(), 0_i64);
    while let Some(distance) = varint::take(&mut bytes) {
        last = last.wrapping_add_unsigned(distance);
        terms.push(last);
    }
    terms
}

#[cfg(test)]
mod tests {
    use super::{pack, unpack};

    #[test]
    fn what_is_packed_is_unpacked() {
        for numbers in [vec![], vec![0], vec![1, 2, 127, 128, 300_000, i64::MAX]] {
            assert_eq!(unpack(&pack(&numbers)), numbers);
        }
        assert_eq!(unpack(&pack(&[9, 3])), [3, 9]);
        // damaged
        assert_eq!(unpack(&[0x80; 40]), [0; 0]);
    }
}
