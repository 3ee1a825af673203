//! The complement with ل behind a body or an office: المرصد السوري | لحقوق الإنسان.

use super::Style;
use super::walk::Walk;
use crate::morphology::Number;
use crate::tagger::EntityKind;
use crate::tagger::subtype::is_outlet;
use crate::tagger::view::Shape;

impl Walk<'_, '_> {
    /// المديرية العامة | للأمن، رئيس الاتحاد الجهوي | للصيادين: behind a body with the article and the adjective of a whole
    /// country.
    pub(super) fn scoped(&self) -> bool {
        self.scoped_at(self.at)
    }

    fn scoped_at(&self, at: usize) -> bool {
        let (view, last) = (self.view, at - 1);
        let body = last > self.head && view.shape(last - 1).all(Shape::DEFINITE | Shape::HEAD);
        body && !self.style.has(Style::PLACE) && view.document.has(last, view.vocabulary.scope)
    }

    /// للأمم المتحدة، لحقوق الإنسان.
    pub(super) fn lam(&mut self) {
        let shape = self.view.shape(self.at);
        if self.at >= self.limit
            || !self.named && !self.style.has(Style::TITLE)
            || !self.view.document.raw(self.at).starts_with('ل')
        {
            return;
        }
        if self.told() || self.visited() {
            return;
        }
        if let Some(hit) = self.view.hit(self.at).copied().filter(|hit| hit.skip == 2) {
            // وزير الدفاع | للجزيرة: whom he told
            if self.view.outlet(&hit) && self.view.introduces_speech(self.at + hit.len) {
                return;
            }
            if self.style.has(Style::TITLE) || hit.kind != EntityKind::Location {
                // الأمانة العامة | لجامعة الدول العربية: a body of its own
                let own = self.style.has(Style::LAM) || !self.scoped();
                self.at += hit.len;
                self.hit = self.hit.or(Some(hit).filter(|_| own));
                self.named = true;
            }
            return;
        }
        let next = self.view.shape(self.at + 1);
        let unknown = !shape.any(Shape::PREPOSITION | Shape::KNOWN | Shape::CUE | Shape::MASDAR)
            && (self.view.document.word(self.at).letters > 4 || shape.any(Shape::FEMININE))
            && self.at + 1 < self.limit
            && next.continues()
            && next.any(Shape::DEFINITE);
        if shape.any(Shape::STOP)
            || !unknown
                && !shape.all(Shape::PREPOSITION | Shape::KNOWN)
                && !shape.all(Shape::PREPOSITION | Shape::DEFINITE)
        {
            return;
        }
        if self.style.has(Style::TITLE) && !shape.any(Shape::HEAD) && !self.phrase() && !self.body && !self.scoped() {
            return;
        }
        let before = (self.at, self.personal);
        self.at += 1;
        let genitive = shape.any(Shape::DEFINITE) || self.genitive();
        // المديرية العامة | لكلية الملك فهد
        if !genitive || self.personal && !before.1 && self.scoped_at(before.0) {
            (self.at, self.personal) = before;
            return;
        }
        self.named = true;
        self.behind = true;
        self.adjectives();
        while self.joined() {
            self.at += 1;
            self.adjectives();
        }
        self.second_task();
    }

    /// الهيئة العامة للأرصاد | وحماية البيئة البحرية: a second verbal noun with its genitive and the adjective of that.
    fn second_task(&mut self) {
        let (view, at) = (self.view, self.at);
        let shape = view.shape(at);
        let task = at + 1 < self.limit
            && shape.any(Shape::CONJUNCTION)
            && !shape.any(Shape::STOP | Shape::DEFINITE | Shape::PREPOSITION | Shape::ENCLITIC | Shape::HEAD)
            && view.document.word(at).verbal_noun()
            && view.shape(at + 1).continues()
            && view.shape(at + 1).any(Shape::DEFINITE);
        if task {
            self.at += 2;
            self.at += usize::from(self.at < self.limit && self.adjective(self.at));
        }
    }

    /// الوزير | لقناة الحدث: an outlet behind the bare word of an office is whom he told, one behind a body whom it told.
    fn told(&self) -> bool {
        let view = self.view;
        // وزارة الدفاع | لصحيفة الخبر: nor does it belong to a body
        let bare = self.at == self.head + 1 && view.shape(self.head).any(Shape::DEFINITE);
        let apart = bare || !self.style.has(Style::TITLE);
        let kind = || view.document.cue(self.at, view.vocabulary.head_noun).and_then(|(s, _)| s.feature("type"));
        let outlet = |kind: &str| kind.strip_prefix("organization.").is_some_and(is_outlet);
        apart && (view.hit(self.at).is_some_and(|hit| view.outlet(hit)) || kind().is_some_and(outlet))
    }

    /// زيارة الوزير | للقاهرة, زيارة وفد الحزب | للوزير: a place behind the bare word of an office, or one who holds an office
    /// behind a body, belongs to what they do.
    fn visited(&self) -> bool {
        let view = self.view;
        if self.style.has(Style::TITLE) {
            let bare = self.at == self.head + 1 && view.shape(self.head).any(Shape::DEFINITE);
            return bare && view.hit(self.at).is_some_and(|hit| hit.kind == EntityKind::Location);
        }
        let mut readings = view.document.word(self.at).readings();
        view.shape(self.at).any(Shape::TITLE) && readings.all(|(_, r)| r.inflection.number == Number::Singular)
    }
}
