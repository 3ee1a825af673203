//! Reads a name part by part.

use super::{is_second, name_like, surname};
use crate::tagger::EntityKind;
use crate::tagger::view::{Hit, Shape, View};

/// Words of a name, at most.
const LONGEST: usize = 9;
/// Parts of a name, at most: عبد الله and بن سلمان are one part.
const PARTS: usize = 4;

/// The end of a name.
pub(super) struct Name {
    pub(super) end: usize,
}

/// True for a name of the gazetteer that stands for one person: ماكرون، نواف سلام; not for a given name.
pub(in crate::tagger) fn whole(view: &View<'_>, at: usize, hit: &Hit) -> bool {
    hit.kind == EntityKind::Person && !hit.ambiguous && (hit.len > 1 || !view.shape(at).any(Shape::GIVEN))
}

pub(super) struct Walk<'v, 'a> {
    view: &'v View<'a>,
    start: usize,
    pub(super) at: usize,
    limit: usize,
    joined: bool,
    /// It holds a name of the gazetteer that is somebody's whole name.
    whole: bool,
    /// It holds a name of the gazetteer.
    listed: bool,
}

impl<'v, 'a> Walk<'v, 'a> {
    pub(super) fn new(view: &'v View<'a>, start: usize) -> Self {
        let limit = if start < view.len() { view.limit(start).min(start + LONGEST) } else { start };
        Self { view, start, at: start, limit, joined: false, whole: false, listed: false }
    }

    /// Lets a proclitic stand before the first word.
    pub(super) fn joined(mut self) -> Self {
        self.joined = true;
        self
    }

    pub(super) fn run(mut self) -> Name {
        let mut parts = 0;
        while self.at < self.limit && parts < PARTS {
            let joint = self.view.shape(self.at).any(Shape::MARKER);
            if !self.step() {
                break;
            }
            parts += usize::from(!joint || parts == 0);
        }
        Name { end: self.at }
    }

    /// Takes the next piece of the name.
    fn step(&mut self) -> bool {
        let (view, at) = (self.view, self.at);
        let first = at == self.start;
        let joined = first && self.joined;
        let hit = if joined { view.hit(at) } else { view.bare_hit(at) };
        // ترامب | لنتنياهو
        if !joined && view.hit(at).is_some_and(|hit| hit.skip > 0 && whole(view, at, hit)) {
            return false;
        }
        // ماكرون | نتنياهو, جوزيف عون | نواف سلام, عباس عراقجي | ستيف ويتكوف: behind a whole name another person begins
        let given = view.shape(at).any(Shape::GIVEN) && !view.shape(at).any(Shape::DEFINITE | Shape::MARKER);
        let other = hit.is_some_and(|hit| whole(view, at, hit));
        if self.whole && (given || other) || other && !first && self.listed {
            return false;
        }
        if let Some(hit) = hit.filter(|hit| hit.kind == EntityKind::Person) {
            self.whole |= whole(view, at, hit);
            self.listed |= !hit.ambiguous;
            self.at = (at + hit.len).min(self.limit);
            return true;
        }
        let shape = view.shape(at);
        let particle = !shape.any(Shape::STOP) && (joined || !shape.any(Shape::PROCLITIC));
        if shape.any(Shape::MARKER) && (particle || !first && self.dutch(at)) || !first && self.son(at) {
            return self.marked();
        }
        if self.compound(at, joined) {
            self.at += 2;
            return true;
        }
        if name_like(view, at) || joined && shape.any(Shape::GIVEN) && !shape.any(Shape::STOP | Shape::DEFINITE) {
            self.at += 1;
            return true;
        }
        if first {
            return false;
        }
        if self.middle(at) {
            self.at += 1;
            return true;
        }
        let before = view.shape(at - 1);
        let given = before.any(Shape::GIVEN) && !before.any(Shape::DEFINITE)
            || (self.start..at).any(|t| view.shape(t).any(Shape::MARKER))
            || is_second(view.document.raw(at - 1))
            || view.hit(at - 1).is_some_and(|hit| hit.kind == EntityKind::Person);
        let named = at == self.start + 1 || view.shape(self.start).any(Shape::GIVEN);
        let single = named && view.shape(at).any(Shape::NISBA) && !before.any(Shape::DEFINITE)
            || view.shape(self.start).any(Shape::GIVEN) && at == self.start + 2;
        let article_before = before.any(Shape::DEFINITE)
            && view.shape(at).any(Shape::GIVEN | Shape::NISBA)
            && !view.shape(at).any(Shape::DEMONYM);
        if (given || single || article_before) && (surname(view, at, false) || self.office_for_surname(at)) {
            self.at += 1;
            return true;
        }
        false
    }

