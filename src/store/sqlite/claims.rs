//! The statements on claims: reports wait, are joined one by one, and leave their claim when they are erased.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use rusqlite::{Connection, OptionalExtension as _, params};

use super::reports::Reports;
use super::writer::Change;
use super::{count, pack, replay, terms};
use crate::corroboration::{Claim, Content, LARGEST, Report, WINDOW, claim, same};
use crate::store::filter::ClaimFilter;
use crate::store::{Cursor, ListedClaim, Page};

/// Name of the fact about the store that says how far reports have been joined.
pub(super) const JOINED: &str = "joined";

/// Where fewer events have a term, their claims are looked up rather than the events of every claim.
const LEADING: i64 = 5000;

/// Most reports that share a name, a type and a time which are looked at for one report, the nearest in time first.
const CANDIDATES: usize = 500;

/// Keeps what corroboration sees of an event; its claim is looked for later. `known` tells that its number is an old one.
pub(super) fn keep(
    change: &mut Change<'_>,
    event: i64,
    at: i64,
    content: &Content,
    squeezed: &[u8],
    known: bool,
) -> rusqlite::Result<()> {
    let mut insert = change.connection.prepare_cached("INSERT INTO report (event, content) VALUES (?1, ?2)")?;
    insert.execute(params![event, squeezed])?;
    let names = content.names().into_iter().map(|name| (slot(at), key(&content.kind, name), at, event));
    change.pending.names.extend(names);
    if known {
        change.connection.prepare_cached("INSERT OR IGNORE INTO unjoined (event) VALUES (?1)")?.execute([event])?;
    }
    Ok(())
}

/// Where the names of a report stand: those that it can be joined by are there, in the slot before or in the one after.
fn slot(at: i64) -> i64 {
    at.div_euclid(WINDOW)
}

/// The tenth version: names of reports stand by time.
pub(super) fn near(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(include_str!("report_near.sql"))?;
    connection.execute_batch(&format!(
        "INSERT OR IGNORE INTO report_near SELECT at / {WINDOW} - (at % {WINDOW} < 0) AS slot, key, at, event
         FROM report_name ORDER BY slot, key, at, event;
         DROP TABLE report_name"
    ))
}

/// What reports of a kind and a name are found by (FNV-1a, 64 bits). Two that fall together by chance are told apart when
/// the reports are compared.
fn key(kind: &str, name: &str) -> i64 {
    let bytes = kind.bytes().chain([0]).chain(name.bytes());
    let hash = bytes
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    i64::from_le_bytes(hash.to_le_bytes())
}

/// Takes an event out. Its claim is dissolved; what is left of it is joined anew.
pub(super) fn forget(connection: &Connection, event: i64, at: i64) -> rusqlite::Result<()> {
    let mut select = connection.prepare_cached("SELECT claim, content FROM report WHERE event = ?1")?;
    let found = select.query_row([event], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let Some((claim, content)): Option<(Option<i64>, Vec<u8>)> = found else { return Ok(()) };
    if let Some(claim) = claim {
        for change in [
            "INSERT OR IGNORE INTO unjoined (event) SELECT event FROM report WHERE claim = ?1",
            "UPDATE report SET claim = NULL WHERE claim = ?1",
            "DELETE FROM claim WHERE seq = ?1",
        ] {
            connection.prepare_cached(change)?.execute([claim])?;
        }
    }
    let content = content_of(&content)?;
    let mut name =
        connection.prepare_cached("DELETE FROM report_near WHERE slot = ?1 AND key = ?2 AND at = ?3 AND event = ?4")?;
    for known in content.names() {
        name.execute(params![slot(at), key(&content.kind, known), at, event])?;
    }
    connection.prepare_cached("DELETE FROM unjoined WHERE event = ?1")?.execute([event])?;
    connection.prepare_cached("DELETE FROM report WHERE event = ?1")?.execute([event]).map(drop)
}

/// What is kept of a report.
pub(super) fn content_of(squeezed: &[u8]) -> rusqlite::Result<Content> {
    let json = pack::expand(squeezed)?;
    serde_json::from_slice(&json).map_err(wrong)
}

/// True when reports wait.
pub(super) fn waiting(connection: &Connection) -> rusqlite::Result<bool> {
    let mut select = connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM unjoined) OR EXISTS (SELECT 1 FROM report WHERE event > ?1)")?;
    select.query_row([replay::number(connection, JOINED)?], |row| row.get(0))
}

