//! Counting events: by time, and by who is cited.

use std::collections::BTreeMap;

use rusqlite::{Connection, params_from_iter};

use super::select::Selection;
use crate::store::{Bar, Bucket, By, CitedSource};

impl Selection {
    /// Bars of a histogram in order, no more than `most`; the last bucket may be cut.
    pub(super) fn histogram(
        &self,
        connection: &Connection,
        bucket: Bucket,
        by: By,
        most: usize,
    ) -> rusqlite::Result<Vec<Bar>> {
        let Self { from, at, conditions, .. } = self;
        let width = bucket.millis();
        let key = match by {
            By::Type => "e.kind",
            By::Source => "e.source",
            By::Place => "e.place",
        };
        // rounded down, before 1970 too
        let start = format!("({at} - (({at} % {width}) + {width}) % {width})");
        let sql = format!(
            "SELECT {start} AS start, {key} AS key, count(*) AS n FROM {from} WHERE 1{conditions}
             GROUP BY start, key ORDER BY start, n DESC, key LIMIT {most}"
        );
        let mut statement = connection.prepare(&sql)?;
        let bars = statement.query_map(params_from_iter(self.words()), |row| {
            Ok(Bar { start: row.get(0)?, key: row.get(1)?, events: row.get::<_, i64>(2)?.unsigned_abs() })
        })?;
        bars.collect()
    }
}

/// Who is cited, the most cited first, then by name; only what comes after `after` (events and name).
pub(super) fn sources(
    connection: &Connection,
    limit: usize,
    after: Option<(u64, String)>,
) -> rusqlite::Result<Vec<CitedSource>> {
    let mut page = connection.prepare_cached(
        "SELECT source, count(*) AS n, count(DISTINCT article), min(at), max(at) FROM event WHERE source IS NOT NULL
         GROUP BY source HAVING ?1 IS NULL OR n < ?1 OR (n = ?1 AND source > ?2) ORDER BY n DESC, source LIMIT ?3",
    )?;
    let (events, name) = after.unzip();
    let events = events.map(|n| i64::try_from(n).unwrap_or(i64::MAX));
    let sources = page.query_map(rusqlite::params![events, name, super::count(limit)], |row| {
        Ok(CitedSource {
            name: row.get(0)?,
            events: row.get::<_, i64>(1)?.unsigned_abs(),
            articles: row.get::<_, i64>(2)?.unsigned_abs(),
            anonymity: BTreeMap::new(),
            seen: (row.get(3)?, row.get(4)?),
        })
    })?;
    let mut sources = sources.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut grades = connection.prepare_cached(
        "SELECT anonymity, count(*) FROM event WHERE source = ?1 AND anonymity IS NOT NULL GROUP BY anonymity",
    )?;
    for source in &mut sources {
        let rows = grades.query_map([&source.name], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs())))?;
        source.anonymity = rows.collect::<rusqlite::Result<_>>()?;
    }
    Ok(sources)
}
