//! The best row of labels (Viterbi).

use super::STEPS;
use super::label::{LABELS, Label};

/// Scores of the labels of one token.
pub type Scores = [i32; LABELS];

/// How labels follow each other.
#[derive(Clone, Debug)]
pub struct Transitions {
    /// Score of a label at the beginning of a sentence.
    pub first: Scores,
    /// `after[a][b]`: score of `b` after `a`.
    pub after: [Scores; LABELS],
}

/// Score of what must not be; far from overflow over any sentence.
pub const NEVER: i32 = -1_000_000;

impl Transitions {
    /// Forbids what no name spells: inside without a beginning of the same type.
    pub fn forbid(&mut self) {
        let label = |at: usize| Label(at as u8);
        for to in 0..LABELS {
            if label(to).is_inside() {
                self.first[to] = NEVER;
            }
            for from in 0..LABELS {
                if !label(from).allows(label(to)) {
                    self.after[from][to] = NEVER;
                }
            }
        }
    }
}

/// Appends the best labels of a sentence to `out`; `back` is scratch.
pub fn best(scores: &[Scores], transitions: &Transitions, back: &mut Vec<[u8; LABELS]>, out: &mut Vec<Label>) {
    let Some(first) = scores.first() else { return };
    back.clear();
    let mut total = [0; LABELS];
    for (to, total) in total.iter_mut().enumerate() {
        *total = transitions.first[to] + first[to];
    }
    for here in &scores[1..] {
        let mut next = [i32::MIN; LABELS];
        let mut from = [0_u8; LABELS];
        for (before, &so_far) in total.iter().enumerate() {
            let row = &transitions.after[before];
            for to in 0..LABELS {
                let score = so_far.saturating_add(row[to]);
                let better = score > next[to];
                next[to] = if better { score } else { next[to] };
                from[to] = if better { before as u8 } else { from[to] };
            }
        }
        for to in 0..LABELS {
            next[to] = next[to].saturating_add(here[to]);
        }
        total = next;
        back.push(from);
    }
    let mut label = (0..LABELS).max_by_key(|&l| (total[l], LABELS - l)).unwrap_or(0);
    let start = out.len();
    out.push(Label(label as u8));
    for from in back.iter().rev() {
        label = usize::from(from[label]);
        out.push(Label(label as u8));
    }
    out[start..].reverse();
}

/// Transitions as factors: e to their scores.
#[derive(Clone, Debug)]
pub struct Factors {
    first: [f32; LABELS],
    after: [[f32; LABELS]; LABELS],
}

impl Factors {
    /// The factors of transitions.
    pub fn of(transitions: &Transitions) -> Self {
        Self { first: transitions.first.map(power), after: transitions.after.map(|row| row.map(power)) }
    }
}

/// e to a score.
#[allow(clippy::cast_precision_loss, reason = "scores are far below 2^24")]
fn power(score: i32) -> f32 {
    if score <= NEVER { 0.0 } else { (score as f32 / STEPS).exp() }
}

/// How probable it is of each token that it is in some name: forward and backward sums.
pub fn in_name(scores: &[Scores], factors: &Factors, out: &mut [f32]) {
    let weights = |row: &Scores| {
        let most = row.iter().copied().max().unwrap_or(0);
        row.map(|score| power(score - most))
    };
    let weights: Vec<[f32; LABELS]> = scores.iter().map(weights).collect();
    let mut forward: Vec<[f32; LABELS]> = Vec::with_capacity(scores.len());
    for (at, row) in weights.iter().enumerate() {
        let mut next = factors.first;
        if let Some(before) = at.checked_sub(1) {
            next = [0.0; LABELS];
            for (so_far, row) in forward[before].iter().zip(&factors.after) {
                next.iter_mut().zip(row).for_each(|(sum, factor)| *sum += so_far * factor);
            }
        }
        next.iter_mut().zip(row).for_each(|(cell, weight)| *cell *= weight);
        let scale = 1.0 / next.iter().sum::<f32>().max(f32::MIN_POSITIVE);
        forward.push(next.map(|cell| cell * scale));
    }
    let mut backward = [1.0_f32; LABELS];
    for at in (0..scores.len()).rev() {
        let total: f32 = forward[at].iter().zip(&backward).map(|(a, b)| a * b).sum();
        out[at] = 1.0 - forward[at][0] * backward[0] / total.max(f32::MIN_POSITIVE);
        let weighed: [f32; LABELS] = std::array::from_fn(|to| backward[to] * weights[at][to]);
        let sum = |row: &[f32; LABELS]| -> f32 { row.iter().zip(&weighed).map(|(a, b)| a * b).sum() };
        let sums = factors.after.each_ref().map(sum);
        let scale = 1.0 / sums.iter().sum::<f32>().max(f32::MIN_POSITIVE);
        backward = sums.map(|cell| cell * scale);
    }
}

#[cfg(test)]
mod tests {
    use super::super::label::NameType;
    use super::*;

    #[test]
    fn a_name_begins_before_it_goes_on() {
        let mut transitions = Transitions { first: [0; LABELS], after: [[0; LABELS]; LABELS] };
        transitions.forbid();
        let (begin, inside) = (Label::begin(NameType::Person), Label::inside(NameType::Person));
        let mut scores = [[0; LABELS]; 2];
        scores[0][usize::from(Label::OUTSIDE.0)] = 3;
        scores[0][usize::from(begin.0)] = 1;
        scores[1][usize::from(inside.0)] = 5;
        let mut out = Vec::new();
        best(&scores, &transitions, &mut Vec::new(), &mut out);
        assert_eq!(out, [begin, inside]);
        scores[1][usize::from(inside.0)] = 1;
        out.clear();
        best(&scores, &transitions, &mut Vec::new(), &mut out);
        assert_eq!(out, [Label::OUTSIDE, Label::OUTSIDE]);
    }
}
