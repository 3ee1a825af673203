//! Forward and backward sums over the labels of a sentence.

use crate::tagger::learned::label::LABELS;

/// A number for each label.
pub(super) type Row = [f32; LABELS];

/// Forward and backward sums of one sentence.
#[derive(Default)]
pub(super) struct Lattice {
    /// e to the score of each label.
    pub(super) scores: Vec<Row>,
    forward: Vec<Row>,
    backward: Vec<Row>,
    scales: Vec<f32>,
}

/// e to the scores, the largest taken off so that nothing overflows.
pub(super) fn exp(scores: &Row) -> Row {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    scores.map(|score| (score - most).exp().max(1e-30))
}

impl Lattice {
    /// Sums up over the scores.
    pub(super) fn sum(&mut self, first: &Row, after: &[Row; LABELS]) {
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
    pub(super) fn gradient(&self, at: usize, right: usize) -> Row {
        let product: Row = std::array::from_fn(|l| self.forward[at][l] * self.backward[at][l]);
        let total = product.iter().sum::<f32>().max(1e-30);
        let mut gradient = product.map(|p| -p / total);
        gradient[right] += 1.0;
        gradient
    }

    /// Takes the expected transitions into the token off `moves`.
    pub(super) fn expect(&self, at: usize, after: &[Row; LABELS], moves: &mut [Row; LABELS]) {
        for from in 0..LABELS {
            let so_far = self.forward[at - 1][from] * self.scales[at];
            for to in 0..LABELS {
                moves[from][to] -= so_far * after[from][to] * self.scores[at][to] * self.backward[at][to];
            }
        }
    }
}