/// Looks for the claims of reports that wait, no more than `most`; how many there were.
pub(super) fn join(change: &mut Change<'_>, most: usize) -> rusqlite::Result<usize> {
    let connection = change.connection;
    let numbers = |sql: &str, after: i64, most: usize| {
        let mut select = connection.prepare_cached(sql)?;
        select.query_map([after, count(most)], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()
    };
    let again = numbers("SELECT event FROM unjoined WHERE event > ?1 ORDER BY event LIMIT ?2", i64::MIN, most)?;
    for &event in &again {
        join_one(change, event)?;
        connection.prepare_cached("DELETE FROM unjoined WHERE event = ?1")?.execute([event])?;
    }
    let joined = replay::number(connection, JOINED)?;
    let sql = "SELECT event FROM report WHERE event > ?1 ORDER BY event LIMIT ?2";
    let fresh = numbers(sql, joined, most - again.len())?;
    for &event in &fresh {
        join_one(change, event)?;
    }
    if let Some(last) = fresh.last() {
        let mut update = connection.prepare_cached("REPLACE INTO meta (name, value) VALUES (?1, ?2)")?;
        update.execute(params![JOINED, last.to_string()])?;
    }
    Ok(again.len() + fresh.len())
}

fn join_one(change: &mut Change<'_>, event: i64) -> rusqlite::Result<()> {
    let Change { connection, reports, .. } = change;
    let Some(report) = reports.get(connection, event)? else { return Ok(()) };
    let mut members = BTreeMap::new();
    let mut claims: BTreeSet<i64> = claim_of(connection, event)?.into_iter().collect();
    for candidate in candidates(connection, event, &report)? {
        let Some(other) = reports.get(connection, candidate)? else { continue };
        if same(&report, &other).is_some() {
            claims.extend(claim_of(connection, candidate)?);
            members.insert(candidate, other);
        }
    }
    if members.is_empty() {
        return Ok(());
    }
    for &claim in &claims {
        members.append(&mut members_of(connection, reports, claim)?);
    }
    members.insert(event, report);
    if members.len() > LARGEST {
        return Ok(());
    }
    for claim in claims {
        connection.prepare_cached("DELETE FROM claim WHERE seq = ?1")?.execute([claim])?;
    }
    write(connection, &members)
}

/// The reports of a claim, by their numbers.
type Members = BTreeMap<i64, Rc<Report>>;

fn members_of(connection: &Connection, reports: &mut Reports, claim: i64) -> rusqlite::Result<Members> {
    let mut select = connection.prepare_cached("SELECT event FROM report WHERE claim = ?1")?;
    let events = select.query_map([claim], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
    let report = |event| Ok(reports.get(connection, event)?.map(|report| (event, report)));
    events.into_iter().map(report).filter_map(rusqlite::Result::transpose).collect()
}

/// The claim of reports in order of time, and when the last one was printed.
fn told(members: &Members) -> Option<(Claim, i64)> {
    let mut reports: Vec<&Report> = members.values().map(Rc::as_ref).collect();
    reports.sort_by(|a, b| (a.at, &a.event).cmp(&(b.at, &b.event)));
    claim(&reports).zip(reports.last().map(|report| report.at))
}

/// The ninth version: claims tell the time of publication as the article does; before, one was made up where it tells none.
pub(super) fn retell(connection: &Connection) -> rusqlite::Result<()> {
    let mut reports = Reports::default();
    let mut select = connection.prepare("SELECT seq FROM claim")?;
    let claims = select.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
    let mut update = connection.prepare("UPDATE claim SET body = ?2 WHERE seq = ?1")?;
    for claim in claims {
        if let Some((told, _)) = told(&members_of(connection, &mut reports, claim)?) {
            update.execute(params![claim, json(&told)?])?;
        }
    }
    Ok(())
}

fn write(connection: &Connection, members: &Members) -> rusqlite::Result<()> {
    let Some((claim, last)) = told(members) else { return Ok(()) };
    let mut insert = connection.prepare_cached(
        "INSERT INTO claim (id, weight, reports, origins, conflict, last_at, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    let Claim { id, newsworthiness, reports: articles, origins, conflicts, .. } = &claim;
    let numbers = [*newsworthiness, *articles, *origins].map(count);
    let seq =
        insert.insert(params![id, numbers[0], numbers[1], numbers[2], !conflicts.is_empty(), last, json(&claim)?])?;
    let mut update = connection.prepare_cached("UPDATE report SET claim = ?1 WHERE event = ?2")?;
    members.keys().try_for_each(|event| update.execute([seq, *event]).map(drop))
}

fn candidates(connection: &Connection, event: i64, report: &Report) -> rusqlite::Result<BTreeSet<i64>> {
    // a bare parameter as a limit has a statement prepared anew whenever it is bound
    let mut select = connection.prepare_cached(
        "SELECT event FROM report_near WHERE slot IN (?6 - 1, ?6, ?6 + 1) AND key = ?1 AND at BETWEEN ?2 - ?3 AND ?2 + ?3
         AND event <> ?4 ORDER BY abs(at - ?2), event LIMIT +?5",
    )?;
    let mut found = BTreeSet::new();
    for name in report.content.names() {
        let key = key(&report.content.kind, name);
        let row = params![key, report.at, WINDOW, event, count(CANDIDATES), slot(report.at)];
        for event in select.query_map(row, |row| row.get(0))? {
            found.insert(event?);
        }
    }
    Ok(found)
}

/// The claim that a report belongs to.
fn claim_of(connection: &Connection, event: i64) -> rusqlite::Result<Option<i64>> {
    let mut select = connection.prepare_cached("SELECT claim FROM report WHERE event = ?1")?;
    Ok(select.query_row([event], |row| row.get(0)).optional()?.flatten())
}

/// Claims, the most newsworthy first.
pub(super) fn list(connection: &Connection, filter: &ClaimFilter, page: Page) -> rusqlite::Result<Vec<ListedClaim>> {
    let mut conditions = vec![String::new()];
    for group in &filter.groups {
        let numbers = group.iter().filter_map(|term| terms::find(connection, term).transpose());
        let numbers = numbers.collect::<rusqlite::Result<Vec<i64>>>()?;
        if numbers.is_empty() {
            return Ok(Vec::new());
        }
        let list = numbers.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
        let counted = format!("SELECT count(*) FROM (SELECT 1 FROM posting WHERE term IN ({list}) LIMIT {LEADING})");
        let few = connection.query_row(&counted, [], |row| row.get::<_, i64>(0))? < LEADING;
        conditions.push(if few {
            format!(
                "c.seq IN (SELECT r.claim FROM posting q CROSS JOIN report r ON r.event = q.event WHERE q.term IN ({list}))"
            )
        } else {
            format!(
                "EXISTS (SELECT 1 FROM report r CROSS JOIN event e ON e.seq = r.event CROSS JOIN posting q ON q.at = e.at AND
             q.event = e.seq WHERE r.claim = c.seq AND q.term IN ({list}))"
            )
        });
    }
    if let Some(conflict) = filter.conflict {
        conditions.push(format!("c.conflict = {}", i64::from(conflict)));
    }
    if let Some(since) = filter.since {
        conditions.push(format!("c.last_at >= {since}"));
    }
    if let Some(after) = page.after {
        conditions.push(format!("(c.weight, c.seq) < ({}, {})", after.at, after.seq));
    }
    let conditions = conditions.join(" AND ");
    let sql = format!(
        "SELECT c.weight, c.seq, c.body FROM claim c WHERE c.reports >= ?1 AND c.origins >= ?2{conditions}
         ORDER BY c.weight DESC, c.seq DESC LIMIT ?3"
    );
    let mut select = connection.prepare(&sql)?;
    let rows = select
        .query_map(params![count(filter.min_reports), count(filter.min_origins), count(page.limit)], |row| {
            Ok(ListedClaim { cursor: Cursor { at: row.get(0)?, seq: row.get(1)? }, body: row.get(2)? })
        })?;
    rows.collect()
}

/// The claim of that id, as JSON.
pub(super) fn find(connection: &Connection, id: &str) -> rusqlite::Result<Option<String>> {
    connection.prepare_cached("SELECT body FROM claim WHERE id = ?1")?.query_row([id], |row| row.get(0)).optional()
}

pub(super) fn json(value: &impl serde::Serialize) -> rusqlite::Result<String> {
    serde_json::to_string(value).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}

pub(super) fn parse<T: serde::de::DeserializeOwned>(json: &str) -> rusqlite::Result<T> {
    serde_json::from_str(json).map_err(wrong)
}

fn wrong(error: serde_json::Error) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, error.into())
}
