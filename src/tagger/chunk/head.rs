//! Where the head of a noun phrase stands: behind words of respect, demonstratives, quantifiers and numbers.

use super::Chunker;
use super::link::bare_noun;
use super::quality::{adverbial, indefinite_adjective, noun};
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Document, Number};
use crate::tagger::{EntityKind, Mention, Tagging};

impl Chunker {
    /// One past the words of respect before a title or name: فخامة | الرئيس, صاحب السمو الملكي | الأمير.
    pub fn respect(&self, document: &Document<'_>, tagging: &Tagging, first: usize, end: usize) -> Option<usize> {
        let (_, len) = document.cue(first, self.honorific)?;
        let holder = |m: &Mention| matches!(m.kind, EntityKind::Title | EntityKind::Person);
        let next = Some(first + len).filter(|&at| at < end && !document.word(first).has_pronoun())?;
        (document.has(next, self.title) || tagging.mention_at(next).is_some_and(holder)).then_some(next)
    }

    /// Skips words of respect, demonstratives, quantifiers and numbers before the head; a quantity without a noun is its own head.
    pub(super) fn head(&self, document: &Document<'_>, tagging: &Tagging, first: usize, end: usize) -> Option<usize> {
        let mut head = first;
        while head < end {
            if let Some(next) = self.respect(document, tagging, head, end) {
                head = next;
                continue;
            }
            // د. خالد: an abbreviated title
            if document.word(head).letters == 1 && head + 2 < end && document.is_mark(head + 1, &['.']) {
                head += 2;
                continue;
            }
            if let Some(m) = tagging.mention_at(head).filter(|m| {
                m.kind == EntityKind::Quantity && m.is_number() && m.tokens.start == head && m.tokens.end > head
            }) {
                // الكثير من الجمهوريين، اثنين من المسلحين
                let of = m.tokens.end + 1 < end
                    && document.raw(m.tokens.end) == "من"
                    && plural_of(document, m.tokens.end + 1);
                let next = m.tokens.end + usize::from(of);
                if next >= end || !bare_noun(document, next) {
                    return Some(head);
                }
                head = next;
                continue;
            }
            match document.tag(head) {
                // عدد من هؤلاء متنكرين، هذه أول مرة: alone, a demonstrative is all of its phrase
                Tag::Demonstrative if head + 1 >= end || document.word(head + 1).article.is_none() => {
                    return pronominal(document, head).then_some(head);
                }
                Tag::Demonstrative => {}
                Tag::Number => {
                    if head + 1 >= end || !bare_noun(document, head + 1) {
                        return Some(head);
                    }
                }
                // مجموعة أخرى | سيارة شرطة: behind what it describes "other" counts nothing
                Tag::Noun
                    if head > first
                        && document.tag(head - 1) == Tag::Noun
                        && !document.has(head - 1, self.number)
                        && self.other(document, head)
                        && document.raw(head + 1) != "من" =>
                {
                    return Some(head - 1);
                }
                // ثلاثة آخرين من أسرة واحدة: people by themselves
                Tag::Noun if self.other(document, head) && document.raw(head).ends_with('ن') => return Some(head),
                // مجموعة مسلحة، جماعة تسمي نفسها: a number of people that something is said of counts nothing
                Tag::Noun
                    if head + 1 < end
                        && document.has(head, self.quantifier)
                        && document.raw(head).ends_with('ة')
                        && (document.cue(head + 1, self.naming).is_some()
                            || indefinite_adjective(document, head, head + 1) && !noun(document, head + 1)) =>
                {
                    return Some(head);
                }
                Tag::Noun if self.prefix(document, head) => {
                    let of = head + 1 < end && document.raw(head + 1) == "من" && bare_noun(document, head + 2);
                    if of {
                        head += 1;
                    } else if head + 1 >= end
                        || !(bare_noun(document, head + 1) || document.tag(head + 1) == Tag::Number)
                    {
                        return Some(head);
                    }
                }
                // إن جنديا قتل: behind a complementiser it is the subject
                Tag::Noun
                    if head == first
                        && !(head > 0 && document.tag(head - 1) == Tag::Complementiser)
                        && adverbial(document, head, self.relative_time) =>
                {
                    return None;
                }
                Tag::Noun => return Some(head),
                _ => return None,
            }
            head += 1;
        }
        None
    }

    fn prefix(&self, document: &Document<'_>, token: usize) -> bool {
        document.has(token, self.quantifier) || document.has(token, self.number)
    }
}

/// هؤلاء: a demonstrative of persons that can stand for them.
fn pronominal(document: &Document<'_>, token: usize) -> bool {
    matches!(document.raw(token), "هؤلاء" | "أولئك" | "اولئك")
}

/// A definite noun without a proclitic or a mention that a part is taken of.
fn plural_of(document: &Document<'_>, token: usize) -> bool {
    let closed = |at: usize| bare_noun(document, at) && document.word(at).article.is_some();
    // عدد من دول الخليج
    let several = || document.word(token).readings().any(|(_, r)| r.inflection.number == Number::Plural);
    closed(token) || bare_noun(document, token) && several() && closed(token + 1)
}
