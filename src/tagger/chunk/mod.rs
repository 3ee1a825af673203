//! Noun phrases: from a first token to the last that belongs to it (SCHEME 0.5, maximal noun phrases).

mod agreement;
mod quality;

pub use self::agreement::agreement;
use self::quality::{adjective, adverbial};
use super::{EntityKind, Mention, MentionForm, Tagging};
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{ClassSet, Document, Lexicon, Number, Proclitics, Tense};
use crate::text::Span;

/// A noun phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NounPhrase {
    /// First token.
    pub first: usize,
    /// Last token.
    pub last: usize,
    /// The token that the rest depends on: after demonstratives, quantifiers and numbers.
    pub head: usize,
    /// The last token before a coordinated second phrase, else `last`.
    pub core_last: usize,
}

impl NounPhrase {
    /// Its bytes, without the proclitics of the first word.
    pub fn span(&self, document: &Document<'_>) -> Span {
        document.phrase_span(self.first, self.last)
    }
}

/// Finds noun phrases.
#[derive(Debug)]
pub struct Chunker {
    quantifier: ClassSet,
    /// Words of number, also the inexact ones: على الأقل.
    pub number: ClassSet,
    relative_time: ClassSet,
    /// Adverbs, which no argument frame counts.
    pub adverb: ClassSet,
    /// Nouns of places.
    pub spatial: ClassSet,
    /// Points of the compass and the like before the name of a place: شمال العراق.
    pub compass: ClassSet,
    /// Weapons and what they do.
    pub weapon: ClassSet,
    /// What weapons give off: رصاص، نيران.
    pub fire: ClassSet,
    /// Ranks: في صفوف القوات.
    pub rank: ClassSet,
    /// Nouns of those who act.
    pub agent: ClassSet,
    /// Cues that set a modality.
    pub modality: ClassSet,
    /// Nouns of those who are sources: مسؤول، خبير.
    person: ClassSet,
}

/// The longest noun phrase, in tokens; news prose rarely has longer ones and a wall of nouns must not cost more.
const LONGEST: usize = 24;

impl Chunker {
    /// Finds the classes in the lexicon.
    pub fn new(lexicon: &Lexicon) -> Self {
        let set = |names: &[&str]| lexicon.class_set(names);
        Self {
            quantifier: set(&["function.quantifier"]),
            number: lexicon.class_family("number."),
            relative_time: set(&["time.relative"]),
            adverb: set(&["function.adverb"]),
            spatial: set(&["@place_noun", "@building_noun", "@site_noun", "@crossing_noun", "@position_noun"]),
            compass: set(&["@compass_noun"]),
            weapon: set(&["@weapon_noun", "@missile_noun"]),
            fire: set(&["@fire_noun", "@missile_noun"]),
            rank: set(&["@rank_noun"]),
            agent: set(&[
                "@force_noun",
                "@office_noun",
                "@court_noun",
                "@people_noun",
                "@aircraft_noun",
                "@delegation_noun",
            ]),
            modality: lexicon.class_family("modality."),
            person: set(&["source.nominal"]),
        }
    }

    /// The noun phrase that begins at a token, `None` if none does. `end` is one past the last token allowed.
    pub fn at(&self, document: &Document<'_>, tagging: &Tagging, first: usize, end: usize) -> Option<NounPhrase> {
        let end = end.min(first + LONGEST);
        let head = self.head(document, tagging, first, end)?;
        let mut last = self.extend(document, tagging, head, end);
        let core_last = last;
        while let Some(next) = coordinated(document, tagging, head, last + 1, end) {
            last = self.extend(document, tagging, next, end);
        }
        Some(NounPhrase { first, last, head, core_last })
    }

