//! The phrases of a clause behind its verb: prepositional ones, and bare noun phrases (SCHEME 1.3).

use smallvec::SmallVec;

use super::{Arguments, View};
use crate::classifier::condition::Preposition;
use crate::morphology::part_of_speech::Tag;
use crate::tagger::EntityKind;
use crate::tagger::chunk::NounPhrase;
use crate::text::Quotation;

/// Tokens of a name in quotation marks, with the opening one, at most.
const LONGEST_NAME: usize = 5;

impl View<'_> {
    /// Collects prepositional phrases into `arguments` and gives the bare noun phrases up to the first comma.
    pub(super) fn collect(&self, from: usize, arguments: &mut Arguments) -> SmallVec<[NounPhrase; 3]> {
        let mut bare: SmallVec<[NounPhrase; 3]> = SmallVec::new();
        let waits = from.checked_sub(1).is_some_and(|verb| self.takes_object(verb));
        let (mut at, mut comma) = (from, false);
        while at < arguments.end {
            if let Some(next) = self.scene_aside(at, arguments.end) {
                at = next;
                continue;
            }
            // اتهمت الرابطة، جماعة الحوثي بـ
            if let Some(next) = bare.last().and_then(|subject| self.object_set_off(*subject, at, arguments.end)) {
                at = next;
                continue;
            }
            comma |= self.document.is_mark(at, &[',', '،']);
            if let Some(len) = self.adverb(at) {
                at += len;
                continue;
            }
            if let Some(next) = self.aside(at, arguments.end) {
                at = next;
                continue;
            }
            // قتلوا، مشيرة إلى: what a participle of speech opens is another's
            if self.speaking_participle(at) {
                break;
            }
            // خلال الساعات الـ24 الماضية: a number with the article, and the adjective behind it
            if let Some(next) = self.numbered(at, arguments.end) {
                at = next;
                continue;
            }
            // لم تقصف المدفعية سوى المحطة: the word between changes nothing
            if matches!(self.document.raw(at), "إلا" | "سوى") {
                at += 1;
                continue;
            }
            let agent = self.document.cue(at, self.relation).filter(|(s, _)| s.feature("relation") == Some("agent"));
            if let Some((_, len)) = agent {
                // بين الجيش من جانب والمتمردين: a side, not who does it
                let side = at + len < arguments.end && self.document.word(at + len).first == 'و';
                let phrase = self.noun_phrase(at + len, arguments.end).filter(|_| !side);
                arguments.agent = arguments.agent.or(phrase);
                at = phrase.map_or(at + len, |p| p.last + 1);
                continue;
            }
            // بالقرب من المطار، بدعم من الحلفاء: several words that stand for a preposition
            if let Some(len) = self.compound_preposition(at) {
                at = self.noun_phrase(at + len, arguments.end).map_or(at + len, |p| p.last + 1);
                continue;
            }
            if let Some((preposition, first)) = self.preposition(at) {
                // إلى "الوطن": a quotation mark parts nothing
                let first = first + usize::from(self.document.is_mark(first, &['"', '«', '“']));
                if let Some(phrase) = self.noun_phrase(first, arguments.end) {
                    let said = waits && bare.len() == 1 && preposition == Preposition::FI;
                    let phrase = if said { self.without_object(phrase) } else { phrase };
                    // حكم على الصحفي التونسي مراد الزغيدي
                    let end = arguments.end.min(phrase.last + 2);
                    let phrase = if self.described(phrase) { self.apposed(phrase, end) } else { phrase };
                    let phrase = self.quoted_whole(first, phrase, arguments.end);
                    arguments.prepositions.push((preposition, phrase));
                    at = phrase.last + 1;
                    continue;
                }
            // على منصته تروث سوشيال: a platform does nothing by itself
            } else if let Some(m) =
                self.tagging.mention_at(at).filter(|m| matches!(m.kind, EntityKind::Date | EntityKind::Platform))
            {
                at = m.tokens.end.max(at + 1);
                continue;
            // رسوما بنسبة 100 بالمئة: how much, not what
            } else if let Some(end) = self.measure_end(at) {
                at = end;
                continue;
            } else if self.document.tag(at) == Tag::Preposition && !self.counted(at) {
                // بعد نشره مقالا: what a preposition governs that no frame names is no argument either
                at = self.noun_phrase(at + 1, arguments.end).map_or(at + 1, |p| p.last + 1);
                continue;
            } else if let Some(phrase) = self.noun_phrase(at, arguments.end) {
                let phrase = self.titled(self.apposed(phrase, arguments.end), arguments.end);
                // بالقرب من المطار شمالي عدن: a point of the compass is where, not who
                let compass = self.document.has(phrase.head, self.chunker.compass)
                    && self.document.word(phrase.head).article.is_none()
                    && !(bare.is_empty() && arguments.prepositions.is_empty());
                let bound = self.document.proclitic_bytes(at) > 0 && !self.whole(at);
                if !comma && !compass && bare.len() < 3 && !bound && !self.cognate(phrase.head) {
                    bare.push(phrase);
                }
                at = phrase.last + 1;
                // the comma behind his name parts no more than the one before it
                let named = self.document.is_mark(at, &[',', '،'])
                    && at + 1 < arguments.end
                    && self.preposition(at + 1).is_none()
                    && (phrase.head + 1..at).any(|t| self.document.is_mark(t, &[',', '،']));
                at += usize::from(named);
                continue;
            }
            at += 1;
        }
        bare
    }
    /// True for a verb of saying that somebody or something is the object of: اتهم، دعا، أدان.
    pub(super) fn takes_object(&self, verb: usize) -> bool {
        let sense = self.document.cue(verb, self.reporting).filter(|_| self.document.tag(verb) == Tag::Verb);
        sense.is_some_and(|(s, _)| s.feature("object").is_some())
    }

    /// اتهم الجيش في بيان | الحركة بالهجوم: what one says in, without the object that the verb waits for.
    fn without_object(&self, phrase: NounPhrase) -> NounPhrase {
        let document = &self.document;
        let closed = |at: usize| document.word(at).article.is_some() || document.word(at).has_pronoun();
        if !document.has(phrase.head, self.chunker.utterance) || closed(phrase.head) {
            return phrase;
        }
        let quality = |at: &usize| !closed(*at) && self.adjective_of(phrase.head, *at);
        let last = (phrase.head + 1..phrase.last).take_while(quality).last().unwrap_or(phrase.head);
        let object = last + 1;
        let named = || self.tagging.mention_at(object).is_some_and(|m| m.kind != EntityKind::Nationality);
        let party = |p: NounPhrase| document.word(object).article.is_some() || named() || self.party(p);
        let parted = object <= phrase.last && self.noun_phrase(object, phrase.last + 1).is_some_and(party);
        if parted { NounPhrase { last, core_last: last, ..phrase } } else { phrase }
    }

    /// لـ«عين ليبيا»: a short name in quotation marks is one phrase, whatever its words are.
    fn quoted_whole(&self, first: usize, phrase: NounPhrase, end: usize) -> NounPhrase {
        let quotation = first.checked_sub(1).and_then(|open| self.document.quotation_at(open));
        let named = |q: &&Quotation| {
            let nouns = (q.open + 1..q.end).all(|at| self.document.tag(at) == Tag::Noun);
            q.close.is_some() && q.end < end && q.end - q.open <= LONGEST_NAME && nouns
        };
        match quotation.filter(named) {
            Some(q) if q.end > phrase.last + 1 => NounPhrase { last: q.end - 1, core_last: q.end - 1, ..phrase },
            _ => phrase,
        }
    }

    /// اتهمت الرابطة، جماعة الحوثي بـ: one past the comma that some set between subject and object, both of them parties, the
    /// second with a complement of the verb behind it.
    fn object_set_off(&self, subject: NounPhrase, at: usize, end: usize) -> Option<usize> {
        let document = &self.document;
        if at != subject.last + 1 || !document.is_mark(at, &[',', '،']) || !self.party(subject) {
            return None;
        }
        let object = self.noun_phrase(at + 1, end)?;
        let body = self.tagging.mention_at(object.head).is_some_and(|m| m.kind == EntityKind::Organization);
        let joined = document.proclitic_bytes(at + 1) > 0;
        let next = object.last + 1;
        let complement =
            next < end && self.preposition(next).is_some_and(|(p, _)| p != Preposition::FI && p != Preposition::LAM);
        (body && !joined && complement).then_some(at + 1)
    }
}
