//! The same name elsewhere in the article: a surname that stood in a full name, a place or organisation of one word. What
//! stands around the other mentions counts for each of them.

use rustc_hash::FxHashMap;

use super::decode::Scores;
use super::label::{self, Label, NameType};

/// What a word gains, in steps of score, if all its other mentions are names; chosen on the dev parts of the corpora.
const GAIN: i32 = 288;
/// Part of the evidence of the other mentions that counts, in hundredths; chosen like `GAIN`.
const POOL: i32 = 40;
/// Lead over outside beyond which there is no doubt.
const DOUBT: i32 = 400;

/// How often a word is in a name of each type, and how often it stands in the article.
#[derive(Clone, Debug, Default)]
pub(super) struct Echo {
    words: FxHashMap<u32, Heard>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Heard {
    kinds: [u16; NameType::ALL.len()],
    outside: u16,
    /// What speaks for each type over outside, summed up over the mentions.
    evidence: [i32; NameType::ALL.len()],
    mentions: i32,
}

/// Lead of each type over outside, cut off where it is beyond doubt.
fn evidence(scores: &Scores) -> [i32; NameType::ALL.len()] {
    NameType::ALL.map(|kind| {
        let [begin, inside] = [Label::begin(kind), Label::inside(kind)].map(|label| scores[usize::from(label.0)]);
        (begin.max(inside) - scores[0]).clamp(-DOUBT, DOUBT)
    })
}
impl Echo {
    /// Counts the words of an article.
    pub(super) fn learn(&mut self, stems: &[u32], labels: &[Label], scores: &[Scores]) {
        self.words.clear();
        for name in label::names(labels) {
            if name.end - name.first == 1 || name.kind == NameType::Person {
                for stem in &stems[name.first..name.end] {
                    let count = &mut self.words.entry(*stem).or_default().kinds[name.kind as usize];
                    *count = count.saturating_add(1);
                }
            }
        }
        for (stem, scores) in stems.iter().zip(scores) {
            if let Some(heard) = self.words.get_mut(stem) {
                heard.evidence.iter_mut().zip(evidence(scores)).for_each(|(sum, here)| *sum += here);
                heard.mentions += 1;
            }
        }
        for (stem, _) in stems.iter().zip(labels).filter(|(_, label)| **label == Label::OUTSIDE) {
            if let Some(heard) = self.words.get_mut(stem) {
                heard.outside = heard.outside.saturating_add(1);
            }
        }
    }

    /// Raises the scores of words that are names elsewhere but not here, and lets the other mentions of a name have their
    /// say; true when any score changes.
    pub(super) fn sound(&self, stems: &[u32], labels: &[Label], scores: &mut [Scores]) -> bool {
        let mut any = false;
        for ((stem, label), scores) in stems.iter().zip(labels).zip(scores) {
            let Some(heard) = self.words.get(stem) else { continue };
            let mut gains = [0; NameType::ALL.len()];
            if *label == Label::OUTSIDE {
                let total = i32::from(heard.outside) + heard.kinds.iter().copied().map(i32::from).sum::<i32>();
                for (gain, &count) in gains.iter_mut().zip(&heard.kinds) {
                    *gain = GAIN * i32::from(count) / total;
                }
            }
            if heard.mentions > 1 {
                let own = evidence(scores);
                for ((gain, sum), own) in gains.iter_mut().zip(heard.evidence).zip(own) {
                    *gain += POOL * (sum - own) / (heard.mentions - 1) / 100;
                }
            }
            for (kind, gain) in NameType::ALL.into_iter().zip(gains) {
                scores[usize::from(Label::begin(kind).0)] += gain;
                scores[usize::from(Label::inside(kind).0)] += gain;
                any |= gain != 0;
            }
        }
        any
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tagger::learned::label::LABELS;

    #[test]
    fn a_surname_counts_for_more_where_it_stands_alone() {
        let (begin, inside) = (Label::begin(NameType::Person), Label::inside(NameType::Person));
        let stems = [11, 22, 33, 22];
        let labels = [begin, inside, Label::OUTSIDE, Label::OUTSIDE];
        let mut echo = Echo::default();
        let mut scores = [[0; LABELS]; 4];
        echo.learn(&stems, &labels, &scores);
        let scores = &mut scores[2..];
        assert!(echo.sound(&stems[2..], &labels[2..], scores));
        assert_eq!(scores[0], [0; LABELS]);
        assert_eq!(scores[1][usize::from(begin.0)], GAIN / 2);
        assert!(!echo.sound(&stems[..2], &labels[..2], &mut [[0; LABELS]; 2]));
    }

    #[test]
    fn what_speaks_for_one_mention_speaks_for_all() {
        let (begin, inside) = (Label::begin(NameType::Person), Label::inside(NameType::Person));
        let mut scores = [[0; LABELS]; 2];
        scores[0][usize::from(begin.0)] = 100;
        let mut echo = Echo::default();
        echo.learn(&[7, 7], &[begin, begin], &scores);
        assert!(echo.sound(&[7, 7], &[begin, begin], &mut scores));
        assert_eq!(scores[1][usize::from(begin.0)], POOL);
        assert_eq!(scores[1][usize::from(inside.0)], POOL);
        assert_eq!(scores[0][usize::from(begin.0)], 100);
    }

    #[test]
    fn words_inside_long_names_of_organisations_do_not_echo() {
        let (begin, inside) = (Label::begin(NameType::Organization), Label::inside(NameType::Organization));
        let mut echo = Echo::default();
        echo.learn(&[1, 2, 2], &[begin, inside, Label::OUTSIDE], &[[0; LABELS]; 3]);
        assert!(!echo.sound(&[2], &[Label::OUTSIDE], &mut [[0; LABELS]]));
    }
}
