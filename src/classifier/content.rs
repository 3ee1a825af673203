//! The content of speech acts: how far it reaches, and what the act does to the events inside (SCHEME P2, P4, 2.2, T12).

use self::extent::{end, start};
use super::argument::{View, agrees};
use super::cues::Cues;
use super::event::{Event, Filler, Reason, Via};
use super::ontology::Ontology;
use super::{Aspect, Modality, Role, Tense};
use crate::morphology::Person;
use crate::morphology::part_of_speech::Tag;
use crate::tagger::chunk::{NounPhrase, agreement};

mod extent;
mod outside;

/// Words after a speech act that its content can span.
const REACH: usize = 40;

/// Finds the content of each speech act and hands its modality down.
pub fn link(view: &View<'_>, cues: &Cues, ontology: &Ontology, events: &mut Vec<Event>) {
    for event in events.iter_mut() {
        let group = event.group_in(ontology);
        // تلقى دعما من الحلفاء: whoever is given support says nothing by it
        let received = group.content.is_none() && group.frame.subject == Some(Role::Target);
        if event.speech_act && !received {
            let denies = group.content.is_some_and(|c| c.flip || c.modality == Modality::Denied);
            let end = end(view, cues, event.tokens.end, denies);
            event.content = (!tells_of_before(view, cues, event)).then(|| start(view, event.tokens.end, end)..end);
        }
    }
    for inner in 0..events.len() {
        let holder = (0..inner).rev().find(|&act| {
            let range = events[act].content.clone();
            range.is_some_and(|r| r.contains(&events[inner].tokens.start))
                && events[act].sentence == events[inner].sentence
        });
        let holder = holder.filter(|&act| {
            !outside::outside(view, cues, &events[act], events[inner].tokens.start)
                && !outside::unclaimed(ontology, &events[act])
        });
        let Some(act) = holder else { continue };
        events[inner].content_of = Some(act);
        // نطالب بوقف القصف لأن مقتل المدنيين، لا سيما أن الجيش قصف: why, which is not asked for
        let comma = |at: &usize| view.document.is_mark(*at, &[',', '،']);
        let clause = (events[act].tokens.end..events[inner].tokens.start).rev().take_while(|at| !comma(at));
        if clause.into_iter().any(|at| cues.why(&view.document, at)) {
            continue;
        }
        pass_down(ontology, events, act, inner);
        control(view, ontology, events, act, inner);
    }
    plans(view, ontology, events);
}

/// الأنباء لا أساس لها: an idiom of denial that speaks of what stands before it.
fn tells_of_before(view: &View<'_>, cues: &Cues, event: &Event) -> bool {
    let document = &view.document;
    let idiom = document.cue(event.tokens.start, cues.denial_idiom);
    let last = event.tokens.end - 1;
    let pronoun = event.tokens.clone().any(|at| matches!(document.raw(at), "له" | "لها" | "لهم" | "لهما"));
    let more = document.tag(last + 1) == Tag::Complementiser;
    idiom.is_some_and(|(s, _)| s.feature("content") != Some("following")) && pronoun && !more
}

/// The subject of a verbal noun in the content is the speaker's own (نفت الشرطة اعتقال …) or, of accusations, the accused.
fn control(view: &View<'_>, ontology: &Ontology, events: &mut [Event], act: usize, inner: usize) {
    let type_of = |e: &Event| e.type_in(ontology);
    let verbal_noun = view.document.tag(events[inner].tokens.start) == Tag::Noun;
    if type_of(&events[act]).id == "statement.accusation" && !verbal_noun {
        accused(view, events, act, inner);
        return;
    }
    if !verbal_noun || events[inner].role(Role::Actor).is_some() || !type_of(&events[inner]).has_role("actor") {
        return;
    }
    let holder = match type_of(&events[act]).id.as_str() {
        "statement.denial" | "statement.threat" | "statement.promise" | "statement.rejection" => Role::Actor,
        // طالبت الجماعة بالإفراج عنهم: whoever is called upon is to do it
        "statement.accusation" | "statement.call" => Role::Target,
        _ => return,
    };
    let called = |filler: &Filler| {
        let head = view.counted_head(filler.head);
        let phrase = NounPhrase { first: filler.head, last: head, head, core_last: head };
        let asked = view.party(phrase) || view.document.has(head, view.chunker.addressee);
        type_of(&events[act]).id != "statement.call" || asked && filler.head < events[inner].tokens.start
    };
    // رفض خطة احتلال المدينة، نفى الأنباء عن سقوطها: whose act it is that another noun parts from the verb is not said
    let refused = matches!(type_of(&events[act]).id.as_str(), "statement.rejection" | "statement.denial");
    let own = |at: usize| view.document.word(at).has_pronoun();
    let theme = events[act].role(Role::Theme).filter(|_| refused);
    if theme.is_some_and(|f| f.head < events[inner].tokens.start && !own(f.head)) {
        return;
    }
    let near = |f: &Filler| events[inner].tokens.start <= events[act].tokens.end.max(f.head) + 8;
    if let Some(filler) = events[act].role(holder).filter(|f| near(f) && called(f)) {
        events[inner].roles.push((Role::Actor, Filler { via: Some(Via::Pronoun), ..filler }));
    }
}

