//! Who performs a speech act: whoever its clause names, or the text that calls (SCHEME R10).

use super::scope::Performer;
use crate::classifier::Role;
use crate::classifier::argument::View;
use crate::classifier::event::{Event, Filler};
use crate::classifier::unsaid::speakers_own;
use crate::morphology::part_of_speech::Tag;
use crate::tagger::EntityKind;
use crate::tagger::chunk::NounPhrase;

/// Each speech act with the noun phrase of its actor, if it is named.
pub(super) fn performers(view: &View<'_>, events: &[Event]) -> Vec<Performer> {
    let silent = |e: &Event| e.role(Role::Actor).is_some_and(|actor| nobody(view, e, actor));
    let acts = events.iter().filter(|e| e.speech_act && !e.passive && !silent(e));
    let verb = |token: usize| view.document.tag(token) == Tag::Verb && !view.text_speaks(token);
    let performer = |e: &Event| match e.role(Role::Actor) {
        Some(filler) if speakers_own(view, e, filler) => Some((e.tokens.start, None)),
        Some(filler) => filler.via.is_none().then(|| (e.tokens.start, Some(party(view, e, filler)))),
        None => match calling_text(view, e) {
            Some(text) => Some((e.tokens.start, Some((text, text.last + 1)))),
            None => verb(e.tokens.start).then_some((e.tokens.start, None)),
        },
    };
    acts.filter_map(performer).collect()
}

/// طالب القرار الدول بـ، مشروع قرار يطالب بـ: the text that calls, where nobody does.
fn calling_text(view: &View<'_>, event: &Event) -> Option<NounPhrase> {
    let token = event.tokens.start;
    let document = &view.document;
    let (inflection, stem) = view.finite(token).filter(|_| !view.pronoun_before(token))?;
    let text = |phrase: &NounPhrase| document.has(phrase.head, view.chunker.text);
    let subject = view.of_verb(token, inflection, stem.enclitic).subject.filter(text);
    let behind = || view.noun_phrase(token + 1, document.sentence(token).tokens.end).filter(text);
    let before = || view.noun_described(token).filter(|_| !view.conjoined(token)).filter(text);
    subject.or_else(behind).or_else(before)
}

/// لم تتبن أي جهة الهجوم: nobody speaks.
pub(super) fn nobody(view: &View<'_>, event: &Event, actor: Filler) -> bool {
    let first = view.document.token_at(actor.span);
    event.status.negative && matches!(view.document.raw(first), "أي" | "أية" | "أحد")
}

/// The noun phrase of an actor, and one past the last token where an apposition may stand.
pub(super) fn party(view: &View<'_>, event: &Event, actor: Filler) -> (NounPhrase, usize) {
    let document = &view.document;
    let first = document.token_at(actor.span);
    let last = document.tokens.partition_point(|t| t.span.start < actor.span.end).max(first + 1) - 1;
    let phrase = NounPhrase { first, last, head: actor.head.clamp(first, last), core_last: last };
    // تتهم المعارضة إردوغان: another role is no apposition
    let body = view.tagging.mention_at(phrase.head).is_some_and(|m| m.kind == EntityKind::Organization);
    let others = event.roles.iter().map(|(_, filler)| filler.head).filter(|&head| body && head > last).min();
    (phrase, document.sentences[event.sentence].tokens.end.min(last + 8).min(others.unwrap_or(usize::MAX)))
}
