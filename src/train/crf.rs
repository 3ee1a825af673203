//! Training of a linear-chain conditional random field: stochastic gradient with a step size for each weight (`AdaGrad`),
//! one sentence at a time, in an order that is the same every time.

use rayon::prelude::*;

use super::average::{self, Average};
use super::lattice::{self, Lattice, Row};
use super::problem::{Instance, Problem};
use crate::tagger::learned::feature::{OFFSETS, REACH};
use crate::tagger::learned::label::LABELS;
use crate::tagger::learned::{Label, NameType};

/// How to train.
#[derive(Clone, Copy, Debug)]
pub struct Schedule {
    /// Rounds over all sentences.
    pub epochs: usize,
    /// First step.
    pub rate: f32,
    /// Pull towards zero.
    pub decay: f32,
    /// Share of the features left out of each sentence, in 256ths, so that no feature relies on the others.
    pub dropout: u32,
    /// What the weights of features are multiplied by in the end.
    pub scale: f32,
    /// Taken off the score of outside, for recall.
    pub bias: f32,
    /// Models that the weights are the mean of, at least one.
    pub models: usize,
    /// Added to the score of the beginning of a name of each type, for recall.
    pub begin: [f32; NameType::ALL.len()],
}

impl Default for Schedule {
    fn default() -> Self {
        Self {
            epochs: 8,
            rate: 0.08,
            decay: 1e-3,
            dropout: 175,
            scale: 0.4,
            bias: 0.3,
            models: 2,
            begin: [0.3, 0.5, 0.0, 0.0],
        }
    }
}

impl Schedule {
    /// For a model that only votes, which need not be steady.
    #[must_use]
    pub fn of_voter(self) -> Self {
        Self { models: 1, ..self }
    }
}

const WORD: usize = OFFSETS * LABELS;
/// Gradients below this are not worth a step.
const SMALL: f32 = 2e-3;

/// Weights with the squares of the steps taken.
#[derive(Clone, Debug)]
struct Weights {
    values: Vec<f32>,
    squares: Vec<f32>,
}

impl Weights {
    fn new(len: usize) -> Self {
        Self { values: vec![0.0; len], squares: vec![0.1; len] }
    }

    /// Steps of the weights from `base` on, each with its gradient.
    #[inline]
    fn step(&mut self, base: usize, steps: &[(usize, f32)], schedule: Schedule) {
        for &(at, gradient) in steps {
            let (value, square) = (&mut self.values[base + at], &mut self.squares[base + at]);
            let gradient = gradient - schedule.decay * *value;
            *square += gradient * gradient;
            *value += schedule.rate * gradient / square.sqrt();
        }
    }
}

/// Adds as many of the weights as there are sums.
#[inline]
fn add<const N: usize>(sums: &mut [f32; N], weights: &[f32]) {
    for (sum, weight) in sums.iter_mut().zip(&weights[..N]) {
        *sum += weight;
    }
}

/// A trained model, in numbers of features.
#[derive(Clone, Debug)]
pub struct Trained {
    /// `OFFSETS * LABELS` weights for each feature of words.
    pub words: Vec<f32>,
    /// `LABELS` weights for each feature of places.
    pub places: Vec<f32>,
    /// Transitions, those of the beginning first.
    pub transitions: Vec<f32>,
}

/// Trains several models on all sentences, each in an order of its own and with other features left out; their mean is
/// steadier than any of them.
pub fn train(problem: &Problem, schedule: Schedule) -> Trained {
    let models: Vec<Trained> =
        (0..schedule.models as u64).into_par_iter().map(|seed| one(problem, schedule, seed)).collect();
    average::mean(&models)
}

/// Trains one model.
fn one(problem: &Problem, schedule: Schedule, seed: u64) -> Trained {
    let mut trainer = Trainer {
        problem,
        schedule,
        words: Weights::new(problem.word_keys.len() * WORD),
        places: Weights::new(problem.place_keys.len() * LABELS),
        transitions: Weights::new((LABELS + 1) * LABELS),
        lattice: Lattice::default(),
        seed: 0,
    };
    let mut order: Vec<usize> = (0..problem.instances.len()).collect();
    let mut random = Random(0x9e37_79b9_7f4a_7c15 ^ (seed << 20));
    let mut average = Average::new(trainer.weights().map(<[f32]>::len));
    for epoch in 0..schedule.epochs {
        random.shuffle(&mut order);
        for &at in &order {
            trainer.seed = random.below(usize::MAX) as u32;
            trainer.learn(&problem.instances[at]);
        }
        if 2 * epoch >= schedule.epochs {
            average.add(trainer.weights());
        }
    }
    average.finish(schedule)
}

struct Trainer<'p> {
    problem: &'p Problem,
    schedule: Schedule,
    words: Weights,
    places: Weights,
    transitions: Weights,
    lattice: Lattice,
    /// Chooses the features left out.
    seed: u32,
}

