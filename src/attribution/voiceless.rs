//! Speech acts of nobody: where it cannot be told who spoke, nothing is told (SCHEME 1.3, R10).

use super::{Attribution, Attributions};
use crate::classifier::argument::View;
use crate::classifier::content::remove;
use crate::classifier::event::Event;
use crate::morphology::Number;
use crate::morphology::part_of_speech::Tag;

/// The vowel u: ُ
const DAMMA: char = '\u{64f}';

/// Takes away the speech acts that would stand in the author's voice for want of a speaker.
pub(super) fn leave_out(view: &View<'_>, events: &mut Vec<Event>, out: &mut Attributions) {
    let speaks = |(event, attribution): (&Event, &Attribution)| {
        let own = attribution.chain.len() == 1 && event.speech_act;
        // لم تتبن أي جهة الهجوم: nobody does; اتُّهمت الحكومة: the vowel spells a passive
        let spelt = view.document.raw(event.tokens.start).contains(DAMMA);
        own && !event.passive && !spelt && !event.status.negative && !of_many(view, event)
    };
    let mute: Vec<bool> = events.iter().zip(&out.events).map(speaks).collect();
    remove(events, &mute);
    let mut gone = mute.into_iter();
    out.events.retain(|_| !gone.next().unwrap_or(false));
}

/// وسط مخاوف، تصاعدت الدعوات، واجه انتقادات: what many say, whoever they are.
fn of_many(view: &View<'_>, event: &Event) -> bool {
    let document = &view.document;
    let token = event.tokens.start;
    let word = document.word(token);
    let several = |n: Number| n == Number::Plural;
    document.tag(token) == Tag::Noun
        && !word.has_pronoun()
        && word.readings().any(|(_, r)| !r.inflection.tense.is_finite() && several(r.inflection.number))
}
