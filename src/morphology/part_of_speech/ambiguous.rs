//! Words that can be a finite verb and a noun: شنت، تعارض، وقع.

use super::{Tag, Tagger};
use crate::morphology::document::Document;
use crate::morphology::spelling::{Shape, definite, obliged};
use crate::morphology::{Number, Proclitics, Reading, Stem, Tense};
use crate::text::{Token, TokenKind};

/// An ambiguous word in its place.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) token: usize,
    /// The tag before it, none at the head of a clause.
    pub(super) before: Option<Tag>,
    /// Its clause has had a verb.
    pub(super) verb_before: bool,
    /// What it can be.
    pub(super) shape: Shape,
    /// A conjunction is joined to it.
    pub(super) conjoined: bool,
}

impl Tagger {
    /// A word that can be a finite verb and a noun.
    pub(super) fn ambiguous(&self, document: &Document<'_>, place: Place) -> Tag {
        let Place { token, before, verb_before, conjoined, shape: Shape { nominal, imperfect, .. } } = place;
        if participle_of_one(document, place) {
            return Tag::Noun;
        }
        if conjoined && document.has(token, self.reporting) {
            return Tag::Verb;
        }
        let cue = document.word(token).triggers || document.has(token, self.reporting);
        if !nominal && cue && (!verb_before || conjoined) || self.carries(document, place) {
            return Tag::Verb;
        }
        // هاجم المدينة فقتل 12 شخصا وجرح 27، وعين سارة: ف joins clauses, and so may و before a number or a given name
        let follows = |t: &Token| t.kind == TokenKind::Number || document.word(token + 1).classes.has(self.given);
        let acts = || document.tokens.get(token + 1).is_some_and(follows) && !self.among_masdars(document, token);
        let joins = || joined_by_fa(document, token) || acts();
        if cue && conjoined && verb_before && joins() {
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
        // إن على رواندا سحب قواتها: what somebody is obliged to is a verbal noun
        if nominal && !imperfect && !conjoined && before == Some(Tag::Noun) && obliged(document, token) {
            return Tag::Noun;
        }
        // أعلنت جماعة مسلحة تبنيها للهجوم: a verbal noun whose object ل brings in
        let owned = |(stem, r): (&Stem, &Reading)| stem.enclitic && r.inflection.tense == Tense::Masdar;
        let object = || document.raw(token + 1).starts_with('ل');
        if verb_before
            && !conjoined
            && before == Some(Tag::Noun)
            && document.word(token).readings().any(owned)
            && object()
        {
            return Tag::Noun;
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
        // مصدرين أكدا أن: only a verb takes a complementiser; so it does behind a clause that describes: الوزير الذي زار المدينة قال إن
        if self.complement_follows(document, token)
            && document.has(token, self.reporting)
            && before == Some(Tag::Noun)
            && (!verb_before || !document.word(token).nominal_shape && document.has(token + 1, self.complementiser))
        {
            return Tag::Verb;
        }
        // وعن المستشفى، قال: behind a comma, what speaks right before the colon
        let speaks = document.is_mark(token + 1, &[':']) && document.has(token, self.reporting);
        if speaks && before == Some(Tag::Punct) && !document.word(token).nominal_shape {
            return Tag::Verb;
        }
        // وتسبب في انقطاع الكهرباء: a light verb joined to the one before, with its preposition
        if conjoined && verb_before && governs && document.has(token, self.light) && before == Some(Tag::Noun) {
            return Tag::Verb;
        }
        // إن جنديين قتلا: a dual that agrees with the dual before it
        if before == Some(Tag::Noun)
            && !verb_before
            && !conjoined
            && dual(document, token, true)
            && dual(document, token - 1, false)
        {
            return Tag::Verb;
        }
        // الوضع الأمني تدهور في الشمال: behind a definite noun a verbal noun would need its genitive
        if cue && governs && before == Some(Tag::Noun) && !verb_before && !conjoined && definite(document, token - 1) {
            return Tag::Verb;
        }
        // إن قارباً غرق، أن قياديا كبيرا قتل: the verb of a clause whose subject is an accusative
        let accusative = |at: usize| document.raw(at).ends_with("اً") || document.raw(at).ends_with("ًا");
        if before == Some(Tag::Noun)
            && !verb_before
            && !conjoined
            && (accusative(token - 1) || self.accusative_subject(document, token - 1))
            && !document.raw(token).ends_with('ا')
            && !accusative(token)
            && !document.word(token).nominal_shape
        {
            return Tag::Verb;
        }
        if self.resumes(document, place, cue, nominal) {
            return Tag::Verb;
        }
        self.by_neighbour(document, place)
    }

    /// هجمات شنتها القوات، قصف قام به الجيش، بيانا دعت فيه: a light verb or a cue that describes the noun before it
    fn resumes(&self, document: &Document<'_>, place: Place, cue: bool, nominal: bool) -> bool {
        let Place { token, before, .. } = place;
        let points_back = document.word(token).stems.iter().any(|s| s.enclitic)
            || document.words.len() > token + 1 && self.pronoun_follows(document, token);
        let describes = document.has(token, self.light) || cue;
        let resumed = cue && document.words.len() > token + 1 && self.pronoun_follows(document, token);
        // في ختام كلمته: a noun with its pronoun, in the genitive
        let genitive = nominal && !resumed && token > 0 && self.ruled(document, token - 1);
        // إثر هجوم شنه الحوثيون: nor is what carries an event, with somebody behind it who did
        let next = document.words.get(token + 1);
        let doer = next.is_some_and(|w| w.article.is_some()) || document.raw(token + 1).ends_with("ون");
        let carried = token > 0 && document.word(token - 1).triggers && document.has(token, self.light);
        let genitive = genitive && !(carried && doer);
        let describes = describes && !genitive;
        before == Some(Tag::Noun) && describes && points_back && (resumed || !definite(document, token - 1))
    }

    /// أن قياديا كبيرا: behind a complementiser, no more than words in ا.
    fn accusative_subject(&self, document: &Document<'_>, last: usize) -> bool {
        let start = document.sentence(last).tokens.start.max(last.saturating_sub(4));
        // ضحايا: a broken plural, which may govern the verbal noun
        let bare = |at: usize| document.raw(at).ends_with('ا') && !document.raw(at).ends_with("ايا");
        let mut before = (start..=last).rev().skip_while(|&at| bare(at));
        bare(last)
            && before.next().is_some_and(|at| document.has(at, self.complementiser) && !document.joint_with_pronoun(at))
    }

    /// قاموا بقتل 13 شخصا | وجرح 27: the nearest deed before is a verbal noun.
    fn among_masdars(&self, document: &Document<'_>, token: usize) -> bool {
        let start = document.sentence(token).tokens.start.max(token.saturating_sub(6));
        let nearest = (start..token).rev().find(|&at| document.word(at).triggers);
        nearest.is_some_and(|at| self.ruled(document, at))
    }

    /// مسلحون تم تحذيرهم، قارب كان يقلهم، قصف طال مدرسة: a verb that only carries what another word says, where neither a
    /// noun without a proclitic nor a verbal noun behind ل (لتبادل الأسرى) is spelled like it, or one that says of the deed
    /// before it that it happened.
    fn carries(&self, document: &Document<'_>, place: Place) -> bool {
        let Place { token, before, conjoined, .. } = place;
        let noun = |tense: Tense| !tense.is_finite() && tense != Tense::Fixed;
        let word = document.word(token);
        let nominal = |masdar: bool| {
            let joined = |p: Proclitics| p.is_empty() || p.has(Proclitics::CONJUNCTION) && !p.preposition();
            let aim = |p: Proclitics, tense: Tense| p.has(Proclitics::LAM) && tense == Tense::Masdar;
            let alike =
                |(stem, r): &(&Stem, &Reading)| joined(stem.proclitics) || aim(stem.proclitics, r.inflection.tense);
            let mut readings = word.readings().filter(alike);
            readings.any(|(_, r)| noun(r.inflection.tense) && (!masdar || r.inflection.tense == Tense::Masdar))
        };
        let light = document.has(token, self.light);
        if (light || word.classes.has(self.auxiliary)) && !nominal(false) {
            return true;
        }
        let deed = |at: usize| {
            let mut readings = document.word(at).readings().map(|(_, r)| r).filter(|r| noun(r.inflection.tense));
            readings.any(|r| !document.lexicon.lexeme(r.lexeme).triggers.is_empty())
        };
        let happens = || {
            let mut senses = word.readings().filter_map(|(_, r)| document.lexicon.sense(r.lexeme, self.light));
            senses.any(|sense| sense.feature("subject") == Some("content"))
        };
        let behind_noun = light && before == Some(Tag::Noun) && !conjoined && !definite(document, token - 1);
        behind_noun && !nominal(true) && happens() && deed(token - 1)
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

    /// True for a noun that a preposition governs.
    pub(super) fn ruled(&self, document: &Document<'_>, token: usize) -> bool {
        let joined = document.word(token).stems.first().is_some_and(|s| s.proclitics.preposition());
        joined || token > 0 && self.function_word(document, token - 1) == Some(Tag::Preposition)
    }
}

/// زار المدينة، لافتا إلى أن: the accusative of a participle, which a verb of two would be spelled like, where no two are named.
fn participle_of_one(document: &Document<'_>, place: Place) -> bool {
    let token = place.token;
    let finite = || document.word(token).readings().filter(|(_, r)| r.inflection.tense.is_finite());
    let participle = || document.word(token).readings().any(|(_, r)| r.inflection.tense == Tense::ActiveParticiple);
    document.raw(token).ends_with('ا')
        && place.before != Some(Tag::Noun)
        && finite().all(|(_, r)| r.inflection.number == Number::Dual)
        && participle()
}

/// True for ف and a finite verb that no noun is spelled like: فقتل, not فوزه.
fn joined_by_fa(document: &Document<'_>, at: usize) -> bool {
    let word = document.word(at);
    word.readings().any(|(stem, r)| r.inflection.tense.is_finite() && stem.proclitics.has(Proclitics::FA))
        && word.readings().all(|(stem, r)| r.inflection.tense.is_finite() || !stem.proclitics.is_empty())
}

/// True for a dual, finite or not.
fn dual(document: &Document<'_>, at: usize, verb: bool) -> bool {
    let is = |r: &Reading| {
        let finite = matches!(r.inflection.tense, Tense::Past | Tense::Present);
        r.inflection.number == Number::Dual && finite == verb
    };
    document.word(at).readings().any(|(_, r)| is(r))
}
