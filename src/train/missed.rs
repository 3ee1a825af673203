//! What a tagger says in the place of the names of a corpus that it does not find.

use super::corpus::Sentence;
use crate::tagger::learned::Name;

/// Names that are not found with exact span and type, by what stands in their place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Missed {
    /// No name at all.
    pub nothing: usize,
    /// A name of the right type that begins or ends elsewhere.
    pub edge: usize,
    /// The same words as a name of another type.
    pub kind: usize,
    /// Neither span nor type is right.
    pub both: usize,
}

impl Missed {
    /// All of them.
    pub fn all(self) -> usize {
        self.nothing + self.edge + self.kind + self.both
    }

    /// Counts the names of a sentence that are not among those found.
    pub fn add(&mut self, sentence: &Sentence, found: &[Name]) {
        for name in sentence.names.iter().filter(|name| !found.contains(name)) {
            let near = || found.iter().filter(|other| other.first < name.end && name.first < other.end);
            let count = if near().next().is_none() {
                &mut self.nothing
            } else if near().any(|other| other.kind == name.kind) {
                &mut self.edge
            } else if near().any(|other| (other.first, other.end) == (name.first, name.end)) {
                &mut self.kind
            } else {
                &mut self.both
            };
            *count += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tagger::learned::NameType::{Location, Organization, Person};

    #[test]
    fn each_name_is_missed_in_one_way() {
        let name = |first, end, kind| Name { first, end, kind };
        let names = vec![name(0, 1, Person), name(2, 4, Person), name(5, 6, Location), name(7, 9, Person)];
        let sentence = Sentence { names, ..Sentence::default() };
        let mut missed = Missed::default();
        missed.add(&sentence, &[name(2, 3, Person), name(5, 6, Organization), name(8, 9, Location)]);
        assert_eq!(missed, Missed { nothing: 1, edge: 1, kind: 1, both: 1 });
        missed.add(&sentence, &sentence.names);
        assert_eq!(missed.all(), 4);
    }
}
