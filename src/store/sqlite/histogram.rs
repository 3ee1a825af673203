//! Events counted by time.

use rusqlite::{Connection, params};
use rustc_hash::FxHashSet;

use super::bars::Bars;
use super::labels::{DAY, Label};
use super::ledger;
use super::ledger_page::Column;
use super::select::{self, Selection};
use super::wanted::Wanted;
use crate::store::{Bar, Bucket, By, Facet, Filter, Term};

/// Bars of a histogram in order; in each bucket the `top` most frequent, and one for all others.
pub(super) fn count(
    connection: &Connection,
    filter: &Filter,
    bucket: Bucket,
    by: By,
    top: usize,
) -> rusqlite::Result<Vec<Bar>> {
    // all statements see one state
    let transaction = connection.unchecked_transaction()?;
    let mut bars = Bars::of(bucket.millis());
    let Some(selection) = select::selection(&transaction, filter)? else { return Ok(Vec::new()) };
    let of_types = filter.groups.iter().all(|group| of_types(group));
    if bucket == Bucket::Day && by == By::Type && of_types && selection.only_groups() {
        whole_days(&transaction, filter, &mut bars)?;
    } else {
        part(&transaction, filter, &selection, (bucket, by), &mut bars)?;
    }
    bars.named(&transaction, top)
}

/// Counts event by event: those of a short list, else all of the ledger.
fn part(
    connection: &Connection,
    filter: &Filter,
    selection: &Selection,
    (bucket, by): (Bucket, By),
    bars: &mut Bars,
) -> rusqlite::Result<()> {
    if selection.few(connection)? {
        return singly(connection, selection, by, bars);
    }
    let named = filter.groups.iter().filter(|group| !select::of_traits(group));
    let typed: Vec<bool> = named.map(|group| of_types(group)).collect();
    let kinds = if typed.contains(&true) { Some(kinds(connection, filter)?) } else { None };
    let wanted = Wanted::of(connection, selection, kinds, &typed)?;
    let day = |at: i64| at.div_euclid(DAY);
    let first = selection.since.map_or(i64::MIN, day);
    let end = selection.until.map_or(i64::MAX, |until| day(until).saturating_add(1));
    let column = match by {
        By::Type => Column::Kind,
        By::Source => Column::Source,
        By::Place => Column::Place,
    };
    let mut meant = Vec::new();
    ledger::each(connection, first..end, |page| {
        wanted.mark(page, &mut meant);
        let labels = page.column(column).zip(&meant);
        let add = |bars: &mut Bars, at, (label, meant): (i64, &bool)| {
            if *meant {
                bars.add(at, label, 1);
            }
        };
        match bucket {
            Bucket::Day => labels.for_each(|label| add(bars, page.day * DAY, label)),
            Bucket::Hour => page.times().zip(labels).for_each(|(at, label)| add(bars, at, label)),
        }
    })
}

/// Looks every event up.
fn singly(connection: &Connection, selection: &Selection, by: By, bars: &mut Bars) -> rusqlite::Result<()> {
    let column = match by {
        By::Type => "kind",
        By::Source => "source",
        By::Place => "place",
    };
    let mut label = connection.prepare_cached(&format!("SELECT {column} FROM event WHERE seq = ?1"))?;
    for (at, seq) in selection.places_of(connection, None)? {
        bars.add(at, label.query_row([seq], |row| row.get::<_, Option<i64>>(0))?.unwrap_or(0), 1);
    }
    Ok(())
}

