//! `isnad eval ner`: how well names are found in annotated corpora, by the model alone and by the whole tagger.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::Outcome;
use crate::engine::Engine;
use crate::tagger::learned::{Model, NameType};
use crate::train::corpus::Corpus;
use crate::train::evaluate::{Counts, Score};
use crate::train::missed::Missed;
use crate::train::{self, whole};

/// Arguments of `eval`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// The tagger of names
    Ner {
        /// Corpora: a token, a tab and its label a line; the name up to the first dot says whose classes they are
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
}

pub(super) fn run(args: &Args, dir: Option<&Path>) -> anyhow::Result<Outcome> {
    let What::Ner { files } = &args.what;
    let data = super::data::files(dir)?;
    let model = Model::open(data.model(crate::tagger::MODEL).context("no model")?.clone())?;
    let engine = Engine::load(&data).map_err(super::wrong_use)?;
    let mut out = std::io::stdout().lock();
    for file in files {
        let corpus = Corpus::read(file)?;
        print(&mut out, &format!("{} model", corpus.name), &train::evaluate(&model, &corpus))?;
        print(&mut out, &format!("{} whole", corpus.name), &whole::evaluate(&engine, &corpus))?;
        if corpus.peoples != NameType::Group {
            let corpus = Corpus { peoples: NameType::Group, ..corpus };
            print(&mut out, &format!("{} peoples apart", corpus.name), &train::evaluate(&model, &corpus))?;
        }
    }
    Ok(Outcome::Done)
}

/// A line for each type, for all, and for what is missed.
pub(super) fn print(out: &mut impl Write, name: &str, score: &Score) -> anyhow::Result<()> {
    let mut line = |of: &str, counts: Counts| {
        let [p, r, f1] = counts.scores();
        writeln!(out, "{name:30} {of:10} P {p:.3}  R {r:.3}  F1 {f1:.4}  ({} names)", counts.wanted)
    };
    for kind in NameType::ALL {
        line(kind.name(), score.kinds[kind as usize])?;
    }
    line("PER+GRP", score.persons_and_groups())?;
    line("all", score.overall(false))?;
    line("all+GRP", score.overall(true))?;
    let Missed { nothing, edge, kind, both } = score.missed;
    let missed = score.missed.all();
    writeln!(out, "{name:30} missed     {missed}: nothing {nothing}, edge {edge}, type {kind}, both {both}")?;
    Ok(())
}
