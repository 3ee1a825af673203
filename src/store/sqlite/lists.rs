//! Lists of events in the order of publication, the newest first, read piece by piece: what lies between is passed over.

use rusqlite::{Connection, params};
use rustc_hash::FxHashSet;

use super::count;

/// Time and number of an event.
pub(super) type Spot = (i64, i64);

/// Rows that are read where a list is begun, and where most of it is passed over.
const FIRST: usize = 32;
const JUMP: usize = 4;

/// Most rows that are read at once.
const MOST: usize = 2048;

/// Sets of traits that fit, if not all do.
pub(super) type Fits<'f> = Option<&'f FxHashSet<i64>>;

/// Events that have a term, or all.
#[derive(Debug)]
struct List {
    term: Option<i64>,
    since: i64,
    /// Events with their traits, of which the first `next` have been passed.
    rows: Vec<(Spot, i64)>,
    next: usize,
    /// What lies above has been read.
    reached: Spot,
    more: bool,
    piece: usize,
    /// How often what was read last was asked for.
    asked: usize,
}

impl List {
    fn begun(term: Option<i64>, (reached, since): (Spot, i64), piece: usize) -> Self {
        Self { term, since, rows: Vec::new(), next: 0, reached, more: true, piece, asked: 0 }
    }

    /// The newest event that fits and is no newer than `bound`; bounds only fall.
    fn seek(&mut self, connection: &Connection, bound: Spot, fits: Fits<'_>) -> rusqlite::Result<Option<Spot>> {
        let passed = |row: &&(Spot, i64)| row.0 > bound || fits.is_some_and(|fitting| !fitting.contains(&row.1));
        self.asked += 1;
        loop {
            self.next += self.rows[self.next..].iter().take_while(passed).count();
            match self.rows.get(self.next) {
                Some(row) => return Ok(Some(row.0)),
                None if !self.more => return Ok(None),
                None => self.read(connection, bound)?,
            }
        }
    }

    fn read(&mut self, connection: &Connection, bound: Spot) -> rusqlite::Result<()> {
        if !self.rows.is_empty() {
            // nothing was passed over, or little; what does not fit had to be read
            let used = bound >= self.reached || 4 * self.asked >= self.rows.len();
            self.piece = if used { (2 * self.piece).min(MOST) } else { (self.piece / 4).max(JUMP) };
            self.asked = 0;
        }
        let (at, seq) = bound.min(self.reached);
        let from = params![at, seq.saturating_add(1), self.since, count(self.piece)];
        self.rows.clear();
        self.next = 0;
        // a bare parameter as a limit has a statement prepared anew whenever it is bound
        let mut select = connection.prepare_cached(match self.term {
            None => {
                // a pair would not be looked up in the index as one
                "SELECT * FROM (SELECT at, seq, traits FROM event WHERE at = ?1 AND seq < ?2 AND at >= ?3
                                ORDER BY seq DESC LIMIT +?4)
                 UNION ALL
                 SELECT * FROM (SELECT at, seq, traits FROM event WHERE at < ?1 AND at >= ?3
                                ORDER BY at DESC, seq DESC LIMIT +?4)
                 LIMIT +?4"
            }
            Some(_) => {
                "SELECT at, event, traits FROM posting WHERE term = ?5 AND (at, event) < (?1, ?2) AND at >= ?3
                 ORDER BY at DESC, event DESC LIMIT +?4"
            }
        })?;
        for (at, value) in from.iter().enumerate() {
            select.raw_bind_parameter(at + 1, value)?;
        }
        self.term.map_or(Ok(()), |term| select.raw_bind_parameter(5, term))?;
        let mut found = select.raw_query();
        while let Some(row) = found.next()? {
            self.rows.push(((row.get(0)?, row.get(1)?), row.get(2)?));
        }
        if let Some(((at, seq), _)) = self.rows.last() {
            self.reached = (*at, seq - 1);
        }
        self.more = self.rows.len() == self.piece;
        Ok(())
    }
}

/// The events that are in one of some lists.
#[derive(Debug)]
pub(super) struct Union(Vec<List>);

impl Union {
    /// Lists of terms between a place and a time.
    pub(super) fn of(terms: &[i64], between: (Spot, i64)) -> Self {
        // of many lists each gives little
        let piece = (8 * FIRST / terms.len().max(1)).clamp(JUMP, FIRST);
        Self(terms.iter().map(|term| List::begun(Some(*term), between, piece)).collect())
    }

    /// All events between a place and a time.
    pub(super) fn all(between: (Spot, i64)) -> Self {
        Self(vec![List::begun(None, between, FIRST)])
    }

    /// The newest event no newer than `bound` that is in one of the lists; bounds only fall.
    pub(super) fn seek(
        &mut self,
        connection: &Connection,
        bound: Spot,
        fits: Fits<'_>,
    ) -> rusqlite::Result<Option<Spot>> {
        let mut newest = None;
        for list in &mut self.0 {
            newest = newest.max(list.seek(connection, bound, fits)?);
        }
        Ok(newest)
    }

