//! Which events a filter means: the shortest list leads, the others are looked up.

use rusqlite::{Connection, Statement};

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

/// Fewer events than this are looked up one by one when they are counted.
const SINGLY: i64 = 2000;

/// Lists that lead together although they are long.
const FEW: usize = 8;

/// What a filter became.
pub(super) struct Selection {
    lead: Lead,
    /// Each group: one of these terms.
    pub(super) groups: Vec<Vec<i64>>,
    /// The sets of traits that fit, if not all do.
    pub(super) traits: Option<Vec<i64>>,
    pub(super) words: Option<String>,
    pub(super) since: Option<i64>,
    pub(super) until: Option<i64>,
    pub(super) min_confidence: f64,
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

/// True for a group that the sets of traits answer.
pub(super) fn of_traits(group: &[Term]) -> bool {
    group.iter().all(|term| TRAIT_FACETS.contains(&term.facet))
}

/// Looks the terms up; `None` when no event can be meant.
pub(super) fn selection(connection: &Connection, filter: &Filter) -> rusqlite::Result<Option<Selection>> {
    let (of_traits, named): (Vec<&Vec<Term>>, Vec<_>) = filter.groups.iter().partition(|group| of_traits(group));
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
    let words = (!filter.phrases.is_empty()).then(|| words::matching(&filter.phrases));
    Ok(Some(Selection {
        lead: Lead::Events,
        groups,
        traits,
        words,
        since: filter.since,
        until: filter.until,
        min_confidence: f64::from(filter.min_confidence),
    }))
}

impl Selection {
    /// True when only times and groups of terms are asked for.
    pub(super) fn only_groups(&self) -> bool {
        self.traits.is_none() && self.words.is_none() && self.min_confidence <= 0.0
    }

    /// True when so few events can be meant that they had better be looked up one by one.
    pub(super) fn few(&self, connection: &Connection) -> rusqlite::Result<bool> {
        for numbers in self.groups.iter().filter(|numbers| numbers.len() <= TOGETHER) {
            if self.count(connection, numbers, SINGLY)? < SINGLY {
                return Ok(true);
            }
        }
        self.words.as_ref().map_or(Ok(false), |words| Ok(words::count(connection, words, SINGLY)? < SINGLY))
    }

    /// Lets the shortest list lead.
    pub(super) fn led(mut self, connection: &Connection) -> rusqlite::Result<Self> {
        let mut shortest: Option<(usize, i64)> = None;
        // one list need not be counted, unless words or traits could lead
        let alone = self.groups.len() == 1 && self.words.is_none() && self.traits.is_none();
        for (at, numbers) in self.groups.iter().enumerate().filter(|(_, numbers)| numbers.len() <= TOGETHER) {
            let count = if alone { 0 } else { self.count(connection, numbers, COUNTED)? };
            if shortest.is_none_or(|(_, least)| count < least) {
                shortest = Some((at, count));
            }
        }
        // the terms of traits have lists like any other; beside one that is short they need not be looked at
        let open = shortest.is_none_or(|(_, least)| least >= COUNTED);
        if let Some(traits) = self.traits.take_if(|traits| open && traits.len() <= TOGETHER) {
            let count = self.count(connection, &traits, COUNTED)?;
            if count < COUNTED || shortest.is_none() && traits.len() <= FEW {
                self.groups.push(traits);
                shortest = Some((self.groups.len() - 1, count));
            } else {
                self.traits = Some(traits);
            }
        }
        let by_words = match (&self.words, shortest) {
            (None, _) => false,
            (Some(_), None) => true,
            (Some(words), Some((_, least))) => {
                least > WORDS_COUNTED || words::count(connection, words, WORDS_COUNTED)? < least
            }
        };
        self.lead = if by_words { Lead::Words } else { shortest.map_or(Lead::Events, |(at, _)| Lead::Group(at)) };
        Ok(self)
    }

