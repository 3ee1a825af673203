//! The store as the shell asks it: changes go through the writer, questions to the readers.

use tokio::sync::watch;

use super::articles::Prepared;
use super::failure::failed;
use super::{
    Sqlite, Writer, articles, audit, claims, events, feedback, histogram, keys, kin, replay, select, sources, time,
    upkeep, versions,
};
use crate::store::{
    AuditEntry, Bar, Bucket, By, CitedSources, ClaimFilter, Feedback, Filter, Fresh, Kept, Key, Kin, ListedArticle,
    ListedClaim, ListedEvent, Page, Record, Remembered, Replay, Result, Reviewed, SourcesCursor, Store, StoredArticle,
    Token, Version, article_id,
};

/// Compresses on the thread of the caller, so that the writer need not.
fn prepared(record: Record) -> Result<Prepared> {
    let id = article_id(record.article.publisher.as_deref(), &record.article.text);
    Prepared::of(id, record).map_err(|e| failed(&e))
}

impl Sqlite {
    /// Renews the readers after a change that has erased, or may have: one that fails can have been made all the same.
    fn renewed<T>(&self, changed: Result<T>, erased: impl FnOnce(&T) -> bool) -> Result<T> {
        if changed.as_ref().map_or(true, erased) {
            self.readers.renew();
        }
        changed
    }
}

impl Store for Sqlite {
    fn put(&self, record: Record) -> Result<(String, Kept)> {
        let prepared = prepared(record)?;
        let id = prepared.id.clone();
        let now = time::now();
        let kept = self.writer()?.add(move |change| articles::insert(change, now, &prepared))?;
        Ok((id, kept))
    }

    fn put_all(&self, records: Vec<Record>) -> Result<Vec<(String, Kept)>> {
        let prepared = records.into_iter().map(prepared).collect::<Result<Vec<_>>>()?;
        let now = time::now();
        self.writer()?.add(move |change| {
            let put = |prepared: Prepared| Ok((articles::insert(change, now, &prepared)?, prepared.id));
            prepared.into_iter().map(put).map(|kept| kept.map(|(kept, id)| (id, kept))).collect()
        })
    }

    fn replace(&self, id: &str, record: Record) -> Result<bool> {
        let prepared = Prepared::of(id.to_owned(), record).map_err(|e| failed(&e))?;
        let replaced = self.writer()?.change(move |change| upkeep::replace(change, &prepared));
        self.renewed(replaced, |replaced| *replaced)
    }

    fn sweep(&self, before: i64, most: usize) -> Result<usize> {
        let swept = self.writer()?.change(move |change| upkeep::sweep(change, before, most));
        self.renewed(swept, |swept| *swept > 0)
    }

    fn remember(&self, key: &str, answer: Remembered) -> Result<Remembered> {
        let key = key.to_owned();
        self.writer()?.change(move |change| upkeep::remember(change, &key, time::now(), &answer))
    }

    fn recall(&self, key: &str) -> Result<Option<Remembered>> {
        self.readers.read(|connection| upkeep::recall(connection, key, time::now()))
    }

    fn has(&self, id: &str) -> Result<bool> {
        self.readers.read(|connection| Ok(articles::number(connection, id)?.is_some()))
    }

    fn article(&self, id: &str) -> Result<Option<StoredArticle>> {
        self.readers.read(|connection| articles::find(connection, id))
    }

    fn articles(&self, limit: usize, before: Option<i64>) -> Result<Vec<ListedArticle>> {
        self.readers.read(|connection| articles::list(connection, limit, before))
    }

    fn delete(&self, id: &str, who: &str) -> Result<bool> {
        let (id, who) = (id.to_owned(), who.to_owned());
        let gone = self.writer()?.change(move |change| {
            let gone = articles::remove(change, &id)?;
            if gone {
                audit::note(change.connection, &who, "erase", &id)?;
            }
            Ok(gone)
        });
        self.renewed(gone, |gone| *gone)
    }

