//! The statements on near-duplicates: the keys of a text, and the earlier texts that share one.

use std::cmp::Reverse;
use std::fmt::Write as _;

use rusqlite::{Connection, OptionalExtension as _, params};
use rustc_hash::FxHashMap;

use super::articles;
use super::pack::Parts;
use crate::store::Kin;

/// Most earlier texts that are looked at: each is unpacked and compared word by word.
const MOST: usize = 20;
/// Most whose age is asked for.
const WEIGHED: usize = 200;
/// Those that share one in so many of the keys that the nearest shares count as equally near: the oldest come first.
const NEAREST: usize = 2;

/// A key as a word of the index: 48 bits tell a thousand million keys apart, and the texts are compared in any case.
fn word(key: i64) -> String {
    format!("{:012x}", key & 0xffff_ffff_ffff)
}

fn words(keys: &[i64]) -> String {
    keys.iter().fold(String::with_capacity(13 * keys.len()), |mut words, key| {
        // a String takes everything
        let _ = write!(words, "{} ", word(*key));
        words
    })
}

/// Enters the keys of a text; faster in the order of articles.
pub(super) fn keep(connection: &Connection, article: i64, keys: &[i64]) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached("INSERT INTO article_keys (rowid, keys) VALUES (?1, ?2)")?;
    insert.execute(params![article, words(keys)]).map(drop)
}

/// Forgets the keys of a text, the same that were entered.
pub(super) fn forget(connection: &Connection, article: i64, keys: &[i64]) -> rusqlite::Result<()> {
    let mut delete =
        connection.prepare_cached("INSERT INTO article_keys (article_keys, rowid, keys) VALUES ('delete', ?1, ?2)")?;
    delete.execute(params![article, words(keys)]).map(drop)
}

/// Shows the texts published before an article that share a key with it, the oldest first, until no more is wanted.
pub(super) fn earlier(connection: &Connection, id: &str, look: &mut dyn FnMut(&Kin) -> bool) -> rusqlite::Result<()> {
    let mut own = connection.prepare_cached("SELECT seq, at FROM article WHERE id = ?1")?;
    let found = own.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let Some((seq, at)): Option<(i64, i64)> = found else { return Ok(()) };
    let mut before =
        connection.prepare_cached("SELECT at, seq, id FROM article WHERE seq = ?1 AND (at, seq) < (?2, ?3)")?;
    let mut kin: Vec<(usize, (i64, i64, String))> = Vec::new();
    for (other, shared) in sharing(connection, seq, &articles::parts(connection, seq)?.keys())? {
        let row = before.query_row([other, at, seq], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
        kin.extend(row.optional()?.map(|row| (shared, row)));
    }
    let nearest = kin.iter().map(|(shared, _)| *shared).max().unwrap_or_default();
    let far = |shared: usize| if NEAREST * shared >= nearest { 0 } else { nearest - shared };
    kin.sort_unstable_by(|(a, x), (b, y)| (far(*a), x).cmp(&(far(*b), y)));
    kin.truncate(MOST);
    let mut kin: Vec<(i64, i64, String)> = kin.into_iter().map(|(_, row)| row).collect();
    kin.sort_unstable();
    for (_, seq, id) in kin {
        if !look(&Kin { id, text: articles::parts(connection, seq)?.text().to_owned() }) {
            break;
        }
    }
    Ok(())
}

/// Articles that share keys, with how many, those that share most first; not all of those that share but a phrase.
fn sharing(connection: &Connection, article: i64, keys: &[i64]) -> rusqlite::Result<Vec<(i64, usize)>> {
    let mut select = connection.prepare_cached("SELECT rowid FROM article_keys WHERE article_keys MATCH ?1")?;
    let mut shared: FxHashMap<i64, usize> = FxHashMap::default();
    for key in keys {
        for other in select.query_map([format!("\"{}\"", word(*key))], |row| row.get(0))? {
            *shared.entry(other?).or_default() += 1;
        }
    }
    shared.remove(&article);
    let mut near: Vec<(i64, usize)> = shared.into_iter().collect();
    near.sort_unstable_by_key(|&(other, shared)| (Reverse(shared), other));
    near.truncate(WEIGHED);
    Ok(near)
}

/// The eighth version: keys stand in an index of words.
pub(super) fn renew(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(include_str!("article_keys.sql"))?;
    connection.execute_batch("INSERT INTO article_keys (article_keys) VALUES ('delete-all'); DROP TABLE band")?;
    let mut select = connection.prepare("SELECT seq, packed FROM article_body ORDER BY seq")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        keep(connection, row.get(0)?, &Parts::of(row.get_ref(1)?.as_blob()?)?.keys())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;
    use tempfile::TempDir;

    use crate::store::sqlite::tests::eventful;
    use crate::store::sqlite::{FILE, Sqlite, pack, schema};
    use crate::store::{Record, Store as _};

    fn with_keys(id: &str, day: &str, keys: &[i64]) -> Record {
        Record { keys: keys.to_vec(), ..eventful(id, day, "فلان", "كلمه") }
    }

    fn earlier(store: &Sqlite, id: &str, most: usize) -> Vec<String> {
        let mut found = Vec::new();
        let look = &mut |kin: &crate::store::Kin| {
            found.push(kin.id.clone());
            found.len() < most
        };
        store.earlier(id, look).unwrap();
        found
    }

    #[test]
    fn earlier_texts_that_share_a_key_are_shown_the_oldest_first() {
        let store = Sqlite::memory().unwrap();
        let put = |id: &str, day: &str, keys: &[i64]| store.put(with_keys(id, day, keys)).unwrap().0;
        let (first, second) = (put("a", "2026-01-02", &[-1, 2, 3]), put("b", "2026-01-01", &[3, 4]));
        let (later, own) = (put("c", "2026-01-09", &[-1, 2, 3]), put("d", "2026-01-03", &[-1, 2, 3, i64::MIN]));
        put("e", "2026-01-01", &[9]);
        assert_eq!(earlier(&store, &own, 9), [second.clone(), first.clone()]);
        assert_eq!(earlier(&store, &own, 1), [second.as_str()]);
        assert_eq!(earlier(&store, &later, 9), [second.clone(), first.clone(), own]);
        assert!(store.delete(&first, "k1").unwrap());
        assert_eq!(earlier(&store, &later, 1), [second]);
    }

    #[test]
    fn a_store_of_the_seventh_version_finds_its_near_duplicates() {
        let dir = TempDir::new().unwrap();
        let file = dir.path().join(FILE);
        let mut old = Connection::open(&file).unwrap();
        schema::prepare(&mut old, Some(&file), &schema::STEPS[..7]).unwrap();
        for (seq, day) in [(1, 1), (2, 2)] {
            let packed = pack::pack(&with_keys("x", "2026-01-02", &[77, 78])).unwrap();
            old.execute("INSERT INTO article_body VALUES (?1, ?2)", (seq, packed)).unwrap();
            old.execute_batch(&format!(
                "INSERT INTO article VALUES ({seq}, 'a{seq}', {day}000, {day}000, NULL, NULL, NULL, NULL, 1, 0);
                 INSERT INTO band VALUES (77, {seq}), (78, {seq});"
            ))
            .unwrap();
        }
        drop(old);
        let store = Sqlite::open(dir.path()).unwrap();
        assert_eq!(earlier(&store, "a2", 9), ["a1"]);
        assert!(store.delete("a1", "k1").unwrap());
        assert_eq!(earlier(&store, "a2", 9), [""; 0]);
        assert_eq!(store.verify().unwrap(), [""; 0]);
    }
}
