//! Sources: what kind of voice a noun phrase is, and whether it has spoken before (SCHEME 3.2, 3.3).

use smallvec::SmallVec;

use super::{Grade, Source, SourceKind};
use crate::classifier::argument::View;
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{ClassSet, Gender, Lexicon, Number, Tense};
use crate::tagger::chunk::{NounPhrase, agreement};
use crate::tagger::{EntityKind, Mention, MentionForm, Tagger};
use crate::text::Span;

/// Finds and keeps the sources of one document.
#[derive(Debug)]
pub struct SourceFinder {
    nominal: ClassSet,
    anonymity: ClassSet,
    noun: ClassSet,
    evidence: ClassSet,
    /// Nouns of people and bodies that can speak without being named.
    speakers: ClassSet,
}

impl SourceFinder {
    /// Finds the classes in the lexicon.
    pub fn new(lexicon: &Lexicon) -> Self {
        let set = |name| ClassSet::of(lexicon.class(name));
        Self {
            nominal: set("source.nominal"),
            anonymity: set("source.anonymity"),
            noun: set("attr.noun"),
            evidence: set("scope.evidence_subject"),
            speakers: {
                let mut all = ClassSet::default();
                for name in [
                    "@people_noun",
                    "@office_noun",
                    "@force_noun",
                    "@party_noun",
                    "@crowd_noun",
                    "@delegation_noun",
                    "@judicial_noun",
                    "@court_noun",
                    "@worker_noun",
                ] {
                    all.insert(lexicon.class(name));
                }
                all
            },
        }
    }

    /// The source that a noun phrase is, an earlier one if it is the same; `None` when nobody speaks in it (B3).
    /// `end` is one past the last token where an apposition may stand.
    pub fn resolve(
        &self,
        view: &View<'_>,
        tagger: &Tagger,
        phrase: NounPhrase,
        end: usize,
        sources: &mut Vec<Source>,
    ) -> Option<usize> {
        let found = self.describe(view, tagger, phrase, end)?;
        Some(self.keep(view, found, sources))
    }

    /// The source that a noun phrase is because somebody must have spoken: whoever stands before قال إن.
    pub fn anyone(&self, view: &View<'_>, phrase: NounPhrase, sources: &mut Vec<Source>) -> Option<usize> {
        let document = &view.document;
        let mention = view.tagging.mention_at(phrase.head);
        let word = document.word(phrase.head);
        let deed = word.readings().any(|(_, r)| {
            r.inflection.tense == Tense::Masdar || !document.lexicon.lexeme(r.lexeme).triggers.is_empty()
        });
        let thing = deed
            || document.has(phrase.head, self.evidence)
            || document.has(phrase.head, self.noun)
            || document.tag(phrase.head) != Tag::Noun
            || mention.is_some_and(|m| matches!(m.kind, EntityKind::Date | EntityKind::Quantity | EntityKind::Money));
        if thing {
            return None;
        }
        let span = view.span(phrase.first, phrase.core_last);
        let agreement = agreement(document, view.tagging, phrase.head);
        let found = plain(SourceKind::AnonymousOther, 4, span, phrase.head, agreement);
        Some(self.keep(view, found, sources))
    }

    /// True for a phrase that names persons: a noun of those who can speak, a sound masculine plural.
    pub fn human(&self, view: &View<'_>, phrase: NounPhrase) -> bool {
        let raw = view.document.raw(phrase.head);
        view.document.has(phrase.head, self.speakers)
            || view.document.has(phrase.head, view.chunker.agent)
            || raw.ends_with("ون")
            || raw.ends_with("ين") && view.document.word(phrase.head).letters > 4
    }

    /// The index of a source: an earlier one if it is the same.
    fn keep(&self, view: &View<'_>, found: Source, sources: &mut Vec<Source>) -> usize {
        let index = self.known(view, &found, sources).unwrap_or_else(|| {
            sources.push(found.clone());
            sources.len() - 1
        });
        if let Some(span) = found.span.filter(|span| !sources[index].mentions.contains(span)) {
            sources[index].mentions.push(span);
        }
        index
    }

    fn known(&self, view: &View<'_>, found: &Source, sources: &[Source]) -> Option<usize> {
        if let Some(entity) = found.entity {
            let same = sources.iter().position(|s| s.entity == Some(entity));
            if same.is_some() {
                return same;
            }
        }
        let text = found.span?.of(view.document.text);
        let document = &view.document;
        let definite = document.word(found.head).article.is_some()
            && found.span.is_some_and(|s| s.len() <= document.tokens[found.head].span.len());
        let noun = self.lexeme(view, found.head);
        sources.iter().enumerate().rev().skip_while(|(i, _)| *i == 0).find_map(|(index, source)| {
            let span = source.span?;
            let same_words = span.of(document.text) == text;
            // المصدر، المسؤول: the last source of that noun
            let anaphor = definite && noun.is_some() && self.lexeme(view, source.head) == noun;
            let role = definite
                && noun.is_some()
                && source.kind == SourceKind::OfficeHolder
                && found.kind == SourceKind::OfficeHolder;
            (index > 0 && (same_words || anaphor || role)).then_some(index)
        })
    }

    fn lexeme(&self, view: &View<'_>, token: usize) -> Option<crate::morphology::LexemeId> {
        view.document.reading(token, self.nominal).map(|(_, r)| r.lexeme)
    }

