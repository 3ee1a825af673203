//! How far a noun phrase goes behind its head: genitives, adjectives, a name in quotation marks.

use std::ops::Range;

use super::Chunker;
use super::holder::named_office;
use super::link::{bare_noun, is_name, mention_end};
use super::quality::{self, adjective};
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Document, Number};
use crate::tagger::{EntityKind, MentionForm, Tagging};

/// Tokens of a name in quotation marks, at most.
const QUOTED: usize = 7;

impl Chunker {
    /// Genitives, adjectives and the rest of a mention after the head.
    pub(super) fn extend(&self, document: &Document<'_>, tagging: &Tagging, head: usize, end: usize) -> usize {
        let mut last = mention_end(tagging, head).map_or(head, |e| e.min(end) - 1);
        // وفد أميركي | دمشق: the adjective may be part of the mention
        let mut described = tagging.mentions_at(last).any(|at| {
            let m = &tagging.mentions[at];
            m.kind == EntityKind::Nationality && m.tokens.end == last + 1 && last > head
        });
        let named = |at: usize| tagging.mention_at(at).is_some_and(|m| m.form == MentionForm::Name);
        while last + 1 < end {
            let quoted = if last == head { self.quoted_body(document, last + 1, end) } else { None };
            if let Some(close) = quoted.filter(|&close| !common(document, tagging, last + 1..close)) {
                last = close;
                continue;
            }
            let next = last + 1;
            // الأمير سعود | رحمه الله
            if document.cue(next, self.formula).is_some() || document.cue(next, self.naming).is_some() {
                break;
            }
            // مسؤول | رفيع المستوى
            let compound = [last, next].into_iter().find_map(|at| self.compound_quality(document, at));
            if let Some(end) = compound.filter(|compound| (next + 1..=end).contains(compound)) {
                (last, described) = (end - 1, true);
                continue;
            }
            let own = named_office(tagging, last, next)
                || self.named_behind(document, tagging, (head, last), next)
                || last == head && !named(head) && plural_construct(document, head, next);
            let bare = bare_noun(document, next) && !self.describes_by_measure(document, last, next);
            if !(own || bare && self.continues(document, tagging, head, last, next)) {
                break;
            }
            // after an adjective only adjectives follow: طائرات روسية | غارات
            let quality = tagging.mention_at(next).is_some_and(|m| m.kind == EntityKind::Nationality)
                || (next > head + 1 || document.word(next).article.is_some())
                    && adjective(document, head, next)
                    && !tagging.mention_at(next).is_some_and(is_name);
            // سفن حربية هندية | قاعدة: what can be a noun is none either
            let noun = described
                && mention_end(tagging, next).is_none()
                && quality::noun(document, next)
                && !quality::adjectival(document, next);
            if described && (!quality || noun) && !own {
                break;
            }
            described |= tagging.mention_at(next).is_some_and(|m| m.kind == EntityKind::Nationality)
                || quality::indefinite_adjective(document, head, next);
            last = mention_end(tagging, next).map_or(next, |e| e.min(end) - 1);
        }
        last
    }

    /// عضو "المكتب الإعلامي للمقاومة" عبد العزيز الصبري، قائد عمليات "غضب عدن": the closing mark of a name in quotation
    /// marks behind the noun of somebody.
    fn quoted_body(&self, document: &Document<'_>, open: usize, end: usize) -> Option<usize> {
        let quotation = document.quotation_at(open)?;
        let classes = [self.person, self.title, self.agent];
        let somebody = classes.iter().any(|&class| document.has(open - 1, class));
        let short = quotation.end - quotation.open <= QUOTED && quotation.end < end;
        // الفرقة «الإخوة في الجبهة»: behind the article only a name can stand, خمسة مدنيين «عن طريق الخطأ»: and no phrase of its own
        let genitive = document.word(open - 1).article.is_none();
        let named = (open + 1..quotation.end).all(|at| match document.tag(at) {
            Tag::Noun => true,
            Tag::Preposition => genitive && at > open + 1,
            _ => false,
        });
        (somebody && short && named).then_some(quotation.close?)
    }

    /// رفيع المستوى: one past an adjective with the noun that it is about.
    fn compound_quality(&self, document: &Document<'_>, at: usize) -> Option<usize> {
        document.cue(at, self.anonymity).filter(|(s, _)| s.feature("adjective").is_some()).map(|(_, len)| at + len)
    }

    /// شركات | مقرها دبي، رجل | عمره 30 عاما: a measure with its pronoun describes an indefinite noun.
    fn describes_by_measure(&self, document: &Document<'_>, last: usize, next: usize) -> bool {
        document.has(next, self.measure) && document.word(next).has_pronoun() && document.word(last).article.is_none()
    }
}

/// اعتقلت الشرطة | "خلية إرهابية": common words without an article in quotation marks behind a definite noun name nobody.
pub fn common(document: &Document<'_>, tagging: &Tagging, quoted: Range<usize>) -> bool {
    let first = quoted.start + 1;
    let indefinite = |at: usize| document.word(at).article.is_none() && !document.word(at).stems.is_empty();
    let named = tagging.mention_at(first).is_some_and(is_name);
    let several = quoted.end > first + 1;
    document.word(quoted.start - 1).article.is_some() && several && !named && (first..quoted.end).all(indefinite)
}

/// مسؤولو | أمن، ممثلو | ادعاء: a sound plural that has lost its ن has a genitive.
fn plural_construct(document: &Document<'_>, head: usize, next: usize) -> bool {
    let mut readings = document.word(head).readings();
    let construct = document.tag(head) == Tag::Noun && document.raw(head).ends_with('و');
    construct
        && readings.any(|(_, r)| r.inflection.number == Number::Plural)
        && document.tag(next) != Tag::Punct
        && document.proclitic_bytes(next) == 0
}
