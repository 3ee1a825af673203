//! Arguments that a clause leaves unsaid: dropped subjects, the subjects of verbal nouns, what one event of a sentence
//! tells of another (SCHEME 0.5, 6.4).

use super::Role;
use super::antecedent::{antecedent, resumed_topic};
use super::argument::{Arguments, View, agrees};
use super::cues::Cues;
use super::event::{Event, Filler, Reason, Status, Via};
use super::ontology::{EventType, Group, Ontology};
use super::trigger::{Candidate, Shape};
use super::will::unwilled;
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Gender, Inflection, Person};
use crate::tagger::EntityKind;
use crate::tagger::chunk::{NounPhrase, agreement};

mod verbal_noun;

use self::verbal_noun::{controller, dropped, owned, possessive, suffered, territory};

/// A verb without a subject takes the one of the verb before it (pro-drop).
pub fn subjects(view: &View<'_>, ontology: &Ontology, events: &mut [Event]) {
    for event in events.iter_mut() {
        let (group, event_type) = (event.group_in(ontology), event.type_in(ontology));
        let verbal = view.document.tag(event.tokens.start) == Tag::Verb;
        let role = group.frame.subject.unwrap_or(Role::Actor);
        // وقتلت شرطيا: in the frame of قتل خمسة the only noun phrase died, here somebody else is the subject
        let killer = role != Role::Actor && event.role(role).is_some_and(|f| !suits_verb(view, event.tokens.start, f));
        let role = if killer { Role::Actor } else { role };
        let missing = event.role(role).is_none();
        if !verbal || !missing || event.passive || !event_type.has_role(role.name()) {
            continue;
        }
        // التدخل الذي استهدف: a subject that cannot act is a subject all the same
        // شن حربا دامت 12 يوما، قصفت خلالها: but how long is none
        let span = |s: NounPhrase| {
            let mention = view.tagging.mention_at(s.head);
            mention.is_some_and(|m| m.is_number() || m.kind == EntityKind::Date)
                || view.document.has(s.head, view.chunker.moment)
        };
        if role == Role::Actor && event.subject.is_some_and(|s| s.first < event.tokens.start && !span(s)) {
            continue;
        }
        // طالبنا: the first person speaks of himself
        let first = view.finite(event.tokens.start).is_some_and(|(i, _)| i.person == Person::First);
        if first {
            continue;
        }
        // مشروع قرار يطالب بـ: the text asks, not whoever is named before
        if event.speech_act && view.text_speaks(event.tokens.start) {
            continue;
        }
        if let Some(phrase) = opener(view, event) {
            event.roles.retain(|(_, filler)| filler.head != phrase.head);
            event.roles.push((role, Filler { via: None, ..filler(view, phrase, Via::ProDrop) }));
        } else if let Some(phrase) = resumed_topic(view, event.tokens.start) {
            event.roles.push((role, filler(view, phrase, Via::Pronoun)));
        } else if let Some(phrase) = antecedent(view, event.tokens.start, !event.speech_act) {
            event.roles.push((role, filler(view, phrase, Via::ProDrop)));
        }
    }
}

/// دعت الدكتور هدى إلى: where a speech act opens its paragraph nobody has been named before, so that whoever stands right
/// behind it speaks, even if the verb does not agree.
fn opener(view: &View<'_>, event: &Event) -> Option<NounPhrase> {
    let document = &view.document;
    let token = event.tokens.start;
    let sentence = document.sentence(token);
    let first = token == sentence.tokens.start
        && (event.sentence == 0 || document.sentences[event.sentence - 1].paragraph != sentence.paragraph);
    if !(first && event.speech_act) || view.conjoined(token) {
        return None;
    }
    let (inflection, _) = view.finite(token)?;
    let apart = |p: &NounPhrase| !agrees(inflection, agreement(document, view.tagging, p.head));
    let phrase = view.noun_phrase(token + 1, sentence.tokens.end)?;
    (phrase.first == token + 1 && view.party(phrase) && apart(&phrase)).then_some(phrase)
}

/// True when a filler can be the subject of the verb at a token.
fn suits_verb(view: &View<'_>, token: usize, filler: Filler) -> bool {
    let readings = view.document.word(token).readings().filter(|(_, r)| r.inflection.tense.is_finite());
    let agreement = agreement(&view.document, view.tagging, filler.head);
    filler.head < token || readings.into_iter().any(|(_, r)| agrees(r.inflection, agreement))
}

/// The gender of the pronoun that stands for whoever speaks where an event has no other actor: أوضح أنه عقد جلسة, the
/// first person of طالبنا, and what somebody says must be done (SCHEME T4).
pub fn of_speaker(
    view: &View<'_>,
    event_type: &EventType,
    group: &Group,
    candidate: &Candidate<'_>,
    status: &Status,
) -> Option<Gender> {
    let pronoun = |inflection: Inflection, arguments: &Arguments| {
        let own = arguments.subject.is_none() && !arguments.passive && event_type.has_role("actor");
        match inflection.person {
            Person::First => own.then_some(Gender::Unknown),
            Person::Third => (own && arguments.pronoun).then_some(inflection.gender),
        }
    };
    let acts = group.frame.subject.unwrap_or(Role::Actor) == Role::Actor;
    match candidate.shape {
        Shape::Verb(inflection, _) if acts => {
            let must = event_type.speech_act && group.frame.subject.is_none();
            if must { Some(Gender::Unknown) } else { pronoun(inflection, &candidate.arguments) }
        }
        Shape::Noun(_) if event_type.id == "statement.call" && group.frame.genitive != Some(Role::Actor) => {
            Some(Gender::Unknown)
        }
        Shape::Noun(_) | Shape::Phrase if acts && !event_type.speech_act => {
            let under = status.reasons.iter().find_map(|r| if let Reason::Under(at) = r { Some(*at) } else { None })?;
            let (inflection, stem) = view.finite(under).filter(|_| view.subject_of_light(under).is_none())?;
            // إنهم يريدون المزيد عن رفع العقوبات: not what the verb does but what it is about
            let arguments = view.of_verb(under, inflection, stem.enclitic);
            (candidate.token <= under + 4 || arguments.object.is_some_and(|o| o.first == candidate.token))
                .then(|| pronoun(inflection, &arguments))
                .flatten()
        }
        _ => None,
    }
}

