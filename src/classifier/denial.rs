//! Idioms that call a report untrue: لا صحة لما يتردد عن …, الأنباء عن … عارية عن الصحة (SCHEME 2.1 P2).

use super::Modality;
use super::argument::View;
use super::cues::Cues;
use super::event::{Event, Reason};
use crate::morphology::part_of_speech::Tag;

/// Words on either side of an idiom that it can speak of.
const REACH: usize = 14;

/// Denies the events that an idiom of the sentence calls untrue.
pub fn idioms(view: &View<'_>, cues: &Cues, events: &mut [Event]) {
    let document = &view.document;
    for cue in document.cues.all() {
        let Some(sense) = document.lexicon.sense(cue.lexeme, cues.denial_idiom) else { continue };
        if sense.feature("intensifier").is_some() || sense.feature("no_comment").is_some() {
            continue;
        }
        let end = cue.first + cue.len;
        let following = sense.feature("content") == Some("following") || document.tag(end) == Tag::Complementiser;
        let reach = if following { end..after(view, end) } else { before(view, cue.first)..cue.first };
        for event in events.iter_mut().filter(|e| reach.contains(&e.tokens.start)) {
            let told = following || told_of(view, event.tokens.start);
            if told && event.status.modality != Modality::Denied && !event.tokens.contains(&cue.first) {
                event.status.modality = Modality::Denied;
                event.status.negative = !event.status.negative;
                event.status.negation_cue = Some(cue.first);
                event.status.reasons.push(Reason::Negated(cue.first));
            }
        }
    }
}

/// One past the last token of what an idiom introduces.
fn after(view: &View<'_>, from: usize) -> usize {
    let document = &view.document;
    let last = document.sentence(from - 1).tokens.end.min(from + REACH);
    let ends = |at: &usize| matches!(document.tag(*at), Tag::Punct | Tag::Conjunction);
    (from..last).find(ends).unwrap_or(last)
}

/// The first token of the subject of an idiom that is a predicate; a بأنها between the two is passed over.
fn before(view: &View<'_>, idiom: usize) -> usize {
    let document = &view.document;
    let start = document.sentence(idiom).tokens.start.max(idiom.saturating_sub(REACH));
    let ends = |at: usize| matches!(document.tag(at), Tag::Complementiser | Tag::Verb | Tag::Conjunction);
    let from = if idiom > start && document.tag(idiom - 1) == Tag::Complementiser { idiom - 1 } else { idiom };
    (start..from).rev().find(|&at| ends(at)).map_or(start, |at| at + 1)
}

/// True for what a report is about: الأنباء عن استقالته, ما تردد حول الهجوم.
fn told_of(view: &View<'_>, token: usize) -> bool {
    let document = &view.document;
    let from = document.sentence(token).tokens.start.max(token.saturating_sub(3));
    (from..token)
        .any(|at| document.tag(at) == Tag::Preposition && matches!(document.raw(at), "عن" | "حول" | "بشأن" | "بخصوص"))
}
