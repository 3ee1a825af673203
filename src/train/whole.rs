//! The whole tagger, rules and model together, against a corpus.

use super::corpus::{Corpus, Sentence};
use super::evaluate::{self, Score};
use crate::engine::{Article, Engine, Options, Workspace};
use crate::tagger::learned::{Name, NameType};
use crate::text::OffsetUnit;

/// Scores the outermost named persons, organisations and places that the engine finds.
pub fn evaluate(engine: &Engine, corpus: &Corpus) -> Score {
    let mut workspace = Workspace::default();
    evaluate::score(corpus, |article| read(engine, &mut workspace, article))
}

/// The names of each sentence, in tokens of the corpus.
fn read(engine: &Engine, workspace: &mut Workspace, sentences: &[Sentence]) -> Vec<Vec<Name>> {
    let mut text = String::new();
    // for each token of ours: first byte, sentence, token of the corpus
    let mut places: Vec<(usize, usize, usize)> = Vec::new();
    for (number, sentence) in sentences.iter().enumerate() {
        let mut before = None;
        for token in &sentence.tokens {
            if before.is_some_and(|of| of != token.of) {
                text.push(' ');
            }
            before = Some(token.of);
            places.push((text.len(), number, token.of));
            text.push_str(&token.text);
        }
        text.push('\n');
    }
    let article = Article { text: &text, ..Article::default() };
    let analysis = engine.analyze(workspace, &article, Options { offsets: OffsetUnit::Byte, ..Options::default() });
    let mut mentions: Vec<(usize, usize, NameType)> = Vec::new();
    for entity in &analysis.entities {
        let Some(kind) = kind(entity.kind) else { continue };
        let names = entity.mentions.iter().filter(|mention| mention.kind == "name");
        mentions.extend(names.map(|mention| (mention.start as usize, mention.end as usize, kind)));
    }
    // the outermost first
    mentions.sort_by_key(|&(start, end, _)| (start, std::cmp::Reverse(end)));
    let mut out = vec![Vec::new(); sentences.len()];
    let mut covered = 0;
    for (start, end, kind) in mentions {
        if start < covered {
            continue;
        }
        covered = end;
        let at = |byte: usize| places[places.partition_point(|place| place.0 <= byte).saturating_sub(1)];
        let ((_, sentence, first), (_, _, last)) = (at(start), at(end.saturating_sub(1)));
        out[sentence].push(Name { first, end: last + 1, kind });
    }
    out
}

fn kind(kind: &str) -> Option<NameType> {
    match kind {
        "person" => Some(NameType::Person),
        "organization" => Some(NameType::Organization),
        "location" | "facility" => Some(NameType::Location),
        _ => None,
    }
}
