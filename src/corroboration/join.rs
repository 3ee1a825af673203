//! When two reports claim the same thing, and why.

use super::{Content, DAY, Likeness, Party, Report};

/// Days around a report in which another one of the same claim may be printed.
pub const REACH: i64 = 3;

/// How far apart two reports of one claim are printed at most, in milliseconds.
pub const WINDOW: i64 = (REACH + 1) * DAY;

/// Families whose events come again and again between the same parties: without a date or a number that says otherwise,
/// those of another day are others.
const RECURRENT: [&str; 9] =
    ["military", "casualty", "violence", "protest", "statement", "diplomacy", "economy", "situation", "accident"];

/// Types in which the parties do the same: who meets whom may be told from either side.
const SYMMETRIC: [&str; 5] =
    ["diplomacy.meet", "diplomacy.negotiate", "agreement.reach", "military.clash", "diplomacy.relations_change"];

/// Share of common words from which two sentences tell the same, where their roles say little.
const ALIKE: f32 = 0.3;

/// Why two reports claim the same thing, whatever their polarity; `None` if they do not.
///
/// Same type; no role that contradicts; the same day, as far as they say; and enough in common: two roles, or one role
/// and the rest unsaid with the same number or much the same words. A speech act needs like words in any case: who
/// speaks twice a day says two things.
pub fn same(a: &Report, b: &Report) -> Option<Vec<String>> {
    let (x, y) = (&a.content, &b.content);
    if x.kind != y.kind || a.event == b.event || (a.at - b.at).abs() > WINDOW {
        return None;
    }
    let roles = roles(x, y);
    let likeness = roles.each_ref().map(|(_, one, other)| Likeness::of(one, other));
    let count = |wanted| likeness.iter().filter(|found| **found == wanted).count();
    let symmetric = SYMMETRIC.contains(&x.kind.as_str());
    if count(Likeness::Differ) > 0 || symmetric && others_differ(&roles[0].1, &roles[0].2) {
        return None;
    }
    let when = when(a, b)?;
    // of two parties that only meet, both may be shared in one role
    let both = symmetric && common(&roles[0].1, &roles[0].2).count() > 1;
    // اتفاق مع إيران في إيران: one thing in two roles is one thing in common
    let twice = repeated(&roles, likeness);
    let (firm, vague) =
        (count(Likeness::Same) + usize::from(both) - twice, count(Likeness::Vague) + count(Likeness::Alike));
    let number = x.quantity.is_some() && x.quantity == y.quantity;
    let alike = overlap(&x.words, &y.words);
    let enough = match firm {
        0 => count(Likeness::Alike) > 0 && number && alike >= ALIKE,
        // a country alone is too much to have in common
        1 => vague > 0 && !country(&roles, likeness) || number || alike >= ALIKE,
        _ => true,
    };
    if !enough || family(&x.kind) == "statement" && alike < ALIKE {
        return None;
    }
    let mut why = vec![format!("type {}", x.kind)];
    for ((role, one, other), found) in roles.iter().zip(likeness) {
        match found {
            Likeness::Same | Likeness::Alike => {
                why.extend(common(one, other).next().map(|(x, y)| format!("{role} {}", x.explained(y))));
            }
            Likeness::Vague => why.push(format!("{role}: {} and {} lie in one country", text(one), text(other))),
            Likeness::Differ | Likeness::Unknown => {}
        }
    }
    why.push(when);
    if number {
        why.push("the same number".to_owned());
    }
    if alike >= ALIKE {
        why.push(format!("{:.0} % of the words in common", alike * 100.0));
    }
    Some(why)
}

/// True when what is not in common is two: of two ministers who visit one country, each comes by himself.
fn others_differ(one: &[Party], other: &[Party]) -> bool {
    let rest = |of: &[Party], with: &[Party]| -> Vec<Party> {
        of.iter().filter(|party| !with.iter().any(|x| party.meets(x))).cloned().collect()
    };
    let (left, right) = (rest(one, other), rest(other, one));
    left.len() < one.len() && Likeness::of(&left, &right) == Likeness::Differ
}

