//! The arguments of a verb or a verbal noun: subject, objects, genitive, prepositional phrases (SCHEME 1.3).

use smallvec::SmallVec;

use super::condition::{Preposition, Prepositions};
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Document, Gender, Inflection, Number, Person, Proclitics, Voice};
use crate::tagger::chunk::{Chunker, NounPhrase, agreement};
use crate::tagger::{EntityKind, Tagging};

/// What the classifier looks at.
#[derive(Clone, Copy, Debug)]
pub struct View<'v> {
    /// The words.
    pub document: Document<'v>,
    /// The mentions.
    pub tagging: &'v Tagging,
    /// The noun phrases.
    pub chunker: &'v Chunker,
    /// The prepositions.
    pub prepositions: &'v Prepositions,
}

/// The arguments of one predicate.
#[derive(Clone, Debug, Default)]
pub struct Arguments {
    /// Subject of a verb.
    pub subject: Option<NounPhrase>,
    /// Direct object.
    pub object: Option<NounPhrase>,
    /// Second object.
    pub object2: Option<NounPhrase>,
    /// Noun phrase directly after a verbal noun.
    pub genitive: Option<NounPhrase>,
    /// Adjective of nationality after a verbal noun.
    pub nisba: Option<NounPhrase>,
    /// Phrases after prepositions, in order.
    pub prepositions: SmallVec<[(Preposition, NounPhrase); 6]>,
    /// The subject suffers the act.
    pub passive: bool,
    /// The object is a pronoun attached to the verb.
    pub object_pronoun: bool,
    /// One past the last token of the clause.
    pub end: usize,
}

impl Arguments {
    /// The first phrase after a preposition.
    pub fn after(&self, preposition: Preposition) -> Option<NounPhrase> {
        self.prepositions.iter().find(|(p, _)| *p == preposition).map(|(_, phrase)| *phrase)
    }
}

/// Words after which a clause is looked at no further.
const REACH: usize = 30;

