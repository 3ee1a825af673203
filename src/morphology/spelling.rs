//! What the spelling of a word and of its neighbours says of its part of speech.

use super::clitic::Proclitics;
use super::document::Document;
use super::lexicon::Lexicon;
use super::word::Word;
use super::{Number, Tense, Voice};
use crate::text::TokenKind;

#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "what one spelling may be, each by itself")]
pub(super) struct Shape {
    /// A verb, and no noun that only looks like one.
    pub(super) verb: bool,
    pub(super) nominal: bool,
    pub(super) bare_past: bool,
    pub(super) imperfect: bool,
}

/// What a word may be, `raw` as the text writes it.
pub(super) fn shape(lexicon: &Lexicon, word: &Word, raw: &str) -> Shape {
    let mut shape = Shape { verb: false, nominal: word.stems.is_empty(), bare_past: true, imperfect: false };
    let participle = ["يا", "ياً", "يًا"].iter().any(|end| raw.ends_with(end))
        && word.readings().any(|(_, r)| r.inflection.tense == Tense::ActiveParticiple);
    for (stem, reading) in word.readings() {
        match reading.inflection.tense {
            // نافيا، داعيا: denying, calling, rather than the two who kept away
            Tense::Past if participle && reading.inflection.number == Number::Dual => {}
            // تزويدها: a passive has no object
            Tense::Past if stem.enclitic && reading.inflection.voice == Voice::Passive => {}
            Tense::Past => {
                shape.verb = true;
                let letters = lexicon.spelling(reading).chars().count();
                shape.bare_past &= letters <= 3 && !stem.enclitic;
            }
            Tense::Present | Tense::Jussive => {
                shape.verb = true;
                shape.bare_past = false;
                shape.imperfect = true;
            }
            Tense::Fixed => {}
            _ => shape.nominal = true,
        }
    }
    // وزير is a minister, not "and he was visited"
    shape.verb &= !whole_noun(word) && !definite_noun(word);
    shape
}

/// بعد أن، قبل أن and the like take clauses, but the complementiser stands between; not so after منذ and حتى.
pub(super) fn clause_preposition(document: &Document<'_>, token: usize) -> bool {
    matches!(document.raw(token), "منذ" | "حتى")
}

/// True right behind على and a noun or two at the head of a clause: (إن) على الحكومة.
pub(super) fn obliged(document: &Document<'_>, token: usize) -> bool {
    let start = document.sentence(token).tokens.start;
    let heads = |at: usize| at == start || matches!(document.raw(at - 1), "إن" | "ان" | "أن" | "وإن" | "وأن");
    (start.max(token.saturating_sub(4))..token - 1).any(|at| matches!(document.raw(at), "على" | "وعلى") && heads(at))
}

/// What stands before the mark before a token.
pub(super) fn before_mark(document: &Document<'_>, token: usize) -> TokenKind {
    document.tokens[token - 2].kind
}

pub(super) fn nominal_follows(document: &Document<'_>, token: usize) -> bool {
    token + 1 < document.len() && document.tokens[token + 1].kind != TokenKind::Punct
}

/// True for a word that is a noun as it stands, and a verb only when و or ف is cut off.
fn whole_noun(word: &Word) -> bool {
    let noun = |t: Tense| matches!(t, Tense::Nominal | Tense::Masdar);
    word.readings().any(|(stem, r)| stem.proclitics.is_empty() && !stem.enclitic && noun(r.inflection.tense))
        && word
            .readings()
            .all(|(stem, r)| !r.inflection.tense.is_finite() || stem.proclitics.has(Proclitics::CONJUNCTION))
}

/// True for a noun with the article that is spelled like a verb with its object: المتهم is the accused, not she hurt them.
fn definite_noun(word: &Word) -> bool {
    word.article.is_some()
        && word.readings().any(|(stem, r)| stem.proclitics.has(Proclitics::ARTICLE) && !r.inflection.tense.is_finite())
        && word.readings().all(|(stem, r)| !r.inflection.tense.is_finite() || stem.enclitic)
}

/// True for a word that is a verb of the past without a proclitic.
pub(super) fn whole_verb(word: &Word) -> bool {
    word.readings().any(|(stem, r)| stem.proclitics.is_empty() && r.inflection.tense == Tense::Past)
}

/// True before a word with the article.
pub(super) fn followed_by_definite_noun(document: &Document<'_>, token: usize) -> bool {
    token + 1 < document.len()
        && document.word(token + 1).article.is_some()
        && document.tokens[token + 1].kind == TokenKind::Word
}

/// True for a noun with the article or a pronoun, after which a bare word cannot be its genitive.
pub(super) fn definite(document: &Document<'_>, token: usize) -> bool {
    let word = document.word(token);
    word.article.is_some() || word.stems.iter().any(|s| s.enclitic)
}