/// Counts kinds from what is counted already, but for the days that are cut.
fn whole_days(connection: &Connection, filter: &Filter, bars: &mut Bars) -> rusqlite::Result<()> {
    let first = filter.since.map_or(i64::MIN / DAY + 1, |since| since.div_euclid(DAY) + i64::from(since % DAY != 0));
    let end = filter.until.map_or(i64::MAX / DAY, |until| until.div_euclid(DAY));
    let mut cut = |since: Option<i64>, until: Option<i64>| {
        let filter = Filter { since, until, ..filter.clone() };
        let selection = select::selection(connection, &filter)?;
        selection.map_or(Ok(()), |selection| part(connection, &filter, &selection, (Bucket::Day, By::Type), bars))
    };
    if first > end {
        return cut(filter.since, filter.until);
    }
    if filter.since.is_some_and(|since| since < first * DAY) {
        cut(filter.since, Some(first * DAY))?;
    }
    if filter.until.is_some_and(|until| until > end * DAY) {
        cut(Some(end * DAY), filter.until)?;
    }
    let kinds = if filter.groups.is_empty() { None } else { Some(kinds(connection, filter)?) };
    let mut select = connection
        .prepare_cached("SELECT day, label, events FROM tally WHERE facet = ?1 AND day >= ?2 AND day < ?3")?;
    let mut rows = select.query(params![Label::Kind as i64, first, end])?;
    while let Some(row) = rows.next()? {
        let (day, label, events): (i64, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        if kinds.as_ref().is_none_or(|kinds| kinds.contains(&label)) {
            bars.add(day * DAY, label, events.unsigned_abs());
        }
    }
    Ok(())
}

fn of_types(group: &[Term]) -> bool {
    group.iter().all(|term| term.facet == Facet::Type)
}

/// The labels of the types that fit every group of types.
fn kinds(connection: &Connection, filter: &Filter) -> rusqlite::Result<FxHashSet<i64>> {
    let fits = |kind: &str, term: &Term| match term.value.strip_suffix('*') {
        Some(family) => kind.starts_with(family),
        None => kind == term.value,
    };
    let mut select = connection.prepare_cached("SELECT id, value FROM label WHERE facet = ?1")?;
    let rows = select.query_map([Label::Kind as i64], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
    let rows = rows.collect::<rusqlite::Result<Vec<_>>>()?;
    let all = |kind: &str| {
        filter.groups.iter().filter(|group| of_types(group)).all(|group| group.iter().any(|term| fits(kind, term)))
    };
    Ok(rows.into_iter().filter(|(_, kind)| all(kind)).map(|(label, _)| label).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sqlite::Sqlite;
    use crate::store::sqlite::tests::eventful;
    use crate::store::{NewEvent, Page, Record, Store as _};

    #[test]
    fn counts_follow_what_comes_and_goes() {
        let store = Sqlite::memory().unwrap();
        let voice = |id: &str, day: &str| {
            let mut record = eventful(id, day, "فلان", "كلمه");
            record.events[0].source = Some("مصدر".to_owned());
            record.events[0].anonymity = Some("A4".to_owned());
            store.put(record).unwrap().0
        };
        let (first, _) = (voice("a", "2026-01-01"), voice("b", "2026-01-01"));
        voice("c", "2026-01-05");
        let days = || {
            let bars = store.histogram(&Filter::default(), Bucket::Day, By::Source, 9).unwrap();
            bars.into_iter().map(|bar| (bar.key, bar.events)).collect::<Vec<_>>()
        };
        let name = Some("مصدر".to_owned());
        assert_eq!(days(), [(name.clone(), 2), (name.clone(), 1)]);
        store.delete(&first, "k1").unwrap();
        assert_eq!(days(), [(name.clone(), 1), (name, 1)]);
        let source = store.sources(9, None).unwrap().sources.remove(0);
        assert_eq!((source.events, source.articles, source.anonymity["A4"]), (2, 2, 2));
        assert_eq!(store.sweep(i64::MAX, 9).unwrap(), 2);
        assert_eq!((days(), store.sources(9, None).unwrap().sources), (vec![], vec![]));
    }

    /// Event `n` of many: more than are looked up singly have a frequent actor, fewer a rare one.
    fn event(n: usize) -> NewEvent {
        let of = |facet, value: &str| Term { facet, value: value.to_owned() };
        let rare = if n % 50 == 0 { "نادر" } else { "كثير" };
        let polarity = if n % 3 == 0 { "negative" } else { "positive" };
        let kind = ["military.strike", "military.clash", "politics.exit"][n % 3];
        let family = format!("{}.*", kind.split('.').next().unwrap_or_default());
        NewEvent {
            id: format!("e{n}"),
            terms: vec![of(Facet::Actor, rare), of(Facet::Polarity, polarity), of(Facet::Type, &family)],
            words: if n % 7 == 0 { "كلمه نادره" } else { "كلمه" }.to_owned(),
            confidence: [0.31, 0.6, 0.62, 0.9][n % 4],
            kind: kind.to_owned(),
            source: (n % 5 > 0).then(|| format!("مصدر {}", n % 11)),
            place: (n % 2 > 0).then(|| format!("مكان {}", n % 13)),
            ..NewEvent::default()
        }
    }

    #[test]
    fn counts_agree_with_lists_whatever_the_filter() {
        let store = Sqlite::memory().unwrap();
        for article in 0..30 {
            let mut record: Record =
                eventful("x", &format!("2026-01-{:02}T0{}:00:00Z", article % 4 + 1, article % 9), "", "");
            record.article.text = article.to_string();
            record.events = (0..100).map(|n| event(article * 100 + n)).collect();
            store.put(record).unwrap();
        }
        let gone = store.articles(1, Some(5)).unwrap().remove(0).id;
        assert!(store.delete(&gone, "k1").unwrap());
        let group = |facet, values: &[&str]| {
            values.iter().map(|value| Term { facet, value: (*value).to_owned() }).collect::<Vec<_>>()
        };
        let groups = [
            vec![],
            vec![group(Facet::Actor, &["كثير"])],
            vec![group(Facet::Actor, &["نادر", "كثير"])],
            vec![group(Facet::Actor, &["نادر"])],
            vec![group(Facet::Polarity, &["negative"])],
            vec![group(Facet::Actor, &["كثير"]), group(Facet::Polarity, &["positive"])],
            vec![group(Facet::Type, &["military.*"])],
            vec![group(Facet::Type, &["military.*"]), group(Facet::Actor, &["كثير"])],
        ];
        let day = |n: i64| 1_767_225_600_000 + n * DAY;
        let bounds =
            [(None, None), (Some(day(1) + 3_600_000), Some(day(3) + 7_200_000)), (Some(day(2)), Some(day(2) + 1))];
        for groups in groups {
            for ((since, until), (min_confidence, phrase)) in bounds
                .into_iter()
                .flat_map(|b| [(0.0, None), (0.61, None), (0.0, Some("كلمه")), (0.0, Some("نادره"))].map(|m| (b, m)))
            {
                let phrases = phrase.map(str::to_owned).into_iter().collect();
                let filter = Filter { groups: groups.clone(), since, until, min_confidence, phrases };
                for (bucket, by) in [(Bucket::Day, By::Type), (Bucket::Day, By::Source), (Bucket::Hour, By::Place)] {
                    agrees(&store, &filter, bucket, by);
                }
            }
        }
    }

    fn agrees(store: &Sqlite, filter: &Filter, bucket: Bucket, by: By) {
        let mut listed = std::collections::BTreeMap::new();
        for found in store.events(filter, Page { limit: 9999, after: None }).unwrap() {
            let event = event(found.id[1..].parse().unwrap());
            let label = match by {
                By::Type => Some(event.kind),
                By::Source => event.source,
                By::Place => event.place,
            };
            let start = found.cursor.at.div_euclid(bucket.millis()) * bucket.millis();
            *listed.entry((start, label)).or_insert(0) += 1;
        }
        let counted = store.histogram(filter, bucket, by, 99).unwrap();
        assert!(counted.is_sorted_by_key(|bar| (bar.start, std::cmp::Reverse(bar.events))));
        let counted = counted.into_iter().map(|bar| ((bar.start, bar.key), bar.events)).collect();
        assert_eq!(listed, counted, "{filter:?} {by:?}");
    }
}
