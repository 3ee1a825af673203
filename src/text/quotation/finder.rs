//! One walk over the tokens with the open quotations on a short stack.

use super::mark::{self, Drawn, Kind, Look};
use super::{MAX_DEPTH, Quotation};
use crate::text::sentence::is_newline;
use crate::text::{Token, TokenKind};

/// `end` of a quotation that turned out to be none: an apostrophe, not an opening mark.
pub(super) const DROPPED: usize = usize::MAX;

/// A quotation that is open.
#[derive(Clone, Copy)]
struct Open {
    kind: Kind,
    drawn: Drawn,
    /// Where it stands in `out`.
    index: usize,
    /// End of the paragraph that it began in, once that is over.
    paragraph_end: Option<usize>,
    /// Single parentheses open inside.
    parentheses: u32,
}

pub(super) struct Finder<'a> {
    text: &'a str,
    tokens: &'a [Token],
    out: &'a mut Vec<Quotation>,
    /// At most [`MAX_DEPTH`], so that every search in it takes constant time.
    open: Vec<Open>,
    /// A quotation in straight marks that the paragraph before left open, and where this paragraph begins.
    left: Option<(usize, usize)>,
}

impl<'a> Finder<'a> {
    pub(super) fn new(text: &'a str, tokens: &'a [Token], out: &'a mut Vec<Quotation>) -> Self {
        Self { text, tokens, out, open: Vec::new(), left: None }
    }

    pub(super) fn run(mut self) {
        let mut at = 0;
        while let Some(token) = self.tokens.get(at) {
            if at > 0 && mark::gap(self.text, &self.tokens[at - 1], token).contains(is_newline) {
                self.end_paragraph(at);
            }
            at += if token.kind == TokenKind::Punct { self.punct(at) } else { 1 };
        }
        self.end_paragraph(at);
        while !self.open.is_empty() {
            self.give_up(0, at);
        }
    }

    /// Takes the punctuation mark at `at`; returns the tokens it took.
    fn punct(&mut self, at: usize) -> usize {
        let Some(c) = self.tokens[at].span.of(self.text).chars().next() else { return 1 };
        match (c, mark::of(c)) {
            ('(', _) => self.open_parenthesis(at),
            (')', _) => self.close_parenthesis(at),
            (_, Some((kind, drawn))) => {
                self.mark(at, kind, drawn);
                1
            }
            _ => 1,
        }
    }

    fn mark(&mut self, at: usize, kind: Kind, drawn: Drawn) {
        let opens = match kind {
            Kind::Double => self.double_opens(at, drawn),
            Kind::Single => match self.look(at) {
                // only beside a word, and never inside another: the rest are apostrophes
                Look::Opens => self.innermost(kind).is_none() && self.is_before_word(at),
                Look::Closes => false,
                Look::Unclear => return,
            },
            Kind::Guillemet | Kind::Angle | Kind::Parenthesis => drawn == Drawn::Opening,
        };
        if opens {
            self.left = None;
            self.push(at, kind, drawn);
        } else if !self.resume(at, kind) {
            self.close(at, kind);
        }
    }

    /// A mark that only closes, in a paragraph that opened nothing, ends what the paragraph before left open.
    fn resume(&mut self, at: usize, kind: Kind) -> bool {
        let Some((index, start)) = self.left.filter(|_| kind == Kind::Double && self.open.is_empty()) else {
            return false;
        };
        let nearest = self.out.len() == index + 1 && self.out[index].end == start;
        if nearest {
            (self.out[index].close, self.out[index].end) = (Some(at), at);
        }
        self.left = None;
        nearest
    }

    /// Double marks are drawn every which way („…“, ”…“, “…"), so that their surroundings have a say.
    fn double_opens(&self, at: usize, drawn: Drawn) -> bool {
        let look = self.look(at);
        match (self.innermost(Kind::Double), drawn) {
            // what only closes has lost its other half, and must not turn round all that follow
            (None, Drawn::Opening | Drawn::Straight) => look != Look::Closes,
            (None, Drawn::Closing) | (Some(_), Drawn::Opening) => look == Look::Opens,
            (Some(_), Drawn::Closing) => false,
            // straight marks toggle, except where another kind has opened in between
            (Some(open), Drawn::Straight) => {
                let inner = self.open[open].drawn != Drawn::Straight || open + 1 < self.open.len();
                inner && look == Look::Opens
            }
        }
    }

