//! The store over real files.

use std::path::Path;

use rusqlite::Connection;
use tempfile::TempDir;

use super::schema::Step;
use super::{FILE, Sqlite, schema};
use crate::store::{Cursor, Facet, Filter, Kept, NewArticle, NewEvent, Page, Record, Store as _, StoreError, Term};

const TEXT: &str = "قال وزير النقل إن الجسر سيفتح أمام المارة يوم الأحد.";

fn article(publisher: &str, text: &str) -> Record {
    let article = NewArticle {
        publisher: Some(publisher.to_owned()),
        url: Some("https://example.org/1".to_owned()),
        published_at: Some("2026-01-02".to_owned()),
        text: text.to_owned(),
        ..NewArticle::default()
    };
    Record { article, document: "{}".to_owned(), events: Vec::new(), keys: Vec::new() }
}

pub(super) fn term(facet: Facet, value: &str) -> Term {
    Term { facet, value: value.to_owned() }
}

/// An article with one event of an actor, whose evidence is `words`.
pub(super) fn eventful(id: &str, day: &str, actor: &str, words: &str) -> Record {
    let event = NewEvent {
        id: id.to_owned(),
        body: format!("{{\"id\":\"{id}\"}}"),
        sources: "[]".to_owned(),
        terms: vec![term(Facet::Actor, actor), term(Facet::Type, "military.*")],
        words: words.to_owned(),
        confidence: 0.5,
        kind: "military.strike".to_owned(),
        ..NewEvent::default()
    };
    let mut record = article("النهر", &format!("{TEXT} {id} {words}"));
    record.article.published_at = Some(day.to_owned());
    Record { events: vec![event], ..record }
}

/// Whether any file of the directory holds the text.
pub(super) fn traces(dir: &Path, text: &str) -> bool {
    let files = std::fs::read_dir(dir).unwrap();
    files
        .map(|f| std::fs::read(f.unwrap().path()).unwrap())
        .any(|b| b.windows(text.len()).any(|w| w == text.as_bytes()))
}

pub(super) fn ids(store: &Sqlite, filter: &Filter, limit: usize, after: Option<Cursor>) -> Vec<String> {
    store.events(filter, Page { limit, after }).unwrap().into_iter().map(|event| event.id).collect()
}

#[test]
fn the_same_text_of_the_same_publisher_is_one_article() {
    let dir = TempDir::new().unwrap();
    let store = Sqlite::open(dir.path()).unwrap();
    let (id, kept) = store.put(article("النهر", TEXT)).unwrap();
    assert_eq!(kept, Kept::New);
    let mut again = article("النهر", TEXT);
    again.article.title = Some("عنوان آخر".to_owned());
    assert_eq!(store.put(again).unwrap(), (id.clone(), Kept::Known));
    assert_eq!(store.article(&id).unwrap().unwrap().article, article("النهر", TEXT).article);
    assert_eq!(store.put(article("الجسر", TEXT)).unwrap().1, Kept::New);
    assert_eq!(store.articles(9, None).unwrap().len(), 2);
}

#[test]
fn articles_outlive_the_process() {
    let dir = TempDir::new().unwrap();
    let (id, _) = Sqlite::open(dir.path()).unwrap().put(article("النهر", TEXT)).unwrap();
    let store = Sqlite::open(dir.path()).unwrap();
    assert_eq!(store.article(&id).unwrap().unwrap().article.text, TEXT);
    assert_eq!(store.article("0").unwrap(), None);
}

#[test]
fn what_is_deleted_is_in_no_file() {
    let dir = TempDir::new().unwrap();
    let store = Sqlite::open(dir.path()).unwrap();
    let (secret, word) = ("زنجبرون", "قرطسميل");
    let (id, _) = store.put(eventful("e1", "2026-01-02", secret, word)).unwrap();
    store.put(eventful("e2", "2026-01-02", "فلان", "كلمه")).unwrap();
    assert!(traces(dir.path(), secret) && traces(dir.path(), word));
    assert!(store.delete(&id, "k1").unwrap());
    assert_eq!(store.article(&id).unwrap(), None);
    assert_eq!(store.event("e1").unwrap(), None);
    assert_eq!(ids(&store, &Filter::default(), 9, None), ["e2"]);
    assert!(!traces(dir.path(), secret) && !traces(dir.path(), word));
    assert!(!store.delete(&id, "k1").unwrap());
}

#[test]
fn many_writers_are_all_acknowledged() {
    let dir = TempDir::new().unwrap();
    let store = Sqlite::open(dir.path()).unwrap();
    let write = |writer: usize| {
        let put = |n: usize| store.put(article("النهر", &format!("{TEXT} {writer}/{n}"))).unwrap().0;
        (0..50).map(put).collect::<Vec<_>>()
    };
    let ids: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..16).map(|writer| scope.spawn(move || write(writer))).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(ids.len(), 800);
    assert!(ids.iter().all(|id| store.article(id).unwrap().is_some()));
}

