//! Which row of the gazetteer an entity is (SCHEME 6.4).

use smallvec::SmallVec;

use super::iso::Iso;
use super::overlap::Found;
use super::view::View;
use super::{Entity, EntityKind, Mention, MentionForm, NameId};

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

/// Chooses among the rows of its type that are written like a mention; the subtype follows the row.
pub(super) fn choose_rows(view: &View<'_>, found: &mut [Found], focus: &[(Iso, u32)]) {
    for f in found {
        let Some(spelling) = f.spelling else { continue };
        let all = view.gazetteer.homonyms(spelling);
        let same: SmallVec<[NameId; 4]> =
            all.iter().copied().filter(|&id| view.gazetteer.row(id).kind == f.mention.kind).collect();
        let chosen = choose(view, &same, &f.mention, focus);
        f.mention.name = chosen;
        if let Some(row) = chosen.map(|id| view.gazetteer.row(id)) {
            f.mention.subtype = row.subtype.or(f.mention.subtype);
        }
    }
}

/// Links every entity to the row of its mentions; what the row says of subtype and country holds for all.
pub(super) fn link(view: &View<'_>, found: &mut [Found], entities: &mut [Entity]) {
    for entity in entities {
        let Some(id) = entity.mentions.iter().find_map(|&m| found[m].mention.name) else { continue };
        let row = view.gazetteer.row(id);
        entity.name = Some(id);
        entity.country = view.gazetteer.country_of(id).or(entity.country);
        entity.subtype = row.subtype.or(entity.subtype);
        for &m in &entity.mentions {
            let mention = &mut found[m].mention;
            mention.name = (mention.form == MentionForm::Name).then_some(id);
            mention.subtype = entity.subtype;
        }
    }
}

/// The only row; else the one in the country named most; else the only one of the mention's own type that is not also
/// a common word.
fn choose(view: &View<'_>, rows: &[NameId], mention: &Mention, focus: &[(Iso, u32)]) -> Option<NameId> {
    if let [only] = rows {
        return Some(*only);
    }
    let weight = |id: NameId| {
        view.gazetteer
            .country_of(id)
            .map_or(0, |iso| focus.iter().find(|(known, _)| *known == iso).map_or(0, |&(_, n)| n))
    };
    let most = rows.iter().copied().map(weight).max().unwrap_or(0);
    let mut best = rows.iter().copied().filter(|&id| weight(id) == most);
    if let (true, Some(first), None) = (most > 0, best.next(), best.next()) {
        return Some(first);
    }
    let mut fits = rows.iter().copied().filter(|&id| {
        let row = view.gazetteer.row(id);
        row.kind == mention.kind && row.subtype == mention.subtype && !row.ambiguous && weight(id) == most
    });
    let first = fits.next()?;
    fits.next().is_none().then_some(first)
}
