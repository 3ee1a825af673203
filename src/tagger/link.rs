//! Which row of the gazetteer an entity is (SCHEME 6.4).

use smallvec::SmallVec;

use super::gazetteer::SpellingId;
use super::iso::Iso;
use super::overlap::Found;
use super::view::{Shape, View};
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
        if f.spelling.is_none() {
            f.spelling = weak(view, &f.mention);
        }
        let Some(spelling) = f.spelling else { continue };
        let chosen = choose(view, &rows(view, spelling, f.mention.kind), &f.mention, focus);
        f.mention.name = chosen;
        if let Some(row) = chosen.map(|id| view.gazetteer.row(id)) {
            f.mention.subtype = row.subtype.or(f.mention.subtype);
        }
    }
}

/// The rows of a type that are written so.
fn rows(view: &View<'_>, spelling: SpellingId, kind: EntityKind) -> SmallVec<[NameId; 4]> {
    view.gazetteer.homonyms(spelling).iter().copied().filter(|&id| view.gazetteer.row(id).kind == kind).collect()
}

/// How a name that no table finds stands in the tables at scale: whole, or without its head noun (مدينة سراقب).
fn weak(view: &View<'_>, mention: &Mention) -> Option<SpellingId> {
    let tokens = mention.tokens.clone();
    let whole = match mention.kind {
        EntityKind::Location | EntityKind::Organization => true,
        EntityKind::Person => tokens.len() > 1,
        _ => false,
    };
    if mention.form != MentionForm::Name || !whole {
        return None;
    }
    let look_up = |from: usize| view.gazetteer.weak(tokens.end - from, |i| view.document.word(from + i));
    let head = mention.kind == EntityKind::Location && tokens.len() > 1 && view.shape(tokens.start).any(Shape::HEAD);
    look_up(tokens.start).or_else(|| if head { look_up(tokens.start + 1) } else { None })
}

/// Links every entity to the row of its mentions; what the row says of subtype and country holds for all.
pub(super) fn link(view: &View<'_>, found: &mut [Found], entities: &mut [Entity]) {
    for entity in entities {
        let Some(id) = entity.mentions.iter().find_map(|&m| found[m].mention.name) else {
            let spelling = entity.mentions.iter().find_map(|&m| found[m].spelling);
            entity.candidates = spelling.map_or_else(Vec::new, |s| rows(view, s, entity.kind).into_vec());
            continue;
        };
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

/// Gives organisations without a row the country that their names hold: the adjective of a country, else a place.
pub(super) fn countries(view: &View<'_>, found: &[Found], entities: &mut [Entity]) {
    let international = view.gazetteer.subtypes.get("intl_org");
    for entity in entities.iter_mut().filter(|e| e.kind == EntityKind::Organization && e.country.is_none()) {
        if entity.subtype.is_some() && entity.subtype == international {
            continue;
        }
        entity.country = entity.mentions.iter().find_map(|&m| country_inside(view, found, m));
    }
}

/// The country of the mentions inside one, if they agree; adjectives go before places.
fn country_inside(view: &View<'_>, found: &[Found], outer: usize) -> Option<Iso> {
    let end = found[outer].mention.tokens.end;
    let inner = || found[outer + 1..].iter().take_while(move |f| f.mention.tokens.start < end);
    let of = |kind: EntityKind| {
        let mut countries = inner()
            .filter(|f| f.mention.kind == kind)
            .map(|f| f.country.or_else(|| f.mention.name.and_then(|id| view.gazetteer.country_of(id))));
        let first = countries.next()?;
        countries.all(|other| other == first).then_some(first)?
    };
    of(EntityKind::Nationality).or_else(|| of(EntityKind::Location))
}

/// Inhabitants from which on a city is meant though its country is not named.
const GREAT: u32 = 100_000;

/// The only row; else the one in the country named most; else the only one of the mention's own type that is not also
/// a common word. A place of the tables at scale needs its country named, or is a
/// great city.
fn choose(view: &View<'_>, rows: &[NameId], mention: &Mention, focus: &[(Iso, u32)]) -> Option<NameId> {
    let weight = |id: NameId| {
        view.gazetteer
            .country_of(id)
            .map_or(0, |iso| focus.iter().find(|(known, _)| *known == iso).map_or(0, |&(_, n)| n))
    };
    let sure = |id: NameId| {
        let row = view.gazetteer.row(id);
        !row.weak || row.kind != EntityKind::Location || row.population >= GREAT || weight(id) > 0
    };
    if let [only] = rows {
        return Some(*only).filter(|&id| sure(id));
    }
    let most = rows.iter().copied().map(weight).max().unwrap_or(0);
    let mut best = rows.iter().copied().filter(|&id| weight(id) == most);
    if let (true, Some(first), None) = (most > 0, best.next(), best.next()) {
        return Some(first);
    }
    let mut fits = rows.iter().copied().filter(|&id| {
        let row = view.gazetteer.row(id);
        row.kind == mention.kind && row.subtype == mention.subtype && !row.ambiguous && weight(id) == most && sure(id)
    });
    let first = fits.next()?;
    fits.next().is_none().then_some(first)
}
