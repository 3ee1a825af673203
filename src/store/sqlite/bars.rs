//! The bars of a histogram while they are counted.

use std::collections::BTreeMap;
use std::collections::hash_map::Entry;

use rusqlite::Connection;
use rustc_hash::FxHashMap;

use crate::store::Bar;

/// Labels below this are counted by their place in a list: there are no more unless the store is damaged.
const DENSE: usize = 1 << 24;

/// Counts by bucket and label.
#[derive(Debug)]
pub(super) struct Bars {
    /// Milliseconds of a bucket.
    width: i64,
    buckets: BTreeMap<i64, Counts>,
    /// The bucket that is being counted: what comes next mostly falls into it.
    begun: i64,
    /// Its events by label.
    events: Vec<u64>,
    /// The labels that it has.
    labels: Vec<i64>,
}

/// Events of a bucket by label; 0 where there is none.
#[derive(Debug, Default)]
struct Counts {
    counts: Vec<(i64, u64)>,
    /// In how many pieces they came: a label may stand in each.
    pieces: usize,
}

impl Bars {
    /// Nothing counted yet.
    pub(super) fn of(width: i64) -> Self {
        Self { width, buckets: BTreeMap::new(), begun: 0, events: Vec::new(), labels: Vec::new() }
    }

    /// Counts events of a time.
    #[inline]
    pub(super) fn add(&mut self, at: i64, label: i64, events: u64) {
        let start = at.div_euclid(self.width) * self.width;
        if start != self.begun {
            self.put_aside();
            self.begun = start;
        }
        let Some(place) = usize::try_from(label).ok().filter(|place| *place < DENSE) else { return };
        if place >= self.events.len() {
            self.events.resize(place + 1, 0);
        }
        if self.events[place] == 0 {
            self.labels.push(label);
        }
        self.events[place] += events;
    }

    fn put_aside(&mut self) {
        if self.labels.is_empty() {
            return;
        }
        let bucket = self.buckets.entry(self.begun).or_default();
        bucket.pieces += 1;
        for label in self.labels.drain(..) {
            let events = usize::try_from(label).ok().and_then(|place| self.events.get_mut(place));
            bucket.counts.push((label, events.map_or(0, std::mem::take)));
        }
    }

    /// All bars in order: in each bucket the `top` most frequent labels by their names, and one bar for the rest.
    pub(super) fn named(mut self, connection: &Connection, top: usize) -> rusqlite::Result<Vec<Bar>> {
        self.put_aside();
        let mut name = connection.prepare_cached("SELECT value FROM label WHERE id = ?1")?;
        let mut names: FxHashMap<i64, Option<String>> = FxHashMap::from_iter([(0, None)]);
        let mut found = Vec::new();
        for (start, counts) in self.buckets {
            let (labels, others) = most_frequent(counts.merged(), top);
            for (label, events) in labels {
                if let Entry::Vacant(unknown) = names.entry(label) {
                    unknown.insert(name.query_row([label], |row| row.get(0))?);
                }
                found.push(Bar { start, key: names.get(&label).cloned().flatten(), events, rest: false });
            }
            if others > 0 {
                found.push(Bar { start, key: None, events: others, rest: true });
            }
        }
        Ok(found)
    }
}

impl Counts {
    /// Each label once.
    fn merged(mut self) -> Vec<(i64, u64)> {
        if self.pieces > 1 {
            self.counts.sort_unstable();
            self.counts.dedup_by(|next, kept| {
                let same = next.0 == kept.0;
                kept.1 += if same { next.1 } else { 0 };
                same
            });
        }
        self.counts
    }
}

/// The labels of one count stand in the order of their numbers: the oldest first.
fn most_frequent(mut labels: Vec<(i64, u64)>, top: usize) -> (Vec<(i64, u64)>, u64) {
    let key = |&(label, events): &(i64, u64)| (std::cmp::Reverse(events), label);
    let mut others = 0;
    if top < labels.len() {
        // the rest needs no order
        labels.select_nth_unstable_by_key(top, key);
        others = labels.drain(top..).map(|(_, events)| events).sum();
    }
    labels.sort_unstable_by_key(key);
    (labels, others)
}
