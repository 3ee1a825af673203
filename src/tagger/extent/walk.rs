//! Reads the phrase after a head.

use std::ops::Range;

use super::{Extent, Style};
use crate::morphology::{Number, Reading};
use crate::tagger::view::{Hit, Shape, View};
use crate::tagger::{EntityKind, Subtype, person};

/// Tokens of a name, at most.
const LONGEST: usize = 16;
/// Nouns in a chain of genitives, at most.
const CHAIN: usize = 5;
/// Words of a name nobody knows, at most.
const UNKNOWN: usize = 3;

/// The phrase while it is read.
#[expect(clippy::struct_excessive_bools, reason = "what has been read so far, each by itself")]
pub(in crate::tagger) struct Walk<'v, 'a> {
    pub(in crate::tagger) view: &'v View<'a>,
    pub(in crate::tagger) head: usize,
    pub(in crate::tagger) at: usize,
    pub(in crate::tagger) limit: usize,
    pub(in crate::tagger) style: Style,
    pub(in crate::tagger) core: Option<Range<usize>>,
    pub(in crate::tagger) hit: Option<Hit>,
    pub(in crate::tagger) named: bool,
    /// The complement with ل has been read: its adjectives are its own.
    pub(in crate::tagger) behind: bool,
    /// It belongs to an office: إدارة الرئيس.
    pub(in crate::tagger) personal: bool,
    /// An office in what is named after somebody, which keeps its own complement: مدير مركز الملك عبدالله للدراسات.
    pub(in crate::tagger) body: bool,
}

impl<'v, 'a> Walk<'v, 'a> {
    pub(in crate::tagger) fn new(view: &'v View<'a>, head: usize, style: Style) -> Self {
        let limit = view.limit(head).min(head + LONGEST);
        Self {
            view,
            head,
            at: head + 1,
            limit,
            style,
            core: None,
            hit: None,
            named: false,
            behind: false,
            personal: false,
            body: false,
        }
    }

    pub(in crate::tagger) fn finish(self) -> Extent {
        Extent { end: self.at, core: self.core, hit: self.hit, named: self.named && !self.personal }
    }

    pub(in crate::tagger) fn rest(&mut self) {
        self.adjectives();
        if self.style.has(Style::COORDINATE) && self.hit.is_none() {
            while self.joined() {
                self.at += 1;
                self.adjectives();
            }
        }
        if self.style.has(Style::LAM) || self.scoped() {
            self.lam();
        }
    }

    /// The genitive after a bare head; false, and nothing taken, when there is none.
    pub(in crate::tagger) fn genitive(&mut self) -> bool {
        let start = self.at;
        let mut proper = self.style.has(Style::PROPER);
        while self.at < self.limit && self.at - start < CHAIN {
            if self.proper_name(proper) {
                return true;
            }
            let shape = self.view.shape(self.at);
            if !shape.continues()
                || shape.any(Shape::TIME)
                || self.at > start && joined(self.view, self.at)
                || (shape.any(Shape::DEMONYM) && !shape.any(Shape::DEFINITE))
                || self.quality(shape, self.at > start)
                || self.at > start && self.compass()
            {
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
                if shape.any(Shape::TITLE) {
                    self.honoured();
                }
                return true;
            }
        }
        self.unknown_name(start, self.style.has(Style::UNKNOWN))
    }

    /// مسؤول محلي | وكالة، منظمات حقوقية | التفجير: after an indefinite adjective no genitive follows.
    fn quality(&self, shape: Shape, later: bool) -> bool {
        let nisba = later && shape.any(Shape::NISBA) && self.view.shape(self.at - 1).any(Shape::HEAD);
        (nisba && self.style.has(Style::TITLE) || shape.any(Shape::ADJECTIVE))
            && !shape.any(Shape::DEFINITE | Shape::HEAD | Shape::TITLE | Shape::GIVEN)
    }

    /// إقليم كارس | شرق تركيا: a point of the compass tells where, unless the name of a region begins with it.
    fn compass(&self) -> bool {
        let country = |hit: &Hit| hit.subtype == Some(Subtype::COUNTRY);
        let region = self.view.bare_hit(self.at).is_some_and(|hit| hit.len > 1);
        self.view.document.has(self.at, self.view.vocabulary.compass)
            && (!region || self.view.bare_hit(self.at + 1).is_some_and(country))
    }

