//! Which events a filter means: the thinnest list leads, the others follow it.

use rusqlite::{Connection, OptionalExtension as _, params};
use rustc_hash::FxHashSet;

use super::lists::{Fits, Spot, Union};
use super::terms::{self, TRAIT_FACETS};
use super::words;
use crate::store::{Filter, Page, Term};

/// Most lists of sets of traits that are read together; where more sets fit, so do many events.
const TOGETHER: usize = 128;

/// Lists of traits lead only where they are so much thinner: there are many of them.
const MANY: f64 = 4.0;

/// Matches of a search that are looked at before it is said what leads.
const SAMPLE: usize = 128;

/// To ask whether an event has words costs as much as to go past so many matches.
const WORDS: f64 = 10.0;

/// A list that is so much denser than the thinnest is asked about each event; others are read beside it.
const DENSE: f64 = 8.0;

/// Fewer events than this are looked up one by one when they are counted.
const SINGLY: i64 = 2000;

/// What a filter became.
pub(super) struct Selection {
    /// Each group: one of these terms.
    pub(super) groups: Vec<Vec<i64>>,
    /// The sets of traits that fit, if not all do.
    pub(super) traits: Option<Vec<i64>>,
    pub(super) words: Option<String>,
    pub(super) since: Option<i64>,
    pub(super) until: Option<i64>,
    pub(super) min_confidence: f64,
}

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

    fn count(&self, connection: &Connection, numbers: &[i64], most: i64) -> rusqlite::Result<i64> {
        let mut count = connection.prepare_cached(
            "SELECT count(*) FROM (SELECT 1 FROM posting WHERE term = ?1 AND at >= ?2 AND at < ?3 LIMIT +?4)",
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

    /// Everything but the words and the bounds of time, in SQL.
    fn conditions(&self) -> String {
        let traits = self.traits.iter().map(|traits| format!(" AND e.traits IN ({})", list(traits)));
        let posted = self.groups.iter().map(|numbers| {
            format!(
                " AND EXISTS (SELECT 1 FROM posting q WHERE q.term IN ({}) AND q.at = e.at AND q.event = e.seq)",
                list(numbers)
            )
        });
        let sure = (self.min_confidence > 0.0).then(|| format!(" AND e.confidence >= {}", self.min_confidence));
        traits.chain(posted).chain(sure).collect()
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
        let conditions = self.conditions();
        let place = words::place_sql("e.at", "e.seq");
        let said = format!(" AND EXISTS (SELECT 1 FROM event_words WHERE event_words MATCH ?1 AND rowid = {place})");
        let said = if self.words.is_some() { said } else { String::new() };
        let since = self.since.map(|since| format!(" AND e.at >= {since}")).unwrap_or_default();
        let until = self.until.map(|until| format!(" AND e.at < {until}")).unwrap_or_default();
        let sql = format!(
            "SELECT e.seq FROM event e WHERE e.seq > {from} AND e.seq <= {to}{conditions}{said}{since}{until}
             ORDER BY e.seq LIMIT {most}"
        );
        let mut statement = connection.prepare(&sql)?;
        if statement.parameter_count() > 0 {
            statement.raw_bind_parameter(1, &self.words)?;
        }
        statement.raw_query().mapped(|row| row.get(0)).collect()
    }

    /// Times and numbers of the events of a page, the newest first; without a page those of all.
    pub(super) fn places_of(&self, connection: &Connection, page: Option<Page>) -> rusqlite::Result<Vec<Spot>> {
        let mut begin = (self.until.map_or(i64::MAX, |until| until.saturating_sub(1)), i64::MAX);
        if let Some(after) = page.and_then(|page| page.after) {
            begin = begin.min((after.at, after.seq.saturating_sub(1)));
        }
        let limit = page.map_or(usize::MAX, |page| page.limit);
        let between = (begin, self.since.unwrap_or(i64::MIN));
        let mut lists: Vec<Union> = self.groups.iter().map(|terms| Union::of(terms, between)).collect();
        let mut top = i64::MIN;
        for list in &mut lists {
            // where one is empty nothing is meant
            let Some(first) = list.seek(connection, begin, None)? else { return Ok(Vec::new()) };
            top = top.max(first.0);
        }
        lists.sort_by(|a, b| a.density(top).total_cmp(&b.density(top)));
        let mut thinnest = lists.first().map(|list| list.density(top));
        let mut fits: Option<FxHashSet<i64>> = self.traits.as_ref().map(|traits| traits.iter().copied().collect());
        if let Some(traits) = self.traits.as_ref().filter(|traits| traits.len() <= TOGETHER) {
            let mut list = Union::of(traits, between);
            let Some(first) = list.seek(connection, begin, None)? else { return Ok(Vec::new()) };
            top = top.max(first.0);
            let density = list.density(top);
            if thinnest.is_none_or(|thinnest| density * MANY < thinnest) {
                lists.insert(0, list);
                (fits, thinnest) = (None, Some(density));
            }
        }
        if let Some(words) = &self.words {
            let matches = words::density(connection, words, &self.places(page), SAMPLE)?;
            if thinnest.is_none_or(|thinnest| thinnest * WORDS > matches) {
                return self.by_words(connection, page);
            }
        }
        if lists.is_empty() {
            lists.push(Union::all(between));
        }
        let dense = |list: &Union| thinnest.is_some_and(|thinnest| list.density(top) > thinnest * DENSE);
        let (probed, mut beside): (Vec<Union>, Vec<Union>) = lists.split_off(1).into_iter().partition(dense);
        lists.append(&mut beside);
        self.common(connection, (&mut lists, &probed), fits.as_ref(), begin, limit)
    }

    /// What all lists have, from a place on; the thinnest comes first. Of some it is asked whether they have it.
    fn common(
        &self,
        connection: &Connection,
        (lists, probed): (&mut [Union], &[Union]),
        fits: Fits<'_>,
        begin: Spot,
        limit: usize,
    ) -> rusqlite::Result<Vec<Spot>> {
        let (mut found, mut bound) = (Vec::new(), begin);
        'next: while found.len() < limit {
            let mut candidate = None;
            for (at, list) in lists.iter_mut().enumerate() {
                let fits = fits.filter(|_| at == 0);
                let Some(spot) = list.seek(connection, bound, fits)? else { break 'next };
                if candidate.is_some_and(|candidate| candidate != spot) {
                    // whatever lies between is not in this list
                    bound = spot;
                    continue 'next;
                }
                (candidate, bound) = (Some(spot), spot);
            }
            let Some((at, seq)) = candidate else { break };
            let mut meant = self.sure(connection, seq)?;
            for list in probed {
                meant = meant && list.has(connection, (at, seq))?;
            }
            if meant && self.says(connection, at, seq)? {
                found.push((at, seq));
            }
            bound = (at, seq - 1);
        }
        Ok(found)
    }

    /// True for an event that is sure enough.
    fn sure(&self, connection: &Connection, seq: i64) -> rusqlite::Result<bool> {
        if self.min_confidence <= 0.0 {
            return Ok(true);
        }
        let mut select = connection.prepare_cached("SELECT confidence >= ?2 FROM event WHERE seq = ?1")?;
        Ok(select.query_row(params![seq, self.min_confidence], |row| row.get(0)).optional()?.unwrap_or(false))
    }

    /// True for an event that has the words.
    fn says(&self, connection: &Connection, at: i64, seq: i64) -> rusqlite::Result<bool> {
        self.words.as_ref().map_or(Ok(true), |words| words::has(connection, words, words::place(at, seq)))
    }

    /// The events of a page as the index of words has them.
    fn by_words(&self, connection: &Connection, page: Option<Page>) -> rusqlite::Result<Vec<Spot>> {
        let bounds = self.conditions() + &self.places(page);
        let order = page.map(|page| format!(" ORDER BY event_words.rowid DESC LIMIT {}", page.limit));
        let sql = format!(
            "SELECT e.at, e.seq FROM event_words CROSS JOIN event e ON e.seq = {}
             WHERE event_words MATCH ?1{bounds}{}",
            words::seq_sql(),
            order.unwrap_or_default()
        );
        connection.prepare(&sql)?.query_map([&self.words], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
    }
}

fn list(numbers: &[i64]) -> String {
    numbers.iter().map(i64::to_string).collect::<Vec<_>>().join(", ")
}
