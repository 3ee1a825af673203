//! One article from bytes to answer, on a thread of the pool (or of the command line).

use std::borrow::Cow;
use std::ops::Range;
use std::time::Instant;

use super::error::Problem;
use super::intake::Incoming;
use super::negotiate::Media;
use super::query::Parameters;
use super::render::{Format, render};
use crate::analysis::Analysis;
use crate::engine::{Engine, Options, Workspace};
use crate::store::{Kept, Record, article_id, identity, intake};
use crate::text::OffsetUnit;

/// An answer, written.
#[derive(Debug)]
pub struct Answer {
    /// The body.
    pub bytes: Vec<u8>,
    /// Events in it.
    pub events: usize,
    /// What is to be kept before it goes out.
    pub record: Option<Box<Record>>,
}

impl Answer {
    /// Puts into the answer what became of the article. It was written as a new one; `stored` stands outside of every
    /// string, where quotation marks are bare, so only the member itself can match.
    pub fn kept(&mut self, kept: Kept) {
        const NEW: &[u8] = b"\"stored\":\"new\"";
        let at = self.bytes.windows(NEW.len()).position(|window| window == NEW);
        if let Some(at) = at.filter(|_| kept == Kept::Known) {
            self.bytes.splice(at..at + NEW.len(), *b"\"stored\":\"known\"");
        }
    }

    /// The member that tells of an earlier article, where the client wants to see it.
    fn unique(&self) -> Option<Range<usize>> {
        const NONE: &[u8] = b"\"duplicate_of\":null";
        let at = self.bytes.windows(NONE.len()).position(|window| window == NONE)?;
        Some(at..at + NONE.len())
    }

    /// True when the answer would tell of an earlier article that this one is a version of.
    pub fn tells_copies(&self) -> bool {
        self.unique().is_some()
    }

    /// Puts the id of that article into the answer.
    pub fn copied(&mut self, earlier: &str) {
        if let Some(place) = self.unique() {
            self.bytes.splice(place, format!("\"duplicate_of\":\"{earlier}\"").into_bytes());
        }
    }
}

/// Reads, checks, analyses and writes one article; `keeping` tells whether there is a store.
///
/// # Errors
/// Whatever is wrong with the body.
pub fn run(
    engine: &Engine,
    workspace: &mut Workspace,
    body: &[u8],
    media: Media,
    parameters: Parameters,
    format: Format,
    keeping: bool,
) -> Result<Answer, Problem> {
    let text = std::str::from_utf8(body).map_err(|error| Problem::not_utf8(error.valid_up_to()))?;
    let Parameters { mut options, parts, store, meta } = parameters;
    let mut incoming = match media {
        Media::Json | Media::Ndjson => Incoming::from_json(text)?,
        Media::Plain => Incoming { text: Cow::Borrowed(text), ..meta },
        Media::Html => Incoming::from_html(text, meta)?,
    };
    incoming.check()?;
    if format == Format::LdJson {
        options.offsets = OffsetUnit::Codepoint;
    }
    let keeping = keeping && store;
    let mut client_id = None;
    if keeping {
        let id = article_id(incoming.publisher.as_deref(), &incoming.text);
        client_id = incoming.id.replace(Cow::Owned(id));
    }
    let mut analysis = analyze(engine, workspace, &incoming, options);
    analysis.article.client_id = client_id;
    let record = if keeping { Some(keep(engine, workspace, &incoming, options, &mut analysis)?) } else { None };
    analysis.article.stored = Some(if keeping { "new" } else { "off" });
    let bytes = render(format, &analysis, &incoming.text, parts).map_err(|_| Problem::internal())?;
    Ok(Answer { bytes, events: analysis.events.len(), record: record.map(Box::new) })
}

/// Analyses a checked article and fills in what the engine leaves to the shell.
pub fn analyze<'a>(
    engine: &'a Engine,
    workspace: &mut Workspace,
    incoming: &'a Incoming<'_>,
    options: Options,
) -> Analysis<'a> {
    let started = Instant::now();
    let mut analysis = engine.analyze(workspace, &incoming.article(), options);
    analysis.engine.took_us = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
    if incoming.extracted {
        analysis.article.text = Some(Cow::Borrowed(&incoming.text));
    }
    analysis
}

/// What is kept of an article, whatever the client asked to see of it; the events of `shown` get their ids in the store.
fn keep(
    engine: &Engine,
    workspace: &mut Workspace,
    incoming: &Incoming<'_>,
    options: Options,
    shown: &mut Analysis<'_>,
) -> Result<Record, Problem> {
    if options == Options::default() {
        return record(engine, workspace, &incoming.text, shown);
    }
    let mut whole = analyze(engine, workspace, incoming, Options::default());
    whole.article.client_id.clone_from(&shown.article.client_id);
    let record = record(engine, workspace, &incoming.text, &mut whole)?;
    let seen = record.events.iter().filter(|event| event.confidence >= options.min_confidence);
    shown.events.iter_mut().zip(seen).for_each(|(event, seen)| event.id.clone_from(&seen.id));
    Ok(record)
}

/// What is kept of an article that has its id in the store; gives its events theirs.
///
/// # Errors
/// It cannot be written as JSON: a bug.
pub fn record(
    engine: &Engine,
    workspace: &mut Workspace,
    text: &str,
    analysis: &mut Analysis<'_>,
) -> Result<Record, Problem> {
    let places = analysis.events.iter().map(|event| (event.kind, event.trigger.start, event.trigger.end));
    let ids = identity::event_ids(&analysis.article.id, places);
    analysis.events.iter_mut().zip(ids).for_each(|(event, id)| event.id = id);
    intake::record(analysis, text, &mut engine.folding(workspace)).map_err(|_| Problem::internal())
}