    fn describe(&self, view: &View<'_>, tagger: &Tagger, phrase: NounPhrase, end: usize) -> Option<Source> {
        let document = &view.document;
        let head = phrase.head;
        if let Some(person) = self.person(view, phrase, end) {
            return Some(self.person_source(view, person));
        }
        if let Some(m) = view.tagging.mention_at(head) {
            return self.mention_source(view, tagger, m, phrase);
        }
        if document.has(head, self.evidence) && !document.has(head, self.nominal) && !self.is_document(view, head) {
            return None;
        }
        let span = document.phrase_span(phrase.first, phrase.core_last);
        let agreement = agreement(document, view.tagging, head);
        if let Some((sense, _)) = document.cue(head, self.nominal) {
            let kind = sense.feature("source_type").and_then(SourceKind::parse).unwrap_or(SourceKind::AnonymousOther);
            let grade = sense.feature("grade").map_or(4, |g| g.trim_start_matches('A').parse().unwrap_or(4));
            return Some(self.graded(view, kind, grade, span, head, phrase, agreement));
        }
        if self.is_document(view, head) {
            return Some(plain(SourceKind::Document, 4, span, head, agreement));
        }
        if document.has(head, self.noun) || document.has(head, self.evidence) {
            return None;
        }
        // a word nobody knows may be a name; a known one must be able to speak
        let word = document.word(head);
        let name = word.stems.is_empty() && word.letters > 2 && document.tag(head) == Tag::Noun;
        (name || document.has(head, self.speakers)).then(|| plain(SourceKind::AnonymousOther, 4, span, head, agreement))
    }

    fn is_document(&self, view: &View<'_>, token: usize) -> bool {
        view.document.cue(token, self.noun).is_some_and(|(s, _)| s.feature("document").is_some())
    }

    /// A named person inside the phrase or in apposition to it: وزير الخارجية، سيرغي لافروف،
    fn person<'v>(&self, view: &'v View<'_>, phrase: NounPhrase, end: usize) -> Option<&'v Mention> {
        let named = |m: &&Mention| m.kind == EntityKind::Person && m.form == MentionForm::Name;
        let title = view.tagging.mention_at(phrase.head).is_some_and(|m| m.kind == EntityKind::Title);
        let office = title || view.document.has(phrase.head, self.nominal);
        let from = view.tagging.mentions.partition_point(|m| m.tokens.start < phrase.first);
        let limit = if office { end.min(phrase.last + 8) } else { phrase.core_last + 2 };
        let mut at = phrase.last + 1;
        for m in view.tagging.mentions[from..].iter().take_while(|m| m.tokens.start < limit) {
            let adjacent =
                m.tokens.start == phrase.last + 1 && m.span.start == view.document.tokens[m.tokens.start].span.start;
            // مصادر موالية لهادي: whom a preposition governs does not speak
            if m.tokens.start > phrase.first && view.governed(m) {
                return None;
            }
            if named(&m)
                && (m.tokens.start <= phrase.last || office && adjacent || office && quiet(view, at, m.tokens.start))
            {
                return Some(m);
            }
            at = at.max(if m.kind == EntityKind::Title { m.tokens.end } else { at });
        }
        None
    }

    fn person_source(&self, view: &View<'_>, m: &Mention) -> Source {
        let near = |token: usize| view.tagging.mention_at(token).is_some_and(|t| t.kind == EntityKind::Title);
        let before =
            m.tokens.start > 0 && (near(m.tokens.start - 1) || (m.tokens.start > 1 && near(m.tokens.start - 2)));
        let after =
            near(m.tokens.end.min(view.document.len() - 1)) || near((m.tokens.end + 1).min(view.document.len() - 1));
        let kind = if before || after { SourceKind::OfficeHolder } else { SourceKind::NamedPerson };
        named(kind, 0, m)
    }

    fn mention_source(&self, view: &View<'_>, tagger: &Tagger, m: &Mention, phrase: NounPhrase) -> Option<Source> {
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
                let mut source = self.graded(
                    view,
                    kind,
                    grade,
                    m.span,
                    m.head,
                    phrase,
                    agreement(&view.document, view.tagging, m.head),
                );
                source.entity = Some(m.entity);
                source
            }
            EntityKind::Title => named(SourceKind::OfficeHolder, 1, m),
            EntityKind::Organization
                if matches!(subtype, "news_agency" | "newspaper" | "tv" | "radio" | "site" | "media_outlet") =>
            {
                named(SourceKind::MediaOutlet, 0, m)
            }
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
    fn graded(
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

/// True when only commas, titles and small words stand in the range.
fn quiet(view: &View<'_>, from: usize, to: usize) -> bool {
    (from..to).all(|at| {
        let title = view.tagging.mention_at(at).is_some_and(|m| m.kind == EntityKind::Title);
        title || view.document.is_mark(at, &[',', '،', '"', '(', ')', '-', '–'])
    })
}

fn named(kind: SourceKind, grade: u8, m: &Mention) -> Source {
    Source {
        kind,
        grade: Some(Grade(grade)),
        entity: Some(m.entity),
        span: Some(m.span),
        head: m.head,
        mentions: Vec::new(),
        through: SmallVec::new(),
        agreement: (m.gender, m.number),
    }
}

fn plain(kind: SourceKind, grade: u8, span: Span, head: usize, agreement: (Gender, Number)) -> Source {
    Source {
        kind,
        grade: Some(Grade(grade)),
        entity: None,
        span: Some(span),
        head,
        mentions: Vec::new(),
        through: SmallVec::new(),
        agreement,
    }
}
