//! Word classes by the words that stand near a word, in whatever order: what the text is about, where the exchange
//! algorithm tells what part a word plays in it. Rows of associations (positive pointwise mutual information) are
//! reduced to few dimensions (subspace iteration), then cut into classes by direction (k-means).

#![allow(clippy::needless_range_loop, reason = "loops over numbers become instructions that do several at once")]

use rayon::prelude::*;

use super::plain::RARE;

/// Words on each side that stand near.
const WINDOW: usize = 5;
/// The most common words: what a word may stand near to.
const CONTEXTS: usize = 4000;
/// Dimensions left.
const DIMENSIONS: usize = 96;
/// Rounds of the subspace iteration.
const TURNS: usize = 4;
/// Rounds of k-means.
const ROUNDS: usize = 12;
/// Words that classes are made from; the others join one.
const COMMON: usize = 40_000;
/// Occurrences of contexts are raised to this, so that rare ones do not weigh too much.
const SMOOTH: f32 = 0.75;
/// Parts that are summed up side by side, always the same.
const PARTS: usize = 8;
/// Sums that a sum is cut into, done side by side.
const LANES: usize = 16;

type Point = [f32; DIMENSIONS];
/// Contexts with how often they stand near a word, or how strongly they go with it.
type Row = Vec<(u16, f32)>;

/// A point of few dimensions for each word, of length 1.
#[derive(Debug)]
pub struct Points(Vec<Point>);

impl Points {
    /// Reads a text of so many words, the most common first. A dimension counts by the root of its length, that is by how
    /// much of the text it explains: with all alike, words of a text that has hardly more words than dimensions all stand
    /// at right angles to each other.
    pub fn read(text: &[Vec<u32>], words: usize) -> Self {
        let rows = associations(near(text, words));
        let mut basis: Vec<Point> = (0..CONTEXTS as u32).map(start).collect();
        orthonormal(&mut basis);
        for _ in 0..TURNS {
            basis = turned(&rows, &onto(&rows, &basis));
            orthonormal(&mut basis);
        }
        let mut points = onto(&rows, &basis);
        let lengths = orthonormal(&mut points).map(f32::sqrt);
        points.par_iter_mut().for_each(|point| {
            point.iter_mut().zip(&lengths).for_each(|(x, length)| *x *= length);
            normalize(point);
        });
        Self(points)
    }

    /// The class of each word, `classes` in all.
    pub fn cluster(&self, classes: usize) -> Vec<u16> {
        let common = &self.0[..self.0.len().min(COMMON)];
        let spread = (common.len() / 4 / classes).max(1);
        let mut centres: Vec<Point> = common.iter().step_by(spread).take(classes).copied().collect();
        for _ in 0..ROUNDS {
            let mut sums = vec![[0.0; DIMENSIONS]; centres.len()];
            for (point, class) in common.iter().zip(nearest(common, &centres)) {
                add(&mut sums[usize::from(class)], point, 1.0);
            }
            sums.iter_mut().for_each(normalize);
            centres = sums;
        }
        nearest(&self.0, &centres)
    }
}

/// The contexts of each word with how often they stand near it.
fn near(text: &[Vec<u32>], words: usize) -> Vec<Row> {
    let mut met: Vec<Vec<u16>> = vec![Vec::new(); words];
    for sentence in text {
        for (at, &word) in sentence.iter().enumerate().filter(|(_, word)| **word != RARE) {
            let window = at.saturating_sub(WINDOW)..(at + WINDOW + 1).min(sentence.len());
            let others = window.filter(|&other| other != at).map(|other| sentence[other]);
            met[word as usize].extend(others.filter(|&other| other < CONTEXTS as u32).map(|other| other as u16));
        }
    }
    let count = |mut met: Vec<u16>| {
        met.sort_unstable();
        met.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as f32)).collect()
    };
    met.into_par_iter().map(count).collect()
}

/// Counts as positive pointwise mutual information.
fn associations(mut rows: Vec<Row>) -> Vec<Row> {
    let mut contexts = vec![0.0_f32; CONTEXTS];
    for &(context, n) in rows.iter().flatten() {
        contexts[usize::from(context)] += n;
    }
    let contexts: Vec<f32> = contexts.into_iter().map(|n| n.powf(SMOOTH)).collect();
    let all: f32 = contexts.iter().sum();
    rows.par_iter_mut().for_each(|row| {
        let word: f32 = row.iter().map(|(_, n)| n).sum();
        for (context, n) in row.iter_mut() {
            *n = (*n * all / (word * contexts[usize::from(*context)])).ln();
        }
        row.retain(|(_, n)| *n > 0.0);
    });
    rows
}

