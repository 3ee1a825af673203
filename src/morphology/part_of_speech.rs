//! Parts of speech, guessed from the lexicon and the neighbours: enough to tell where a noun phrase ends.

use super::clitic::Proclitics;
use super::document::Document;
use super::lexicon::{Lexicon, Pos, Reading};
use super::spelling::{Shape, before_mark, clause_preposition, followed_by_definite_noun, whole_verb};
use super::{ClassId, ClassSet, Cue, Stem};
use crate::text::TokenKind;

mod ambiguous;
mod neighbour;

use ambiguous::Place;

/// Part of speech of a token in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tag {
    /// A finite verb.
    Verb,
    /// A noun, adjective, participle, name, or a word nobody knows.
    Noun,
    /// في، من …
    Preposition,
    /// ثم، حيث، لكن … (not the proclitic و).
    Conjunction,
    /// أن، إن، بأن.
    Complementiser,
    /// الذي، التي …
    Relative,
    /// هذا، تلك …
    Demonstrative,
    /// هو، هي …
    Pronoun,
    /// لا، لم، قد، سوف …
    Particle,
    /// Digits.
    Number,
    /// A mark.
    Punct,
}

/// Tokens from the first comma of an aside to the second, at most.
const ASIDE: usize = 5;

/// Tokens from a verb to its preposition, its subject between them, at most.
const SUBJECT: usize = 12;

/// The cues of several words that end right before a token.
fn phrases_before<'d>(document: &'d Document<'_>, token: usize) -> impl Iterator<Item = &'d Cue> {
    let cues = document.cues.all();
    let near = cues.partition_point(|cue| cue.first + 5 < token);
    cues[near..].iter().take_while(move |c| c.first < token).filter(move |c| c.first + c.len == token)
}

/// Classes that decide without context.
#[derive(Debug)]
pub struct Tagger {
    fixed: Vec<(ClassId, Tag)>,
    negation: ClassId,
    quantifier: ClassId,
    auxiliary: ClassId,
    given: ClassId,
    opener: ClassSet,
    conjunction: ClassSet,
    light: ClassSet,
    modality: ClassSet,
    complementiser: ClassSet,
    pronoun: ClassSet,
    reporting: ClassSet,
    calling: ClassSet,
    frame: ClassSet,
    prepositions: ClassSet,
    title: ClassSet,
    /// Classes of function words.
    function: ClassSet,
}

impl Tagger {
    /// Finds the classes in the lexicon.
    pub fn new(lexicon: &Lexicon) -> Self {
        let class = |name| lexicon.class(name);
        let fixed = vec![
            (class("function.demonstrative"), Tag::Demonstrative),
            (class("function.pronoun"), Tag::Pronoun),
            (class("complementiser"), Tag::Complementiser),
            (class("function.quantifier"), Tag::Noun),
            (class("attr.frame"), Tag::Preposition),
            (class("function.preposition"), Tag::Preposition),
            (class("function.relative"), Tag::Relative),
            (class("function.conjunction"), Tag::Conjunction),
            (class("function.adverb"), Tag::Particle),
        ];
        let mut function = lexicon.class_set(&["negation", "function.auxiliary", "modality.possible"]);
        for &(class, _) in &fixed {
            function.insert(class);
        }
        Self {
            fixed,
            function,
            negation: class("negation"),
            quantifier: class("function.quantifier"),
            auxiliary: class("function.auxiliary"),
            given: class("entity.given_name"),
            light: ClassSet::of(class("light")),
            modality: ClassSet::of(class("modality.possible")),
            complementiser: ClassSet::of(class("complementiser")),
            conjunction: ClassSet::of(class("function.conjunction")),
            pronoun: ClassSet::of(class("function.pronoun")),
            opener: lexicon.class_set(&["scope.break", "attr.newspeaker", "modality.conditional"]),
            reporting: lexicon.class_family("report."),
            calling: ClassSet::of(class("report.call")),
            frame: lexicon.class_set(&["attr.frame", "attr.trailing"]),
            prepositions: ClassSet::of(class("function.preposition")),
            title: ClassSet::of(class("entity.title")),
        }
    }

