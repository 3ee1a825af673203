//! The text with its words: what every later stage reads.

use super::class::{ClassId, ClassSet};
use super::cue::{Cue, CueList};
use super::lexicon::{Lexicon, Reading, Sense};
use super::part_of_speech::Tag;
use super::word::{Stem, Word, WordCache, WordId};
use crate::text::{Quotation, Sentence, Span, Token, TokenKind};

/// The article with tokens, sentences, quotations, words, cues and parts of speech; borrowed from a workspace.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// Raw text.
    pub text: &'a str,
    /// Lexicon that the words were read with.
    pub lexicon: &'a Lexicon,
    /// Tokens in order.
    pub tokens: &'a [Token],
    /// The word of each token.
    pub words: &'a [&'a Word],
    /// The same by number.
    pub ids: &'a [WordId],
    /// Where the words are kept.
    pub cache: &'a WordCache,
    /// Sentences in order.
    pub sentences: &'a [Sentence],
    /// The sentence of each token.
    pub sentence_of: &'a [u32],
    /// Quotations by their opening mark.
    pub quotations: &'a [Quotation],
    /// Cues of several words.
    pub cues: &'a CueList,
    /// Part of speech of each token.
    pub tags: &'a [Tag],
}

impl<'a> Document<'a> {
    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// True when the text has no token.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The word of a token; a mark without letters outside the text, so that rules may look one word further than it goes.
    #[inline]
    pub fn word(&self, token: usize) -> &'a Word {
        self.words.get(token).copied().unwrap_or(self.cache.outside())
    }

    /// The letters of a token as they stand in the text; none outside it.
    pub fn raw(&self, token: usize) -> &'a str {
        self.tokens.get(token).map_or("", |token| token.span.of(self.text))
    }

    /// Part of speech of a token; `Punct` outside the text.
    pub fn tag(&self, token: usize) -> Tag {
        self.tags.get(token).copied().unwrap_or(Tag::Punct)
    }

    /// The token that a span begins in, or the one behind it if it begins between two.
    pub fn token_at(&self, span: Span) -> usize {
        self.tokens.partition_point(|token| token.span.end <= span.start)
    }

    /// The paragraph that a span begins in.
    pub fn paragraph_of(&self, span: Span) -> u32 {
        self.sentence(self.token_at(span)).paragraph
    }

    /// The sentence of a token.
    pub fn sentence(&self, token: usize) -> &'a Sentence {
        &self.sentences[self.sentence_of[token] as usize]
    }

    /// The quotation whose opening mark is the token.
    pub fn quotation_at(&self, token: usize) -> Option<&'a Quotation> {
        let index = self.quotations.partition_point(|q| q.open < token);
        self.quotations.get(index).filter(|q| q.open == token)
    }

    /// The span from one token to another (both inside).
    pub fn span(&self, first: usize, last: usize) -> Span {
        self.tokens[first].span.join(self.tokens[last].span)
    }

    /// The span of a stem: its token without proclitics, its pronoun kept (SCHEME T10).
    pub fn stem_span(&self, token: usize, stem: &Stem) -> Span {
        let span = self.tokens[token].span;
        Span { start: span.start + u32::from(stem.start), end: span.end }
    }

    /// The span of a noun phrase from `first` to `last`, the proclitics و ف ب ل ك of its first word left out (E1).
    pub fn phrase_span(&self, first: usize, last: usize) -> Span {
        let mut span = self.span(first, last);
        span.start += u32::from(self.proclitic_bytes(first));
        self.without_fused_article(first, span)
    }

    /// The span without what is left of an article that ل has swallowed: للنازحين → نازحين (T10).
    pub fn without_fused_article(&self, first: usize, span: Span) -> Span {
        let fused = self.word(first).article.is_some()
            && span.start > self.tokens[first].span.start
            && self.text[..span.start as usize].ends_with('ل')
            && self.text[span.start as usize..].starts_with('ل');
        if fused { Span { start: span.start + 'ل'.len_utf8() as u32, ..span } } else { span }
    }

    /// Bytes of و ف ب ل ك before a nominal token.
    pub fn proclitic_bytes(&self, token: usize) -> u16 {
        let word = self.word(token);
        if let Some(article) = word.article {
            return article;
        }
        match word.stems.first() {
            Some(stem) => stem.start,
            None => word.names.iter().map(|n| n.start).max().unwrap_or(0),
        }
    }

    /// True for أنه، إنها: a complementiser with its pronoun, by its spelling.
    pub fn joint_with_pronoun(&self, token: usize) -> bool {
        self.word(token).letters > 2 && ["ه", "ها", "هم", "هما"].iter().any(|p| self.raw(token).ends_with(p))
    }

    /// True when the word or a cue of several words that begins there has one of the classes.
    pub fn has(&self, token: usize, classes: ClassSet) -> bool {
        self.word(token).classes.meets(classes)
    }

    /// True when the word has the class.
    pub fn is(&self, token: usize, class: ClassId) -> bool {
        self.word(token).classes.has(class)
    }

    /// The cues of several words that begin at a token.
    pub fn cues_at(&self, token: usize) -> &'a [Cue] {
        self.cues.at(token)
    }

    /// The sense of the word, or of a cue of several words that begins there, that belongs to one of `classes`, with the
    /// number of tokens it takes; longer ones first.
    #[inline]
    pub fn cue(&self, token: usize, classes: ClassSet) -> Option<(&'a Sense, usize)> {
        if self.cues_at(token).is_empty() && !self.has(token, classes) {
            return None;
        }
        self.known_cue(token, classes)
    }

    fn known_cue(&self, token: usize, classes: ClassSet) -> Option<(&'a Sense, usize)> {
        for cue in self.cues_at(token) {
            if let Some(sense) = self.lexicon.sense(cue.lexeme, classes) {
                return Some((sense, cue.len));
            }
        }
        self.reading(token, classes).and_then(|(_, r)| self.lexicon.sense(r.lexeme, classes)).map(|sense| (sense, 1))
    }

    /// Number of tokens of the cue of these classes that begins there.
    pub fn sense_len(&self, token: usize, classes: ClassSet) -> Option<usize> {
        self.cue(token, classes).map(|(_, len)| len)
    }

    /// The first reading of a token whose word belongs to one of `classes`.
    #[inline]
    pub fn reading(&self, token: usize, classes: ClassSet) -> Option<(&'a Stem, &'a Reading)> {
        if self.has(token, classes) { self.known_reading(token, classes) } else { None }
    }

    fn known_reading(&self, token: usize, classes: ClassSet) -> Option<(&'a Stem, &'a Reading)> {
        self.word(token).readings().find(|(_, r)| self.lexicon.lexeme(r.lexeme).classes.meets(classes))
    }

    /// True for the mark itself (`،` …) at level N3; past the last token there is none.
    pub fn is_mark(&self, token: usize, marks: &[char]) -> bool {
        self.tokens.get(token).is_some_and(|t| t.kind == TokenKind::Punct) && marks.contains(&self.word(token).first)
    }
}
