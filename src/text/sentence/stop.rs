//! Whether a full stop is one.

use super::is_newline;
use crate::text::normalize::is_letter;
use crate::text::{Quotation, Token, TokenKind};

/// Closing marks in a row that are looked back over; more are noise, and the bound keeps noise linear.
const CLOSING_RUN: usize = 4;

/// A text with its layers so far.
pub(super) struct Text<'a> {
    pub(super) raw: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) quotations: &'a [Quotation],
}

impl Text<'_> {
    /// True when a newline stands before token `at`, which is not the first.
    pub(super) fn has_newline_before(&self, at: usize) -> bool {
        self.gap_before(at).contains(is_newline)
    }

    /// True when the tokens before `end` end a sentence: a stop, closing marks behind it, and what has to follow.
    pub(super) fn ends_before(&self, end: usize) -> bool {
        let last = end - 1;
        if self.is_stop(last) {
            return if self.touches(end) { self.lacks_its_space(end) } else { !self.is_abbreviation(last) };
        }
        self.is_closing(last) && self.closes_after_stop(last) && !self.goes_on(end)
    }

    /// The first mark of a run of closing ones stands right behind a stop.
    fn closes_after_stop(&self, last: usize) -> bool {
        let mut at = last;
        while at > last.saturating_sub(CLOSING_RUN) && self.touches(at) {
            at -= 1;
            if self.is_stop(at) {
                return !self.is_abbreviation(at);
            }
            if !self.is_closing(at) {
                return false;
            }
        }
        false
    }

    /// The sentence is not over behind the closing mark: another mark follows (.”» or .»!), or a comma.
    fn goes_on(&self, at: usize) -> bool {
        let comma = matches!(self.text_of(at), "،" | "؛" | ":" | ",");
        comma || (self.touches(at) && (self.is_stop(at) || self.is_closing(at)))
    }

    /// A stop that the next word follows at once: عليه.وأشار, not أ.ف.ب and not news.example.
    fn lacks_its_space(&self, next: usize) -> bool {
        let stop = next - 1;
        let before = stop > 0 && self.touches(stop) && (self.letters(stop - 1, 3) >= 3 || self.is_closing(stop - 1));
        let word = if self.opens_a_quotation(next) { next + 1 } else { next };
        before && self.text_of(stop) != "…" && self.letters(word, 2) >= 2
    }

    /// The full stop at `at` belongs to the letter before: د. محمد, أ.ف.ب, J. Smith, ود. سعاد.
    fn is_abbreviation(&self, at: usize) -> bool {
        if self.text_of(at) != "." || at == 0 || !self.touches(at) {
            return false;
        }
        let before = self.text_of(at - 1);
        match self.tokens[at - 1].kind {
            TokenKind::Word => self.letters(at - 1, 2) == 1 || before == "ود",
            TokenKind::Foreign => before.chars().nth(1).is_none(),
            _ => false,
        }
    }

    /// Letters of a word, counted up to `enough`; none if it is no word.
    fn letters(&self, at: usize, enough: usize) -> usize {
        match self.tokens.get(at) {
            Some(token) if token.kind == TokenKind::Word => {
                token.span.of(self.raw).chars().filter(|&c| is_letter(c)).take(enough).count()
            }
            _ => 0,
        }
    }

    fn is_stop(&self, at: usize) -> bool {
        matches!(self.text_of(at), "." | "!" | "?" | "؟" | "…")
    }

    /// A mark that closes a quotation: by its shape, or because it opens none; parentheses when doubled.
    fn is_closing(&self, at: usize) -> bool {
        match self.text_of(at) {
            "»" | "›" => true,
            "”" | "“" | "’" | "‘" | "\"" | "'" => !self.opens_a_quotation(at),
            ")" => {
                let doubled = |second: usize| self.touches(second) && self.text_of(second) == ")";
                doubled(at + 1) || (at > 0 && self.text_of(at - 1) == ")" && self.touches(at))
            }
            _ => false,
        }
    }

    fn opens_a_quotation(&self, at: usize) -> bool {
        self.quotations.binary_search_by_key(&at, |quotation| quotation.open).is_ok()
    }

    /// True when no white space stands before token `at`, which is there and not the first.
    fn touches(&self, at: usize) -> bool {
        at < self.tokens.len() && !self.gap_before(at).contains(char::is_whitespace)
    }

    /// The raw text of token `at`; empty if there is none.
    fn text_of(&self, at: usize) -> &str {
        match self.tokens.get(at) {
            Some(token) => token.span.of(self.raw),
            _ => "",
        }
    }

    fn gap_before(&self, at: usize) -> &str {
        let (Some(before), Some(after)) = (at.checked_sub(1).and_then(|at| self.tokens.get(at)), self.tokens.get(at))
        else {
            return "";
        };
        self.raw.get(before.span.end as usize..after.span.start as usize).unwrap_or_default()
    }
}
