//! Reports as corroboration sees them. Those that were read lately are at hand: what is printed within days of each other
//! is compared again and again.

use std::rc::Rc;

use rusqlite::{Connection, OptionalExtension as _};
use rustc_hash::FxHashMap;

use super::claims::content_of;
use super::ids::EventId;
use crate::corroboration::Report;

/// Reports that are at hand before all are let go: a dozen megabytes.
const CAPACITY: usize = 4096;

/// What the writer has read of the table of reports.
#[derive(Debug, Default)]
pub(super) struct Reports(FxHashMap<i64, Rc<Report>>);

impl Reports {
    /// Lets go of all: some may have been taken back, or have changed.
    pub(super) fn forget(&mut self) {
        self.0.clear();
    }

    /// A report; `None` when it has gone.
    pub(super) fn get(&mut self, connection: &Connection, event: i64) -> rusqlite::Result<Option<Rc<Report>>> {
        if let Some(known) = self.0.get(&event) {
            return Ok(Some(Rc::clone(known)));
        }
        let mut select = connection.prepare_cached(
            "SELECT e.id, a.id, a.publisher, e.at, a.published_at, r.content FROM report r
             JOIN event e ON e.seq = r.event JOIN article a ON a.seq = e.article WHERE r.event = ?1",
        )?;
        let row = select.query_row([event], |row| {
            Ok(Report {
                event: row.get::<_, EventId>(0)?.0,
                article: row.get(1)?,
                publisher: row.get(2)?,
                at: row.get(3)?,
                published_at: row.get(4)?,
                content: content_of(row.get_ref(5)?.as_blob()?)?,
            })
        });
        let Some(report) = row.optional()?.map(Rc::new) else { return Ok(None) };
        if self.0.len() >= CAPACITY {
            self.0.clear();
        }
        self.0.insert(event, Rc::clone(&report));
        Ok(Some(report))
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;
    use tempfile::TempDir;

    use crate::corroboration::{Content, Party};
    use crate::store::filter::ClaimFilter;
    use crate::store::sqlite::tests::eventful;
    use crate::store::sqlite::{FILE, Sqlite};
    use crate::store::{Page, Record, Store as _};

    fn strike(id: &str, actor: &str) -> Record {
        let party = |name: &str| {
            vec![Party { text: name.to_owned(), names: vec![name.to_owned()], named: true, ..Party::default() }]
        };
        let mut record = eventful(id, "2026-01-02", actor, "كلمه");
        let (kind, polarity) = ("military.strike".to_owned(), "positive".to_owned());
        record.events[0].content =
            Content { kind, polarity, actor: party(actor), place: party("حلب"), ..Content::default() };
        record
    }

    /// What stood in the place of the names that stand by time.
    const NAMES: &str = "CREATE TABLE report_name (key INTEGER NOT NULL, at INTEGER NOT NULL, event INTEGER NOT NULL,
         PRIMARY KEY (key, at, event)) STRICT, WITHOUT ROWID;
         INSERT INTO report_name SELECT key, at, event FROM report_near; DROP TABLE report_near;";

    #[test]
    fn claims_of_the_eighth_version_are_told_anew() {
        let dir = TempDir::new().unwrap();
        let store = Sqlite::open(dir.path()).unwrap();
        for id in ["a", "b"] {
            store.put(strike(id, "الجيش")).unwrap();
        }
        while store.corroborate(9).unwrap() > 0 {}
        let claims = |store: &Sqlite| store.claims(&ClaimFilter::default(), Page { limit: 9, after: None }).unwrap();
        let told = claims(&store);
        assert!(told[0].body.contains("\"2026-01-02\""));
        drop(store);
        let old = Connection::open(dir.path().join(FILE)).unwrap();
        let change = "UPDATE claim SET body = replace(body, '2026-01-02', '1970'); PRAGMA user_version = 8";
        old.execute_batch(&format!("{NAMES} {change}")).unwrap();
        drop(old);
        assert_eq!(claims(&Sqlite::open(dir.path()).unwrap()), told);
    }

    #[test]
    fn names_of_the_ninth_version_still_join() {
        let dir = TempDir::new().unwrap();
        let store = Sqlite::open(dir.path()).unwrap();
        store.put(strike("a", "الجيش")).unwrap();
        drop(store);
        let old = Connection::open(dir.path().join(FILE)).unwrap();
        old.execute_batch(&format!("{NAMES} PRAGMA user_version = 9")).unwrap();
        drop(old);
        let store = Sqlite::open(dir.path()).unwrap();
        store.put(strike("b", "الجيش")).unwrap();
        while store.corroborate(9).unwrap() > 0 {}
        assert_eq!(store.claims(&ClaimFilter::default(), Page { limit: 9, after: None }).unwrap().len(), 1);
    }

    #[test]
    fn a_report_that_changes_is_read_again() {
        let store = Sqlite::memory().unwrap();
        let claims = || {
            while store.corroborate(1).unwrap() > 0 {}
            store.claims(&ClaimFilter::default(), Page { limit: 9, after: None }).unwrap().len()
        };
        store.put(strike("a", "الجيش")).unwrap();
        let (second, _) = store.put(strike("b", "الجيش")).unwrap();
        assert_eq!(claims(), 1);
        let text = store.article(&second).unwrap().unwrap().article;
        let again = |actor| Record { article: text.clone(), ..strike("b", actor) };
        assert!(store.replace(&second, again("الشرطة")).unwrap());
        assert_eq!(claims(), 0);
        assert!(store.replace(&second, again("الجيش")).unwrap());
        assert_eq!(claims(), 1);
        assert!(store.delete(&second, "k1").unwrap());
        assert_eq!(claims(), 0);
    }
}
