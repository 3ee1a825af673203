//! Counting events: by time, and by who is cited.

use std::collections::BTreeMap;
use std::collections::hash_map::Entry;

use rusqlite::{Connection, params};
use rustc_hash::{FxHashMap, FxHashSet};

use super::labels::{DAY, Label};
use super::replay;
use super::select::{self, Selection};
use crate::store::{Bar, Bucket, By, CitedSource, CitedSources, Facet, Filter, SourcesCursor, Term};

/// Number of events by begin of the bucket and label; 0 = none.
type Bars = FxHashMap<(i64, i64), u64>;

/// Bars of a histogram in order; in each bucket the `top` most frequent, and one for all others.
pub(super) fn histogram(
    connection: &Connection,
    filter: &Filter,
    bucket: Bucket,
    by: By,
    top: usize,
) -> rusqlite::Result<Vec<Bar>> {
    let mut bars = Bars::default();
    let Some(selection) = select::selection(connection, filter)? else { return Ok(Vec::new()) };
    let of_types = filter.groups.iter().flatten().all(|term| term.facet == Facet::Type);
    let counted = selection.only_times() || by == By::Type && of_types && selection.only_groups();
    if bucket == Bucket::Day && counted {
        whole_days(connection, filter, by, &mut bars)?;
    } else {
        scan(connection, selection, bucket, by, &mut bars)?;
    }
    named(connection, bars, top)
}

/// Counts event by event.
fn scan(
    connection: &Connection,
    selection: Selection,
    bucket: Bucket,
    by: By,
    bars: &mut Bars,
) -> rusqlite::Result<()> {
    let width = bucket.millis();
    let column = match by {
        By::Type => "e.kind",
        By::Source => "e.source",
        By::Place => "e.place",
    };
    selection.led(connection)?.each(connection, &format!("e.at, {column}"), |at, label| {
        *bars.entry((at.div_euclid(width) * width, label.unwrap_or(0))).or_default() += 1;
    })
}

