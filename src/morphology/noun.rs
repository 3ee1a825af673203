//! Regular endings of nouns and adjectives.

use super::{Form, Gender, Inflection, Number, Person, Tense, Voice};

/// All regular forms of a noun or adjective whose singular is `lemma` and whose irregular plurals are `plurals`: the
/// accusative in ا, dual, sound plurals (an adjective or participle: both genders), and the shapes before an enclitic
/// (ة → ت, ى → ا, final hamza on its seats, the dropped ن of dual and plural).
///
/// A noun with plurals of its own gets no sound ones. Among `plurals` the lemma with ي (قاض|قاضي|قضاة) says that the
/// word is defective. Shapes without ن also stand before a genitive (مقاتلو المعارضة) and are therefore not `bound`.
pub fn decline(lemma: &str, plurals: &[&str], adjective: bool) -> Vec<Form> {
    let mut forms = Vec::with_capacity(16);
    let definite = [lemma, "ي"].concat();
    let (defective, plurals): (Vec<&str>, Vec<&str>) = plurals.iter().partition(|&&plural| plural == definite);
    let nominal = if defective.is_empty() { Nominal::firm(lemma) } else { Nominal::defective(lemma) };
    let sound = if adjective || plurals.is_empty() { Plurals::Both } else { Plurals::None };
    nominal.inflect(sound, adjective, Tense::Nominal, &mut forms);
    for plural in plurals {
        listed_plural(plural, &mut forms);
    }
    forms
}

/// Which sound plurals a word has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Plurals {
    /// ون and ات.
    Both,
    /// Only ات.
    Feminine,
    /// None.
    None,
}

/// A singular, ready for endings.
#[derive(Clone, Debug)]
pub(super) struct Nominal<'a> {
    text: &'a str,
    defective: bool,
}

impl<'a> Nominal<'a> {
    /// A word that keeps its letters; ى، ة and ء are seen by themselves.
    pub(super) fn firm(text: &'a str) -> Self {
        Self { text, defective: false }
    }

    /// قاض, whose ي shows in القاضي and قاضيا.
    pub(super) fn defective(text: &'a str) -> Self {
        Self { text, defective: true }
    }

    /// Adds all its forms; `genders` gives the feminine in ة to adjectives and participles.
    pub(super) fn inflect(&self, plurals: Plurals, genders: bool, tense: Tense, forms: &mut Vec<Form>) {
        let mut sink = Sink { forms, tense };
        let masculine = if genders { Gender::Masculine } else { Gender::Unknown };
        let maqsura = maqsura_stem(self.text);
        if let Some(stem) = self.text.strip_suffix('ة') {
            sink.feminine(stem, plurals);
            return;
        }
        // the stem of dual and feminine: قاضي, مستشفي; the stem of ون drops the vowel again
        let full = match maqsura {
            Some(stem) => [stem, "ي"].concat(),
            None if self.defective => join_plural(self.text, "ي"),
            None => self.text.to_owned(),
        };
        let short = maqsura.unwrap_or(self.text);
        if self.defective {
            sink.add(self.text.to_owned(), masculine, Number::Singular, Place::Indefinite);
            sink.add(full.clone(), masculine, Number::Singular, Place::Any);
            sink.add([&full, "ا"].concat(), masculine, Number::Singular, Place::Indefinite);
        } else {
            sink.singular(self.text, masculine, Number::Singular);
        }
        sink.dual(&full, masculine);
        if plurals == Plurals::Both {
            sink.masculine_plural(short);
        }
        if genders {
            let feminine = maqsura.map_or_else(|| full.clone(), |stem| [stem, "ا"].concat());
            sink.with_ta(&feminine, Number::Singular);
            sink.dual(&join(&feminine, "ت"), Gender::Feminine);
        }
        if plurals != Plurals::None {
            sink.add(join(&full, "ات"), Gender::Feminine, Number::Plural, Place::Any);
        }
    }
}

/// What stands before a final ā of y: مستشفى, and دنيا, where ى may not follow ي.
fn maqsura_stem(text: &str) -> Option<&str> {
    text.strip_suffix('ى').or_else(|| text.strip_suffix('ا').filter(|stem| stem.ends_with('ي')))
}

/// A plural that the data list.
fn listed_plural(plural: &str, forms: &mut Vec<Form>) {
    let mut sink = Sink { forms, tense: Tense::Nominal };
    if let Some(stem) = plural.strip_suffix("ون") {
        sink.masculine_plural(stem);
    } else if plural.ends_with("ات") {
        sink.add(plural.to_owned(), Gender::Feminine, Number::Plural, Place::Any);
    } else if let Some(stem) = plural.strip_suffix('ة') {
        sink.with_ta(stem, Number::Plural);
    } else {
        sink.singular(plural, Gender::Unknown, Number::Plural);
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Any,
    /// Not before an enclitic.
    Free,
    /// Only before an enclitic.
    Bound,
    /// Neither enclitic nor article.
    Indefinite,
}

struct Sink<'a> {
    forms: &'a mut Vec<Form>,
    tense: Tense,
}

