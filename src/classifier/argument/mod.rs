//! The arguments of a verb or a verbal noun: subject, objects, genitive, prepositional phrases (SCHEME 1.3).

use jiff::civil::Date;
use smallvec::SmallVec;

use super::condition::{Preposition, Prepositions};
use crate::classifier::theme::Theme;
use crate::morphology::{ClassSet, Document, Gender, Inflection, Number, Person, Voice};
use crate::tagger::chunk::{Chunker, NounPhrase, Phrases, agreement};
use crate::tagger::{EntityKind, Tagging};
use crate::text::Span;

/// What the classifier looks at.
#[derive(Clone, Copy, Debug)]
pub struct View<'v> {
    /// The words.
    pub document: Document<'v>,
    /// The mentions.
    pub tagging: &'v Tagging,
    /// The noun phrases that have been looked for.
    pub phrases: &'v Phrases,
    /// The day of publication, if known.
    pub anchor: Option<Date>,
    /// What finds noun phrases.
    pub chunker: &'v Chunker,
    /// The prepositions.
    pub prepositions: &'v Prepositions,
    /// Cues that name a source in passing: بحسب، وفقا لـ.
    pub frame: ClassSet,
    /// Prepositions of several words and their relations.
    pub relation: ClassSet,
    /// Auxiliaries: كان.
    pub auxiliary: ClassSet,
    /// Negators that negate nothing: ما زال.
    pub pseudo: ClassSet,
    /// Verbs that say whether something came about.
    pub implicative: ClassSet,
    /// Verbs that only carry a noun.
    pub light: ClassSet,
    /// Verbs of claiming a deed: تبنى.
    pub claim: ClassSet,
    /// Verbs of reporting.
    pub reporting: ClassSet,
    /// Verbs of calling for something: طالب، دعا.
    pub calling: ClassSet,
    /// Pronouns, by themselves or with a preposition: هو، فيه.
    pub pronoun: ClassSet,
    /// Words that only look like a trigger: وزير is not و and زير.
    pub homograph: ClassSet,
    /// استهدف: of a deed it says what somebody is after.
    pub aim: ClassSet,
    /// ما وصفه بـ، ما سماه: what somebody calls so.
    pub so_called: ClassSet,
    /// طلب عدم ذكر اسمه: why a source has no name.
    pub nameless: ClassSet,
    /// What the document is about: `@theme_sport` …
    pub theme: Theme,
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
    /// Whoever does a passive act: من قبل الشرطة.
    pub agent: Option<NounPhrase>,
    /// What a verb that only says that the noun happened names as hit: التفجير الذي استهدف المدينة.
    pub hit: Option<NounPhrase>,
    /// The subject is a pronoun before the verb: أنها تراقب.
    pub pronoun: bool,
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

mod addressee;
mod apposition;
mod clause;
mod collect;
mod nameless;
mod noun;
mod preposition;
mod relative;
mod subject;

/// Words after which a clause is looked at no further.
const REACH: usize = 30;

