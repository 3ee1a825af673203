//! Where a name begins and ends by our own guideline (SCHEME 4.2): titles before a person stand outside (E3), and so do
//! words in Latin letters, which repeat a name rather than give it.

use super::feature::Trait;
use super::knowledge::Lists;
use super::label::{self, Label, NameType};

/// Takes titles and Latin words off the edges of all names; what has nothing else is no name.
pub(super) fn tidy(words: &[Trait], labels: &mut [Label]) {
    let mut first = 0;
    loop {
        let next = label::names(&labels[first..]).next();
        let Some(name) = next else { break };
        let (begin, end) = (first + name.first, first + name.end);
        let mut edges = begin..end;
        while edges.len() > 1 && name.kind == NameType::Person && is_title(words[edges.start]) {
            edges.start += 1;
        }
        while !edges.is_empty() && words[edges.start].foreign {
            edges.start += 1;
        }
        while !edges.is_empty() && words[edges.end - 1].foreign {
            edges.end -= 1;
        }
        labels[begin..edges.start].fill(Label::OUTSIDE);
        labels[edges.end..end].fill(Label::OUTSIDE);
        if let Some(label) = labels[edges].first_mut() {
            *label = Label::begin(name.kind);
        }
        first = end;
    }
}

/// A title that is no given name, too (رائد).
fn is_title(word: Trait) -> bool {
    word.lists.any(Lists::TITLE) && (word.definite || !word.lists.any(Lists::GIVEN | Lists::MANY_GIVEN))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_latin_words_stand_outside() {
        let (begin, inside) = (Label::begin(NameType::Person), Label::inside(NameType::Person));
        let title = Trait { lists: Lists(Lists::TITLE), ..Trait::default() };
        let latin = Trait { foreign: true, ..Trait::default() };
        let word = Trait::default();
        let mut labels = [begin, inside, inside, inside, begin, Label::OUTSIDE];
        tidy(&[title, word, word, latin, latin, word], &mut labels);
        let none = Label::OUTSIDE;
        assert_eq!(labels, [none, begin, inside, none, none, none]);
    }

    #[test]
    fn a_title_alone_and_a_given_name_like_a_title_stay() {
        let (begin, inside) = (Label::begin(NameType::Person), Label::inside(NameType::Person));
        let title = Trait { lists: Lists(Lists::TITLE), ..Trait::default() };
        let name = Trait { lists: Lists(Lists::TITLE | Lists::GIVEN), ..Trait::default() };
        let mut labels = [begin, begin, inside];
        tidy(&[title, name, Trait::default()], &mut labels);
        assert_eq!(labels, [begin, begin, inside]);
    }
}
