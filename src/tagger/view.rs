//! What the finders see of the text: for each token its shape and the name that begins there.

use super::gazetteer::{Gazetteer, SpellingId};
use super::iso::Iso;
pub(super) use super::shape::Shape;
use super::subtype::is_outlet;
use super::vocabulary::Vocabulary;
use super::{EntityKind, Mention, MentionForm, NameId, Subtype};
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Document, Gender, Number};
use crate::text::{Span, TokenKind};

/// A name of the gazetteer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    /// Number of tokens.
    pub(super) len: usize,
    /// Bytes of proclitics before it.
    pub(super) skip: u16,
    /// The way it is written.
    pub(super) spelling: SpellingId,
    /// The first row written so.
    pub(super) name: NameId,
    /// Its type.
    pub(super) kind: EntityKind,
    /// Its subtype.
    pub(super) subtype: Option<Subtype>,
    /// Needs support: every row written so is also a common word.
    pub(super) ambiguous: bool,
}

/// The text as the finders see it.
#[derive(Debug)]
pub(super) struct View<'a> {
    /// Tokens, words, sentences.
    pub(super) document: &'a Document<'a>,
    /// Names.
    pub(super) gazetteer: &'a Gazetteer,
    /// Classes.
    pub(super) vocabulary: &'a Vocabulary,
    shapes: Vec<Shape>,
    hits: Vec<Option<Hit>>,
}

impl<'a> View<'a> {
    /// Looks at every token once.
    pub(super) fn new(document: &'a Document<'a>, gazetteer: &'a Gazetteer, vocabulary: &'a Vocabulary) -> Self {
        let len = document.len();
        let mut view =
            Self { document, gazetteer, vocabulary, shapes: Vec::with_capacity(len), hits: Vec::with_capacity(len) };
        for token in 0..len {
            view.shapes.push(Shape::of(document, vocabulary, gazetteer, token));
        }
        for token in 0..len {
            view.hits.push(view.look_up(token));
        }
        view
    }

    /// Number of tokens.
    pub(super) fn len(&self) -> usize {
        self.shapes.len()
    }

    /// One past the last token of the sentence.
    pub(super) fn limit(&self, token: usize) -> usize {
        self.document.sentence(token).tokens.end.min(self.len())
    }

    /// The shape of a token; a stop outside the text.
    pub(super) fn shape(&self, token: usize) -> Shape {
        self.shapes.get(token).copied().unwrap_or(Shape::OUTSIDE)
    }

    /// The name that begins at the token.
    pub(super) fn hit(&self, token: usize) -> Option<&Hit> {
        self.hits.get(token).and_then(Option::as_ref)
    }

    /// The name that begins at the token with its first letter: no proclitic before it.
    pub(super) fn bare_hit(&self, token: usize) -> Option<&Hit> {
        self.hit(token).filter(|hit| hit.skip == 0)
    }

    /// True when the country or a place in it is named in the article.
    pub(super) fn names_country(&self, iso: Iso) -> bool {
        let named = |hit: &Hit| hit.kind == EntityKind::Location && self.gazetteer.country_of(hit.name) == Some(iso);
        self.hits.iter().flatten().any(named)
    }

    /// A comma.
    pub(super) fn comma(&self, token: usize) -> bool {
        token < self.len() && self.document.is_mark(token, &['،', ','])
    }

    /// True right behind a feminine verb of the past or a complementiser, where a state can be the subject: أعلنت مالي.
    pub(super) fn acts(&self, token: usize) -> bool {
        let Some(before) = token.checked_sub(1).filter(|&t| self.limit(t) > token) else { return false };
        match self.document.tag(before) {
            Tag::Verb => self.document.raw(before).ends_with('ت'),
            Tag::Complementiser => true,
            _ => false,
        }
    }

