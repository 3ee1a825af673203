//! Which events a filter means: the shortest list leads, the others are looked up.

use rusqlite::{Connection, params_from_iter};

use super::terms::{self, TRAIT_FACETS};
use super::words;
use crate::store::{Filter, Page, Term};

/// A list is counted no further: one that is longer than this need not be told from a longer one.
const COUNTED: i64 = 20_000;

/// Matches of a search are counted no further; a list of terms leads if it is shorter, for looking into the index of
/// words costs more than into any other.
const WORDS_COUNTED: i64 = 1000;

/// Most lists that lead together.
const TOGETHER: usize = 64;

/// Lists that lead together although they are long.
const FEW: usize = 8;

/// What a filter became.
pub(super) struct Selection {
    lead: Lead,
    /// Each group: one of these terms.
    groups: Vec<Vec<i64>>,
    /// The sets of traits that fit, if not all do.
    traits: Option<Vec<i64>>,
    /// True when the lists that lead have no event in common.
    disjoint: bool,
    words: Option<String>,
    since: Option<i64>,
    until: Option<i64>,
    min_confidence: f64,
}

/// Where the events come from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lead {
    /// All, in the order of publication.
    Events,
    /// A group of terms.
    Group(usize),
    /// The index of words.
    Words,
}

/// How the columns are called where the events come from.
struct Names {
    at: &'static str,
    seq: &'static str,
    traits: &'static str,
}

const EVENT: Names = Names { at: "e.at", seq: "e.seq", traits: "e.traits" };
const POSTING: Names = Names { at: "p.at", seq: "p.event", traits: "p.traits" };

/// Looks the terms up; `None` when no event can be meant.
pub(super) fn selection(connection: &Connection, filter: &Filter) -> rusqlite::Result<Option<Selection>> {
    let of_traits = |group: &&Vec<Term>| group.iter().all(|term| TRAIT_FACETS.contains(&term.facet));
    let (of_traits, named): (Vec<&Vec<Term>>, Vec<_>) = filter.groups.iter().partition(of_traits);
    let mut groups = Vec::with_capacity(named.len());
    for group in named {
        let numbers = group.iter().filter_map(|term| terms::find(connection, term).transpose());
        groups.push(numbers.collect::<rusqlite::Result<Vec<i64>>>()?);
    }
    let mut traits = None;
    if !of_traits.is_empty() || filter.min_confidence > 0.0 {
        let sets = terms::fitting(connection, &of_traits, filter.min_confidence)?;
        let fitting: Vec<i64> = sets.iter().filter(|(_, fits)| *fits).map(|(number, _)| *number).collect();
        if fitting.is_empty() {
            return Ok(None);
        }
        traits = (fitting.len() < sets.len()).then_some(fitting);
    }
    if groups.iter().any(Vec::is_empty) {
        return Ok(None);
    }
    let words = (!filter.phrases.is_empty()).then(|| matching(&filter.phrases));
    Ok(Some(Selection {
        lead: Lead::Events,
        groups,
        traits,
        disjoint: false,
        words,
        since: filter.since,
        until: filter.until,
        min_confidence: f64::from(filter.min_confidence),
    }))
}

impl Selection {
    /// What the statements take as their parameter.
    fn words(&self) -> Option<&String> {
        self.words.as_ref()
    }

    /// True when only times are asked for.
    pub(super) fn only_times(&self) -> bool {
        self.groups.is_empty() && self.traits.is_none() && self.words.is_none() && self.min_confidence <= 0.0
    }

    /// True when only times and groups of terms are asked for.
    pub(super) fn only_groups(&self) -> bool {
        self.traits.is_none() && self.words.is_none() && self.min_confidence <= 0.0
    }