    /// الأمين العام، مدير عام: the head and an adjective are one title.
    pub(in crate::tagger) fn phrase(&self) -> bool {
        let document = self.view.document;
        let title = |cue: &&crate::morphology::Cue| {
            cue.len == 2 && document.lexicon.sense(cue.lexeme, self.view.vocabulary.title).is_some()
        };
        let definite = |at: usize| self.view.shape(at).any(Shape::DEFINITE);
        definite(self.head) == definite(self.head + 1) && document.cues_at(self.head).iter().any(|cue| title(&cue))
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
        let person = self.style.has(Style::TITLE) && hit.kind == EntityKind::Person;
        !hit.ambiguous || !(person || self.style.has(Style::PLACE) && !place)
    }

    /// The end of a name in quotation marks, one past the closing mark.
    fn quoted(&self) -> Option<usize> {
        let (open, document) = (self.at, self.view.document);
        let close = document.quotation_at(open).and_then(|q| q.close);
        let close =
            close.or_else(|| (open + 2..(open + 8).min(self.limit)).find(|&t| self.view.shape(t).any(Shape::QUOTE)))?;
        (close < self.limit && close - open <= 7 && close > open + 1).then_some(close + 1)
    }

    /// مستشفى الملك فيصل, مدير مستشفى الملك فيصل: the person after the title belongs to the name.
    fn honoured(&mut self) {
        self.body = self.style.has(Style::TITLE) && self.body_of();
        let named_after = self.body || !self.style.has(Style::TITLE) && self.style.has(Style::HONOURS);
        self.personal = !named_after && !self.style.has(Style::TITLE);
        if !named_after {
            return;
        }
        if let Some(end) = person::bare(self.view, self.at)
            .or_else(|| self.view.shape(self.at).any(Shape::GIVEN).then_some(self.at + 1))
        {
            self.at = end.min(self.limit);
            if let Some(core) = &mut self.core {
                core.end = self.at;
            }
        }
    }

    /// مدير | مستشفى الملك، مدير | مكتب الرئيس, not مستشار الملك, رئيس مجلس الوزراء: behind the office stands what belongs to
    /// one man.
    fn body_of(&self) -> bool {
        let title = self.at - 1;
        let one = |reading: &Reading| matches!(reading.inflection.number, Number::Singular | Number::Unknown);
        title > self.head + 1
            && !self.view.shape(title - 1).any(Shape::TITLE | Shape::GIVEN | Shape::DEFINITE)
            && self.view.document.reading(title, self.view.vocabulary.title).is_some_and(|(_, r)| one(r))
    }

    /// A run of words nobody knows is a name, if the head asks for one.
    fn unknown_name(&mut self, start: usize, proper: bool) -> bool {
        self.at = start;
        if !proper {
            return false;
        }
        let end = (start..self.limit.min(start + UNKNOWN))
            .find(|&t| !person::name_like(self.view, t))
            .unwrap_or(self.limit.min(start + UNKNOWN));
        // معسكر تحضيري
        let quality = self.style.has(Style::FACILITY) && self.view.shape(start).any(Shape::NISBA);
        if end == start || quality {
            return false;
        }
        self.at = end;
        self.core = Some(start..end);
        self.named = true;
        true
    }

    pub(super) fn adjectives(&mut self) {
        while self.at < self.limit && self.adjective(self.at) {
            self.named = true;
            self.at += 1;
        }
    }

    pub(super) fn joined(&self) -> bool {
        let shape = self.view.shape(self.at);
        let before = self.view.shape(self.at - 1);
        self.at < self.limit
            && shape.all(Shape::CONJUNCTION | Shape::DEFINITE)
            && before.any(Shape::DEFINITE)
            && !before.any(Shape::DEMONYM)
            && !shape.any(
                Shape::STOP
                    | Shape::PREPOSITION
                    | Shape::HEAD
                    | Shape::TITLE
                    | Shape::DEMONYM
                    | Shape::TIME
                    | Shape::SOURCE,
            )
            && self.view.hit(self.at).is_none()
    }
}

/// True for a word nobody knows that begins with و and rather belongs to what comes next: وعضوية.
fn joined(view: &View<'_>, token: usize) -> bool {
    let raw = view.document.raw(token);
    raw.starts_with('و')
        && view.document.word(token).letters > 4
        && !view.shape(token).any(Shape::KNOWN | Shape::GIVEN | Shape::HEAD | Shape::TITLE)
}
