//! What a form of a word says besides its meaning.

/// Tense or nominal kind of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tense {
    /// Perfect: قال.
    Past,
    /// Imperfect indicative, or a form that all moods share: يقول.
    Present,
    /// Imperfect whose shape is jussive or subjunctive only: يقل، يقولوا.
    Jussive,
    /// Active participle: قائل.
    ActiveParticiple,
    /// Passive participle: مقتول.
    PassiveParticiple,
    /// Verbal noun: قول.
    Masdar,
    /// A noun, an adjective.
    Nominal,
    /// A word that does not inflect.
    Fixed,
}

impl Tense {
    /// True for the forms that begin with the prefix of a person.
    pub fn is_imperfect(self) -> bool {
        matches!(self, Self::Present | Self::Jussive)
    }

    /// True for the forms of a verb that have a subject.
    pub fn is_finite(self) -> bool {
        matches!(self, Self::Past | Self::Present | Self::Jussive)
    }
}

/// Voice of a finite form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Voice {
    /// Only active: قال.
    Active,
    /// Only passive: قيل.
    Passive,
    /// Written alike: قتل.
    Either,
}

/// Grammatical gender.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gender {
    /// Masculine.
    Masculine,
    /// Feminine.
    Feminine,
    /// Not told by the form.
    Unknown,
}

/// Grammatical number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Number {
    /// One.
    Singular,
    /// Two.
    Dual,
    /// More.
    Plural,
    /// Not told by the form.
    Unknown,
}

/// Grammatical person of a finite form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Person {
    /// نقول.
    First,
    /// يقول.
    Third,
}

/// The features of one form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Inflection {
    /// Tense or nominal kind.
    pub tense: Tense,
    /// Voice; `Active` for nominals.
    pub voice: Voice,
    /// Gender.
    pub gender: Gender,
    /// Number.
    pub number: Number,
    /// Person; `Third` for nominals.
    pub person: Person,
    /// True for shapes that stand only before an enclitic pronoun: مدينتـ(هم), قالو(ه), أعضائـ(ه).
    pub bound: bool,
    /// True for shapes that cannot take an enclitic pronoun: مدينة, the accusative رجلا, the plural رجلين.
    pub free: bool,
    /// True for indefinite accusatives in ا (رجلا، مشيرا), which take no article.
    pub indefinite: bool,
}

/// A form at level N2: no harakat, no shadda, no tatweel, no proclitic, no enclitic.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Form {
    /// The letters.
    pub text: String,
    /// What they say.
    pub inflection: Inflection,
}