    /// Skips demonstratives, quantifiers and numbers before the head; a quantity without a noun is its own head.
    fn head(&self, document: &Document<'_>, tagging: &Tagging, first: usize, end: usize) -> Option<usize> {
        let mut head = first;
        while head < end {
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

    /// Genitives, adjectives and the rest of a mention after the head.
    fn extend(&self, document: &Document<'_>, tagging: &Tagging, head: usize, end: usize) -> usize {
        let mut last = mention_end(tagging, head).map_or(head, |e| e.min(end) - 1);
        // وفد أميركي | دمشق: the adjective may be part of the mention
        let mut described = tagging.mentions_at(last).any(|at| {
            let m = &tagging.mentions[at];
            m.kind == EntityKind::Nationality && m.tokens.end == last + 1 && last > head
        });
        while last + 1 < end {
            let next = last + 1;
            let own = named_office(tagging, last, next);
            if !own && !(bare_noun(document, next) && self.continues(document, tagging, head, last, next)) {
                break;
            }
            // after an adjective only adjectives follow: طائرات روسية | غارات
            let quality = tagging.mention_at(next).is_some_and(|m| m.kind == EntityKind::Nationality)
                || (next > head + 1 || document.word(next).article.is_some())
                    && adjective(document, head, next)
                    && !tagging.mention_at(next).is_some_and(is_name);
            if described && !quality && !own {
                break;
            }
            described |= tagging.mention_at(next).is_some_and(|m| m.kind == EntityKind::Nationality);
            last = mention_end(tagging, next).map_or(next, |e| e.min(end) - 1);
        }
        last
    }

    /// True when a bare noun after `last` belongs to the same phrase: a genitive after an indefinite noun, an adjective
    /// that agrees after a definite one.
    fn continues(&self, document: &Document<'_>, tagging: &Tagging, head: usize, last: usize, next: usize) -> bool {
        let mention = tagging.mention_at(next);
        if document.has(next, self.number) {
            // المنطقة العسكرية الثالثة: an ordinal with the article is an adjective
            let ordinal = document.word(next).article.is_some() && document.word(last).article.is_some();
            return ordinal && mention.is_none();
        }
        if let Some(m) = mention {
            match m.kind {
                EntityKind::Nationality => return true,
                EntityKind::Date | EntityKind::Quantity | EntityKind::Money => return false,
                _ => {}
            }
        }
        let before = tagging.mention_at(last);
        if before.is_some_and(|b| b.kind == EntityKind::Title) && mention.is_some_and(|m| m.kind == EntityKind::Person)
        {
            return true;
        }
        // حاكم الولاية | استقالته: an office with its seat is complete
        let office = |b: &Mention| b.kind == EntityKind::Title && b.tokens.len() > 2;
        if before.is_some_and(|b| is_name(b) || office(b)) {
            return adjective(document, head, next) && document.word(next).article.is_some();
        }
        // معارضون | الرئيس: what keeps its ن has no genitive
        if last == head && document.raw(last).ends_with("ون") && mention.is_some_and(is_name) {
            let plural = |i: crate::morphology::Inflection| i.number == Number::Plural;
            if document.word(last).readings().any(|(_, r)| plural(r.inflection)) {
                return false;
            }
        }
        let word = document.word(last);
        // مسلحون مجهولون | شرطيا: what is accusative is no quality of what is not
        let accusative = |at: usize| {
            let raw = document.raw(at);
            let mut readings = document.word(at).readings();
            raw.ends_with(['ا', 'ً'])
                && readings.any(|(_, r)| r.inflection.indefinite)
                && !readings.any(|(_, r)| &*document.lexicon.lexeme(r.lexeme).lemma == raw)
        };
        let nominative = document.raw(head).ends_with("ون") || document.raw(last).ends_with("ون");
        if nominative && accusative(next) {
            return false;
        }
        // رجح مسؤول | انسحاب القوات: a person without a field has no genitive of an event
        let event = |r: &crate::morphology::Reading| {
            r.inflection.tense == Tense::Masdar && !document.lexicon.lexeme(r.lexeme).triggers.is_empty()
        };
        if last == head
            && document.has(head, self.person)
            && word.article.is_none()
            && document.word(next).article.is_none()
            && document.word(next).readings().any(|(_, r)| event(r))
        {
            return false;
        }
        // شخصا | حتفهم: an accusative that shows its ending has no genitive
        let tanwin = document.raw(last).ends_with(['ا', 'ً']) && word.readings().all(|(_, r)| r.inflection.indefinite);
        if tanwin && mention.is_none() && !word.stems.is_empty() {
            return adjective(document, head, next);
        }
        let definite = word.article.is_some() || word.stems.first().is_some_and(|s| s.enclitic);
        if definite {
            return document.word(next).article.is_some() && mention.is_none() && adjective(document, head, next);
        }
        // قرصن مجهولون موقع الوزارة: a sound plural with its ن has no genitive
        let sound = document.raw(last).ends_with("ون") || document.raw(last).ends_with("ين");
        let plural = |r: &crate::morphology::Reading| r.inflection.number == Number::Plural;
        if sound && mention.is_none() && word.readings().any(|(_, r)| plural(r)) {
            return adjective(document, head, next);
        }
        // an adverbial accusative (أمس، غدا، رسميا) ends the phrase
        !adverbial(document, next, self.relative_time)
    }
}

/// الأمين العام بان كي مون: a person's name behind an office belongs to it, whatever its first word looks like.
fn named_office(tagging: &Tagging, last: usize, next: usize) -> bool {
    let office = tagging.mention_at(last).is_some_and(|m| m.kind == EntityKind::Title && m.tokens.end == next);
    office
        && tagging
            .mention_at(next)
            .is_some_and(|m| m.kind == EntityKind::Person && m.form == MentionForm::Name && m.tokens.start == next)
}

/// The head of a second phrase joined by و, where both are names of one kind or alike in definiteness.
fn coordinated(document: &Document<'_>, tagging: &Tagging, head: usize, next: usize, end: usize) -> Option<usize> {
    if next >= end || document.tag(next) != Tag::Noun {
        return None;
    }
    let word = document.word(next);
    let conjunction =
        |s: &crate::morphology::Stem| s.proclitics.has(Proclitics::CONJUNCTION) && !s.proclitics.preposition();
    let joined = word.stems.iter().any(conjunction)
        || tagging
            .mention_at(next)
            .is_some_and(|m| m.tokens.start == next && m.span.start > document.tokens[next].span.start);
    let names = word.names.iter().any(|n| n.start > 0);
    if word.first != 'و' || !(joined || names || word.article.is_some()) {
        return None;
    }
    let same = match (tagging.mention_at(head), tagging.mention_at(next)) {
        (Some(a), Some(b)) => kindred(a.kind) == kindred(b.kind),
        (Some(a), None) => !is_name(a) && alike(document, head, next),
        (None, Some(b)) => !is_name(b) && alike(document, head, next),
        (None, None) => alike(document, head, next),
    };
    same.then_some(next)
}

/// هؤلاء: a demonstrative of persons that can stand for them.
fn pronominal(document: &Document<'_>, token: usize) -> bool {
    matches!(document.raw(token), "هؤلاء" | "أولئك" | "اولئك")
}

/// A definite noun without a proclitic or a mention that a part is taken of.
fn plural_of(document: &Document<'_>, token: usize) -> bool {
    bare_noun(document, token) && document.word(token).article.is_some()
}

/// A noun without a proclitic: it can continue a phrase.
pub fn bare_noun(document: &Document<'_>, token: usize) -> bool {
    token < document.len() && document.tag(token) == Tag::Noun && document.proclitic_bytes(token) == 0
}

fn mention_end(tagging: &Tagging, token: usize) -> Option<usize> {
    tagging.mention_at(token).map(|m| m.tokens.end)
}

fn is_name(mention: &Mention) -> bool {
    matches!(mention.kind, EntityKind::Person | EntityKind::Location | EntityKind::Facility)
        || (mention.kind == EntityKind::Organization && mention.form == MentionForm::Name)
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
        (word.article.is_some(), word.stems.first().is_some_and(|s| s.enclitic))
    };
    definite(a) == definite(b)
}
