//! When two phrases name the same thing: the comparison that the evaluation makes too.

use std::collections::BTreeSet;

/// Words that say nothing of what a phrase names.
const STOP: [&str; 10] = ["في", "من", "على", "عن", "الى", "ان", "او", "مع", "هذا", "هذه"];

/// What stands before a stem together with the article.
const PROCLITICS: [&str; 6] = ["وال", "بال", "فال", "كال", "لل", "ال"];

/// True when one's words are among the other's, or half of all words are shared.
pub(crate) fn same_phrase(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    if a.is_empty() || b.is_empty() {
        return false;
    }
    let shared = a.intersection(&b).count();
    a.is_subset(&b) || b.is_subset(&a) || 2 * shared >= a.union(&b).count()
}

/// The words of a phrase, folded, proclitics and stop words left out.
fn words(phrase: &str) -> BTreeSet<String> {
    let folded: String = phrase.chars().filter_map(fold).flat_map(char::to_lowercase).collect();
    let words = folded.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
    words.map(stem).filter(|word| !STOP.contains(word)).map(str::to_owned).collect()
}

fn stem(word: &str) -> &str {
    let long = |rest: &&str| rest.chars().count() >= 2;
    PROCLITICS.iter().find_map(|p| word.strip_prefix(p).filter(long)).unwrap_or(word)
}

/// Alef forms, ى, ة and seats of hamza made one; nothing for marks, tatweel and bidi controls.
fn fold(c: char) -> Option<char> {
    match c {
        '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}'
        | '\u{670}'
        | '\u{640}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' => None,
        'أ' | 'إ' | 'آ' | 'ٱ' => Some('ا'),
        'ى' | 'ئ' => Some('ي'),
        'ة' => Some('ه'),
        'ؤ' => Some('و'),
        c => Some(c),
    }
}
