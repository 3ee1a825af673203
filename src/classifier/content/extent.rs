//! Where the content of a speech act begins and ends: دعا إلى | وقف القصف | مشيرا إلى أن.

use super::REACH;
use crate::classifier::argument::View;
use crate::classifier::cues::Cues;
use crate::morphology::part_of_speech::Tag;

/// One past the last token of the content that begins at `from`.
pub(super) fn end(view: &View<'_>, cues: &Cues, from: usize, denies: bool) -> usize {
    let document = &view.document;
    let last = document.sentence(from.saturating_sub(1)).tokens.end.min(from + REACH);
    // قال الوزير الذي هدد | بالاستقالة إن: an act that only describes whoever says more
    let relative = from.checked_sub(2).filter(|&at| document.tag(at) == Tag::Relative);
    let described = relative.is_some_and(|at| view.describes_speaker(at));
    let mut next = from;
    while next < last {
        let at = next;
        // نفى الجيش، في بيان، قصف المستشفى
        let scene = || view.scene_aside(at, last).or_else(|| view.name_aside(at, last)).filter(|_| denies);
        let aside = view.aside(at, last).or_else(scene);
        next = aside.unwrap_or(at + 1);
        // نفى مصدر، طلب عدم ذكر اسمه، توقيف: what is said in passing ends nothing
        if next > at + 1 {
            continue;
        }
        let new_report = at > from + 2
            && document.tag(at) == Tag::Verb
            && document.has(at, cues.reporting)
            && document.word(at).stems.iter().any(|s| s.proclitics.has(crate::morphology::Proclitics::CONJUNCTION));
        let fragment = document.is_mark(at, &[',', '،', '؛', ';', '.']) && at + 1 < last && turns(view, cues, at + 1);
        // للمطالبة بصفقة، وأغلقوا الطريق: a verb of the past is none of what is called for
        let done = document.is_mark(at, &[',', '،'])
            && past(view, at + 1)
            && !(from..at).any(|t| document.tag(t) == Tag::Complementiser);
        // تنفي استهداف المدنيين لكن الآلاف قتلوا، لكنه أقر، إلا أنه قال; not اتفقا على أن
        let adverse = document.cue(at, cues.conjunction).is_some_and(|(s, _)| s.feature("adversative").is_some());
        let but = at > from && (adverse && document.raw(at) != "على" || view.however(at));
        // أكد ضرورة الانسحاب، وأن الشرطة اعتقلت, إن الحركة رفضت العرض، وإن: what else the verb above says
        let sister = document.tag(at) == Tag::Complementiser
            && document.word(at).first == 'و'
            && (document.tag(from - 1) == Tag::Noun || within(view, from))
            && !(from..at).any(|t| document.tag(t) == Tag::Complementiser);
        let condition = at > from + 1
            && document.tag(at) != Tag::Noun
            && document.cue(at, cues.conditional).is_some_and(|(s, _)| s.feature("homograph").is_none());
        // what is denied ends with its clause: نفى قصف القرية، رغم …
        let left = denies
            && document.is_mark(at, &[',', '،', '؛'])
            && !goes_on(view, cues, at + 1)
            && !awaits(view, cues, from, at)
            && !closes_relative(view, from, at);
        // دعا إلى التهدئة مشيرا إلى أن: another thing he says
        let besides = at > from && view.speaking_participle(at);
        // يتوقعون زيادة الإنتاج مما أدى إلى: what has come of it
        // … but على تطبيق ما صدر: what they have done
        let resumes = document.raw(at) != "ما" || document.is_mark(at - 1, &[',', '،']);
        let outcome = document
            .cue(at, cues.conjunction)
            .is_some_and(|(s, len)| resumes && s.feature("clause_relative").is_some() && past(view, at + len));
        // إذا رفضت موسكو الهدنة، فسنمنح: what follows from it
        let answer = document.is_mark(at, &[',', '،']) && answers(view, cues, from, at + 1);
        if besides
            || answer
            || outcome
            || main_verb(view, from, at)
            || new_report
            || fragment
            || but
            || sister
            || condition
            || left
            || done
            || happened(view, cues, at, last)
            || document.tag(at) == Tag::Complementiser && described && at > from
        {
            return at;
        }
    }
    last
}

/// طالب بتحقيق بعد أن قتل جنديان: what something was said after has happened.
fn happened(view: &View<'_>, cues: &Cues, at: usize, end: usize) -> bool {
    cues.after(&view.document, at).is_some_and(|len| {
        let next = at + len;
        let verb = next + usize::from(next < end && view.document.raw(next) == "قد");
        verb < end && past(view, verb)
    })
}

/// True for a finite verb of the past.
fn past(view: &View<'_>, at: usize) -> bool {
    at < view.document.len() && view.finite(at).is_some_and(|(i, _)| i.tense == crate::morphology::Tense::Past)
}

