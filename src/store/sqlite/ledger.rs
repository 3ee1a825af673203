//! The ledger: of every event what counts are made of, packed day by day, so that a filter over a year reads a few
//! thousand rows rather than a million.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension as _, params};

use super::labels::{Count, DAY};
use super::ledger_page::{Entry, FULL, Page, pack};

/// Enters events, and takes those out that go.
pub(super) fn write(connection: &Connection, counts: &[Count]) -> rusqlite::Result<()> {
    let mut days: BTreeMap<i64, (Vec<Entry>, BTreeSet<i64>)> = BTreeMap::new();
    for count in counts {
        let (come, gone) = days.entry(count.at.div_euclid(DAY)).or_default();
        if count.sign > 0 {
            come.push(count.into());
        } else {
            gone.insert(count.seq);
        }
    }
    for (day, (come, gone)) in days {
        if !gone.is_empty() {
            take_out(connection, day, &gone)?;
        }
        if !come.is_empty() {
            append(connection, day, &come)?;
        }
    }
    Ok(())
}

fn append(connection: &Connection, day: i64, come: &[Entry]) -> rusqlite::Result<()> {
    let mut last =
        connection.prepare_cached("SELECT page, entries FROM ledger WHERE day = ?1 ORDER BY page DESC LIMIT 1")?;
    let last = last.query_row([day], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let (mut page, bytes): (i64, Vec<u8>) = last.unwrap_or_default();
    let mut entries = Page::of(day, &bytes).entries();
    let mut replace = connection.prepare_cached("REPLACE INTO ledger (day, page, entries) VALUES (?1, ?2, ?3)")?;
    let mut rest = come;
    while !rest.is_empty() {
        let (now, later) = rest.split_at(rest.len().min(FULL.saturating_sub(entries.len())));
        entries.extend_from_slice(now);
        if !now.is_empty() {
            replace.execute(params![day, page, pack(day, &entries)])?;
        }
        entries.clear();
        (page, rest) = (page + 1, later);
    }
    Ok(())
}

fn take_out(connection: &Connection, day: i64, gone: &BTreeSet<i64>) -> rusqlite::Result<()> {
    let mut select = connection.prepare_cached("SELECT page, entries FROM ledger WHERE day = ?1")?;
    let pages = select.query_map([day], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?)))?;
    for (page, bytes) in pages.collect::<rusqlite::Result<Vec<_>>>()? {
        let mut entries = Page::of(day, &bytes).entries();
        let before = entries.len();
        entries.retain(|entry| !gone.contains(&entry.seq));
        if entries.is_empty() {
            connection.prepare_cached("DELETE FROM ledger WHERE day = ?1 AND page = ?2")?.execute([day, page])?;
        } else if entries.len() < before {
            let mut update =
                connection.prepare_cached("UPDATE ledger SET entries = ?3 WHERE day = ?1 AND page = ?2")?;
            update.execute(params![day, page, pack(day, &entries)])?;
        }
    }
    Ok(())
}

