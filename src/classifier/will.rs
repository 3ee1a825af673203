//! Whose will a future event is: what nobody plans is predicted, what a court decides is done (SCHEME 2.2).

use super::argument::View;
use super::cues::Cues;
use super::event::{Reason, Status};
use super::ontology::Group;
use super::trigger::{Candidate, Shape};
use super::{Modality, Role, Tense, protasis};
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Person, Tense as Form};

/// Families whose events nobody plans: their future is predicted (SCHEME 2.2).
pub(super) fn unwilled(family: &str) -> bool {
    matches!(family, "casualty" | "situation" | "economy" | "disaster" | "accident" | "health" | "displacement")
}

/// Families whose events nobody brings about: a fire, a flood or an epidemic is there, whoever escapes or fights it.
pub(super) fn natural(family: &str) -> bool {
    matches!(family, "disaster" | "accident" | "health")
}

/// Families whose events befall somebody or something.
pub(super) fn suffered(family: &str) -> bool {
    natural(family) || family == "casualty"
}

/// Families whose events a ruling itself brings about; whom a court decides to release, somebody has yet to let go.
fn by_ruling(family: &str) -> bool {
    matches!(family, "justice" | "politics" | "legislation")
}

/// Makes a plan that is nobody's a forecast, and one that is the decision of a court an event of its own time.
pub(super) fn settle(
    view: &View<'_>,
    cues: &Cues,
    family: &str,
    group: &Group,
    candidate: &Candidate<'_>,
    status: &mut Status,
) {
    if status.modality != Modality::Planned {
        return;
    }
    if unwilled(family) && !willed(view, cues, family, group, candidate, status) {
        // لا نريد التصعيد: what is not wanted is no forecast, but لن ترتفع
        let never = status.negation_cue.is_some_and(|at| view.document.raw(at).ends_with("لن"));
        status.modality = if status.negative && !never { Modality::Asserted } else { Modality::Predicted };
    } else if by_ruling(family) && modal(status, |at| ruling(view, cues, at)) {
        status.modality = Modality::Asserted;
        status.tense = Tense::Past;
    }
}

/// True when one of the words that set the modality is such.
fn modal(status: &Status, is: impl Fn(usize) -> bool) -> bool {
    status.reasons.iter().any(|r| if let Reason::Modal(at) = r { is(*at) } else { false })
}

/// True where somebody does what otherwise comes by itself: ستخفض الحكومة الأسعار، يعتزم البنك خفض الفائدة. What a clause
/// behind أن says of somebody else is a forecast.
fn willed(
    view: &View<'_>,
    cues: &Cues,
    family: &str,
    group: &Group,
    candidate: &Candidate<'_>,
    status: &Status,
) -> bool {
    let document = &view.document;
    let token = candidate.token;
    match candidate.shape {
        Shape::Verb(inflection, _) => {
            let arguments = &candidate.arguments;
            let sentence = document.sentence(token).tokens.start;
            let opens = |at: usize| document.tag(at) == Tag::Complementiser || document.raw(at) == "إذا";
            let told = (sentence..token).any(opens);
            let own = inflection.person == Person::First || arguments.pronoun;
            let agent = own || !told && arguments.subject.is_some_and(|s| view.party(s));
            let acts = group.frame.subject.unwrap_or(Role::Actor) == Role::Actor && group.frame.object.is_some();
            acts && agent && !arguments.passive && arguments.object.is_some()
        }
        // نتأهب لإعصار: one prepares for what one does not do
        Shape::Noun(_) if !natural(family) => {
            document.word(token).article.is_none() && modal(status, |at| intended(view, cues, at, token))
        }
        _ => false,
    }
}

/// True for the noun that a word of intention takes, with but its own subject and preposition between them.
fn intended(view: &View<'_>, cues: &Cues, at: usize, token: usize) -> bool {
    let document = &view.document;
    let subject = || view.finite(at).and_then(|(i, stem)| view.of_verb(at, i, stem.enclitic).subject);
    let subject = if document.tag(at) == Tag::Verb { subject() } else { None };
    let next = subject.filter(|s| s.first == at + 1).map_or(at + 1, |s| s.last + 1);
    let governed = next < token && document.tag(next) == Tag::Preposition;
    document.has(at, cues.intent) && next + usize::from(governed) == token
}

/// True for a verb of deciding in the past that has a court for its subject: قررت المحكمة عزل الرئيس.
fn ruling(view: &View<'_>, cues: &Cues, verb: usize) -> bool {
    let document = &view.document;
    let performs = document.cue(verb, cues.reporting).is_some_and(|(s, _)| s.feature("performative") == Some("yes"));
    if document.tag(verb) != Tag::Verb || !performs || !document.has(verb, cues.intent) {
        return false;
    }
    let Some((inflection, stem)) = view.finite(verb) else { return false };
    let subject = view.of_verb(verb, inflection, stem.enclitic).subject;
    let open = (1..=3).any(|back| verb >= back && protasis::opens(view, cues, verb - back));
    inflection.tense == Form::Past && !open && subject.is_some_and(|s| document.has(s.head, cues.court))
}