impl View<'_> {
    /// One past the last token of the clause that goes on after `token`.
    pub fn clause_end(&self, token: usize) -> usize {
        let end = self.document.sentence(token).tokens.end.min(token + REACH);
        (token + 1..end).find(|&at| self.ends_clause(at)).unwrap_or(end)
    }

    fn ends_clause(&self, at: usize) -> bool {
        match self.document.tag(at) {
            Tag::Verb | Tag::Relative | Tag::Complementiser => true,
            Tag::Conjunction => self.document.raw(at) != "أو",
            Tag::Punct => self.document.is_mark(at, &['.', ':', ';', '?', '!', '…', '؛', '؟']),
            _ => false,
        }
    }

    /// The first token of the clause that holds `token`.
    pub fn clause_start(&self, token: usize) -> usize {
        let start = self.document.sentence(token).tokens.start;
        let from = token.saturating_sub(REACH).max(start);
        (from..token).rev().find(|&at| self.ends_clause(at)).map_or(from, |at| at + 1)
    }

    /// The preposition that a token is or begins with, and the first token of the phrase it governs.
    pub fn preposition(&self, token: usize) -> Option<(Preposition, usize)> {
        let word = self.document.word(token);
        // نحو مئة is no direction
        if self.tagging.mention_at(token).is_some_and(|m| m.kind == EntityKind::Quantity && m.tokens.start == token) {
            return None;
        }
        if self.document.tag(token) == Tag::Preposition {
            let key = word.names.last().map_or(word.key, |n| n.key);
            let found = self.prepositions.by_key(word.key).or_else(|| self.prepositions.by_key(key));
            return found.map(|p| (p, token + 1));
        }
        if self.document.tag(token) != Tag::Noun {
            return None;
        }
        let joined = word.stems.first().map(|s| s.proclitics).filter(|p| p.preposition());
        let preposition = match joined {
            Some(p) if p.has(Proclitics::BA) => Preposition::BA,
            Some(p) if p.has(Proclitics::LAM) => Preposition::LAM,
            Some(_) => Preposition::KAF,
            None => {
                let skipped =
                    self.document.proclitic_bytes(token) > 0 && (word.stems.is_empty() || word.article.is_some());
                let raw = self.document.raw(token);
                let raw =
                    raw.strip_prefix(['و', 'ف']).filter(|_| word.first != 'ل' && word.first != 'ب').unwrap_or(raw);
                match raw.chars().next() {
                    Some('ب') if skipped => Preposition::BA,
                    Some('ل') if skipped => Preposition::LAM,
                    Some('ك') if skipped => Preposition::KAF,
                    _ => return None,
                }
            }
        };
        Some((preposition, token))
    }

    /// The noun phrase that begins at a token.
    pub fn noun_phrase(&self, first: usize, end: usize) -> Option<NounPhrase> {
        self.chunker.at(&self.document, self.tagging, first, end)
    }

    /// The arguments of a finite verb.
    pub fn of_verb(&self, token: usize, inflection: Inflection, enclitic: bool) -> Arguments {
        let mut arguments = Arguments { end: self.clause_end(token), object_pronoun: enclitic, ..Arguments::default() };
        arguments.passive = inflection.voice == Voice::Passive;
        let bare = self.collect(token + 1, &mut arguments);
        let mut bare = bare.into_iter();
        let before = self.subject_before(token);
        let mut first = bare.next();
        let fits = |p: NounPhrase| agrees(inflection, agreement(&self.document, self.tagging, p.head));
        arguments.subject = before.filter(|_| inflection.person == Person::Third);
        let pronoun = self.pronoun_before(token);
        if arguments.subject.is_none()
            && !pronoun
            && inflection.person == Person::Third
            && inflection.number != Number::Plural
            && first.is_some_and(fits)
        {
            arguments.subject = first;
            first = bare.next();
        }
        if !enclitic {
            arguments.object = first;
            arguments.object2 = bare.next();
        } else if first.is_some() {
            arguments.object2 = first;
        }
        arguments
    }

    /// The arguments of a verbal noun.
    pub fn of_noun(&self, token: usize) -> Arguments {
        let mut arguments = Arguments { end: self.clause_end(token), ..Arguments::default() };
        let word = self.document.word(token);
        let open = word.article.is_none() && !word.stems.first().is_some_and(|s| s.enclitic);
        let mut next = token + 1;
        while next < arguments.end {
            if let Some(m) = self.tagging.mention_at(next).filter(|m| m.kind == EntityKind::Nationality) {
                let last = m.tokens.end - 1;
                arguments.nisba = Some(NounPhrase { first: next, last, head: next, core_last: last });
                next = m.tokens.end;
            } else if open && arguments.nisba.is_none() && self.follows(next) && !self.adjective_of(token, next) {
                arguments.genitive = self.noun_phrase(next, arguments.end);
                next = arguments.genitive.map_or(next + 1, |p| p.last + 1);
                break;
            } else if self.follows(next) && (!open || self.adjective_of(token, next)) {
                next += 1;
            } else {
                break;
            }
        }
        let bare = self.collect(next, &mut arguments);
        arguments.object = bare.first().copied();
        arguments
    }

    fn follows(&self, at: usize) -> bool {
        matches!(self.document.tag(at), Tag::Noun | Tag::Number)
            && self.preposition(at).is_none()
            && self.document.word(at).first != 'و'
    }

    /// True when `at` is an indefinite adjective of an indefinite noun (غارات جوية) rather than its genitive.
    fn adjective_of(&self, noun: usize, at: usize) -> bool {
        let word = self.document.word(at);
        if self.tagging.mention_at(at).is_some() || self.document.word(noun).article.is_some() != word.article.is_some()
        {
            return false;
        }
        let raw = self.document.raw(at);
        let shaped = ["ية", "ي", "يا", "ياً", "يًا", "يه"].iter().any(|end| raw.ends_with(end)) && word.letters > 3;
        let noun = word.readings().any(|(_, r)| {
            matches!(r.inflection.tense, crate::morphology::Tense::Nominal | crate::morphology::Tense::Masdar)
        });
        let shaped = shaped || (raw.ends_with('ة') && !noun);
        let known = word
            .readings()
            .any(|(_, r)| self.document.lexicon.lexeme(r.lexeme).pos == crate::morphology::Pos::Adjective);
        shaped || known
    }

    /// Collects prepositional phrases into `arguments` and gives the bare noun phrases up to the first comma.
    fn collect(&self, from: usize, arguments: &mut Arguments) -> SmallVec<[NounPhrase; 3]> {
        let mut bare = SmallVec::new();
        let (mut at, mut comma) = (from, false);
        while at < arguments.end {
            comma |= self.document.is_mark(at, &[',', '،']);
            if let Some(cue) = self
                .document
                .cues_at(at)
                .iter()
                .find(|c| self.document.lexicon.lexeme(c.lexeme).classes.meets(self.chunker.adverb))
            {
                at += cue.len;
                continue;
            }
            if let Some((preposition, first)) = self.preposition(at) {
                if let Some(phrase) = self.noun_phrase(first, arguments.end) {
                    arguments.prepositions.push((preposition, phrase));
                    at = phrase.last + 1;
                    continue;
                }
            } else if let Some(m) = self.tagging.mention_at(at).filter(|m| m.kind == EntityKind::Date) {
                at = m.tokens.end.max(at + 1);
                continue;
            } else if let Some(phrase) = self.noun_phrase(at, arguments.end) {
                if !comma && bare.len() < 3 && self.document.proclitic_bytes(at) == 0 {
                    bare.push(phrase);
                }
                at = phrase.last + 1;
                continue;
            }
            at += 1;
        }
        bare
    }

    /// True when the subject is a pronoun on the complementiser: أنها ستواصل.
    fn pronoun_before(&self, token: usize) -> bool {
        let start = self.document.sentence(token).tokens.start;
        let before = (start..token).rev().find(|&at| self.document.tag(at) != Tag::Particle);
        before.is_some_and(|at| {
            self.document.tag(at) == Tag::Complementiser
                && self.document.word(at).letters > 2
                && ["ه", "ها", "هم", "هما"].iter().any(|p| self.document.raw(at).ends_with(p))
        })
    }

    /// The noun phrase before a verb that is its subject: السفارة دعت، أن الجيش انسحب، القوات التي انسحبت.
    pub fn subject_before(&self, token: usize) -> Option<NounPhrase> {
        let joined = |s: &crate::morphology::Stem| s.proclitics.has(Proclitics::CONJUNCTION);
        if self.document.word(token).stems.first().is_some_and(joined) {
            return None;
        }
        let mut last = token;
        let start = self.document.sentence(token).tokens.start;
        while last > start && matches!(self.document.tag(last - 1), Tag::Particle) {
            last -= 1;
        }
        if last > start && self.document.tag(last - 1) == Tag::Relative {
            return self.phrase_ending(last - 1, start);
        }
        let clause = self.clause_start(last);
        if clause >= last || self.preposition(clause).is_some() {
            return None;
        }
        let phrase = self.noun_phrase(clause, last)?;
        // between subject and verb only its own complements may stand
        let gap = phrase.last + 1..last;
        let set_off = self.document.tag(last) == Tag::Particle || self.document.tag(token - 1) == Tag::Particle;
        let quiet = gap
            .clone()
            .all(|at| !self.document.is_mark(at, &[',', '،']) || set_off || self.tagging.mention_at(at).is_some());
        (quiet && self.document.word(clause).first != 'و' || gap.is_empty()).then_some(phrase)
    }

    /// The noun phrase whose last token is `end - 1`.
    pub fn phrase_ending(&self, end: usize, start: usize) -> Option<NounPhrase> {
        let from = end.saturating_sub(12).max(start);
        (from..end).find_map(|first| {
            let bare = matches!(self.document.tag(first), Tag::Noun | Tag::Number);
            let phrase = bare.then(|| self.noun_phrase(first, end)).flatten()?;
            (phrase.last + 1 == end || (phrase.last + 2 == end && self.document.tag(end - 1) == Tag::Punct))
                .then_some(phrase)
        })
    }
}

/// True when a verb before its subject may have this subject: it agrees in gender only (SCHEME 1.3).
pub fn agrees(verb: Inflection, (gender, number): (Gender, Number)) -> bool {
    match (verb.gender, gender) {
        (Gender::Feminine, Gender::Masculine) => number == Number::Plural,
        (Gender::Masculine, Gender::Feminine) => number != Number::Singular,
        _ => true,
    }
}
