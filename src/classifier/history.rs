//! What happened long ago is told in stories: events that go on from a dated one are as old (SCHEME 2.6 K4).

use super::argument::View;
use super::cues::Cues;
use super::dated;
use super::event::Event;
use super::{Modality, Tense};
use crate::morphology::part_of_speech::Tag;

/// Tokens of a sentence among which the date stands that all of it has: وفي عام 2009 …
const OPENING: usize = 4;

/// Marks the events of a story that began long ago, until its paragraph ends, somebody speaks or a later day is named.
pub(super) fn tell(view: &View<'_>, cues: &Cues, events: &mut [Event]) {
    let mut story: Option<(usize, u32)> = None;
    for event in events.iter_mut() {
        let paragraph = view.document.sentences[event.sentence].paragraph;
        story = story.filter(|&(began, told_in)| {
            told_in == paragraph && (began == event.sentence || goes_on(view, cues, event.sentence))
        });
        let told = event.status.tense == Tense::Past
            && matches!(event.status.modality, Modality::Asserted | Modality::Denied)
            && !dated::just_now(view, event);
        if told && (story.is_some() || since_then(view, cues, event)) {
            event.background = true;
        }
        let main = told && (dated::long_ago(view, event) || since_then(view, cues, event)) && !described(view, event);
        if main && story.is_none() {
            story = Some((event.sentence, paragraph));
        }
    }
}

/// True when the event stands behind a date of long ago that opens its sentence or a clause of time: في 2009 حين اجتازت.
fn since_then(view: &View<'_>, cues: &Cues, event: &Event) -> bool {
    let document = &view.document;
    let start = document.sentences[event.sentence].tokens.start;
    let before =
        (start..event.tokens.start).rev().find_map(|at| view.tagging.mention_at(at).filter(|m| dated::is_day(m)));
    before.is_some_and(|date| {
        let next = date.tokens.end;
        let opens = date.tokens.start < start + OPENING || when(view, cues, next);
        opens
            && dated::before_news(view, date)
            && !(next..event.tokens.start).any(|at| document.tag(at) == Tag::Complementiser)
    })
}

/// حين، عندما
fn when(view: &View<'_>, cues: &Cues, token: usize) -> bool {
    token < view.document.len()
        && view.document.cue(token, cues.conjunction).is_some_and(|(sense, _)| sense.feature("time") == Some("yes"))
}

/// True inside a relative clause, whose date is not that of the main one.
fn described(view: &View<'_>, event: &Event) -> bool {
    let start = view.document.sentences[event.sentence].tokens.start;
    (start..event.tokens.start).any(|at| view.document.tag(at) == Tag::Relative)
}

/// True when a sentence goes on with the story: nobody speaks first, and no later day is named.
fn goes_on(view: &View<'_>, cues: &Cues, sentence: usize) -> bool {
    let tokens = view.document.sentences[sentence].tokens.clone();
    let speaks = |at: usize| view.document.tag(at) == Tag::Verb && view.document.has(at, cues.reporting);
    let later =
        |at: usize| view.tagging.mention_at(at).is_some_and(|m| dated::is_day(m) && !dated::before_news(view, m));
    !(tokens.start..tokens.end.min(tokens.start + 2)).any(speaks) && !tokens.clone().any(later)
}