#[test]
fn a_failed_change_takes_no_other_with_it() {
    let store = Sqlite::memory().unwrap();
    store.put(eventful("e1", "2026-01-02", "فلان", "كلمه")).unwrap();
    // the same event id in another article breaks a rule of the table
    assert!(matches!(store.put(eventful("e1", "2026-01-03", "علان", "اخري")), Err(StoreError::Failed(_))));
    assert_eq!(store.articles(9, None).unwrap().len(), 1);
    store.put(eventful("e2", "2026-01-03", "علان", "اخري")).unwrap();
    let filter = Filter { groups: vec![vec![term(Facet::Actor, "علان")]], ..Filter::default() };
    assert_eq!(ids(&store, &filter, 9, None), ["e2"]);
}

#[test]
fn pages_stay_right_while_events_are_added() {
    for filter in [
        Filter::default(),
        Filter {
            groups: vec![vec![term(Facet::Actor, "فلان")], vec![term(Facet::Type, "military.*")]],
            ..Filter::default()
        },
        Filter { phrases: vec!["كلمه".to_owned()], ..Filter::default() },
    ] {
        let store = Sqlite::memory().unwrap();
        let put = |id: &str, day: &str| store.put(eventful(id, day, "فلان", "كلمه")).map(drop).unwrap();
        ["a", "b", "c", "d"]
            .iter()
            .zip(["2026-01-01", "2026-01-02", "2026-01-02", "2026-01-04"])
            .for_each(|(i, d)| put(i, d));
        let first = store.events(&filter, Page { limit: 2, after: None }).unwrap();
        let after = first.last().map(|event| event.cursor);
        assert_eq!(first.iter().map(|e| &*e.id).collect::<Vec<_>>(), ["d", "c"]);
        put("new", "2026-02-01");
        assert_eq!(ids(&store, &filter, 9, after), ["b", "a"]);
        let newest = ids(&store, &Filter { until: Some(1_767_500_000_000), ..filter }, 1, None);
        assert_eq!(newest, ["d"]);
        assert_eq!(ids(&store, &Filter { min_confidence: 0.6, ..Filter::default() }, 9, None), [""; 0]);
    }
}

#[test]
fn a_second_holder_is_told_who_holds_it() {
    let dir = TempDir::new().unwrap();
    let first = Sqlite::open(dir.path()).unwrap();
    let error = Sqlite::open(dir.path()).unwrap_err().to_string();
    assert!(error.contains(&format!("in use by process {}", std::process::id())), "{error}");
    drop(first);
    assert!(Sqlite::open(dir.path()).is_ok());
}

#[test]
fn a_newer_schema_is_refused() {
    let dir = TempDir::new().unwrap();
    drop(Sqlite::open(dir.path()).unwrap());
    let connection = Connection::open(dir.path().join(FILE)).unwrap();
    connection.pragma_update(None, "user_version", 99).unwrap();
    drop(connection);
    assert!(matches!(Sqlite::open(dir.path()), Err(StoreError::Newer { found: 99, .. })));
}

#[test]
fn an_older_schema_is_brought_up_and_its_copy_goes() {
    let dir = TempDir::new().unwrap();
    let file = dir.path().join(FILE);
    let mut connection = Connection::open(&file).unwrap();
    schema::prepare(&mut connection, Some(&file), &[Step::Sql("CREATE TABLE one (x)")]).unwrap();
    let steps = [Step::Sql("CREATE TABLE one (x)"), Step::Sql("CREATE TABLE two (x)")];
    schema::prepare(&mut connection, Some(&file), &steps).unwrap();
    connection.execute("INSERT INTO two VALUES (1)", []).unwrap();
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
    // a step that fails leaves the old version, and the copy
    let broken = [steps[0], steps[1], Step::Sql("CREATE NONSENSE")];
    assert!(schema::prepare(&mut connection, Some(&file), &broken).is_err());
    assert_eq!(connection.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0)).unwrap(), 2);
    assert!(dir.path().join("isnad.schema-2.backup.db").exists());
}

#[test]
fn foreign_and_torn_files_are_refused_and_left_as_they_are() {
    let dir = TempDir::new().unwrap();
    let file = dir.path().join(FILE);
    let letter = "رسالة لا قاعدة بيانات ".repeat(200);
    std::fs::write(&file, &letter).unwrap();
    assert!(matches!(Sqlite::open(dir.path()), Err(StoreError::Foreign { .. })));
    assert_eq!(std::fs::read(&file).unwrap(), letter.as_bytes());

    std::fs::remove_file(&file).unwrap();
    Connection::open(&file).unwrap().execute_batch("CREATE TABLE other (x)").unwrap();
    assert!(matches!(Sqlite::open(dir.path()), Err(StoreError::Foreign { .. })));

    std::fs::remove_file(&file).unwrap();
    drop(Sqlite::open(dir.path()).unwrap());
    let whole = std::fs::read(&file).unwrap();
    std::fs::write(&file, &whole[..whole.len() / 2]).unwrap();
    assert!(matches!(Sqlite::open(dir.path()), Err(StoreError::Foreign { .. })));
}