/// بعد تحذير الاستخبارات | اعتقلت: behind a noun of speech without an أن the verb of the main clause.
fn main_verb(view: &View<'_>, from: usize, at: usize) -> bool {
    let document = &view.document;
    let noun = document.tag(from - 1) == Tag::Noun;
    let joint = |at: usize| matches!(document.tag(at), Tag::Complementiser | Tag::Relative | Tag::Conjunction);
    noun && past(view, at) && !(from..at).any(joint) && view.noun_described(at).is_none()
}

/// True for an act inside what somebody says behind an أن.
fn within(view: &View<'_>, from: usize) -> bool {
    let document = &view.document;
    let start = document.sentence(from - 1).tokens.start;
    (start..from - 1).any(|at| document.tag(at) == Tag::Complementiser)
}

/// True for the comma behind a relative clause between commas: نفى الوزير، الذي زار المدينة، قصف القرية.
fn closes_relative(view: &View<'_>, from: usize, at: usize) -> bool {
    let comma = |t: &usize| view.document.is_mark(*t, &[',', '،']);
    (from..at).rev().find(comma).is_some_and(|open| view.document.tag(open + 1) == Tag::Relative)
}

/// True when a denial goes on behind its comma: أو …, وأن …
fn goes_on(view: &View<'_>, cues: &Cues, at: usize) -> bool {
    let document = &view.document;
    match document.tag(at) {
        // نفى الوزير أن تكون القوات هاجمت، قائلا: what he says besides
        Tag::Complementiser => document.reading(at, cues.reporting).is_none(),
        Tag::Noun => document.word(at).first == 'و' && document.proclitic_bytes(at) > 0,
        // a name in passing: نفى الوزير، كمال سليم، أن …
        Tag::Conjunction => document.raw(at) == "أو",
        _ => false,
    }
}

/// True while the أن of the content is still to come: نفى الوزير، في تصريح للوكالة، أن …
fn awaits(view: &View<'_>, cues: &Cues, from: usize, at: usize) -> bool {
    let document = &view.document;
    // رفضت العرض، وسنقصف, نفى غرق السفينة، قائلا
    let says = |t: usize| document.tag(t) == Tag::Complementiser && document.reading(t, cues.reporting).is_some();
    if view.conjoined(at + 1) || says(at + 1) {
        return false;
    }
    let joint = |at: usize| document.tag(at) == Tag::Complementiser;
    let end = document.sentence(from).tokens.end.min(at + 12);
    at <= from + 3 || !(from..at).any(joint) && (at..end).any(joint)
}

/// The first token of the content: behind the أن, where a relative clause parts it from the act.
pub(super) fn start(view: &View<'_>, from: usize, end: usize) -> usize {
    let document = &view.document;
    let relative = (from..end).find(|&at| document.tag(at) == Tag::Relative);
    let joint = (from..end).find(|&at| document.tag(at) == Tag::Complementiser);
    match (relative, joint) {
        (Some(relative), Some(joint)) if relative < joint && relative < from + 8 => joint,
        _ => from,
    }
}

/// True when another voice or thought begins: a participle of speech, a connective of inference, a new conjunction.
fn turns(view: &View<'_>, cues: &Cues, at: usize) -> bool {
    let document = &view.document;
    let participle = document.tag(at) == Tag::Noun
        && document
            .reading(at, cues.reporting)
            .is_some_and(|(_, r)| r.inflection.tense == crate::morphology::Tense::ActiveParticiple);
    let report = document.tag(at) == Tag::Verb && document.has(at, cues.reporting);
    // ، وقد أفرج عنه: a sentence of its own
    let done = document.tag(at) == Tag::Particle && matches!(document.raw(at), "وقد" | "ولقد");
    participle
        || done
        || report
        || document.cue(at, cues.inference).is_some()
        || meanwhile(view, cues, at)
        || (document.tag(at) == Tag::Conjunction
            && (matches!(document.raw(at), "فيما" | "بينما" | "لكن" | "ولكن" | "وفيما")
                // كما أغلقت الطرق
                || document.raw(at) == "كما" && past(view, at + 1)))
}

/// في حين، في الوقت الذي: what somebody else did or said at the time.
fn meanwhile(view: &View<'_>, cues: &Cues, at: usize) -> bool {
    view.document.cue(at, cues.conjunction).is_some_and(|(s, len)| {
        let plain = ["relation", "time", "clause_relative"].iter().all(|f| s.feature(f).is_none());
        len > 1 && plain && s.feature("subordinate").is_some()
    })
}

/// True for a clause that ف opens behind an act inside a condition.
fn answers(view: &View<'_>, cues: &Cues, act: usize, at: usize) -> bool {
    let document = &view.document;
    let start = document.sentence(act).tokens.start;
    let clause = at < document.len() && matches!(document.tag(at), Tag::Verb | Tag::Particle | Tag::Complementiser);
    let condition = |t: usize| document.cue(t, cues.conditional).is_some_and(|(s, _)| s.feature("homograph").is_none());
    clause && document.raw(at).starts_with('ف') && (start..act).any(condition)
}
