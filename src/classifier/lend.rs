//! What events of one sentence lend each other: the place of an attack, whoever made it, whoever fell in a clash
//! (SCHEME 6.4).

use super::Role;
use super::argument::View;
use super::event::{Event, Filler, Via};
use super::ontology::Ontology;
use crate::morphology::part_of_speech::Tag;

/// What events of one sentence tell of each other: the dead fell where and by whose hand the attack was.
pub fn lend(view: &View<'_>, ontology: &Ontology, events: &mut [Event]) {
    for sentence in events.chunk_by_mut(|a, b| a.sentence == b.sentence) {
        let linked = |e: &Event| linked(e.type_in(ontology).family());
        let name = |e: &Event| e.type_in(ontology).name();
        // of a clash both sides are told, not who killed whom; whoever holds or loses a place has killed nobody by that
        let clash = |e: &Event| name(e) == "clash";
        let hits = |e: &Event| {
            linked(e) == Some(false)
                && !matches!(name(e), "clash" | "capture" | "territory_loss" | "deploy" | "advance")
        };
        for index in 0..sentence.len() {
            let Some(dead) = linked(&sentence[index]) else { continue };
            let has = |role: Role| {
                sentence[index].type_in(ontology).has_role(role.name()) && sentence[index].role(role).is_none()
            };
            let near = |at: usize| sentence[at].tokens.start.abs_diff(sentence[index].tokens.start);
            // what did not happen lends nothing: لم تفقد قواتنا أي موقع
            let happened = |at: usize| sentence[at].status.negative == sentence[index].status.negative;
            let others = (0..sentence.len()).filter(|&at| at != index && happened(at));
            let nearest = |role: Role, deeds: bool| {
                let told = others
                    .clone()
                    .filter(|&at| if deeds { hits(&sentence[at]) } else { linked(&sentence[at]).is_some() });
                told.filter(|&at| sentence[at].role(role).is_some()).min_by_key(|&at| near(at))
            };
            let place = has(Role::Place).then(|| nearest(Role::Place, false)).flatten();
            let place = place.and_then(|at| sentence[at].role(Role::Place));
            // قتل جنود في مواجهات مع: whoever fell had fought
            let fallen = (!dead && has(Role::Actor) && sentence[index].role(Role::Target).is_some())
                .then(|| fallen(view, ontology, sentence, index))
                .flatten();
            // لقوا مصرعهم في اشتباكات، فيما قصفت الفصائل القرى: they fell in the clash
            let deeds = others.clone().filter(|&at| linked(&sentence[at]) == Some(false));
            let fought = deeds.min_by_key(|&at| near(at)).is_some_and(|at| clash(&sentence[at]));
            let actor = (dead && !fought && has(Role::Actor)).then(|| nearest(Role::Actor, true)).flatten();
            let actor = actor.and_then(|at| sentence[at].role(Role::Actor));
            let victim = sentence[index].role(Role::Target);
            let actor = actor.filter(|a| !victim.is_some_and(|v| v.span.contains(a.span) || a.span.contains(v.span)));
            let roles = &mut sentence[index].roles;
            roles.extend(fallen.map(|f| (Role::Actor, Filler { via: Some(Via::Pronoun), ..f })));
            roles.extend(place.map(|f| (Role::Place, f)));
            roles.extend(actor.map(|f| (Role::Actor, Filler { via: Some(Via::Pronoun), ..f })));
        }
    }
}

/// The dead of the clause that a clash with somebody else ends: مقتل ستة جنود في مواجهات مع المتمردين.
fn fallen(view: &View<'_>, ontology: &Ontology, sentence: &[Event], clash: usize) -> Option<Filler> {
    let token = sentence[clash].tokens.start;
    if sentence[clash].type_in(ontology).name() != "clash" {
        return None;
    }
    let quiet = |from: usize| (from..token).all(|at| view.document.tag(at) != Tag::Verb);
    let mut dead = sentence[..clash].iter().rev().filter(|e| linked(e.type_in(ontology).family()) == Some(true));
    let dead = dead.find(|e| quiet(e.tokens.end))?;
    let filler = dead.role(Role::Target)?;
    let in_it = view.document.raw(token.checked_sub(1)?) == "في" || view.document.raw(token - 1) == "خلال";
    in_it.then_some(filler)
}

/// True for casualties, false for what causes them, `None` for the rest.
fn linked(family: &str) -> Option<bool> {
    match family {
        "casualty" => Some(true),
        "military" | "violence" | "accident" | "disaster" => Some(false),
        _ => None,
    }
}