#[test]
fn what_is_old_is_swept_and_readers_are_told() {
    let store = Sqlite::memory().unwrap();
    let (start, _) = store.resume(None).unwrap();
    for (id, day) in [("a", "2026-01-01"), ("b", "2026-01-02"), ("c", "2026-01-03")] {
        store.put(eventful(id, day, "فلان", "كلمه")).unwrap();
    }
    assert_eq!(store.sweep(0, 9).unwrap(), 0);
    assert_eq!(store.resume(Some(start)).unwrap(), (start, true));
    assert_eq!(store.sweep(i64::MAX, 2).unwrap(), 2);
    assert_eq!(ids(&store, &Filter::default(), 9, None), ["c"]);
    let (token, whole) = store.resume(Some(start)).unwrap();
    assert!(!whole);
    let rest = store.replay(&Filter::default(), token, 9).unwrap();
    assert_eq!(rest.events.iter().map(|event| &*event.id).collect::<Vec<_>>(), ["c"]);
}

#[test]
fn a_new_analysis_keeps_what_is_found_again() {
    let store = Sqlite::memory().unwrap();
    let mut record = eventful("a", "2026-01-01", "فلان", "كلمه");
    let (id, _) = store.put(record.clone()).unwrap();
    let before = store.event("a").unwrap().unwrap();
    let mut added = record.events[0].clone();
    added.id = "b".to_owned();
    record.events[0].terms = vec![term(Facet::Actor, "علان")];
    record.events.insert(0, added);
    assert!(store.replace(&id, record.clone()).unwrap());
    assert_eq!(store.event("a").unwrap().unwrap(), before);
    let actor = |name: &str| Filter { groups: vec![vec![term(Facet::Actor, name)]], ..Filter::default() };
    assert_eq!(ids(&store, &actor("علان"), 9, None), ["a"]);
    assert_eq!(ids(&store, &actor("فلان"), 9, None), ["b"]);
    record.events.clear();
    assert!(store.replace(&id, record.clone()).unwrap());
    assert_eq!(store.event("a").unwrap(), None);
    assert!(!store.replace("0", record).unwrap());
}

#[test]
fn a_copy_is_a_store_and_the_store_can_be_verified() {
    let dir = TempDir::new().unwrap();
    let store = Sqlite::open(dir.path()).unwrap();
    store.put(eventful("a", "2026-01-01", "فلان", "كلمه")).unwrap();
    let beside = Sqlite::read_only(dir.path()).unwrap();
    let copy = TempDir::new().unwrap();
    beside.backup(&copy.path().join(FILE)).unwrap();
    assert!(beside.backup(&copy.path().join(FILE)).is_err());
    assert!(matches!(beside.delete("0", "k1"), Err(StoreError::ReadOnly(_))));
    let copy = Sqlite::open(copy.path()).unwrap();
    assert_eq!(ids(&copy, &Filter::default(), 9, None), ["a"]);
    assert_eq!(copy.verify().unwrap(), [""; 0]);
}

#[test]
fn what_has_searched_sees_a_whole_index_after_the_first_erasure() {
    let dir = TempDir::new().unwrap();
    let store = Sqlite::open(dir.path()).unwrap();
    let (id, _) = store.put(eventful("a", "2026-01-02", "فلان", "كلمه قرطسميل")).unwrap();
    store.put(eventful("b", "2026-01-03", "علان", "كلمه")).unwrap();
    let words = Filter { phrases: vec!["كلمه".to_owned()], ..Filter::default() };
    assert_eq!(ids(&store, &words, 9, None), ["b", "a"]);
    assert!(store.delete(&id, "k1").unwrap());
    assert_eq!(store.verify().unwrap(), [""; 0]);
    assert_eq!(ids(&store, &words, 9, None), ["b"]);
}

#[test]
fn a_log_that_a_reader_holds_is_emptied_later() {
    let dir = TempDir::new().unwrap();
    let store = Sqlite::open(dir.path()).unwrap();
    let (id, _) = store.put(eventful("e1", "2026-01-02", "زنجبرون", "كلمه")).unwrap();
    let reader = Connection::open(dir.path().join(FILE)).unwrap();
    reader.execute_batch("BEGIN; SELECT count(*) FROM article").unwrap();
    assert!(matches!(store.delete(&id, "k1"), Err(StoreError::Failed(_))));
    assert!(traces(dir.path(), "زنجبرون"));
    reader.execute_batch("COMMIT").unwrap();
    assert!(!store.delete(&id, "k1").unwrap());
    assert!(!traces(dir.path(), "زنجبرون"));
}