    fn look(&self, at: usize) -> Look {
        let just_opened = self.open.last().is_some_and(|open| self.out[open.index].open + 1 == at);
        mark::look(self.text, self.tokens, at, just_opened)
    }

    fn is_before_word(&self, at: usize) -> bool {
        let letters = [TokenKind::Word, TokenKind::Foreign, TokenKind::Number];
        self.tokens.get(at + 1).is_some_and(|next| letters.contains(&next.kind))
    }

    /// Position on the stack of the innermost open quotation of `kind`.
    fn innermost(&self, kind: Kind) -> Option<usize> {
        self.open.iter().rposition(|open| open.kind == kind)
    }

    fn push(&mut self, at: usize, kind: Kind, drawn: Drawn) {
        // one of its kind from an earlier paragraph was never closed
        while let Some(stale) = self.open.iter().position(|open| open.kind == kind && open.paragraph_end.is_some()) {
            self.give_up(stale, at);
        }
        if self.open.len() < MAX_DEPTH {
            self.open.push(Open { kind, drawn, index: self.out.len(), paragraph_end: None, parentheses: 0 });
            self.out.push(Quotation { open: at, close: None, end: at + 1, depth: 0 });
        }
    }

    /// Closes the innermost quotation of `kind`, and with it what was left open inside.
    fn close(&mut self, at: usize, kind: Kind) {
        let Some(found) = self.innermost(kind) else { return };
        while self.open.len() > found + 1 {
            self.give_up(self.open.len() - 1, at);
        }
        if let Some(open) = self.open.pop() {
            let quotation = &mut self.out[open.index];
            (quotation.close, quotation.end) = (Some(at), at);
        }
        // what the paragraph before left open may have stood inside, and must not reach further
        self.left = None;
        // what holds a quotation that has reached this paragraph reaches it too
        self.open.iter_mut().for_each(|outer| outer.paragraph_end = None);
    }

    /// The open quotation number `which` stays unclosed: it reaches to the end of its paragraph, at most to `at`.
    /// Nothing that opened inside may reach further.
    fn give_up(&mut self, which: usize, at: usize) {
        let open = self.open.remove(which);
        if open.kind == Kind::Single {
            self.out[open.index].end = DROPPED;
            return;
        }
        let end = open.paragraph_end.unwrap_or(at);
        self.out[open.index].end = end;
        while self.open.get(which).is_some_and(|inner| self.out[inner.index].open < end) {
            self.give_up(which, end);
        }
    }

    /// A newline before token `at`: straight marks and parentheses end here, the others may still be closed.
    fn end_paragraph(&mut self, at: usize) {
        for open in &mut self.open {
            open.paragraph_end.get_or_insert(at);
        }
        let ends = |open: &Open| open.drawn == Drawn::Straight || open.kind == Kind::Parenthesis;
        self.left = None;
        while let Some(which) = self.open.iter().position(ends) {
            let open = self.open[which];
            self.give_up(which, at);
            if open.kind == Kind::Double {
                self.left = Some((open.index, at));
            }
        }
    }

    fn open_parenthesis(&mut self, at: usize) -> usize {
        if self.is_doubled(at) {
            self.push(at + 1, Kind::Parenthesis, Drawn::Opening);
            return 2;
        }
        if let Some(found) = self.innermost(Kind::Parenthesis) {
            self.open[found].parentheses += 1;
        }
        1
    }

    fn close_parenthesis(&mut self, at: usize) -> usize {
        let Some(found) = self.innermost(Kind::Parenthesis) else { return 1 };
        if self.open[found].parentheses > 0 {
            self.open[found].parentheses -= 1;
        } else if self.is_doubled(at) {
            self.close(at, Kind::Parenthesis);
            return 2;
        }
        1
    }

    /// True when the next token is the same mark and nothing stands between.
    fn is_doubled(&self, at: usize) -> bool {
        let this = &self.tokens[at];
        self.tokens
            .get(at + 1)
            .is_some_and(|next| this.span.end == next.span.start && this.span.of(self.text) == next.span.of(self.text))
    }
}
