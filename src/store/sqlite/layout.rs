//! The sixth step: what was written once for every event in many wide tables is packed (see `layout.sql`).
//!
//! Every article is read as the version before kept it, and kept again in the same order with the same numbers.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};

use super::articles::{self, Prepared};
use super::pending::Pending;
use super::reports::Reports;
use super::terms::Terms;
use super::words::whole_seconds;
use super::writer::Change;
use super::{claims, events};
use crate::store::{Facet, NewArticle, NewEvent, Record, Term};

/// The tables whose place others take.
const OLD: [&str; 8] = ["article_body", "event", "event_body", "posting", "term", "report", "report_name", "band"];

/// Indices that stay with a table when it gets another name.
const INDICES: [&str; 5] = ["event_at", "event_article", "event_source", "report_claim", "band_article"];

/// Brings the fifth version to the sixth.
pub(super) fn renew(connection: &Connection) -> rusqlite::Result<()> {
    for index in INDICES {
        connection.execute_batch(&format!("DROP INDEX {index}"))?;
    }
    for table in OLD {
        connection.execute_batch(&format!("ALTER TABLE {table} RENAME TO old_{table}"))?;
    }
    connection.execute_batch(
        "ALTER TABLE event_words RENAME TO old_event_words; DROP TABLE unjoined; DELETE FROM claim;
         UPDATE sqlite_sequence SET name = 'gone' WHERE name = 'old_event';
         CREATE INDEX old_event_article ON old_event (article, ord); CREATE INDEX old_band_article ON old_band (article);
         CREATE TABLE term (id INTEGER PRIMARY KEY, facet INTEGER NOT NULL, value TEXT NOT NULL, UNIQUE (facet, value)) STRICT;",
    )?;
    connection.execute_batch(include_str!("layout.sql"))?;
    // events and keys are entered into these too, as they are now; later steps begin them anew
    connection.execute_batch(include_str!("ledger.sql"))?;
    connection.execute_batch(include_str!("article_keys.sql"))?;
    connection.execute_batch(include_str!("report_near.sql"))?;
    let (mut terms, mut pending, mut reports) = (Terms::default(), Pending::default(), Reports::default());
    let mut change =
        Change { connection, terms: &mut terms, pending: &mut pending, reports: &mut reports, erased: false };
    let mut select = connection.prepare("SELECT seq FROM article ORDER BY seq")?;
    for (at, seq) in select.query_map([], |row| row.get(0))?.enumerate() {
        again(&mut change, seq?)?;
        if at % 256 == 255 {
            change.pending.flush(connection)?;
        }
    }
    change.pending.flush(connection)?;
    // every report has had its number before, so all wait; the claims come out as they were
    connection.execute_batch(
        "UPDATE sqlite_sequence SET seq = max(seq, (SELECT max(seq) FROM sqlite_sequence WHERE name = 'gone'))
         WHERE name = 'event';
         INSERT INTO sqlite_sequence (name, seq) SELECT 'event', seq FROM sqlite_sequence
         WHERE name = 'gone' AND NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'event');
         DELETE FROM sqlite_sequence WHERE name = 'gone';
         UPDATE article SET at = at - ((at % 1000) + 1000) % 1000;",
    )?;
    for table in OLD.iter().chain(&["event_words"]) {
        connection.execute_batch(&format!("DROP TABLE old_{table}"))?;
    }
    let last = "REPLACE INTO meta (name, value) SELECT ?1, ifnull(max(event), 0) FROM report";
    connection.execute(last, [claims::JOINED]).map(drop)
}

