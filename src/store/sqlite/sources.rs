//! Who is cited, and how often.

use std::collections::BTreeMap;

use rusqlite::Connection;
use rustc_hash::{FxHashMap, FxHashSet};

use super::replay;
use crate::store::{CitedSource, CitedSources, SourcesCursor};

/// Who is cited, the most cited first. Pages after the first one count what was stored when that was asked for, so that
/// none is told twice or passed over while others are stored.
pub(super) fn list(
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
