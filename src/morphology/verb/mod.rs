//! Paradigms: a lemma and its class give every form (SCHEME 1.2).
//!
//! The lemma gives the root ([`root`]), root and pattern give stems in sounds ([`stem`], [`imperfect`]), endings are
//! joined to them ([`ending`], [`participle`], [`masdar`]) and the result is written down ([`spelling`]).

mod class;
mod ending;
mod imperfect;
mod masdar;
mod participle;
mod root;
mod spelling;
mod stem;
#[cfg(test)]
mod tests;

use self::class::{Class, Pattern};
use self::imperfect::Imperfect;
use self::root::Root;
use self::stem::Stems;
use super::{Form, Inflection, Tense, Voice};

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
/// first plural, active and passive, both participles with their nominal endings, and the masdar of forms II–X and Q. The
/// first singular is given where no other form is spelled like it: the present of V and VI (that of VII, VIII and X is
/// spelled like the past at level N3). Form I masdars are not predictable and are listed in the lexicon. Forms written
/// alike by both voices come once, with [`Voice::Either`].
pub fn conjugate(lemma: &str, imperfect: &str, class: &str) -> Result<Vec<Form>, VerbError> {
    let parsed = Class::parse(class).ok_or_else(|| VerbError::Class(class.to_owned()))?;
    paradigm(lemma, imperfect, parsed).map_err(|reason| VerbError::Lemma {
        lemma: lemma.to_owned(),
        imperfect: imperfect.to_owned(),
        class: class.to_owned(),
        reason,
    })
}

fn paradigm(lemma: &str, imperfect: &str, class: Class) -> Result<Vec<Form>, &'static str> {
    let root = Root::parse(lemma, class)?;
    let given = match class.pattern {
        Pattern::I => Some(Imperfect::parse(imperfect, &root)?),
        _ => None,
    };
    let stems = match &given {
        Some(given) => Stems::first(lemma, given, &root),
        None => Stems::derived(class.pattern, &root),
    };
    let mut finite = Vec::with_capacity(64);
    ending::past(&stems.past, Voice::Active, &mut finite);
    ending::present(&stems.present, Voice::Active, &mut finite);
    if matches!(class.pattern, Pattern::V | Pattern::VI) {
        ending::first_singular(&stems.present, &mut finite);
    }
    check(&finite, lemma, imperfect)?;
    if let Some((past, present)) = &stems.passive {
        ending::past(past, Voice::Passive, &mut finite);
        ending::present(present, Voice::Passive, &mut finite);
    }
    let mut forms = tidy(finite);
    participle::participles(class.pattern, &root, &stems, given.as_ref(), &mut forms);
    masdar::masdar(class.pattern, &root, &mut forms);
    Ok(forms)
}

/// The paradigm must lead back to the two forms it was made from.
fn check(forms: &[Form], lemma: &str, imperfect: &str) -> Result<(), &'static str> {
    let first = |tense| forms.iter().find(|form| form.inflection.tense == tense).map(|form| form.text.as_str());
    if first(Tense::Past) != Some(lemma) {
        return Err("the past is spelt otherwise in that class");
    }
    if first(Tense::Present) != Some(imperfect) {
        return Err("the present is spelt otherwise in that class");
    }
    Ok(())
}

/// Joins the voices where they are written alike, and drops shortened moods that look like the indicative.
fn tidy(forms: Vec<Form>) -> Vec<Form> {
    let mut out: Vec<Form> = Vec::with_capacity(forms.len());
    for form in forms {
        let Inflection { tense, voice, .. } = form.inflection;
        let twin = |other: &&mut Form| {
            let found = other.inflection;
            let shortened = tense == Tense::Jussive && found.tense == Tense::Present;
            let tense = if shortened { Tense::Present } else { tense };
            found == Inflection { tense, voice: found.voice, ..form.inflection } && other.text == form.text
        };
        match out.iter_mut().find(twin) {
            Some(other) if other.inflection.voice != voice => other.inflection.voice = Voice::Either,
            Some(_) => {}
            None => out.push(form),
        }
    }
    out
}
