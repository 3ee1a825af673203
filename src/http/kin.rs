//! What a stored article copies from an earlier one.

use serde::Serialize;
use utoipa::ToSchema;

use crate::corroboration::{Relation, Shingles};
use crate::engine::{Engine, Workspace};
use crate::store::Store;
use crate::text::Span;

/// What an article has from earlier ones.
#[derive(Debug, Default, Serialize)]
pub struct Copied {
    /// The earliest article that it is a version of.
    pub duplicate_of: Option<String>,
    /// A part that is copied, where it is no version as a whole.
    pub part: Option<Part>,
}

/// A part that stands in an earlier article too.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
pub struct Part {
    /// The earlier article.
    pub article: String,
    /// Where it stands in this one.
    pub pieces: Vec<Range>,
}

/// A piece of the text, in code points.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Range {
    /// First offset.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// Compares the text of an article with earlier ones.
///
/// # Errors
/// The store cannot be read.
pub fn copied(engine: &Engine, text: &str, store: &dyn Store, id: &str) -> crate::store::Result<Copied> {
    let mut found = Copied::default();
    let mut longest = 0;
    // most texts have nothing to be compared with
    let mut own = None;
    store.earlier(id, &mut |kin| {
        let (workspace, own, tokens) = own.get_or_insert_with(|| {
            let mut workspace = Workspace::default();
            let (own, tokens) = shingles(engine, &mut workspace, text);
            (workspace, own, tokens)
        });
        let (other, _) = shingles(engine, workspace, &kin.text);
        match own.relation(&other) {
            Some(Relation::Duplicate) => {
                found = Copied { duplicate_of: Some(kin.id.clone()), part: None };
                return false;
            }
            Some(Relation::Part) => {
                let runs = own.copied(&other);
                let words: usize = runs.iter().map(ExactSizeIterator::len).sum();
                if words > longest {
                    longest = words;
                    let piece = |run: std::ops::Range<usize>| piece(text, tokens[run.start], tokens[run.end - 1]);
                    let pieces = runs.into_iter().map(piece).collect();
                    found.part = Some(Part { article: kin.id.clone(), pieces });
                }
            }
            None => {}
        }
        true
    })?;
    Ok(found)
}

fn shingles(engine: &Engine, workspace: &mut Workspace, text: &str) -> (Shingles, Vec<Span>) {
    let (words, ends) = engine.search_tokens(workspace, text);
    let mut from = 0;
    let cut = ends.iter().map(|&(end, _)| std::mem::replace(&mut from, end)..end);
    (Shingles::of(cut.map(|range| &words[range])), ends.iter().map(|&(_, span)| span).collect())
}

fn piece(text: &str, first: Span, last: Span) -> Range {
    let count = |to: u32| text[..to as usize].chars().count();
    Range { start: count(first.start), end: count(last.end) }
}
