//! Which names are also common words.

use rustc_hash::FxHashSet;

use super::arabic;
use super::plain_text::PlainText;
use crate::classifier::Ontology;
use crate::config::{ConfigError, ConfigFiles};
use crate::morphology::{ClassSet, Lexicon, LexiconBuilder};

/// How far a bare word can be taken for a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// A name.
    Name,
    /// A common word, too.
    Ambiguous,
    /// Hardly ever a name.
    Word,
}

/// The words of the lexicon and of plain text.
#[derive(Debug)]
pub struct Common<'t> {
    lexicon: Lexicon,
    names: ClassSet,
    /// Plain text.
    pub text: &'t PlainText,
}

impl<'t> Common<'t> {
    /// Builds the lexicon without the gazetteer.
    ///
    /// # Errors
    /// A mistake in the data files.
    pub fn new(files: &ConfigFiles, text: &'t PlainText) -> Result<Self, ConfigError> {
        let mut builder = LexiconBuilder::default();
        builder.read(files)?;
        Ontology::read(files, &mut builder)?;
        let lexicon = builder.finish();
        let mut names = ClassSet::of(lexicon.class("entity.given_name"));
        names.extend(ClassSet::of(lexicon.class("entity.surname_marker")));
        Ok(Self { lexicon, names, text })
    }

    /// True for a word, at level N3, that the lexicon knows as something else than a name.
    pub fn in_lexicon(&self, word: &str) -> bool {
        let readings = self.lexicon.key(word).map_or(&[][..], |key| self.lexicon.readings(key));
        readings.iter().any(|reading| {
            let classes = self.lexicon.lexeme(reading.lexeme).classes;
            !classes.meets(self.names)
        })
    }

    /// True when the word is used like a common one: known as such, or with and without the article.
    pub fn like_a_word(&self, word: &str) -> bool {
        let count = f64::from(self.text.spelt(word));
        let other = match word.strip_prefix("ال") {
            Some(bare) => f64::from(self.text.spelt(bare)) / 10.0,
            None => f64::from(self.text.count(&format!("ال{word}"))),
        };
        self.in_lexicon(word) || other >= 0.05 * count
    }

    /// Judges a part of personal names with so many bearers, of whose occurrences `share` stand beside other names.
    pub fn judge(&self, word: &str, bearers: u32, share: f32) -> Verdict {
        let count = self.text.spelt(word);
        let rate = f64::from(count) / f64::from(bearers);
        let limit = match share {
            s if s < 0.10 => 2.0,
            s if s < 0.15 => 4.0,
            s if s < 0.20 => 8.0,
            s if s < 0.30 => 20.0,
            s if s < 0.40 => 60.0,
            _ => f64::INFINITY,
        };
        if count < 10 || rate <= limit || (!self.like_a_word(word) && rate < 100.0) {
            Verdict::Name
        } else if rate > 20.0 * limit && bearers < 10 {
            Verdict::Word
        } else {
            Verdict::Ambiguous
        }
    }

    /// Ids of words.
    pub fn ids(&self, words: &[&str]) -> FxHashSet<u32> {
        words.iter().filter_map(|word| self.text.id(&arabic::fold(word))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_mostly_another_word_is_told_from_one_that_is_not() {
        let mut text = PlainText::default();
        for _ in 0..40 {
            text.add("تحقق نجاح كبير للفريق. كان النجاح كبيرا. زار هاشم المدينة.");
        }
        let common = Common::new(&ConfigFiles::embedded(), &text).unwrap();
        assert_eq!(common.judge("نجاح", 15, 0.01), Verdict::Ambiguous);
        assert_eq!(common.judge("كبير", 1, 0.01), Verdict::Ambiguous);
        assert_eq!(common.judge("هاشم", 15, 0.01), Verdict::Name);
        assert_eq!(common.judge("نجاح", 15, 0.6), Verdict::Name);
    }
}