/// Who calls for something inside what somebody else reports: قال مصدر إن الوزيرة ستؤكد ضرورة التفتيش.
fn callers(view: &View<'_>, events: &mut [Event]) {
    let document = &view.document;
    for event in events.iter_mut() {
        let token = event.tokens.start;
        let noun = event.speech_act && event.of_speaker.is_some() && document.tag(token) == Tag::Noun;
        if !noun || event.role(Role::Actor).is_some() {
            continue;
        }
        let start = document.sentence(token).tokens.start;
        let stop = |at: usize| {
            matches!(document.tag(at), Tag::Verb | Tag::Complementiser | Tag::Relative) || view.speaking_participle(at)
        };
        let Some(verb) = (start..token).rev().find(|&at| stop(at)) else { continue };
        let nested = (start..verb).any(|at| document.tag(at) == Tag::Complementiser);
        if !nested || document.tag(verb) != Tag::Verb || !document.has(verb, view.reporting) {
            continue;
        }
        let Some((inflection, stem)) = view.finite(verb) else { continue };
        let subject = view.of_verb(verb, inflection, stem.enclitic).subject.filter(|p| p.last < token);
        let subject = subject.or_else(|| antecedent(view, verb, false));
        if let Some(phrase) = subject.filter(|p| view.party(*p)) {
            event.roles.push((Role::Actor, filler(view, phrase, Via::ProDrop)));
        }
    }
}

/// The actor and object of verbal nouns, then what events lend each other.
pub fn complete(view: &View<'_>, cues: &Cues, ontology: &Ontology, events: &mut [Event]) {
    callers(view, events);
    for at in 0..events.len() {
        let suffered = suffered(view, ontology, events, at);
        let event = &mut events[at];
        event.roles.extend(suffered);
        let (group, event_type) = (event.group_in(ontology), event.type_in(ontology));
        if view.document.tag(event.tokens.start) != Tag::Noun || unwilled(event_type.family()) {
            continue;
        }
        // استدعت السفير وسلمته مذكرة احتجاج: whoever hands over what is said says it
        if event.speech_act {
            let actor = event.role(Role::Actor);
            let open = actor.is_none_or(|actor| speakers_own(view, event, actor));
            let acts = group.frame.subject == Some(Role::Actor) && open;
            if let Some(phrase) = acts.then(|| dropped(view, event)).flatten().filter(|p| view.party(*p)) {
                event.roles.retain(|(role, _)| *role != Role::Actor);
                event.roles.push((Role::Actor, filler(view, phrase, Via::ProDrop)));
            }
            continue;
        }
        let owned = owned(view, group, event.tokens.start);
        // إدانته: nobody sentences a place
        let persons = matches!(event_type.family(), "justice" | "detainee");
        let empty = |r: &Role| event.role(*r).is_none() && !persons;
        if let Some(role) = owned.filter(|r| possessive(view, event.tokens.start) && empty(r)) {
            if let Some(m) = territory(view, event.tokens.start) {
                let place = Filler { span: m.span, head: m.head, via: Some(Via::Pronoun) };
                event.roles.push((role, place));
                if event.role(Role::Place).is_none() {
                    event.roles.push((Role::Place, place));
                }
            }
        }
        let bearer = if group.frame.genitive == Some(Role::Winner) { Role::Winner } else { Role::Actor };
        let missing =
            event_type.has_role(bearer.name()) && event.role(bearer).is_none() && event.role(Role::Actor).is_none();
        let found = || {
            let carried = bearer == Role::Actor && group.frame.subject.unwrap_or(Role::Actor) == Role::Actor;
            let dropped = carried.then(|| dropped(view, event)).flatten();
            dropped.or_else(|| controller(view, cues, (group, event_type), event.tokens.start))
        };
        if let Some(phrase) = missing.then(found).flatten() {
            event.roles.push((bearer, filler(view, phrase, Via::Pronoun)));
        }
    }
    super::lend::lend(view, ontology, events);
}

/// وأكد رفض بلاده: a genitive whose pronoun stands for whoever speaks is nobody beside him.
pub fn speakers_own(view: &View<'_>, event: &Event, actor: Filler) -> bool {
    let noun = view.document.tag(event.tokens.start) == Tag::Noun;
    noun && actor.via.is_none() && actor.head == event.tokens.end && view.document.word(actor.head).has_pronoun()
}

fn filler(view: &View<'_>, phrase: NounPhrase, via: Via) -> Filler {
    Filler { span: view.span(phrase.first, phrase.last), head: phrase.head, via: Some(via) }
}
