//! The store over real files.

use std::path::Path;

use rusqlite::Connection;
use tempfile::TempDir;

use super::{FILE, Sqlite};
use crate::store::{Kept, NewArticle, Store as _, StoreError};

const TEXT: &str = "قال وزير النقل إن الجسر سيفتح أمام المارة يوم الأحد.";

fn article(publisher: &str, text: &str) -> NewArticle {
    NewArticle {
        publisher: Some(publisher.to_owned()),
        title: None,
        url: Some("https://example.org/1".to_owned()),
        published_at: Some("2026-01-02".to_owned()),
        text: text.to_owned(),
        analysis: "{}".to_owned(),
    }
}

/// Whether any file of the directory holds the text.
fn traces(dir: &Path, text: &str) -> bool {
    let files = std::fs::read_dir(dir).unwrap();
    files
        .map(|f| std::fs::read(f.unwrap().path()).unwrap())
        .any(|b| b.windows(text.len()).any(|w| w == text.as_bytes()))
}

#[test]
fn the_same_text_of_the_same_publisher_is_one_article() {
    let dir = TempDir::new().unwrap();
    let store = Sqlite::open(dir.path()).unwrap();
    let (id, kept) = store.put(article("النهر", TEXT)).unwrap();
    assert_eq!(kept, Kept::New);
    let again = NewArticle { title: Some("عنوان آخر".to_owned()), ..article("النهر", TEXT) };
    assert_eq!(store.put(again).unwrap(), (id.clone(), Kept::Known));
    assert_eq!(store.get(&id).unwrap().unwrap().article, article("النهر", TEXT));
    assert_eq!(store.put(article("الجسر", TEXT)).unwrap().1, Kept::New);
}

#[test]
fn articles_outlive_the_process() {
    let dir = TempDir::new().unwrap();
    let (id, _) = Sqlite::open(dir.path()).unwrap().put(article("النهر", TEXT)).unwrap();
    let store = Sqlite::open(dir.path()).unwrap();
    assert_eq!(store.get(&id).unwrap().unwrap().article.text, TEXT);
    assert_eq!(store.get("0").unwrap(), None);
}

#[test]
fn what_is_deleted_is_in_no_file() {
    let dir = TempDir::new().unwrap();
    let store = Sqlite::open(dir.path()).unwrap();
    let (id, _) = store.put(article("النهر", TEXT)).unwrap();
    assert!(traces(dir.path(), TEXT));
    assert!(store.delete(&id).unwrap());
    assert_eq!(store.get(&id).unwrap(), None);
    assert!(!traces(dir.path(), TEXT));
    assert!(!store.delete(&id).unwrap());
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
    assert!(ids.iter().all(|id| store.get(id).unwrap().is_some()));
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
