//! From trained weights to the file of a model: eight bits a weight, what weighs nothing left out.

use rustc_hash::{FxHashMap, FxHashSet};

use super::background::Tables;
use super::crf::Trained;
use super::problem::{Problem, own_key};
use crate::tagger::learned::feature::Ideas;
use crate::tagger::learned::label::LABELS;
use crate::tagger::learned::model::{PLACE_WEIGHTS, Parts, WORD_WEIGHTS};
use crate::tagger::learned::{Convention, STEPS, table};

/// Features whose weights all are fewer steps from 0 are left out.
const LEAST: u8 = 8;

/// The parts of a model over the tables of words and phrases.
pub fn pack(problem: &Problem, trained: &Trained, ideas: Ideas, knowledge: Tables) -> Parts {
    let mut transitions = [[0; LABELS]; LABELS + 1];
    for (cell, weight) in transitions.as_flattened_mut().iter_mut().zip(&trained.transitions) {
        *cell = (weight * STEPS).round() as i16;
    }
    let word_weights = weights(&problem.word_keys, &trained.words, WORD_WEIGHTS);
    let place_weights = weights(&problem.place_keys, &trained.places, PLACE_WEIGHTS);
    Parts { ideas, transitions, tables: [knowledge.words, knowledge.phrases, word_weights, place_weights] }
}

/// For each feature that all share a row: its weights with those of each convention added. A feature of one convention
/// comes with the feature that all share, which has been met at least as often.
fn weights(keys: &[u32], values: &[f32], width: usize) -> Vec<u8> {
    let own = width / Convention::ALL.len();
    let index: FxHashMap<u32, &[f32]> = keys.iter().copied().zip(values.chunks_exact(own)).collect();
    let owned: FxHashSet<u32> = keys.iter().flat_map(|&key| Convention::ALL.map(|of| own_key(of, key))).collect();
    let rows: Vec<(u32, Vec<u8>)> = keys
        .iter()
        .filter(|key| !owned.contains(key))
        .filter_map(|&key| {
            let shared = index[&key];
            let mut row: Vec<i8> = Vec::with_capacity(width);
            for convention in Convention::ALL {
                let added = index.get(&own_key(convention, key)).copied();
                let sums = (0..own).map(|at| shared[at] + added.map_or(0.0, |added| added[at]));
                row.extend(sums.map(|w| (w * STEPS).round().clamp(-127.0, 127.0) as i8));
            }
            let counts = row.iter().any(|step| step.unsigned_abs() >= LEAST);
            counts.then(|| (key, row.iter().map(|step| step.to_le_bytes()[0]).collect()))
        })
        .collect();
    table::build(width, rows.iter().map(|(key, row)| (*key, row.as_slice())))
}
