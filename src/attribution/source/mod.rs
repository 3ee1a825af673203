//! Sources: what kind of voice a noun phrase is, and whether it has spoken before (SCHEME 3.2, 3.3).

use smallvec::SmallVec;

use super::{Grade, Source, SourceKind};
use crate::classifier::argument::View;
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{ClassSet, Gender, LexemeId, Lexicon, Number, Tense};
use crate::tagger::chunk::{NounPhrase, agreement};
use crate::tagger::{EntityKind, Mention, MentionForm, Tagger};
use crate::text::Span;

mod describe;
mod holder;

/// Classes of the nouns of people and bodies that can speak without being named: القائد، الطرفان، المحكمة.
pub(super) const SPEAKERS: [&str; 10] = [
    "@people_noun",
    "@office_noun",
    "@force_noun",
    "@police_noun",
    "@party_noun",
    "@crowd_noun",
    "@delegation_noun",
    "@judicial_noun",
    "@court_noun",
    "@worker_noun",
];

/// Paragraphs of silence after which المصدر is rather somebody else.
const FAR: u32 = 3;

/// Finds and keeps the sources of one document.
#[derive(Debug)]
pub struct SourceFinder {
    nominal: ClassSet,
    anonymity: ClassSet,
    noun: ClassSet,
    evidence: ClassSet,
    title: ClassSet,
    /// Verbs of receiving: تلقى.
    receive: ClassSet,
    /// Head nouns of bodies: المقاومة، المحكمة.
    body: ClassSet,
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
            title: set("entity.title"),
            receive: set("receive"),
            body: set("entity.head_noun"),
            speakers: lexicon.class_set(&SPEAKERS),
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
        if view.chunker.revered(&view.document, phrase.head) {
            let found = self.revered(view, tagger, phrase)?;
            return Some(self.keep(view, &found, sources));
        }
        let found = self.describe(view, tagger, phrase, end)?;
        let found = self.joint(view, phrase, end, found);
        Some(self.keep(view, &found, sources))
    }

    /// مصادر أمنية وطبية، فرنسا وألمانيا، الشرطة وشهود عيان: with whom else the first of several speaks; together they are
    /// no entity.
    fn joint(&self, view: &View<'_>, phrase: NounPhrase, end: usize, found: Source) -> Source {
        let document = &view.document;
        let next = phrase.core_last + 1;
        let Some(span) = found.span.filter(|_| found.kind != SourceKind::Document) else { return found };
        let joined = next < end && document.tag(next) == Tag::Noun && document.raw(next).starts_with('و') && {
            usize::from(document.proclitic_bytes(next)) == 'و'.len_utf8()
        };
        if !joined || span.end > document.tokens[phrase.core_last].span.end {
            return found;
        }
        let last =
            if phrase.last > next { Some(phrase.last) } else { view.noun_phrase(next, end).map(|p| p.core_last) };
        let Some(span) = last.map(|last| span.join(view.span(next, last))) else { return found };
        if self.speaks(view, next) {
            let one = |at: usize| agreement(document, view.tagging, at).1 == Number::Singular;
            let number = if one(phrase.head) && one(next) { Number::Dual } else { Number::Plural };
            return Source { entity: None, span: Some(span), agreement: (found.agreement.0, number), ..found };
        }
        // مصادر أمنية | وطبية
        let quality = |at: usize| document.has(at, self.anonymity);
        if quality(phrase.core_last) && quality(next) { Source { span: Some(span), ..found } } else { found }
    }

    /// سموه، معاليه: whoever was last named with such a word before his title or name, else the last of an office.
    fn revered(&self, view: &View<'_>, tagger: &Tagger, phrase: NounPhrase) -> Option<Source> {
        let mentions = &view.tagging.mentions;
        let earlier = &mentions[..mentions.partition_point(|m| m.tokens.start < phrase.first)];
        let holders = || earlier.iter().rev().filter(|m| matches!(m.kind, EntityKind::Title | EntityKind::Person));
        let respected = |m: &&Mention| {
            (1..=3).any(|back| {
                let first = m.tokens.start.checked_sub(back);
                first.is_some_and(|at| {
                    view.chunker.respect(&view.document, view.tagging, at, m.tokens.end) == Some(m.tokens.start)
                })
            })
        };
        let office = |m: &&Mention| m.kind == EntityKind::Title && m.form == MentionForm::Name;
        let holder = holders().find(respected).or_else(|| holders().find(office))?;
        let whole = view.noun_phrase(holder.tokens.start, phrase.first)?;
        self.describe(view, tagger, whole, phrase.first)
    }

    /// The source that a noun phrase is because somebody must have spoken: whoever stands before قال إن.
    pub fn anyone(&self, view: &View<'_>, phrase: NounPhrase, sources: &mut Vec<Source>) -> Option<usize> {
        let document = &view.document;
        let mention = view.tagging.mention_at(phrase.head);
        let word = document.word(phrase.head);
        // المتهم، المصاب: participles are people, whatever was done to them
        let deed = word.readings().any(|(_, r)| match r.inflection.tense {
            Tense::Masdar => true,
            Tense::Nominal => !document.lexicon.lexeme(r.lexeme).triggers.is_empty(),
            _ => false,
        });
        // وأضاف في تغريدة ثانية: the adjective of a noun that a preposition governs
        let adjective = mention.is_none()
            && word.article.is_none()
            && !word.stems.is_empty()
            && phrase.first > 1
            && document.tag(phrase.first - 1) == Tag::Noun
            && (view.preposition(phrase.first - 1).is_some() || document.tag(phrase.first - 2) == Tag::Preposition);
        // الطريق يشهد أن: places do not speak, unless they are named
        let place = mention.is_none() && document.has(phrase.head, view.chunker.spatial);
        let thing = deed
            || place
            || adjective
            || view.preposition(phrase.first).is_some()
            || document.has(phrase.head, self.evidence)
            || document.has(phrase.head, self.noun)
            || document.tag(phrase.head) != Tag::Noun
            || mention.is_some_and(|m| m.kind == EntityKind::Date || m.is_number());
        if thing {
            return None;
        }
        let span = view.span(phrase.first, phrase.core_last);
        let agreement = agreement(document, view.tagging, phrase.head);
        let found = plain(SourceKind::AnonymousOther, 4, span, phrase.head, agreement);
        Some(self.keep(view, &found, sources))
    }

    /// A noun phrase as an outlet that nobody has listed.
    pub fn outlet(&self, view: &View<'_>, phrase: NounPhrase, sources: &mut Vec<Source>) -> usize {
        let span = view.span(phrase.first, phrase.core_last);
        let found = plain(SourceKind::MediaOutlet, 0, span, phrase.head, (Gender::Unknown, Number::Singular));
        self.keep(view, &found, sources)
    }

    /// True for a noun of people or bodies that can speak, and for every mention of a party.
    pub fn speaks(&self, view: &View<'_>, token: usize) -> bool {
        let document = &view.document;
        view.tagging.mention_at(token).is_some()
            || document.has(token, self.nominal)
            || document.has(token, self.speakers)
            || document.has(token, self.body)
    }

    /// True for a noun with the article or a pronoun, and for a mention.
    pub fn definite(&self, view: &View<'_>, token: usize) -> bool {
        let word = view.document.word(token);
        word.article.is_some()
            || word.has_pronoun()
            || view.tagging.mention_at(token).is_some()
            || view.document.has(token, self.speakers)
    }

    /// The index of a source: an earlier one if it is the same.
    fn keep(&self, view: &View<'_>, found: &Source, sources: &mut Vec<Source>) -> usize {
        let index = self.known(view, found, sources).unwrap_or_else(|| {
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
                return same.map(|index| self.nearer(view, found, index, sources).unwrap_or(index));
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
            let earlier = source.mentions.first().is_some_and(|m| found.span.is_some_and(|s| m.start <= s.start));
            // المصدر، المسؤول: the last source of that noun
            let anaphor = definite && noun.is_some() && self.lexeme(view, source.head) == noun;
            // الوزير، المتحدث: the last who had that office
            let role = found.office.is_some()
                && found.span.is_some_and(|s| s.len() <= document.tokens[found.head].span.len())
                && source.office == found.office;
            // للكاتب توني باترسون … الكاتب: whoever was introduced by that noun
            let first = document.token_at(span);
            let introduced = definite && noun.is_some() && first > 0 && self.lexeme(view, first - 1) == noun;
            (index > 0 && (same_words || earlier && (anaphor || role || introduced))).then_some(index)
        })
    }

    /// قالت مصادر في المقاومة … وأكد المصدر: the sources that have just spoken rather than one that was last heard
    /// paragraphs before, although they are several.
    fn nearer(&self, view: &View<'_>, found: &Source, index: usize, sources: &[Source]) -> Option<usize> {
        let document = &view.document;
        let here = found.span?;
        let noun = self.lexeme(view, found.head)?;
        let bare = document.word(found.head).article.is_some() && here.len() <= document.tokens[found.head].span.len();
        let silent = |source: &Source| {
            let last = source.mentions.iter().rev().find(|m| m.start < here.start).copied();
            last.map(|span| document.paragraph_of(here) - document.paragraph_of(span))
        };
        let one = found.agreement.1 != Number::Plural;
        if !bare || !one || silent(&sources[index]).is_none_or(|paragraphs| paragraphs < FAR) {
            return None;
        }
        let several = |source: &Source| {
            let spoke = silent(source).is_some_and(|paragraphs| paragraphs < 2);
            self.lexeme(view, source.head) == Some(noun) && source.agreement.1 == Number::Plural && spoke
        };
        sources.iter().rposition(several)
    }

    fn lexeme(&self, view: &View<'_>, token: usize) -> Option<LexemeId> {
        view.document.reading(token, self.nominal).map(|(_, r)| r.lexeme)
    }
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
        office: None,
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
        office: None,
        agreement,
    }
}
