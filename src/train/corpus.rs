//! Corpora of names: a token and its label a line, a blank line between sentences.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};
use rustc_hash::FxHashMap;

use crate::tagger::learned::{Convention, Label, Name, NameType};
use crate::text::{TokenKind, token};

/// Types of the classes of each family of corpora.
const CLASSES: &str = include_str!("../../config/model/classes.tsv");

/// Class in the table of what a corpus counts peoples as that has no class for them.
const PEOPLES: &str = "peoples";

/// A token as the engine would cut it.
#[derive(Clone, Debug)]
pub struct Token {
    /// Its letters.
    pub text: Box<str>,
    /// What it is made of.
    pub kind: TokenKind,
    /// Its label.
    pub label: Label,
    /// The token of the corpus it is part of.
    pub of: usize,
}

/// A sentence with its names.
#[derive(Clone, Debug, Default)]
pub struct Sentence {
    /// Tokens of ours.
    pub tokens: Vec<Token>,
    /// Names, in tokens of the corpus.
    pub names: Vec<Name>,
}

/// A corpus.
#[derive(Clone, Debug)]
pub struct Corpus {
    /// Its name: `anercorp.train`.
    pub name: String,
    /// Its sentences in order.
    pub sentences: Vec<Sentence>,
    /// What it counts peoples as (العرب).
    pub peoples: NameType,
}

impl Corpus {
    /// Reads a file; its name up to the first dot says whose classes it uses.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        let file = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        parse(file.strip_suffix(".conll").unwrap_or(file), &text)
    }

    /// Whose convention it follows.
    pub fn convention(&self) -> Convention {
        match self.name.split(['.', '_']).next() {
            Some("anercorp") => Convention::News,
            _ => Convention::Encyclopedia,
        }
    }
}

/// Reads the text of a corpus.
///
/// # Errors
/// A name whose classes are not known.
pub fn parse(name: &str, text: &str) -> anyhow::Result<Corpus> {
    let classes = classes(name);
    if classes.is_empty() {
        bail!("no classes known for corpus {name}, expected its family before the first dot (see classes.tsv)");
    }
    let mut sentences = Vec::new();
    for block in text.split("\n\n") {
        let rows = block.lines().filter_map(|line| line.split_once('\t')).filter(|(word, _)| *word != "$#$");
        let rows: Vec<(&str, &str)> = rows.collect();
        if !rows.is_empty() {
            sentences.push(sentence(&rows, &classes));
        }
    }
    let peoples = classes.get(PEOPLES).copied().unwrap_or(NameType::Group);
    Ok(Corpus { name: name.to_owned(), sentences, peoples })
}

fn classes(corpus: &str) -> FxHashMap<&'static str, NameType> {
    let family = if corpus.contains("fane") { "fane" } else { corpus.split('.').next().unwrap_or_default() };
    let rows = CLASSES.lines().skip(1).filter_map(|line| {
        let mut cells = line.split('\t');
        Some((cells.next()?, cells.next()?, cells.next()?))
    });
    rows.filter(|(of, ..)| *of == family)
        .filter_map(|(_, class, kind)| Some((class, NameType::ALL.into_iter().find(|t| t.name() == kind)?)))
        .collect()
}

/// Class of a label, and whether it begins a name.
fn class_of(label: &str) -> (Option<&str>, bool) {
    match label.split_once('-') {
        Some(("B", class)) => (Some(class), true),
        Some(("I", class)) => (Some(class), false),
        _ => (None, true),
    }
}

fn sentence(rows: &[(&str, &str)], classes: &FxHashMap<&str, NameType>) -> Sentence {
    let mut out = Sentence::default();
    let mut before: Option<&str> = None;
    for (of, (text, label)) in rows.iter().enumerate() {
        let (class, begins) = class_of(label);
        let kind = class.and_then(|class| classes.get(class)).copied();
        let goes_on = !begins && before == class;
        before = class;
        if let Some(kind) = kind {
            match out.names.last_mut().filter(|_| goes_on) {
                Some(name) => name.end = of + 1,
                None => out.names.push(Name { first: of, end: of + 1, kind }),
            }
        }
        let ends = rows.get(of + 1).is_none_or(|(_, next)| class_of(next).1);
        let label = kind.map(|kind| (kind, !goes_on, ends));
        push(text, of, label, &mut out.tokens);
    }
    out
}

/// Cuts a token of the corpus into ours; marks at the edges of a name stay outside.
fn push(text: &str, of: usize, label: Option<(NameType, bool, bool)>, out: &mut Vec<Token>) {
    let mut pieces = Vec::new();
    token::tokenize(text, &mut pieces);
    let letters = |t: &token::Token| !matches!(t.kind, TokenKind::Punct | TokenKind::Symbol);
    let first = pieces.iter().position(letters).unwrap_or(0);
    let last = pieces.iter().rposition(letters).unwrap_or(pieces.len());
    for (at, piece) in pieces.iter().enumerate() {
        let label = match label {
            Some((_, true, _)) if at < first => Label::OUTSIDE,
            Some((_, _, true)) if at > last => Label::OUTSIDE,
            Some((kind, true, _)) if at == first => Label::begin(kind),
            Some((kind, ..)) => Label::inside(kind),
            None => Label::OUTSIDE,
        };
        out.push(Token { text: piece.span.of(text).into(), kind: piece.kind, label, of });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_at_the_edge_of_a_name_stay_outside() {
        let classes = classes("anercorp.train");
        let rows = [("(زار", "O"), ("سمير", "B-PER"), ("كمال)", "I-PER"), ("صور.", "B-LOC")];
        let read = sentence(&rows, &classes);
        let labels: Vec<_> = read.tokens.iter().map(|t| (&*t.text, t.label.kind(), t.label.is_inside())).collect();
        let (person, place) = (Some(NameType::Person), Some(NameType::Location));
        assert_eq!(
            labels,
            [
                ("(", None, false),
                ("زار", None, false),
                ("سمير", person, false),
                ("كمال", person, true),
                (")", None, false),
                ("صور", place, false),
                (".", None, false)
            ]
        );
        assert_eq!(read.names.len(), 2);
    }
}
