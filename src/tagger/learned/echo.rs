//! The same name elsewhere in the article: a surname that stood in a full name, a place or organisation of one word.

use rustc_hash::FxHashMap;

use super::decode::Scores;
use super::label::{self, Label, NameType};

/// What a word gains, in steps of score, if all its other mentions are names; chosen on the dev parts of the corpora.
const GAIN: i32 = 288;

/// How often a word is in a name of each type, and how often it stands in the article.
#[derive(Clone, Debug, Default)]
pub(super) struct Echo {
    words: FxHashMap<u32, Heard>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Heard {
    kinds: [u16; NameType::ALL.len()],
    outside: u16,
}

impl Echo {
    /// Counts the words of an article.
    pub(super) fn learn(&mut self, stems: &[u32], labels: &[Label]) {
        self.words.clear();
        for name in label::names(labels) {
            if name.end - name.first == 1 || name.kind == NameType::Person {
                for stem in &stems[name.first..name.end] {
                    let count = &mut self.words.entry(*stem).or_default().kinds[name.kind as usize];
                    *count = count.saturating_add(1);
                }
            }
        }
        for (stem, _) in stems.iter().zip(labels).filter(|(_, label)| **label == Label::OUTSIDE) {
            if let Some(heard) = self.words.get_mut(stem) {
                heard.outside = heard.outside.saturating_add(1);
            }
        }
    }

    /// Raises the scores of words that are names elsewhere but not here; true when there are any.
    pub(super) fn sound(&self, stems: &[u32], labels: &[Label], scores: &mut [Scores]) -> bool {
        let mut any = false;
        let outside = stems.iter().zip(labels).zip(scores).filter(|((_, label), _)| **label == Label::OUTSIDE);
        for ((stem, _), scores) in outside {
            let Some(heard) = self.words.get(stem) else { continue };
            let total = i32::from(heard.outside) + heard.kinds.iter().copied().map(i32::from).sum::<i32>();
            for (kind, &count) in NameType::ALL.into_iter().zip(&heard.kinds).filter(|(_, n)| **n > 0) {
                let gain = GAIN * i32::from(count) / total;
                scores[usize::from(Label::begin(kind).0)] += gain;
                scores[usize::from(Label::inside(kind).0)] += gain;
                any = true;
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
        echo.learn(&stems, &labels);
        let mut scores = [[0; LABELS]; 2];
        assert!(echo.sound(&stems[2..], &labels[2..], &mut scores));
        assert_eq!(scores[0], [0; LABELS]);
        assert_eq!(scores[1][usize::from(begin.0)], GAIN / 2);
        assert!(!echo.sound(&stems[..2], &labels[..2], &mut scores));
    }

    #[test]
    fn words_inside_long_names_of_organisations_do_not_echo() {
        let (begin, inside) = (Label::begin(NameType::Organization), Label::inside(NameType::Organization));
        let mut echo = Echo::default();
        echo.learn(&[1, 2, 2], &[begin, inside, Label::OUTSIDE]);
        assert!(!echo.sound(&[2], &[Label::OUTSIDE], &mut [[0; LABELS]]));
    }
}
