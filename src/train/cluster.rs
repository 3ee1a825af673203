//! Word classes by the exchange algorithm (Kneser and Ney 1993): each word goes to the class where a bigram model over
//! classes explains the text best, until nothing moves.

use rustc_hash::FxHashMap;

use super::plain::RARE;

/// Rounds over all words.
const ROUNDS: usize = 5;
/// x · ln x is tabled up to here.
const TABLED: usize = 1 << 16;

/// Neighbours of each word with how often they stand there.
struct Neighbours {
    starts: Vec<u32>,
    pairs: Vec<(u32, u32)>,
}

impl Neighbours {
    fn of(&self, word: usize) -> &[(u32, u32)] {
        &self.pairs[self.starts[word] as usize..self.starts[word + 1] as usize]
    }

    fn new(bigrams: &mut [(u32, u32, u32)], words: usize) -> Self {
        bigrams.sort_unstable();
        let mut starts = vec![0; words + 1];
        for (word, ..) in bigrams.iter() {
            starts[*word as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        Self { starts, pairs: bigrams.iter().map(|&(_, other, n)| (other, n)).collect() }
    }
}

/// The bigrams of a text, before and after each word.
pub struct Bigrams {
    before: Neighbours,
    after: Neighbours,
    words: usize,
}

impl Bigrams {
    /// Counts them.
    pub fn count(text: &[Vec<u32>], words: usize) -> Self {
        let mut counts: FxHashMap<u64, u32> = FxHashMap::default();
        for sentence in text {
            for pair in sentence.windows(2).filter(|pair| pair[0] != RARE && pair[1] != RARE) {
                *counts.entry(u64::from(pair[0]) << 32 | u64::from(pair[1])).or_default() += 1;
            }
        }
        let mut after: Vec<(u32, u32, u32)> = counts.iter().map(|(&k, &n)| ((k >> 32) as u32, k as u32, n)).collect();
        let mut before: Vec<(u32, u32, u32)> = after.iter().map(|&(a, b, n)| (b, a, n)).collect();
        Self { before: Neighbours::new(&mut before, words), after: Neighbours::new(&mut after, words), words }
    }

    /// The class of each word, `classes` in all; words are in order of their counts.
    pub fn cluster(&self, counts: &[u32], classes: usize) -> Vec<u16> {
        let mut exchange = Exchange::new(self, counts, classes);
        for _ in 0..ROUNDS {
            let moved = (0..self.words).filter(|&word| exchange.improve(word)).count();
            if moved * 200 < self.words {
                break;
            }
        }
        exchange.of
    }
}

struct Exchange<'b> {
    bigrams: &'b Bigrams,
    counts: &'b [u32],
    classes: usize,
    of: Vec<u16>,
    /// How often class b follows class a: `follows[a][b]`, and turned round.
    follows: Vec<u32>,
    precedes: Vec<u32>,
    sizes: Vec<u64>,
    table: Vec<f32>,
    /// Scratch: neighbours of a word by class.
    sums: [Vec<u32>; 2],
    touched: [Vec<u16>; 2],
    gains: Vec<f32>,
}

impl<'b> Exchange<'b> {
    fn new(bigrams: &'b Bigrams, counts: &'b [u32], classes: usize) -> Self {
        let of: Vec<u16> = (0..bigrams.words).map(|word| (word % classes) as u16).collect();
        let mut exchange = Self {
            bigrams,
            counts,
            classes,
            of,
            follows: vec![0; classes * classes],
            precedes: vec![0; classes * classes],
            sizes: vec![0; classes],
            table: (0..TABLED).map(|x| x_log_x(x as f32)).collect(),
            sums: [vec![0; classes], vec![0; classes]],
            touched: [Vec::new(), Vec::new()],
            gains: vec![0.0; classes],
        };
        for (word, &count) in counts.iter().enumerate() {
            exchange.sizes[usize::from(exchange.of[word])] += u64::from(count);
            for &(next, n) in bigrams.after.of(word) {
                let (a, b) = (usize::from(exchange.of[word]), usize::from(exchange.of[next as usize]));
                exchange.follows[a * classes + b] += n;
                exchange.precedes[b * classes + a] += n;
            }
        }
        exchange
    }