    /// Tags all tokens of the document, those that are known to be part of a name as nouns; `out` is emptied first.
    pub fn tag(&self, document: &Document<'_>, named: impl Fn(usize) -> bool, out: &mut Vec<Tag>) {
        out.clear();
        let mut verb = false;
        // the last comma, and whether its clause had a verb
        let mut comma: Option<(usize, bool)> = None;
        for token in 0..document.len() {
            let before = out.last().copied();
            let tag = if named(token) { Tag::Noun } else { self.one(document, token, before, verb) };
            verb = match tag {
                Tag::Verb => !self.auxiliary_verb(document, token),
                // أعلنت القوات، الأحد، سيطرتها: after an aside the clause goes on
                Tag::Punct if document.is_mark(token, &['،', ',']) => {
                    let opened = comma.replace((token, verb)).filter(|&(at, _)| token - at <= ASIDE && !verb);
                    opened.is_some_and(|(_, verb)| verb)
                }
                Tag::Punct | Tag::Complementiser | Tag::Conjunction | Tag::Relative => false,
                _ => verb,
            };
            out.push(tag);
        }
    }

    fn one(&self, document: &Document<'_>, token: usize, before: Option<Tag>, verb_before: bool) -> Tag {
        match document.tokens[token].kind {
            TokenKind::Punct | TokenKind::Symbol => return Tag::Punct,
            TokenKind::Number => return Tag::Number,
            TokenKind::Foreign | TokenKind::Address => return Tag::Noun,
            TokenKind::Word => {}
        }
        // أوضح والي المدينة: an office, not و with إلى
        let spoken = before == Some(Tag::Verb) && document.has(token - 1, self.reporting);
        let whole = |(stem, r): (&Stem, &Reading)| {
            stem.proclitics.is_empty() && document.lexicon.lexeme(r.lexeme).classes.meets(self.title)
        };
        if spoken && document.word(token).readings().any(whole) {
            return Tag::Noun;
        }
        if let Some(tag) = self.function_word(document, token) {
            let said = tag == Tag::Preposition && self.with_preposition(document, token, before);
            return if said { Tag::Verb } else { tag };
        }
        // ووفقا للبيان فإن, بدلا من ذلك: a frame or preposition of several words is no verb
        let lexeme = |c: &Cue| document.lexicon.lexeme(c.lexeme);
        let phrase = |c: &Cue| c.len > 1 && lexeme(c).classes.meets(self.prepositions);
        let frame = |c: &Cue| lexeme(c).pos == Pos::Phrase && lexeme(c).classes.meets(self.frame) || phrase(c);
        if document.raw(token).ends_with(['ا', 'ً']) && document.cues_at(token).iter().any(frame) {
            return Tag::Preposition;
        }
        // الساعات الـ24: the article of a number in digits
        let number = document.tokens.get(token + 1).is_some_and(|next| next.kind == TokenKind::Number);
        if number && matches!(document.raw(token), "ال" | "الـ") {
            return Tag::Particle;
        }
        let shape = document.word(token).shape;
        let Shape { verb, nominal, bare_past, imperfect } = shape;
        if !verb {
            return Tag::Noun;
        }
        // من جهة أخرى كشف: an opening phrase is no part of the clause
        let opened =
            || phrases_before(document, token).any(|c| document.lexicon.lexeme(c.lexeme).classes.meets(self.opener));
        let starts = document.sentence(token).tokens.start == token || opened();
        let before = if starts { None } else { before };
        // اتهم «قوى خارجية»: a quotation that opens within a clause, not behind a colon or comma
        let quoted = before == Some(Tag::Punct) && token > 1 && document.is_mark(token - 1, &['"', '«', '“']);
        let within = quoted && matches!(before_mark(document, token), TokenKind::Word);
        if within && nominal && !imperfect && !document.has(token, self.reporting) {
            return Tag::Noun;
        }
        let conjoined = document.word(token).stems.iter().any(|s| s.proclitics.has(Proclitics::CONJUNCTION));
        // منذ 2014 تسيطر قوات: what can only be a verb is not counted
        let counted = before == Some(Tag::Number) && !conjoined && (nominal || !imperfect);
        if (before == Some(Tag::Preposition) || counted) && !clause_preposition(document, token - 1) {
            return Tag::Noun;
        }
        // أي تقدم, كل ضرب: what is counted is a noun
        if nominal && !starts && document.word(token - 1).classes.has(self.quantifier) {
            return Tag::Noun;
        }
        // هذا الحي
        if before == Some(Tag::Demonstrative) && document.word(token).article.is_some() {
            return Tag::Noun;
        }
        // محادثات جرت، غارات شنت: a light verb that nothing else is spelt like
        let light = !nominal && document.has(token, self.light) && document.raw(token).ends_with('ت');
        if !nominal && (!bare_past || light) {
            return Tag::Verb;
        }
        self.ambiguous(document, Place { token, before, verb_before, shape, conjoined })
    }