/// Visits the pages of some days, day by day.
pub(super) fn each(
    connection: &Connection,
    days: std::ops::Range<i64>,
    mut visit: impl FnMut(&Page<'_>),
) -> rusqlite::Result<()> {
    let mut select = connection.prepare_cached("SELECT day, entries FROM ledger WHERE day >= ?1 AND day < ?2")?;
    let mut rows = select.query([days.start, days.end])?;
    while let Some(row) = rows.next()? {
        visit(&Page::of(row.get(0)?, row.get_ref(1)?.as_blob()?));
    }
    Ok(())
}

/// The seventh version: a ledger of all events that are there, and days are counted by kind only.
pub(super) fn begin(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(include_str!("ledger.sql"))?;
    connection.execute_batch("DELETE FROM ledger; DELETE FROM tally WHERE facet <> 1")?;
    let mut select = connection.prepare(
        "SELECT seq, at, traits, confidence, kind, ifnull(source, 0), ifnull(place, 0) FROM event ORDER BY at, seq",
    )?;
    let rows = select.query_map([], |row| {
        Ok(Entry {
            seq: row.get(0)?,
            at: row.get(1)?,
            traits: row.get(2)?,
            confidence: row.get(3)?,
            kind: row.get(4)?,
            source: row.get(5)?,
            place: row.get(6)?,
        })
    })?;
    let mut entries: Vec<Entry> = Vec::new();
    for entry in rows {
        let entry = entry?;
        let day = |entry: &Entry| entry.at.div_euclid(DAY);
        if let Some(last) = entries.last().map(day).filter(|last| *last != day(&entry)) {
            append(connection, last, &entries)?;
            entries.clear();
        }
        entries.push(entry);
    }
    entries.last().map_or(Ok(()), |last| append(connection, last.at.div_euclid(DAY), &entries))
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;
    use crate::store::sqlite::{FILE, Sqlite, schema};
    use crate::store::{Bucket, By, Filter, Store as _};

    fn count(seq: i64, at: i64, sign: i64) -> Count {
        let (source, place) = ((seq % 3 > 0).then_some(seq % 7), (seq % 2 > 0).then_some(300_000));
        Count {
            article: 1,
            seq,
            at,
            traits: 200 + seq % 9,
            confidence: 0.65,
            kind: 4,
            source,
            grade: None,
            place,
            sign,
        }
    }

    fn all(connection: &Connection) -> Vec<Entry> {
        let mut found = Vec::new();
        each(connection, i64::MIN..i64::MAX, |page| found.append(&mut page.entries())).unwrap();
        found.sort_by_key(|entry| entry.seq);
        found
    }

    #[test]
    fn what_is_entered_is_read_until_it_is_taken_out() {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(include_str!("ledger.sql")).unwrap();
        // two days, one before 1970; numbers come in no order
        let counts: Vec<Count> =
            (0..500).map(|n| count(n * 379 % 500 + 1, if n % 2 == 0 { -1000 } else { n * 100_000 }, 1)).collect();
        for some in counts.chunks(7) {
            write(&connection, some).unwrap();
        }
        let mut wanted: Vec<Entry> = counts.iter().map(Entry::from).collect();
        wanted.sort_by_key(|entry| entry.seq);
        assert_eq!(all(&connection), wanted);
        let longest = "SELECT max(length(entries)) FROM ledger";
        let longest: usize = connection.query_row(longest, [], |row| row.get::<_, i64>(0)).unwrap().try_into().unwrap();
        // what fits into a leaf
        assert!((100..1000).contains(&longest), "{longest}");
        let gone: Vec<Count> = counts.iter().filter(|c| c.seq % 5 > 0).map(|c| Count { sign: -1, ..*c }).collect();
        write(&connection, &gone).unwrap();
        wanted.retain(|entry| entry.seq % 5 == 0);
        assert_eq!(all(&connection), wanted);
        write(&connection, &counts.iter().map(|c| Count { sign: -1, ..*c }).collect::<Vec<_>>()).unwrap();
        assert_eq!(connection.query_row("SELECT count(*) FROM ledger", [], |row| row.get::<_, i64>(0)).unwrap(), 0);
    }

    #[test]
    fn a_store_of_the_sixth_version_gets_a_ledger() {
        let dir = TempDir::new().unwrap();
        let file = dir.path().join(FILE);
        let mut old = Connection::open(&file).unwrap();
        schema::prepare(&mut old, Some(&file), &schema::STEPS[..6]).unwrap();
        old.execute_batch(
            "INSERT INTO label (id, facet, value, events) VALUES (1, 1, 'military.strike', 3), (2, 2, 'فلان', 2);
             INSERT INTO tally VALUES (1, 20455, 1, 2), (1, 20456, 1, 1), (2, 20455, 2, 2), (2, 20456, 0, 1), (3, 20455, 0, 2);
             INSERT INTO event VALUES (1, x'01', 1, 0, 1767312000000, 0.75, 5, 1, 2, 1, NULL, NULL, NULL, x''),
              (2, x'02', 1, 1, 1767312000000, 0.75, 5, 1, 2, 1, NULL, NULL, NULL, x''),
              (3, x'03', 2, 0, 1767398400000, 0.75, 5, 1, NULL, NULL, NULL, NULL, NULL, x'');",
        )
        .unwrap();
        drop(old);
        let store = Sqlite::open(dir.path()).unwrap();
        let bars = |by| {
            let bars = store.histogram(&Filter::default(), Bucket::Day, by, 9).unwrap();
            bars.into_iter().map(|bar| (bar.key, bar.events)).collect::<Vec<_>>()
        };
        let kind = Some("military.strike".to_owned());
        assert_eq!(bars(By::Type), [(kind.clone(), 2), (kind, 1)]);
        assert_eq!(bars(By::Source), [(Some("فلان".to_owned()), 2), (None, 1)]);
        assert_eq!(bars(By::Place), [(None, 2), (None, 1)]);
        let files = std::fs::read_dir(dir.path()).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
        assert!(files.into_iter().all(|name| !name.contains("backup")));
    }
}
