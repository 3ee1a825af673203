//! Verbal nouns of the derived forms. Form I has no rule.

use super::class::Pattern;
use super::root::{NONE, Root, Shape};
use super::spelling::write;
use crate::morphology::noun::{Nominal, Plurals};
use crate::morphology::{Form, Tense};

/// Adds the masdar with its endings.
pub(super) fn masdar(pattern: Pattern, root: &Root, forms: &mut Vec<Form>) {
    let Some(template) = template(pattern, root) else { return };
    let text = write(&[&root.fill(template)]);
    // التبني: ends in ī, written without it when indefinite
    let ya = root.shape == Shape::Defective && matches!(pattern, Pattern::V | Pattern::VI);
    let nominal = if ya { Nominal::defective(&text) } else { Nominal::firm(&text) };
    nominal.inflect(Plurals::Feminine, false, Tense::Masdar, forms);
}

fn template(pattern: Pattern, root: &Root) -> Option<&'static str> {
    let [_, second, third, fourth] = root.radicals;
    let (hollow, defective) = (root.shape == Shape::Hollow, root.shape == Shape::Defective);
    Some(match pattern {
        Pattern::I => return None,
        Pattern::II if defective => "تa12iيaة",
        Pattern::II if third == 'ء' => "تa12i3aة",
        Pattern::II => "تa12I3",
        Pattern::III if defective => "مu1A2Aة",
        Pattern::III if root.shape == Shape::Geminate => "مu1A2:aة",
        Pattern::III => "مu1A2a3aة",
        Pattern::IV if defective && second == NONE => "ءi1Aءaة",
        Pattern::IV if defective => "ءi12Aء",
        Pattern::IV if hollow => "ءi1A3aة",
        Pattern::IV => "ءi12A3",
        Pattern::V if defective => "تa1a2:",
        Pattern::V => "تa1a2:u3",
        Pattern::VI if defective => "تa1A2",
        Pattern::VI if root.shape == Shape::Geminate => "تa1A2:",
        Pattern::VI => "تa1A2u3",
        Pattern::VII if defective => "^iن1i2Aء",
        Pattern::VII if hollow => "^iن1iيA3",
        Pattern::VII => "^iن1i2A3",
        Pattern::VIII if defective => "^i1Ti2Aء",
        Pattern::VIII if hollow => "^i1TiيA3",
        Pattern::VIII => "^i1Ti2A3",
        Pattern::IX if fourth == NONE => "^i12i3A3",
        Pattern::IX => "^i12i34A4",
        Pattern::X if defective => "^iستi12Aء",
        Pattern::X if hollow => "^iستi1A3aة",
        Pattern::X => "^iستi12A3",
        Pattern::Quad => "1a23a4aة",
        Pattern::Quad2 => "تa1a23u4",
    })
}
