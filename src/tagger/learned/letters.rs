//! What the letters of a word say of it: names of foreign persons and places look unlike other words. A guess for the
//! words that no list and no text has; learned from those that have been voted on (`train::letters`).

use std::borrow::Cow;

use super::hash;

/// Classes guessed: no name, then the types of names in their order.
pub const CLASSES: usize = 5;
/// Rows of weights, one for each hash of a piece of a word.
pub const ROWS: usize = 1 << 16;
/// Steps of a weight of 1.
pub const STEPS: f32 = 24.0;
/// Shares from which on a class is of strength 1, 2 … 7.
const STRENGTHS: [f32; 7] = [0.02, 0.05, 0.12, 0.25, 0.5, 0.75, 0.92];
/// Seed of the hashes of pieces.
const PIECE: u32 = 300;
/// Letters of the longest piece.
const LONGEST: usize = 5;

/// How probable each class is, from 0 to 7.
pub type Guess = [u8; CLASSES];

/// Weights of the pieces of words.
#[derive(Clone, Debug)]
pub struct Letters(Cow<'static, [u8]>);

impl Letters {
    /// Opens the weights; none at all guess nothing.
    pub fn open(bytes: Cow<'static, [u8]>) -> Option<Self> {
        (bytes.is_empty() || bytes.len() == ROWS * CLASSES).then_some(Self(bytes))
    }

    /// Guesses what a word without proclitics is; `None` when there are no weights.
    pub fn guess(&self, stem: &str) -> Option<Guess> {
        if self.0.is_empty() {
            return None;
        }
        let mut sums = [0_i32; CLASSES];
        pieces(stem, |row| {
            for (sum, &weight) in sums.iter_mut().zip(&self.0[row * CLASSES..][..CLASSES]) {
                *sum += i32::from(i8::from_le_bytes([weight]));
            }
        });
        #[allow(clippy::cast_precision_loss, reason = "sums are small")]
        let shares = shares(sums.map(|sum| sum as f32 / STEPS));
        Some(shares.map(|share| STRENGTHS.iter().filter(|&&from| share >= from).count() as u8))
    }
}

/// Scores as shares of 1.
pub fn shares(scores: [f32; CLASSES]) -> [f32; CLASSES] {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let powers = scores.map(|score| (score - most).exp());
    let total: f32 = powers.iter().sum();
    powers.map(|power| power / total)
}

/// Gives the row of every piece of a word: two to five letters, its ends counted as letters.
pub fn pieces(stem: &str, mut each: impl FnMut(usize)) {
    let bare = stem.strip_prefix("ال").unwrap_or(stem);
    let definite = bare.len() < stem.len();
    let mut row = |key: u32| each(key as usize % ROWS);
    row(hash::join(PIECE, &[u32::from(definite), bare.chars().count().min(12) as u32]));
    let letters: smallvec::SmallVec<[u32; 16]> =
        std::iter::once(1).chain(bare.chars().map(u32::from)).chain([2]).collect();
    for first in 0..letters.len() {
        let longest = LONGEST.min(letters.len() - first);
        for length in 2..=longest {
            row(hash::join(PIECE + 1, &letters[first..first + length]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_weights_nothing_is_guessed() {
        assert!(Letters::open(vec![1].into()).is_none());
        assert_eq!(Letters::open(Vec::new().into()).unwrap().guess("بيروت"), None);
        let none = Letters::open(vec![0; ROWS * CLASSES].into()).unwrap().guess("بيروت");
        assert_eq!(none, Some([3; CLASSES]));
    }

    #[test]
    fn pieces_do_not_depend_on_the_article_alone() {
        let rows = |word: &str| {
            let mut rows = Vec::new();
            pieces(word, |row| rows.push(row));
            rows
        };
        let (bare, definite) = (rows("كتاب"), rows("الكتاب"));
        assert_eq!(bare[1..], definite[1..]);
        assert_ne!(bare[0], definite[0]);
    }
}
