//! Noun phrases: from a first token to the last that belongs to it (SCHEME 0.5, maximal noun phrases).

mod affiliation;
mod agreement;
mod conjunct;
mod extend;
mod head;
mod holder;
mod link;
mod phrases;
mod quality;

pub use self::agreement::{agreement, one_of};
pub use self::link::{any_counts, bare_noun};
pub use self::phrases::Phrases;
pub use self::quality::shows_accusative;
use super::Tagging;
use crate::morphology::{ClassSet, Document, Lexicon};
use crate::text::Span;
pub use extend::common;

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

    /// The phrase as far as that token, with what stands there in its core: the name behind an office.
    #[must_use]
    pub fn through(self, last: usize) -> Self {
        Self { last, core_last: last, ..self }
    }
}

/// Finds noun phrases.
#[derive(Debug)]
pub struct Chunker {
    /// كل، كافة، بعض.
    pub quantifier: ClassSet,
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
    /// Offices.
    pub title: ClassSet,
    /// نار، رصاص.
    pub blaze: ClassSet,
    /// What weapons give off: رصاص، نيران, صواريخ.
    pub fire: ClassSet,
    /// Nouns whose genitive is who is meant: في صفوف القوات، بسجن المعارض.
    pub borne: ClassSet,
    /// وفقا لـ: cues that name a source in passing.
    frame: ClassSet,
    /// تطلق على نفسها اسم: before the name of what it describes.
    naming: ClassSet,
    /// حتف، مصرع: what one meets.
    doom: ClassSet,
    /// What holds, and whose it is: يد، سيطرة.
    pub grip: ClassSet,
    /// What somebody is tried for: بتهمة.
    pub charge: ClassSet,
    /// What figures come to: مستوى، حاجز.
    pub level: ClassSet,
    /// What casualties are counted in: حصيلة، عدد.
    pub toll: ClassSet,
    /// Those whom speakers call upon: الأطراف، المجتمع الدولي.
    pub addressee: ClassSet,
    /// أنباء، تقارير: news of something.
    pub told: ClassSet,
    /// السلطات، الحكومة: whom others call upon, although they speak too.
    pub called_upon: ClassSet,
    /// What one says something in: بيان، خطاب.
    pub utterance: ClassSet,
    /// Nouns of persons by what they do or suffer: ناشط، طفل.
    pub somebody: ClassSet,
    /// Those who are somebody's: أنصار، رعايا.
    pub following: ClassSet,
    /// Several bodies: دول، منظمات.
    pub bodies: ClassSet,
    /// Head nouns of bodies: تنظيم، حزب.
    pub body: ClassSet,
    /// Nouns that describe another with its pronoun: مقرها، عمره.
    measure: ClassSet,
    /// What somebody is charged with: المسؤولية.
    responsibility: ClassSet,
    /// Nouns of those who act.
    pub agent: ClassSet,
    /// Cues that set a modality.
    pub modality: ClassSet,
    /// Nouns of time: في الوقت الذي.
    pub moment: ClassSet,
    /// Nouns of those who speak, bodies among them: إدارة، بيان.
    pub speaker: ClassSet,
    /// Adjectives of belonging, with their preposition: تابع لـ.
    affiliate: ClassSet,
    /// Words that give the floor to somebody else: بدوره.
    pub turn: ClassSet,
    /// Texts that call for something: قرار، بيان.
    pub text: ClassSet,
    /// Nouns of those who are sources: مسؤول، خبير.
    pub person: ClassSet,
    /// What says that a source has no name, or what rank.
    anonymity: ClassSet,
    /// دولة، بلد.
    states: ClassSet,
    /// قوة، دورية: part of a body that من names.
    contingent: ClassSet,
    /// Verbs with a complement of their own behind من: انسحب، طلب.
    takes_from: ClassSet,
    /// What stands before a title or name out of respect: سمو، معالي.
    honorific: ClassSet,
    /// Pious words: رحمه الله.
    formula: ClassSet,
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
            title: set(&["entity.title"]),
            fire: set(&["@fire_noun", "@missile_noun"]),
            blaze: set(&["@fire_noun"]),
            borne: set(&["@rank_noun", "@penalty_noun"]),
            frame: set(&["attr.frame", "attr.trailing"]),
            naming: set(&["function.naming"]),
            doom: set(&["@doom_noun"]),
            grip: set(&["@grip_noun"]),
            charge: set(&["@charge_noun"]),
            level: set(&["@level_noun"]),
            toll: set(&["@toll_noun"]),
            addressee: set(&["@addressee_noun"]),
            told: set(&["@told_noun"]),
            called_upon: set(&["@called_noun", "@addressee_noun"]),
            utterance: set(&["@utterance_noun"]),
            somebody: set(&["source.nominal", "@people_noun", "@worker_noun", "@victim_noun", "@suspect_noun"]),
            following: set(&["@following_noun"]),
            bodies: set(&["@bodies_noun"]),
            body: set(&["entity.head_noun"]),
            measure: set(&["@measure_noun"]),
            responsibility: set(&["@responsibility_noun"]),
            agent: set(&[
                "@force_noun",
                "@office_noun",
                "@court_noun",
                "@people_noun",
                "@aircraft_noun",
                "@delegation_noun",
            ]),
            modality: lexicon.class_family("modality."),
            moment: set(&["@moment_noun"]),
            speaker: set(&["@speaker_noun", "entity.head_noun"]),
            affiliate: set(&["function.affiliate"]),
            turn: set(&["attr.newspeaker"]),
            text: set(&["@text_noun"]),
            person: set(&["source.nominal"]),
            anonymity: set(&["source.anonymity"]),
            states: set(&["@state_noun"]),
            contingent: set(&["@contingent_noun"]),
            takes_from: set(&["function.takes_from"]),
            honorific: set(&["entity.honorific"]),
            formula: set(&["text.formula"]),
        }
    }

    /// One past the last token that a phrase can have, where `end` is that of the sentence.
    pub fn bound(first: usize, end: usize) -> usize {
        end.min(first + LONGEST)
    }

    /// The noun phrase that begins at a token, `None` if none does. `end` is one past the last token allowed.
    pub fn at(&self, document: &Document<'_>, tagging: &Tagging, first: usize, end: usize) -> Option<NounPhrase> {
        let end = Self::bound(first, end);
        let head = self.head(document, tagging, first, end)?;
        // دعا معاليه | العاملين
        if self.revered(document, head) {
            return Some(NounPhrase { first, last: head, head, core_last: head });
        }
        let whole = |from: usize| {
            let last = self.extend(document, tagging, from, end);
            let belongs = self.affiliation(document, tagging, last, end).filter(|_| last > from);
            belongs.or_else(|| self.contingent(document, tagging, (first, from, last), end)).unwrap_or(last)
        };
        let mut last = whole(head);
        // مجموعة تطلق على نفسها اسم «الفجر»
        last = self.naming_clause(document, tagging, last + 1, end).map_or(last, |next| next - 1);
        let core_last = last;
        while let Some(next) = self.coordinated(document, tagging, head, last + 1, end) {
            last = whole(next);
        }
        Some(NounPhrase { first, last, head, core_last })
    }

    /// سموه، معاليه: whoever was last spoken of with respect.
    pub fn revered(&self, document: &Document<'_>, token: usize) -> bool {
        document.has(token, self.honorific) && document.word(token).has_pronoun()
    }
}
