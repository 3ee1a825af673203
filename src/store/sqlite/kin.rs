//! The statements on near-duplicates: the keys of a text, and the earlier texts that share one.

use std::cmp::Reverse;

use rusqlite::{Connection, OptionalExtension as _};
use rustc_hash::FxHashMap;

use super::pack::Parts;

use crate::store::Kin;

/// Most earlier texts that are looked at, those that share the most keys.
const MOST: usize = 50;

/// Forgets the keys of a text.
pub(super) fn forget(connection: &Connection, article: i64, keys: &[i64]) -> rusqlite::Result<()> {
    let mut delete = connection.prepare_cached("DELETE FROM band WHERE key = ?1 AND article = ?2")?;
    keys.iter().try_for_each(|key| delete.execute([*key, article]).map(drop))
}

/// Texts published before an article that share a key with it, the oldest first.
pub(super) fn earlier(connection: &Connection, id: &str) -> rusqlite::Result<Vec<Kin>> {
    let mut own = connection.prepare_cached(
        "SELECT a.seq, a.at, b.packed FROM article a JOIN article_body b ON b.seq = a.seq WHERE a.id = ?1",
    )?;
    let found = own.query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?;
    let Some((seq, at, packed)): Option<(i64, i64, Vec<u8>)> = found else { return Ok(Vec::new()) };
    let mut sharing = connection.prepare_cached("SELECT article FROM band WHERE key = ?1 AND article <> ?2")?;
    let mut shared: FxHashMap<i64, usize> = FxHashMap::default();
    for key in Parts::of(&packed)?.keys() {
        for other in sharing.query_map([key, seq], |row| row.get(0))? {
            *shared.entry(other?).or_default() += 1;
        }
    }
    let mut near: Vec<(i64, usize)> = shared.into_iter().collect();
    near.sort_unstable_by_key(|&(other, shared)| (Reverse(shared), other));
    let mut select = connection.prepare_cached(
        "SELECT a.at, a.seq, a.id, b.packed FROM article a JOIN article_body b ON b.seq = a.seq
         WHERE a.seq = ?1 AND (a.at, a.seq) < (?2, ?3)",
    )?;
    let mut kin = Vec::new();
    for (other, _) in near {
        let row = select.query_row([other, at, seq], |row| {
            Ok(((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?), row.get(2)?, row.get::<_, Vec<u8>>(3)?))
        });
        let Some((when, id, packed)) = row.optional()? else { continue };
        kin.push((when, Kin { id, text: Parts::of(&packed)?.text().to_owned() }));
        if kin.len() == MOST {
            break;
        }
    }
    kin.sort_unstable_by_key(|(when, _)| *when);
    Ok(kin.into_iter().map(|(_, kin)| kin).collect())
}
