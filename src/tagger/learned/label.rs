//! Labels of tokens: outside, or at the beginning of or inside a name of some type.

/// Types that the learned tagger tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameType {
    /// A person.
    Person,
    /// An organisation.
    Organization,
    /// A country, place, facility.
    Location,
    /// A people, tribe or community (العرب): no entity of ours, but no other type either.
    Group,
}

impl NameType {
    /// All types.
    pub const ALL: [Self; 4] = [Self::Person, Self::Organization, Self::Location, Self::Group];

    /// Name in corpora and tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "PER",
            Self::Organization => "ORG",
            Self::Location => "LOC",
            Self::Group => "GRP",
        }
    }
}

/// Number of labels.
pub const LABELS: usize = 1 + 2 * NameType::ALL.len();

/// A label: 0 outside, then beginning and inside of each type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Label(pub(crate) u8);

impl Label {
    /// Not in a name.
    pub const OUTSIDE: Self = Self(0);

    /// The first token of a name.
    pub fn begin(kind: NameType) -> Self {
        Self(1 + 2 * kind as u8)
    }

    /// A later token of a name.
    pub fn inside(kind: NameType) -> Self {
        Self(2 + 2 * kind as u8)
    }

    /// The type of the name it belongs to.
    pub fn kind(self) -> Option<NameType> {
        (self.0 > 0).then(|| NameType::ALL[usize::from(self.0 - 1) / 2])
    }

    /// True for a later token of a name.
    pub fn is_inside(self) -> bool {
        self.0 > 0 && self.0 % 2 == 0
    }

    /// True when `next` may follow: a name goes on only with its own type.
    pub fn allows(self, next: Self) -> bool {
        !next.is_inside() || self.kind() == next.kind()
    }
}

/// A name found: its tokens and its type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Name {
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub end: usize,
    /// Type.
    pub kind: NameType,
}

/// The names that a row of labels spells out.
pub fn names(labels: &[Label]) -> impl Iterator<Item = Name> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let first = at + labels.get(at..)?.iter().position(|label| *label != Label::OUTSIDE)?;
        let kind = labels[first].kind()?;
        at = first + 1;
        while labels.get(at) == Some(&Label::inside(kind)) {
            at += 1;
        }
        Some(Name { first, end: at, kind })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_spell_names() {
        use NameType::{Location, Person};
        let labels =
            [Label::begin(Person), Label::inside(Person), Label::begin(Person), Label::OUTSIDE, Label::begin(Location)];
        let found: Vec<_> = names(&labels).map(|n| (n.first, n.end, n.kind)).collect();
        assert_eq!(found, [(0, 2, Person), (2, 3, Person), (4, 5, Location)]);
    }

    #[test]
    fn a_name_goes_on_with_its_own_type() {
        let (begin, inside) = (Label::begin(NameType::Person), Label::inside(NameType::Person));
        assert!(begin.allows(inside) && inside.allows(begin) && begin.allows(Label::OUTSIDE));
        assert!(!Label::OUTSIDE.allows(inside) && !begin.allows(Label::inside(NameType::Group)));
    }
}