/// Counts from what is counted already, but for the days that are cut.
fn whole_days(connection: &Connection, filter: &Filter, by: By, bars: &mut Bars) -> rusqlite::Result<()> {
    let first = filter.since.map_or(i64::MIN / DAY + 1, |since| since.div_euclid(DAY) + i64::from(since % DAY != 0));
    let end = filter.until.map_or(i64::MAX / DAY, |until| until.div_euclid(DAY));
    let mut cut = |since: Option<i64>, until: Option<i64>| {
        let part = Filter { since, until, ..filter.clone() };
        let selection = select::selection(connection, &part)?;
        selection.map_or(Ok(()), |selection| scan(connection, selection, Bucket::Day, by, bars))
    };
    if first > end {
        return cut(filter.since, filter.until);
    }
    if filter.since.is_some_and(|since| since < first * DAY) {
        cut(filter.since, Some(first * DAY))?;
    }
    if filter.until.is_some_and(|until| until > end * DAY) {
        cut(Some(end * DAY), filter.until)?;
    }
    let facet = match by {
        By::Type => Label::Kind,
        By::Source => Label::Source,
        By::Place => Label::Place,
    };
    let kinds = if filter.groups.is_empty() { None } else { Some(kinds(connection, filter)?) };
    let mut select = connection
        .prepare_cached("SELECT day, label, events FROM tally WHERE facet = ?1 AND day >= ?2 AND day < ?3")?;
    let mut rows = select.query(params![facet as i64, first, end])?;
    while let Some(row) = rows.next()? {
        let (day, label, events): (i64, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        if kinds.as_ref().is_some_and(|kinds| !kinds.contains(&label)) {
            continue;
        }
        *bars.entry((day * DAY, label)).or_default() += events.unsigned_abs();
    }
    Ok(())
}

/// The labels of the types that fit every group of a filter.
fn kinds(connection: &Connection, filter: &Filter) -> rusqlite::Result<FxHashSet<i64>> {
    let fits = |kind: &str, term: &Term| match term.value.strip_suffix('*') {
        Some(family) => kind.starts_with(family),
        None => kind == term.value,
    };
    let mut select = connection.prepare_cached("SELECT id, value FROM label WHERE facet = ?1")?;
    let rows = select.query_map([Label::Kind as i64], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
    let rows = rows.collect::<rusqlite::Result<Vec<_>>>()?;
    let all = |kind: &str| filter.groups.iter().all(|group| group.iter().any(|term| fits(kind, term)));
    Ok(rows.into_iter().filter(|(_, kind)| all(kind)).map(|(label, _)| label).collect())
}

/// Cuts each bucket to its most frequent labels, and gives them their names.
fn named(connection: &Connection, bars: Bars, top: usize) -> rusqlite::Result<Vec<Bar>> {
    let mut buckets: BTreeMap<i64, Vec<(u64, i64)>> = BTreeMap::new();
    for ((start, label), events) in bars {
        buckets.entry(start).or_default().push((events, label));
    }
    let mut name = connection.prepare_cached("SELECT value FROM label WHERE id = ?1")?;
    let mut names: FxHashMap<i64, Option<String>> = FxHashMap::from_iter([(0, None)]);
    let mut found = Vec::new();
    for (start, mut labels) in buckets {
        // the labels of one count stand in the order of their numbers: the oldest first
        labels.sort_unstable_by_key(|&(events, label)| (std::cmp::Reverse(events), label));
        let others = labels.iter().skip(top).map(|(events, _)| events).sum::<u64>();
        labels.truncate(top);
        for &(events, label) in &labels {
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

/// Who is cited, the most cited first. Pages after the first one count what was stored when that was asked for, so that
/// none is told twice or passed over while others are stored.
pub(super) fn sources(
    connection: &Connection,
    limit: usize,
    after: Option<SourcesCursor>,
) -> rusqlite::Result<CitedSources> {
    // all statements see one state
    let transaction = connection.unchecked_transaction()?;
    let now = replay::now(&transaction)?.seq;
    let until = after.map_or(now, |after| after.until);
    let fresh = if until < now { later(&transaction, until)? } else { FxHashMap::default() };
    let begin = after.map_or((i64::MAX, i64::MAX), |after| (after.events, after.label));
    let unchanged: FxHashSet<_> = fresh.keys().copied().collect();
    let mut sources = settled(&transaction, limit, begin, &unchanged)?;
    for (label, (events, articles)) in fresh {
        let Some(mut source) = one(&transaction, label)? else { continue };
        source.events = source.events.saturating_sub(events);
        source.articles = source.articles.saturating_sub(articles);
        let key = (i64::try_from(source.events).unwrap_or(i64::MAX), source.label);
        if source.events > 0 && key < begin {
            sources.push(source);
        }
    }
    sources.sort_unstable_by_key(|source| std::cmp::Reverse((source.events, source.label)));
    let more = sources.len() > limit;
    sources.truncate(limit);
    let next = sources.last().filter(|_| more).map(|last| SourcesCursor {
        until,
        events: i64::try_from(last.events).unwrap_or(i64::MAX),
        label: last.label,
    });
    Ok(CitedSources { sources, next })
}

/// Sources of events stored after that number: how many events and articles.
fn later(connection: &Connection, after: i64) -> rusqlite::Result<FxHashMap<i64, (u64, u64)>> {
    let mut select = connection.prepare_cached(
        "SELECT source, count(*), count(DISTINCT article) FROM event WHERE seq > ?1 AND source IS NOT NULL
         GROUP BY source",
    )?;
    let rows = select.query_map([after], |row| {
        Ok((row.get(0)?, (row.get::<_, i64>(1)?.unsigned_abs(), row.get::<_, i64>(2)?.unsigned_abs())))
    })?;
    rows.collect()
}

const SOURCE: &str = "SELECT id, value, events, articles, first_at, last_at, a0, a1, a2, a3, a4, a5 FROM label";

/// The next sources but for those, one more than `limit`.
fn settled(
    connection: &Connection,
    limit: usize,
    (events, label): (i64, i64),
    but: &FxHashSet<i64>,
) -> rusqlite::Result<Vec<CitedSource>> {
    let mut select = connection.prepare_cached(&format!(
        "{SOURCE} WHERE facet = 2 AND (events, id) < (?1, ?2) AND events > 0 ORDER BY events DESC, id DESC"
    ))?;
    let rows = select.query_map([events, label], cited)?;
    let kept = rows.filter(|row| row.as_ref().map_or(true, |source| !but.contains(&source.label)));
    kept.take(limit + 1).collect()
}

fn one(connection: &Connection, label: i64) -> rusqlite::Result<Option<CitedSource>> {
    use rusqlite::OptionalExtension as _;
    connection.prepare_cached(&format!("{SOURCE} WHERE id = ?1"))?.query_row([label], cited).optional()
}

fn cited(row: &rusqlite::Row<'_>) -> rusqlite::Result<CitedSource> {
    let mut anonymity = BTreeMap::new();
    for (grade, column) in (6..12).enumerate() {
        let events = row.get::<_, i64>(column)?.unsigned_abs();
        if events > 0 {
            anonymity.insert(format!("A{grade}"), events);
        }
    }
    Ok(CitedSource {
        label: row.get(0)?,
        name: row.get(1)?,
        events: row.get::<_, i64>(2)?.unsigned_abs(),
        articles: row.get::<_, i64>(3)?.unsigned_abs(),
        anonymity,
        seen: (row.get::<_, Option<i64>>(4)?.unwrap_or(0), row.get::<_, Option<i64>>(5)?.unwrap_or(0)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store as _;
    use crate::store::sqlite::Sqlite;
    use crate::store::sqlite::tests::eventful;

    #[test]
    fn counts_follow_what_comes_and_goes() {
        let store = Sqlite::memory().unwrap();
        let voice = |id: &str, day: &str| {
            let mut record = eventful(id, day, "فلان", "كلمه");
            record.events[0].source = Some("مصدر".to_owned());
            record.events[0].anonymity = Some("A4".to_owned());
            store.put(record).unwrap().0
        };
        let (first, _) = (voice("a", "2026-01-01"), voice("b", "2026-01-01"));
        voice("c", "2026-01-05");
        let days = || {
            let bars = store.histogram(&Filter::default(), Bucket::Day, By::Source, 9).unwrap();
            bars.into_iter().map(|bar| (bar.key, bar.events)).collect::<Vec<_>>()
        };
        let name = Some("مصدر".to_owned());
        assert_eq!(days(), [(name.clone(), 2), (name.clone(), 1)]);
        store.delete(&first, "k1").unwrap();
        assert_eq!(days(), [(name.clone(), 1), (name, 1)]);
        let source = store.sources(9, None).unwrap().sources.remove(0);
        assert_eq!((source.events, source.articles, source.anonymity["A4"]), (2, 2, 2));
        assert_eq!(store.sweep(i64::MAX, 9).unwrap(), 2);
        assert_eq!((days(), store.sources(9, None).unwrap().sources), (vec![], vec![]));
    }
}