    /// عبر الوزير عن أمله, بين المتحدث باسم الشرطة أن; not عبر الحدود, بين الوزير ونظيره: a preposition spelled like a reporting
    /// verb, with the verb's own preposition or its complementiser behind it in its clause.
    fn with_preposition(&self, document: &Document<'_>, token: usize, before: Option<Tag>) -> bool {
        let word = document.word(token);
        let phrase = || document.cues_at(token).iter().any(|cue| cue.len > 1);
        if !word.classes.meets(self.reporting) || phrase() {
            return false;
        }
        let mut senses = word.readings().filter_map(|(_, r)| document.lexicon.sense(r.lexeme, self.reporting));
        let own = senses.find_map(|sense| sense.feature("prep"));
        let opens = document.sentence(token).tokens.start == token
            || matches!(before, Some(Tag::Punct | Tag::Conjunction | Tag::Particle))
            || word.stems.iter().any(|s| s.proclitics.has(Proclitics::CONJUNCTION));
        let reach = if opens { SUBJECT } else { 1 };
        let clause = (token + 1..document.sentence(token).tokens.end).take(reach);
        let mut clause = clause.take_while(|&at| document.tokens[at].kind != TokenKind::Punct);
        // عبر قناته أعرب عن أمله: another verb takes it
        let other = |at: usize| {
            document.has(at, self.reporting)
                && document.word(at).readings().all(|(_, r)| r.inflection.tense.is_finite())
        };
        let Some(own) = own else {
            // between two parties
            let ends = |at: usize| other(at) || document.word(at).first == 'و' || document.word(at).shape.verb;
            let joint = |at: usize| document.has(at, self.complementiser) && document.word(at).first != 'و';
            return opens
                && before != Some(Tag::Particle)
                && clause.find(|&at| joint(at) || ends(at)).is_some_and(joint);
        };
        clause.find(|&at| document.raw(at) == own || other(at)).is_some_and(|at| document.raw(at) == own)
    }

    /// كان، كاد; فقد is one only as a particle.
    fn auxiliary_verb(&self, document: &Document<'_>, token: usize) -> bool {
        document.word(token).readings().any(|(_, r)| {
            let lexeme = document.lexicon.lexeme(r.lexeme);
            lexeme.pos != Pos::Particle && lexeme.classes.has(self.auxiliary)
        })
    }

    fn function_word(&self, document: &Document<'_>, token: usize) -> Option<Tag> {
        let word = document.word(token);
        // ولي العهد is no و with لي
        let office = |c: &Cue| c.len > 1 && document.lexicon.lexeme(c.lexeme).classes.meets(self.title);
        if document.cues_at(token).iter().any(office) {
            return Some(Tag::Noun);
        }
        if !word.classes.meets(self.function) {
            return None;
        }
        // كذلك: also, before like that
        let particle = |(_, r): &(&Stem, &Reading)| document.lexicon.lexeme(r.lexeme).pos == Pos::Particle;
        let whole = |(stem, _): &(&Stem, &Reading)| stem.proclitics.is_empty();
        let readings = || word.readings().filter(particle);
        for (stem, reading) in readings().filter(whole).chain(readings().filter(|r| !whole(r))) {
            let lexeme = document.lexicon.lexeme(reading.lexeme);
            // فقد الجيش السيطرة: قد stands before a verb only, where the whole word is one too; فتحت النيابة is no "and under"
            let joined = stem.proclitics.has(Proclitics::CONJUNCTION) || word.first == 'ف';
            let lost = joined && whole_verb(word) && followed_by_definite_noun(document, token);
            if let Some(&(_, tag)) = self.fixed.iter().find(|&&(class, _)| lexeme.classes.has(class)) {
                if lost && tag == Tag::Preposition && word.first == 'ف' {
                    continue;
                }
                // عليه، له: a whole phrase that governs nothing more
                return Some(if tag == Tag::Preposition && stem.enclitic { Tag::Particle } else { tag });
            }
            let modal = lexeme.classes.meets(self.modality);
            if lost {
                continue;
            }
            if lexeme.classes.has(self.negation) || lexeme.classes.has(self.auxiliary) || modal {
                return Some(Tag::Particle);
            }
        }
        None
    }
}
