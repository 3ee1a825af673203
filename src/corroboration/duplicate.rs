//! Near-duplicate texts and copied parts (`docs/corroboration.md`): shingles of folded words, found again by `MinHash`.
//!
//! `MinHash` rather than `SimHash`: a tenth that is copied is found too, not only whole reprints, and what is found is
//! checked on the shingles themselves.

use std::hash::{BuildHasher, BuildHasherDefault};
use std::ops::Range;

use rustc_hash::{FxHashSet, FxHasher};

/// Words of a shingle.
const WIDTH: usize = 5;
/// Keys of a text: two that share a tenth of their shingles share a key with a probability of 0.99. Bands of more than one
/// minimum would miss copied parts; that strangers seldom share five words in a row keeps the lists short.
const KEYS: usize = 48;
/// Share of all shingles (Jaccard) from which one text is a version of the other.
const DUPLICATE: f32 = 0.6;
/// Share of its own shingles from which a text lies whole in another.
const WITHIN: f32 = 0.85;
/// Share of its own shingles from which a text tells that a part is copied.
const PART: f32 = 0.2;

/// How a text is related to an earlier one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Relation {
    /// It is a version of it, or lies in it whole.
    Duplicate,
    /// A part of it is copied.
    Part,
}

/// The shingles of a text.
#[derive(Clone, Debug, Default)]
pub struct Shingles {
    /// A number for each, in text order.
    all: Vec<u64>,
}

impl Shingles {
    /// Cuts folded words; a text of fewer words has one shingle or none.
    pub fn of<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        let hash = BuildHasherDefault::<FxHasher>::default();
        let number = |shingle: &[&str]| mixed(hash.hash_one(shingle));
        let all = if words.len() < WIDTH { vec![number(&words)] } else { words.windows(WIDTH).map(number).collect() };
        Self { all: if words.is_empty() { Vec::new() } else { all } }
    }

    /// The keys by which near texts are found: the least shingle in each of many orders, sorted, each once.
    pub fn keys(&self) -> Vec<i64> {
        if self.all.is_empty() {
            return Vec::new();
        }
        let least = |seed: u64| self.all.iter().map(|shingle| mixed(shingle ^ seed)).min().unwrap_or_default();
        let mut keys: Vec<i64> =
            (1..=KEYS as u64).map(|seed| i64::from_ne_bytes(least(mixed(seed)).to_ne_bytes())).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// How this text is related to an earlier one; `None` if it is not.
    pub fn relation(&self, earlier: &Self) -> Option<Relation> {
        let (own, other) = (self.set(), earlier.set());
        let shared = own.intersection(&other).count();
        if shared == 0 {
            return None;
        }
        let share = |of: usize| ratio(shared, of);
        if share(own.len() + other.len() - shared) >= DUPLICATE || share(own.len()) >= WITHIN {
            return Some(Relation::Duplicate);
        }
        (share(own.len()) >= PART).then_some(Relation::Part)
    }

    /// Runs of words of this text that the earlier one has: ranges of word numbers, those of a single shingle left out.
    pub fn copied(&self, earlier: &Self) -> Vec<Range<usize>> {
        let other = earlier.set();
        let mut runs: Vec<Range<usize>> = Vec::new();
        for (at, _) in self.all.iter().enumerate().filter(|(_, shingle)| other.contains(shingle)) {
            match runs.last_mut().filter(|run| run.end >= at) {
                Some(run) => run.end = at + WIDTH,
                None => runs.push(at..at + WIDTH),
            }
        }
        runs.retain(|run| run.len() > WIDTH);
        runs
    }

    fn set(&self) -> FxHashSet<u64> {
        self.all.iter().copied().collect()
    }
}

#[expect(clippy::cast_precision_loss, reason = "words of an article")]
fn ratio(a: usize, b: usize) -> f32 {
    a as f32 / b.max(1) as f32
}

/// Spreads the bits of a number (the finisher of `SplitMix64`, public domain).
fn mixed(n: u64) -> u64 {
    let n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    n ^ (n >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shingles(text: &str) -> Shingles {
        Shingles::of(text.split(' '))
    }

    fn words(from: u32, to: u32) -> String {
        (from..to).map(|n| format!("كلمة{n}")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn reprints_and_parts_are_told_from_strangers() {
        let (whole, changed) = (words(0, 200), format!("{} {}", words(0, 180), words(300, 310)));
        let part = format!("{} {}", words(500, 600), words(50, 120));
        let relation = |a: &str, b: &str| shingles(a).relation(&shingles(b));
        assert_eq!(relation(&changed, &whole), Some(Relation::Duplicate));
        assert_eq!(relation(&words(10, 60), &whole), Some(Relation::Duplicate));
        assert_eq!(relation(&part, &whole), Some(Relation::Part));
        assert_eq!(relation(&words(700, 800), &whole), None);
        assert_eq!(shingles(&part).copied(&shingles(&whole)), vec![Range { start: 100, end: 170 }]);
        assert_eq!(relation("", &whole), None);
    }

    #[test]
    fn near_texts_share_a_key_and_strangers_none() {
        let keys = |text: &str| shingles(text).keys();
        let near = |a: &str, b: &str| keys(a).iter().any(|key| keys(b).contains(key));
        assert!(near(&words(0, 200), &words(20, 220)));
        assert!(near(&words(0, 200), &words(90, 290)));
        assert!(!near(&words(0, 200), &words(400, 600)));
        assert!(keys("").is_empty());
        assert!(keys("كلمة").len() <= KEYS);
    }
}