    fn count(&self, connection: &Connection, numbers: &[i64], most: i64) -> rusqlite::Result<i64> {
        let mut count = connection.prepare_cached(
            "SELECT count(*) FROM (SELECT 1 FROM posting WHERE term = ?1 AND at >= ?2 AND at < ?3 LIMIT ?4)",
        )?;
        let (since, until) = (self.since.unwrap_or(i64::MIN), self.until.unwrap_or(i64::MAX));
        let mut sum = 0;
        for number in numbers {
            sum += count.query_row([*number, since, until, most], |row| row.get::<_, i64>(0))?;
            if sum >= most {
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
            also(&format!("EXISTS (SELECT 1 FROM event_words WHERE event_words MATCH :words AND rowid = {place})"));
        }
        all
    }

    fn times_of(&self, at: &str) -> String {
        let since = self.since.map(|since| format!(" AND {at} >= {since}")).unwrap_or_default();
        since + &self.until.map(|until| format!(" AND {at} < {until}")).unwrap_or_default()
    }

    /// Selects time and number of events: a page in the order of publication, the newest first, or all in any order.
    /// `:words` are searched for, `:term` is that of a list.
    fn statement(&self, page: Option<Page>) -> String {
        let ordered = |names: &Names| {
            page.map(|p| format!(" ORDER BY {} DESC, {} DESC LIMIT {}", names.at, names.seq, p.limit))
                .unwrap_or_default()
        };
        let after = page.and_then(|page| page.after);
        let beyond = |names: &Names| {
            after.map(|c| format!(" AND ({}, {}) < ({}, {})", names.at, names.seq, c.at, c.seq)).unwrap_or_default()
        };
        let bounded =
            |names: &Names| self.conditions(names) + &self.times_of(names.at) + &beyond(names) + &ordered(names);
        match self.lead {
            Lead::Events => format!("SELECT e.at, e.seq FROM event e WHERE 1{}", bounded(&EVENT)),
            Lead::Words => {
                let bounds = self.conditions(&EVENT) + &self.places(page);
                let seq = words::seq_sql();
                let order = page.map(|page| format!(" ORDER BY event_words.rowid DESC LIMIT {}", page.limit));
                format!(
                    "SELECT e.at, e.seq FROM event_words CROSS JOIN event e ON e.seq = {seq}
                     WHERE event_words MATCH :words{bounds}{}",
                    order.unwrap_or_default()
                )
            }
            Lead::Group(_) => {
                // what stands in the list need not be looked up in the table
                let join = if self.min_confidence > 0.0 { " CROSS JOIN event e ON e.seq = p.event" } else { "" };
                format!("SELECT p.at, p.event FROM posting p{join} WHERE p.term = :term{}", bounded(&POSTING))
            }
        }
    }

    /// The bounds of time, as places in the index of words.
    pub(super) fn places(&self, page: Option<Page>) -> String {
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
        self.bind(&mut statement, None)?;
        statement.raw_query().mapped(|row| row.get(0)).collect()
    }

    /// A statement has those parameters only that its lead and its conditions need.
    fn bind(&self, statement: &mut Statement<'_>, term: Option<i64>) -> rusqlite::Result<()> {
        if let Some(at) = statement.parameter_index(":words")? {
            statement.raw_bind_parameter(at, &self.words)?;
        }
        statement.parameter_index(":term")?.map_or(Ok(()), |at| statement.raw_bind_parameter(at, term))
    }

    /// Times and numbers of the events of a page, the newest first; without a page those of all.
    pub(super) fn places_of(&self, connection: &Connection, page: Option<Page>) -> rusqlite::Result<Vec<(i64, i64)>> {
        let mut statement = connection.prepare(&self.statement(page))?;
        let mut one = |term: Option<i64>| {
            self.bind(&mut statement, term)?;
            let rows = statement.raw_query().mapped(|row| Ok((row.get(0)?, row.get(1)?)));
            rows.collect::<rusqlite::Result<Vec<_>>>()
        };
        let Lead::Group(at) = self.lead else { return one(None) };
        let mut found = Vec::new();
        for term in &self.groups[at] {
            found.append(&mut one(Some(*term))?);
        }
        // an event that has two of the terms is one
        found.sort_unstable_by(|a, b| b.cmp(a));
        found.dedup();
        found.truncate(page.map_or(usize::MAX, |page| page.limit));
        Ok(found)
    }
}

fn list(numbers: &[i64]) -> String {
    numbers.iter().map(i64::to_string).collect::<Vec<_>>().join(", ")
}