    /// Lets the shortest list lead.
    pub(super) fn led(mut self, connection: &Connection) -> rusqlite::Result<Self> {
        let mut shortest: Option<(usize, i64)> = None;
        // one list need not be counted, unless words or traits could lead
        let alone = self.groups.len() == 1 && self.words.is_none() && self.traits.is_none();
        for (at, numbers) in self.groups.iter().enumerate().filter(|(_, numbers)| numbers.len() <= TOGETHER) {
            let count = if alone { 0 } else { self.count(connection, numbers)? };
            if shortest.is_none_or(|(_, least)| count < least) {
                shortest = Some((at, count));
            }
        }
        // the terms of traits have lists like any other; beside one that is short they need not be looked at
        let open = shortest.is_none_or(|(_, least)| least >= COUNTED);
        if let Some(traits) = self.traits.take_if(|traits| open && traits.len() <= TOGETHER) {
            let count = self.count(connection, &traits)?;
            if count < COUNTED || shortest.is_none() && traits.len() <= FEW {
                self.groups.push(traits);
                self.disjoint = true;
                shortest = Some((self.groups.len() - 1, count));
            } else {
                self.traits = Some(traits);
            }
        }
        let by_words = match (&self.words, shortest) {
            (None, _) => false,
            (Some(_), None) => true,
            (Some(words), Some((_, least))) => least > WORDS_COUNTED || count_words(connection, words)? < least,
        };
        self.lead = if by_words { Lead::Words } else { shortest.map_or(Lead::Events, |(at, _)| Lead::Group(at)) };
        Ok(self)
    }

    fn count(&self, connection: &Connection, numbers: &[i64]) -> rusqlite::Result<i64> {
        let mut count = connection.prepare_cached(
            "SELECT count(*) FROM (SELECT 1 FROM posting WHERE term = ?1 AND at >= ?2 AND at < ?3 LIMIT ?4)",
        )?;
        let (since, until) = (self.since.unwrap_or(i64::MIN), self.until.unwrap_or(i64::MAX));
        let mut sum = 0;
        for number in numbers {
            sum += count.query_row([*number, since, until, COUNTED], |row| row.get::<_, i64>(0))?;
            if sum >= COUNTED {
                break;
            }
        }
        Ok(sum)
    }

    /// Everything but the lead and the bounds of time.
    fn conditions(&self, names: &Names) -> String {
        let mut all = String::new();
        let mut also = |condition: &str| {
            all.push_str(" AND ");
            all.push_str(condition);
        };
        if let Some(traits) = &self.traits {
            also(&format!("{} IN ({})", names.traits, list(traits)));
        }
        for (_, numbers) in self.groups.iter().enumerate().filter(|(at, _)| self.lead != Lead::Group(*at)) {
            also(&format!(
                "EXISTS (SELECT 1 FROM posting q WHERE q.term IN ({}) AND q.at = {} AND q.event = {})",
                list(numbers),
                names.at,
                names.seq
            ));
        }
        if self.min_confidence > 0.0 {
            also(&format!("e.confidence >= {}", self.min_confidence));
        }
        if self.words.is_some() && self.lead != Lead::Words {
            let place = words::place_sql(names.at, names.seq);
            also(&format!("EXISTS (SELECT 1 FROM event_words WHERE event_words MATCH ?1 AND rowid = {place})"));
        }
        all
    }

    fn times_of(&self, at: &str) -> String {
        let since = self.since.map(|since| format!(" AND {at} >= {since}")).unwrap_or_default();
        since + &self.until.map(|until| format!(" AND {at} < {until}")).unwrap_or_default()
    }

