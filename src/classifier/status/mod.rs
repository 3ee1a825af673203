//! Polarity, modality, tense and aspect: what governs the trigger, read from right to left as the scope runs
//! (SCHEME 2.1 P1–P7, 2.2 M1–M7, 2.3).

use smallvec::SmallVec;

use self::exception::only;
use super::argument::View;
use super::condition::Preposition;
use super::cues::Cues;
use super::event::{Reason, Status};
use super::ontology::Group;
use super::{Aspect, Modality, Tense};
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Document, Inflection, Sense, Stem};

mod carrier;
mod conjunct;
mod exception;
mod finish;
mod matrix;
mod nominal;
mod noun;
mod predicate;
mod purpose;
mod reach;
mod verb;

/// Words before the trigger that can still govern it.
const REACH: usize = 16;

/// Words from the head of a sentence that its leading condition can govern.
const LEADS: usize = 24;

/// Words between a verb and the condition that follows it.
const FOLLOWS: usize = 14;

/// A trigger in its place.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "what kind of event it is, each by itself")]
pub struct Predicate<'p> {
    /// Its first token.
    pub token: usize,
    /// The form, for verbs.
    pub verb: Option<(Inflection, &'p Stem)>,
    /// The construction.
    pub group: &'p Group,
    /// The event is itself an intention.
    pub plan: bool,
    /// The event is nobody's deed: a flood, a fire, an epidemic.
    pub natural: bool,
    /// Whether it befalls somebody or something, so that what comes of it leaves it as it is.
    pub suffered: bool,
    /// Nor is it one that anybody plans: a death, a rise of prices.
    pub unwilled: bool,
}

/// Reads the status of a predicate.
pub fn read(view: &View<'_>, cues: &Cues, predicate: Predicate<'_>) -> Status {
    let status = Status {
        negative: predicate.group.negative,
        modality: Modality::Asserted,
        tense: Tense::Past,
        aspect: predicate.group.aspect.unwrap_or(Aspect::None),
        likely: false,
        norm: false,
        counterfactual: false,
        conditioned: false,
        presupposed: None,
        negation_cue: None,
        reasons: SmallVec::new(),
    };
    let mut scan = Scan {
        view,
        cues,
        group: predicate.group,
        plan: predicate.plan,
        natural: predicate.natural,
        suffered: predicate.suffered,
        unwilled: predicate.unwilled,
        status,
        modality: None,
        future: false,
        perfect: predicate.verb.is_some_and(|(i, _)| i.tense == crate::morphology::Tense::Past),
        only: only(view, cues, predicate.token),
        aside: false,
    };
    if let Some((inflection, stem)) = predicate.verb {
        scan.verb(predicate.token, inflection, stem);
    } else {
        scan.noun(predicate.token);
        scan.predicate(predicate.token);
        scan.purpose_of_noun(predicate.token);
    }
    scan.after(predicate.token);
    scan.finish(predicate)
}

#[expect(clippy::struct_excessive_bools, reason = "what has been read so far, each by itself")]
struct Scan<'s, 'v> {
    view: &'s View<'v>,
    cues: &'s Cues,
    group: &'s Group,
    plan: bool,
    natural: bool,
    suffered: bool,
    unwilled: bool,
    status: Status,
    modality: Option<Modality>,
    future: bool,
    /// The trigger is a verb of the past.
    perfect: bool,
    only: Option<usize>,
    /// Told in passing, so that the mood of the sentence does not touch it (M7).
    aside: bool,
}

