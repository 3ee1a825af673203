//! `isnad diff`: what changed between two versions of an article.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::{Outcome, engine};
use crate::engine::{Article, Options, Workspace};
use crate::http::diff::between;

/// Arguments of `diff`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Args {
    /// The older text.
    before: PathBuf,
    /// The newer text.
    after: PathBuf,
}

/// Compares two texts and prints what changed as JSON.
///
/// # Errors
/// A file or the data cannot be read, or the answer not be written.
pub(super) fn run(args: &Args, dir: Option<&Path>) -> anyhow::Result<Outcome> {
    let (engine, _) = engine(dir)?;
    let read =
        |path: &PathBuf| std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()));
    let (before, after) = (read(&args.before)?, read(&args.after)?);
    let (mut one, mut other) = (Workspace::default(), Workspace::default());
    let article = |text| Article { text, ..Article::default() };
    let first = engine.analyze(&mut one, &article(&before), Options::default());
    let second = engine.analyze(&mut other, &article(&after), Options::default());
    let json = between(&engine, &mut Workspace::default(), (&first, &before), (&second, &after));
    let json = json.map_err(|problem| anyhow::anyhow!("{}", problem.detail))?;
    let mut out = std::io::stdout().lock();
    out.write_all(&json)?;
    writeln!(out)?;
    Ok(Outcome::Done)
}
