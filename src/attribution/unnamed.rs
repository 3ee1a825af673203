//! Who speaks where the event does not name its actor: a pronoun, the first person, what must be done, a participle
//! (SCHEME R10, T4).

use super::attribute::{Attributor, own};
use super::found::Found;
use super::{Attribution, Source};
use crate::classifier::Role;
use crate::classifier::argument::View;
use crate::classifier::event::{Event, Filler, Via};
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Gender, Number};

impl Attributor {
    /// Whoever speaks, for an event that has but a pronoun for its actor.
    pub(super) fn pronoun(
        &self,
        view: &View<'_>,
        found: &Found,
        event: &Event,
        attribution: &mut Attribution,
        sources: &[Source],
    ) -> Option<Filler> {
        let gender = event.of_speaker.filter(|_| event.role(Role::Actor).is_none())?;
        let token = event.tokens.start;
        let nearest =
            found.scopes.iter().rev().find(|s| {
                event.speech_act && s.cue.is_some_and(|cue| cue < token && self.cues.governs(view, cue, token))
            });
        if let Some(scope) = nearest {
            attribution.chain.clone_from(&scope.chain);
        }
        let head = attribution.chain.last().copied().filter(|&h| h > 0)?;
        let source = &sources[head];
        let fits = gender == Gender::Unknown
            || source.agreement.0 == Gender::Unknown
            || source.agreement.0 == gender
            || source.agreement.1 == Number::Plural;
        if !fits {
            return None;
        }
        if event.speech_act {
            own(attribution, nearest.and_then(|s| s.cue).or(attribution.cue).unwrap_or(token));
        }
        Some(Filler { span: source.span?, head: source.head, via: Some(Via::Pronoun) })
    }

    /// The speaker of a speech act that names none: متهما، كما طالبت، شدد على ضرورة، لا أساس لها.
    pub(super) fn speaker(
        &self,
        view: &View<'_>,
        found: &Found,
        event: &Event,
        attribution: &mut Attribution,
        sources: &[Source],
    ) -> Option<Filler> {
        let token = event.tokens.start;
        let cue = attribution.cue;
        let participle = found.scopes.iter().find(|s| s.cue == Some(token));
        if let Some(scope) = participle {
            attribution.chain.clone_from(&scope.chain);
            attribution.channel.clone_from(&scope.channel);
        } else if let Some(act) = found.act(token).filter(|_| attribution.chain.len() == 1) {
            attribution.chain.clone_from(&act.chain);
            attribution.channel.clone_from(&act.channel);
            attribution.confidence = 0.7;
        } else if event.tokens.len() < 2 && !cue.is_some_and(|cue| self.cues.governs(view, cue, token)) {
            return None;
        }
        // بعد تلقي القاضية تهديدات: who receives them does not utter them, nor does who tells of it
        if cue.is_some_and(|cue| (cue..token).any(|at| self.cues.receives(view, at))) {
            return None;
        }
        let head = attribution.chain.last().copied().filter(|&h| h > 0)?;
        own(attribution, cue.filter(|_| participle.is_none()).unwrap_or(token));
        let source = &sources[head];
        Some(Filler { span: source.span?, head: source.head, via: Some(Via::ProDrop) })
    }

    /// قال الرئيس: «… الاتفاق. يجب عليكم …», وشدد على ضرورة: what must be done is the demand of whoever speaks, not of a noun
    /// found elsewhere.
    pub(super) fn demanding(
        &self,
        view: &View<'_>,
        event: &Event,
        actor: Filler,
        attribution: &mut Attribution,
        sources: &[Source],
    ) -> Option<Filler> {
        let token = event.tokens.start;
        let head = attribution.chain.last().copied().filter(|&head| head > 0)?;
        let governed = attribution.cue.is_some_and(|cue| self.cues.governs(view, cue, token));
        let verb = view.document.tag(token) != Tag::Noun && self.cues.demands(view, token);
        if actor.via.is_none() || !(verb || governed) {
            return None;
        }
        let source = &sources[head];
        let same = view.tagging.mention_at(actor.head).is_some_and(|m| source.entity == Some(m.entity));
        if same || source.span.is_some_and(|span| span.start < actor.span.end && actor.span.start < span.end) {
            return None;
        }
        let speaker = Filler { span: source.span?, head: source.head, via: Some(Via::ProDrop) };
        own(attribution, attribution.cue.unwrap_or(token));
        Some(speaker)
    }
}