    /// Selects `columns` of `e`: a page in the order of publication, the newest first, or all in any order.
    pub(super) fn newest(&self, columns: &str, page: Option<Page>) -> String {
        let ordered = |at: &str, seq: &str| {
            page.map(|page| format!(" ORDER BY {at} DESC, {seq} DESC LIMIT {}", page.limit)).unwrap_or_default()
        };
        let after = page.and_then(|page| page.after);
        let beyond = |names: &Names| {
            after.map(|c| format!(" AND ({}, {}) < ({}, {})", names.at, names.seq, c.at, c.seq)).unwrap_or_default()
        };
        match self.lead {
            Lead::Events => {
                let bounds = self.conditions(&EVENT) + &self.times_of(EVENT.at) + &beyond(&EVENT);
                format!("SELECT {columns} FROM event e WHERE 1{bounds}{}", ordered(EVENT.at, EVENT.seq))
            }
            Lead::Words => {
                let bounds = self.conditions(&EVENT) + &self.places(page);
                let seq = words::seq_sql();
                let order = page.map(|page| format!(" ORDER BY event_words.rowid DESC LIMIT {}", page.limit));
                format!(
                    "SELECT {columns} FROM event_words CROSS JOIN event e ON e.seq = {seq}
                     WHERE event_words MATCH ?1{bounds}{}",
                    order.unwrap_or_default()
                )
            }
            Lead::Group(at) => {
                let bounds = self.conditions(&POSTING) + &self.times_of(POSTING.at) + &beyond(&POSTING);
                let one = |term: &i64| {
                    format!(
                        "SELECT {columns}, p.at AS order_at, p.event AS order_seq FROM posting p
                         CROSS JOIN event e ON e.seq = p.event WHERE p.term = {term}{bounds}{}",
                        ordered(POSTING.at, POSTING.seq)
                    )
                };
                let numbers = &self.groups[at];
                match numbers.as_slice() {
                    [term] => one(term),
                    many => {
                        let parts: Vec<_> = many.iter().map(|term| format!("SELECT * FROM ({})", one(term))).collect();
                        // UNION: an event that has two of the terms is one
                        let union = if self.disjoint { " UNION ALL " } else { " UNION " };
                        parts.join(union) + &ordered("order_at", "order_seq")
                    }
                }
            }
        }
    }

    /// The bounds of time, as places in the index of words.
    fn places(&self, page: Option<Page>) -> String {
        let since = self.since.map(|at| format!(" AND event_words.rowid >= {}", words::place(words::ceiling(at), 0)));
        let until = self.until.map(|at| format!(" AND event_words.rowid < {}", words::place(words::ceiling(at), 0)));
        let after = page.and_then(|page| page.after);
        let after = after.map(|c| format!(" AND event_words.rowid < {}", words::place(c.at, c.seq)));
        [since, until, after].into_iter().flatten().collect()
    }

    /// Numbers of the next events in the order of storing.
    pub(super) fn after(&self, connection: &Connection, from: i64, to: i64, most: usize) -> rusqlite::Result<Vec<i64>> {
        let conditions = self.conditions(&EVENT) + &self.times_of(EVENT.at);
        let sql = format!(
            "SELECT e.seq FROM event e WHERE e.seq > {from} AND e.seq <= {to}{conditions} ORDER BY e.seq LIMIT {most}"
        );
        let mut statement = connection.prepare(&sql)?;
        statement.query_map(params_from_iter(self.words()), |row| row.get(0))?.collect()
    }

    /// Numbers of the events of a page, the newest first.
    pub(super) fn page(&self, connection: &Connection, page: Page) -> rusqlite::Result<Vec<i64>> {
        let mut statement = connection.prepare(&self.newest("e.seq", Some(page)))?;
        statement.query_map(params_from_iter(self.words()), |row| row.get(0))?.collect()
    }

    /// Reads two numbers of every event that is meant.
    pub(super) fn each(
        &self,
        connection: &Connection,
        columns: &str,
        mut visit: impl FnMut(i64, Option<i64>),
    ) -> rusqlite::Result<()> {
        let mut statement = connection.prepare(&self.newest(columns, None))?;
        let mut rows = statement.query(params_from_iter(self.words()))?;
        while let Some(row) = rows.next()? {
            visit(row.get(0)?, row.get(1)?);
        }
        Ok(())
    }
}

fn list(numbers: &[i64]) -> String {
    numbers.iter().map(i64::to_string).collect::<Vec<_>>().join(", ")
}

fn count_words(connection: &Connection, words: &str) -> rusqlite::Result<i64> {
    let mut count = connection
        .prepare_cached("SELECT count(*) FROM (SELECT 1 FROM event_words WHERE event_words MATCH ?1 LIMIT ?2)")?;
    count.query_row(rusqlite::params![words, WORDS_COUNTED], |row| row.get(0))
}

/// All phrases, as the index wants them: search words are letters and digits, so quoting them is enough.
fn matching(phrases: &[String]) -> String {
    let quoted = phrases.iter().map(|phrase| format!("\"{}\"", phrase.replace('"', " ")));
    quoted.collect::<Vec<_>>().join(" AND ")
}
