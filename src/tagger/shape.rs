//! What a token is like, as far as names are concerned: bits that the finders test.

use super::gazetteer::Gazetteer;
use super::vocabulary::Vocabulary;
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{ClassSet, Document, Number, Pos, Proclitics, Reading, Stem, Tense, Word};
use crate::text::TokenKind;

/// What one token is like; a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Shape {
    bits: u32,
    /// Bytes of proclitics before the noun.
    pub(super) skip: u16,
}

impl Shape {
    /// Not a noun here, or a mark.
    pub(super) const STOP: u32 = 1;
    /// With ب ل ك before it.
    pub(super) const PREPOSITION: u32 = 1 << 1;
    /// With و or ف before it.
    pub(super) const CONJUNCTION: u32 = 1 << 2;
    /// With ال.
    pub(super) const DEFINITE: u32 = 1 << 3;
    /// With a pronoun.
    pub(super) const ENCLITIC: u32 = 1 << 4;
    /// A noun or adjective of the lexicon, names apart.
    pub(super) const KNOWN: u32 = 1 << 5;
    /// An adjective or participle of the lexicon.
    pub(super) const ADJECTIVE: u32 = 1 << 6;
    /// A title.
    pub(super) const TITLE: u32 = 1 << 7;
    /// Head of a name: وزارة، مدينة.
    pub(super) const HEAD: u32 = 1 << 8;
    /// A given name.
    pub(super) const GIVEN: u32 = 1 << 9;
    /// بن، آل.
    pub(super) const MARKER: u32 = 1 << 10;
    /// مصدر، مسؤول.
    pub(super) const SOURCE: u32 = 1 << 11;
    /// سوري.
    pub(super) const DEMONYM: u32 = 1 << 12;
    /// أمس، الاثنين.
    pub(super) const TIME: u32 = 1 << 13;
    /// Ends like a nisba or a feminine: السياسي، العالية.
    pub(super) const NISBA: u32 = 1 << 14;
    /// A verb here.
    pub(super) const VERB: u32 = 1 << 15;
    /// An opening or closing quotation mark or bracket.
    pub(super) const QUOTE: u32 = 1 << 16;
    /// Numbers, quantifiers.
    pub(super) const COUNTING: u32 = 1 << 17;
    /// Ends in ة or ات.
    pub(super) const FEMININE: u32 = 1 << 18;
    /// Letters of the Arabic script.
    pub(super) const WORD: u32 = 1 << 19;
    /// Built like a masdar (استقبال، اجتماع، تنفيذ): a name is not.
    pub(super) const MASDAR: u32 = 1 << 20;
    /// A participle of the lexicon: المحظور، الموالية.
    pub(super) const PARTICIPLE: u32 = 1 << 21;
    /// Belongs to a class of cues.
    pub(super) const CUE: u32 = 1 << 22;
    /// A name of the gazetteer may begin with it.
    pub(super) const NAMES: u32 = 1 << 23;
    /// A clitic that ends a phrase before it begins.
    pub(super) const PROCLITIC: u32 = Self::PREPOSITION | Self::CONJUNCTION;

    /// Beyond the text.
    pub(super) const OUTSIDE: Self = Self { bits: Self::STOP, skip: 0 };

    /// True when one of the bits is set.
    pub(super) fn any(self, bits: u32) -> bool {
        self.bits & bits != 0
    }

    /// True when all of the bits are set.
    pub(super) fn all(self, bits: u32) -> bool {
        self.bits & bits == bits
    }

    /// True for a noun that can go on a phrase: no proclitic, not a stop.
    pub(super) fn continues(self) -> bool {
        !self.any(Self::STOP | Self::PROCLITIC)
    }

    /// The shape of a token.
    pub(super) fn of(document: &Document<'_>, vocabulary: &Vocabulary, gazetteer: &Gazetteer, token: usize) -> Self {
        let word = document.word(token);
        if document.tokens[token].kind == TokenKind::Punct || document.tokens[token].kind == TokenKind::Symbol {
            let quote = matches!(word.first, '"' | '«' | '»' | '“' | '”' | '(' | ')' | '\'');
            return Shape { bits: Shape::STOP | if quote { Shape::QUOTE } else { 0 }, skip: 0 };
        }
        let alone = || {
            let names = if gazetteer.begins(word) { Shape::NAMES } else { 0 };
            let bits = names | word_bits(document, vocabulary, word, document.raw(token));
            [false, true].map(|noun| clitic_bits(word, document.raw(token), bits, noun))
        };
        let (bits, skip) = word.shapes.get_or_init(alone)[usize::from(document.tag(token) == Tag::Noun)];
        let letters = if document.tokens[token].kind == TokenKind::Word { Shape::WORD } else { 0 };
        Shape { bits: bits | letters | tag_bits(document.tag(token)), skip }
    }
}

