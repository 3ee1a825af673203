//! How far a name goes from its head: genitives, adjectives, complements (SCHEME E2).

use std::ops::Range;

use super::view::{Hit, Shape, View};
use super::{EntityKind, person};

/// What may follow the head of a name; a set of bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Style(u8);

impl Style {
    /// A word nobody knows is a name: شركة أبيركو.
    pub(super) const PROPER: Self = Self(1);
    /// The genitive may be joined to another: وزارة التربية والتعليم.
    pub(super) const COORDINATE: Self = Self(2);
    /// A complement with ل: المرصد السوري لحقوق الإنسان.
    pub(super) const LAM: Self = Self(4);
    /// The head is a title: a nisba nobody knows is a surname.
    pub(super) const TITLE: Self = Self(8);
    /// The head is a place: only places are its complement.
    pub(super) const PLACE: Self = Self(16);

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

/// Tokens of a name, at most.
const LONGEST: usize = 16;
/// Nouns in a chain of genitives, at most.
const CHAIN: usize = 5;
/// Words of a name nobody knows, at most.
const UNKNOWN: usize = 3;

/// The phrase that begins with the head noun or title at `head`.
pub(super) fn of(view: &View<'_>, head: usize, style: Style) -> Extent {
    let mut walk = Walk::new(view, head, style);
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

/// The noun phrase that begins at `first`, itself included: after باسم, في.
pub(super) fn complement(view: &View<'_>, first: usize) -> Option<Extent> {
    let mut walk = Walk::new(view, first, Style::COORDINATE.with(Style::PROPER));
    walk.at = first;
    walk.genitive().then(|| {
        walk.rest();
        walk.finish()
    })
}

struct Walk<'v, 'a> {
    view: &'v View<'a>,
    head: usize,
    at: usize,
    limit: usize,
    style: Style,
    core: Option<Range<usize>>,
    hit: Option<Hit>,
    named: bool,
    /// A nisba of a country has been taken: only another may follow.
    demonym: bool,
}

impl<'v, 'a> Walk<'v, 'a> {
    fn new(view: &'v View<'a>, head: usize, style: Style) -> Self {
        let limit = view.limit(head).min(head + LONGEST);
        Self { view, head, at: head + 1, limit, style, core: None, hit: None, named: false, demonym: false }
    }

    fn finish(self) -> Extent {
        Extent { end: self.at, core: self.core, hit: self.hit, named: self.named }
    }

    fn rest(&mut self) {
        self.adjectives();
        if self.style.has(Style::COORDINATE) && self.hit.is_none() {
            while self.joined() {
                self.at += 1;
                self.adjectives();
            }
        }
        if self.style.has(Style::LAM) {
            self.lam();
        }
    }

    /// The genitive after a bare head; false, and nothing taken, when there is none.
    fn genitive(&mut self) -> bool {
        let start = self.at;
        let mut proper = self.style.has(Style::PROPER);
        while self.at < self.limit && self.at - start < CHAIN {
            if self.proper_name(proper) {
                return true;
            }
            let shape = self.view.shape(self.at);
            if !shape.continues() || shape.any(Shape::TIME) || (shape.any(Shape::DEMONYM) && !shape.any(Shape::DEFINITE)) {
                break;
            }
            if self.style.has(Style::PLACE) && shape.any(Shape::DEFINITE) && self.at > start {
                break;
            }
            proper |= shape.any(Shape::HEAD);
            self.at += 1;
            if shape.any(Shape::DEFINITE | Shape::ENCLITIC) {
                self.named = shape.any(Shape::DEFINITE);
                self.core.get_or_insert(start..self.at);
                if shape.any(Shape::TITLE) && !self.style.has(Style::TITLE) {
                    self.honoured();
                }
                return true;
            }
        }
        self.unknown_name(start, self.style.has(Style::PROPER))
    }

    /// A name of the gazetteer, of a person, or in quotation marks.
    fn proper_name(&mut self, proper: bool) -> bool {
        let at = self.at;
        if let Some(hit) = self.view.bare_hit(at).copied().filter(|hit| self.fits(hit)) {
            self.at += hit.len;
            self.hit = Some(hit);
        } else if proper && self.view.shape(at).any(Shape::QUOTE) {
            let Some(end) = self.quoted() else { return false };
            self.at = end;
        } else if proper && self.view.shape(at).any(Shape::GIVEN) && !self.style.has(Style::PLACE) {
            let Some(end) = person::bare(self.view, at) else { return false };
            self.at = end;
        } else {
            return false;
        }
        self.core = Some(at..self.at);
        self.named = true;
        true
    }

    fn fits(&self, hit: &Hit) -> bool {
        let place = matches!(hit.kind, EntityKind::Location | EntityKind::Facility);
        !(self.style.has(Style::PLACE) && !place && hit.ambiguous) && !(self.style.has(Style::TITLE) && hit.kind == EntityKind::Person && hit.ambiguous)
    }

    /// The end of a name in quotation marks, one past the closing mark.
    fn quoted(&self) -> Option<usize> {
        let (open, document) = (self.at, self.view.document);
        let close = document.quotations.iter().find(|q| q.open == open).and_then(|q| q.close);
        let close = close.or_else(|| (open + 2..(open + 6).min(self.limit)).find(|&t| self.view.shape(t).any(Shape::QUOTE)))?;
        (close < self.limit && close - open <= 5 && close > open + 1).then_some(close + 1)
    }

    /// مستشفى الملك فيصل: the person after the title belongs to the name.
    fn honoured(&mut self) {
        self.named = self.style.has(Style::HONOURS);
        if !self.named {
            return;
        }
        if let Some(end) = person::bare(self.view, self.at).or_else(|| self.view.shape(self.at).any(Shape::GIVEN).then_some(self.at + 1)) {
            self.at = end.min(self.limit);
        }
    }

    /// A run of words nobody knows is a name, if the head asks for one.
    fn unknown_name(&mut self, start: usize, proper: bool) -> bool {
        self.at = start;
        if !proper {
            return false;
        }
        let end = (start..self.limit.min(start + UNKNOWN)).find(|&t| !person::name_like(self.view, t)).unwrap_or(self.limit.min(start + UNKNOWN));
        if end == start {
            return false;
        }
        self.at = end;
        self.core = Some(start..end);
        self.named = true;
        true
    }

    fn adjectives(&mut self) {
        while self.at < self.limit && self.adjective(self.at) {
            self.named = true;
            self.demonym = self.at > self.head + 1 && self.view.shape(self.at).any(Shape::DEMONYM);
            self.at += 1;
        }
    }

    fn adjective(&self, at: usize) -> bool {
        let shape = self.view.shape(at);
        if !shape.continues() || !shape.any(Shape::DEFINITE) || shape.any(Shape::TIME) && !self.short(at) {
            return false;
        }
        if shape.any(Shape::DEMONYM) {
            return true;
        }
        if self.style.has(Style::PLACE) && self.hit.is_some() && shape.any(Shape::NISBA) && self.agrees(at) {
            return true;
        }
        if self.short(at) || self.affairs(at) {
            return true;
        }
        if self.demonym || self.proper() || self.governs(at) || shape.any(Shape::TITLE | Shape::HEAD | Shape::GIVEN) || self.view.bare_hit(at).is_some_and(|hit| hit.kind != EntityKind::Organization || hit.len > 1) {
            return false;
        }
        if shape.any(Shape::ADJECTIVE) {
            return true;
        }
        if self.style.has(Style::TITLE) && at == self.head + 1 {
            // الرئيس السيسي, but القائد الميداني فلان
            return shape.any(Shape::NISBA) && person::name_like(self.view, at + 1);
        }
        if shape.any(Shape::KNOWN) {
            return shape.any(Shape::NISBA) || shape.any(Shape::PARTICIPLE) && at == self.head + 1 && shape.any(Shape::FEMININE) == self.view.shape(self.head).any(Shape::FEMININE);
        }
        shape.any(Shape::NISBA) || (shape.any(Shape::FEMININE) && self.feminine())
    }

    /// True after a proper name, which takes no adjective but of a country.
    fn proper(&self) -> bool {
        self.hit.is_some() || self.core.as_ref().is_some_and(|core| !self.view.shape(core.end - 1).any(Shape::DEFINITE))
    }

    /// التيار الوطني الحر، المؤتمر الشعبي العام: a short adjective after one that ends in ي.
    fn short(&self, at: usize) -> bool {
        let (shape, before) = (self.view.shape(at), self.view.shape(at - 1));
        let after = self.view.shape(at + 1);
        before.all(Shape::DEFINITE | Shape::NISBA)
            && at > self.head + 1
            && !before.any(Shape::DEMONYM)
            && self.view.document.word(at).letters <= 5
            && !shape.any(Shape::HEAD | Shape::TITLE | Shape::GIVEN)
            && (shape.any(Shape::TIME) || !shape.any(Shape::KNOWN))
            && !(after.continues() && after.any(Shape::DEFINITE))
    }

    /// العلاقات الخارجية: here an adjective, not the ministry.
    fn affairs(&self, at: usize) -> bool {
        let before = self.view.shape(at - 1);
        self.view.shape(at).all(Shape::HEAD | Shape::NISBA | Shape::FEMININE) && at > self.head + 1 && before.all(Shape::DEFINITE | Shape::FEMININE) && !before.any(Shape::HEAD)
    }

    /// مطار بغداد الدولي، ريف حلب الغربي: an adjective of the head behind its genitive.
    fn agrees(&self, at: usize) -> bool {
        let feminine = |t: usize| self.view.shape(t).any(Shape::FEMININE);
        feminine(at) == feminine(self.head) && !self.view.shape(at).any(Shape::TITLE | Shape::HEAD | Shape::SOURCE)
    }

    /// الموالية للرئيس، المحاذية لتركيا: a participle with its own complement is no part of a name.
    fn governs(&self, at: usize) -> bool {
        let raw = self.view.document.raw(at);
        raw.starts_with("الم") && at + 1 < self.limit && self.view.document.raw(at + 1).starts_with('ل') && raw.ends_with(['ة', 'ي'])
    }

    /// True when a feminine adjective can agree with a word of the phrase.
    fn feminine(&self) -> bool {
        (self.head..self.at).any(|t| self.view.shape(t).any(Shape::FEMININE))
    }

    fn joined(&self) -> bool {
        let shape = self.view.shape(self.at);
        let before = self.view.shape(self.at - 1);
        self.at < self.limit
            && shape.all(Shape::CONJUNCTION | Shape::DEFINITE)
            && before.any(Shape::DEFINITE)
            && !before.any(Shape::DEMONYM)
            && !shape.any(Shape::STOP | Shape::PREPOSITION | Shape::HEAD | Shape::TITLE | Shape::DEMONYM | Shape::TIME | Shape::SOURCE)
            && self.view.hit(self.at).is_none()
    }

    /// للأمم المتحدة، لحقوق الإنسان.
    fn lam(&mut self) {
        let shape = self.view.shape(self.at);
        if self.at >= self.limit || !self.named && !self.style.has(Style::TITLE) || !self.view.document.raw(self.at).starts_with('ل') {
            return;
        }
        if let Some(hit) = self.view.hit(self.at).copied().filter(|hit| hit.skip == 2) {
            if self.style.has(Style::TITLE) || hit.kind != EntityKind::Location {
                self.at += hit.len;
                self.hit = self.hit.or(Some(hit));
                self.named = true;
            }
            return;
        }
        let next = self.view.shape(self.at + 1);
        let unknown = !shape.any(Shape::PREPOSITION | Shape::KNOWN | Shape::CUE) && self.at + 1 < self.limit && next.continues() && next.any(Shape::DEFINITE);
        if shape.any(Shape::STOP) || !unknown && !shape.all(Shape::PREPOSITION | Shape::KNOWN) && !shape.all(Shape::PREPOSITION | Shape::DEFINITE) {
            return;
        }
        if self.style.has(Style::TITLE) && !shape.any(Shape::HEAD) {
            return;
        }
        let before = self.at;
        self.at += 1;
        if !shape.any(Shape::DEFINITE) && !self.genitive() {
            self.at = before;
            return;
        }
        self.named = true;
        self.adjectives();
        while self.joined() {
            self.at += 1;
            self.adjectives();
        }
    }
}
