//! Active and passive participles.

use super::class::Pattern;
use super::imperfect::Imperfect;
use super::root::{Root, Shape};
use super::spelling::write;
use super::stem::{Stem, Stems, Tail};
use crate::morphology::noun::{Nominal, Plurals};
use crate::morphology::{Form, Tense};

/// Adds both participles with their endings.
pub(super) fn participles(
    pattern: Pattern,
    root: &Root,
    stems: &Stems,
    imperfect: Option<&Imperfect>,
    forms: &mut Vec<Form>,
) {
    let (active, passive) = match imperfect {
        Some(imperfect) => (first_active(root), first_passive(root, imperfect)),
        None => derived(pattern, root, stems),
    };
    add(&active, Tense::ActiveParticiple, forms);
    if let Some(passive) = passive {
        add(&passive, Tense::PassiveParticiple, forms);
    }
}

fn add(stem: &Stem, tense: Tense, forms: &mut Vec<Form>) {
    let alif = if matches!(stem.tail, Tail::Alif | Tail::AlifWaw) { "Y" } else { "" };
    let text = write(&[&stem.open, alif]);
    let nominal = if stem.tail == Tail::Ya { Nominal::defective(&text) } else { Nominal::firm(&text) };
    nominal.inflect(Plurals::Both, true, tense, forms);
}

/// قائل، داع، راد، جاء.
fn first_active(root: &Root) -> Stem {
    let [_, _, third, _] = root.radicals;
    match root.shape {
        Shape::Hollow if third == 'ء' => Stem::plain(root.fill("1Aء"), Tail::Ya),
        Shape::Hollow => Stem::plain(root.fill("1Aءi3"), Tail::Firm),
        _ => Stem::bend("1A2", 'i', root),
    }
}

/// مقول، مبيع، مدعو، منفي، مردود.
fn first_passive(root: &Root, imperfect: &Imperfect) -> Option<Stem> {
    let [_, _, third, _] = root.radicals;
    let template = match root.shape {
        Shape::Hollow => {
            // خاف and جاء have none that is written
            let long = imperfect.stem.open.chars().find(|c| matches!(c, 'U' | 'I'))?;
            if third == 'ء' {
                return None;
            }
            format!("مa1{long}3")
        }
        Shape::Defective if third == 'و' => "مa12uو".to_owned(),
        Shape::Defective => "مa12iي".to_owned(),
        Shape::Strong | Shape::Geminate => "مa12U3".to_owned(),
    };
    Some(Stem::plain(root.fill(&template), Tail::Firm))
}

/// مـُ before the present: the active has i before the last radical, the passive a.
fn derived(pattern: Pattern, root: &Root, stems: &Stems) -> (Stem, Option<Stem>) {
    let participle = |stem: &Stem| Stem { open: format!("مu{}", &stem.open[1..]), ..stem.clone() };
    let passive = stems.passive.as_ref().map(|(_, present)| participle(present));
    let active = match pattern {
        Pattern::V => Stem::bend("مuتa1a2:", 'i', root),
        Pattern::VI => Stem::bend("مuتa1A2", 'i', root),
        Pattern::Quad2 => Stem::plain(root.fill("مuتa1a23i4"), Tail::Firm),
        _ => participle(&stems.present),
    };
    (active, passive)
}
