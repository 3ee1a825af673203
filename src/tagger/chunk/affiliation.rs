//! Whose a body is: طائرات تابعة | للتحالف، القوات الموالية | لحكومة عدن (SCHEME 0.5, maximal noun phrases).

use super::Chunker;
use super::link::mention_end;
use crate::morphology::Document;
use crate::morphology::part_of_speech::Tag;
use crate::tagger::{EntityKind, Tagging};

/// Tokens of a name in quotation marks, with its marks.
const QUOTED: usize = 5;

/// Tokens of a name in quotation marks that somebody gives himself, with its marks.
const LONGEST_NAME: usize = 8;

impl Chunker {
    /// مجموعة | تطلق على نفسها اسم «الفجر»: one past a clause right behind a noun that says what somebody calls himself.
    pub fn naming_clause(&self, document: &Document<'_>, tagging: &Tagging, at: usize, end: usize) -> Option<usize> {
        let (_, len) = document.cue(at, self.naming).filter(|_| at < end)?;
        let name = at + len;
        if let Some(quotation) = document.quotation_at(name).filter(|q| q.end - q.open <= LONGEST_NAME) {
            return quotation.close.map(|close| close + 1).filter(|&next| next <= end);
        }
        mention_end(tagging, name).filter(|&next| next <= end)
    }

    /// The last token of what an adjective of belonging at the end of a phrase governs with its own preposition.
    pub(super) fn affiliation(
        &self,
        document: &Document<'_>,
        tagging: &Tagging,
        last: usize,
        end: usize,
    ) -> Option<usize> {
        let (sense, _) = document.cue(last, self.affiliate)?;
        let next = last + 1;
        if next >= end {
            return None;
        }
        let raw = document.raw(next).trim_end_matches('ـ');
        let letter = raw.chars().next().map_or(0, char::len_utf8);
        let joined = document.proclitic_bytes(next) > 0 && sense.lists("prep", &raw[..letter]);
        let inner = if joined { next } else { next + 1 };
        if !joined && !sense.lists("prep", raw) || inner >= end {
            return None;
        }
        // تابعة لـ«قسد»
        if let Some(quotation) = document.quotation_at(inner).filter(|q| q.end - q.open <= QUOTED) {
            return quotation.close.filter(|&close| close < end);
        }
        // الموالية للمرة الأولى: when, not whose
        let timed = document.has(inner, self.moment) && mention_end(tagging, inner).is_none();
        let noun = document.tag(inner) == Tag::Noun && !timed;
        noun.then(|| self.extend(document, tagging, inner, end))
    }

    /// قوة | من الجيش، عناصر | من حركة الشباب: the last token of the body that an indefinite noun of some of it is part of; not
    /// انسحب عناصر من الجيش, طلبت قوة من الجيش, where the verb has من for itself.
    pub(super) fn contingent(
        &self,
        document: &Document<'_>,
        tagging: &Tagging,
        (first, head, last): (usize, usize, usize),
        end: usize,
    ) -> Option<usize> {
        let inner = last + 2;
        if inner >= end || document.raw(last + 1) != "من" || !document.has(head, self.contingent) {
            return None;
        }
        let word = document.word(head);
        let open = word.article.is_none() && !word.has_pronoun() && mention_end(tagging, head).is_none_or(|e| e > head);
        let own = first > 0 && document.tag(first - 1) == Tag::Verb && document.has(first - 1, self.takes_from);
        let named = tagging.mention_at(inner).is_some_and(|m| m.kind == EntityKind::Organization);
        let body = document.word(inner).article.is_some() && document.has(inner, self.agent);
        (open && !own && (named || body)).then(|| self.extend(document, tagging, inner, end))
    }
}