/// Keeps an article again.
fn again(change: &mut Change<'_>, seq: i64) -> rusqlite::Result<()> {
    let connection = change.connection;
    let mut select = connection.prepare_cached(
        "SELECT a.id, a.publisher, a.at, b.text, b.document FROM article a JOIN old_article_body b ON b.seq = a.seq
         WHERE a.seq = ?1",
    )?;
    let (id, at, mut record) = select.query_row([seq], |row| {
        let article = NewArticle { publisher: row.get(1)?, text: row.get(3)?, ..NewArticle::default() };
        Ok((row.get(0)?, row.get(2)?, Record { article, document: row.get(4)?, ..Record::default() }))
    })?;
    let mut keys = connection.prepare_cached("SELECT key FROM old_band WHERE article = ?1")?;
    record.keys = keys.query_map([seq], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut known = BTreeMap::new();
    for (number, event) in old_events(connection, seq)? {
        known.insert(event.id.clone(), number);
        record.events.push(event);
    }
    let prepared = Prepared::of(id, record)?;
    articles::keep_body(change, seq, &prepared.packed, &prepared.record.keys)?;
    events::insert_all(change, seq, whole_seconds(at), &prepared.record.events, &prepared.contents, &known)
}

fn old_events(connection: &Connection, article: i64) -> rusqlite::Result<Vec<(i64, NewEvent)>> {
    let mut select = connection.prepare_cached(
        "SELECT e.seq, e.id, b.body, b.sources, w.words, e.confidence, r.content, e.kind, e.source, e.anonymity, e.place,
         e.lat, e.lon, e.terms FROM old_event e JOIN old_event_body b ON b.seq = e.seq
         JOIN old_event_words w ON w.rowid = e.seq JOIN old_report r ON r.event = e.seq
         WHERE e.article = ?1 ORDER BY e.ord",
    )?;
    let rows = select.query_map([article], |row| {
        let content: String = row.get(6)?;
        let (lat, lon): (Option<f64>, Option<f64>) = (row.get(11)?, row.get(12)?);
        let event = NewEvent {
            id: row.get(1)?,
            body: row.get(2)?,
            sources: row.get(3)?,
            words: row.get(4)?,
            confidence: row.get(5)?,
            content: claims::parse(&content)?,
            kind: row.get(7)?,
            source: row.get(8)?,
            anonymity: row.get(9)?,
            place: row.get(10)?,
            point: lat.zip(lon),
            terms: Vec::new(),
        };
        Ok((row.get::<_, i64>(0)?, event, row.get::<_, Vec<u8>>(13)?))
    })?;
    let rows = rows.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut term = connection.prepare_cached("SELECT facet, value FROM old_term WHERE id = ?1")?;
    let mut events = Vec::with_capacity(rows.len());
    for (number, mut event, terms) in rows {
        // eight bytes a number, then
        for chunk in terms.chunks_exact(8) {
            let id = chunk.try_into().map_or(0, i64::from_le_bytes);
            let (facet, value) = term.query_row(params![id], |row| Ok((row.get(0)?, row.get(1)?)))?;
            event.terms.extend(Facet::of(facet).map(|facet| Term { facet, value }));
        }
        events.push((number, event));
    }
    Ok(events)
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;
    use crate::store::sqlite::tests::{eventful, ids, term, traces};
    use crate::store::sqlite::{FILE, Sqlite, schema};
    use crate::store::{Filter, Store as _};

    #[test]
    fn the_fifth_version_is_packed_and_loses_nothing() {
        let dir = TempDir::new().unwrap();
        let file = dir.path().join(FILE);
        let mut old = Connection::open(&file).unwrap();
        schema::prepare(&mut old, Some(&file), &schema::STEPS[..5]).unwrap();
        let content = serde_json::to_string(&crate::corroboration::Content::default()).unwrap();
        old.execute_batch(&format!(
            "INSERT INTO article VALUES (4, 'a', 1767312000123, 1767312000123, 'النهر', NULL, 'u', '2026-01-02', 3, 1);
             INSERT INTO article_body VALUES (4, 'نص', '{{}}');
             INSERT INTO event VALUES (9, 'e', 4, 0, 1767312000123, 0.75, 'military.strike', 'فلان', 'A1', 'حلب', 36.2, 37.1,
              x'01000000000000000200000000000000');
             INSERT INTO event_body VALUES (9, '{{\"id\":\"e\"}}', '[]');
             INSERT INTO event_words (rowid, words) VALUES (9, 'كلمه قرطسميل');
             INSERT INTO term VALUES (1, 7, 'فلان'), (2, 3, 'negative');
             INSERT INTO posting VALUES (1, 1767312000123, 9), (2, 1767312000123, 9);
             INSERT INTO report (event, content) VALUES (9, '{content}');
             INSERT INTO unjoined VALUES (9);
             INSERT INTO band VALUES (77, 4);"
        ))
        .unwrap();
        drop(old);
        let store = Sqlite::open(dir.path()).unwrap();
        assert_eq!(store.article("a").unwrap().unwrap().article.text, "نص");
        let event = store.event("e").unwrap().unwrap();
        assert_eq!((event.body.as_str(), event.cursor.seq, event.point), ("{\"id\":\"e\"}", 9, Some((36.2, 37.1))));
        let group = |facet, value| Filter { groups: vec![vec![term(facet, value)]], ..Filter::default() };
        let words = Filter { phrases: vec!["كلمه قرطسميل".to_owned()], ..Filter::default() };
        for filter in [group(Facet::Actor, "فلان"), group(Facet::Polarity, "negative"), words.clone()] {
            assert_eq!(ids(&store, &filter, 9, None), ["e"]);
        }
        assert_eq!(ids(&store, &group(Facet::Polarity, "positive"), 9, None), [""; 0]);
        let sources = store.sources(9, None).unwrap().sources;
        assert_eq!((sources[0].name.as_str(), sources[0].events, sources[0].articles), ("فلان", 1, 1));
        store.put(eventful("f", "2026-01-03", "علان", "كلمه")).unwrap();
        assert_eq!(store.event("f").unwrap().unwrap().cursor.seq, 10);
        assert!(store.delete("a", "k1").unwrap());
        assert!(!traces(dir.path(), "قرطسميل") && !traces(dir.path(), "فلان"));
        assert_eq!(store.verify().unwrap(), [""; 0]);
    }
}