impl Scan<'_, '_> {
    fn document(&self) -> &Document<'_> {
        &self.view.document
    }

    fn negate(&mut self, at: usize) {
        if let Some(only) = self.only {
            self.status.reasons.push(Reason::Restricted(only));
            return;
        }
        self.status.negative = !self.status.negative;
        self.status.negation_cue = Some(at);
        self.status.reasons.push(Reason::Negated(at));
    }

    fn modal(&mut self, modality: Modality, at: usize) {
        // talk that nobody vouches for is a rumour, however it is hedged besides (2.2, first that applies)
        let unverified = self.modality == Some(Modality::Possible) && modality == Modality::Rumour;
        if self.modality.is_none() || unverified {
            self.modality = Some(modality);
            self.status.reasons.push(Reason::Modal(at));
        }
    }

    fn sense_modality(&mut self, sense: &Sense, at: usize) {
        // ما إن استقال الوزير حتى: as soon as he had
        if self.perfect && sense.feature("past") == Some("asserted") {
            return;
        }
        if let Some(modality) = self.cues.modality_of(sense) {
            self.status.likely |= self.modality.is_none() && sense.feature("fact") == Some("PR");
            self.status.norm |= self.modality.is_none() && self.cues.deontic.has(sense.class);
            self.modal(modality, at);
            if sense.feature("polarity") == Some("negative") {
                self.negate(at);
            }
        }
    }

    fn apply(&mut self, sense: &Sense, at: usize) {
        if let Some(aspect) = sense.feature("aspect").and_then(Aspect::parse) {
            if self.status.aspect == Aspect::None {
                self.status.aspect = aspect;
                self.status.reasons.push(Reason::Aspect(at));
            }
        }
        // نجت العائلة من الحريق: what one escapes is there
        let there = self.natural && sense.feature("escapes").is_some();
        if !there && (sense.feature("entails") == Some("negative") || sense.feature("polarity") == Some("negative")) {
            self.negate(at);
        } else if sense.feature("entails") == Some("positive") {
            self.status.reasons.push(Reason::Implied(at));
        }
        // an intention is what a plan is about, not its modality (T12)
        let intended = self.plan && self.cues.intent.has(sense.class);
        if let Some(modality) =
            self.cues.modality_of(sense).filter(|m| !intended && (!self.plan || *m != Modality::Planned))
        {
            self.modal(modality, at);
        }
    }

    /// محاولة فاشلة، هجوم محتمل: an adjective after the noun.
    fn after(&mut self, token: usize) {
        let document = &self.view.document;
        let end = (token + 3).min(document.sentence(token).tokens.end);
        for at in token + 1..end {
            // التحول غير المتوقع: it came all the same
            let negated = document.has(at, self.cues.negation) && !self.inside_cue(at, self.cues.modality);
            let word = matches!(document.tag(at), Tag::Noun | Tag::Particle);
            if !word || negated || document.proclitic_bytes(at) > 0 {
                return;
            }
            let sense = |classes| {
                let senses =
                    document.word(at).readings().filter_map(move |(_, r)| document.lexicon.sense(r.lexeme, classes));
                senses
                    .into_iter()
                    .find(|s| s.feature("position") == Some("after_noun") || s.feature("attribute").is_some())
            };
            if let Some(sense) = sense(self.cues.implicative) {
                self.apply(sense, at);
            } else if let Some(sense) = sense(self.cues.modality) {
                self.sense_modality(sense, at);
            }
        }
    }
}

/// أبدى استعداده ل, not أبدى اعتراضه: some words are cues before certain words only, and for what stands behind these.
fn beside(view: &View<'_>, sense: &Sense, at: usize, token: usize) -> bool {
    let document = &view.document;
    let end = token.min(at + 6);
    let listed =
        |words: &str| (at + 1..end).any(|next| words.split('|').any(|word| document.raw(next).starts_with(word)));
    sense.feature("needs") != Some("next") || sense.feature("next").is_none_or(listed)
}

/// True when a cue takes its complement with this preposition.
fn selects(view: &View<'_>, sense: &Sense, preposition: Option<Preposition>) -> bool {
    match (sense.feature("prep"), preposition) {
        (None, None | Some(Preposition::LAM)) => true,
        (None, Some(_)) => false,
        (Some(_), None) => {
            sense.feature("needs") != Some("prep")
                && (sense.feature("object").is_some() || sense.feature("subject").is_some())
        }
        (Some(list), Some(p)) => list.split('|').any(|name| view.prepositions.by_name(name) == Some(p)),
    }
}
