//! What the walk over the sentences found, and who says a token by it.

use std::ops::Range;

use super::scope::{Act, Scope};
use super::{Attribution, Chain, QuoteKind, Rule};
use crate::text::sentence::LONGEST_SENTENCE;

/// What the walk over the sentences found.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) scopes: Vec<Scope>,
    pub(super) acts: Vec<Act>,
    pub(super) byline: Option<usize>,
    pub(super) doubts: Vec<Range<usize>>,
}

impl Found {
    /// The chain of a speech act outside any report.
    pub(super) fn act(&self, token: usize) -> Option<&Act> {
        self.acts.binary_search_by_key(&token, |a| a.token).ok().map(|at| &self.acts[at])
    }

    /// R0, or R12 where an agency signs the article; unsure where somebody says it and it could not be told who.
    pub(super) fn author(&self, token: usize) -> Attribution {
        let (rule, confidence) = if self.byline.is_some() { (Rule::Byline, 0.5) } else { (Rule::Author, 0.8) };
        let doubted = self.doubts.iter().any(|d| d.contains(&token));
        let confidence = if doubted { 0.4 } else { confidence };
        Attribution {
            chain: Chain::from_slice(&[0]),
            own: false,
            cue: None,
            factive: false,
            quote: QuoteKind::None,
            channel: None,
            rule,
            confidence,
        }
    }
}

/// The scope that holds the token and began last.
pub(super) fn innermost(scopes: &[Scope], token: usize, sentence: usize) -> Option<&Scope> {
    let mut best: Option<&Scope> = None;
    // scopes lie in the order of their sentences
    let from = scopes.partition_point(|s| s.start < sentence);
    for scope in scopes[from..]
        .iter()
        .take_while(|s| s.start < sentence + 2 * LONGEST_SENTENCE)
        .filter(|s| s.start <= token && token < s.end)
    {
        let deeper = |b: &Scope| (scope.start, scope.chain.len()) >= (b.start, b.chain.len());
        if best.is_none_or(deeper) {
            best = Some(scope);
        }
    }
    best
}
