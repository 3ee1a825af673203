//! What kind of voice a noun phrase is (SCHEME 3.2, 3.3).

use super::{SourceFinder, named, plain};
use crate::attribution::{Source, SourceKind};
use crate::classifier::Preposition;
use crate::classifier::argument::View;
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Gender, Number, Sense};
use crate::tagger::chunk::{NounPhrase, agreement, one_of};
use crate::tagger::subtype::is_outlet;
use crate::tagger::{EntityKind, Mention, MentionForm, Tagger};
use crate::text::Span;

impl SourceFinder {
    pub(super) fn describe(&self, view: &View<'_>, tagger: &Tagger, phrase: NounPhrase, end: usize) -> Option<Source> {
        let document = &view.document;
        let head = phrase.head;
        if let Some(person) = self.person(view, phrase, end) {
            return Some(self.person_source(view, person));
        }
        if let Some(m) = view.tagging.mention_at(head) {
            // تظاهر المئات مطالبين بـ: a crowd is a number of people
            let crowd = m.kind == EntityKind::Quantity && document.has(head, self.speakers);
            if crowd && document.word(head).article.is_some() {
                let span = view.span(phrase.first, phrase.core_last);
                let many = (Gender::Unknown, Number::Plural);
                return Some(plain(SourceKind::AnonymousOther, 4, span, head, many));
            }
            let mut source = self.mention_source(view, tagger, m, phrase)?;
            source.span = source.span.map(|span| self.near_to(view, phrase, span, end));
            return Some(source);
        }
        // معطيات رسمية: official figures are a document, one that does not go on to speak
        let of_office = |(s, _): (&Sense, usize)| s.feature("source_type") == Some("anonymous_official");
        let official = phrase.core_last > head && document.cue(head + 1, self.anonymity).is_some_and(of_office);
        // أرقام الوزارة، معطيات صادرة عن الهيئة: evidence of somebody; by itself it says nothing
        let evidence = document.has(head, self.evidence) && !document.has(head, self.nominal);
        if evidence && official && document.word(head).article.is_none() {
            let span = view.span(phrase.first, phrase.core_last);
            // وأضافت is never theirs: a number that no single verb agrees with
            return Some(plain(SourceKind::Document, 4, span, head, (Gender::Unknown, Number::Dual)));
        }
        if evidence && !self.is_document(view, head) {
            return self.publisher(view, tagger, phrase, end).filter(|s| s.kind == SourceKind::Institution);
        }
        // التصريحات الأخيرة تشير إلى: in the plural they are evidence, the author infers (B3)
        let plural = |at: usize| document.word(at).readings().any(|(_, r)| r.inflection.number == Number::Plural);
        let inferred = document.cue(head, self.evidence).is_some_and(|(s, _)| s.feature("plural_only").is_some());
        if inferred && plural(head) {
            return None;
        }
        let span = with_name(view, view.span(phrase.first, phrase.core_last), phrase.core_last + 1, end);
        let agreement = agreement(document, view.tagging, head);
        if let Some((sense, _)) = document.cue(head, self.nominal) {
            let kind = sense.feature("source_type").and_then(SourceKind::parse).unwrap_or(SourceKind::AnonymousOther);
            let grade = sense.feature("grade").map_or(4, |g| g.trim_start_matches('A').parse().unwrap_or(4));
            let span = with_unknown_name(view, span, head, phrase.core_last + 1, end);
            let span = self.near_to(view, phrase, span, end);
            return Some(self.graded(view, kind, grade, span, head, phrase, agreement));
        }
        if self.is_document(view, head) {
            let publisher = self.publisher(view, tagger, phrase, end);
            return publisher.or_else(|| Some(plain(SourceKind::Document, 4, span, head, agreement)));
        }
        // صفحة الجيش على فيسبوك، كلمة الوزير: whoever it belongs to
        let heard = document.cue(head, self.noun).and_then(|(s, _)| s.feature("channel")).is_some_and(|c| c != "none");
        if heard && phrase.core_last > head {
            return self.publisher(view, tagger, phrase, end);
        }
        if document.has(head, self.noun) || document.has(head, self.evidence) {
            return None;
        }
        let word = document.word(head);
        let body = document.cue(head, self.body).and_then(|(s, _)| s.feature("type"));
        if word.article.is_some() && body.is_some_and(|kind| kind.starts_with("organization")) {
            return Some(plain(SourceKind::Institution, 1, span, head, agreement));
        }
        // a word nobody knows may be a name, unless an adjective describes it (أجندته الخاصة); a known one must be able
        // to speak
        let described = phrase.core_last > head && document.word(head + 1).article.is_some();
        // فترة طويلة: an unknown word in ة behind a bare noun is its adjective
        let before = phrase.first.checked_sub(1).filter(|&at| document.tag(at) == Tag::Noun);
        let adjective =
            document.raw(head).ends_with('ة') && before.is_some_and(|at| document.word(at).article.is_none());
        let name =
            word.stems.is_empty() && word.letters > 2 && document.tag(head) == Tag::Noun && !described && !adjective;
        (name || document.has(head, self.speakers)).then(|| plain(SourceKind::AnonymousOther, 4, span, head, agreement))
    }

