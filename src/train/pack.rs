//! From trained weights to the file of a model: eight bits a weight, what weighs nothing left out.

use super::crf::Trained;
use super::problem::Problem;
use crate::tagger::learned::feature::Ideas;
use crate::tagger::learned::label::LABELS;
use crate::tagger::learned::model::{PLACE_WEIGHTS, Parts, WORD_WEIGHTS};
use crate::tagger::learned::{STEPS, table};

/// Features whose weights all are fewer steps from 0 are left out.
const LEAST: i8 = 4;

/// The parts of a model over the tables of words and phrases.
pub fn pack(problem: &Problem, trained: &Trained, ideas: Ideas, knowledge: [Vec<u8>; 2]) -> Parts {
    let mut transitions = [[0; LABELS]; LABELS + 1];
    for (cell, weight) in transitions.as_flattened_mut().iter_mut().zip(&trained.transitions) {
        *cell = (weight * STEPS).round() as i16;
    }
    let [words, phrases] = knowledge;
    let word_weights = weights(&problem.word_keys, &trained.words, WORD_WEIGHTS);
    let place_weights = weights(&problem.place_keys, &trained.places, PLACE_WEIGHTS);
    Parts { ideas, transitions, tables: [words, phrases, word_weights, place_weights] }
}

fn weights(keys: &[u32], values: &[f32], width: usize) -> Vec<u8> {
    let rows: Vec<(u32, Vec<u8>)> = keys
        .iter()
        .zip(values.chunks_exact(width))
        .filter_map(|(&key, row)| {
            let steps: Vec<i8> = row.iter().map(|w| (w * STEPS).round().clamp(-127.0, 127.0) as i8).collect();
            let counts = steps.iter().any(|step| step.unsigned_abs() >= LEAST.unsigned_abs());
            counts.then(|| (key, steps.iter().map(|step| step.to_le_bytes()[0]).collect()))
        })
        .collect();
    table::build(width, rows.iter().map(|(key, row)| (*key, row.as_slice())))
}
