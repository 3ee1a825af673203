//! `isnad diff`: what changed between two versions of an article.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use super::input::Place;
use super::{Outcome, engine};
use crate::engine::{Options, Workspace};
use crate::http::diff::between;
use crate::http::intake::Incoming;
use crate::http::job::analyze;

/// Arguments of `diff`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Args {
    /// The older article: text, .html or .json; - is standard input.
    before: PathBuf,
    /// The newer one.
    after: PathBuf,
}

/// Compares two texts and prints what changed as JSON.
///
/// # Errors
/// A file or the data cannot be read, a text is not Arabic, or the answer cannot be written.
pub(super) fn run(args: &Args, dir: Option<&Path>) -> anyhow::Result<Outcome> {
    let (engine, _) = engine(dir)?;
    let places = [&args.before, &args.after].map(|path| Place::of(path));
    let [before, after] = [text(&places[0])?, text(&places[1])?];
    let [before, after] = [article(&places[0], &before)?, article(&places[1], &after)?];
    let mut workspace = Workspace::default();
    let first = analyze(&engine, &mut workspace, &before, Options::default());
    let second = analyze(&engine, &mut workspace, &after, Options::default());
    let json = between(&engine, &mut workspace, (&first, &before.text), (&second, &after.text));
    let json = json.map_err(|problem| anyhow::anyhow!("{}", problem.detail))?;
    let mut out = std::io::stdout().lock();
    out.write_all(&json)?;
    writeln!(out)?;
    Ok(Outcome::Done)
}

fn text(place: &Place) -> anyhow::Result<String> {
    let cannot = || format!("cannot read {}", place.name());
    String::from_utf8(place.read().with_context(cannot)?).with_context(cannot)
}

/// The one article of a file, checked as the server checks it: of a text in another language every event would be lost.
fn article<'t>(place: &Place, text: &'t str) -> anyhow::Result<Incoming<'t>> {
    let mut articles = place.articles(text);
    let (Some((_, article)), true) = (articles.pop(), articles.is_empty()) else {
        bail!("{}: one article is expected", place.name())
    };
    let checked = article.and_then(|article| article.check().map(|()| article));
    checked.map_err(|problem| anyhow::anyhow!("{}: {problem}", place.name()))
}