    /// True for an event that is in one of the lists, whatever has been read of them.
    pub(super) fn has(&self, connection: &Connection, (at, seq): Spot) -> rusqlite::Result<bool> {
        let mut select =
            connection.prepare_cached("SELECT 1 FROM posting WHERE term = ?1 AND at = ?2 AND event = ?3")?;
        for term in self.0.iter().filter_map(|list| list.term) {
            if select.exists([term, at, seq])? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// How many events there are in a millisecond from `top` down, as far as has been read.
    pub(super) fn density(&self, top: i64) -> f64 {
        let each = self.0.iter().map(|list| density(list.rows.len(), list.more, top, list.reached.0));
        each.sum()
    }
}

/// So many rows from `top` down to `last`, or in all.
#[expect(clippy::cast_precision_loss, reason = "an estimate")]
pub(super) fn density(rows: usize, more: bool, top: i64, last: i64) -> f64 {
    let span = if more { top.saturating_sub(last).max(1) } else { i64::MAX };
    rows as f64 / span as f64
}

#[cfg(test)]
mod tests {
    use crate::store::sqlite::Sqlite;
    use crate::store::sqlite::tests::{eventful, ids, term};
    use crate::store::{Facet, Filter, Fresh, NewEvent, Store as _, Term, Token};

    /// Event `n` of many; what it has comes at unlike intervals.
    fn event(n: usize) -> NewEvent {
        let one_of = |values: &[&str], every: usize| values[n / every % values.len()].to_owned();
        let mut terms = vec![
            term(Facet::Actor, if n % 97 == 5 { "نادر" } else { "كثير" }),
            term(Facet::Place, &one_of(&["حلب", "حماة", "حمص"], 40)),
            term(Facet::Polarity, if n % 11 == 3 { "negative" } else { "positive" }),
            term(Facet::Modality, if n % 53 == 7 { "denied" } else { "asserted" }),
        ];
        terms.extend((n % 3 == 0).then(|| term(Facet::Actor, "ثالث")));
        NewEvent {
            id: format!("e{n}"),
            terms,
            words: one_of(&["كلمه", "كلمه نادره جدا", "اخري"], 1),
            confidence: [0.31, 0.6, 0.62, 0.9][n % 4],
            kind: "military.strike".to_owned(),
            ..NewEvent::default()
        }
    }

    fn filters() -> Vec<Filter> {
        let group = |facet, values: &[&str]| values.iter().map(|value| term(facet, value)).collect::<Vec<Term>>();
        let groups = [
            vec![],
            vec![group(Facet::Actor, &["نادر"])],
            vec![group(Facet::Actor, &["نادر", "ثالث"])],
            vec![group(Facet::Actor, &["كثير"]), group(Facet::Place, &["حماة"])],
            vec![group(Facet::Actor, &["نادر"]), group(Facet::Actor, &["ثالث"]), group(Facet::Place, &["حلب", "حمص"])],
            vec![group(Facet::Modality, &["denied"])],
            vec![group(Facet::Modality, &["denied"]), group(Facet::Polarity, &["negative"])],
            vec![group(Facet::Polarity, &["positive"]), group(Facet::Actor, &["ثالث"])],
            vec![group(Facet::Actor, &["لا أحد"])],
        ];
        let day = |n: i64| 1_767_225_600_000 + n * 86_400_000;
        let mut all = Vec::new();
        for groups in groups {
            for (since, until) in [(None, None), (Some(day(2)), Some(day(4) + 1)), (None, Some(day(1)))] {
                for (min_confidence, phrase) in
                    [(0.0, None), (0.61, None), (0.0, Some("كلمه")), (0.7, Some("نادره جدا"))]
                {
                    let phrases = phrase.map(str::to_owned).into_iter().collect();
                    all.push(Filter { groups: groups.clone(), since, until, min_confidence, phrases });
                }
            }
        }
        all
    }

    #[test]
    fn pages_have_what_each_event_says_of_itself() {
        let store = Sqlite::memory().unwrap();
        for article in 0..60 {
            // many of one second
            let mut record =
                eventful("x", &format!("2026-01-{:02}T0{}:00:00Z", article * 7 % 6 + 1, article % 2), "", "");
            record.article.text = article.to_string();
            record.events = (0..40).map(|n| event(article * 40 + n)).collect();
            store.put(record).unwrap();
        }
        let begin = Token { seq: 0, ..store.resume(None).unwrap().0 };
        let mut all: Vec<Fresh> = store.fresh(begin, 9999).unwrap().0;
        assert_eq!(all.len(), 2400);
        all.sort_by_key(|event| std::cmp::Reverse(event.event.cursor));
        for filter in filters() {
            let wanted: Vec<&str> = all.iter().filter(|e| filter.fits(e)).map(|e| e.event.id.as_str()).collect();
            assert_eq!(ids(&store, &filter, 9999, None), wanted, "{filter:?}");
            let (mut after, mut walked) = (None, Vec::new());
            // the first pages, each from where the last one ended
            while walked.len() < 60 {
                let page = ids(&store, &filter, 13, after);
                let Some(last) = page.last() else { break };
                after = all.iter().find(|e| e.event.id == *last).map(|e| e.event.cursor);
                walked.extend(page);
            }
            assert_eq!(walked, wanted[..walked.len()], "{filter:?}");
            assert!(walked.len() >= wanted.len().min(60));
        }
    }
}
