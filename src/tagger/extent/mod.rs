//! How far a name goes from its head: genitives, adjectives, complements (SCHEME E2).

mod lam;
mod walk;

use std::ops::Range;

pub(super) use self::walk::Walk;
use super::view::{Hit, Shape, View};

/// What may follow the head of a name; a set of bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Style(u8);

impl Style {
    /// A name of a person or in quotation marks may follow: صحيفة «المساء».
    pub(super) const PROPER: Self = Self(1);
    /// A word nobody knows is a name: شركة أبيركو.
    pub(super) const UNKNOWN: Self = Self(64);
    /// The genitive may be joined to another: وزارة التربية والتعليم.
    pub(super) const COORDINATE: Self = Self(2);
    /// A complement with ل: المرصد السوري لحقوق الإنسان.
    pub(super) const LAM: Self = Self(4);
    /// The head is a title: a nisba nobody knows is a surname.
    pub(super) const TITLE: Self = Self(8);
    /// The head is a place: only places are its complement.
    pub(super) const PLACE: Self = Self(16);

    /// A facility: only places are its complement, and it keeps its own adjectives: مطار بغداد الدولي.
    pub(super) const FACILITY: Self = Self(128 + 16);

    /// May be named after somebody: مستشفى الملك فيصل, but not إدارة الرئيس.
    pub(super) const HONOURS: Self = Self(32);

    /// Both.
    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// True when all of `other` are in it.
    pub(super) const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

/// The phrase after a head.
#[derive(Clone, Debug)]
pub(super) struct Extent {
    /// One past its last token.
    pub(super) end: usize,
    /// Tokens of the proper name inside it.
    pub(super) core: Option<Range<usize>>,
    /// The name of the gazetteer inside it.
    pub(super) hit: Option<Hit>,
    /// True when something names the head: a genitive, a nisba.
    pub(super) named: bool,
}

/// The phrase that begins with the head noun or title at `head`.
pub(super) fn of(view: &View<'_>, head: usize, style: Style) -> Extent {
    let mut walk = Walk::new(view, head, style);
    if style.has(Style::TITLE) {
        walk.at += usize::from(walk.phrase());
    }
    let shape = view.shape(head);
    if shape.any(Shape::ENCLITIC) {
        return walk.finish();
    }
    if !shape.any(Shape::DEFINITE) && !walk.genitive() {
        return walk.finish();
    }
    walk.rest();
    walk.finish()
}

/// The head alone: ranks take no complement.
pub(super) fn bare(head: usize) -> Extent {
    Extent { end: head + 1, core: None, hit: None, named: false }
}

/// The noun phrase that begins at `first`, itself included: after باسم, في. None where the sentence or the text ends
/// with that word.
pub(super) fn complement(view: &View<'_>, first: usize) -> Option<Extent> {
    let within = first.checked_sub(1).is_some_and(|before| first < view.limit(before));
    if !within {
        return None;
    }
    let mut walk = Walk::new(view, first, Style::COORDINATE.with(Style::PROPER));
    walk.at = first;
    walk.genitive().then(|| {
        walk.rest();
        walk.finish()
    })
}
