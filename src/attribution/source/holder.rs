//! The person behind the word of an office: وزير الخارجية، سيرغي لافروف، أستاذ القانون بجامعة أوسلو الدكتور فلان.

use super::{SourceFinder, named};
use crate::attribution::{Source, SourceKind};
use crate::classifier::argument::View;
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{LexemeId, Number, Reading, Stem, Tense};
use crate::tagger::chunk::{NounPhrase, agreement};
use crate::tagger::{EntityKind, Mention, MentionForm};

/// Tokens of the fields and seats between the word of an office and the name of its holder, at most.
const LONGEST_OFFICE: usize = 14;

impl SourceFinder {
    /// A named person inside the phrase or in apposition to it: وزير الخارجية، سيرغي لافروف،
    pub(super) fn person<'v>(&self, view: &'v View<'_>, phrase: NounPhrase, end: usize) -> Option<&'v Mention> {
        let named = |m: &&Mention| m.kind == EntityKind::Person && m.form == MentionForm::Name;
        let title = view.tagging.mention_at(phrase.head).is_some_and(|m| m.kind == EntityKind::Title);
        let office =
            title || view.document.has(phrase.head, self.nominal) || view.document.has(phrase.head, self.title);
        let from = view.tagging.mentions.partition_point(|m| m.tokens.start < phrase.first);
        // المحامية هدى الكردي: a name right after a definite noun of a person
        let article =
            view.document.word(phrase.head).article.is_some() && view.tagging.mention_at(phrase.head).is_none();
        let limit = if office { end.min(phrase.last + 8) } else { phrase.core_last + 2 };
        // مكتب الرئيس رجب: the office speaks, not whoever it belongs to
        // زوجة الصحافي محمد سالم, but شقيقته مريم, الزميل محمد
        let kin = self.kin(view, phrase.head);
        let body = kin || (view.document.has(phrase.head, self.body) || self.institution(view, phrase.head)) && !title;
        let owned = |m: &Mention| m.head > phrase.head && body;
        let within = view.tagging.mention_at(phrase.head).filter(|_| title).map_or(phrase.first, |m| m.tokens.end - 1);
        // طالبت عائلات الأسرى | نتنياهو: the name behind several is no apposition to them
        let several = view.document.word(phrase.head).readings().any(|(_, r)| r.inflection.number == Number::Plural)
            && agreement(&view.document, view.tagging, phrase.head).1 == Number::Plural;
        // نائب داود أوغلو: whom the holder of an office serves is not the one who speaks
        let office_end = view.tagging.mention_at(phrase.head).filter(|_| title).map_or(0, |m| m.tokens.end);
        let served = |m: &Mention| m.tokens.start > phrase.head && m.tokens.end <= office_end;
        let mut at = phrase.last + 1;
        for m in view.tagging.mentions[from..].iter().take_while(|m| m.tokens.start < limit) {
            let adjacent =
                m.tokens.start == phrase.last + 1 && m.span.start == view.document.tokens[m.tokens.start].span.start;
            // مصادر موالية لهادي: whom a preposition governs does not speak
            if m.tokens.start > within && view.governed(m) {
                // القيادي في الحركة أسامة حمدان، المتحدث بمنطقة عسير العقيد محمد: body and place are part of the office
                let seat = matches!(m.kind, EntityKind::Organization | EntityKind::Location | EntityKind::Facility);
                if seat && m.tokens.start <= phrase.last {
                    continue;
                }
                // النائب عن الحزب حسن علي، مبعوث الأمم المتحدة إلى اليمن هانس غروندبرغ
                if seat && office && m.tokens.start <= phrase.last + 2 {
                    at = at.max(m.tokens.end);
                    continue;
                }
                break;
            }
            if named(&m)
                && !owned(m)
                && !served(m)
                && (m.tokens.start <= phrase.last
                    || !several && ((office || article) && adjacent || office && quiet(view, at, m.tokens.start)))
            {
                return Some(m);
            }
            // أعلن الرئيس تعيين القاضية مريم: a title behind other words is another's
            if m.kind == EntityKind::Title && quiet(view, at, m.tokens.start) {
                at = at.max(m.tokens.end);
            }
        }
        if office && !body && !several { holder_behind(view, phrase, end) } else { None }
    }

    pub(super) fn person_source(&self, view: &View<'_>, m: &Mention) -> Source {
        let title = |token: usize| view.tagging.mention_at(token).filter(|t| t.kind == EntityKind::Title);
        let (first, last) = (m.tokens.start, view.document.len() - 1);
        let before = [first.checked_sub(1), first.checked_sub(2)].into_iter().flatten().find_map(title);
        let after = [m.tokens.end, m.tokens.end + 1].into_iter().find_map(|at| title(at.min(last)));
        let Some(held) = before.or(after) else { return named(SourceKind::NamedPerson, 0, m) };
        Source { office: self.office(view, held.head), ..named(SourceKind::OfficeHolder, 0, m) }
    }

    /// The word of an office: وزير.
    pub(super) fn office(&self, view: &View<'_>, token: usize) -> Option<LexemeId> {
        view.document.reading(token, self.title).map(|(_, r)| r.lexeme)
    }
}

/// True when only commas, titles and small words stand in the range.
fn quiet(view: &View<'_>, from: usize, to: usize) -> bool {
    (from..to).all(|at| {
        let title = view
            .tagging
            .mention_at(at)
            .is_some_and(|m| matches!(m.kind, EntityKind::Title | EntityKind::Organization) && !view.governed(m));
        // محافظ نينوى المقال أثيل النجيفي
        let participle = |(_, r): (&Stem, &Reading)| {
            matches!(r.inflection.tense, Tense::ActiveParticiple | Tense::PassiveParticiple)
        };
        let quality = view.document.word(at).article.is_some()
            && view.tagging.mention_at(at).is_none()
            && view.document.word(at).readings().any(participle);
        title || quality || view.document.is_mark(at, &[',', '،', '"', '(', ')', '-', '–'])
    })
}

/// أستاذ العلوم السياسية بجامعة القاهرة الدكتور | محمد السعيد, وزير الأشغال العامة والنقل | غازي زعيتر: the name right before
/// the content, where only fields and seats stand between the office and it.
fn holder_behind<'v>(view: &'v View<'_>, phrase: NounPhrase, end: usize) -> Option<&'v Mention> {
    let document = &view.document;
    let from = phrase.core_last + 1;
    let last = end.min(from + LONGEST_OFFICE);
    let mentions = &view.tagging.mentions;
    let behind = mentions.partition_point(|m| m.tokens.start < from);
    let mut people = mentions[behind..].iter().take_while(|m| m.tokens.end <= last);
    let named = |m: &&Mention| m.kind == EntityKind::Person && m.form == MentionForm::Name;
    let name = people.find(named).filter(|m| m.tokens.start > from && !view.governed(m))?;
    let opens = |at: usize| matches!(document.tag(at), Tag::Punct | Tag::Complementiser | Tag::Preposition);
    let field = |at: usize| {
        let joined = document.raw(at).starts_with('و') && document.proclitic_bytes(at) > 0;
        document.tag(at) == Tag::Preposition
            || document.tag(at) == Tag::Noun && (at > from || joined || view.preposition(at).is_some())
    };
    ((from..name.tokens.start).all(field) && (name.tokens.end..end).all(opens)).then_some(name)
}
