//! Parts of speech, guessed from the lexicon and the neighbours: enough to tell where a noun phrase ends.

use super::clitic::Proclitics;
use super::document::Document;
use super::lexicon::{Lexicon, Pos};
use super::spelling::{
    Shape, before_mark, clause_preposition, definite, followed_by_definite_noun, nominal_follows, obliged, pronominal,
    shape, whole_noun, whole_verb,
};
use super::{ClassId, ClassSet};
use crate::text::TokenKind;

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

/// Classes that decide without context.
#[derive(Debug)]
pub struct Tagger {
    fixed: Vec<(ClassId, Tag)>,
    negation: ClassId,
    quantifier: ClassId,
    auxiliary: ClassId,
    given: ClassId,
    opener: ClassSet,
    light: ClassSet,
    modality: ClassSet,
    complementiser: ClassSet,
    pronoun: ClassSet,
    reporting: ClassSet,
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
            pronoun: ClassSet::of(class("function.pronoun")),
            opener: lexicon.class_set(&["scope.break", "attr.newspeaker", "modality.conditional"]),
            reporting: lexicon.class_family("report."),
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
        if let Some(tag) = self.function_word(document, token) {
            return tag;
        }
        let Shape { verb, nominal, bare_past, imperfect } = shape(document, token);
        // وزير is a minister, not "and he was visited"
        if !verb || whole_noun(document.word(token)) {
            return Tag::Noun;
        }
        // من جهة أخرى كشف: an opening phrase is no part of the clause
        let opened = || {
            let cues = document.cues.all();
            let near = cues.partition_point(|cue| cue.first + 5 < token);
            cues[near..]
                .iter()
                .take_while(|c| c.first < token)
                .any(|c| c.first + c.len == token && document.lexicon.lexeme(c.lexeme).classes.meets(self.opener))
        };
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
        self.ambiguous(document, token, before, imperfect, verb_before, nominal)
    }

    /// كان، كاد; فقد is one only as a particle.
    fn auxiliary_verb(&self, document: &Document<'_>, token: usize) -> bool {
        document.word(token).readings().any(|(_, r)| {
            let lexeme = document.lexicon.lexeme(r.lexeme);
            lexeme.pos != Pos::Particle && lexeme.classes.has(self.auxiliary)
        })
    }

    fn names(&self, document: &Document<'_>, token: usize) -> bool {
        let next = document.word(token + 1);
        document.word(token).classes.has(self.given) && next.stems.is_empty() && next.letters > 2
    }

    /// أكدا أن، قال اليوم الاثنين إن: a complementiser within a few words, no mark between.
    fn complement_follows(&self, document: &Document<'_>, token: usize) -> bool {
        let end = document.sentence(token).tokens.end.min(token + 6);
        let words = (token + 1..end).take_while(|&at| document.tokens[at].kind == TokenKind::Word);
        words.into_iter().any(|at| document.has(at, self.complementiser))
    }

    fn pronoun_follows(&self, document: &Document<'_>, token: usize) -> bool {
        // به، فيه: a preposition with its pronoun
        let attached = document.word(token + 1).readings().any(|(stem, reading)| {
            let classes = document.lexicon.lexeme(reading.lexeme).classes;
            stem.enclitic && self.fixed.iter().any(|&(class, tag)| tag == Tag::Preposition && classes.has(class))
        });
        document.has(token + 1, self.pronoun) || attached
    }

    fn function_word(&self, document: &Document<'_>, token: usize) -> Option<Tag> {
        let word = document.word(token);
        // ولي العهد is no و with لي
        let office = |c: &super::Cue| c.len > 1 && document.lexicon.lexeme(c.lexeme).classes.meets(self.title);
        if document.cues_at(token).iter().any(office) {
            return Some(Tag::Noun);
        }
        if !word.classes.meets(self.function) {
            return None;
        }
        for (stem, reading) in word.readings() {
            let lexeme = document.lexicon.lexeme(reading.lexeme);
            if lexeme.pos != Pos::Particle {
                continue;
            }
            if let Some(&(_, tag)) = self.fixed.iter().find(|&&(class, _)| lexeme.classes.has(class)) {
                // عليه، له: a whole phrase that governs nothing more
                return Some(if tag == Tag::Preposition && stem.enclitic { Tag::Particle } else { tag });
            }
            let modal = lexeme.classes.meets(self.modality);
            // فقد الجيش السيطرة: قد stands before a verb only, where the whole word is one too
            let joined = stem.proclitics.has(Proclitics::CONJUNCTION) || word.first == 'ف';
            let lost = joined && whole_verb(word);
            if lost && followed_by_definite_noun(document, token) {
                continue;
            }
            if lexeme.classes.has(self.negation) || lexeme.classes.has(self.auxiliary) || modal {
                return Some(Tag::Particle);
            }
        }
        None
    }

    fn ambiguous(
        &self,
        document: &Document<'_>,
        token: usize,
        before: Option<Tag>,
        imperfect: bool,
        verb_before: bool,
        nominal: bool,
    ) -> Tag {
        let conjoined = document.word(token).stems.iter().any(|s| s.proclitics.has(Proclitics::CONJUNCTION));
        if conjoined && document.has(token, self.reporting) {
            return Tag::Verb;
        }
        let cue = document.word(token).readings().any(|(_, r)| !document.lexicon.lexeme(r.lexeme).triggers.is_empty())
            || document.has(token, self.reporting);
        if cue && !nominal && (!verb_before || conjoined) {
            return Tag::Verb;
        }
        // هجوم وقع في المدينة: a light verb that describes an indefinite noun has its phrases behind it
        let next = document.tokens.get(token + 1).map(|t| t.kind);
        let governs = next == Some(TokenKind::Punct)
            || next.is_some() && self.function_word(document, token + 1) == Some(Tag::Preposition);
        if before == Some(Tag::Noun)
            && document.has(token, self.light)
            && governs
            && !conjoined
            && !definite(document, token - 1)
            && !document.word(token).nominal_shape
        {
            return Tag::Verb;
        }
        // بان كي مون رحب: behind a word that nobody knows, a name
        let unknown = |at: usize| {
            !document.raw(token).ends_with('ا')
                && document.word(at).stems.is_empty()
                && document.tokens[at].kind == TokenKind::Word
                && self.function_word(document, at).is_none()
        };
        if cue
            && before == Some(Tag::Noun)
            && !verb_before
            && !conjoined
            && unknown(token - 1)
            && !document.word(token).nominal_shape
        {
            return Tag::Verb;
        }
        // مصدرين أكدا أن: only a verb takes a complementiser
        if self.complement_follows(document, token)
            && document.has(token, self.reporting)
            && before == Some(Tag::Noun)
            && !verb_before
        {
            return Tag::Verb;
        }
        // وتسبب في انقطاع الكهرباء: a light verb joined to the one before, with its preposition
        if conjoined && verb_before && governs && document.has(token, self.light) && before == Some(Tag::Noun) {
            return Tag::Verb;
        }
        // إن جنديين قتلا: a dual that agrees with the dual before it
        let dual = |at: usize, verb: bool| {
            document.word(at).readings().any(|(_, r)| {
                let finite = matches!(r.inflection.tense, super::Tense::Past | super::Tense::Present);
                r.inflection.number == super::Number::Dual && finite == verb
            })
        };
        if before == Some(Tag::Noun) && !verb_before && !conjoined && dual(token, true) && dual(token - 1, false) {
            return Tag::Verb;
        }
        // إن على رواندا سحب قواتها: what somebody is obliged to is a verbal noun
        if nominal && !imperfect && !conjoined && before == Some(Tag::Noun) && obliged(document, token) {
            return Tag::Noun;
        }
        // الوضع الأمني تدهور في الشمال: behind a definite noun a verbal noun would need its genitive
        if cue && governs && before == Some(Tag::Noun) && !verb_before && !conjoined && definite(document, token - 1) {
            return Tag::Verb;
        }
        // إن قاربا غرق: the verb of a clause whose subject is an accusative
        let accusative = |at: usize| document.raw(at).ends_with("اً") || document.raw(at).ends_with("ًا");
        if before == Some(Tag::Noun)
            && !verb_before
            && !conjoined
            && accusative(token - 1)
            && !accusative(token)
            && !document.word(token).nominal_shape
        {
            return Tag::Verb;
        }
        // هجمات شنتها القوات، قصف قام به الجيش، بيانا دعت فيه: a light verb or a cue that describes the noun before it
        let points_back = document.word(token).stems.iter().any(|s| s.enclitic)
            || document.words.len() > token + 1 && self.pronoun_follows(document, token);
        let describes = document.has(token, self.light) || cue;
        let resumed = cue && document.words.len() > token + 1 && self.pronoun_follows(document, token);
        if before == Some(Tag::Noun) && describes && points_back && (resumed || !definite(document, token - 1)) {
            return Tag::Verb;
        }
        match before {
            None | Some(Tag::Relative | Tag::Conjunction | Tag::Particle | Tag::Demonstrative) => Tag::Verb,
            Some(Tag::Complementiser) if imperfect || document.word(token - 1).classes.has(self.negation) => Tag::Verb,
            // أنه عقد جلسة: behind the pronoun no genitive
            Some(Tag::Complementiser) if pronominal(document, token - 1) && !document.word(token).nominal_shape => {
                Tag::Verb
            }
            // وزير الخارجية، سيرغي لافروف: a given name and a word nobody knows are a name
            Some(Tag::Punct)
                if (conjoined || !verb_before) && nominal_follows(document, token) && !self.names(document, token) =>
            {
                Tag::Verb
            }
            Some(Tag::Noun)
                if !verb_before
                    && definite(document, token - 1)
                    && !conjoined
                    && (!document.word(token).nominal_shape || imperfect && !self.ruled(document, token - 1)) =>
            {
                Tag::Verb
            }
            // إن بكين تعارض العقوبات: behind a name that opens the clause
            Some(Tag::Noun)
                if imperfect
                    && !verb_before
                    && !conjoined
                    && token > 1
                    && document.word(token - 1).stems.is_empty()
                    && document.has(token - 2, self.complementiser) =>
            {
                Tag::Verb
            }
            _ => Tag::Noun,
        }
    }

    /// True for a noun that a preposition governs.
    fn ruled(&self, document: &Document<'_>, token: usize) -> bool {
        let joined = document.word(token).stems.first().is_some_and(|s| s.proclitics.preposition());
        joined || token > 0 && self.function_word(document, token - 1) == Some(Tag::Preposition)
    }
}
