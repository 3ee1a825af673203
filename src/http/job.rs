//! One article from bytes to answer, on a thread of the pool (or of the command line).

use std::borrow::Cow;
use std::time::Instant;

use super::error::Problem;
use super::intake::Incoming;
use super::negotiate::Media;
use super::query::Parameters;
use super::render::{Format, render};
use crate::analysis::Analysis;
use crate::engine::{Engine, Options, Workspace};
use crate::text::OffsetUnit;

/// An answer, written.
#[derive(Debug)]
pub struct Answer {
    /// The body.
    pub bytes: Vec<u8>,
    /// Events in it.
    pub events: usize,
}

/// Reads, checks, analyses and writes one article.
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
) -> Result<Answer, Problem> {
    let text = std::str::from_utf8(body).map_err(|error| Problem::not_utf8(error.valid_up_to()))?;
    let Parameters { mut options, parts, meta } = parameters;
    let incoming = match media {
        Media::Json | Media::Ndjson => Incoming::from_json(text)?,
        Media::Plain => Incoming { text: Cow::Borrowed(text), ..meta },
        Media::Html => Incoming::from_html(text, meta)?,
    };
    incoming.check()?;
    if format == Format::LdJson {
        options.offsets = OffsetUnit::Codepoint;
    }
    let analysis = analyze(engine, workspace, &incoming, options);
    let bytes = render(format, &analysis, &incoming.text, parts).map_err(|_| Problem::internal())?;
    Ok(Answer { bytes, events: analysis.events.len() })
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
