//! What a verbal noun leaves unsaid: whose act it is, and what its pronoun stands for (SCHEME 0.5).

use crate::classifier::Role;
use crate::classifier::antecedent::{antecedent, resumed_topic, stands_for};
use crate::classifier::argument::View;
use crate::classifier::condition::Preposition;
use crate::classifier::cues::Cues;
use crate::classifier::event::{Event, Filler, Reason, Via};
use crate::classifier::ontology::{EventType, Group, Ontology};
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Person, Tense, Voice};
use crate::tagger::chunk::NounPhrase;
use crate::tagger::{EntityKind, Mention};

/// Whose act a verbal noun is, where its clause says so of another verb: خلال زيارة لدمشق قال الوزير، واصل الجيش عملياته.
pub(super) fn controller(
    view: &View<'_>,
    cues: &Cues,
    (group, event_type): (&Group, &EventType),
    token: usize,
) -> Option<NounPhrase> {
    let document = &view.document;
    let sentence = &document.sentence(token).tokens;
    let own = possessive(view, token) && owned(view, group, token).is_none();
    let before = (token > sentence.start).then(|| document.cue(token - 1, cues.preposition)).flatten();
    let timed = before.is_some_and(|(s, _)| s.feature("time").is_some() && s.feature("upon").is_none())
        || (token > sentence.start + 1)
            && document
                .cue(token - 2, cues.preposition)
                .is_some_and(|(s, len)| len == 2 && s.feature("time").is_some());
    let purpose = view.preposition(token).is_some_and(|(p, _)| p == Preposition::LAM)
        || before.is_some_and(|(s, _)| s.feature("relation") == Some("purpose"));
    // اعتقلت الشرطة رجلا بعد طعن شرطي: when something befell somebody says nothing of who did it
    let timed = timed && !event_type.inflicted();
    if !(own || timed || purpose) {
        return None;
    }
    let bound = (sentence.start..token).rev().find(|&at| matches!(document.tag(at), Tag::Verb | Tag::Complementiser));
    // وخلال زيارة إلى عمّان، قال الوزير: a circumstance that opens its clause belongs to the verb that follows
    let opens = timed
        && (sentence.start + 1..token).rev().take(3).any(|at| {
            matches!(document.tag(at), Tag::Preposition)
                && document.word(at).first == 'و'
                && document.tag(at - 1) == Tag::Punct
        });
    let verb = match bound.filter(|&at| document.tag(at) == Tag::Verb && !opens) {
        Some(verb) => verb,
        None if timed || own => (token + 1..sentence.end).find(|&at| document.tag(at) == Tag::Verb)?,
        None => return None,
    };
    // تعرضت الطفلة لإطلاق نار: the subject suffers it
    if view.subject_of_light(verb) == Some("target") {
        return None;
    }
    let (own_form, stem) = view.finite(verb)?;
    let subject = view.of_verb(verb, own_form, stem.enclitic).subject.or_else(|| antecedent(view, verb, false))?;
    let agent = view.tagging.mention_at(subject.head).map_or(document.has(subject.head, view.chunker.agent), |m| {
        !matches!(m.kind, EntityKind::Date | EntityKind::Quantity | EntityKind::Money | EntityKind::Platform)
    });
    let elsewhere = !(subject.first..=subject.last).contains(&token);
    (agent && elsewhere && (!own || stands_for(view, token, subject))).then_some(subject)
}

/// The dropped subject of the verb that carries a noun: تصل اليوم وتجري محادثات، استدعت السفير وسلمته مذكرة احتجاج.
pub(super) fn dropped(view: &View<'_>, event: &Event) -> Option<NounPhrase> {
    let verb = event.status.reasons.iter().find_map(|r| if let Reason::Under(at) = r { Some(*at) } else { None })?;
    let (inflection, stem) = view.finite(verb).filter(|(i, _)| i.voice != Voice::Passive)?;
    if view.subject_of_light(verb).is_some() || view.document.has(verb, view.auxiliary) {
        return None;
    }
    let own = view.of_verb(verb, inflection, stem.enclitic);
    // وسلمته مذكرة احتجاج: what is handed over does not hand over
    let handed = |s: &NounPhrase| event.speech_act && (s.first..=s.last).contains(&event.tokens.start);
    let subject = own.subject.filter(|s| !handed(s));
    if subject.is_some() || inflection.person != Person::Third {
        return None;
    }
    if own.pronoun { resumed_topic(view, verb) } else { antecedent(view, verb, true) }
}

/// أفرجت عن الصحفي بعد اعتقاله: whom the pronoun on a verbal noun stands for, where an event before it in the sentence has
/// that person for its target.
pub(super) fn suffered(view: &View<'_>, ontology: &Ontology, events: &[Event], at: usize) -> Option<(Role, Filler)> {
    let event = &events[at];
    let (group, event_type) = (event.group_in(ontology), event.type_in(ontology));
    let token = event.tokens.start;
    if view.document.tag(token) != Tag::Noun || !possessive(view, token) || !event_type.inflicted() {
        return None;
    }
    let role = owned(view, group, token).filter(|role| event.role(*role).is_none())?;
    let somebody = |filler: &Filler| {
        let mention = view.tagging.mention_at(filler.head);
        mention.map_or(
            view.document.has(filler.head, view.chunker.agent) || view.document.has(filler.head, view.chunker.person),
            |m| matches!(m.kind, EntityKind::Person | EntityKind::Title),
        )
    };
    let before = events[..at].iter().rev().take_while(|e| e.sentence == event.sentence);
    let target = before.filter_map(|e| e.role(Role::Target)).find(|f| f.head < token && somebody(f))?;
    let phrase = view.noun_phrase(target.head, token)?;
    stands_for(view, token, phrase).then_some((role, Filler { via: Some(Via::Pronoun), ..target }))
}

/// The role that the pronoun on a verbal noun fills when it is the object: تحريرها، استعادتها; not عملياتها.
pub(super) fn owned(view: &View<'_>, group: &Group, token: usize) -> Option<Role> {
    let verbal = view.document.word(token).readings().any(|(_, r)| r.inflection.tense == Tense::Masdar);
    group.frame.genitive.filter(|r| verbal && matches!(r, Role::Target | Role::Theme | Role::Place))
}

pub(super) fn possessive(view: &View<'_>, token: usize) -> bool {
    let word = view.document.word(token);
    word.has_pronoun() && view.document.raw(token).ends_with(['ه', 'ا', 'م'])
}

/// The place named last before a token of its sentence.
pub(super) fn territory<'v>(view: &View<'v>, token: usize) -> Option<&'v Mention> {
    let start = view.document.sentence(token).tokens.start;
    let mentions = &view.tagging.mentions;
    let to = mentions.partition_point(|m| m.tokens.start < token);
    let mut before = mentions[..to].iter().rev().take_while(|m| m.tokens.start >= start);
    before.find(|m| matches!(m.kind, EntityKind::Location | EntityKind::Facility) && m.inside.is_none())
}
