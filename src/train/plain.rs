//! Plain text: the encyclopedia that clusters, counts and votes are learned from.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use anyhow::Context as _;
use rustc_hash::FxHashMap;

use crate::tagger::learned::spelling;
use crate::text::{Token, quotation, sentence, token};

/// Reads an xz file of articles, leaving out the lines that begin and end them.
pub fn read(path: &Path) -> anyhow::Result<Vec<String>> {
    let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut bytes = Vec::new();
    lzma_rs::xz_decompress(&mut BufReader::new(file), &mut bytes)
        .with_context(|| format!("{} is no xz file", path.display()))?;
    let text = String::from_utf8(bytes).with_context(|| format!("{} is not UTF-8", path.display()))?;
    Ok(text.split("</doc>").map(|article| body(article).to_owned()).filter(|a| !a.is_empty()).collect())
}

fn body(article: &str) -> &str {
    let article = article.trim_start();
    match article.strip_prefix("<doc ") {
        Some(rest) => rest.split_once('\n').map_or("", |(_, body)| body),
        None => article,
    }
}

/// Calls `each` with the tokens of every sentence of an article.
pub fn sentences(article: &str, mut each: impl FnMut(&[Token])) {
    let (mut tokens, mut quotations, mut sentences) = (Vec::new(), Vec::new(), Vec::new());
    token::tokenize(article, &mut tokens);
    quotation::find(article, &tokens, &mut quotations);
    sentence::split(article, &tokens, &quotations, &mut sentences);
    for sentence in &sentences {
        each(&tokens[sentence.tokens.clone()]);
    }
}

/// Words at level N3, the most common first, and the text as rows of them.
#[derive(Debug, Default)]
pub struct Words {
    /// The words.
    pub forms: Vec<String>,
    /// Occurrences of each.
    pub counts: Vec<u32>,
    /// Sentences, as numbers of words; [`RARE`] for words left out.
    pub text: Vec<Vec<u32>>,
}

/// Number of a word that is left out.
pub const RARE: u32 = u32::MAX;

impl Words {
    /// Counts the words; those below `least` are left out.
    pub fn count(articles: &[String], least: u32) -> Self {
        let mut index: FxHashMap<String, u32> = FxHashMap::default();
        let mut counts: Vec<u32> = Vec::new();
        let mut text: Vec<Vec<u32>> = Vec::new();
        let mut form = String::new();
        for article in articles {
            sentences(article, |tokens| {
                let row = tokens.iter().map(|token| {
                    spelling::fold(token.span.of(article), token.kind, &mut form);
                    let next = index.len() as u32;
                    let id =
                        if let Some(&id) = index.get(&form) { id } else { *index.entry(form.clone()).or_insert(next) };
                    if id == next {
                        counts.push(0);
                    }
                    counts[id as usize] += 1;
                    id
                });
                text.push(row.collect());
            });
        }
        let mut order: Vec<(u32, String, u32)> =
            index.into_iter().map(|(form, id)| (counts[id as usize], form, id)).filter(|(n, ..)| *n >= least).collect();
        order.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        let mut renamed = vec![RARE; counts.len()];
        for (new, (.., old)) in order.iter().enumerate() {
            renamed[*old as usize] = new as u32;
        }
        text.iter_mut().flatten().for_each(|id| *id = renamed[*id as usize]);
        let counts = order.iter().map(|(n, ..)| *n).collect();
        Self { forms: order.into_iter().map(|(_, form, _)| form).collect(), counts, text }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_come_first() {
        let words = Words::count(&["ذهب الولد إلى البيت. عاد الولد.".to_owned(), "الولد الى".to_owned()], 2);
        assert_eq!(words.forms, ["الولد", ".", "الي"]);
        assert_eq!(words.counts, [3, 2, 2]);
        assert!(words.text.iter().flatten().any(|&id| id == RARE));
    }
}
