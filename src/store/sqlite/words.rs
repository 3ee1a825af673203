//! The index of words. Its rows stand in the order of publication, so that a page of a search is read off its end.

use rusqlite::{Connection, params};

use super::lists;

/// Bits of a place that hold the number of the event: a thousand million.
const SEQ_BITS: i64 = 30;

/// Seconds around 1970 that a place can hold: 1834 to 2106.
const SECONDS: i64 = 1 << 32;

/// A time in whole seconds, in milliseconds, within what a place can hold.
pub(super) fn whole_seconds(at: i64) -> i64 {
    at.div_euclid(1000).clamp(-SECONDS, SECONDS - 1) * 1000
}

/// The first whole second that is no earlier.
pub(super) fn ceiling(at: i64) -> i64 {
    whole_seconds(at.saturating_add(999))
}

/// The row of an event: its time and its number.
pub(super) fn place(at: i64, seq: i64) -> i64 {
    ((whole_seconds(at) / 1000) << SEQ_BITS) + seq
}

/// The same in SQL, for columns of these names.
pub(super) fn place_sql(at: &str, seq: &str) -> String {
    format!("(({at}) / 1000 * {} + {seq})", 1_i64 << SEQ_BITS)
}

/// The number of the event of a row, in SQL.
pub(super) fn seq_sql() -> String {
    format!("(event_words.rowid & {})", (1_i64 << SEQ_BITS) - 1)
}

/// All phrases, as the index wants them: search words are letters and digits, so quoting them is enough.
pub(super) fn matching(phrases: &[String]) -> String {
    let quoted = phrases.iter().map(|phrase| format!("\"{}\"", phrase.replace('"', " ")));
    quoted.collect::<Vec<_>>().join(" AND ")
}

/// How many events have these words, counted no further than `most`.
pub(super) fn count(connection: &Connection, words: &str, most: i64) -> rusqlite::Result<i64> {
    let mut count = connection
        .prepare_cached("SELECT count(*) FROM (SELECT 1 FROM event_words WHERE event_words MATCH ?1 LIMIT +?2)")?;
    count.query_row(params![words, most], |row| row.get(0))
}

/// True for an event that has these words.
pub(super) fn has(connection: &Connection, words: &str, place: i64) -> rusqlite::Result<bool> {
    let mut select = connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM event_words WHERE event_words MATCH ?1 AND rowid = ?2)")?;
    select.query_row(params![words, place], |row| row.get(0))
}

/// How many events with these words there are in a millisecond, within the bounds, as the newest `most` tell.
pub(super) fn density(connection: &Connection, words: &str, bounds: &str, most: usize) -> rusqlite::Result<f64> {
    let sql = format!(
        "SELECT count(*), ifnull(max(place), 0), ifnull(min(place), 0) FROM (SELECT event_words.rowid AS place
         FROM event_words WHERE event_words MATCH ?1{bounds} ORDER BY event_words.rowid DESC LIMIT {most})"
    );
    let (rows, newest, oldest): (i64, i64, i64) =
        connection.query_row(&sql, [words], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let rows = usize::try_from(rows).unwrap_or(0);
    Ok(lists::density(rows, rows == most, (newest >> SEQ_BITS) * 1000, (oldest >> SEQ_BITS) * 1000))
}

/// Enters words; faster in the order of their places.
pub(super) fn insert(connection: &Connection, place: i64, words: &str) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached("INSERT INTO event_words (rowid, words) VALUES (?1, ?2)")?;
    insert.execute(params![place, words]).map(drop)
}

/// Takes words out, the same that were entered.
pub(super) fn remove(connection: &Connection, place: i64, words: &str) -> rusqlite::Result<()> {
    let mut delete =
        connection.prepare_cached("INSERT INTO event_words (event_words, rowid, words) VALUES ('delete', ?1, ?2)")?;
    delete.execute(params![place, words]).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_go_by_time_then_number() {
        let times = [i64::MIN, -86_400_000, -1, 0, 999, 1000, 1_767_225_600_000, i64::MAX];
        let places: Vec<i64> = times.iter().flat_map(|at| [place(*at, 1), place(*at, 2)]).collect();
        for pair in places.windows(2) {
            assert!(pair[0] < pair[1] || pair == [place(0, 2), place(999, 1)], "{pair:?}");
        }
        assert_eq!(place(-1, 5) & ((1 << SEQ_BITS) - 1), 5);
    }
}