    /// Moves a word to its best class; true when that is another.
    fn improve(&mut self, word: usize) -> bool {
        let old = self.of[word];
        self.gather(word);
        self.shift(old, false);
        self.sizes[usize::from(old)] -= u64::from(self.counts[word]);
        self.weigh(u64::from(self.counts[word]));
        let best = (0..self.classes).max_by(|&a, &b| self.gains[a].total_cmp(&self.gains[b]).then(b.cmp(&a)));
        let best = best.map_or(old, |class| class as u16);
        self.of[word] = best;
        self.shift(best, true);
        self.sizes[usize::from(best)] += u64::from(self.counts[word]);
        best != old
    }

    /// Sums up the neighbours of a word by class, the word itself left out.
    fn gather(&mut self, word: usize) {
        for (side, neighbours) in [&self.bigrams.before, &self.bigrams.after].into_iter().enumerate() {
            for class in self.touched[side].drain(..) {
                self.sums[side][usize::from(class)] = 0;
            }
            for &(other, n) in neighbours.of(word).iter().filter(|(other, _)| *other as usize != word) {
                let class = self.of[other as usize];
                let sum = &mut self.sums[side][usize::from(class)];
                if *sum == 0 {
                    self.touched[side].push(class);
                }
                *sum += n;
            }
        }
    }

    /// Takes the gathered bigrams into a class or out of it.
    fn shift(&mut self, class: u16, into: bool) {
        let class = usize::from(class);
        for side in 0..2 {
            for &other in &self.touched[side] {
                let (other, n) = (usize::from(other), self.sums[side][usize::from(other)]);
                let (a, b) = if side == 0 { (other, class) } else { (class, other) };
                for cell in [&mut self.follows[a * self.classes + b], &mut self.precedes[b * self.classes + a]] {
                    *cell = if into { *cell + n } else { *cell - n };
                }
            }
        }
    }

    /// What each class would gain by the gathered word.
    fn weigh(&mut self, count: u64) {
        let (gains, sizes) = (&mut self.gains, &self.sizes);
        for (gain, &size) in gains.iter_mut().zip(sizes) {
            *gain = -2.0 * (x_log_x_of(size + count) - x_log_x_of(size)) as f32;
        }
        for (side, matrix) in [&self.follows, &self.precedes].into_iter().enumerate() {
            for &other in &self.touched[side] {
                let n = self.sums[side][usize::from(other)];
                let row = &matrix[usize::from(other) * self.classes..][..self.classes];
                for (gain, &cell) in self.gains.iter_mut().zip(row) {
                    *gain += tabled(&self.table, cell + n) - tabled(&self.table, cell);
                }
            }
        }
    }
}

#[inline]
fn tabled(table: &[f32], x: u32) -> f32 {
    table.get(x as usize).copied().unwrap_or_else(|| x_log_x(x as f32))
}

fn x_log_x(x: f32) -> f32 {
    if x > 0.0 { x * x.ln() } else { 0.0 }
}

fn x_log_x_of(x: u64) -> f64 {
    let x = x as f64;
    if x > 0.0 { x * x.ln() } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_use_share_a_class() {
        // 0 1 are verbs, 2 3 are names, 4 5 are places: verb name place
        let text: Vec<Vec<u32>> = (0..64_u32).map(|i| vec![i % 2, 2 + i / 2 % 2, 4 + i / 4 % 2]).collect();
        let of = Bigrams::count(&text, 6).cluster(&[32; 6], 3);
        assert!(of[0] == of[1] && of[2] == of[3] && of[4] == of[5], "{of:?}");
        assert!(of[0] != of[2] && of[2] != of[4] && of[0] != of[4]);
    }
}