impl Sink<'_> {
    fn add(&mut self, text: String, gender: Gender, number: Number, place: Place) {
        let inflection = Inflection {
            tense: self.tense,
            voice: Voice::Active,
            gender,
            number,
            person: Person::Third,
            bound: place == Place::Bound,
            free: matches!(place, Place::Free | Place::Indefinite),
            indefinite: place == Place::Indefinite,
        };
        if !self.forms.iter().any(|form| form.inflection == inflection && form.text == text) {
            self.forms.push(Form { text, inflection });
        }
    }

    /// The word itself, its accusative in ا and its shapes before an enclitic; broken plurals go like singulars.
    fn singular(&mut self, text: &str, gender: Gender, number: Number) {
        if let Some(stem) = text.strip_suffix('ى') {
            self.add(text.to_owned(), gender, number, Place::Free);
            self.add([stem, "ا"].concat(), gender, number, Place::Bound);
            return;
        }
        self.add(text.to_owned(), gender, number, Place::Any);
        if takes_alif(text, number) {
            self.add(join(text, "ا"), gender, number, Place::Indefinite);
        }
        for shape in hamza_shapes(text) {
            self.add(shape, gender, number, Place::Bound);
        }
    }

    /// مدينة and مدينت(هم).
    fn with_ta(&mut self, stem: &str, number: Number) {
        let gender = if number == Number::Singular { Gender::Feminine } else { Gender::Unknown };
        self.add(join(stem, "ة"), gender, number, Place::Free);
        self.add(join(stem, "ت"), gender, number, Place::Bound);
    }

    fn feminine(&mut self, stem: &str, plurals: Plurals) {
        self.with_ta(stem, Number::Singular);
        self.dual(&join(stem, "ت"), Gender::Feminine);
        if plurals != Plurals::None {
            // مباراة → مباريات
            let plural = stem.strip_suffix('ا').map_or_else(|| join(stem, "ات"), |short| [short, "يات"].concat());
            self.add(plural, Gender::Feminine, Number::Plural, Place::Any);
        }
    }

    fn dual(&mut self, stem: &str, gender: Gender) {
        for (ending, place) in [("ان", Place::Free), ("ا", Place::Any), ("ين", Place::Free), ("ي", Place::Any)] {
            self.add(join(stem, ending), gender, Number::Dual, place);
        }
    }

    fn masculine_plural(&mut self, stem: &str) {
        for (ending, place) in [("ون", Place::Free), ("و", Place::Any), ("ين", Place::Free), ("ي", Place::Any)] {
            self.add(join_plural(stem, ending), Gender::Masculine, Number::Plural, place);
        }
    }
}

/// True when the indefinite accusative is written with ا: not after ة، ى، اء، أ، a long ā, and not in the plurals
/// مفاعل، مفاعيل, which have no tanwin.
fn takes_alif(text: &str, number: Number) -> bool {
    let letters: Vec<char> = text.chars().collect();
    let ends = matches!(letters.as_slice(), [.., 'ا', 'ء'] | [.., 'ة' | 'ى' | 'ا' | 'أ']);
    let diptote = number == Number::Plural && letters.len() >= 5 && letters[2] == 'ا';
    !ends && !diptote
}

/// Joins an ending that begins with ا, ة, ت, or the ay of the dual: the hamza before it finds its seat.
fn join(stem: &str, ending: &str) -> String {
    let alif = ending.strip_prefix('ا');
    if let (Some(bare), Some(rest)) = (stem.strip_suffix('أ'), alif) {
        return [bare, "آ", rest].concat();
    }
    match stem.strip_suffix('ء') {
        Some(bare) if !bare.ends_with(['ا', 'و']) && joins_left(bare) => [bare, "ئ", ending].concat(),
        _ => [stem, ending].concat(),
    }
}

/// Joins ون and ين of the plural: ū and ī decide on which letter the hamza sits.
fn join_plural(stem: &str, ending: &str) -> String {
    let seat = if ending.starts_with('و') { "ؤ" } else { "ئ" };
    match stem.strip_suffix(['أ', 'ء']) {
        Some(bare) if bare.ends_with('ي') => [bare, "ئ", ending].concat(),
        Some(bare) => [bare, seat, ending].concat(),
        None => [stem, ending].concat(),
    }
}

