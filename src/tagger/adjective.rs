//! Adjectives that belong to a name: الجيش السوري, التيار الوطني الحر, مطار بغداد الدولي.

use super::extent::{Style, Walk};
use super::view::Shape;
use super::{EntityKind, person};

impl Walk<'_, '_> {
    /// True when the token goes on the phrase as an adjective.
    pub(super) fn adjective(&self, at: usize) -> bool {
        let shape = self.view.shape(at);
        if !shape.continues()
            || !shape.any(Shape::DEFINITE)
            || shape.any(Shape::TIME) && !self.general(at) && !self.short(at) && !self.of_the_head(at)
        {
            return false;
        }
        // ولاية فلوريدا | الأمريكية: a place that has a name takes no quality
        if self.style.has(Style::PLACE) && self.proper() {
            return self.of_the_head(at);
        }
        if shape.any(Shape::DEMONYM) {
            return true;
        }
        // دعت البحرين | المجتمع الدولي
        if self.view.document.has(at, self.view.vocabulary.addressee) || self.view.belongs(at) {
            return false;
        }
        // الاتحاد الأوروبي | المسؤولية، حزب العمال | السبت: what does not agree with a whole name of the gazetteer
        let whole = self.view.hit(self.head).is_some_and(|hit| hit.len > 1 && self.head + hit.len == at);
        let clash = shape.any(Shape::FEMININE) && !self.view.shape(self.head).any(Shape::FEMININE);
        if whole && (clash || shape.any(Shape::TIME)) {
            return false;
        }
        if self.general(at) || self.short(at) || self.affairs(at) {
            return true;
        }
        if self.counts(at) || self.closed(at) || self.proper() || self.governs(at) || self.begins_another(at) {
            return false;
        }
        if shape.any(Shape::ADJECTIVE) {
            return true;
        }
        if self.style.has(Style::TITLE) && at == self.head + 1 {
            // الرئيس السيسي, but القائد الميداني فلان
            return shape.any(Shape::NISBA) && person::name_like(self.view, at + 1);
        }
        if shape.any(Shape::NISBA) {
            return true;
        }
        if shape.any(Shape::KNOWN) {
            return shape.any(Shape::PARTICIPLE) && at == self.head + 1 && self.agrees(at);
        }
        shape.any(Shape::FEMININE) && self.feminine()
    }

    /// النيابة العامة: the feminine of a noun of time that is masculine is its homograph, an adjective.
    fn general(&self, at: usize) -> bool {
        let document = self.view.document;
        let feminine = |t: usize| self.view.shape(t).all(Shape::DEFINITE | Shape::FEMININE);
        let masculine =
            |(_, r): (_, &crate::morphology::Reading)| !document.lexicon.lexeme(r.lexeme).lemma.ends_with('ة');
        self.view.shape(at).any(Shape::TIME)
            && document.raw(at).ends_with('ة')
            && feminine(at)
            && feminine(at - 1)
            && document.reading(at, self.view.vocabulary.time).is_some_and(masculine)
    }

    /// الغالبية; الفني is no number with a pronoun.
    fn counts(&self, at: usize) -> bool {
        let reading = self.view.document.reading(at, self.view.vocabulary.counting);
        reading.is_some_and(|(stem, _)| !stem.enclitic)
    }

    /// True after a nisba of a country, unless it follows the head at once: only another may come.
    fn closed(&self, at: usize) -> bool {
        !self.behind && at > self.head + 2 && self.view.shape(at - 1).any(Shape::DEMONYM)
    }

    /// True after a proper name, which takes no adjective but of a country.
    fn proper(&self) -> bool {
        !self.behind
            && (self.hit.is_some()
                || self.core.as_ref().is_some_and(|core| !self.view.shape(core.end - 1).any(Shape::DEFINITE)))
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
        self.view.shape(at).all(Shape::HEAD | Shape::NISBA | Shape::FEMININE)
            && at > self.head + 1
            && before.all(Shape::DEFINITE | Shape::FEMININE)
            && !before.any(Shape::HEAD)
    }

    /// مطار بغداد الدولي، مستشفى حلب العام: one adjective of a facility behind its genitive; of a region only its part:
    /// ريف حلب الغربي.
    fn of_the_head(&self, at: usize) -> bool {
        let shape = self.view.shape(at);
        let facility = self.style.has(Style::FACILITY);
        let named = self.core.as_ref().is_some_and(|core| core.end == at);
        let quality = shape.any(Shape::NISBA) || self.view.document.word(at).letters <= 5;
        let part = self.view.document.has(at, self.view.vocabulary.compass);
        named
            && (facility && quality || part)
            && !shape.any(Shape::TITLE | Shape::HEAD | Shape::SOURCE | Shape::DEMONYM | Shape::GIVEN)
            && self.agrees(at)
    }

    fn agrees(&self, at: usize) -> bool {
        let feminine = |t: usize| self.view.shape(t).any(Shape::FEMININE);
        feminine(at) == feminine(self.head)
    }

    fn begins_another(&self, at: usize) -> bool {
        let other = |hit: &super::view::Hit| hit.kind != EntityKind::Organization || hit.len > 1;
        self.view.shape(at).any(Shape::TITLE | Shape::HEAD | Shape::GIVEN) || self.view.bare_hit(at).is_some_and(other)
    }

    /// الموالية للرئيس، المدعومة بقوات: a participle with its own complement is no part of a name.
    fn governs(&self, at: usize) -> bool {
        let raw = self.view.document.raw(at);
        let next = if at + 1 < self.limit { self.view.document.raw(at + 1) } else { "" };
        raw.starts_with("الم")
            && raw.ends_with(['ة', 'ي'])
            && (next.starts_with('ل')
                || next.starts_with('ب')
                    && self.view.shape(at + 1).any(Shape::PREPOSITION)
                    && !self.view.shape(at).any(Shape::NISBA))
    }

    /// True when a feminine adjective can agree with a word of the phrase.
    fn feminine(&self) -> bool {
        (self.head..self.at).any(|t| self.view.shape(t).any(Shape::FEMININE))
    }
}
