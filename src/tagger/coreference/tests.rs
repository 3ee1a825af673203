use std::sync::LazyLock;

use crate::config::ConfigFiles;
use crate::morphology::Lexicon;
use crate::tagger::{Tagger, Tagging, testing};

static TAGGER: LazyLock<(Lexicon, Tagger)> = LazyLock::new(|| testing::build(&ConfigFiles::embedded()));

/// The entity of the mention with those words; `@2` asks for the second one.
fn entity(text: &str, tagging: &Tagging, words: &str) -> Option<usize> {
    let (words, place) = words.split_once('@').map_or((words, 0), |(w, n)| (w, n.parse::<usize>().unwrap() - 1));
    tagging.mentions.iter().filter(|m| m.span.of(text) == words).nth(place).map(|m| m.entity)
}

/// What is wrong with one pair, if anything.
fn mistake(text: &str, tagging: &Tagging, pair: &str) -> Option<String> {
    let (same, (a, b)) =
        pair.split_once("==").map_or_else(|| (false, pair.split_once("!=").unwrap()), |pair| (true, pair));
    let (a, b) = (a.trim(), b.trim());
    match (entity(text, tagging, a), entity(text, tagging, b)) {
        (Some(x), Some(y)) if (x == y) == same => None,
        (Some(_), Some(_)) => Some(format!("{text}: {pair}")),
        (x, _) => Some(format!("{text}: no mention {}", if x.is_none() { a } else { b })),
    }
}

#[test]
fn the_table_holds() {
    let (lexicon, tagger) = &*TAGGER;
    let mut wrong = Vec::new();
    for line in include_str!("table.tsv").lines().filter(|line| !line.starts_with('#')) {
        let (text, pairs) = line.split_once('\t').unwrap();
        let mut tagging = Tagging::default();
        testing::with_document(text, lexicon, |document| tagger.tag(document, None, &mut tagging));
        wrong.extend(pairs.split(" | ").filter_map(|pair| mistake(text, &tagging, pair)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