/// What a word is like wherever it stands.
fn word_bits(document: &Document<'_>, vocabulary: &Vocabulary, word: &Word, raw: &str) -> u32 {
    let mut bits = class_bits(document, vocabulary, word, raw) | reading_bits(document, vocabulary, word, raw);
    let mut set = |bit: u32, is: bool| bits |= if is { bit } else { 0 };
    set(Shape::NISBA, word.letters > 4 && ["ي", "ية", "يه", "يين", "يون", "ى"].iter().any(|end| raw.ends_with(end)));
    set(Shape::FEMININE, raw.ends_with(['ة', 'ه']) || raw.ends_with("ات"));
    bits
}

/// Adds what the proclitics of a word say of it, as a noun or as something else, and gives their bytes.
fn clitic_bits(word: &Word, raw: &str, mut bits: u32, noun: bool) -> (u32, u16) {
    let (skip, enclitic) = proclitics(word, raw, noun);
    let (before, stem) = raw.split_at(usize::from(skip).min(raw.len()));
    let mut set = |bit: u32, is: bool| bits |= if is { bit } else { 0 };
    set(Shape::ENCLITIC, enclitic);
    set(Shape::CONJUNCTION, before.starts_with(['و', 'ف']));
    set(Shape::PREPOSITION, before.contains(['ب', 'ل', 'ك']));
    set(Shape::DEFINITE, definite(before, stem, word, skip));
    set(Shape::MASDAR, masdar(stem, false) || stem.strip_prefix(['ب', 'ل']).is_some_and(|rest| masdar(rest, true)));
    (bits, skip)
}

fn tag_bits(tag: Tag) -> u32 {
    match tag {
        Tag::Noun => 0,
        Tag::Verb => Shape::STOP | Shape::VERB,
        _ => Shape::STOP,
    }
}

fn class_bits(document: &Document<'_>, vocabulary: &Vocabulary, word: &Word, raw: &str) -> u32 {
    let (classes, cues) = classes(document, word, raw);
    if classes.is_empty() {
        return 0;
    }
    let pairs = [
        (Shape::TITLE, vocabulary.title),
        (Shape::HEAD, vocabulary.head_noun),
        (Shape::SOURCE, vocabulary.source),
        (Shape::DEMONYM, vocabulary.demonym),
        (Shape::TIME, vocabulary.time),
        (Shape::COUNTING, vocabulary.counting),
    ];
    let bits = pairs.iter().filter(|(_, of)| classes.meets(*of)).fold(0, |bits, (bit, _)| bits | bit);
    let cue = if vocabulary.names_only(cues) { 0 } else { Shape::CUE };
    bits | cue | name_bits(document, vocabulary, word)
}

/// The classes of a word; under a final ي or ة only those of readings that end so. Then the same without plurals before a
/// genitive, which a name in ي (شكري) is not.
fn classes(document: &Document<'_>, word: &Word, raw: &str) -> (ClassSet, ClassSet) {
    if !raw.ends_with(['ي', 'ة']) || word.classes.is_empty() {
        return (word.classes, word.classes);
    }
    let (mut classes, mut cues) = (ClassSet::default(), ClassSet::default());
    for (_, reading) in word.readings().filter(|(stem, reading)| genuine(document, raw, stem, reading)) {
        let of = document.lexicon.lexeme(reading.lexeme).classes;
        classes.extend(of);
        if !construct(document, raw, reading) {
            cues.extend(of);
        }
    }
    (classes, cues)
}

/// Given names and markers count only without a pronoun and, but for و, without a proclitic: لدى is not ل and دي.
fn name_bits(document: &Document<'_>, vocabulary: &Vocabulary, word: &Word) -> u32 {
    let mut bits = 0;
    if !word.classes.meets(vocabulary.given_name) && !word.classes.meets(vocabulary.surname_marker) {
        return bits;
    }
    for (stem, reading) in word.readings().filter(|(stem, _)| !stem.enclitic) {
        let classes = document.lexicon.lexeme(reading.lexeme).classes;
        let singular =
            matches!(reading.inflection.number, Number::Singular | Number::Unknown) && !reading.inflection.indefinite;
        bits |= if classes.meets(vocabulary.given_name) && singular { Shape::GIVEN } else { 0 };
        bits |=
            if classes.meets(vocabulary.surname_marker) && !stem.proclitics.preposition() { Shape::MARKER } else { 0 };
    }
    bits
}

