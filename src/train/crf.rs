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
            epochs: 12,
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
    /// A shorter one for a model that only votes.
    #[must_use]
    pub fn of_voter(self) -> Self {
        Self { epochs: (self.epochs * 2 / 3).max(1), models: 1, ..self }
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

    #[inline]
    fn step(&mut self, at: usize, gradient: f32, schedule: Schedule) {
        let gradient = gradient - schedule.decay * self.values[at];
        self.squares[at] += gradient * gradient;
        self.values[at] += schedule.rate * gradient / self.squares[at].sqrt();
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
        lattice.scores.extend((0..len).map(|at| lattice::exp(&self.score(instance, at))));
        lattice.sum(&first, &after);
        let mut moves = [[0.0_f32; LABELS]; LABELS];
        for at in 0..len {
            let gradient = lattice.gradient(at, usize::from(instance.labels[at]));
            self.update(instance, at, &gradient);
            if at > 0 {
                lattice.expect(at, &after, &mut moves);
            }
        }
        self.update_transitions(instance, &lattice.gradient(0, usize::from(instance.labels[0])), &mut moves);
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

    fn spelling(instance: &Instance, at: usize, offset: usize) -> usize {
        let word = (at + offset).checked_sub(REACH).and_then(|place| instance.words.get(place));
        word.map_or(0, |&word| word as usize)
    }

    fn score(&self, instance: &Instance, at: usize) -> Row {
        let keeps = keeper(self.seed, self.schedule.dropout);
        let mut total = [0.0; LABELS];
        let mut add = |weights: &[f32]| total.iter_mut().zip(weights).for_each(|(total, weight)| *total += weight);
        for offset in 0..OFFSETS {
            let features = &self.problem.spellings[Self::spelling(instance, at, offset)];
            for &feature in features.iter().filter(|f| keeps(**f)) {
                add(&self.words.values[feature as usize * WORD + offset * LABELS..][..LABELS]);
            }
        }
        for &feature in instance.places[at].iter().filter(|f| keeps(**f)) {
            add(&self.places.values[feature as usize * LABELS..][..LABELS]);
        }
        total
    }

    fn update(&mut self, instance: &Instance, at: usize, gradient: &Row) {
        let mut steps = [(0_usize, 0.0_f32); LABELS];
        let mut count = 0;
        for (label, &gradient) in gradient.iter().enumerate().filter(|(_, g)| g.abs() > SMALL) {
            steps[count] = (label, gradient);
            count += 1;
        }
        let steps = &steps[..count];
        if steps.is_empty() {
            return;
        }
        let keeps = keeper(self.seed, self.schedule.dropout);
        for offset in 0..OFFSETS {
            let features = &self.problem.spellings[Self::spelling(instance, at, offset)];
            for &feature in features.iter().filter(|f| keeps(**f)) {
                let base = feature as usize * WORD + offset * LABELS;
                for &(label, g) in steps {
                    self.words.step(base + label, g, self.schedule);
                }
            }
        }
        for &feature in instance.places[at].iter().filter(|f| keeps(**f)) {
            let base = feature as usize * LABELS;
            for &(label, g) in steps {
                self.places.step(base + label, g, self.schedule);
            }
        }
    }

    fn update_transitions(&mut self, instance: &Instance, first: &Row, moves: &mut [Row; LABELS]) {
        for pair in instance.labels.windows(2) {
            moves[usize::from(pair[0])][usize::from(pair[1])] += 1.0;
        }
        for (to, &gradient) in first.iter().enumerate() {
            self.transitions.step(to, gradient, self.schedule);
        }
        for (from, row) in moves.iter().enumerate() {
            for (to, &gradient) in row.iter().enumerate().filter(|(_, g)| g.abs() > SMALL) {
                self.transitions.step((from + 1) * LABELS + to, gradient, self.schedule);
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
