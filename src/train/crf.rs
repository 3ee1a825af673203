//! Training of a linear-chain conditional random field: stochastic gradient with a step size for each weight (`AdaGrad`),
//! one sentence at a time, in an order that is the same every time.

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
    /// Added to the score of the beginning of a name of each type, for recall.
    pub begin: [f32; NameType::ALL.len()],
}

impl Default for Schedule {
    fn default() -> Self {
        Self { epochs: 14, rate: 0.08, decay: 1e-3, dropout: 175, scale: 0.4, bias: 0.3, begin: [0.3, 0.5, 0.0, 0.0] }
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

/// Trains on all sentences.
pub fn train(problem: &Problem, schedule: Schedule) -> Trained {
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
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut average = Average::new(&trainer);
    for epoch in 0..schedule.epochs {
        random.shuffle(&mut order);
        for &at in &order {
            trainer.seed = random.below(usize::MAX) as u32;
            trainer.learn(&problem.instances[at]);
        }
        if 2 * epoch >= schedule.epochs {
            average.add(&trainer);
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

/// Weights summed over the later rounds: their mean is steadier than the last.
struct Average {
    sum: Trained,
    rounds: f32,
}

impl Average {
    fn new(trainer: &Trainer<'_>) -> Self {
        let zeros = |weights: &Weights| vec![0.0; weights.values.len()];
        let sum = Trained {
            words: zeros(&trainer.words),
            places: zeros(&trainer.places),
            transitions: zeros(&trainer.transitions),
        };
        Self { sum, rounds: 0.0 }
    }

    fn add(&mut self, trainer: &Trainer<'_>) {
        let add = |sum: &mut [f32], weights: &Weights| {
            sum.iter_mut().zip(&weights.values).for_each(|(sum, value)| *sum += value);
        };
        add(&mut self.sum.words, &trainer.words);
        add(&mut self.sum.places, &trainer.places);
        add(&mut self.sum.transitions, &trainer.transitions);
        self.rounds += 1.0;
    }

    /// The mean; features weigh less when none is left out.
    fn finish(mut self, schedule: Schedule) -> Trained {
        let kept = schedule.scale;
        let scale = |values: &mut [f32], by: f32| values.iter_mut().for_each(|value| *value *= by);
        scale(&mut self.sum.words, kept / self.rounds);
        scale(&mut self.sum.places, kept / self.rounds);
        scale(&mut self.sum.transitions, 1.0 / self.rounds);
        for row in self.sum.transitions.chunks_mut(LABELS) {
            row[0] -= schedule.bias;
            for (kind, more) in NameType::ALL.into_iter().zip(schedule.begin) {
                row[usize::from(Label::begin(kind).0)] += more;
            }
        }
        self.sum
    }
}

type Row = [f32; LABELS];

/// Forward and backward sums of one sentence.
#[derive(Default)]
struct Lattice {
    /// e to the score of each label.
    scores: Vec<Row>,
    forward: Vec<Row>,
    backward: Vec<Row>,
    scales: Vec<f32>,
}

impl Trainer<'_> {
    fn learn(&mut self, instance: &Instance) {
        let len = instance.words.len();
        let (first, after) = self.transitions();
        let mut lattice = std::mem::take(&mut self.lattice);
        lattice.scores.clear();
        lattice.scores.extend((0..len).map(|at| exp(&self.score(instance, at))));
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

/// e to the scores, the largest taken off so that nothing overflows.
fn exp(scores: &Row) -> Row {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    scores.map(|score| (score - most).exp().max(1e-30))
}

impl Lattice {
    fn sum(&mut self, first: &Row, after: &[Row; LABELS]) {
        let len = self.scores.len();
        self.forward.clear();
        self.scales.clear();
        for at in 0..len {
            let mut row: Row = if at == 0 {
                *first
            } else {
                let before = self.forward[at - 1];
                std::array::from_fn(|to| (0..LABELS).map(|from| before[from] * after[from][to]).sum())
            };
            row.iter_mut().zip(&self.scores[at]).for_each(|(cell, score)| *cell *= score);
            let scale = 1.0 / row.iter().sum::<f32>().max(1e-30);
            self.forward.push(row.map(|cell| cell * scale));
            self.scales.push(scale);
        }
        self.backward.clear();
        self.backward.resize(len, [1.0; LABELS]);
        for at in (0..len.saturating_sub(1)).rev() {
            let (next, scores, scale) = (self.backward[at + 1], self.scores[at + 1], self.scales[at + 1]);
            let weighed: Row = std::array::from_fn(|to| next[to] * scores[to] * scale);
            self.backward[at] = std::array::from_fn(|from| (0..LABELS).map(|to| after[from][to] * weighed[to]).sum());
        }
    }

    /// What is right minus what the model expects, label by label.
    fn gradient(&self, at: usize, right: usize) -> Row {
        let product: Row = std::array::from_fn(|l| self.forward[at][l] * self.backward[at][l]);
        let total = product.iter().sum::<f32>().max(1e-30);
        let mut gradient = product.map(|p| -p / total);
        gradient[right] += 1.0;
        gradient
    }

    /// Takes the expected transitions into the token off `moves`.
    fn expect(&self, at: usize, after: &[Row; LABELS], moves: &mut [Row; LABELS]) {
        for from in 0..LABELS {
            let so_far = self.forward[at - 1][from] * self.scales[at];
            for to in 0..LABELS {
                moves[from][to] -= so_far * after[from][to] * self.scores[at][to] * self.backward[at][to];
            }
        }
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