    fn note(&self, who: &str, act: &'static str, what: &str) -> Result<()> {
        let (who, what) = (who.to_owned(), what.to_owned());
        self.writer()?.change(move |change| audit::note(change.connection, &who, act, &what))
    }

    fn audit(&self, limit: usize, before: Option<i64>) -> Result<Vec<AuditEntry>> {
        self.readers.read(|connection| audit::list(connection, limit, before))
    }

    fn event(&self, id: &str) -> Result<Option<ListedEvent>> {
        self.readers.read(|connection| events::find(connection, id))
    }

    fn events(&self, filter: &Filter, page: Page) -> Result<Vec<ListedEvent>> {
        self.readers.read(|connection| {
            let Some(selection) = select::selection(connection, filter)? else { return Ok(Vec::new()) };
            let places = selection.places_of(connection, Some(page))?;
            events::fetch(connection, places.into_iter().map(|(_, seq)| seq))
        })
    }

    fn histogram(&self, filter: &Filter, bucket: Bucket, by: By, top: usize) -> Result<Vec<Bar>> {
        self.readers.read(|connection| histogram::count(connection, filter, bucket, by, top))
    }

    fn sources(&self, limit: usize, after: Option<SourcesCursor>) -> Result<CitedSources> {
        self.readers.read(|connection| sources::list(connection, limit, after))
    }

    fn corroborate(&self, most: usize) -> Result<usize> {
        // asked first without a commit: every commit is told to those who wait for changes
        if !self.readers.read(claims::waiting)? {
            return Ok(0);
        }
        self.writer()?.change(move |change| claims::join(change, most))
    }

    fn claims(&self, filter: &ClaimFilter, page: Page) -> Result<Vec<ListedClaim>> {
        self.readers.read(|connection| claims::list(connection, filter, page))
    }

    fn claim(&self, id: &str) -> Result<Option<String>> {
        self.readers.read(|connection| claims::find(connection, id))
    }

    fn versions(&self, id: &str) -> Result<Option<Vec<Version>>> {
        self.readers.read(|connection| versions::list(connection, id))
    }

    fn earlier(&self, id: &str, look: &mut dyn FnMut(&Kin) -> bool) -> Result<()> {
        self.readers.read(|connection| kin::earlier(connection, id, look))
    }

    fn review(&self, event: &str, feedback: Feedback) -> Result<bool> {
        let event = event.to_owned();
        self.writer()?.change(move |change| feedback::on_event(change.connection, &event, time::now(), &feedback))
    }

    fn complain(&self, article: &str, feedback: Feedback) -> Result<bool> {
        let article = article.to_owned();
        self.writer()?.change(move |change| feedback::on_article(change.connection, &article, time::now(), &feedback))
    }

    fn reviewed(&self, after: i64, most: usize) -> Result<Vec<Reviewed>> {
        self.readers.read(|connection| feedback::list(connection, after, most))
    }

    fn changed(&self) -> watch::Receiver<()> {
        self.writer.as_ref().map_or_else(|| watch::channel(()).1, Writer::changed)
    }

    fn resume(&self, token: Option<Token>) -> Result<(Token, bool)> {
        self.readers.read(|connection| replay::resume(connection, token))
    }

    fn replay(&self, filter: &Filter, from: Token, most: usize) -> Result<Replay> {
        self.readers.read(|connection| replay::replay(connection, filter, from, most))
    }

    fn fresh(&self, from: Token, most: usize) -> Result<(Vec<Fresh>, Token)> {
        self.readers.read(|connection| replay::fresh(connection, from, most))
    }

    fn keys(&self) -> Result<Vec<Key>> {
        self.readers.read(keys::list)
    }

    fn check(&self) -> Result<()> {
        self.writer()?.change(|change| {
            let now = time::now().to_string();
            change.connection.execute("REPLACE INTO meta (name, value) VALUES ('checked', ?1)", [now]).map(drop)
        })
    }
}
