//! What the finders see of the text: for each token its shape and the name that begins there.

use super::gazetteer::{Gazetteer, SpellingId};
use super::vocabulary::Vocabulary;
use super::{EntityKind, Mention, MentionForm, NameId, Subtype};
use crate::morphology::part_of_speech::Tag;
use crate::morphology::{ClassSet, Document, Gender, Number, Pos, Stem, Tense, Word};
use crate::text::{Span, TokenKind};

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
    /// A clitic that ends a phrase before it begins.
    pub(super) const PROCLITIC: u32 = Self::PREPOSITION | Self::CONJUNCTION;

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
}

/// A name of the gazetteer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    /// Number of tokens.
    pub(super) len: usize,
    /// Bytes of proclitics before it.
    pub(super) skip: u16,
    /// The way it is written.
    pub(super) spelling: SpellingId,
    /// The first row written so.
    pub(super) name: NameId,
    /// Its type.
    pub(super) kind: EntityKind,
    /// Its subtype.
    pub(super) subtype: Option<Subtype>,
    /// Needs support: every row written so is also a common word.
    pub(super) ambiguous: bool,
}

/// The text as the finders see it.
#[derive(Debug)]
pub(super) struct View<'a> {
    /// Tokens, words, sentences.
    pub(super) document: &'a Document<'a>,
    /// Names.
    pub(super) gazetteer: &'a Gazetteer,
    /// Classes.
    pub(super) vocabulary: &'a Vocabulary,
    shapes: Vec<Shape>,
    hits: Vec<Option<Hit>>,
}

impl<'a> View<'a> {
    /// Looks at every token once.
    pub(super) fn new(document: &'a Document<'a>, gazetteer: &'a Gazetteer, vocabulary: &'a Vocabulary) -> Self {
        let len = document.len();
        let mut view = Self { document, gazetteer, vocabulary, shapes: Vec::with_capacity(len), hits: Vec::with_capacity(len) };
        for token in 0..len {
            view.shapes.push(shape(document, vocabulary, token));
        }
        for token in 0..len {
            view.hits.push(view.look_up(token));
        }
        view
    }

    /// Number of tokens.
    pub(super) fn len(&self) -> usize {
        self.shapes.len()
    }

    /// One past the last token of the sentence.
    pub(super) fn limit(&self, token: usize) -> usize {
        self.document.sentence(token).tokens.end.min(self.len())
    }

    /// The shape of a token; a stop outside the text.
    pub(super) fn shape(&self, token: usize) -> Shape {
        self.shapes.get(token).copied().unwrap_or(Shape { bits: Shape::STOP, skip: 0 })
    }

    /// The name that begins at the token.
    pub(super) fn hit(&self, token: usize) -> Option<&Hit> {
        self.hits.get(token).and_then(Option::as_ref)
    }

    /// The name that begins at the token with its first letter: no proclitic before it.
    pub(super) fn bare_hit(&self, token: usize) -> Option<&Hit> {
        self.hit(token).filter(|hit| hit.skip == 0)
    }

    /// A comma.
    pub(super) fn comma(&self, token: usize) -> bool {
        token < self.len() && self.document.is_mark(token, &['،', ','])
    }

    fn look_up(&self, token: usize) -> Option<Hit> {
        let document = self.document;
        if document.tokens[token].kind != TokenKind::Word && document.tokens[token].kind != TokenKind::Foreign {
            return None;
        }
        let limit = self.limit(token);
        let found = self.gazetteer.longest(|i| (token + i < limit).then(|| document.word(token + i)))?;
        let rows = self.gazetteer.homonyms(found.value);
        // of a building and those who work in it, those (E6)
        let works = |id: &&NameId| self.gazetteer.row(**id).kind == EntityKind::Organization;
        let &name = rows.iter().find(works).or(rows.first())?;
        let ambiguous = rows.iter().all(|&id| self.gazetteer.row(id).ambiguous);
        let row = self.gazetteer.row(name);
        let hit = Hit { len: found.len, skip: found.skip, spelling: found.value, name, kind: row.kind, subtype: row.subtype, ambiguous };
        (found.len > 1 || self.stands_alone(token, &hit) && self.gazetteer.spelt(found.value, &document.raw(token)[usize::from(found.skip)..])).then_some(hit)
    }

