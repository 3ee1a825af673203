//! Training and evaluation of the learned tagger: `isnad train ner`, `isnad eval ner`; the tables of names.
//!
//! Corpora → sentences of labels; plain text → counts and clusters; a first model tags the plain text, its votes are
//! features of the second, which is packed into the file that the binary carries.

#![allow(clippy::cast_precision_loss, clippy::cast_sign_loss, reason = "counts and scores far below the limits")]

pub mod ablation;
mod average;
pub mod background;
pub mod cluster;
pub mod corpus;
pub mod crf;
pub mod evaluate;
pub mod gazetteer;
pub mod large;
mod lattice;
pub mod lists;
pub mod missed;
pub mod pack;
pub mod plain;
pub mod problem;
pub mod topical;
pub mod votes;
pub mod whole;

use std::path::Path;

use anyhow::Context as _;

use crate::tagger::learned::feature::Ideas;
use crate::tagger::learned::knowledge::Knowledge;
use crate::tagger::learned::{Memory, Model};
use background::{Background, Tables};
use corpus::Corpus;
use crf::Schedule;
use evaluate::Score;
use problem::Problem;
use votes::Votes;

/// Corpora that are trained on.
pub const TRAIN: [&str; 4] = ["anercorp.train", "newsfane_fine.train", "wikifane_fine.train", "wojood.train"];
/// Corpora that are measured on.
pub const DEV: [&str; 3] = ["anercorp.dev", "wikifane_fine.dev", "aqmar.dev"];

/// Reads corpora of a directory by name.
pub fn corpora(dir: &Path, names: &[&str]) -> anyhow::Result<Vec<Corpus>> {
    names.iter().map(|name| Corpus::read(&dir.join(format!("{name}.conll")))).collect()
}

/// Models that vote, one after the other.
const ROUNDS: usize = 3;

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
pub fn train(corpora: &[&Corpus], tables: Tables, recipe: Recipe) -> anyhow::Result<Vec<u8>> {
    let knowledge = Knowledge::open(tables.words.clone().into(), tables.phrases.clone().into());
    let knowledge = knowledge.context("no tables of words")?;
    let problem = Problem::new(corpora, &knowledge, recipe.ideas, recipe.apart);
    let trained = crf::train(&problem, recipe.schedule);
    Ok(pack::pack(&problem, &trained, recipe.ideas, tables).write())
}

/// Trains the model whose features are the votes of others before it.
///
/// # Errors
/// Tables that are none.
pub fn train_all(background: &Background, corpora: &[&Corpus], recipe: Recipe) -> anyhow::Result<Vec<u8>> {
    train(corpora, vote(background, corpora, recipe)?, recipe)
}

/// The tables with the votes of the last of some models; each knows the votes of the one before it, the first has none.
///
/// # Errors
/// Tables that are none.
pub fn vote(background: &Background, corpora: &[&Corpus], recipe: Recipe) -> anyhow::Result<Tables> {
    let mut tables = background.tables(None);
    let mut ideas = Ideas(recipe.ideas.0 & !(Ideas::VOTES | Ideas::PHRASE_VOTES));
    for _ in 0..ROUNDS {
        let schedule = recipe.schedule.of_voter();
        let model = train(corpora, tables, Recipe { ideas, schedule, ..recipe })?;
        let votes = Votes::count(&Model::open(model.into())?, &background.articles);
        tables = background.tables(Some(&votes));
        ideas = recipe.ideas;
    }
    Ok(tables)
}

/// Scores a model on a corpus, by the convention of the corpus.
pub fn evaluate(model: &Model, corpus: &Corpus) -> Score {
    let mut memory = Memory::default();
    let model = model.clone().by(corpus.convention());
    evaluate::score(corpus, |article| evaluate::find(&model, &mut memory, article))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tagger::learned::NameType;
    use crate::tagger::learned::knowledge::{ENTRY, PHRASE};
    use crate::tagger::learned::table;

    /// A corpus of made-up visits.
    fn corpus() -> Corpus {
        let (people, places) = (["سمير كمال", "هدى سالم", "نبيل راشد"], ["بيروت", "تونس", "صور"]);
        let mut text = String::new();
        for turn in 0..27 {
            let (first, last) = people[turn % 3].split_once(' ').unwrap();
            let place = places[turn / 3 % 3];
            let rows = [
                "زار\tO",
                &format!("{first}\tB-PER"),
                &format!("{last}\tI-PER"),
                "مدينة\tO",
                &format!("{place}\tB-LOC"),
            ];
            text.push_str(&rows.join("\n"));
            text.push_str("\n\n");
        }
        corpus::parse("anercorp.test", &text).unwrap()
    }

    fn bytes() -> Vec<u8> {
        let [words, phrases] = [ENTRY, PHRASE].map(|width| table::build(width, std::iter::empty()));
        train(&[&corpus()], Tables { words, phrases }, Recipe::default()).unwrap()
    }

    #[test]
    fn what_is_taught_is_found_again() {
        let model = Model::open(bytes().into()).unwrap();
        let score = evaluate(&model, &corpus());
        for kind in [NameType::Person, NameType::Location] {
            assert!(score.kinds[kind as usize].scores()[2] > 0.9, "{score:?}");
        }
    }

    #[test]
    fn training_gives_the_same_bytes_each_time() {
        assert_eq!(bytes(), bytes());
    }
}
