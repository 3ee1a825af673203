//! Which of the mentions that overlap stay: the longer and more certain; nested ones stay where one thing can be part of
//! the name of another (SCHEME E4).

use super::gazetteer::SpellingId;
use super::iso::Iso;
use super::{EntityKind, Mention, MentionForm, Subtype};

/// A mention with how certain its finder is of it.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) mention: Mention,
    /// How the name in it is written, if the gazetteer has it.
    pub(super) spelling: Option<SpellingId>,
    /// The country that its words name.
    pub(super) country: Option<Iso>,
    weight: u8,
}

impl Found {
    /// A mention found with that certainty, 0 to 9.
    pub(super) fn new(mention: Mention, weight: u8) -> Self {
        Self { mention, spelling: None, country: None, weight }
    }

    /// Makes it certain above all others: no title may claim a word of it.
    pub(super) fn confirm(&mut self) {
        self.weight = 8;
    }

    /// How certain its finder is of it.
    pub(super) fn weight(&self) -> u8 {
        self.weight
    }
}

/// The mentions that stay, in text order, outer ones first, with the mention each lies in.
pub(super) fn resolve(mut found: Vec<Found>) -> Vec<Found> {
    // the longer first at each place, the more certain first among equals
    found.sort_by_key(|f| (f.mention.tokens.start, std::cmp::Reverse((f.mention.tokens.end, f.weight))));
    let mut open: Vec<usize> = Vec::new();
    let mut kept: Vec<Found> = Vec::with_capacity(found.len());
    for candidate in found {
        open.retain(|&at| kept[at].mention.tokens.end > candidate.mention.tokens.start);
        if let Some(&crossing) = open.iter().find(|&&at| kept[at].mention.tokens.end < candidate.mention.tokens.end) {
            if stronger(&kept[crossing], &candidate) {
                continue;
            }
            kept[crossing].weight = 0;
            kept[crossing].mention.tokens.end = kept[crossing].mention.tokens.start;
            open.retain(|&at| at != crossing);
        }
        if open.iter().all(|&at| nests(&kept[at].mention, &candidate.mention)) {
            open.push(kept.len());
            kept.push(candidate);
        }
    }
    kept.retain(|f| !f.mention.tokens.is_empty());
    enclose(&mut kept);
    kept
}

/// Notes for each mention the one it lies in.
fn enclose(found: &mut [Found]) {
    let mut open: Vec<usize> = Vec::new();
    for at in 0..found.len() {
        let tokens = found[at].mention.tokens.clone();
        open.retain(|&o| found[o].mention.tokens.end > tokens.start);
        found[at].mention.inside = open.iter().rev().copied().find(|&o| found[o].mention.tokens.end >= tokens.end);
        open.push(at);
    }
}

fn stronger(a: &Found, b: &Found) -> bool {
    let rank = |f: &Found| (f.weight, f.mention.tokens.len());
    rank(a) >= rank(b)
}

/// True when the inner mention may stay inside the outer one.
fn nests(outer: &Mention, inner: &Mention) -> bool {
    use EntityKind::{Date, Facility, Location, Money, Nationality, Organization, Person, Quantity, Title};
    if outer.tokens == inner.tokens {
        return false;
    }
    let same_head = outer.tokens.start == inner.tokens.start && outer.kind == inner.kind;
    match (outer.kind, inner.kind) {
        (Person, Person | Location | Facility | Nationality | Organization | Title) => {
            // a source phrase holds names, a name holds none
            outer.form == MentionForm::Nominal && !same_head
        }
        (Location | Facility, Person | Title)
        | (Date | Money | Quantity, Date | Money | Quantity | Person | Location | Facility | Organization) => false,
        (Location | Facility, Location | Facility) => {
            let inside = inner.subtype == Some(Subtype::COUNTRY) && outer.subtype == Some(Subtype::REGION);
            !same_head && !(same_place(outer, inner) && !(inside && outer.core.is_none()))
        }
        (Organization | Location | Facility, Organization) => !same_head && !part_of_name(outer, inner),
        _ => !same_head,
    }
}

/// مدينة حلب: the bare name is the core of the phrase, not another mention (E2); شمال العراق holds the country.
fn same_place(outer: &Mention, inner: &Mention) -> bool {
    outer.name.is_some()
        && (outer.core.is_some_and(|core| core.contains(inner.span)) || outer.core.is_none() && inner.name.is_some())
}

/// True for words that are no organisation of their own inside the name of another: تنظيم | داعش, هيئة | الإذاعة
/// البريطانية, الإمارات | العربية | المتحدة. A common noun before a name in quotation marks leaves the name alone.
fn part_of_name(outer: &Mention, inner: &Mention) -> bool {
    if outer.form == MentionForm::Nominal {
        return false;
    }
    let core = outer.name.is_some() && outer.core.is_some_and(|core| core.contains(inner.span));
    let end = inner.tokens.end == outer.tokens.end && (inner.name.is_none() || inner.name == outer.name);
    let middle = inner.tokens.end < outer.tokens.end && inner.tokens.len() == 1;
    core || end && outer.kind == EntityKind::Organization || middle && inner.form == MentionForm::Name
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::morphology::{Gender, Number};
    use crate::tagger::MentionForm;
    use crate::text::Span;

    fn found(tokens: std::ops::Range<usize>, kind: EntityKind, weight: u8) -> Found {
        let mention = Mention {
            head: tokens.start,
            span: Span::new(tokens.start, tokens.end),
            tokens,
            core: None,
            kind,
            subtype: None,
            form: MentionForm::Name,
            gender: Gender::Unknown,
            number: Number::Unknown,
            name: None,
            entity: 0,
            inside: None,
            value: None,
        };
        Found::new(mention, weight)
    }

    fn kept(found: Vec<Found>) -> Vec<(std::ops::Range<usize>, Option<usize>)> {
        resolve(found).into_iter().map(|f| (f.mention.tokens, f.mention.inside)).collect()
    }

    #[test]
    fn places_stay_inside_organisations_but_surnames_go() {
        use EntityKind::{Location, Organization, Person};
        let org = vec![found(3..4, Location, 4), found(0..4, Organization, 5)];
        assert_eq!(kept(org), [(0..4, None), (3..4, Some(0))]);
        assert_eq!(kept(vec![found(0..2, Person, 6), found(1..2, Person, 4)]), [(0..2, None)]);
    }

    #[test]
    fn of_two_that_cross_the_more_certain_stays() {
        use EntityKind::{Organization, Person};
        assert_eq!(kept(vec![found(0..3, Organization, 5), found(2..4, Person, 7)]), [(2..4, None)]);
        assert_eq!(kept(vec![found(0..3, Organization, 5), found(2..4, Person, 4)]), [(0..3, None)]);
    }
}
