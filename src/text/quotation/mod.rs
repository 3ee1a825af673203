//! Pairs of quotation marks, nested and unbalanced ones included (SCHEME 3.4, R7).

mod finder;
mod mark;

use super::Token;
use finder::Finder;

/// How many quotations may be open at once; a mark that would open one more opens nothing.
pub const MAX_DEPTH: usize = 8;

/// What stands between two quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Index of the token that opens it; of `((` the second.
    pub open: usize,
    /// Index of the token that closes it, of `))` the first; `None` if nothing does, and then it reaches to `end`.
    pub close: Option<usize>,
    /// One past the last token inside.
    pub end: usize,
    /// How many quotations it lies in.
    pub depth: u16,
}

/// Finds the quotations, in order of their opening marks; `out` is emptied first. Linear in the number of tokens.
///
/// One that nothing closes ends with its paragraph. Marks with a direction may close in a later paragraph as long as no
/// mark of their kind opens in between; straight ones may not.
pub fn find(text: &str, tokens: &[Token], out: &mut Vec<Quotation>) {
    out.clear();
    Finder::new(text, tokens, out).run();
    out.retain(|quotation| quotation.end != finder::DROPPED);
    count_depths(out);
}

/// Fills in `depth`: the quotations are in order and properly nested.
fn count_depths(quotations: &mut [Quotation]) {
    let mut ends = [0; MAX_DEPTH];
    let mut depth = 0;
    for quotation in quotations {
        while depth > 0 && ends[depth - 1] <= quotation.open {
            depth -= 1;
        }
        quotation.depth = depth as u16;
        if depth < MAX_DEPTH {
            ends[depth] = quotation.end;
            depth += 1;
        }
    }
}

#[cfg(test)]
mod tests;
