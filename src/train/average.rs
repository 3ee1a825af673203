//! Means of weights, which are steadier than any of them: over the later rounds of a training, over several models.

use super::crf::{Schedule, Trained};
use crate::tagger::learned::label::LABELS;
use crate::tagger::learned::{Label, NameType};

/// Weights summed over rounds: of words, of places, of transitions.
pub(super) struct Average {
    sum: [Vec<f32>; 3],
    rounds: f32,
}

impl Average {
    /// None so far, of so many weights.
    pub(super) fn new(lengths: [usize; 3]) -> Self {
        Self { sum: lengths.map(|len| vec![0.0; len]), rounds: 0.0 }
    }

    /// Adds those of a round.
    pub(super) fn add(&mut self, weights: [&[f32]; 3]) {
        for (sum, weights) in self.sum.iter_mut().zip(weights) {
            sum.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight);
        }
        self.rounds += 1.0;
    }

    /// The mean; features weigh less when none is left out.
    pub(super) fn finish(self, schedule: Schedule) -> Trained {
        let [mut words, mut places, mut transitions] = self.sum;
        let scale = |values: &mut [f32], by: f32| values.iter_mut().for_each(|value| *value *= by);
        scale(&mut words, schedule.scale / self.rounds);
        scale(&mut places, schedule.scale / self.rounds);
        scale(&mut transitions, 1.0 / self.rounds);
        for row in transitions.chunks_mut(LABELS) {
            row[0] -= schedule.bias;
            for (kind, more) in NameType::ALL.into_iter().zip(schedule.begin) {
                row[usize::from(Label::begin(kind).0)] += more;
            }
        }
        Trained { words, places, transitions }
    }
}

/// The mean of several models, of one at least.
pub(super) fn mean(models: &[Trained]) -> Trained {
    let mean = |of: fn(&Trained) -> &Vec<f32>| {
        let mut sum = of(&models[0]).clone();
        for model in &models[1..] {
            sum.iter_mut().zip(of(model)).for_each(|(sum, value)| *sum += value);
        }
        for value in &mut sum {
            *value /= models.len() as f32;
        }
        sum
    };
    Trained { words: mean(|m| &m.words), places: mean(|m| &m.places), transitions: mean(|m| &m.transitions) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_of_two_models_lies_between_them() {
        let model = |x: f32| Trained { words: vec![x, 0.0], places: vec![1.0], transitions: vec![x] };
        let mean = mean(&[model(1.0), model(3.0)]);
        assert_eq!((mean.words, mean.places, mean.transitions), (vec![2.0, 0.0], vec![1.0], vec![2.0]));
    }
}
