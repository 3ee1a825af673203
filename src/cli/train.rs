//! `isnad train ner`: trains the learned tagger from nothing.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Context as _;

use super::{Outcome, eval};
use crate::tagger::learned::Model;
use crate::train::background::Background;
use crate::train::corpus::Corpus;
use crate::train::gazetteer::{self, Sources};
use crate::train::{self, Recipe, ablation};

/// Arguments of `train`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// The tagger of names
    Ner(Ner),
    /// The tables of names
    Gazetteer(Gazetteer),
}

#[derive(Debug, clap::Args)]
struct Gazetteer {
    /// Directory with text/arwiki.txt.xz and `cameo_ar`/
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// Directory with the unpacked packages (config/README.md)
    #[arg(long, value_name = "DIR")]
    packages: PathBuf,
    /// Directory to write to
    #[arg(long, value_name = "DIR", default_value = "config")]
    out: PathBuf,
}

#[derive(Debug, clap::Args)]
struct Ner {
    /// Directory with ner/*.conll and text/arwiki.txt.xz
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// File to write
    #[arg(long, value_name = "FILE", default_value = "config/model/ner.bin")]
    out: PathBuf,
    /// Write nothing; train once without each idea and print what that costs
    #[arg(long)]
    ablation: bool,
}

pub(super) fn run(args: &Args, dir: Option<&Path>) -> anyhow::Result<Outcome> {
    let begun = Instant::now();
    let mut say = |text: &str| {
        let _ = writeln!(std::io::stderr(), "{:6.1} s  {text}", begun.elapsed().as_secs_f32());
    };
    match &args.what {
        What::Ner(args) => ner(args, dir, &mut say),
        What::Gazetteer(Gazetteer { data, packages, out }) => {
            gazetteer::build(&super::data::files(dir)?, Sources { data, packages }, out, &mut say)?;
            Ok(Outcome::Done)
        }
    }
}

fn ner(args: &Ner, dir: Option<&Path>, mut say: &mut dyn FnMut(&str)) -> anyhow::Result<Outcome> {
    let corpora = train::corpora(&args.data.join("ner"), &train::TRAIN)?;
    let corpora: Vec<&Corpus> = corpora.iter().collect();
    let dev = train::corpora(&args.data.join("ner"), &train::DEV)?;
    let files = super::data::files(dir)?;
    let background = Background::read(&files, &args.data.join("text/arwiki.txt.xz"), &mut say)?;
    let mut out = std::io::stdout().lock();
    if args.ablation {
        ablation::rows(&background, &corpora, &dev, |row| writeln!(out, "{row}"))?;
        return Ok(Outcome::Done);
    }
    let bytes = train::train_all(&background, &corpora, Recipe::default())?;
    say(&format!("{} bytes", bytes.len()));
    fs::write(&args.out, &bytes).with_context(|| format!("cannot write {}", args.out.display()))?;
    let model = Model::open(bytes.into())?;
    for corpus in &dev {
        eval::print(&mut out, &corpus.name, &train::evaluate(&model, corpus))?;
    }
    Ok(Outcome::Done)
}
