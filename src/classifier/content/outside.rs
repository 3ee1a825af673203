//! What stands in reach of a speech act and is not what it says.

use crate::classifier::argument::View;
use crate::classifier::cues::Cues;
use crate::classifier::event::Event;
use crate::classifier::ontology::Ontology;
use crate::classifier::{Modality, Role};
use crate::morphology::part_of_speech::Tag;

/// True for an event behind a speech act that is not its content.
pub(super) fn outside(view: &View<'_>, cues: &Cues, act: &Event, inner: usize) -> bool {
    answered(view, cues, act.tokens.end, inner)
        || describes(view, act.tokens.end, inner)
        || told_of(view, cues, act.tokens.end, inner)
        || resumed(view, act.tokens.start, act.tokens.end, inner)
        || own_noun(view, act, inner)
        || staged(view, cues, act, inner)
        || afterwards(view, cues, act.tokens.end, inner)
        || brought_about(view, cues, act, inner)
}

/// لم يتبن التنظيم الهجوم: what is not claimed is nobody's claim.
pub(super) fn unclaimed(ontology: &Ontology, act: &Event) -> bool {
    let content = act.group_in(ontology).content;
    let plainly = act.status.negative && act.status.modality == Modality::Asserted;
    plainly && content.is_some_and(|c| c.modality == Modality::Asserted)
}

/// أدى رفض المطالب إلى مظاهرات: what the verb before a speech act takes is not what is said.
fn brought_about(view: &View<'_>, cues: &Cues, act: &Event, inner: usize) -> bool {
    let document = &view.document;
    let Some(verb) = act.tokens.start.checked_sub(1) else { return false };
    let noun = document.tag(act.tokens.start) == Tag::Noun && document.tag(verb) == Tag::Verb;
    let Some((sense, _)) = document.cue(verb, cues.implicative).filter(|_| noun) else { return false };
    let takes = |at: usize| {
        let list = sense.feature("prep").unwrap_or_default();
        view.preposition(at)
            .is_some_and(|(p, _)| list.split('|').any(|name| view.prepositions.by_name(name) == Some(p)))
    };
    sense.feature("relation") == Some("cause") && (act.tokens.end..=inner).any(takes)
}

/// توعد بالرد على مقتل القائد: what is answered has happened, whatever the answer is.
fn answered(view: &View<'_>, cues: &Cues, from: usize, inner: usize) -> bool {
    let document = &view.document;
    let parts =
        |at: &usize| !matches!(document.tag(*at), Tag::Verb | Tag::Complementiser | Tag::Conjunction | Tag::Punct);
    let mut back = (from..inner).rev().take_while(parts);
    back.any(|at| document.has(at, cues.answer) && at + 1 < inner && document.tag(at + 1) == Tag::Preposition)
}

/// رفض مشروع قرار يطالب بالانسحاب: a clause that only describes a noun of the content is neither asked for nor refused.
fn describes(view: &View<'_>, from: usize, verb: usize) -> bool {
    let document = &view.document;
    // يطالبون بحمايتهم من أي اعتداء قد يودي بحياتهم
    let may = verb > 1 && document.raw(verb - 1) == "قد";
    let open = |at: usize| document.tag(at) == Tag::Noun && document.word(at).article.is_none();
    // شائعات استقالته: a verbal noun with its owner, whatever verb it looks like
    let deed = document.word(verb).verbal_noun() && document.word(verb).has_pronoun();
    document.tag(verb) == Tag::Verb
        && !deed
        && (document.tag(verb - 1) == Tag::Relative || view.noun_described(verb).is_some() || may && open(verb - 2))
        && !parted(view, from, verb)
}

/// اتهم الحركة بالتفجير الذي أوقع 32 قتيلا: what a relative clause tells of a noun of the content.
fn told_of(view: &View<'_>, cues: &Cues, from: usize, noun: usize) -> bool {
    let document = &view.document;
    let clause = |at: &usize| !matches!(document.tag(*at), Tag::Complementiser | Tag::Punct | Tag::Conjunction);
    let verb = (from..noun).rev().take_while(clause).find(|&at| document.tag(at) == Tag::Verb);
    // نفى الأنباء التي تحدثت عن القصف: what reports tell of is what is denied
    let reports = |verb: usize| verb > 1 && document.has(verb - 2, cues.told) && document.has(verb, cues.reporting);
    let told = |verb: usize| verb > from && document.tag(verb - 1) == Tag::Relative && !parted(view, from, verb);
    document.tag(noun) == Tag::Noun && verb.is_some_and(|verb| told(verb) && !reports(verb))
}

/// True when an أن stands between an act and what is inside: then that is what it says.
fn parted(view: &View<'_>, end: usize, inner: usize) -> bool {
    (end..inner).any(|at| view.document.tag(at) == Tag::Complementiser)
}

/// الهجوم الذي أدانته الحكومة أسفر عن: a verb that takes its noun up again has no content behind it but for an أن.
fn resumed(view: &View<'_>, act: usize, end: usize, inner: usize) -> bool {
    let document = &view.document;
    act > 0 && document.tag(act - 1) == Tag::Relative && document.word(act).has_pronoun() && !parted(view, end, inner)
}

/// في رفضها الحلول وسيطرتها على المدينة: two nouns with the same owner stand beside each other.
fn own_noun(view: &View<'_>, act: &Event, inner: usize) -> bool {
    let document = &view.document;
    let owned = |at: usize| document.tag(at) == Tag::Noun && document.word(at).has_pronoun();
    owned(act.tokens.start) && owned(inner) && document.word(inner).first == 'و' && !parted(view, act.tokens.end, inner)
}

/// طالب خلال زيارة إلى باريس بوقف القصف: when and where somebody called for something is not called for.
fn staged(view: &View<'_>, cues: &Cues, act: &Event, inner: usize) -> bool {
    let document = &view.document;
    let apart = |at: usize| {
        document.cue(at, cues.preposition).is_some_and(|(s, len)| {
            at + len == inner && (s.feature("time").is_some() || s.feature("relation") == Some("circumstance"))
        })
    };
    let later = act.role(Role::Theme).is_some_and(|theme| theme.head > inner);
    later && (act.tokens.end..inner).rev().take(3).any(apart)
}

/// رفضت المحكمة تنحي المحامين عقب جلسة: when something was said, unless an أن makes it part of what was said.
fn afterwards(view: &View<'_>, cues: &Cues, from: usize, inner: usize) -> bool {
    let document = &view.document;
    let after = |at: usize| {
        document.cue(at, cues.preposition).is_some_and(|(s, len)| {
            // من خلال تشريع: by what means
            let means = at > 0 && document.raw(at - 1) == "من";
            at + len == inner && s.feature("time") == Some("yes") && s.feature("upon").is_none() && !means
        })
    };
    document.tag(inner) == Tag::Noun && !parted(view, from, inner) && (from..inner).rev().take(3).any(after)
}