    /// نور الدين، حسن فضل الله: two words that are one part of a name, the first a given name or behind one.
    fn compound(&self, at: usize, joined: bool) -> bool {
        let (view, shape) = (self.view, self.view.shape(at));
        let first = at == self.start;
        let clitic = shape.any(Shape::PROCLITIC) && !(joined && first);
        let given = shape.any(Shape::GIVEN) || !first && view.shape(at - 1).any(Shape::GIVEN);
        at + 1 < self.limit
            && is_second(view.document.raw(at + 1))
            && given
            && shape.any(Shape::WORD)
            && !clitic
            && !shape.any(Shape::DEFINITE | Shape::ENCLITIC | Shape::TITLE | Shape::HEAD)
    }

    /// نور الدين *البابا* إن: an office with the article right behind a given name is a surname where the clause goes on.
    fn office_for_surname(&self, at: usize) -> bool {
        let (view, shape) = (self.view, self.view.shape(at));
        let next = at + 1;
        shape.all(Shape::TITLE | Shape::DEFINITE)
            && shape.continues()
            && (next >= self.limit || view.introduces_speech(next) || view.shape(next).any(Shape::VERB))
    }

    /// رجب طيب أردوغان: a common word between a given name and another name.
    fn middle(&self, at: usize) -> bool {
        let (view, shape) = (self.view, self.view.shape(at));
        let common = Shape::DEFINITE
            | Shape::ENCLITIC
            | Shape::TITLE
            | Shape::HEAD
            | Shape::TIME
            | Shape::COUNTING
            | Shape::CUE
            | Shape::SOURCE
            | Shape::DEMONYM
            | Shape::MASDAR
            | Shape::FEMININE;
        let next = view.shape(at + 1);
        at + 1 < self.limit
            && view.shape(at - 1).any(Shape::GIVEN)
            && !view.shape(at - 1).any(Shape::DEFINITE)
            && (shape.continues() || shape.any(Shape::VERB))
            && !shape.any(common)
            && (name_like(view, at + 1) || next.any(Shape::NISBA) && surname(view, at + 1, false))
    }

    /// أحمد *ولد* الداه، خديجة *منت* سيدي: a son or daughter in Mauritania.
    fn son(&self, at: usize) -> bool {
        matches!(self.view.document.raw(at), "ولد" | "منت") && self.view.shape(at - 1).any(Shape::GIVEN)
    }

    /// روبن *فان* دايك: before a word nobody knows فان is no فإن.
    fn dutch(&self, at: usize) -> bool {
        let (view, next) = (self.view, at + 1);
        let common = Shape::STOP | Shape::KNOWN | Shape::DEFINITE | Shape::PROCLITIC;
        view.document.raw(at) == "فان" && next < self.limit && !view.shape(next).any(common)
    }

    /// بن سلمان، عبد الله، أبو بكر، آل ثاني: the marker and one word after it, whatever it is.
    fn marked(&mut self) -> bool {
        let next = self.at + 1;
        let shape = self.view.shape(next);
        let word = shape.any(Shape::WORD)
            && !shape.any(Shape::PROCLITIC | Shape::TIME)
            && (!shape.any(Shape::STOP) || shape.any(Shape::GIVEN));
        if next >= self.limit || !word {
            return false;
        }
        let nested = shape.any(Shape::MARKER);
        self.at += if nested { 1 } else { 2 };
        true
    }
}
