//! The command line: `isnad serve`, `isnad analyze` and their helpers.

mod analyze;
mod cards;
mod check_config;
mod data;
mod diff;
#[cfg(feature = "train")]
mod eval;
mod healthcheck;
mod html;
mod import;
mod input;
mod key;
mod ndjson;
mod output;
mod serve;
mod store;
#[cfg(feature = "train")]
mod train;
mod workspaces;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Parser, Subcommand};

use crate::engine::Engine;

const EXAMPLES: &str = "Examples:
  isnad                                        serve on http://127.0.0.1:8080
  isnad serve --bind 0.0.0.0:80 --config isnad.toml
  isnad analyze article.txt                    cards on a terminal, JSON in a pipe
  isnad analyze *.html --format csv > events.csv
  curl -s https://example.org/news | isnad analyze --format html - > cards.html
  isnad analyze --ndjson < articles.ndjson > analyses.ndjson
  isnad serve --data-dir news && isnad backup --data-dir news copy.db
  isnad import --data-dir news archive.ndjson folder-of-html/
  isnad check-config my-config && isnad --config-dir my-config serve

Exit codes: 0 done, 1 some input failed (the rest is done), 2 wrong use.";

/// Reads Arabic news and says what happened, and who says so.
#[derive(Debug, Parser)]
#[command(name = "isnad", version, about, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: serve::Args,
    /// Directory whose files take the place of the built-in ones of the same name (lexicon/…, ontology/…, gazetteer/…)
    #[arg(long, global = true, value_name = "DIR", env = "ISNAD_CONFIG_DIR")]
    config_dir: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the HTTP API and the web page (the default)
    Serve(serve::Args),
    /// Analyse files or standard input
    Analyze(analyze::Args),
    /// Compare two texts and print what changed as JSON: events added, dropped, told differently
    Diff(diff::Args),
    /// Print the event types as JSON
    Ontology,
    /// Print the description of the HTTP API as JSON
    Openapi,
    /// Check a directory of data files, or the one of --config-dir
    CheckConfig {
        /// Directory of the shape of config/
        dir: Option<PathBuf>,
    },
    /// Read articles into the store; again after a break, it goes on where it was
    Import(import::Args),
    /// Write what the store keeps, one article, analysis or event a line, the newest first
    Export(store::Export),
    /// Copy the store into a file, while the server goes on
    Backup(store::Backup),
    /// Read all of the store and say what is wrong with it
    CheckStore(store::Check),
    /// Analyse what the store keeps with this version; events that are found again keep their ids
    Reanalyze(import::Again),
    /// Keys of the HTTP API: create, list, revoke
    Key(key::Args),
    /// Train a model
    #[cfg(feature = "train")]
    Train(train::Args),
    /// Measure a model
    #[cfg(feature = "train")]
    Eval(eval::Args),
    /// Ask the server at the configured address whether it lives (for containers)
    #[command(hide = true)]
    Healthcheck(serve::Args),
}

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Done,
    SomeFailed,
    WrongUse,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::SomeFailed => Self::from(1),
            Outcome::WrongUse => Self::from(2),
        }
    }
}

/// Parses the command line, does what it says, and gives the exit code.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    match dispatch(cli) {
        Ok(outcome) => outcome.into(),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "isnad: {error:#}");
            if error.is::<WrongUse>() { Outcome::WrongUse.into() } else { Outcome::SomeFailed.into() }
        }
    }
}

fn dispatch(cli: Cli) -> anyhow::Result<Outcome> {
    let dir = cli.config_dir.as_deref();
    let before = cli.serve;
    match cli.command.unwrap_or_else(|| Command::Serve(serve::Args::default())) {
        Command::Serve(args) => serve::run(&args.or(before), dir),
        Command::Healthcheck(args) => healthcheck::run(&args.or(before), dir),
        _ if before.bind.is_some() => Err(wrong_use("--bind is for isnad serve")),
        Command::Import(args) => import::run(&args, dir),
        Command::Export(args) => store::export(&args, dir),
        Command::Backup(args) => store::backup(&args, dir),
        Command::CheckStore(args) => store::check(&args, dir),
        Command::Key(args) => key::run(&args, dir),
        Command::Reanalyze(args) => import::again(&args, dir),
        Command::Analyze(args) => analyze::run(&args, dir),
        Command::Diff(args) => diff::run(&args, dir),
        Command::Ontology => {
            let (engine, _) = engine(dir)?;
            print_json(&engine.ontology_json())
        }
        Command::Openapi => print_json(&crate::http::description()),
        Command::CheckConfig { dir: given } => check_config::run(given.as_deref().or(dir)),
        #[cfg(feature = "train")]
        Command::Train(args) => train::run(&args, dir),
        #[cfg(feature = "train")]
        Command::Eval(args) => eval::run(&args, dir),
    }
}

/// The engine over the built-in data, with the files of `dir` in their places; and the digest of the data.
fn engine(dir: Option<&std::path::Path>) -> anyhow::Result<(Engine, String)> {
    let files = data::files(dir)?;
    let engine = Engine::load(&files).map_err(wrong_use).context("the data cannot be used")?;
    let digest = engine.digest().to_owned();
    Ok((engine, digest))
}

fn print_json(value: &impl serde::Serialize) -> anyhow::Result<Outcome> {
    let mut out = std::io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, value).map_err(std::io::Error::from)?;
    writeln!(out)?;
    Ok(Outcome::Done)
}

/// A mistake of the caller, not of the input: exit code 2.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct WrongUse(String);

fn wrong_use(error: impl std::fmt::Display) -> anyhow::Error {
    anyhow::Error::new(WrongUse(error.to_string()))
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<std::io::Error>();
        io.is_some_and(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        use clap::CommandFactory as _;
        Cli::command().debug_assert();
    }
}