    /// Whoever gave a text out: بيان للوزارة، تقرير صادر عن المنظمة، رسالة من الوزير، بيان الخارجية (SCHEME 3.2).
    fn publisher(&self, view: &View<'_>, tagger: &Tagger, phrase: NounPhrase, end: usize) -> Option<Source> {
        let document = &view.document;
        // رسالة مؤرخة: a quality, not a lady who studies history
        let quality = |m: &Mention| {
            let feminine = |at: usize| document.raw(at).ends_with('ة') && document.word(at).article.is_none();
            m.form == MentionForm::Nominal
                && m.tokens.start == phrase.head + 1
                && feminine(phrase.head)
                && feminine(m.head)
        };
        let inside = view.tagging.mentions.iter().find(|m| {
            m.tokens.start > phrase.head
                && m.tokens.start <= phrase.core_last
                && !quality(m)
                && matches!(m.kind, EntityKind::Organization | EntityKind::Title | EntityKind::Person)
        });
        if let Some(m) = inside {
            let own = NounPhrase { first: m.tokens.start, head: m.head, ..phrase };
            return self.mention_source(view, tagger, m, own).map(|mut source| {
                source.span = source.span.or(Some(m.span));
                source
            });
        }
        // تقرير أصدرته المنظمة، استطلاع أجرته الوكالة
        let next = phrase.core_last + 1;
        let verb = if next < end { view.finite(next).filter(|(_, stem)| stem.enclitic) } else { None };
        if let Some((inflection, stem)) = verb.filter(|_| !document.word(next).classes.meets(self.receive)) {
            let by = view.of_verb(next, inflection, stem.enclitic);
            let by = [by.subject, by.object2].into_iter().flatten().find(|p| p.first == next + 1)?;
            let source = self.describe(view, tagger, by, end)?;
            return Some(source).filter(|s| s.kind != SourceKind::Document && s.kind != SourceKind::AnonymousOther);
        }
        let issued = |at: usize| matches!(document.raw(at), "صادر" | "صادرة" | "صدر" | "صدرت" | "الصادر" | "الصادرة");
        let from = next + usize::from(next < end && issued(next));
        let from = if issued(phrase.core_last) { phrase.core_last + 1 } else { from };
        let (preposition, first) = (from < end).then(|| view.preposition(from)).flatten()?;
        let gives = match preposition {
            Preposition::LAM => true,
            Preposition::AN => from > next || issued(phrase.core_last),
            _ => document.raw(from) == "من",
        };
        let by = gives.then(|| view.noun_phrase(first, end)).flatten()?;
        let source = self.describe(view, tagger, by, end)?;
        (source.kind != SourceKind::Document && source.kind != SourceKind::AnonymousOther).then_some(source)
    }

    /// True for a noun of a text that somebody wrote: بيان، تقرير، مقال.
    pub fn is_document(&self, view: &View<'_>, token: usize) -> bool {
        view.document.cue(token, self.noun).is_some_and(|(s, _)| s.feature("document").is_some())
    }

    /// True for a noun of those near to somebody: زوجة، عائلة.
    pub(super) fn kin(&self, view: &View<'_>, token: usize) -> bool {
        let word = view.document.word(token);
        let open = word.article.is_none() && !word.has_pronoun();
        open && view.document.cue(token, self.nominal).is_some_and(|(s, _)| s.feature("relation") == Some("kin"))
    }

    /// مكتب: a common noun of a body, without the article.
    pub(super) fn institution(&self, view: &View<'_>, token: usize) -> bool {
        let body = |s: &Sense| s.feature("source_type") == Some("institution");
        view.document.word(token).article.is_none()
            && view.document.cue(token, self.nominal).is_some_and(|(s, _)| body(s))
    }

    /// زوجة الصحافي | محمد سالم: the span with the name of whom somebody is near to.
    fn near_to(&self, view: &View<'_>, phrase: NounPhrase, span: Span, end: usize) -> Span {
        let next = phrase.core_last + 1;
        let person = |m: &&Mention| m.kind == EntityKind::Person && m.tokens.start == next && m.tokens.end <= end;
        let name = if next < end { view.tagging.mention_at(next).filter(person) } else { None };
        // أهالي المحتجزين: of several none is named
        let mut last = view.document.word(phrase.core_last).readings();
        let several = phrase.core_last > phrase.head && last.any(|(_, r)| r.inflection.number == Number::Plural);
        name.filter(|_| self.kin(view, phrase.head) && !several).map_or(span, |m| span.join(m.span))
    }

