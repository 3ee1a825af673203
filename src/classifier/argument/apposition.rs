//! What stands between a noun phrase and the rest of its clause: its complements before the name, its relative clause
//! (SCHEME 0.5, maximal noun phrases).

use smallvec::SmallVec;

use super::{Arguments, View};
use crate::classifier::condition::Preposition;
use crate::morphology::Tense;
use crate::morphology::part_of_speech::Tag;
use crate::tagger::chunk::{NounPhrase, common};
use crate::tagger::{EntityKind, Mention, MentionForm};
use crate::text::Quotation;

/// Tokens that the complements of an office take at most.
const COMPLEMENTS: usize = 12;
/// Tokens of a name in quotation marks, with the opening one.
const LONGEST_TITLE: usize = 4;
/// Tokens of a relative clause that a comma closes.
const RELATIVE: usize = 18;

impl View<'_> {
    /// The phrase with the name that its complements part from it: المبعوث الخاص إلى سوريا *ستيفان دي مستورا*.
    pub fn apposed(&self, phrase: NounPhrase, end: usize) -> NounPhrase {
        if phrase.last != phrase.core_last || !self.office(phrase) {
            return phrase;
        }
        let end = end.min(phrase.last + COMPLEMENTS);
        let mut at = phrase.last + 1;
        let mut abroad = false;
        while at < end {
            let parted = at > phrase.last + 1 || self.described(phrase) || self.named_after(phrase.last);
            if let Some(name) = self.person_at(at).filter(|name| parted && (!abroad || self.holds(name))) {
                return phrase.through(name.tokens.end - 1);
            }
            // نفى الرئيس التنفيذي للشركة، ماركوس ليند، أن
            if self.document.is_mark(at, &[',', '،']) && !abroad {
                let name = self.person_at(at + 1).filter(|name| name.tokens.end < end);
                let closed = |name: &&Mention| self.document.is_mark(name.tokens.end, &[',', '،']);
                let Some(name) = name.filter(closed) else { break };
                return phrase.through(name.tokens.end - 1);
            }
            if self.document.is_mark(at, &['(']) {
                let Some(close) = (at + 1..end).find(|&t| self.document.is_mark(t, &[')'])) else { break };
                at = close + 1;
                continue;
            }
            let Some((preposition, first)) = self.preposition(at) else { break };
            let Some(inner) = self.noun_phrase(first, end) else { break };
            // استقبل الوزير في القاهرة محمود عباس: where he was is no part of his office
            let place = self.tagging.mention_at(inner.head).is_some_and(|m| m.kind == EntityKind::Location);
            abroad |= preposition == Preposition::FI && place && at == phrase.last + 1;
            let office = [Preposition::LAM, Preposition::ILA, Preposition::FI, Preposition::BA].contains(&preposition);
            if !office || self.tagging.mention_at(inner.head).is_some_and(|m| m.kind == EntityKind::Date) {
                break;
            }
            at = inner.core_last + 1;
        }
        phrase
    }

    /// منسق المنظمة في اليمن أحمد سالم أن، … المدينة: behind a place the name is the holder's where what follows it shows
    /// that the verb does not need it.
    fn holds(&self, name: &Mention) -> bool {
        let (document, next) = (&self.document, name.tokens.end);
        let thing = || document.word(next).article.is_some() && self.tagging.mention_at(next).is_none();
        match document.tag(next) {
            Tag::Complementiser => true,
            Tag::Verb => !self.conjoined(next),
            Tag::Noun => thing(),
            _ => false,
        }
    }

    /// مدير جامعة الملك فيصل | عبدالعزيز الساعاتي: the office ends with a name that is not its holder's.
    fn named_after(&self, last: usize) -> bool {
        let named = |at: usize| self.tagging.mentions[at].kind == EntityKind::Person;
        let office = self.tagging.mention_at(last).filter(|m| m.kind == EntityKind::Title);
        office.is_some_and(|m| m.tokens.clone().any(|at| self.tagging.mentions_at(at).any(named)))
    }

    /// زعيم الحزب المسجون، الصحفي التونسي: an office or a person with an adjective behind it.
    pub(super) fn described(&self, phrase: NounPhrase) -> bool {
        let somebody = || {
            let kin = self.document.word(phrase.head).has_pronoun();
            let word = |of| self.document.has(phrase.head, of);
            let person = word(self.chunker.person) || word(self.chunker.title) || kin && word(self.chunker.agent);
            phrase.last > phrase.head && person
        };
        self.tagging.mention_at(phrase.head).map_or_else(somebody, |m| m.tokens.end <= phrase.last)
    }

    /// ضرب إعصار "ميليسا" جامايكا: the phrase with the name in quotation marks right behind it.
    pub(super) fn titled(&self, phrase: NounPhrase, end: usize) -> NounPhrase {
        let open = phrase.last + 1;
        let short = |q: &&Quotation| q.end < end && q.end - q.open <= LONGEST_TITLE;
        let Some(name) = self.document.quotation_at(open).filter(short) else { return phrase };
        // تبنى تنظيم "ولاية سيناء" الهجوم
        let body = phrase.last == phrase.head && self.document.has(phrase.head, self.chunker.body);
        let somebody = self.document.has(phrase.head, self.chunker.person) || self.party(phrase);
        let known =
            !body && (somebody || [phrase.head, open + 1].iter().any(|&at| self.tagging.mention_at(at).is_some()));
        let nouns = || (open + 1..name.end).all(|at| self.document.tag(at) == Tag::Noun);
        if known || !nouns() || common(&self.document, self.tagging, open..name.end) {
            return phrase;
        }
        NounPhrase { last: name.end, core_last: name.end, ..phrase }
    }

    /// نائب الرئيس وزير الداخلية: offices side by side, of one person or of two.
    pub fn two_offices(&self, first: NounPhrase, second: NounPhrase) -> bool {
        let office = |at: usize| self.tagging.mention_at(at).is_some_and(|m| m.kind == EntityKind::Title);
        second.first == first.last + 1 && office(first.head) && office(second.head)
    }

    /// الأمير فيصل بن خالد | أمير منطقة عسير: a name and an office without one right behind it.
    pub(super) fn office_behind_name(&self, first: NounPhrase, second: NounPhrase) -> bool {
        let office = self.tagging.mention_at(second.head).is_some_and(|m| m.kind == EntityKind::Title);
        second.first == first.last + 1
            && office
            && self.names_person(first)
            && !self.names_person(second)
            && !self.bare_office(second)
    }

    /// عين الرئيس التونسي | كمال المدوري | رئيسا للحكومة: before an office in the accusative the name behind a head of
    /// state is another's.
    pub(super) fn appointed(&self, first: NounPhrase, second: NounPhrase) -> Option<(NounPhrase, NounPhrase)> {
        let title = self.tagging.mention_at(first.head).filter(|m| m.kind == EntityKind::Title)?;
        let end = title.tokens.end;
        let state = self.document.word(first.head).article.is_some()
            && self.tagging.mentions_at(end - 1).any(|at| self.tagging.mentions[at].kind == EntityKind::Nationality);
        let name = self.person_at(end).filter(|m| m.tokens.end == first.last + 1)?;
        let office = second.first == first.last + 1
            && (self.bare_office(second)
                || self.accusative(second) && self.document.has(second.head, self.chunker.title));
        let phrase = |first: usize, last: usize| NounPhrase { first, last, head: first, core_last: last };
        (state && office).then(|| (phrase(first.first, end - 1), phrase(end, name.tokens.end - 1)))
    }

    /// عين الملك القاضية وزيرة: an office that nothing defines is what somebody is made.
    pub fn bare_office(&self, phrase: NounPhrase) -> bool {
        let word = self.document.word(phrase.head);
        self.document.has(phrase.head, self.chunker.title)
            && word.article.is_none()
            && !word.has_pronoun()
            && phrase.last == phrase.head
    }

    /// True for a phrase that names a person: الرئيس قيس سعيد.
    pub fn names_person(&self, phrase: NounPhrase) -> bool {
        (phrase.first..=phrase.last).any(|at| self.person_at(at).is_some())
    }

    /// Both offices as one phrase.
    pub fn apposition_of(&self, first: NounPhrase, second: NounPhrase) -> NounPhrase {
        NounPhrase { last: second.last, core_last: second.core_last, ..first }
    }

    /// True for a definite noun of a person that names nobody: المبعوث الخاص، أحد المرشحين، وزير الدولة.
    pub(super) fn office(&self, phrase: NounPhrase) -> bool {
        let word = self.document.word(phrase.head);
        // نظيره العماني | بدر البوسعيدي
        let definite = word.article.is_some() || word.has_pronoun();
        !self.names_person(phrase)
            && self.tagging.mention_at(phrase.head).map_or(definite, |m| {
                m.kind == EntityKind::Title || m.kind == EntityKind::Person && m.form == MentionForm::Nominal
            })
    }

    /// The name of a person that begins at a token and that nothing governs.
    pub(super) fn person_at(&self, at: usize) -> Option<&Mention> {
        // العقيد محمد: a rank before his name
        let rank = |m: &Mention| m.kind == EntityKind::Title && m.tokens.len() == 1 && m.tokens.start == at;
        let ranked = self.document.word(at).article.is_some() && self.tagging.mention_at(at).is_some_and(rank);
        let at = at + usize::from(ranked);
        let named = |m: &&Mention| {
            m.kind == EntityKind::Person
                && m.form == MentionForm::Name
                && m.tokens.start == at
                && m.span.start == self.document.tokens[at].span.start
        };
        self.tagging.mention_at(at).filter(named)
    }

    /// يلتقي كارتر، الذي يزور بغداد، رئيس الوزراء: where a relative clause describes the first noun phrase, the second
    /// stands behind the comma that closes it.
    pub(super) fn beyond_relative(&self, bare: &mut SmallVec<[NounPhrase; 3]>, arguments: &mut Arguments) {
        let relative = arguments.end;
        let [only] = bare.as_slice() else { return };
        let document = &self.document;
        let described = document.tag(relative) == Tag::Relative
            && (only.last + 1 == relative || only.last + 2 == relative && document.tag(relative - 1) == Tag::Punct);
        if !described {
            return;
        }
        let end = document.sentence(relative).tokens.end;
        let close = (relative + 2..end.min(relative + RELATIVE)).find(|&at| document.is_mark(at, &[',', '،']));
        let Some(next) = close.map(|at| at + 1).filter(|&at| at < end && document.tag(at) == Tag::Noun) else { return };
        let mut rest = Arguments { end: self.clause_end(next), ..Arguments::default() };
        let joined = document.word(next).first == 'و' && document.proclitic_bytes(next) > 0;
        if joined || self.preposition(next).is_some() {
            return;
        }
        bare.extend(self.collect(next, &mut rest).into_iter().take(2));
        arguments.prepositions.extend(rest.prepositions);
    }

    /// True for the participle of a verb of speech in the accusative with its complement: مشيرة إلى، مؤكدا أن.
    pub fn speaking_participle(&self, at: usize) -> bool {
        let document = &self.document;
        matches!(document.tag(at + 1), Tag::Preposition | Tag::Complementiser)
            && document.tag(at) == Tag::Noun
            && document.word(at).article.is_none()
            && self.tagging.mention_at(at).is_none()
            && document.reading(at, self.reporting).is_some_and(|(_, r)| {
                r.inflection.tense == Tense::ActiveParticiple
                    && (r.inflection.indefinite || document.raw(at).ends_with('ة'))
            })
    }

    /// نددت المنظمة بالهجوم، مطالبة الحكومة بـ: behind a comma the feminine participle of a verb of speech with its object and
    /// its preposition, rather than a verbal noun.
    pub fn participle_with_object(&self, at: usize) -> bool {
        let document = &self.document;
        let comma = at > 0 && document.is_mark(at - 1, &[',', '،']) && document.raw(at).ends_with('ة');
        let speaks =
            document.reading(at, self.reporting).is_some_and(|(_, r)| r.inflection.tense == Tense::ActiveParticiple);
        let end = document.sentence(at).tokens.end;
        let bare = comma && speaks && at + 1 < end && document.word(at).article.is_none();
        let object = if bare { self.noun_phrase(at + 1, end).filter(|p| p.first == at + 1) } else { None };
        object.is_some_and(|p| {
            let definite = document.word(p.head).article.is_some() || self.tagging.mention_at(p.head).is_some();
            let next = p.last + 1;
            definite && next < end && self.preposition(next).is_some_and(|(p, _)| p != Preposition::FI)
        })
    }

    /// خرج العشرات إلى الشوارع مطالبين بـ: the participle of a verb of calling that says how the subject of its clause acts,
    /// without a comma, its preposition right behind it.
    pub fn calling_participle(&self, at: usize) -> bool {
        let document = &self.document;
        let start = document.sentence(at).tokens.start;
        if at <= start || !self.calls(at) || self.preposition(at).is_some() {
            return false;
        }
        // كانوا مطالبين بـ، نشطاء مطالبين بـ: a predicate, an adjective
        let definite = document.word(at - 1).article.is_some() || self.tagging.mention_at(at - 1).is_some();
        let verb = (start..at).rev().find(|&t| document.tag(t) == Tag::Verb);
        definite && self.preposition(at + 1).is_some() && verb.is_some_and(|v| !document.has(v, self.auxiliary))
    }

    /// True for an indefinite accusative participle of a verb of calling: مطالبا، داعية، مطالبين.
    fn calls(&self, at: usize) -> bool {
        let document = &self.document;
        let ending = |i: crate::morphology::Inflection| i.indefinite || document.raw(at).ends_with("ين");
        document.tag(at) == Tag::Noun
            && at + 1 < document.len()
            && document.word(at).article.is_none()
            && self.tagging.mention_at(at).is_none()
            && document
                .reading(at, self.calling)
                .filter(|(_, r)| r.inflection.tense == Tense::ActiveParticiple && ending(r.inflection))
                .and_then(|(_, r)| document.lexicon.sense(r.lexeme, self.calling))
                // مقترحا بفرض: what is proposed
                .is_some_and(|s| !s.lists("object", "content"))
    }
}