impl Trainer<'_> {
    fn weights(&self) -> [&[f32]; 3] {
        [&self.words.values, &self.places.values, &self.transitions.values]
    }

    fn learn(&mut self, instance: &Instance) {
        let len = instance.words.len();
        let (first, after) = self.transitions();
        let mut lattice = std::mem::take(&mut self.lattice);
        lattice.scores.clear();
        lattice.scores.extend(self.scores(instance).iter().map(lattice::exp));
        lattice.sum(&first, &after);
        let mut moves = [[0.0_f32; LABELS]; LABELS];
        let gradients: Vec<Row> = (0..len).map(|at| lattice.gradient(at, usize::from(instance.labels[at]))).collect();
        (1..len).for_each(|at| lattice.expect(at, &after, &mut moves));
        self.update(instance, &gradients);
        self.update_transitions(instance, &gradients[0], &mut moves);
        self.lattice = lattice;
    }

    /// e to each transition, 0 for those that must not be.
    fn transitions(&self) -> (Row, [Row; LABELS]) {
        let value = |row: usize, to: usize| self.transitions.values[row * LABELS + to].exp();
        let label = |at: usize| Label(at as u8);
        let first = std::array::from_fn(|to| if label(to).is_inside() { 0.0 } else { value(0, to) });
        let after = std::array::from_fn(|from| {
            std::array::from_fn(|to| if label(from).allows(label(to)) { value(from + 1, to) } else { 0.0 })
        });
        (first, after)
    }

    /// The features of each word that the sentence may use, from `REACH` words before it to as many after it. The word
    /// there is seen from the tokens from `REACH` places before to `REACH` after it.
    fn words<'p>(problem: &'p Problem, instance: &Instance) -> impl Iterator<Item = (usize, &'p [u32])> {
        let padding = std::iter::repeat_n(0, REACH);
        let words = padding.clone().chain(instance.words.iter().copied()).chain(padding);
        words.enumerate().map(|(place, word)| (place, &*problem.spellings[word as usize]))
    }

    fn scores(&self, instance: &Instance) -> Vec<Row> {
        let keeps = keeper(self.seed, self.schedule.dropout);
        let mut totals = vec![[0.0; LABELS]; instance.words.len()];
        for (place, features) in Self::words(self.problem, instance) {
            let mut sums = [0.0; WORD];
            for &feature in features.iter().filter(|f| keeps(**f)) {
                add(&mut sums, &self.words.values[feature as usize * WORD..]);
            }
            for (offset, sums) in sums.chunks_exact(LABELS).enumerate() {
                if let Some(total) = place.checked_sub(offset).and_then(|at| totals.get_mut(at)) {
                    add(total, sums);
                }
            }
        }
        for (total, places) in totals.iter_mut().zip(&instance.places) {
            for &feature in places.iter().filter(|f| keeps(**f)) {
                add(total, &self.places.values[feature as usize * LABELS..]);
            }
        }
        totals
    }

    fn update(&mut self, instance: &Instance, gradients: &[Row]) {
        let keeps = keeper(self.seed, self.schedule.dropout);
        let large = |row: &Row, base: usize, steps: &mut Vec<(usize, f32)>| {
            steps.extend(row.iter().enumerate().filter(|(_, g)| g.abs() > SMALL).map(|(label, &g)| (base + label, g)));
        };
        let mut steps = Vec::with_capacity(WORD);
        for (place, features) in Self::words(self.problem, instance) {
            steps.clear();
            for offset in 0..OFFSETS {
                if let Some(row) = place.checked_sub(offset).and_then(|at| gradients.get(at)) {
                    large(row, offset * LABELS, &mut steps);
                }
            }
            if !steps.is_empty() {
                for &feature in features.iter().filter(|f| keeps(**f)) {
                    self.words.step(feature as usize * WORD, &steps, self.schedule);
                }
            }
        }
        for (row, places) in gradients.iter().zip(&instance.places) {
            steps.clear();
            large(row, 0, &mut steps);
            for &feature in places.iter().filter(|f| !steps.is_empty() && keeps(**f)) {
                self.places.step(feature as usize * LABELS, &steps, self.schedule);
            }
        }
    }

    fn update_transitions(&mut self, instance: &Instance, first: &Row, moves: &mut [Row; LABELS]) {
        for pair in instance.labels.windows(2) {
            moves[usize::from(pair[0])][usize::from(pair[1])] += 1.0;
        }
        for (to, &gradient) in first.iter().enumerate() {
            self.transitions.step(to, &[(0, gradient)], self.schedule);
        }
        for (from, row) in moves.iter().enumerate() {
            for (to, &gradient) in row.iter().enumerate().filter(|(_, g)| g.abs() > SMALL) {
                self.transitions.step((from + 1) * LABELS + to, &[(0, gradient)], self.schedule);
            }
        }
    }
}

/// Says which features a sentence may use.
fn keeper(seed: u32, dropout: u32) -> impl Fn(u32) -> bool {
    move |feature| {
        let mixed = (feature ^ seed).wrapping_mul(0x9e37_79b1);
        (mixed ^ mixed >> 15).wrapping_mul(0x85eb_ca6b) >> 24 >= dropout
    }
}

/// A small generator, the same numbers on every machine (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % limit
    }

    fn shuffle(&mut self, items: &mut [usize]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }
}