    pub(super) fn mention_source(
        &self,
        view: &View<'_>,
        tagger: &Tagger,
        m: &Mention,
        phrase: NounPhrase,
    ) -> Option<Source> {
        let subtype = m.subtype.map(|s| tagger.subtype_name(s)).unwrap_or_default();
        let source = match m.kind {
            EntityKind::Person if m.form == MentionForm::Name => named(SourceKind::NamedPerson, 0, m),
            EntityKind::Person => {
                let (kind, grade) =
                    view.document.cue(m.head, self.nominal).map_or((SourceKind::AnonymousOther, 4), |(sense, _)| {
                        let kind = sense
                            .feature("source_type")
                            .and_then(SourceKind::parse)
                            .unwrap_or(SourceKind::AnonymousOther);
                        (kind, sense.feature("grade").map_or(4, |g| g.trim_start_matches('A').parse().unwrap_or(4)))
                    });
                // أحد السكان: one of them, not all
                let one = phrase.first < m.head && one_of(&view.document, m.head).is_some();
                let span = if one { view.span(phrase.first, phrase.first).join(m.span) } else { m.span };
                // مسؤولو | أمن
                let span = if m.head == phrase.head { span.join(view.span(m.head, phrase.core_last)) } else { span };
                let mut source = self.graded(
                    view,
                    kind,
                    grade,
                    span,
                    m.head,
                    phrase,
                    agreement(&view.document, view.tagging, m.head),
                );
                source.entity = Some(m.entity).filter(|_| !one);
                source
            }
            EntityKind::Title => Source { office: self.office(view, m.head), ..named(SourceKind::OfficeHolder, 1, m) },
            EntityKind::Organization if is_outlet(subtype) => named(SourceKind::MediaOutlet, 0, m),
            EntityKind::Organization | EntityKind::Location | EntityKind::Facility => {
                named(SourceKind::Institution, 1, m)
            }
            EntityKind::Platform => named(SourceKind::SocialAccount, 3, m),
            _ => return None,
        };
        Some(source)
    }

    /// Kind and grade with what the rest of the phrase adds: relation, affiliation, a wish not to be named.
    #[expect(clippy::too_many_arguments, reason = "a source has that many sides")]
    pub(super) fn graded(
        &self,
        view: &View<'_>,
        kind: SourceKind,
        grade: u8,
        span: Span,
        head: usize,
        phrase: NounPhrase,
        agreement: (Gender, Number),
    ) -> Source {
        let document = &view.document;
        let (mut kind, mut grade) = (kind, grade);
        let last =
            document.tokens.partition_point(|t| t.span.start < span.end).max(phrase.last + 1).min(document.len());
        for at in head + 1..last {
            if let Some((sense, _)) = document.cue(at, self.anonymity) {
                if let Some(imposed) = sense.feature("source_type").and_then(SourceKind::parse) {
                    kind = imposed;
                }
                grade = grade
                    .min(sense.feature("grade").map_or(grade, |g| g.trim_start_matches('A').parse().unwrap_or(grade)));
            }
            let affiliated = view.tagging.mention_at(at).is_some_and(|m| {
                matches!(m.kind, EntityKind::Organization | EntityKind::Nationality)
                    || m.tokens.start > head && m.kind == EntityKind::Organization
            });
            if affiliated && kind != SourceKind::CloseToSource {
                grade = grade.min(2);
            }
        }
        plain(kind, grade, span, head, agreement)
    }
}

/// The span of a nominal source with the name that its last word introduces: مصدر مقرب من الرئيس *فلاديمير بوتين*.
fn with_name(view: &View<'_>, span: Span, next: usize, end: usize) -> Span {
    let introduces = |m: &Mention| matches!(m.kind, EntityKind::Title | EntityKind::Nationality);
    let named = |m: &Mention| m.kind == EntityKind::Person && m.form == MentionForm::Name && m.tokens.start == next;
    let inner = |m: &&Mention| m.tokens.end == next && introduces(m);
    let title = view.tagging.mentions.iter().rev().find(inner);
    let name = if next < end { view.tagging.mention_at(next).filter(|m| named(m)) } else { None };
    match (title, name) {
        (Some(_), Some(name)) => span.join(name.span),
        _ => span,
    }
}

/// The span of a definite noun of a person with the unknown words behind it, which are a name: المحلل *سامر العبود*.
fn with_unknown_name(view: &View<'_>, span: Span, head: usize, next: usize, end: usize) -> Span {
    let document = &view.document;
    if document.word(head).article.is_none() || next != head + 1 {
        return span;
    }
    let unknown = |at: usize| {
        let word = document.word(at);
        let person = view.tagging.mention_at(at).is_none_or(|m| m.kind == EntityKind::Person);
        document.tag(at) == Tag::Noun && word.letters > 2 && person && (word.stems.is_empty() || at > next)
    };
    let first = |at: usize| unknown(at) && document.word(at).article.is_none() && document.proclitic_bytes(at) == 0;
    if next >= end || !first(next) {
        return span;
    }
    let last = (next + 1..end.min(next + 3)).take_while(|&at| unknown(at)).last().unwrap_or(next);
    span.join(document.phrase_span(next, last))
}
