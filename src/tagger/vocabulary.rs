//! Classes of the lexicon that the finders ask for.

use crate::morphology::{ClassId, ClassSet, Lexicon};

use super::gazetteer::DEMONYM;

/// Class of the nouns that begin names of organisations and places.
pub(super) const HEAD_NOUN: &str = "entity.head_noun";

/// The classes, looked up once.
#[derive(Debug)]
pub(super) struct Vocabulary {
    /// وزير، رئيس، المتحدث.
    pub(super) title: ClassSet,
    /// وزارة، حركة، مدينة.
    pub(super) head_noun: ClassSet,
    /// محمد، جون.
    pub(super) given_name: ClassSet,
    /// بن، آل، دي.
    pub(super) surname_marker: ClassSet,
    /// مصدر، مسؤول، ناشط.
    pub(super) source: ClassSet,
    /// مطلع، عسكري، رفيع المستوى.
    pub(super) anonymity: ClassSet,
    /// باسم.
    pub(super) office: ClassSet,
    /// روسي، سورية.
    pub(super) demonym: ClassSet,
    /// أمس، الاثنين، يوليو.
    pub(super) time: ClassSet,
    /// Numbers, currencies, quantifiers.
    pub(super) counting: ClassSet,
    /// Points of the compass.
    pub(super) compass: ClassSet,
    /// Verbs whose subject speaks.
    pub(super) report: ClassSet,
    /// Verbs of saying, thinking and calling of every kind.
    pub(super) reporting: ClassSet,
    /// أن، إن: what is said follows.
    pub(super) complementiser: ClassSet,
    /// Pious words: رحمه الله.
    pub(super) formula: ClassSet,
    /// Words of respect before a title or name: معالي.
    pub(super) honorific: ClassSet,
    /// Those whom speakers call upon: المجتمع الدولي.
    pub(super) addressee: ClassSet,
    /// What a ministry is for: الدفاع، الصحة.
    pub(super) ministry: ClassSet,
    /// What a body that serves a whole country or region is called: عام، وطني.
    pub(super) scope: ClassSet,
    /// The same of a federation: اتحادي.
    pub(super) federal: ClassSet,
    /// Adjectives of belonging: تابع.
    pub(super) affiliate: ClassSet,
    /// All classes of cues: not given names and markers, not classes of meaning.
    others: ClassSet,
}

impl Vocabulary {
    /// True for a word that is a name and no cue.
    pub(super) fn names_only(&self, classes: ClassSet) -> bool {
        !classes.meets(self.others)
    }

    /// Finds the classes in the lexicon.
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let one = |name: &str| ClassSet::of(lexicon.class(name));
        let mut counting = lexicon.class_family("number.");
        counting.extend(one("function.quantifier"));
        let mut speech = ClassSet::default();
        for name in ["neutral", "assert", "clarify", "continue", "announce", "reply", "reveal"] {
            speech.extend(one(&format!("report.{name}")));
        }
        let others = others(lexicon);
        Self {
            title: one("entity.title"),
            head_noun: one(HEAD_NOUN),
            given_name: one("entity.given_name"),
            surname_marker: one("entity.surname_marker"),
            source: one("source.nominal"),
            anonymity: one("source.anonymity"),
            office: one("source.office"),
            demonym: one(DEMONYM),
            time: lexicon.class_family("time."),
            counting,
            compass: one("@compass_noun"),
            report: speech,
            reporting: lexicon.class_family("report."),
            complementiser: one("complementiser"),
            formula: one("text.formula"),
            honorific: one("entity.honorific"),
            addressee: one("@addressee_noun"),
            ministry: one("@ministry_field"),
            scope: one("@scope_adjective"),
            federal: one("@federal_adjective"),
            affiliate: one("function.affiliate"),
            others,
        }
    }
}

fn others(lexicon: &Lexicon) -> ClassSet {
    let names = ["entity.given_name", "entity.surname_marker"].map(|name| lexicon.class(name));
    let mut others = ClassSet::default();
    for at in 0..=u8::MAX {
        let class = ClassId(at);
        let name = lexicon.class_name(class);
        let cue = !name.is_empty() && !name.starts_with('@') && name != "verb" && name != "noun";
        if cue && !names.contains(&class) {
            others.insert(class);
        }
    }
    others
}
