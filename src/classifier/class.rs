//! Class, factuality and check-worthiness: what the attribution adds to an event (SCHEME 2.4, 2.6, 2.7).

use super::event::{Event, Reason};
use super::ontology::{EventType, Tier};
use super::{Modality, Role};

/// What the attribution says of an event.
#[expect(clippy::struct_excessive_bools, reason = "each says one thing by itself")]
#[derive(Clone, Copy, Debug)]
pub struct Voice {
    /// Somebody other than the author says so.
    pub attributed: bool,
    /// The head is the actor of the event.
    pub own: bool,
    /// Anonymity of the head, 0–5.
    pub grade: u8,
    /// The head is the actor of the event, which is no act of speech: its own plan.
    pub own_act: bool,
    /// The head comments for a living: an analyst, an expert.
    pub commentator: bool,
    /// The cue of the outermost transmitter vouches for it (كشف، أعلن رسميا …).
    pub factive: bool,
}

/// SCHEME 2.2: what somebody says who has no hand in it is a forecast, not a plan.
pub fn modality(event: &Event, voice: Voice) -> Modality {
    match event.status.modality {
        Modality::Planned if voice.commentator && !voice.own_act && !meant(event) => Modality::Predicted,
        modality => modality,
    }
}

/// تسعى القوات لاستعادة المدينة: a word says that somebody means to, where سـ only says that it will be.
fn meant(event: &Event) -> bool {
    event.status.reasons.iter().any(|r| matches!(r, Reason::Modal(_)))
}

/// SCHEME 2.6; the first that matches.
pub fn class(event: &Event, event_type: &EventType, voice: Voice) -> &'static str {
    let family = event_type.family();
    let speech = event_type.speech_act || family == "plan";
    if !voice.attributed && (event.inference || family == "situation") {
        return "analysis_speculation";
    }
    let modality = modality(event, voice);
    // على الحكومة أن تستقيل, said by nobody: a norm (K1)
    if !voice.attributed
        && modality == Modality::Requested
        && event.status.norm
        && event.content_of.is_none()
        && !speech
    {
        return "opinion";
    }
    let uncertain = matches!(modality, Modality::Predicted | Modality::Possible);
    // what a named expert expects is his prediction
    if voice.commentator && voice.grade > 0 && uncertain && event.content_of.is_none() && !speech {
        return "analysis_speculation";
    }
    if matches!(modality, Modality::Predicted | Modality::Conditional) && !event_type.speech_act {
        return "prediction";
    }
    // من أبرز حلفاء: a relation without an end (K4)
    if event.background || family == "relation" && !voice.attributed {
        return "background";
    }
    let requested = matches!(modality, Modality::Requested | Modality::Ordered);
    let own_plan = modality == Modality::Planned && (voice.own || voice.own_act);
    if speech || requested || own_plan || (family == "situation" && voice.attributed) {
        return "statement";
    }
    "event_report"
}

/// `FactBank` values of head and author (SCHEME 2.4 F1–F4).
pub fn factuality(event: &Event, voice: Voice) -> (&'static str, &'static str) {
    let strength = match modality(event, voice) {
        Modality::Asserted | Modality::Denied | Modality::Planned => 'C',
        Modality::Predicted => 'R',
        Modality::Possible if event.status.likely => 'R',
        Modality::Possible => 'S',
        // لو استقال: he did not
        Modality::Conditional if event.status.counterfactual => 'C',
        Modality::Requested | Modality::Ordered | Modality::Conditional | Modality::Rumour => 'u',
    };
    let inferred = !voice.attributed && event.inference && strength == 'C';
    let negative = event.status.negative != event.status.counterfactual;
    let head = value(if inferred { 'R' } else { strength }, negative);
    let author = if !voice.attributed || voice.factive || (event.speech_act && voice.own) { head } else { "Uu" };
    (head, author)
}

fn value(strength: char, negative: bool) -> &'static str {
    match (strength, negative) {
        ('C', false) => "CT+",
        ('C', true) => "CT-",
        ('R', false) => "PR+",
        ('R', true) => "PR-",
        ('S', false) => "PS+",
        ('S', true) => "PS-",
        _ => "Uu",
    }
}

/// SCHEME 2.7: 0 none to 3 high.
pub fn check_worthiness(event: &Event, event_type: &EventType, class: &str, voice: Voice) -> &'static str {
    let a = event_type.tier == Tier::A;
    let situation = event_type.family() == "situation";
    let mut score: i8 = match class {
        "event_report" | "statement" => 1 + i8::from(a),
        "prediction" => 1,
        "analysis_speculation" => i8::from(a),
        _ => 0,
    };
    let has = |role| event.role(role).is_some();
    if has(Role::Quantity) || (has(Role::Actor) && has(Role::Place)) || (event.status.negative && has(Role::Actor)) {
        score += 1;
    }
    let weak = matches!(
        event.status.modality,
        Modality::Conditional | Modality::Requested | Modality::Ordered | Modality::Rumour
    );
    if weak || (voice.attributed && voice.grade >= 4) {
        score -= 1;
    }
    if class == "background" {
        score = 1;
    } else if class == "opinion" || (situation && !voice.attributed) {
        score = 0;
    }
    ["none", "low", "medium", "high"][usize::from(score.clamp(0, 3).unsigned_abs())]
}