fn reading_bits(document: &Document<'_>, vocabulary: &Vocabulary, word: &Word, raw: &str) -> u32 {
    let mut bits = 0;
    for (_, reading) in word.readings().filter(|(stem, reading)| genuine(document, raw, stem, reading)) {
        let lexeme = document.lexicon.lexeme(reading.lexeme);
        if construct(document, raw, reading) {
            continue;
        }
        match reading.inflection.tense {
            Tense::Past | Tense::Present | Tense::Jussive | Tense::Fixed => {}
            Tense::ActiveParticiple | Tense::PassiveParticiple => bits |= Shape::KNOWN | Shape::PARTICIPLE,
            Tense::Masdar => bits |= Shape::KNOWN,
            Tense::Nominal => {
                let name = lexeme.classes.meets(vocabulary.given_name) && lexeme.senses.len() == 1;
                bits |= if name { 0 } else { Shape::KNOWN };
                bits |= if lexeme.pos == Pos::Adjective { Shape::ADJECTIVE } else { 0 };
            }
        }
    }
    bits
}

/// Bytes before the noun, and whether a pronoun is attached: by the first stem that is a noun (of a verb by the first
/// stem), else by the article.
fn proclitics(word: &Word, raw: &str, noun: bool) -> (u16, bool) {
    let nominal = |stem: &&Stem| {
        let finite = |t: Tense| t.is_finite() || t == Tense::Fixed;
        !foreign(raw, stem) && stem.readings.iter().any(|r| !finite(r.inflection.tense))
    };
    if let Some(stem) =
        word.stems.iter().find(nominal).or(word.stems.first().filter(|stem| !noun && !foreign(raw, stem)))
    {
        return (stem.start, stem.enclitic);
    }
    let genuine = |at: &u16| {
        raw.get(usize::from(*at)..)
            .is_some_and(|rest| rest.starts_with("ال") || rest.starts_with("لل") || (*at > 0 && rest.starts_with('ل')))
    };
    (word.article.filter(genuine).unwrap_or(0), false)
}

/// A stem before ي, "my": in news it is the end of a name (شكري، عدوي); or before ة, which is no pronoun (العامة).
fn foreign(raw: &str, stem: &Stem) -> bool {
    stem.enclitic && raw.ends_with(['ي', 'ة']) && raw.len() == usize::from(stem.end) + 2
}

/// Not a reading that the end of the word or the article rules out.
fn genuine(document: &Document<'_>, raw: &str, stem: &Stem, reading: &Reading) -> bool {
    if !raw.ends_with('ي') {
        return !foreign(raw, stem);
    }
    // with the article الغربي is no dual before a genitive
    let article = stem.proclitics.has(Proclitics::ARTICLE);
    let ruled_out = article && construct(document, raw, reading)
        || foreign(raw, stem)
        || other_ending(raw, document.lexicon.spelling(reading));
    !ruled_out
}

/// A dual or plural before a genitive, in ي.
fn construct(document: &Document<'_>, raw: &str, reading: &Reading) -> bool {
    raw.ends_with('ي')
        && matches!(reading.inflection.number, Number::Dual | Number::Plural)
        && !document.lexicon.lexeme(reading.lexeme).lemma.ends_with('ي')
}

/// A form in ى under a word in ي: شكري is not شكرى.
fn other_ending(raw: &str, form: &str) -> bool {
    raw.ends_with('ي') && form.ends_with('ى')
}

fn definite(before: &str, stem: &str, word: &Word, skip: u16) -> bool {
    word.article.is_some_and(|at| at == skip)
        && (stem.starts_with("ال") || (before.ends_with('ل') && stem.starts_with('ل')))
}

/// Six or more letters of the form استفعال، افتعال، انفعال, or five of إفعال, تفعيل; after ب or ل also افعال.
fn masdar(stem: &str, joined: bool) -> bool {
    let mut letters = ['\0'; 9];
    let mut len = 0;
    for c in stem.chars() {
        if len == letters.len() {
            return stem.starts_with("است");
        }
        letters[len] = c;
        len += 1;
    }
    match &letters[..len] {
        ['ا', 'س', 'ت', ..] => len > 5,
        ['ا', _, 'ت', _, 'ا', _] | ['ا', 'ن', _, _, 'ا', _] | ['إ' | 'ا', _, _, 'ا', _] => {
            len == 6 || joined || letters[0] == 'إ'
        }
        ['ا', _, 'ت', _, 'ا', _, 'ا'] | ['ت', _, _, 'ي', _] => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masdars_are_known_by_their_shape() {
        assert!(masdar("استقبال", false) && masdar("اجتماع", false) && masdar("إعلان", false) && masdar("تنفيذ", false));
        assert!(!masdar("سمير", false) && !masdar("لافروف", false));
    }
}
