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

    /// How far outside must be ahead of all other labels for the best way to outside or a beginning to lead through it.
    fn lead(&self) -> i32 {
        let open = (0..LABELS).filter(|&to| !Label(to as u8).is_inside());
        let gain = |to: usize| self.after.iter().map(move |row| row[to] - self.after[0][to]).max();
        open.filter_map(gain).max().unwrap_or(0)
    }
}

/// The best score of each label of a token and the label before it, by the scores of the token before.
fn after_any(total: &Scores, transitions: &Transitions) -> (Scores, [u8; LABELS]) {
    let mut next = [i32::MIN; LABELS];
    let mut from = [0_u8; LABELS];
    for (before, (so_far, row)) in total.iter().zip(&transitions.after).enumerate() {
        for to in 0..LABELS {
            let score = so_far + row[to];
            let better = score > next[to];
            next[to] = if better { score } else { next[to] };
            from[to] = if better { before as u8 } else { from[to] };
        }
    }
    (next, from)
}

/// The same where outside leads by so much that every label follows it but those that go on with a name.
fn after_outside(total: &Scores, transitions: &Transitions) -> (Scores, [u8; LABELS]) {
    let mut next = transitions.after[0];
    let mut from = [0_u8; LABELS];
    for label in 0..LABELS {
        next[label] += total[0];
        if label > 0 && label % 2 == 0 {
            let begun = total[label - 1] + transitions.after[label - 1][label];
            let gone_on = total[label] + transitions.after[label][label];
            (next[label], from[label]) =
                if gone_on > begun { (gone_on, label as u8) } else { (begun, label as u8 - 1) };
        }
    }
    (next, from)
}

/// Appends the best labels of a sentence to `out`; `back` is scratch. The transitions must be such as [`forbid`]
/// leaves them.
///
/// [`forbid`]: Transitions::forbid
pub fn best(scores: &[Scores], transitions: &Transitions, back: &mut Vec<[u8; LABELS]>, out: &mut Vec<Label>) {
    let Some(first) = scores.first() else { return };
    back.clear();
    let mut total = [0; LABELS];
    for (to, total) in total.iter_mut().enumerate() {
        *total = transitions.first[to] + first[to];
    }
    let lead = transitions.lead();
    for here in &scores[1..] {
        let mut second = total[1];
        for &other in &total[2..] {
            second = second.max(other);
        }
        let sure = total[0] - second > lead;
        let (next, from) = if sure { after_outside(&total, transitions) } else { after_any(&total, transitions) };
        for label in 0..LABELS {
            total[label] = next[label] + here[label];
        }
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
    /// `before[b][a]`: the same by the later label.
    before: [[f32; LABELS]; LABELS],
    /// e to no score, to one step less, to two …
    less: Vec<f32>,
}

impl Factors {
    /// The factors of transitions.
    pub fn of(transitions: &Transitions) -> Self {
        let after = transitions.after.map(|row| row.map(power));
        let before = std::array::from_fn(|to| after.map(|row| row[to]));
        let less = (0..LESS).map(|steps| power(-steps)).collect();
        Self { first: transitions.first.map(power), after, before, less }
    }

    /// e to a score that is not above 0.
    fn power(&self, score: i32) -> f32 {
        self.less.get(score.unsigned_abs() as usize).copied().unwrap_or_else(|| power(score))
    }
}

/// Steps below the best score whose powers are kept.
const LESS: i32 = 2048;

/// e to a score.
#[allow(clippy::cast_precision_loss, reason = "scores are far below 2^24")]
fn power(score: i32) -> f32 {
    if score <= NEVER { 0.0 } else { (score as f32 / STEPS).exp() }
}

/// How probable it is of each token that it is in some name: forward and backward sums.
pub fn in_name(scores: &[Scores], factors: &Factors, out: &mut [f32]) {
    let mut weights: Vec<[f32; LABELS]> = Vec::with_capacity(scores.len());
    for row in scores {
        let most = row.iter().copied().max().unwrap_or(0);
        let mut weight = [0.0; LABELS];
        for label in 0..LABELS {
            weight[label] = factors.power(row[label] - most);
        }
        weights.push(weight);
    }
    let mut forward: Vec<[f32; LABELS]> = Vec::with_capacity(scores.len());
    for (at, row) in weights.iter().enumerate() {
        let mut next = factors.first;
        if let Some(before) = at.checked_sub(1) {
            next = weighed(&forward[before], &factors.after);
        }
        for label in 0..LABELS {
            next[label] *= row[label];
        }
        forward.push(scaled(next));
    }
    let mut backward = [1.0_f32; LABELS];
    for at in (0..scores.len()).rev() {
        let mut total = 0.0;
        for label in 0..LABELS {
            total += forward[at][label] * backward[label];
        }
        out[at] = 1.0 - forward[at][0] * backward[0] / total.max(f32::MIN_POSITIVE);
        for label in 0..LABELS {
            backward[label] *= weights[at][label];
        }
        backward = scaled(weighed(&backward, &factors.before));
    }
}

/// Sum of the rows, each by its weight.
fn weighed(weights: &[f32; LABELS], rows: &[[f32; LABELS]; LABELS]) -> [f32; LABELS] {
    let mut sums = [0.0; LABELS];
    for (weight, row) in weights.iter().zip(rows) {
        for label in 0..LABELS {
            sums[label] += weight * row[label];
        }
    }
    sums
}

/// The cells as shares of their sum.
fn scaled(mut cells: [f32; LABELS]) -> [f32; LABELS] {
    let mut sum = 0.0;
    for cell in &cells {
        sum += cell;
    }
    let scale = 1.0 / sum.max(f32::MIN_POSITIVE);
    for cell in &mut cells {
        *cell *= scale;
    }
    cells
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
