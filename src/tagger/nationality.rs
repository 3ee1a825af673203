//! Adjectives of countries and peoples, also where they stand for people: الروس، الأميركيون.

use super::EntityKind;
use super::iso::Iso;
use super::overlap::Found;
use super::view::{Shape, View};
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Gender, Number};

/// Finds all of them.
pub(super) fn find(view: &View<'_>, out: &mut Vec<Found>) {
    for token in 0..view.len() {
        if !view.shape(token).any(Shape::DEMONYM) || view.shape(token).any(Shape::STOP) {
            continue;
        }
        let Some(found) = of(view, token) else { continue };
        let mut mention = view.mention(token..token + 1, found.skip, EntityKind::Nationality, None);
        (mention.gender, mention.number) = (found.gender, found.number);
        let country = found.country;
        let mut found = Found::new(mention, 3);
        found.country = country;
        out.push(found);
    }
}

/// What an adjective of nationality says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Demonym {
    pub(super) country: Option<Iso>,
    gender: Gender,
    number: Number,
    skip: u16,
}

/// The adjective at a token; not an accusative that is a country as well (روسيا).
pub(super) fn of(view: &View<'_>, token: usize) -> Option<Demonym> {
    let classes = view.vocabulary.demonym;
    let (stem, reading) = view.document.reading(token, classes)?;
    if stem.enclitic
        || (reading.inflection.indefinite && view.hit(token).is_some_and(|hit| hit.kind == EntityKind::Location))
    {
        return None;
    }
    // في مالي، أعلنت مالي: right behind a preposition or its verb the country
    let country = view.hit(token).is_some_and(|hit| hit.kind == EntityKind::Location && hit.len == 1);
    let governed = token > 0 && view.document.tag(token - 1) == Tag::Preposition;
    if country && (governed || view.acts(token)) {
        return None;
    }
    let sense = view.document.lexicon.sense(reading.lexeme, classes)?;
    if sense.feature("ambiguous").is_some() && view.shape(token).any(Shape::GIVEN) {
        return None;
    }
    let country = sense.feature("iso").and_then(Iso::parse);
    // وزير المالية: a common word is a nationality only where its country is named too
    if sense.feature("ambiguous").is_some() && country.is_some_and(|iso| !view.names_country(iso)) {
        return None;
    }
    Some(Demonym { country, gender: reading.inflection.gender, number: reading.inflection.number, skip: stem.start })
}
