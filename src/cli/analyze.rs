//! `isnad analyze`: files in, cards or data out.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;

use super::input::Place;
use super::output::{Output, Written};
use super::workspaces::Workspaces;
use super::{Outcome, ndjson, wrong_use};
use crate::engine::{Engine, Options, Workspace};
use crate::http::error::Problem;
use crate::http::job::analyze;
use crate::text::OffsetUnit;

/// Files analysed together, and in memory together.
const CHUNK: usize = 128;

/// What can be said to `analyze`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Text, .html, .json or .ndjson files; - is standard input, which is also the default
    files: Vec<PathBuf>,
    /// Format of the output [default: cards on a terminal, json in a pipe]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Articles as NDJSON on standard input, a line each; one analysis a line, in order
    #[arg(long, conflicts_with_all = ["files", "format"])]
    ndjson: bool,
    /// Unit of start and end
    #[arg(long, value_enum, default_value = "codepoint")]
    offsets: Unit,
    /// Leave out events below this confidence, 0 to 1
    #[arg(long, value_name = "NUMBER", default_value_t = 0.0)]
    min_confidence: f32,
}

/// Format of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    Cards,
    /// The analysis document; an array if there are several
    Json,
    /// One analysis document a line
    Ndjson,
    /// One event a row
    Csv,
    /// Cards as a web page
    Html,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Unit {
    Codepoint,
    Utf16,
    Byte,
}

impl From<Unit> for OffsetUnit {
    fn from(unit: Unit) -> Self {
        match unit {
            Unit::Codepoint => Self::Codepoint,
            Unit::Utf16 => Self::Utf16,
            Unit::Byte => Self::Byte,
        }
    }
}

/// Analyses everything, in order.
pub(super) fn run(args: &Args, dir: Option<&Path>) -> anyhow::Result<Outcome> {
    if !(0.0..=1.0).contains(&args.min_confidence) {
        return Err(wrong_use("--min-confidence is a number from 0 to 1"));
    }
    let stdin = Place::Stdin;
    if args.files.is_empty() && !args.ndjson && std::io::stdin().is_terminal() {
        return Err(wrong_use("give files, or - to type an article; isnad --help shows examples"));
    }
    let (engine, _) = super::engine(dir)?;
    let options = Options { offsets: args.offsets.into(), min_confidence: args.min_confidence };
    if args.ndjson {
        return ndjson::run(&engine, options);
    }
    let places = if args.files.is_empty() { vec![stdin] } else { args.files.iter().map(|f| Place::of(f)).collect() };
    let terminal = std::io::stdout().is_terminal();
    let format = args.format.unwrap_or(if terminal { Format::Cards } else { Format::Json });
    let colour = terminal && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
    let out = std::io::BufWriter::new(std::io::stdout().lock());
    all(&engine, options, &places, Output::new(out, format, colour)?)
}

fn all(engine: &Engine, options: Options, places: &[Place], mut out: Output<impl Write>) -> anyhow::Result<Outcome> {
    let bar = progress(places.len());
    let workspaces = Workspaces::new();
    let mut outcome = Outcome::Done;
    for chunk in places.chunks(CHUNK) {
        let form = out.form();
        let done: Vec<_> = chunk
            .par_iter()
            .map(|place| {
                let done = workspaces.with(|workspace| one(engine, workspace, options, place, form));
                bar.inc(1);
                done
            })
            .collect();
        for written in done.into_iter().flatten() {
            match written {
                Ok(written) => out.put(written)?,
                Err(message) => {
                    outcome = Outcome::SomeFailed;
                    bar.suspend(|| writeln!(std::io::stderr(), "isnad: {message}"))?;
                }
            }
        }
    }
    bar.finish_and_clear();
    out.finish()?;
    Ok(outcome)
}

/// The articles of one file, written; or what is wrong with them.
fn one(
    engine: &Engine,
    workspace: &mut Workspace,
    options: Options,
    place: &Place,
    form: super::output::Form,
) -> Vec<Result<Written, String>> {
    let name = place.name();
    let read = place.read().map_err(|e| e.to_string()).and_then(|bytes| {
        String::from_utf8(bytes).map_err(|e| Problem::not_utf8(e.utf8_error().valid_up_to()).to_string())
    });
    let text = match read {
        Ok(text) => text,
        Err(error) => return vec![Err(format!("{name}: {error}"))],
    };
    let mut written = Vec::new();
    for (line, incoming) in place.articles(&text) {
        let place = line.map_or_else(|| name.clone(), |line| format!("{name}:{line}"));
        let checked = incoming.and_then(|incoming| incoming.check().map(|()| incoming));
        written.push(match checked {
            Ok(incoming) => {
                let analysis = analyze(engine, workspace, &incoming, options);
                form.write(&analysis).map_err(|error| format!("{place}: {error}"))
            }
            Err(problem) => Err(format!("{place}: {problem}")),
        });
    }
    written
}

/// A bar on standard error, when there is a terminal to see it and enough to wait for.
fn progress(n_files: usize) -> ProgressBar {
    if n_files < 2 || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(n_files as u64);
    if let Ok(style) = ProgressStyle::with_template("{wide_bar} {pos}/{len} {per_sec} {eta}") {
        bar.set_style(style);
    }
    bar
}