    /// True when a name of one word is not rather another word: على is not علي, and a proclitic is not cut off a word
    /// that the lexicon knows whole.
    fn stands_alone(&self, token: usize, hit: &Hit) -> bool {
        let shape = self.shape(token);
        if shape.any(Shape::STOP) && !(shape.any(Shape::VERB) && !hit.ambiguous) {
            return false;
        }
        hit.skip == 0 || !shape.any(Shape::KNOWN | Shape::GIVEN) || shape.skip == hit.skip
    }

    /// A mention of the tokens, `skip` bytes of the first left out.
    pub(super) fn mention(&self, tokens: std::ops::Range<usize>, skip: u16, kind: EntityKind, subtype: Option<Subtype>) -> Mention {
        let span = self.span(tokens.start, tokens.end, skip);
        Mention {
            head: tokens.start,
            tokens,
            span,
            core: None,
            kind,
            subtype,
            form: MentionForm::Name,
            gender: Gender::Unknown,
            number: Number::Unknown,
            name: None,
            entity: 0,
            inside: None,
            value: None,
        }
    }

    /// Bytes of the tokens, `skip` bytes of the first left out.
    pub(super) fn span(&self, first: usize, end: usize, skip: u16) -> Span {
        let mut span = self.document.span(first, end - 1);
        span.start += u32::from(skip).min(self.document.tokens[first].span.len() as u32);
        span
    }
}

fn shape(document: &Document<'_>, vocabulary: &Vocabulary, token: usize) -> Shape {
    let word = document.word(token);
    if document.tokens[token].kind == TokenKind::Punct || document.tokens[token].kind == TokenKind::Symbol {
        let quote = matches!(word.first, '"' | '«' | '»' | '“' | '”' | '(' | ')' | '\'');
        return Shape { bits: Shape::STOP | if quote { Shape::QUOTE } else { 0 }, skip: 0 };
    }
    let raw = document.raw(token);
    let (skip, enclitic) = proclitics(word, raw);
    let mut shape = Shape { bits: tag_bits(document.tag(token)) | class_bits(document, vocabulary, word, raw) | reading_bits(document, vocabulary, word, raw), skip };
    let (before, stem) = raw.split_at(usize::from(skip).min(raw.len()));
    let mut set = |bit: u32, is: bool| shape.bits |= if is { bit } else { 0 };
    set(Shape::WORD, document.tokens[token].kind == TokenKind::Word);
    set(Shape::ENCLITIC, enclitic);
    set(Shape::CONJUNCTION, before.starts_with(['و', 'ف']));
    set(Shape::PREPOSITION, before.contains(['ب', 'ل', 'ك']));
    set(Shape::DEFINITE, definite(before, stem, word, skip));
    set(Shape::NISBA, word.letters > 4 && ["ي", "ية", "يه", "يين", "يون", "ى"].iter().any(|end| raw.ends_with(end)));
    set(Shape::FEMININE, raw.ends_with(['ة', 'ه']) || raw.ends_with("ات"));
    set(Shape::MASDAR, masdar(stem, false) || stem.strip_prefix(['ب', 'ل']).is_some_and(|rest| masdar(rest, true)));
    shape
}

fn tag_bits(tag: Tag) -> u32 {
    match tag {
        Tag::Noun => 0,
        Tag::Verb => Shape::STOP | Shape::VERB,
        _ => Shape::STOP,
    }
}

fn class_bits(document: &Document<'_>, vocabulary: &Vocabulary, word: &Word, raw: &str) -> u32 {
    let classes = classes(document, word, raw);
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
    let cue = if vocabulary.names_only(classes) { 0 } else { Shape::CUE };
    bits | cue | name_bits(document, vocabulary, word)
}

