//! The words that conditions and lists of verbs name.

use super::place::Source;
use crate::config::ConfigError;
use crate::morphology::{LexemeId, LexiconBuilder};

/// The words with that citation form; a new noun if there is none. `+` before it asks for a noun beside a verb of that
/// form, of which else only what the tables know is meant: in هجوم استهدف الجيش the second word is a verb.
pub(in crate::classifier) fn lexemes(lexicon: &mut LexiconBuilder, text: &str) -> Vec<LexemeId> {
    let lemma = text.strip_prefix('+').unwrap_or(text);
    let mut known = lexicon.lemma(lemma).to_vec();
    if lemma == text {
        if lexicon.never_noun(&known) {
            return known;
        }
        if known.is_empty() {
            lexicon.assume(lemma);
        }
    }
    let noun = lexicon.noun(&[lemma], false);
    lexicon.feminine(noun, lemma);
    if !known.contains(&noun) {
        known.push(noun);
    }
    known
}

/// A word that no table has: its list of words takes it for a noun.
pub(super) struct Assumed<'f> {
    pub(super) word: String,
    /// The list it stands in.
    pub(super) list: String,
    pub(super) source: Source<'f>,
}

/// Refuses words that are no nouns but forms of a verb: as nouns they would be read so in every article.
pub(super) fn refuse_verbs(assumed: &[Assumed<'_>], lexicon: &LexiconBuilder) -> Result<(), ConfigError> {
    let words = assumed.iter().map(|assumed| assumed.word.as_str());
    let Some((at, verb)) = lexicon.verb_among(words) else { return Ok(()) };
    let Assumed { word, list, source } = &assumed[at];
    let message = format!(
        "'{word}' is a form of the verb '{verb}', expected its past as lexicon/ has it, or '+{word}' for a noun \
         spelled like it"
    );
    let byte = source.text.find(list.as_str()).unwrap_or(0);
    Err(source.at(byte + list.find(word.as_str()).unwrap_or(0), message))
}