/// اتهمت المؤسسة الحكومة بأنها قصفت: the pronoun stands for the accused, not for whoever accuses.
fn accused(view: &View<'_>, events: &mut [Event], act: usize, inner: usize) {
    let Some(filler) = events[act].role(Role::Target) else { return };
    let event = &mut events[inner];
    let own = event.roles.iter().any(|(role, f)| *role == Role::Actor && f.via.is_none());
    let like = agreement(&view.document, view.tagging, filler.head);
    let fits = view.finite(event.tokens.start).is_some_and(|(i, _)| i.person == Person::Third && agrees(i, like));
    if event.of_speaker.is_some() && fits && !own {
        event.roles.retain(|(role, _)| *role != Role::Actor);
        event.roles.push((Role::Actor, Filler { via: Some(Via::Pronoun), ..filler }));
    }
}

fn pass_down(ontology: &Ontology, events: &mut [Event], act: usize, inner: usize) {
    let Some(content) = events[act].group_in(ontology).content else { return };
    let token = events[act].tokens.start;
    let act_negative = events[act].status.negative;
    let act_denied = events[act].status.modality == Modality::Denied;
    let event = &mut events[inner];
    let presupposed = event.status.presupposed.is_some_and(|at| at > token);
    if event.speech_act && content.modality != Modality::Denied || presupposed {
        return;
    }
    // first that applies (2.2): a denied rumour is denied
    let rumoured = event.status.modality == Modality::Rumour && content.modality != Modality::Denied;
    if event.status.modality == Modality::Denied || rumoured {
        return;
    }
    let unflipped = act_negative && content.flip;
    event.status.reasons.push(Reason::Content(token));
    // نفى الاتهامات بأن …: what a denied accusation says is denied
    let denied = content.modality == Modality::Asserted && act_denied;
    if denied {
        event.status.modality = Modality::Denied;
        event.status.negative = !event.status.negative;
    } else if unflipped {
        event.status.modality = Modality::Possible;
    } else {
        // هدد بفرض عقوبات ما لم توقع: what is threatened on a condition
        if content.modality == Modality::Planned && event.status.conditioned {
            event.status.modality = Modality::Conditional;
        } else if content.modality != Modality::Asserted {
            event.status.modality = content.modality;
        }
        // امتنعت الشرطة عن اعتقال: the verb has negated it already
        if content.flip && event.status.negation_cue != Some(token) {
            event.status.negative = !event.status.negative;
        }
    }
    // لا يتوقع أن: the expectation and its content are both negative (P4)
    if act_negative && content.modality == Modality::Predicted && !content.flip {
        event.status.negative = true;
    }
    if matches!(
        event.status.modality,
        Modality::Requested | Modality::Planned | Modality::Predicted | Modality::Conditional | Modality::Possible
    ) {
        event.status.tense = Tense::Future;
        if event.status.aspect == Aspect::Completed {
            event.status.aspect = Aspect::None;
        }
    }
}

/// T12: an intention and what is intended are one event: `plan.rescue`, `plan.support`, `plan.military` take their
/// complement in; any other complement takes the intention in.
fn plans(view: &View<'_>, ontology: &Ontology, events: &mut Vec<Event>) {
    let type_of = |e: &Event| e.type_in(ontology);
    let mut drop = vec![false; events.len()];
    for plan in 0..events.len() {
        if type_of(&events[plan]).family() != "plan" {
            continue;
        }
        let other = type_of(&events[plan]).id == "plan.other";
        for inner in plan + 1..events.len() {
            let near = events[inner].sentence == events[plan].sentence
                && events[inner].tokens.start <= events[plan].tokens.end + 5;
            // لا يعتزم إلغاء الاتفاق لكنه طالب بـ: a clause of its own
            let own = |at: usize| matches!(view.document.tag(at), Tag::Conjunction | Tag::Punct);
            if !near || (events[plan].tokens.end..events[inner].tokens.start).any(own) {
                break;
            }
            if type_of(&events[inner]).family() == "plan" {
                drop[inner] = true;
            } else if other && !type_of(&events[inner]).id.starts_with("situation.") {
                drop[plan] = true;
                let negative = events[plan].status.negative;
                let status = &mut events[inner].status;
                if status.modality == Modality::Asserted {
                    status.modality = Modality::Planned;
                    status.negative |= negative;
                }
            } else if events[inner].tokens.start <= events[plan].tokens.end + 3 {
                drop[inner] = true;
            }
        }
    }
    remove(events, &drop);
}

/// Removes events and mends the indices of the others.
pub fn remove(events: &mut Vec<Event>, drop: &[bool]) {
    if !drop.contains(&true) {
        return;
    }
    let mut place = Vec::with_capacity(drop.len());
    let mut next = 0;
    for &gone in drop {
        place.push((!gone).then_some(next));
        next += usize::from(!gone);
    }
    let mut at = 0;
    events.retain(|_| {
        at += 1;
        !drop[at - 1]
    });
    for event in events {
        event.content_of = event.content_of.and_then(|act| place[act]);
    }
}