/// The classes of a word; under a final ي only those of readings that end so.
fn classes(document: &Document<'_>, word: &Word, raw: &str) -> ClassSet {
    if !raw.ends_with('ي') || word.classes.is_empty() {
        return word.classes;
    }
    let mut classes = ClassSet::default();
    for (_, reading) in word.readings().filter(|(stem, reading)| !foreign(raw, stem) && !other_ending(raw, document.lexicon.spelling(reading))) {
        classes.extend(document.lexicon.lexeme(reading.lexeme).classes);
    }
    classes
}

/// Given names and markers count only without a pronoun and, but for و, without a proclitic: لدى is not ل and دي.
fn name_bits(document: &Document<'_>, vocabulary: &Vocabulary, word: &Word) -> u32 {
    let mut bits = 0;
    if !word.classes.meets(vocabulary.given_name) && !word.classes.meets(vocabulary.surname_marker) {
        return bits;
    }
    for (stem, reading) in word.readings().filter(|(stem, _)| !stem.enclitic) {
        let classes = document.lexicon.lexeme(reading.lexeme).classes;
        let singular = matches!(reading.inflection.number, Number::Singular | Number::Unknown) && !reading.inflection.indefinite;
        bits |= if classes.meets(vocabulary.given_name) && singular { Shape::GIVEN } else { 0 };
        bits |= if classes.meets(vocabulary.surname_marker) && !stem.proclitics.preposition() { Shape::MARKER } else { 0 };
    }
    bits
}

fn reading_bits(document: &Document<'_>, vocabulary: &Vocabulary, word: &Word, raw: &str) -> u32 {
    let mut bits = 0;
    for (_, reading) in word.readings().filter(|(stem, reading)| !foreign(raw, stem) && !other_ending(raw, document.lexicon.spelling(reading))) {
        let lexeme = document.lexicon.lexeme(reading.lexeme);
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

/// Bytes before the noun, and whether a pronoun is attached: by the first stem that is a noun, else by the article.
fn proclitics(word: &Word, raw: &str) -> (u16, bool) {
    let nominal = |stem: &&Stem| {
        let finite = |t| matches!(t, Tense::Past | Tense::Present | Tense::Jussive | Tense::Fixed);
        !foreign(raw, stem) && stem.readings.iter().any(|r| !finite(r.inflection.tense))
    };
    if let Some(stem) = word.stems.iter().find(nominal).or(word.stems.first().filter(|stem| !foreign(raw, stem))) {
        return (stem.start, stem.enclitic);
    }
    let genuine = |at: &u16| raw.get(usize::from(*at)..).is_some_and(|rest| rest.starts_with("ال") || rest.starts_with("لل") || (*at > 0 && rest.starts_with('ل')));
    (word.article.filter(genuine).unwrap_or(0), false)
}

/// A stem before ي, "my": in news it is the end of a name (شكري، عدوي).
fn foreign(raw: &str, stem: &Stem) -> bool {
    stem.enclitic && raw.ends_with('ي') && raw.len() == usize::from(stem.end) + 2
}

/// A form in ى under a word in ي: شكري is not شكرى.
fn other_ending(raw: &str, form: &str) -> bool {
    raw.ends_with('ي') && form.ends_with('ى')
}

fn definite(before: &str, stem: &str, word: &Word, skip: u16) -> bool {
    word.article.is_some_and(|at| at == skip) && (stem.starts_with("ال") || (before.ends_with('ل') && stem.starts_with('ل')))
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
        ['ا', _, 'ت', _, 'ا', _] | ['ا', 'ن', _, _, 'ا', _] | ['إ' | 'ا', _, _, 'ا', _] => len == 6 || joined || letters[0] == 'إ',
        ['ت', _, _, 'ي', _] => true,
        _ => false,
    }
}
