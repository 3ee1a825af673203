//! `isnad import` and `isnad reanalyze`: many articles into the store. Both may be broken off and begun again: what is
//! there already is passed over.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;

use super::input;
use super::workspaces::Workspaces;
use super::{Outcome, store::Place, wrong_use};
use crate::engine::{Engine, Options, Workspace};
use crate::http::error::Problem;
use crate::http::intake::Incoming;
use crate::http::job;
use crate::store::{Kept, NewArticle, Record, Store, StoredArticle, article_id, sqlite::Sqlite};

/// Files read together, and in memory together.
const FILES: usize = 64;

/// Articles of one commit.
const COMMIT: usize = 512;

/// Deepest folder below one that is given.
const DEPTH: usize = 16;

/// Arguments of `import`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    place: Place,
    /// NDJSON, JSON, text or HTML files, folders of them, or - for standard input
    #[arg(required = true)]
    paths: Vec<PathBuf>,
}

/// Arguments of `reanalyze`.
#[derive(Debug, clap::Args)]
pub(super) struct Again {
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Default)]
struct Report {
    new: usize,
    known: usize,
    failed: usize,
}

impl Report {
    fn outcome(&self, bar: &ProgressBar, new: &str, known: &str) -> anyhow::Result<Outcome> {
        bar.finish_and_clear();
        let Self { new: n, known: k, failed } = self;
        writeln!(std::io::stderr(), "isnad: {n} {new}, {k} {known}, {failed} failed")?;
        Ok(if *failed == 0 { Outcome::Done } else { Outcome::SomeFailed })
    }

    fn fail(&mut self, bar: &ProgressBar, message: &str) -> std::io::Result<()> {
        self.failed += 1;
        bar.suspend(|| writeln!(std::io::stderr(), "isnad: {message}"))
    }
}

/// Reads files into the store. While one chunk is stored the next is read.
pub(super) fn run(args: &Args, config_dir: Option<&Path>) -> anyhow::Result<Outcome> {
    let mut places = Vec::new();
    for path in &args.paths {
        gather(path, 0, &mut places).map_err(|e| wrong_use(format!("cannot read {}: {e}", path.display())))?;
    }
    let store = Sqlite::open(&args.place.dir(config_dir)?)?;
    let (engine, _) = super::engine(config_dir)?;
    let bar = progress(places.len());
    let mut report = Report::default();
    let stored = std::thread::scope(|scope| {
        // one chunk waits at most
        let (chunks, waiting) = sync_channel(1);
        let keeper = scope.spawn(|| keep(&store, waiting));
        let reading = read_all(&engine, &store, &bar, &places, &mut report, &chunks);
        drop(chunks);
        let kept = keeper.join().map_err(|_| anyhow::anyhow!("the thread that stores has ended"))?;
        // why it could not be stored says more than that nobody took it
        kept.and_then(|kept| reading.map(|()| kept))
    });
    let (new, known) = stored?;
    report.new += new;
    report.known += known;
    report.outcome(&bar, "stored", "known already")
}

/// Analyses all files chunk by chunk.
fn read_all(
    engine: &Engine,
    store: &Sqlite,
    bar: &ProgressBar,
    places: &[input::Place],
    report: &mut Report,
    chunks: &SyncSender<Vec<Record>>,
) -> anyhow::Result<()> {
    let workspaces = Workspaces::new();
    for files in places.chunks(FILES) {
        let texts: Vec<_> = files.iter().map(|place| (place, text(place))).collect();
        let mut articles = Vec::new();
        for (place, text) in &texts {
            match text {
                Ok(text) => articles.extend(place.articles(text).into_iter().map(|(line, read)| (*place, line, read))),
                Err(error) => report.fail(bar, &format!("{}: {error}", place.name()))?,
            }
        }
        for chunk in articles.chunks(COMMIT) {
            let read = |(_, _, incoming): &(_, _, Result<Incoming<'_>, Problem>)| {
                let incoming = incoming.as_ref().map_err(Clone::clone)?;
                workspaces.with(|workspace| record(engine, workspace, store, incoming))
            };
            let records: Vec<_> = chunk.par_iter().map(read).collect();
            chunks.send(fresh(bar, report, chunk, records)?)?;
        }
        bar.inc(files.len() as u64);
    }
    Ok(())
}

type Read<'r> = (&'r input::Place, Option<usize>, Result<Incoming<'r>, Problem>);

