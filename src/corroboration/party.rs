//! Who or what fills a role, as far as two articles can agree on it.

use serde::{Deserialize, Serialize};

/// A filler of a role.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// As the article has it, for explanations.
    pub text: String,
    /// Everything it goes by in its article, folded, with its Wikidata id; sorted.
    pub names: Vec<String>,
    /// ISO 3166-1 code of its country.
    pub country: Option<String>,
    /// Who held the office that it is, where the article does not say.
    #[serde(default)]
    pub holder: Option<String>,
    /// It has a name, which مدنيين has not, or is an office whose holder is known.
    pub named: bool,
    /// It is the country itself, which stands for its cities and its government.
    pub whole: bool,
}

/// How far two fillers of a role agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// They are two.
    Differ,
    /// One of the reports does not say.
    Unknown,
    /// One is the country of the other: Damascus, Syria.
    Vague,
    /// The same common noun: three civilians, civilians.
    Alike,
    /// They are one.
    Same,
}

impl Likeness {
    /// Compares the fillers of a role in two reports: one that is the same is enough.
    pub fn of(a: &[Party], b: &[Party]) -> Self {
        let pairs = a.iter().flat_map(|x| b.iter().map(move |y| x.likeness(y)));
        pairs.max().unwrap_or(Self::Unknown)
    }
}

impl Party {
    /// True when one goes by a name of the other.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.names.iter().any(|name| other.names.binary_search(name).is_ok())
    }

    /// What it is called, and the holder of the office where one of two reports has only the office.
    pub(super) fn explained(&self, other: &Self) -> String {
        match self.holder.as_ref().or(other.holder.as_ref()) {
            Some(holder) if self.text != other.text => format!("{} (in office: {holder})", self.text),
            _ => self.text.clone(),
        }
    }

    fn likeness(&self, other: &Self) -> Likeness {
        if self.meets(other) {
            return if self.named || other.named { Likeness::Same } else { Likeness::Alike };
        }
        let country = self.country.is_some() && self.country == other.country;
        let abroad = !country && self.country.is_some() && other.country.is_some();
        match (self.named && other.named, country && (self.whole || other.whole)) {
            (true, true) => Likeness::Vague,
            (true, false) => Likeness::Differ,
            // the foreign ministers of two countries
            (false, _) if abroad => Likeness::Differ,
            // gunmen, masked men: words for the same people differ
            (false, _) => Likeness::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn party(names: &[&str], country: &str, whole: bool) -> Party {
        let mut names: Vec<String> = names.iter().map(|n| (*n).to_owned()).collect();
        names.sort();
        Party { names, country: Some(country.to_owned()), named: true, whole, ..Party::default() }
    }

    #[test]
    fn a_country_stands_for_its_cities_but_not_one_city_for_another() {
        let (damascus, aleppo) = (party(&["دمشق"], "SY", false), party(&["حلب"], "SY", false));
        let syria = party(&["سوريا", "Q858"], "SY", true);
        let likeness = |a: &Party, b: &Party| Likeness::of(std::slice::from_ref(a), std::slice::from_ref(b));
        assert_eq!(likeness(&damascus, &syria), Likeness::Vague);
        assert_eq!(likeness(&damascus, &aleppo), Likeness::Differ);
        assert_eq!(likeness(&party(&["سوريه", "Q858"], "SY", true), &syria), Likeness::Same);
        assert_eq!(Likeness::of(&[], std::slice::from_ref(&syria)), Likeness::Unknown);
        assert_eq!(Likeness::of(&[aleppo.clone(), damascus.clone()], &[damascus]), Likeness::Same);
    }
}
