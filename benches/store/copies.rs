//! A large archive that costs no analysis: what was found in the articles once is stored again and again, with other
//! dates, publishers, addresses and words. Tells what storing alone costs.

use std::path::Path;
use std::time::Instant;

use isnad::config::ConfigFiles;
use isnad::engine::{Engine, Options, Workspace};
use isnad::http::{intake::Incoming, job};
use isnad::store::sqlite::Sqlite;
use isnad::store::{Facet, Record, Store as _, article_id};

use crate::archive;

/// Articles of one commit.
const COMMIT: usize = 256;

/// Stores all rounds into a directory.
pub(crate) fn fill(news: &Path, dir: &Path, rounds: usize) {
    let articles = archive::read(news);
    let engine = Engine::load(&ConfigFiles::embedded()).expect("the embedded data can be read");
    let store = Sqlite::open(dir).expect("a store");
    let found = found(&engine, &articles);
    for round in 0..rounds {
        let (started, before) = (Instant::now(), processor_time());
        let mut copies = found.iter().map(|(n, record)| copy(record, &articles[*n], *n, (round, rounds))).peekable();
        while copies.peek().is_some() {
            store.put_all(copies.by_ref().take(COMMIT).collect()).expect("room on the disk");
        }
        let (took, used) = (started.elapsed().as_secs_f64(), processor_time() - before);
        let each = used * 1e6 / archive::float(found.len());
        println!(
            "round {round}: {:.0} articles/s, {each:.0} µs of processor time each",
            archive::float(found.len()) / took
        );
    }
}

/// What is kept of each article that can be read, by its place in the file.
fn found(engine: &Engine, articles: &[serde_json::Value]) -> Vec<(usize, Record)> {
    let mut workspace = Workspace::default();
    let mut record = |article: &serde_json::Value| {
        let json = article.to_string();
        let incoming = Incoming::from_json(&json).ok()?;
        incoming.check().ok()?;
        let mut analysis = job::analyze(engine, &mut workspace, &incoming, Options::default());
        job::record(engine, &mut workspace, &incoming.text, &mut analysis).ok()
    };
    articles.iter().enumerate().filter_map(|(n, article)| Some((n, record(article)?))).collect()
}

fn copy(record: &Record, article: &serde_json::Value, n: usize, (round, rounds): (usize, usize)) -> Record {
    let variant = archive::variant(article, n, round, rounds);
    let text = |name: &str| variant[name].as_str().map(str::to_owned);
    let mut copy = record.clone();
    copy.article.publisher = text("publisher");
    copy.article.url = text("url");
    copy.article.published_at = text("published_at");
    copy.article.text = text("text").unwrap_or_default();
    let id = article_id(copy.article.publisher.as_deref(), &copy.article.text);
    for (ord, event) in copy.events.iter_mut().enumerate() {
        let own = article_id(Some(&id), &ord.to_string());
        event.body = event.body.replace(&event.id, &own);
        event.id = own;
        event.words = format!("{} ج{round}", event.words);
        for term in event.terms.iter_mut().filter(|term| term.facet == Facet::Publisher) {
            term.value = format!("{} {}", term.value, round % 9);
        }
    }
    // a quarter of what near-duplicates share is the copy's own
    for key in copy.keys.iter_mut().skip(round % 4).step_by(4) {
        *key ^= i64::try_from(round).unwrap_or(0) << 20;
    }
    copy
}

/// Seconds that this process has had of a processor; 0 where there is no /proc.
fn processor_time() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit(')').next().unwrap_or_default();
    after.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}
