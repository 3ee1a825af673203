//! Kinds, sources and places of events: their numbers, and how often they stand there.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};

/// A day in milliseconds.
pub(super) const DAY: i64 = 86_400_000;

/// Grades of anonymity.
const GRADES: usize = 6;

/// What a label says of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Label {
    Kind = 1,
    Source = 2,
    Place = 3,
}

/// One event that comes or goes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Count {
    pub(super) article: i64,
    pub(super) seq: i64,
    pub(super) at: i64,
    pub(super) traits: i64,
    pub(super) confidence: f32,
    pub(super) kind: i64,
    pub(super) source: Option<i64>,
    pub(super) grade: Option<i64>,
    pub(super) place: Option<i64>,
    /// 1, or -1 for one that goes.
    pub(super) sign: i64,
}

/// Events that have not been counted yet.
#[derive(Debug, Default)]
pub(super) struct Counts(Vec<Count>);

/// What changes of a label.
#[derive(Debug, Default)]
struct Change {
    events: i64,
    articles: i64,
    seen: Option<(i64, i64)>,
    grades: [i64; GRADES],
}

impl Counts {
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn truncate(&mut self, len: usize) {
        self.0.truncate(len);
    }

    pub(super) fn add(&mut self, count: Count) {
        self.0.push(count);
    }

    /// Writes what has changed. All events of an article come or go together, so that its sources are counted once.
    pub(super) fn flush(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        super::ledger::write(connection, &self.0)?;
        let mut days: BTreeMap<(i64, i64), i64> = BTreeMap::new();
        let mut labels: BTreeMap<(Label, i64), Change> = BTreeMap::new();
        // (source, article) that have been counted
        let mut cited = std::collections::BTreeSet::new();
        for count in self.0.drain(..) {
            *days.entry((count.at.div_euclid(DAY), count.kind)).or_default() += count.sign;
            let all = [(Label::Kind, Some(count.kind)), (Label::Source, count.source), (Label::Place, count.place)];
            for (facet, label) in all {
                let Some(label) = label else { continue };
                let change = labels.entry((facet, label)).or_default();
                change.events += count.sign;
                if facet != Label::Source {
                    continue;
                }
                let (first, last) = change.seen.unwrap_or((count.at, count.at));
                change.seen = Some((first.min(count.at), last.max(count.at)));
                if cited.insert((label, count.article, count.sign)) {
                    change.articles += count.sign;
                }
                if let Some(grade) = count.grade.and_then(|g| usize::try_from(g).ok()).filter(|g| *g < GRADES) {
                    change.grades[grade] += count.sign;
                }
            }
        }
        write_days(connection, days)?;
        labels.into_iter().try_for_each(|((facet, label), change)| write_label(connection, facet, label, &change))
    }
}

/// Days are counted by kind alone: of sources and places there are so many that the ledger is as quick.
fn write_days(connection: &Connection, days: BTreeMap<(i64, i64), i64>) -> rusqlite::Result<()> {
    let mut add = connection.prepare_cached(
        "INSERT INTO tally (facet, day, label, events) VALUES (1, ?1, ?2, ?3)
         ON CONFLICT DO UPDATE SET events = events + excluded.events",
    )?;
    let mut tidy =
        connection.prepare_cached("DELETE FROM tally WHERE facet = 1 AND day = ?1 AND label = ?2 AND events = 0")?;
    for ((day, label), events) in days {
        add.execute(params![day, label, events])?;
        if events <= 0 {
            tidy.execute([day, label])?;
        }
    }
    Ok(())
}

fn write_label(connection: &Connection, facet: Label, label: i64, change: &Change) -> rusqlite::Result<()> {
    if facet != Label::Source {
        let mut update = connection.prepare_cached("UPDATE label SET events = events + ?2 WHERE id = ?1")?;
        update.execute(params![label, change.events])?;
    } else if change.events != 0 || change.articles != 0 {
        let mut update = connection.prepare_cached(
            "UPDATE label SET events = events + ?2, articles = articles + ?3, first_at = min(ifnull(first_at, ?4), ?4),
             last_at = max(ifnull(last_at, ?5), ?5), a0 = a0 + ?6, a1 = a1 + ?7, a2 = a2 + ?8, a3 = a3 + ?9,
             a4 = a4 + ?10, a5 = a5 + ?11 WHERE id = ?1",
        )?;
        let (seen, grades) = (change.seen.unzip(), change.grades);
        update.execute(params![
            label,
            change.events,
            change.articles,
            seen.0,
            seen.1,
            grades[0],
            grades[1],
            grades[2],
            grades[3],
            grades[4],
            grades[5],
        ])?;
    }
    if change.events < 0 {
        tidy(connection, facet, label)?;
    }
    Ok(())
}

/// A label that no event has is gone: it may be the name of somebody. The first and the last time of a source are looked
/// up anew.
fn tidy(connection: &Connection, facet: Label, label: i64) -> rusqlite::Result<()> {
    if facet == Label::Source {
        let mut seen = connection.prepare_cached(
            "UPDATE label SET first_at = (SELECT min(at) FROM event WHERE source = ?1),
             last_at = (SELECT max(at) FROM event WHERE source = ?1) WHERE id = ?1 AND events > 0",
        )?;
        seen.execute([label])?;
    }
    connection.prepare_cached("DELETE FROM label WHERE id = ?1 AND events <= 0")?.execute([label]).map(drop)
}