/// How many roles have in common what an earlier role has.
fn repeated(roles: &Pairs, likeness: [Likeness; 3]) -> usize {
    let same = |at: &usize| likeness[*at] == Likeness::Same;
    let shares = |at: usize, other: usize| {
        common(&roles[at].1, &roles[at].2)
            .any(|(x, _)| common(&roles[other].1, &roles[other].2).any(|(y, _)| x.meets(y)))
    };
    (1..3).filter(same).filter(|&at| (0..at).filter(same).any(|other| shares(at, other))).count()
}

/// True when all that the roles have in common is a country.
fn country(roles: &Pairs, likeness: [Likeness; 3]) -> bool {
    let same = roles.iter().zip(likeness).filter(|(_, found)| *found == Likeness::Same);
    same.flat_map(|((_, one, other), _)| common(one, other)).all(|(party, _)| party.whole)
}

type Pairs = [(&'static str, Vec<Party>, Vec<Party>); 3];

/// The roles of both reports side by side.
fn roles(x: &Content, y: &Content) -> Pairs {
    if SYMMETRIC.contains(&x.kind.as_str()) {
        let parties = |c: &Content| c.actor.iter().chain(&c.target).cloned().collect();
        return [
            ("party", parties(x), parties(y)),
            ("target", vec![], vec![]),
            ("place", x.place.clone(), y.place.clone()),
        ];
    }
    [
        ("actor", x.actor.clone(), y.actor.clone()),
        ("target", x.target.clone(), y.target.clone()),
        ("place", x.place.clone(), y.place.clone()),
    ]
}

/// Why the times agree.
fn when(a: &Report, b: &Report) -> Option<String> {
    let (x, y) = (&a.content, &b.content);
    if let (Some(one), Some(other)) = (&x.day, &y.day) {
        return (one == other).then(|| format!("on {one}"));
    }
    let days = (own(a) - own(b)).abs();
    let open = |modality: &str| !matches!(modality, "asserted" | "denied" | "rumour");
    let ahead = open(&x.modality) != open(&y.modality);
    let number = x.quantity.is_some() && x.quantity == y.quantity;
    match days {
        0 => Some("printed on the same day".to_owned()),
        1 if ahead || number || !RECURRENT.contains(&family(&x.kind)) => Some("printed a day apart".to_owned()),
        2..=REACH if ahead => Some(format!("printed {days} days apart, first as a plan")),
        _ => None,
    }
}

/// The day it happens, else that of the paper; days since 1970.
fn own(report: &Report) -> i64 {
    let said = report.content.day.as_deref().and_then(|day| day.parse::<jiff::civil::Date>().ok());
    let days =
        |day: jiff::civil::Date| jiff::civil::date(1970, 1, 1).until(day).ok().map(|span| i64::from(span.get_days()));
    said.and_then(days).unwrap_or_else(|| report.at.div_euclid(DAY))
}

fn family(kind: &str) -> &str {
    kind.split('.').next().unwrap_or(kind)
}

/// Shared words of all words of two sorted lists.
#[expect(clippy::cast_precision_loss, reason = "words of a sentence")]
pub(super) fn overlap(a: &[String], b: &[String]) -> f32 {
    let (mut shared, mut left, mut right) = (0, a, b);
    // both are sorted
    while let ([word, after @ ..], [other, beyond @ ..]) = (left, right) {
        let order = word.cmp(other);
        shared += usize::from(order.is_eq());
        left = if order.is_gt() { left } else { after };
        right = if order.is_lt() { right } else { beyond };
    }
    let all = a.len() + b.len() - shared;
    if all == 0 { 0.0 } else { shared as f32 / all as f32 }
}

fn text(parties: &[Party]) -> &str {
    parties.first().map_or("", |party| &party.text)
}

/// Parties of one list that go by a name of the other, with whom of it they are.
fn common<'p>(a: &'p [Party], b: &'p [Party]) -> impl Iterator<Item = (&'p Party, &'p Party)> {
    a.iter().filter_map(|x| Some((x, b.iter().find(|y| x.meets(y))?)))
}