/// Those of a chunk that are to be stored; tells of what could not be read.
fn fresh(
    bar: &ProgressBar,
    report: &mut Report,
    chunk: &[Read<'_>],
    records: Vec<Result<Option<Record>, Problem>>,
) -> anyhow::Result<Vec<Record>> {
    let mut fresh = Vec::with_capacity(records.len());
    for ((place, line, _), record) in chunk.iter().zip(records) {
        match record {
            Ok(Some(record)) => fresh.push(record),
            Ok(None) => report.known += 1,
            Err(problem) => {
                let line = line.map(|line| format!(":{line}")).unwrap_or_default();
                report.fail(bar, &format!("{}{line}: {problem}", place.name()))?;
            }
        }
    }
    Ok(fresh)
}

/// Stores each chunk in one commit; how many were new, and known.
fn keep(store: &Sqlite, chunks: Receiver<Vec<Record>>) -> anyhow::Result<(usize, usize)> {
    let mut new = 0;
    let mut all = 0;
    for chunk in chunks {
        let kept = store.put_all(chunk)?;
        all += kept.len();
        new += kept.iter().filter(|(_, kept)| *kept == Kept::New).count();
    }
    Ok((new, all - new))
}

/// What to keep of an article; `None` when it is there.
fn record(
    engine: &Engine,
    workspace: &mut Workspace,
    store: &Sqlite,
    incoming: &Incoming<'_>,
) -> Result<Option<Record>, Problem> {
    incoming.check()?;
    let id = article_id(incoming.publisher.as_deref(), &incoming.text);
    if store.has(&id).map_err(|_| Problem::internal())? {
        return Ok(None);
    }
    let named = Incoming { id: Some(id.into()), ..incoming.clone() };
    let mut analysis = job::analyze(engine, workspace, &named, Options::default());
    analysis.article.client_id.clone_from(&incoming.id);
    job::record(engine, workspace, &named.text, &mut analysis).map(Some)
}

fn text(place: &input::Place) -> Result<String, String> {
    let bytes = place.read().map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|e| Problem::not_utf8(e.utf8_error().valid_up_to()).to_string())
}

/// Files below a path in order; hidden ones are left out.
fn gather(path: &Path, depth: usize, places: &mut Vec<input::Place>) -> std::io::Result<()> {
    let place = input::Place::of(path);
    if place == input::Place::Stdin || !std::fs::metadata(path)?.is_dir() {
        places.push(place);
        return Ok(());
    }
    if depth == DEPTH {
        return Err(std::io::Error::other(format!("{}: too many folders deep", path.display())));
    }
    let mut entries = std::fs::read_dir(path)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    let shown = entries.iter().filter(|entry| !entry.file_name().as_encoded_bytes().starts_with(b"."));
    shown.map(std::fs::DirEntry::path).try_for_each(|path| gather(&path, depth + 1, places))
}

/// Analyses what is kept with this version and its data; an event that is found again keeps its id.
pub(super) fn again(args: &Again, config_dir: Option<&Path>) -> anyhow::Result<Outcome> {
    let store = Sqlite::open(&args.place.dir(config_dir)?)?;
    let (engine, digest) = super::engine(config_dir)?;
    let (bar, workspaces) = (ProgressBar::hidden(), Workspaces::new());
    let (mut report, mut before) = (Report::default(), None);
    loop {
        let page = store.articles(COMMIT, before)?;
        let done = |id: &str| workspaces.with(|workspace| reanalyzed(&engine, &digest, workspace, &store, id));
        let done: Vec<_> = page.par_iter().map(|listed| done(&listed.id)).collect();
        for (listed, done) in page.iter().zip(done) {
            match done {
                Ok(true) => report.new += 1,
                Ok(false) => report.known += 1,
                Err(error) => report.fail(&bar, &format!("article {}: {error:#}", listed.id))?,
            }
        }
        match page.last() {
            Some(last) => before = Some(last.seq),
            None => break,
        }
    }
    report.outcome(&bar, "analysed again", "up to date")
}

/// Analyses one article again; false when this version with these data has done so before.
fn reanalyzed(
    engine: &Engine,
    digest: &str,
    workspace: &mut Workspace,
    store: &Sqlite,
    id: &str,
) -> anyhow::Result<bool> {
    let Some(StoredArticle { article, document, .. }) = store.article(id)? else { return Ok(false) };
    let document: serde_json::Value = serde_json::from_str(&document)?;
    let engine_of = &document["engine"];
    if engine_of["version"] == env!("CARGO_PKG_VERSION") && engine_of["lexicon"] == digest {
        return Ok(false);
    }
    let NewArticle { publisher, title, url, published_at, text } = article;
    let incoming = Incoming {
        id: Some(id.into()),
        publisher: publisher.map(Into::into),
        title: title.map(Into::into),
        url: url.map(Into::into),
        published_at: published_at.map(Into::into),
        text: text.into(),
        extracted: false,
    };
    let mut analysis = job::analyze(engine, workspace, &incoming, Options::default());
    analysis.article.client_id = document["article"]["client_id"].as_str().map(|id| id.to_owned().into());
    let record = job::record(engine, workspace, &incoming.text, &mut analysis)?;
    Ok(store.replace(id, record)?)
}

fn progress(files: usize) -> ProgressBar {
    if files < 2 || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(files as u64);
    if let Ok(style) = ProgressStyle::with_template("{wide_bar} {pos}/{len} {per_sec} {eta}") {
        bar.set_style(style);
    }
    bar
}
