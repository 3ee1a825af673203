//! The statements on events.

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::ids::{EventId, Id};
use super::labels::{Count, Label};
use super::pack::Parts;
use super::writer::Change;
use super::{claims, pack, terms, words};
use crate::store::{Cursor, Fresh, ListedEvent, NewEvent, Origin};

/// Where an event belongs.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// Number of its article.
    pub(super) article: i64,
    /// Its place in the text.
    pub(super) ord: usize,
    /// Its place in the order of publication, in whole seconds.
    pub(super) at: i64,
    /// Its number, if it had one before.
    pub(super) seq: Option<i64>,
}

/// Inserts an event, and notes everything that finds it. `content` is what corroboration sees of it, squeezed.
pub(super) fn insert(change: &mut Change<'_>, place: Place, event: &NewEvent, content: &[u8]) -> rusqlite::Result<()> {
    let connection = change.connection;
    let Place { article, ord, at, seq } = place;
    let listed = event.terms.iter().filter(|term| !terms::TRAIT_FACETS.contains(&term.facet));
    let numbers = listed.map(|term| change.terms.number(connection, term));
    let mut numbers = numbers.collect::<rusqlite::Result<Vec<_>>>()?;
    let traits = change.terms.traits(connection, &event.terms, event.confidence)?;
    numbers.push(traits);
    let mut label =
        |facet, value: Option<&String>| value.map(|value| change.terms.label(connection, facet, value)).transpose();
    let kind = label(Label::Kind, Some(&event.kind))?.unwrap_or_default();
    let source = label(Label::Source, event.source.as_ref())?;
    let spot = label(Label::Place, event.place.as_ref())?;
    let grade = event.anonymity.as_deref().and_then(|grade| grade.strip_prefix('A')?.parse::<i64>().ok());
    let mut statement = connection.prepare_cached(
        "INSERT INTO event (id, article, ord, at, confidence, traits, kind, source, grade, place, lat, lon, terms, seq)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    )?;
    let known = seq.is_some();
    let (lat, lon) = event.point.unzip();
    let confidence = f64::from(event.confidence);
    let (id, packed) = (Id(&event.id), terms::pack(&numbers));
    let seq = statement.insert(params![
        id,
        article,
        super::count(ord),
        at,
        confidence,
        traits,
        kind,
        source,
        grade,
        spot,
        lat,
        lon,
        packed,
        seq
    ])?;
    let pending = &mut *change.pending;
    pending.postings.extend(numbers.into_iter().map(|term| (term, at, seq, traits)));
    pending.words.push((words::place(at, seq), event.words.clone()));
    let confidence = event.confidence;
    pending.counts.add(Count { article, seq, at, traits, confidence, kind, source, grade, place: spot, sign: 1 });
    claims::keep(change, seq, at, &event.content, content, known)
}

/// Inserts the events of an article.
pub(super) fn insert_all(
    change: &mut Change<'_>,
    article: i64,
    at: i64,
    events: &[NewEvent],
    contents: &[Vec<u8>],
    known: &std::collections::BTreeMap<String, i64>,
) -> rusqlite::Result<()> {
    for (ord, (event, content)) in events.iter().zip(contents).enumerate() {
        insert(change, Place { article, ord, at, seq: known.get(&event.id).copied() }, event, content)?;
    }
    Ok(())
}

/// What corroboration sees of events, squeezed: work that the writer is spared.
pub(super) fn contents(events: &[NewEvent]) -> rusqlite::Result<Vec<Vec<u8>>> {
    events.iter().map(|event| pack::squeeze(claims::json(&event.content)?.as_bytes())).collect()
}

/// Removes the events of an article and everything that finds them.
pub(super) fn remove_all(change: &mut Change<'_>, article: i64, parts: &Parts) -> rusqlite::Result<()> {
    let mut select = change.connection.prepare_cached(
        "SELECT seq, at, ord, terms, kind, source, grade, place, traits, confidence FROM event WHERE article = ?1
         ORDER BY ord",
    )?;
    let rows = select.query_map([article], |row| {
        let count = Count {
            article,
            seq: row.get(0)?,
            at: row.get(1)?,
            traits: row.get(8)?,
            confidence: row.get(9)?,
            kind: row.get(4)?,
            source: row.get(5)?,
            grade: row.get(6)?,
            place: row.get(7)?,
            sign: -1,
        };
        Ok((row.get::<_, u32>(2)? as usize, row.get::<_, Vec<u8>>(3)?, count))
    })?;
    let rows = rows.collect::<rusqlite::Result<Vec<_>>>()?;
    for (ord, packed, count) in rows {
        let seq = count.seq;
        claims::forget(change.connection, seq, count.at)?;
        terms::unpost(change.connection, &terms::unpack(&packed), count.at, seq)?;
        words::remove(change.connection, words::place(count.at, seq), parts.words(ord))?;
        change.connection.prepare_cached("DELETE FROM event WHERE seq = ?1")?.execute([seq])?;
        change.pending.counts.add(count);
    }
    // a number may stand for what has just gone
    change.terms.forget();
    change.reports.forget();
    change.pending.counts.flush(change.connection)
}

/// What a list is made of.
const LISTED: &str = "SELECT e.id, e.at, e.seq, a.stored_at, a.id, a.title, a.publisher, a.url, a.published_at, e.ord,
         b.packed, e.lat, e.lon, e.article FROM event e JOIN article a ON a.seq = e.article JOIN article_body b ON b.seq = e.article";

/// The article that was unpacked last: its events mostly stand together.
#[derive(Default)]
struct Unpacked(Option<(i64, Parts)>);

impl Unpacked {
    fn of(&mut self, row: &Row<'_>) -> rusqlite::Result<&Parts> {
        let article = row.get(13)?;
        let parts = match self.0.take().filter(|(known, _)| *known == article) {
            Some((_, parts)) => parts,
            None => Parts::of(row.get_ref(10)?.as_blob()?)?,
        };
        Ok(&self.0.insert((article, parts)).1)
    }
}

/// The event of that id.
pub(super) fn find(connection: &Connection, id: &str) -> rusqlite::Result<Option<ListedEvent>> {
    let row = |row: &Row<'_>| listed(row, Unpacked::default().of(row)?);
    connection.prepare_cached(&format!("{LISTED} WHERE e.id = ?1"))?.query_row([Id(id)], row).optional()
}

/// Events with what filters see of them; those that have gone are left out.
pub(super) fn fresh(connection: &Connection, numbers: &[i64]) -> rusqlite::Result<Vec<Fresh>> {
    let sql = LISTED.replacen(" FROM", ", e.terms, e.confidence FROM", 1);
    let mut select = connection.prepare_cached(&format!("{sql} WHERE e.seq = ?1"))?;
    let mut unpacked = Unpacked::default();
    let mut one = |seq: &i64| {
        let found = select.query_row([seq], |row| {
            let parts = unpacked.of(row)?;
            let words = parts.words(row.get::<_, u32>(9)? as usize).to_owned();
            Ok((listed(row, parts)?, words, row.get::<_, Vec<u8>>(14)?, row.get(15)?))
        });
        let Some((event, words, packed, confidence)) = found.optional()? else { return Ok(None) };
        let terms = terms::values(connection, &terms::unpack(&packed))?;
        Ok(Some(Fresh { event, terms, words, confidence }))
    };
    numbers.iter().filter_map(|seq| one(seq).transpose()).collect()
}

/// The events of these numbers, in this order; those that have gone meanwhile are left out.
pub(super) fn fetch(
    connection: &Connection,
    numbers: impl IntoIterator<Item = i64>,
) -> rusqlite::Result<Vec<ListedEvent>> {
    let mut select = connection.prepare_cached(&format!("{LISTED} WHERE e.seq = ?1"))?;
    let mut unpacked = Unpacked::default();
    let mut one = |seq| select.query_row([seq], |row| listed(row, unpacked.of(row)?)).optional();
    numbers.into_iter().filter_map(|seq| one(seq).transpose()).collect()
}

fn listed(row: &Row<'_>, parts: &Parts) -> rusqlite::Result<ListedEvent> {
    let (lat, lon): (Option<f64>, Option<f64>) = (row.get(11)?, row.get(12)?);
    let ord = row.get::<_, u32>(9)? as usize;
    Ok(ListedEvent {
        id: row.get::<_, EventId>(0)?.0,
        cursor: Cursor { at: row.get(1)?, seq: row.get(2)? },
        stored_at: row.get(3)?,
        article: Origin {
            id: row.get(4)?,
            title: row.get(5)?,
            publisher: row.get(6)?,
            url: row.get(7)?,
            published_at: row.get(8)?,
        },
        body: parts.body(ord).to_owned(),
        sources: parts.sources(ord).to_owned(),
        point: lat.zip(lon),
    })
}
