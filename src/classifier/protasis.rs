//! The condition that a clause depends on (SCHEME 2.2 M4).

use std::ops::Range;

use super::Role;
use super::argument::View;
use super::cues::Cues;
use super::event::{Event, Filler};
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Proclitics, Sense};

/// Gives each main event of a conditional sentence its protasis as the role `condition`.
pub fn conditions(view: &View<'_>, cues: &Cues, events: &mut [Event]) {
    for sentence in events.chunk_by_mut(|a, b| a.sentence == b.sentence) {
        let Some(protasis) = find(view, cues, sentence[0].tokens.start) else { continue };
        let leading = protasis.start == view.document.sentence(protasis.start).tokens.start;
        let main = if leading {
            sentence.iter().position(|e| e.tokens.start >= protasis.end)
        } else {
            sentence.iter().rposition(|e| e.tokens.end <= protasis.start)
        };
        let Some(event) = main.map(|at| &mut sentence[at]).filter(|e| e.role(Role::Condition).is_none()) else {
            continue;
        };
        let span = view.document.span(protasis.start, protasis.end - 1);
        event.roles.push((Role::Condition, Filler { span, head: protasis.start, via: None }));
    }
}

/// The protasis of the sentence that holds a token: from its cue to the comma or the clause that answers it.
fn find(view: &View<'_>, cues: &Cues, token: usize) -> Option<Range<usize>> {
    let document = &view.document;
    let sentence = &document.sentence(token).tokens;
    let first = sentence.clone().find(|&at| opens(view, cues, at))?;
    let leading = first == sentence.start;
    let answers = |at: usize| {
        let joined = |p: Proclitics| document.word(at).stems.iter().any(|s| s.proclitics.has(p));
        let answer = joined(Proclitics::SIN) || document.raw(at).starts_with('ف') && joined(Proclitics::CONJUNCTION);
        document.tag(at) == Tag::Punct || (leading && matches!(document.tag(at), Tag::Verb | Tag::Particle) && answer)
    };
    let end = (first + 2..sentence.end).find(|&at| answers(at)).unwrap_or(sentence.end);
    (end > first + 1).then_some(first..end)
}

/// True for إذا, في حال, شريطة أن … where they are no other word.
pub fn opens(view: &View<'_>, cues: &Cues, at: usize) -> bool {
    let document = &view.document;
    let cue = document.tag(at) != Tag::Noun || document.cues_at(at).iter().any(|c| c.len > 1);
    let plain = |s: &Sense| s.feature("homograph").is_none() && s.feature("needs").is_none();
    // إن لم: no complementiser; لطالما: it has long been so
    let if_not = |len: usize| len > 1 && document.raw(at).trim_start_matches(['و', 'ف']) == "إن";
    let sense = document.cue(at, cues.conditional).filter(|_| cue && !document.raw(at).ends_with("لطالما"));
    sense.is_some_and(|(s, len)| plain(s) || if_not(len)) || if_ever(view, at)
}

/// هدد بالرد إن عادوا: right before a perfect إن is "if", for "that" wants a noun.
pub fn if_ever(view: &View<'_>, at: usize) -> bool {
    let document = &view.document;
    let perfect = |at: usize| view.finite(at).is_some_and(|(i, _)| i.tense == crate::morphology::Tense::Past);
    // إن تغير المناخ: that the change
    let head = || at == document.sentence(at).tokens.start || document.tag(at - 1) == Tag::Punct;
    let verbal = |at: usize| head() || document.word(at).readings().all(|(_, r)| r.inflection.tense.is_finite());
    document.raw(at).trim_start_matches(['و', 'ف']) == "إن"
        && at + 1 < document.len()
        && perfect(at + 1)
        && verbal(at + 1)
}