    /// True for a word nobody knows right behind a verb of saying that begins with ب or ك: the letter is its own.
    pub(super) fn spoken_by(&self, token: usize) -> bool {
        let Some(before) = token.checked_sub(1).filter(|&t| self.limit(t) > token) else { return false };
        self.document.raw(token).starts_with(['ب', 'ك', 'ف'])
            && self.document.word(token).stems.is_empty()
            && self.document.tag(before) == Tag::Verb
            && self.document.word(before).classes.meets(self.vocabulary.report)
    }

    /// التابعة | لحكومة اليمن: an adjective that says whose a body is, and no part of its name.
    pub(super) fn belongs(&self, token: usize) -> bool {
        self.document.has(token, self.vocabulary.affiliate) && self.shape(token + 1).any(Shape::PREPOSITION)
    }

    /// A name of a newspaper, a channel, an agency.
    pub(super) fn outlet(&self, hit: &Hit) -> bool {
        hit.subtype.is_some_and(|s| is_outlet(self.gazetteer.subtypes.name(s)))
    }

    /// A colon or a complementiser: what somebody says follows.
    pub(super) fn introduces_speech(&self, token: usize) -> bool {
        token < self.len()
            && (self.document.is_mark(token, &[':'])
                || self.document.word(token).classes.meets(self.vocabulary.complementiser))
    }

    fn look_up(&self, token: usize) -> Option<Hit> {
        let document = self.document;
        if document.tokens[token].kind != TokenKind::Word && document.tokens[token].kind != TokenKind::Foreign {
            return None;
        }
        if !self.shape(token).any(Shape::NAMES) {
            return None;
        }
        let limit = self.limit(token);
        let found = self.gazetteer.longest(|i| (token + i < limit).then(|| document.word(token + i)))?;
        let rows = self.gazetteer.homonyms(found.value);
        // of a place and a newspaper called after it the place; of a building and those who work in it those (E6)
        let &name = rows.iter().min_by_key(|&&id| match self.gazetteer.row(id).kind {
            EntityKind::Location => 0,
            EntityKind::Facility => 2,
            _ => 1,
        })?;
        let ambiguous =
            self.gazetteer.is_doubtful(found.value) || rows.iter().all(|&id| self.gazetteer.row(id).ambiguous);
        let row = self.gazetteer.row(name);
        let hit = Hit {
            len: found.len,
            skip: found.skip,
            spelling: found.value,
            name,
            kind: row.kind,
            subtype: row.subtype,
            ambiguous,
        };
        let word = |t| !self.shape(t).any(Shape::STOP) || self.shape(t).any(Shape::VERB);
        (found.len > 1 && word(token)
            || self.stands_alone(token, &hit)
                && self.gazetteer.spelt(found.value, &document.raw(token)[usize::from(found.skip)..]))
        .then_some(hit)
    }

    /// True when a name of one word is not rather another word: على is not علي, and a proclitic is not cut off a word
    /// that the lexicon knows whole.
    fn stands_alone(&self, token: usize, hit: &Hit) -> bool {
        let shape = self.shape(token);
        if shape.any(Shape::STOP) && (hit.ambiguous || !shape.any(Shape::VERB)) {
            return false;
        }
        hit.skip == 0 || !shape.any(Shape::KNOWN | Shape::GIVEN) || shape.skip == hit.skip
    }

    /// A mention of the tokens, `skip` bytes of the first left out.
    pub(super) fn mention(
        &self,
        tokens: std::ops::Range<usize>,
        skip: u16,
        kind: EntityKind,
        subtype: Option<Subtype>,
    ) -> Mention {
        let span = self.span(tokens.start, tokens.end, skip);
        Mention {
            head: tokens.start,
            tokens,
            span,
            core: None,
            kind,
            subtype,
            form: MentionForm::Name,
            gender: Gender::Unknown,
            number: Number::Unknown,
            name: None,
            entity: 0,
            inside: None,
            value: None,
        }
    }

    /// Bytes of the tokens, `skip` bytes of the first left out.
    pub(super) fn span(&self, first: usize, end: usize, skip: u16) -> Span {
        let mut span = self.document.span(first, end - 1);
        span.start += u32::from(skip).min(self.document.tokens[first].span.len() as u32);
        span
    }
}
