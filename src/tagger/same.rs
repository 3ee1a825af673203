//! Whether two mentions are written with the same words.

use super::Mention;
use super::skeleton;
use super::view::{Shape, View};
use crate::text::normalize;

/// The words of a mention, without the proclitics of the first.
fn words<'v>(view: &'v View<'_>, mention: &'v Mention) -> impl DoubleEndedIterator<Item = &'v str> + Clone + 'v {
    mention.tokens.clone().map(move |t| {
        let span = view.document.tokens[t].span;
        let start = span.start.max(mention.span.start);
        view.document.text.get(start as usize..span.end as usize).unwrap_or_default()
    })
}

/// True for the same words in the same order, also where two of them are joined (عبد الله, عبدالله).
pub(super) fn equal(view: &View<'_>, a: &Mention, b: &Mention) -> bool {
    if a.tokens.len() == b.tokens.len() {
        return words(view, a).zip(words(view, b)).all(|(x, y)| same_word(x, y));
    }
    words(view, a).flat_map(letters).eq(words(view, b).flat_map(letters))
}

/// True when all words of `part` stand in `whole`, in the same order.
pub(super) fn contains(view: &View<'_>, whole: &Mention, part: &Mention) -> bool {
    if part.tokens.len() >= whole.tokens.len() {
        return false;
    }
    let mut rest = words(view, whole);
    words(view, part).all(|word| rest.any(|other| same_word(word, other)))
}

/// True for as many words, each the same in another transliteration (SCHEME 4.3): of a name that Arabic has, every
/// letter counts.
pub(super) fn alike(view: &View<'_>, a: &Mention, b: &Mention) -> bool {
    let arabic = |m: &Mention, at: usize| view.shape(m.tokens.start + at).any(Shape::GIVEN | Shape::KNOWN);
    a.tokens.len() == b.tokens.len()
        && words(view, a)
            .zip(words(view, b))
            .enumerate()
            .all(|(at, (x, y))| same_word(x, y) || !arabic(a, at) && !arabic(b, at) && skeleton::same(bare(x), bare(y)))
}

/// True for one word in two spellings that folding makes alike, with or without the article.
pub(super) fn same_word(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    letters(bare(a)).eq(letters(bare(b)))
}

fn bare(word: &str) -> &str {
    word.strip_prefix("ال").filter(|rest| rest.len() > 4).unwrap_or(word)
}

fn letters(word: &str) -> impl Iterator<Item = char> {
    let mark = |c: &char| ('\u{064b}'..='\u{0652}').contains(c) || *c == '\u{0640}';
    word.chars().filter(move |c| !mark(c)).filter_map(normalize::n3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_variants_are_one_word() {
        assert!(same_word("الأمم", "الامم") && same_word("الحريري", "حريري"));
        assert!(!same_word("صالح", "صلاح"));
    }
}
