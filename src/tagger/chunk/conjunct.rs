//! A second phrase that و joins to the first: رجل | وامرأة، ضابط | وثلاثة جنود، إيران | والدول الكبرى.

use super::Chunker;
use super::link::is_name;
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Document, Number, Proclitics};
use crate::tagger::{EntityKind, Mention, Tagging};

impl Chunker {
    /// The head of a second phrase joined by و, where both are names of one kind, alike in definiteness, people and a number of
    /// them, or a name and a body.
    pub(super) fn coordinated(
        &self,
        document: &Document<'_>,
        tagging: &Tagging,
        head: usize,
        next: usize,
        end: usize,
    ) -> Option<usize> {
        // شخص وفقا لتقديرات: the و of a frame is its own
        if next >= end || !document.raw(next).starts_with('و') || document.cue(next, self.frame).is_some() {
            return None;
        }
        // ضابط | وثلاثة جنود
        if document.tag(next) == Tag::Number || document.has(next, self.number) {
            let counted = self.head(document, tagging, next, end).filter(|_| !document.word(next).has_pronoun());
            let people = |at: &usize| *at > next && self.people(document, tagging, *at);
            if let Some(second) = counted.filter(people).filter(|_| self.people(document, tagging, head)) {
                return Some(second);
            }
        }
        if document.tag(next) != Tag::Noun || !joined(document, tagging, next) {
            return None;
        }
        let same = match (tagging.mention_at(head), tagging.mention_at(next)) {
            (Some(a), Some(b)) => kindred(a.kind) == kindred(b.kind),
            (Some(a), None) => !is_name(a) && alike(document, head, next) || self.party_beside(document, a, next),
            (None, Some(b)) => !is_name(b) && alike(document, head, next),
            // رجل وزوجته
            (None, None) => {
                let own = document.word(next).has_pronoun() && !document.has(next, self.number);
                let kin = own && document.has(next, self.somebody);
                alike(document, head, next) || kin && document.has(head, self.somebody)
            }
        };
        same.then_some(next)
    }

    /// People that nothing names: ضابط، مدنيين.
    fn people(&self, document: &Document<'_>, tagging: &Tagging, token: usize) -> bool {
        let mention = tagging.mention_at(token);
        let person =
            mention.is_some_and(|m| m.kind == EntityKind::Person && !is_name(m) || m.kind == EntityKind::Title);
        document.word(token).article.is_none()
            && (person || document.has(token, self.somebody))
            && mention.is_none_or(|m| m.kind != EntityKind::Quantity || m.tokens.end > token)
    }

    /// إيران | والدول الكبرى، قوات الأمن | ومسلحون: a body, or several persons that show their case, beside a party with a name.
    fn party_beside(&self, document: &Document<'_>, name: &Mention, next: usize) -> bool {
        let word = document.word(next);
        let body = word.article.is_some() && (document.has(next, self.agent) || document.has(next, self.states));
        let several = word.article.is_none()
            && document.raw(next).ends_with("ون")
            && document.has(next, self.somebody)
            && word.readings().any(|(_, r)| r.inflection.number == Number::Plural);
        matches!(name.kind, EntityKind::Location | EntityKind::Organization) && (body || several)
    }
}

/// True for a noun that begins with the conjunction و.
fn joined(document: &Document<'_>, tagging: &Tagging, next: usize) -> bool {
    // أمير قطر | وزير الخارجية: the و is the name's own
    let whole = |m: &Mention| m.tokens.start == next && m.span.start == document.tokens[next].span.start;
    let mention = tagging.mention_at(next);
    if mention.is_some_and(whole) {
        return false;
    }
    let word = document.word(next);
    let conjunction =
        |s: &crate::morphology::Stem| s.proclitics.has(Proclitics::CONJUNCTION) && !s.proclitics.preposition();
    let split = |m: &Mention| m.tokens.start == next && m.span.start > document.tokens[next].span.start;
    let names = word.names.iter().any(|n| n.start > 0);
    word.stems.iter().any(conjunction) || mention.is_some_and(split) || names || word.article.is_some()
}

fn kindred(kind: EntityKind) -> u8 {
    match kind {
        EntityKind::Person | EntityKind::Title => 0,
        EntityKind::Organization | EntityKind::Location | EntityKind::Facility => 1,
        _ => 2,
    }
}

fn alike(document: &Document<'_>, a: usize, b: usize) -> bool {
    let definite = |token| {
        let word = document.word(token);
        (word.article.is_some(), word.has_pronoun())
    };
    definite(a) == definite(b)
}