/// Other shapes of a final hamza before an enclitic: إجراؤ(ه)، إجرائ(ه)، شيئ(ه).
fn hamza_shapes(text: &str) -> Vec<String> {
    let Some(bare) = text.strip_suffix(['ء', 'أ', 'ؤ']) else { return Vec::new() };
    let seats: &[&str] = match text.chars().next_back() {
        Some('ؤ') => &["ئ"],
        Some('ء') if bare.ends_with('ي') => &["ئ"],
        _ => &["ؤ", "ئ"],
    };
    seats.iter().map(|seat| [bare, *seat].concat()).collect()
}

fn joins_left(text: &str) -> bool {
    !text.ends_with(['ا', 'أ', 'آ', 'د', 'ذ', 'ر', 'ز', 'و'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(lemma: &str, plurals: &[&str], adjective: bool) -> Vec<String> {
        decline(lemma, plurals, adjective).into_iter().map(|form| form.text).collect()
    }

    fn has(lemma: &str, plurals: &[&str], adjective: bool, expected: &[&str]) {
        let forms = texts(lemma, plurals, adjective);
        for form in expected {
            assert!(forms.iter().any(|f| f == form), "{lemma} lacks {form}: {forms:?}");
        }
    }

    #[test]
    fn regular_words() {
        has("مدينة", &["مدن"], false, &["مدينة", "مدينت", "مدينتان", "مدينتين", "مدينتي", "مدن", "مدنا"]);
        has("مصدر", &["مصادر"], false, &["مصدر", "مصدرا", "مصدران", "مصدرين", "مصادر"]);
        has("مسؤول", &[], false, &["مسؤول", "مسؤولون", "مسؤولو", "مسؤولين", "مسؤولي", "مسؤولا"]);
        has("مسؤول", &[], true, &["مسؤولة", "مسؤولت", "مسؤولات", "مسؤولتان", "مسؤولتين"]);
        has("هجوم", &["هجمات"], false, &["هجوما", "هجومين", "هجومان", "هجوما", "هجمات"]);
        has("غارة", &[], false, &["غارات", "غارتان", "غارتين", "غارتي", "غارت"]);
    }

    #[test]
    fn hamza_and_alif_maqsura() {
        has("قتيل", &["قتلى"], false, &["قتيلا", "قتلى", "قتلا", "قتيلان"]);
        has("عضو", &["أعضاء"], false, &["عضوا", "عضوان", "أعضاء", "أعضاؤ", "أعضائ"]);
        has("مستشفى", &["مستشفيات"], false, &["مستشفى", "مستشفا", "مستشفيان", "مستشفيين", "مستشفيات"]);
        has("إجراء", &[], false, &["إجراءات", "إجراءين", "إجراءان", "إجراؤ", "إجرائ"]);
        has("شيء", &["أشياء"], false, &["شيئا", "شيئان", "شيئ", "أشياء"]);
        has("مبدأ", &["مبادئ"], false, &["مبدآن", "مبدؤ", "مبدئ", "مبادئ"]);
        has("لاجئ", &[], true, &["لاجئون", "لاجئين", "لاجئة", "لاجئات", "لاجئا"]);
        has("مكافأة", &[], false, &["مكافآت", "مكافأت", "مكافأتين"]);
        has("بدء", &[], false, &["بدءا", "بدؤ", "بدئ"]);
    }

    #[test]
    fn defective_words() {
        has("قاض", &["قاضي", "قضاة"], false, &["قاض", "قاضي", "قاضيا", "قاضيان", "قاضيين", "قضاة", "قضات"]);
        has("محام", &["محامي", "محامون"], false, &["محام", "محامي", "محاميا", "محامون", "محامين", "محامو"]);
        has("محام", &["محامي"], true, &["محامية", "محاميات", "محامين", "محامون"]);
        has("محام", &[], false, &["محام"]);
    }

    #[test]
    fn diptote_plurals_take_no_alif() {
        let forms = texts("مصدر", &["مصادر"], false);
        assert!(!forms.iter().any(|f| f == "مصادرا"));
        assert!(!texts("إجراء", &[], false).iter().any(|f| f == "إجراءاا" || f == "إجرائا"));
    }

    #[test]
    fn places_are_marked() {
        let forms = decline("مدينة", &[], false);
        let find = |text: &str| forms.iter().find(|f| f.text == text).map(|f| (f.inflection.bound, f.inflection.free));
        assert_eq!(find("مدينة"), Some((false, true)));
        assert_eq!(find("مدينت"), Some((true, false)));
        assert_eq!(find("مدينتين"), Some((false, true)));
    }
}
