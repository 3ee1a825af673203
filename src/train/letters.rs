//! Learns what the letters of a word say of it: softmax regression on the words whose use in plain text is known and on
//! those of the lists.

use crate::tagger::learned::letters::{CLASSES, ROWS, STEPS, pieces, shares};
use crate::tagger::learned::spelling::word_hash;

/// Rounds over all words.
const ROUNDS: usize = 4;
/// First step.
const RATE: f32 = 0.15;
/// Pull towards zero.
const DECAY: f32 = 2e-4;
/// Gradients below this are not worth a step.
const SMALL: f32 = 0.01;

/// A word, how often it is what, how much it counts.
#[derive(Clone, Debug)]
pub struct Example<'w> {
    /// Without proclitics.
    pub word: &'w str,
    /// Shares of the classes.
    pub shares: [f32; CLASSES],
}

/// The half that a word belongs to: the half it is not in may be asked about it without knowing the answer.
pub fn half(word: &str) -> usize {
    (word_hash(word) >> 7 & 1) as usize
}

/// Weights learned from the words of each half, and the mean of both.
pub fn learn(examples: &[Example<'_>]) -> [Vec<u8>; 3] {
    let halves = [0, 1].map(|which| weights(examples, which));
    let both: Vec<f32> = halves[0].iter().zip(&halves[1]).map(|(a, b)| (a + b) / 2.0).collect();
    let [first, second] = halves;
    [first, second, both].map(|weights| weights.into_iter().map(pack).collect())
}

fn pack(weight: f32) -> u8 {
    ((weight * STEPS).round().clamp(-127.0, 127.0) as i8).to_le_bytes()[0]
}

fn weights(examples: &[Example<'_>], which: usize) -> Vec<f32> {
    let mut values = vec![0.0_f32; ROWS * CLASSES];
    let mut squares = vec![1.0_f32; ROWS * CLASSES];
    // a walk through the words that visits each once and no neighbours in a row
    let stride = (1..=examples.len())
        .map(|more| examples.len() * 5 / 8 + more)
        .find(|s| coprime(*s, examples.len()))
        .unwrap_or(1);
    let mut rows = Vec::new();
    let mut at = 0;
    for _ in 0..ROUNDS * examples.len() {
        at = (at + stride) % examples.len();
        let example = &examples[at];
        if half(example.word) != which {
            continue;
        }
        rows.clear();
        pieces(example.word, |row| rows.push(row * CLASSES));
        let mut scores = [0.0_f32; CLASSES];
        for &row in &rows {
            scores.iter_mut().zip(&values[row..]).for_each(|(score, value)| *score += value);
        }
        let guess = shares(scores);
        for class in 0..CLASSES {
            let gradient = example.shares[class] - guess[class];
            if gradient.abs() < SMALL {
                continue;
            }
            for &row in &rows {
                let gradient = gradient - DECAY * values[row + class];
                squares[row + class] += gradient * gradient;
                values[row + class] += RATE * gradient / squares[row + class].sqrt();
            }
        }
    }
    values
}

fn coprime(a: usize, b: usize) -> bool {
    let (mut a, mut b) = (a, b);
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tagger::learned::letters::Letters;

    #[test]
    fn words_of_the_other_half_are_guessed_by_their_letters() {
        let names: Vec<String> =
            (0..40).map(|i| format!("{}وفيتش", ["كار", "ميل", "زان", "بور"][i % 4].repeat(1 + i / 4 % 3))).collect();
        let words: Vec<String> = (0..40)
            .map(|i| format!("است{}ات", ["خدام", "عمال", "قبال", "ثمار"][i % 4].repeat(1 + i / 4 % 3)))
            .collect();
        let example = |word, class: usize| {
            let mut shares = [0.0; CLASSES];
            shares[class] = 1.0;
            Example { word, shares }
        };
        let examples: Vec<Example<'_>> =
            names.iter().map(|w| example(w.as_str(), 1)).chain(words.iter().map(|w| example(w.as_str(), 0))).collect();
        let [.., both] = learn(&examples);
        let letters = Letters::open(both.into()).unwrap();
        let [name, word] = ["لازاروفيتش", "استعلامات"].map(|word| letters.guess(word).unwrap());
        assert!(name[1] > name[0], "{name:?}");
        assert!(word[0] > word[1], "{word:?}");
    }
}
