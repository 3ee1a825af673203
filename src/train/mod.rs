//! Training and evaluation of the learned tagger: `isnad train ner`, `isnad eval ner`.
//!
//! Corpora → sentences of labels; plain text → counts and clusters; a first model tags the plain text, its votes are
//! features of the second, which is packed into the file that the binary carries.

#![allow(clippy::cast_precision_loss, clippy::cast_sign_loss, reason = "counts and scores far below the limits")]

pub mod ablation;
pub mod background;
pub mod cluster;
pub mod corpus;
pub mod crf;
pub mod evaluate;
pub mod lists;
pub mod pack;
pub mod plain;
pub mod problem;
pub mod votes;
pub mod whole;

use std::path::Path;

use anyhow::Context as _;

use crate::tagger::learned::feature::Ideas;
use crate::tagger::learned::knowledge::Knowledge;
use crate::tagger::learned::{Memory, Model};
use background::Background;
use corpus::Corpus;
use crf::Schedule;
use evaluate::Score;
use problem::Problem;
use votes::Votes;

/// Corpora that are trained on.
pub const TRAIN: [&str; 3] = ["anercorp.train", "newsfane_fine.train", "wikifane_fine.train"];
/// Corpora that are measured on.
pub const DEV: [&str; 3] = ["anercorp.dev", "wikifane_fine.dev", "aqmar.dev"];

/// Reads corpora of a directory by name.
pub fn corpora(dir: &Path, names: &[&str]) -> anyhow::Result<Vec<Corpus>> {
    names.iter().map(|name| Corpus::read(&dir.join(format!("{name}.conll")))).collect()
}

/// What to train.
#[derive(Clone, Copy, Debug)]
pub struct Recipe {
    /// Where features come from.
    pub ideas: Ideas,
    /// How long and how fast.
    pub schedule: Schedule,
    /// Whether the corpora have features of their own.
    pub apart: bool,
}

impl Default for Recipe {
    fn default() -> Self {
        Self { ideas: Ideas::ALL, schedule: Schedule::default(), apart: true }
    }
}

/// Trains one model over the tables of words and phrases.
///
/// # Errors
/// Tables that are none.
pub fn train(corpora: &[&Corpus], tables: [Vec<u8>; 2], recipe: Recipe) -> anyhow::Result<Vec<u8>> {
    let [words, phrases] = tables.clone();
    let knowledge = Knowledge::open(words.into(), phrases.into()).context("no tables of words")?;
    let problem = Problem::new(corpora, &knowledge, recipe.ideas, recipe.apart);
    let trained = crf::train(&problem, recipe.schedule);
    Ok(pack::pack(&problem, &trained, recipe.ideas, tables).write())
}

/// Trains the model without votes, lets it vote on the plain text, and trains the one with votes.
///
/// # Errors
/// Tables that are none.
pub fn train_twice(background: &Background, corpora: &[&Corpus], recipe: Recipe) -> anyhow::Result<Vec<u8>> {
    let votes = vote(background, corpora, recipe)?;
    train(corpora, background.tables(Some(&votes)), recipe)
}

/// The votes of a model that is trained without votes.
///
/// # Errors
/// Tables that are none.
pub fn vote(background: &Background, corpora: &[&Corpus], recipe: Recipe) -> anyhow::Result<Votes> {
    let ideas = Ideas(recipe.ideas.0 & !(Ideas::VOTES | Ideas::PHRASE_VOTES));
    let first = train(corpora, background.tables(None), Recipe { ideas, ..recipe })?;
    Ok(Votes::count(&Model::open(first.into())?, &background.articles))
}

/// Scores a model on a corpus, by the convention of the corpus.
pub fn evaluate(model: &Model, corpus: &Corpus) -> Score {
    let mut memory = Memory::default();
    let model = Model { convention: corpus.convention(), ..model.clone() };
    evaluate::score(corpus, |sentence| evaluate::find(&model, &mut memory, sentence))
}
