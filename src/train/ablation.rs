//! What each idea is worth: a model is trained without it, everything else alike. Rows are single models
//! of half the rounds, not the mean of several that is shipped: a row takes a quarter of the time, and two of them are
//! trained side by side.

use rayon::prelude::*;

use super::background::Background;
use super::corpus::Corpus;
use super::crf::Schedule;
use super::{Recipe, evaluate, train, vote};
use crate::tagger::learned::Model;
use crate::tagger::learned::feature::Ideas;

/// The ideas that are left out, one after the other.
const IDEAS: [(&str, u32); 12] = [
    ("all ideas", 0),
    ("no prefixes and suffixes", Ideas::AFFIXES),
    ("no proclitics cut off", Ideas::CLITICS),
    ("no word clusters of either kind", Ideas::CLUSTERS),
    ("no word clusters by subject", Ideas::TOPICAL),
    ("no lists of words", Ideas::LISTS),
    ("no lists of names of several words", Ideas::PHRASES),
    ("no trigger words", Ideas::TRIGGERS),
    ("no topic", Ideas::TOPIC),
    ("no pairs of neighbours", Ideas::PAIRS),
    ("no votes on words", Ideas::VOTES),
    ("no votes on names of several words", Ideas::PHRASE_VOTES),
];

/// Gives the rows of a table of F1 on each corpus, with the difference from all ideas, as they come.
///
/// # Errors
/// Tables that are none.
pub fn rows(
    background: &Background,
    corpora: &[&Corpus],
    dev: &[Corpus],
    mut row: impl FnMut(&str) -> std::io::Result<()>,
) -> anyhow::Result<()> {
    let shipped = Recipe::default();
    let tables = vote(background, corpora, shipped)?;
    let schedule = Schedule { models: 1, epochs: shipped.schedule.epochs / 2, ..shipped.schedule };
    let recipe = Recipe { schedule, ..shipped };
    let mut recipes: Vec<(&str, Recipe)> =
        IDEAS.iter().map(|&(name, idea)| (name, Recipe { ideas: Ideas(recipe.ideas.0 & !idea), ..recipe })).collect();
    let none = Ideas(recipe.ideas.0 & !(Ideas::VOTES | Ideas::PHRASE_VOTES));
    recipes.push(("no votes at all", Recipe { ideas: none, ..recipe }));
    recipes.push(("no conventions of the corpora", Recipe { apart: false, ..recipe }));
    let mut schedule = recipe.schedule;
    (schedule.dropout, schedule.scale) = (0, 1.0);
    recipes.push(("no features left out in training", Recipe { schedule, ..recipe }));
    recipes.push(("the mean of several models, all rounds", shipped));
    row(&format!("| |{}\n|---|{}", names(dev), "---|".repeat(dev.len())))?;
    let mut whole = Vec::new();
    for pair in recipes.chunks(2) {
        let scores: Vec<anyhow::Result<Vec<f64>>> =
            pair.par_iter().map(|(_, recipe)| score(train(corpora, tables.clone(), *recipe)?, dev)).collect();
        for ((name, _), scores) in pair.iter().zip(scores) {
            let scores = scores?;
            if whole.is_empty() {
                whole.clone_from(&scores);
            }
            let cells = scores.iter().zip(&whole).map(|(f1, best)| format!(" {f1:.3} ({:+.3}) |", f1 - best));
            row(&cells.fold(format!("| {name} |"), |line, cell| line + &cell))?;
        }
    }
    Ok(())
}

/// F1 of a model on each corpus.
fn score(model: Vec<u8>, dev: &[Corpus]) -> anyhow::Result<Vec<f64>> {
    let model = Model::open(model.into())?;
    Ok(dev.iter().map(|corpus| evaluate(&model, corpus).overall(false).scores()[2]).collect())
}

fn names(dev: &[Corpus]) -> String {
    dev.iter().flat_map(|corpus| [" ", corpus.name.as_str(), " |"]).collect()
}
