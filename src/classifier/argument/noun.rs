//! The arguments of verbal nouns, and what the ending or place of a noun says.

use super::{Arguments, View};
use crate::classifier::condition::Preposition;
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{Inflection, Number, Proclitics, Reading, Tense as Form};
use crate::tagger::chunk::{NounPhrase, shows_accusative};
use crate::tagger::{EntityKind, Mention, MentionForm};

/// Tokens between a verb and the verbal noun that says how it was done.
const COGNATE: usize = 8;

impl View<'_> {
    /// The arguments of a verbal noun.
    pub fn of_noun(&self, token: usize) -> Arguments {
        let mut arguments = Arguments { end: self.clause_end(token), ..Arguments::default() };
        let word = self.document.word(token);
        let open = word.article.is_none() && !word.has_pronoun();
        let mut next = token + 1;
        let mut described = false;
        // مقتل وإصابة عدد من العمال: two verbal nouns share what follows the second
        if open && self.deed_joined(next) && self.follows(next + 1) && !self.adjective_of(next, next + 1) {
            next += 1;
        }
        while next < arguments.end {
            // هجوم آخر، قصف نسب للمتمردين: another one; to whom it is ascribed
            if self.chunker.other(&self.document, next) && !self.document.raw(next).ends_with('ن') {
                next += 1;
                continue;
            }
            if self.ascribes(next) {
                break;
            }
            // خطف الأجانب: behind an indefinite noun the article shows a genitive, not its adjective
            let alike = |at: usize| !open || self.document.word(at).article.is_none();
            if let Some(m) = self.tagging.mention_at(next).filter(|m| m.kind == EntityKind::Nationality && alike(next))
            {
                let last = m.tokens.end - 1;
                arguments.nisba = Some(NounPhrase { first: next, last, head: next, core_last: last });
                next = m.tokens.end;
            // استهدف قصف مدفعي | سوقا: behind its adjective a noun has no genitive
            } else if open
                && arguments.nisba.is_none()
                && !(described && shows_accusative(&self.document, next))
                && self.follows(next)
                && !self.adjective_of(token, next)
            {
                let genitive = self.noun_phrase(next, arguments.end);
                arguments.genitive = genitive.map(|p| self.without_quality(p));
                next = genitive.map_or(next + 1, |p| p.last + 1);
                break;
            // نيتها بناء جدار: what one means to do is no adjective
            } else if word.has_pronoun() && self.follows(next) && self.undertaken(next) {
                break;
            } else if self.follows(next) && (!open || self.adjective_of(token, next)) {
                described = true;
                next += 1;
            } else {
                break;
            }
        }
        let bare = self.collect(next, &mut arguments);
        arguments.object = bare.first().copied();
        self.of_its_verb(&mut arguments);
        arguments
    }

    /// True for a verb of ascribing with its preposition: نسب إلى.
    fn ascribes(&self, at: usize) -> bool {
        let sense = self.document.cue(at, self.reporting).map(|(s, _)| s);
        let names = sense.and_then(|s| s.feature("ascribes"));
        let to = self.preposition(at + 1).map(|(p, _)| p);
        names.is_some_and(|names| names.split('|').any(|name| to.is_some() && self.prepositions.by_name(name) == to))
    }

    /// True for a verbal noun without an article.
    fn undertaken(&self, at: usize) -> bool {
        let word = self.document.word(at);
        word.article.is_none() && word.readings().any(|(_, r)| r.inflection.tense == Form::Masdar)
    }

    /// هجوم سوسة | الإرهابي: behind the name of a place a masculine quality is that of the deed.
    fn without_quality(&self, phrase: NounPhrase) -> NounPhrase {
        let document = &self.document;
        let place = |m: &&Mention| m.kind == EntityKind::Location && m.form == MentionForm::Name;
        let Some(name) = self.tagging.mention_at(phrase.head).filter(place) else { return phrase };
        let next = name.tokens.end;
        let quality = next <= phrase.core_last
            && document.word(next).article.is_some()
            && !document.raw(next).ends_with('ة')
            && self.tagging.mention_at(next).is_none();
        if quality { NounPhrase { last: next - 1, core_last: next - 1, ..phrase } } else { phrase }
    }

    /// مواجهات اندلعت فجرا بين، المحادثات التي جرت مع: the phrases behind verbs that only say that the noun happened.
    fn of_its_verb(&self, arguments: &mut Arguments) {
        let document = &self.document;
        let sentence = document.sentence(arguments.end - 1).tokens.end;
        let mut verb = arguments.end;
        while document.tag(verb) == Tag::Relative || document.is_mark(verb, &[',', '،']) {
            verb += 1;
        }
        let happens =
            |at: usize| at < sentence && document.tag(at) == Tag::Verb && self.subject_of_light(at) == Some("content");
        if verb < sentence && self.conjoined(verb) {
            return;
        }
        while happens(verb) {
            let mut rest = Arguments { end: self.clause_end(verb), ..Arguments::default() };
            let bare = self.collect(verb + 1, &mut rest);
            // التفجير الذي استهدف المدينة
            let light = self.document.cue(verb, self.light).and_then(|(s, _)| s.feature("object"));
            arguments.hit = arguments.hit.or(bare.first().copied().filter(|_| light == Some("target")));
            arguments.prepositions.extend(rest.prepositions);
            verb = rest.end;
        }
        // هجوم شنه المتمردون بزوارق مسيرة: with what it was done
        let object = || self.document.cue(verb, self.light).and_then(|(s, _)| s.feature("object"));
        let resumed = verb == arguments.end && verb < sentence && document.tag(verb) == Tag::Verb;
        if resumed && document.word(verb).has_pronoun() && object() == Some("content") {
            let mut rest = Arguments { end: self.clause_end(verb), ..Arguments::default() };
            self.collect(verb + 1, &mut rest);
            arguments.prepositions.extend(rest.prepositions.into_iter().filter(|(p, _)| *p == Preposition::BA));
        }
    }

    /// True for a verbal noun that و joins to the one before it.
    fn deed_joined(&self, at: usize) -> bool {
        let document = &self.document;
        let deed = |r: &crate::morphology::Reading| {
            matches!(r.inflection.tense, Form::Masdar | Form::Nominal)
                && !document.lexicon.lexeme(r.lexeme).triggers.is_empty()
        };
        at < document.len()
            && document.tag(at) == Tag::Noun
            && document.word(at).first == 'و'
            && document.word(at).article.is_none()
            && document.word(at).readings().any(|(s, r)| s.proclitics.has(Proclitics::CONJUNCTION) && deed(r))
    }

    pub(super) fn follows(&self, at: usize) -> bool {
        matches!(self.document.tag(at), Tag::Noun | Tag::Number)
            && self.preposition(at).is_none()
            && !(self.joined_by_waw(at))
    }

    /// True for a word that begins with the conjunction و; of a word that nobody knows, so it is taken to begin.
    fn joined_by_waw(&self, at: usize) -> bool {
        let word = self.document.word(at);
        word.first == 'و' && (word.stems.is_empty() || self.document.proclitic_bytes(at) > 0)
    }

    /// True when `at` is an indefinite adjective of an indefinite noun (غارات جوية) rather than its genitive.
    pub fn adjective_of(&self, noun: usize, at: usize) -> bool {
        let word = self.document.word(at);
        if self.document.word(noun).article.is_some() != word.article.is_some() {
            return false;
        }
        // استشهاد عسكريين: what is several is no quality of one
        let several = |r: &Reading| matches!(r.inflection.number, Number::Dual | Number::Plural);
        let many = self.document.word(noun).readings().any(|(_, r)| several(r));
        let known = word.readings().any(|(_, r)| {
            self.document.lexicon.lexeme(r.lexeme).pos == crate::morphology::Pos::Adjective && (many || !several(r))
        });
        if let Some(mention) = self.tagging.mention_at(at) {
            return known && mention.tokens.start < at;
        }
        let raw = self.document.raw(at);
        let shaped = ["ية", "ي", "يا", "ياً", "يًا", "يه"].iter().any(|end| raw.ends_with(end)) && word.letters > 3;
        let noun = word.readings().any(|(_, r)| {
            matches!(r.inflection.tense, crate::morphology::Tense::Nominal | crate::morphology::Tense::Masdar)
        });
        // اعتقال قيادي، اعتقال خلية: people, whatever they end in
        let people = self.document.has(at, self.chunker.somebody);
        let shaped = shaped && !people || (raw.ends_with('ة') && !noun);
        shaped || known
    }

    /// رفض تهجيرهم رفضا قاطعا: a verbal noun that only says how the verb of its clause was done.
    pub(super) fn cognate(&self, token: usize) -> bool {
        let document = &self.document;
        let ends = document.raw(token).trim_end_matches('ً').ends_with(['ا', 'ة']);
        if !ends || document.word(token).article.is_some() {
            return false;
        }
        let start = document.sentence(token).tokens.start.max(token.saturating_sub(COGNATE));
        let same = |at: usize, lexeme| document.word(at).readings().any(|(_, r)| r.lexeme == lexeme);
        let mut masdars = document.word(token).readings().filter(|(_, r)| r.inflection.tense == Form::Masdar);
        masdars.any(|(_, r)| (start..token).any(|at| document.tag(at) == Tag::Verb && same(at, r.lexeme)))
    }

    /// صنفتها إرهابية: an indefinite adjective that says what the object is called.
    pub fn predicate(&self, phrase: NounPhrase) -> bool {
        let word = self.document.word(phrase.head);
        phrase.first == phrase.last
            && word.article.is_none()
            && self.tagging.mention_at(phrase.head).is_none()
            && self.document.raw(phrase.head).ends_with("ية")
            && !self.document.has(phrase.head, self.chunker.agent)
    }

    /// True for a noun whose ending shows that it is no subject: المتظاهرين، مسؤولين، سفيراً.
    pub fn accusative(&self, phrase: NounPhrase) -> bool {
        // أحد المرشحين: behind a quantifier or number the ending of the head says nothing
        if phrase.first < phrase.head {
            let raw = self.document.raw(phrase.first);
            return raw.ends_with("اً") || raw.ends_with("ًا");
        }
        if self.chunker.revered(&self.document, phrase.head) {
            return false;
        }
        let raw = self.document.raw(phrase.head);
        // ثلاثة مسؤولين: behind a number the case is not that of the phrase
        let counted = phrase.first < phrase.head;
        if counted || self.tagging.mention_at(phrase.head).is_some_and(|m| m.form == MentionForm::Name) {
            return false;
        }
        let nominal = |i: Inflection| !matches!(i.tense, Form::Past | Form::Present | Form::Jussive | Form::Fixed);
        let mut forms = self.document.word(phrase.head).readings().map(|(_, r)| r.inflection).filter(|i| nominal(*i));
        match forms.next() {
            _ if raw.ends_with("اً") || raw.ends_with("ًا") => true,
            Some(i) if raw.ends_with("ين") => matches!(i.number, Number::Plural | Number::Dual),
            // طرفي النزاع: the dual in the construct state
            Some(i) if raw.ends_with('ي') => i.number == Number::Dual && phrase.last > phrase.head,
            Some(i) if raw.ends_with('ا') => i.indefinite && self.document.word(phrase.head).article.is_none(),
            _ => false,
        }
    }

    /// True when the pronoun on a verb behind a relative stands for the noun before it.
    pub(super) fn resumed(&self, token: usize, before: NounPhrase, after: NounPhrase) -> bool {
        self.document.tag(token - 1) == Tag::Relative && before.last < token && after.first == token + 1
    }

    /// التي سيطر عليها: the preposition right behind the verb of a relative clause whose pronoun is the noun before it.
    pub(super) fn resumed_behind(&self, token: usize) -> Option<Preposition> {
        let relative = token > 0 && self.document.tag(token - 1) == Tag::Relative;
        let next = (relative && token + 1 < self.document.len()).then_some(token + 1)?;
        let sense = self.document.cue(next, self.pronoun).and_then(|(s, _)| s.feature("prep"))?;
        self.prepositions.by_name(sense)
    }

    /// مشروع قرار يطالب بـ: a verb that describes a thing, not بيانا دعت فيه, where whoever gave it out speaks.
    pub fn text_speaks(&self, token: usize) -> bool {
        !self.conjoined(token)
            && !self.resumes(token)
            && self.noun_described(token).is_some_and(|noun| !self.party(noun))
    }

    /// The indefinite noun that a verb directly after it describes: تصريح بثته الوكالة.
    pub fn noun_described(&self, token: usize) -> Option<NounPhrase> {
        let start = self.document.sentence(token).tokens.start;
        let phrase = self.phrase_ending(token, start).filter(|p| p.last + 1 == token)?;
        let word = self.document.word(phrase.head);
        // قوات صالح: a genitive with the article or a name makes its noun definite
        let last = self.document.word(phrase.core_last);
        let named = |m: &Mention| m.form == MentionForm::Name && m.kind != EntityKind::Nationality;
        let genitive = phrase.core_last > phrase.head
            && (last.article.is_some() || self.tagging.mention_at(phrase.core_last).is_some_and(named));
        let definite = word.article.is_some() || word.has_pronoun() || genitive;
        let name = self.tagging.mention_at(phrase.head).is_some_and(|m| m.form == MentionForm::Name);
        (!definite && !name).then_some(phrase)
    }

    /// محاولات تستهدف الإطاحة بالرئيس: the deed that somebody is after, right behind a verb whose subject stands before it;
    /// not استهدف تفجير المحطة, where the blast hits.
    pub fn aimed_at(&self, verb: usize) -> Option<usize> {
        let document = &self.document;
        let deed = Some(verb + 1).filter(|&at| at < document.len() && document.has(verb, self.aim))?;
        let word = document.word(deed);
        // تستهدف تجمعا: an accusative is a thing
        let bare =
            !word.has_pronoun() && document.proclitic_bytes(deed) == 0 && !document.raw(deed).ends_with(['ا', 'ً']);
        let act = word.article.is_none()
            || document.tag(deed + 1) == Tag::Preposition
            || self.preposition(deed + 1).is_some();
        let masdar = document.tag(deed) == Tag::Noun && word.verbal_noun() && word.triggers && bare && act;
        let before = verb > 0 && document.tag(verb - 1) == Tag::Relative || self.noun_described(verb).is_some();
        (masdar && before).then_some(deed)
    }
}
