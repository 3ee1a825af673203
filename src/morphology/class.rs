//! Sets of word classes: what the stages ask of a word is a bit test.

/// A class of words (`negation`, `@citizen` …), interned by the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClassId(pub(crate) u8);

/// The most classes a lexicon can have.
pub const MAX_CLASSES: usize = 256;

/// A set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClassSet([u64; MAX_CLASSES / 64]);

impl ClassSet {
    /// The set of one class.
    pub fn of(class: ClassId) -> Self {
        let mut set = Self::default();
        set.insert(class);
        set
    }

    /// Adds a class.
    pub fn insert(&mut self, class: ClassId) {
        self.0[usize::from(class.0) / 64] |= 1 << (class.0 % 64);
    }

    /// Adds all of another set.
    pub fn extend(&mut self, other: Self) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine |= theirs;
        }
    }

    /// True when the class is in it.
    pub fn has(self, class: ClassId) -> bool {
        self.0[usize::from(class.0) / 64] & (1 << (class.0 % 64)) != 0
    }

    /// True when the two share a class.
    #[inline]
    pub fn meets(self, other: Self) -> bool {
        self.0.iter().zip(other.0).fold(0, |shared, (mine, theirs)| shared | mine & theirs) != 0
    }

    /// Its classes, in the order of their numbers.
    pub fn iter(self) -> impl Iterator<Item = ClassId> {
        (0..MAX_CLASSES).map(|at| ClassId(at as u8)).filter(move |&class| self.has(class))
    }

    /// True when nothing is in it.
    pub fn is_empty(self) -> bool {
        self.0 == [0; MAX_CLASSES / 64]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_knows_its_members() {
        let mut set = ClassSet::of(ClassId(3));
        set.insert(ClassId(200));
        assert!(set.has(ClassId(3)) && set.has(ClassId(200)) && !set.has(ClassId(64)));
        assert!(set.meets(ClassSet::of(ClassId(200))));
        assert_eq!(set.iter().collect::<Vec<_>>(), [ClassId(3), ClassId(200)]);
        assert!(!set.meets(ClassSet::of(ClassId(201))) && ClassSet::default().is_empty());
    }
}
