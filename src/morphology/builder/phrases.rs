//! The table of phrases, made when all words are known: a starred word stands for each lexeme it may be.

use super::LexiconBuilder;
use crate::morphology::{LexemeId, Part, PhraseTable, Pos};

impl LexiconBuilder {
    pub(super) fn phrase_table(&mut self) -> PhraseTable<LexemeId> {
        let mut table = PhraseTable::default();
        for (words, lexeme) in std::mem::take(&mut self.phrases) {
            for parts in self.parts(&words) {
                table.insert(&parts, lexeme);
            }
        }
        table
    }

    /// The parts of a phrase, once for each word that a starred one may be.
    fn parts(&mut self, words: &str) -> Vec<Vec<Part>> {
        let words: Vec<&str> = words.split_whitespace().collect();
        let mut all: Vec<Vec<Part>> = vec![Vec::with_capacity(words.len())];
        for (at, &word) in words.iter().enumerate() {
            let choices: Vec<Part> = match word.strip_suffix('*') {
                Some(lemma) => {
                    let inflected = |id: &&LexemeId| self.lexemes[id.0 as usize].pos != Pos::Phrase;
                    let known: Vec<Part> =
                        self.lemma(lemma).iter().filter(inflected).copied().map(Part::Lexeme).collect();
                    if known.is_empty() { vec![Part::Lexeme(self.noun(&[lemma], false))] } else { known }
                }
                None => match word {
                    "ب" | "ل" | "ك" if at > 0 && at + 1 == words.len() => word.chars().map(Part::Before).collect(),
                    _ => vec![Part::Key(self.know(word))],
                },
            };
            all = all.iter().flat_map(|head| choices.iter().map(|&part| [head.as_slice(), &[part]].concat())).collect();
        }
        all
    }
}
