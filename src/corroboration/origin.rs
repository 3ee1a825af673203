//! Independent origins: voices that differ once relays, reprints and a source quoted by one outlet and copied by others
//! are taken together.

use super::join::overlap;
use super::{DAY, Report};

/// Share of common words from which one sentence is a reprint of the other.
const REPRINT: f32 = 0.8;
/// Share from which a nameless source that goes by the same words is the same one.
const ECHO: f32 = 0.4;

/// For each report, the number of its origin: the index of the first report that has it.
pub fn origins(reports: &[&Report]) -> Vec<usize> {
    let mut origin: Vec<usize> = (0..reports.len()).collect();
    for a in 0..reports.len() {
        for b in 0..a {
            // most are reprints: those that are one already need no comparing
            if root(&origin, a) != root(&origin, b) && tied(reports[a], reports[b]) {
                join(&mut origin, a, b);
            }
        }
    }
    (0..origin.len()).map(|at| root(&origin, at)).collect()
}

/// Joins two sets; the smaller index stands for both.
pub(super) fn join(sets: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(sets, a), root(sets, b));
    sets[a.max(b)] = a.min(b);
}

/// What stands for the set of `at`.
pub(super) fn root(sets: &[usize], mut at: usize) -> usize {
    while sets[at] != at {
        at = sets[at];
    }
    at
}

/// True when two reports go back to one voice.
fn tied(a: &Report, b: &Report) -> bool {
    if a.article == b.article && a.content.voices.is_empty() && b.content.voices.is_empty() {
        return true;
    }
    let alike = overlap(&a.content.words, &b.content.words);
    if alike >= REPRINT && a.content.words.len() > 5 {
        return true;
    }
    let (Some(x), Some(y)) = (a.content.voices.last(), b.content.voices.last()) else {
        return paper(a, b) || relays(a, b) || relays(b, a);
    };
    let shared = meet(&x.names, &y.names);
    match (x.named || x.outlet, y.named || y.outlet) {
        (true, true) => shared,
        (false, false) => {
            let near = (a.at - b.at).abs() <= DAY;
            shared && (heard(a).iter().any(|name| heard(b).contains(name)) || near && alike >= ECHO)
        }
        _ => false,
    }
}

/// The author of one is the outlet that the other quotes.
fn relays(own: &Report, quoting: &Report) -> bool {
    let outlet = quoting.content.voices.last().filter(|voice| voice.named && own.content.voices.is_empty());
    outlet.is_some_and(|voice| meet(&voice.names, &own.content.outlet))
}

/// Both are an outlet's own words, and it is the same outlet.
fn paper(a: &Report, b: &Report) -> bool {
    a.content.voices.is_empty() && b.content.voices.is_empty() && meet(&a.content.outlet, &b.content.outlet)
}

/// Outlets through which a voice was heard: those of the chain, else the one that printed it.
fn heard(report: &Report) -> Vec<&String> {
    let outlets = report.content.voices.iter().rev().skip(1).filter(|voice| voice.outlet);
    let names: Vec<_> = outlets.flat_map(|voice| &voice.names).collect();
    if names.is_empty() { report.content.outlet.iter().collect() } else { names }
}

fn meet(a: &[String], b: &[String]) -> bool {
    a.iter().any(|name| b.binary_search(name).is_ok())
}
