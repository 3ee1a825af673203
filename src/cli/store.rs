//! `isnad backup`, `isnad check-store`, `isnad export`: beside a server that goes on.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::{Outcome, engine, serve, wrong_use};
use crate::engine::Engine;
use crate::http::kin;
use crate::http::render::{listed::event_json, stored};
use crate::store::{Cursor, Filter, NewArticle, Page, Store as _, sqlite::Sqlite};

/// Rows read at once.
const PIECE: usize = 200;

/// Where the store is.
#[derive(Debug, clap::Args)]
pub(super) struct Place {
    /// Directory of the newsroom's memory [default: that of the settings]
    #[arg(long, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    /// Settings file
    #[arg(long, value_name = "FILE", env = "ISNAD_CONFIG")]
    config: Option<PathBuf>,
}

impl Place {
    /// The directory.
    pub(super) fn dir(&self, config_dir: Option<&Path>) -> anyhow::Result<PathBuf> {
        if let Some(dir) = &self.data_dir {
            return Ok(dir.clone());
        }
        let settings = serve::Args::of(self.config.clone()).settings(config_dir)?;
        match settings.store.data_dir.as_str() {
            "" | ":memory:" => Err(wrong_use("no store: give --data-dir")),
            dir => Ok(PathBuf::from(dir)),
        }
    }
}

/// Arguments of `backup`.
#[derive(Debug, clap::Args)]
pub(super) struct Backup {
    #[command(flatten)]
    place: Place,
    /// File to write; put it as isnad.db into a directory of its own to use it
    file: PathBuf,
}

/// Arguments of `check-store`.
#[derive(Debug, clap::Args)]
pub(super) struct Check {
    #[command(flatten)]
    place: Place,
}

/// Arguments of `export`.
#[derive(Debug, clap::Args)]
pub(super) struct Export {
    #[command(flatten)]
    place: Place,
    /// What to write, one a line
    #[arg(long, value_enum, default_value = "articles")]
    what: What,
}

/// What to export.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum What {
    /// Articles as they came, for isnad import or isnad analyze --ndjson
    Articles,
    /// Analysis documents
    Analyses,
    /// Events with their articles and sources
    Events,
}

/// Copies the store.
pub(super) fn backup(args: &Backup, config_dir: Option<&Path>) -> anyhow::Result<Outcome> {
    Sqlite::read_only(&args.place.dir(config_dir)?)?.backup(&args.file)?;
    Ok(Outcome::Done)
}

/// Reads all of the store and says what is wrong with it.
pub(super) fn check(args: &Check, config_dir: Option<&Path>) -> anyhow::Result<Outcome> {
    let faults = Sqlite::read_only(&args.place.dir(config_dir)?)?.verify()?;
    let mut out = std::io::stdout().lock();
    if faults.is_empty() {
        writeln!(out, "ok")?;
        return Ok(Outcome::Done);
    }
    faults.iter().try_for_each(|fault| writeln!(out, "{fault}"))?;
    Ok(Outcome::SomeFailed)
}

/// Writes what is kept, the newest first.
pub(super) fn export(args: &Export, config_dir: Option<&Path>) -> anyhow::Result<Outcome> {
    let store = Sqlite::read_only(&args.place.dir(config_dir)?)?;
    let out = std::io::BufWriter::new(std::io::stdout().lock());
    match args.what {
        What::Events => export_events(&store, out),
        What::Articles => export_articles(&store, None, out),
        What::Analyses => export_articles(&store, Some(&engine(config_dir)?.0), out),
    }
}

/// Articles as they came; with an engine, which tells what is a copy, their analyses.
fn export_articles(store: &Sqlite, analyses: Option<&Engine>, mut out: impl Write) -> anyhow::Result<Outcome> {
    let mut before = None;
    loop {
        let page = store.articles(PIECE, before)?;
        for listed in &page {
            // erased meanwhile
            let Some(article) = store.article(&listed.id)? else { continue };
            if let Some(engine) = analyses {
                let copied = kin::copied(engine, &article.article.text, store, &listed.id)?;
                out.write_all(&stored::document(&article, &copied)?)?;
            } else {
                let NewArticle { publisher, title, url, published_at, text } = &article.article;
                let line = serde_json::json!({"id": article.id, "publisher": publisher, "title": title, "url": url,
                    "published_at": published_at, "text": text});
                serde_json::to_writer(&mut out, &line)?;
            }
            out.write_all(b"\n")?;
        }
        match page.last().filter(|_| page.len() == PIECE) {
            Some(last) => before = Some(last.seq),
            None => break,
        }
    }
    out.flush()?;
    Ok(Outcome::Done)
}

fn export_events(store: &Sqlite, mut out: impl Write) -> anyhow::Result<Outcome> {
    let mut after: Option<Cursor> = None;
    loop {
        let page = store.events(&Filter::default(), Page { limit: PIECE, after })?;
        for event in &page {
            writeln!(out, "{}", event_json(event)?)?;
        }
        match page.last().filter(|_| page.len() == PIECE) {
            Some(last) => after = Some(last.cursor),
            None => break,
        }
    }
    out.flush()?;
    Ok(Outcome::Done)
}
