//! Which events a filter means: the rarest of its terms leads, the others are looked up.

use rusqlite::Connection;

use super::terms;
use crate::store::{Filter, Page};

/// A list is counted no further: one that is longer than this need not be told from a longer one.
const COUNTED: i64 = 20_000;

/// What a filter became: a condition on `e`, and what leads to `e`.
pub(super) struct Selection {
    pub(super) from: String,
    pub(super) at: &'static str,
    seq: &'static str,
    pub(super) conditions: String,
    words: Option<String>,
}

/// Looks the terms up; `None` when no event can be meant.
pub(super) fn selection(connection: &Connection, filter: &Filter) -> rusqlite::Result<Option<Selection>> {
    select(connection, filter, true)
}

/// The same for walking through the events in the order of storing, where no list of a term leads.
pub(super) fn unled(connection: &Connection, filter: &Filter) -> rusqlite::Result<Option<Selection>> {
    select(connection, filter, false)
}

fn select(connection: &Connection, filter: &Filter, led: bool) -> rusqlite::Result<Option<Selection>> {
    let mut groups = Vec::with_capacity(filter.groups.len());
    for group in &filter.groups {
        let numbers = group.iter().filter_map(|term| terms::find(connection, term).transpose());
        let numbers = numbers.collect::<rusqlite::Result<Vec<i64>>>()?;
        if numbers.is_empty() {
            return Ok(None);
        }
        groups.push(numbers);
    }
    let words = (!filter.phrases.is_empty()).then(|| matching(&filter.phrases));
    let rarest = if led { rarest(connection, &groups)? } else { None };
    let matches = words.as_ref().filter(|_| led).map(|words| count_words(connection, words)).transpose()?;
    let lead_by_words = matches.is_some_and(|n| n < COUNTED && rarest.is_none_or(|(_, count)| n < count));
    let lead = rarest.filter(|_| !lead_by_words).map(|(group, _)| group);
    let mut selection =
        Selection { from: "event e".to_owned(), at: "e.at", seq: "e.seq", conditions: String::new(), words };
    if let Some(group) = lead {
        selection.from = format!("posting p CROSS JOIN event e ON e.seq = p.event AND p.term = {}", groups[group][0]);
        (selection.at, selection.seq) = ("p.at", "p.event");
    }
    for (_, numbers) in groups.iter().enumerate().filter(|&(group, _)| Some(group) != lead) {
        selection.require_one_of(numbers);
    }
    if selection.words.is_some() {
        selection.require_words(lead_by_words);
    }
    selection.require(filter);
    Ok(Some(selection))
}

impl Selection {
    /// What the conditions take as their parameter.
    pub(super) fn words(&self) -> Option<&String> {
        self.words.as_ref()
    }

    fn also(&mut self, condition: &str) {
        self.conditions.push_str(" AND ");
        self.conditions.push_str(condition);
    }

    fn require_one_of(&mut self, numbers: &[i64]) {
        let list = numbers.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
        self.also(&format!(
            "EXISTS (SELECT 1 FROM posting q WHERE q.term IN ({list}) AND q.at = e.at AND q.event = e.seq)"
        ));
    }

    fn require_words(&mut self, lead: bool) {
        self.also(if lead {
            "e.seq IN (SELECT rowid FROM event_words WHERE event_words MATCH ?1)"
        } else {
            "EXISTS (SELECT 1 FROM event_words WHERE event_words MATCH ?1 AND rowid = e.seq)"
        });
    }

    fn require(&mut self, filter: &Filter) {
        if let Some(since) = filter.since {
            self.also(&format!("{} >= {since}", self.at));
        }
        if let Some(until) = filter.until {
            self.also(&format!("{} < {until}", self.at));
        }
        if filter.min_confidence > 0.0 {
            self.also(&format!("e.confidence >= {}", f64::from(filter.min_confidence)));
        }
    }

    /// Numbers of the next events in the order of storing.
    pub(super) fn after(&self, connection: &Connection, from: i64, to: i64, most: usize) -> rusqlite::Result<Vec<i64>> {
        let conditions = &self.conditions;
        let sql = format!(
            "SELECT e.seq FROM event e WHERE e.seq > {from} AND e.seq <= {to}{conditions} ORDER BY e.seq LIMIT {most}"
        );
        let mut statement = connection.prepare(&sql)?;
        statement.query_map(rusqlite::params_from_iter(&self.words), |row| row.get(0))?.collect()
    }

    /// Numbers of the events of a page, the newest first.
    pub(super) fn page(&self, connection: &Connection, page: Page) -> rusqlite::Result<Vec<i64>> {
        let Self { from, at, seq, conditions, .. } = self;
        let after = page.after.map(|c| format!(" AND ({at}, {seq}) < ({}, {})", c.at, c.seq)).unwrap_or_default();
        let sql = format!(
            "SELECT e.seq FROM {from} WHERE 1{conditions}{after} ORDER BY {at} DESC, {seq} DESC LIMIT {}",
            page.limit
        );
        let mut statement = connection.prepare(&sql)?;
        statement.query_map(rusqlite::params_from_iter(&self.words), |row| row.get(0))?.collect()
    }
}

/// The group of one term that has the fewest events, and how many (no further than [`COUNTED`]).
fn rarest(connection: &Connection, groups: &[Vec<i64>]) -> rusqlite::Result<Option<(usize, i64)>> {
    let mut rarest: Option<(usize, i64)> = None;
    let single = groups.iter().enumerate().filter(|(_, numbers)| numbers.len() == 1);
    for (group, numbers) in single {
        let mut count =
            connection.prepare_cached("SELECT count(*) FROM (SELECT 1 FROM posting WHERE term = ?1 LIMIT ?2)")?;
        let count = count.query_row([numbers[0], COUNTED], |row| row.get(0))?;
        if rarest.is_none_or(|(_, least)| count < least) {
            rarest = Some((group, count));
        }
    }
    Ok(rarest)
}

fn count_words(connection: &Connection, words: &str) -> rusqlite::Result<i64> {
    let mut count = connection
        .prepare_cached("SELECT count(*) FROM (SELECT 1 FROM event_words WHERE event_words MATCH ?1 LIMIT ?2)")?;
    count.query_row(rusqlite::params![words, COUNTED], |row| row.get(0))
}

/// All phrases, as the index wants them: search words are letters and digits, so quoting them is enough.
fn matching(phrases: &[String]) -> String {
    let quoted = phrases.iter().map(|phrase| format!("\"{}\"", phrase.replace('"', " ")));
    quoted.collect::<Vec<_>>().join(" AND ")
}
