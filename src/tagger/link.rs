//! Which row of the gazetteer an entity is (SCHEME 6.4).

use super::iso::Iso;
use super::overlap::Found;
use super::view::View;
use super::{Entity, EntityKind, MentionForm, NameId};

/// How often each country is named: by itself, by a place in it, by its adjective.
pub(super) fn focus(view: &View<'_>, found: &[Found]) -> Vec<(Iso, u32)> {
    let mut counts: Vec<(Iso, u32)> = Vec::new();
    for f in found {
        let sure = f.spelling.map(|s| view.gazetteer.homonyms(s)).filter(|rows| rows.len() == 1);
        let place = matches!(f.mention.kind, EntityKind::Location | EntityKind::Facility);
        let country = f.country.or_else(|| sure.filter(|_| place).and_then(|rows| view.gazetteer.country_of(rows[0])));
        if let Some(iso) = country {
            match counts.iter_mut().find(|(known, _)| *known == iso) {
                Some((_, count)) => *count += 1,
                None => counts.push((iso, 1)),
            }
        }
    }
    counts
}

/// Links every entity to the one row that fits, or to none; what the row says of type and country holds for all.
pub(super) fn link(view: &View<'_>, found: &mut [Found], entities: &mut [Entity], focus: &[(Iso, u32)]) {
    for entity in entities {
        let Some(spelling) = entity.mentions.iter().find_map(|&m| found[m].spelling) else { continue };
        let rows = view.gazetteer.homonyms(spelling);
        let linked = choose(view, rows, entity, focus);
        entity.name = linked;
        for &m in &entity.mentions {
            found[m].mention.name = linked.filter(|_| found[m].mention.form == MentionForm::Name);
        }
        let Some(id) = linked else { continue };
        let row = view.gazetteer.row(id);
        entity.country = view.gazetteer.country_of(id).or(entity.country);
        if entity.kind != row.kind {
            entity.kind = row.kind;
            for &m in &entity.mentions {
                found[m].mention.kind = row.kind;
            }
        }
        entity.subtype = row.subtype.or(entity.subtype);
        for &m in &entity.mentions {
            found[m].mention.subtype = entity.subtype;
        }
    }
}

/// The only row; else the only one of the entity's subtype; else the one in the country named most.
fn choose(view: &View<'_>, rows: &[NameId], entity: &Entity, focus: &[(Iso, u32)]) -> Option<NameId> {
    if let [only] = rows {
        return Some(*only);
    }
    let weight = |id: NameId| view.gazetteer.country_of(id).map_or(0, |iso| focus.iter().find(|(known, _)| *known == iso).map_or(0, |&(_, n)| n));
    let best = rows.iter().copied().map(|id| (weight(id), id)).max_by_key(|&(n, _)| n)?;
    let rivals = rows.iter().filter(|&&id| weight(id) == best.0).count();
    if best.0 > 0 && rivals == 1 {
        return Some(best.1);
    }
    let mut fits = rows.iter().copied().filter(|&id| {
        let row = view.gazetteer.row(id);
        row.kind == entity.kind && row.subtype == entity.subtype && !row.ambiguous && weight(id) == best.0
    });
    let first = fits.next()?;
    let unique = fits.next().is_none();
    unique.then_some(first)
}
