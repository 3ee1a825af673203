//! Which events of the ledger a filter means.

use rusqlite::Connection;
use rustc_hash::FxHashSet;

use super::labels::DAY;
use super::ledger_page::{Column, Page};
use super::select::Selection;
use super::words;

/// A filter over pages.
#[derive(Debug)]
pub(super) struct Wanted {
    since: i64,
    until: i64,
    min_confidence: f64,
    /// Sets of traits that fit, if not all do.
    traits: Option<FxHashSet<i64>>,
    /// Kinds that fit, if not all do.
    kinds: Option<FxHashSet<i64>>,
    /// An event is in every one of these.
    sets: Vec<Numbers>,
}

impl Wanted {
    /// Looks up which events have the words and a term of each group; `kinds` stand for those groups that are all of types.
    pub(super) fn of(
        connection: &Connection,
        selection: &Selection,
        kinds: Option<FxHashSet<i64>>,
        of_types: &[bool],
    ) -> rusqlite::Result<Self> {
        let (since, until) = (selection.since.unwrap_or(i64::MIN), selection.until.unwrap_or(i64::MAX));
        let mut sets = Vec::new();
        let mut posted =
            connection.prepare_cached("SELECT event FROM posting WHERE term = ?1 AND at >= ?2 AND at < ?3")?;
        for (numbers, _) in selection.groups.iter().zip(of_types).filter(|(_, of_types)| !**of_types) {
            let mut set = Numbers::default();
            for number in numbers {
                set.insert_all(posted.query([*number, since, until])?)?;
            }
            sets.push(set);
        }
        if let Some(words) = &selection.words {
            let (seq, places) = (words::seq_sql(), selection.places(None));
            let sql = format!("SELECT {seq} FROM event_words WHERE event_words MATCH ?1{places}");
            let mut set = Numbers::default();
            set.insert_all(connection.prepare(&sql)?.query([words])?)?;
            sets.push(set);
        }
        let traits = selection.traits.as_ref().map(|traits| traits.iter().copied().collect());
        Ok(Self { since, until, min_confidence: selection.min_confidence, traits, kinds, sets })
    }

    /// Says of each event of a page whether it is meant; reads only what the filter asks about.
    pub(super) fn mark(&self, page: &Page<'_>, meant: &mut Vec<bool>) {
        meant.clear();
        meant.extend(
            page.column(Column::Kind).map(|kind| self.kinds.as_ref().is_none_or(|kinds| kinds.contains(&kind))),
        );
        let begin = page.day * DAY;
        if begin < self.since || begin + DAY > self.until {
            narrow(meant, page.times(), |at| (self.since..self.until).contains(&at));
        }
        if let Some(traits) = &self.traits {
            narrow(meant, page.column(Column::Traits), |number| traits.contains(&number));
        }
        if self.min_confidence > 0.0 {
            narrow(meant, page.confidences(), |confidence| f64::from(confidence) >= self.min_confidence);
        }
        for set in &self.sets {
            narrow(meant, page.numbers(), |seq| set.contains(seq));
        }
    }
}

#[inline]
fn narrow<T>(meant: &mut [bool], values: impl Iterator<Item = T>, fits: impl Fn(T) -> bool) {
    for (meant, value) in meant.iter_mut().zip(values) {
        *meant = *meant && fits(value);
    }
}

/// A set of numbers of events, a bit each.
#[derive(Debug, Default)]
struct Numbers(Vec<u64>);

impl Numbers {
    fn insert_all(&mut self, mut rows: rusqlite::Rows<'_>) -> rusqlite::Result<()> {
        while let Some(row) = rows.next()? {
            let Ok(number) = usize::try_from(row.get::<_, i64>(0)?) else { continue };
            if self.0.len() <= number / 64 {
                self.0.resize(number / 64 + 1, 0);
            }
            self.0[number / 64] |= 1 << (number % 64);
        }
        Ok(())
    }

    #[inline]
    fn contains(&self, number: i64) -> bool {
        usize::try_from(number).is_ok_and(|n| self.0.get(n / 64).is_some_and(|word| word >> (n % 64) & 1 == 1))
    }
}