/// A point that depends on its number alone.
fn start(number: u32) -> Point {
    let mut state = number.wrapping_mul(0x9e37_79b1) | 1;
    std::array::from_fn(|_| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        (state >> 8) as f32 / (1 << 24) as f32 - 0.5
    })
}

/// Each row as a sum of the points of its contexts.
fn onto(rows: &[Row], basis: &[Point]) -> Vec<Point> {
    let sum = |row: &Row| {
        let mut point = [0.0; DIMENSIONS];
        for &(context, weight) in row {
            add(&mut point, &basis[usize::from(context)], weight);
        }
        point
    };
    rows.par_iter().map(sum).collect()
}

/// Each context as a sum of the points of its rows.
fn turned(rows: &[Row], points: &[Point]) -> Vec<Point> {
    let part = rows.len().div_ceil(PARTS).max(1);
    let sum = |(rows, points): (&[Row], &[Point])| {
        let mut sums = vec![[0.0; DIMENSIONS]; CONTEXTS];
        for (row, point) in rows.iter().zip(points) {
            for &(context, weight) in row {
                add(&mut sums[usize::from(context)], point, weight);
            }
        }
        sums
    };
    let parts: Vec<Vec<Point>> = rows.par_chunks(part).zip(points.par_chunks(part)).map(sum).collect();
    let mut all = vec![[0.0; DIMENSIONS]; CONTEXTS];
    for part in &parts {
        all.iter_mut().zip(part).for_each(|(sum, point)| add(sum, point, 1.0));
    }
    all
}

/// Makes the dimensions orthogonal and of length 1 (Gram and Schmidt); gives the lengths they had, 0 for those that the
/// dimensions before explain.
fn orthonormal(points: &mut [Point]) -> Point {
    let mut lengths = [0.0; DIMENSIONS];
    for at in 0..DIMENSIONS {
        let mut along = [0.0_f64; DIMENSIONS];
        for point in points.iter() {
            let here = f64::from(point[at]);
            for before in 0..=at {
                along[before] += here * f64::from(point[before]);
            }
        }
        // the dimensions before are orthonormal already
        let left = along[at] - along[..at].iter().map(|x| x * x).sum::<f64>();
        let length = if left > 1e-6 * along[at] { left.sqrt() } else { 0.0 };
        let scale = if length > 0.0 { 1.0 / length } else { 0.0 };
        lengths[at] = length as f32;
        for point in points.iter_mut() {
            let taken: f64 = along[..at].iter().zip(point.iter()).map(|(a, &x)| a * f64::from(x)).sum();
            point[at] = ((f64::from(point[at]) - taken) * scale) as f32;
        }
    }
    lengths
}

#[inline]
fn add(sum: &mut Point, point: &Point, weight: f32) {
    for at in 0..DIMENSIONS {
        sum[at] += weight * point[at];
    }
}

#[inline]
fn dot(a: &Point, b: &Point) -> f32 {
    let mut lanes = [0.0_f32; LANES];
    for at in (0..DIMENSIONS).step_by(LANES) {
        for lane in 0..LANES {
            lanes[lane] += a[at + lane] * b[at + lane];
        }
    }
    lanes.iter().sum()
}

fn normalize(point: &mut Point) {
    let length = dot(point, point).sqrt();
    if length > 0.0 {
        *point = point.map(|x| x / length);
    }
}

/// The centre nearest to each point, the first of several.
fn nearest(points: &[Point], centres: &[Point]) -> Vec<u16> {
    let near = |point: &Point| {
        let mut best = (f32::MIN, 0);
        for (at, centre) in centres.iter().enumerate() {
            let along = dot(point, centre);
            if along > best.0 {
                best = (along, at as u16);
            }
        }
        best.1
    };
    points.par_iter().map(near).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_subject_share_a_class() {
        // even words stand with each other, odd ones with each other, in any order
        let word = |sentence: u32, at: u32| 2 * (at * (1 + 2 * (sentence / 8 % 2)) % 4) + sentence % 2;
        let text: Vec<Vec<u32>> = (0..256).map(|i| (0..4).map(|at| word(i, at + i / 2)).collect()).collect();
        let of = Points::read(&text, 8).cluster(2);
        assert_ne!(of[0], of[1], "{of:?}");
        assert!((2..8).all(|word| of[word] == of[word % 2]), "{of:?}");
    }
}