impl View<'_> {
    /// The noun phrase that begins at a token.
    pub fn noun_phrase(&self, first: usize, end: usize) -> Option<NounPhrase> {
        let end = Chunker::bound(first, end);
        self.phrases.get(first, end, || self.chunker.at(&self.document, self.tagging, first, end))
    }

    /// نحو 900: about, not towards.
    fn counted(&self, at: usize) -> bool {
        self.tagging.mention_at(at).is_some_and(|m| matches!(m.kind, EntityKind::Quantity | EntityKind::Money))
    }

    /// بنسبة 100 بالمئة: one past the figure that a word of measure with ب opens.
    fn measure_end(&self, at: usize) -> Option<usize> {
        let figure = self.tagging.mention_at(at + 1).filter(|m| m.tokens.start == at + 1 && self.counted(at + 1))?;
        let measure = self.document.raw(at).starts_with('ب') && self.document.has(at, self.chunker.number);
        measure.then_some(figure.tokens.end)
    }

    /// The arguments of a finite verb.
    pub fn of_verb(&self, token: usize, inflection: Inflection, enclitic: bool) -> Arguments {
        self.of_verbal_phrase(token, 1, inflection, enclitic)
    }

    /// The arguments of a fixed phrase of `len` words that begins with its verb: لقي حتفه، ألقى القبض.
    pub fn of_verbal_phrase(&self, token: usize, len: usize, inflection: Inflection, enclitic: bool) -> Arguments {
        let end = self.clause_end(token + len - 1);
        let mut arguments = Arguments { end, object_pronoun: enclitic, ..Arguments::default() };
        arguments.passive = inflection.voice == Voice::Passive;
        let mut bare = self.collect(token + len, &mut arguments);
        self.beyond_relative(&mut bare, &mut arguments);
        self.as_parties(token, arguments.passive, &mut bare);
        let mut bare = bare.into_iter();
        let mut first = bare.next();
        // ودعا | السلطات: a masculine verb has no subject in ات behind it
        let addressed = first.is_some_and(|p| self.addressed(token, inflection, p));
        let fits = |p: NounPhrase| {
            let other = || {
                self.document.has(p.head, self.chunker.number)
                    || self.tagging.mention_at(p.head).is_some_and(|m| m.kind == EntityKind::Person)
            };
            let feminine =
                p.first > token && p.first == p.head && self.document.raw(p.head).ends_with("ات") && !other();
            let news = p.first > token && self.denies_news(token, p);
            self.chunker.revered(&self.document, p.head)
                || !(news || feminine && inflection.gender == Gender::Masculine || addressed && p.first > token)
                    && agrees(inflection, agreement(&self.document, self.tagging, p.head))
        };
        let asyndetic = if enclitic { self.noun_described(token) } else { None };
        let described = asyndetic.filter(|_| !first.is_some_and(|p| self.acts_behind(token, p)));
        if let Some(agent) = described.and_then(|noun| self.acts_on_described(token, inflection, noun)) {
            (arguments.subject, arguments.object, arguments.object2) = (Some(agent), described, first);
            return arguments;
        }
        let before = asyndetic.or_else(|| self.subject_before(token)).filter(|_| !self.resumes(token));
        // في الوقت الذي توقع محللون: time expects nothing
        let timed =
            |p: &NounPhrase| self.document.has(p.head, self.chunker.moment) && self.document.has(token, self.reporting);
        // والجمعة | أعلنت تركيا: nor does a day announce
        let dated = |p: &NounPhrase| self.tagging.mention_at(p.head).is_some_and(|m| m.kind == EntityKind::Date);
        let before = before.filter(|p| !(timed(p) || dated(p) && first.is_some_and(|s| self.acts_behind(token, s))));
        // عندما أعلن الوفد موقفه رفضت الحكومة العرض: with another subject right behind this verb
        let own = || first.is_some_and(|p| fits(p) && self.acts_behind(token, p));
        let before = before.filter(|p| enclitic || !self.of_verb_before(*p, token) || !own());
        // الرئيس الذي أدانته المحكمة: what agrees after the verb speaks against what does not before it
        let mut before = before.filter(|p| {
            fits(*p) || !first.is_some_and(fits) || matches!(inflection.number, Number::Plural | Number::Dual)
        });
        // المناطق التي سيطر عليها: the noun before is what the pronoun behind the preposition stands for
        if let (Some(noun), Some(preposition)) = (before, self.resumed_behind(token)) {
            if third(inflection) && !(fits(noun) && self.party(noun) && !self.located(noun)) {
                arguments.prepositions.push((preposition, noun));
                before = None;
            }
        }
        // but for المناطق التي تم تحريرها
        let other = |p: NounPhrase| fits(p) && !self.document.word(p.head).verbal_noun();
        let told = !enclitic && self.told_about(token) && first.is_some_and(other);
        arguments.subject = before.filter(|_| third(inflection) && !told);
        // الغارات التي تنفذها القوات، هدنة أعلنتها الحكومة: the noun before is the object
        if let (true, Some(object), Some(after)) = (enclitic, before, first.filter(|p| fits(*p))) {
            if third(inflection) && (asyndetic.is_some() || self.resumed(token, object, after)) {
                arguments.subject = first;
                arguments.object = before;
                arguments.object2 = bare.next();
                return arguments;
            }
        }
        arguments.subject = arguments.subject.or_else(|| {
            let beyond = self.subject_beyond_relative(token);
            beyond.filter(|p| third(inflection) && fits(*p) && !timed(p) && !self.ruled(*p))
        });
        let agreement_of = |p: &NounPhrase| agreement(&self.document, self.tagging, p.head).1;
        // ائتلافا دوليا شن غارات: a clause without a relative describes the noun right before it
        let describes = arguments.subject.is_none() && !enclitic && third(inflection) && !self.conjoined(token);
        if describes && first.is_some_and(|p| p.first == token + 1) {
            // ردت على مسلحين أطلقوا النار: the plural shows whom the verb describes
            let several = inflection.number == Number::Plural;
            let mut noun = self.noun_described(token).filter(|p| fits(*p) && self.party(*p));
            noun = noun.filter(|p| !self.ruled(*p) || several && agreement_of(p) != Number::Singular);
            arguments.subject = noun;
        }
        let pronoun = self.pronoun_before(token);
        arguments.pronoun = pronoun && arguments.subject.is_none();
        // with two noun phrases the first acts, even where its gender is not known rightly
        let acts = |p: NounPhrase| {
            bare.as_slice().first().is_some_and(|second| second.first == p.last + 1)
                && self.tagging.mention_at(p.head).is_some_and(|m| m.kind == EntityKind::Organization)
        };
        if arguments.subject.is_none()
            && !pronoun
            && inflection.person == Person::Third
            && inflection.number != Number::Plural
            && first.is_some_and(|p| !self.accusative(p) && (fits(p) || acts(p)) && !(enclitic && self.predicate(p)))
        {
            arguments.subject = first;
            first = bare.next();
        }
        if !enclitic {
            let so_called = || self.called_so(arguments.end).filter(|_| self.takes_object(token));
            arguments.object = first.or_else(so_called);
            arguments.object2 = bare.next();
        } else if first.is_some() {
            arguments.object2 = first;
        }
        arguments
    }

    /// The bare noun phrases behind a verb, one for each party: an office and its holder are one, who tells comes first.
    fn as_parties(&self, token: usize, passive: bool, bare: &mut SmallVec<[NounPhrase; 3]>) {
        // استقبل الأمير فيصل بن خالد | أمير منطقة عسير | السفير
        if let [first, second, rest @ ..] = bare.as_slice() {
            if self.office_behind_name(*first, *second) && rest.iter().any(|p| self.party(*p)) {
                bare[0] = self.apposition_of(*first, *second);
                bare.remove(1);
            }
        }
        // استقبل نائب الرئيس وزير الداخلية فهد اليوسف السفير الأميركي: of three the first two are one person
        if let [first, second, third] = *bare.as_slice() {
            // أقال الرئيس قيس سعيد | رئيس الحكومة كمال المدوري | أمس: with a name of his own each is a person of his own
            if self.two_offices(first, second) && !self.bare_office(third) && !self.names_person(first) {
                bare[0] = self.apposition_of(first, second);
                bare.remove(1);
            }
        }
        if let [first, second] = *bare.as_slice() {
            if let Some((head, name)) = self.appointed(first, second).filter(|_| !passive) {
                *bare = SmallVec::from_slice(&[head, name, second]);
            }
        }
        if bare.len() > 1 && self.informs(token, bare[0], bare[1]) {
            bare.swap(0, 1);
        }
    }

    /// The bytes of a noun phrase without the proclitics of its first word.
    pub fn span(&self, first: usize, last: usize) -> Span {
        if self.whole(first) { self.document.span(first, last) } else { self.document.phrase_span(first, last) }
    }
}

fn third(inflection: Inflection) -> bool {
    inflection.person == Person::Third
}

/// True when a verb before its subject may have this subject: it agrees in gender only (SCHEME 1.3).
pub fn agrees(verb: Inflection, (gender, number): (Gender, Number)) -> bool {
    match (verb.gender, gender) {
        (Gender::Feminine, Gender::Masculine) => number == Number::Plural,
        (Gender::Masculine, Gender::Feminine) => number != Number::Singular,
        _ => true,
    }
}
