//! N4: proclitics and enclitics, cut only where the lexicon licenses what remains (SCHEME 5).

use smallvec::SmallVec;

use super::lexicon::{KeyId, Lexicon, Pos, Reading};
use super::word::{NameKey, Stem, Word};
use super::{Inflection, Number, Person, Tense};
use crate::text::{Normalized, normalize};

mod cut;

use self::cut::{Cut, cuts, tails};

/// What stands before a stem.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Proclitics(u8);

impl Proclitics {
    /// و or ف.
    pub const CONJUNCTION: Self = Self(1);
    /// ب.
    pub const BA: Self = Self(2);
    /// ل.
    pub const LAM: Self = Self(4);
    /// ك.
    pub const KAF: Self = Self(8);
    /// س of the future.
    pub const SIN: Self = Self(16);
    /// ال.
    pub const ARTICLE: Self = Self(32);
    /// ف rather than و.
    pub const FA: Self = Self(64);

    /// True when all of `other` stand there.
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// True when one of ب ل ك stands there.
    pub fn preposition(self) -> bool {
        self.0 & (2 | 4 | 8) != 0
    }

    /// Both.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// True when nothing stands there.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// Buffers of the analysis of one word.
#[derive(Debug, Default)]
pub struct Scratch {
    n2: Normalized,
    letters: Vec<char>,
    folded: Vec<char>,
    n3: String,
    /// Where each letter begins in `n3`, and its end.
    starts: Vec<u32>,
    raw_len: u16,
}

impl Scratch {
    /// Normalises a word.
    pub(super) fn read(&mut self, raw: &str) {
        normalize::n2(raw, &mut self.n2);
        self.letters.clear();
        self.letters.extend(self.n2.text.chars());
        self.folded.clear();
        self.folded.extend(self.letters.iter().map(|&c| normalize::n3(c).unwrap_or(c)));
        self.n3.clear();
        self.starts.clear();
        for &letter in &self.folded {
            self.starts.push(self.n3.len() as u32);
            self.n3.push(letter);
        }
        self.starts.push(self.n3.len() as u32);
        self.raw_len = raw.len().min(usize::from(u16::MAX)) as u16;
    }

    /// The whole word at level N3.
    pub(super) fn n3(&self) -> &str {
        &self.n3
    }

    fn raw(&self, letter: usize) -> u16 {
        self.n2.map.get(letter).map_or(self.raw_len, |&(start, _)| start.min(u32::from(u16::MAX)) as u16)
    }

    /// Some letters at level N3.
    fn part(&self, from: usize, to: usize) -> &str {
        &self.n3[self.starts[from] as usize..self.starts[to] as usize]
    }
}

/// Finds the licensed segmentations of a word, which the lexicon knows by `key`, and its spellings for tables of names.
pub(super) fn segment(lexicon: &Lexicon, scratch: &Scratch, key: Option<KeyId>, word: &mut Word) {
    let len = scratch.letters.len();
    let tails: SmallVec<[usize; 4]> = tails(&scratch.letters).collect();
    for cut in cuts(&scratch.folded, &scratch.letters) {
        let article = cut.proclitics.has(Proclitics::ARTICLE);
        if article && word.article.is_none() {
            word.article = Some(scratch.raw(cut.name));
        }
        let find = |from: usize| if from == 0 { key } else { lexicon.key(scratch.part(from, len)) };
        let stem = find(cut.stem);
        let name = match cut.name {
            _ if cut.proclitics.has(Proclitics::SIN) => None,
            from if cut.contracted => lexicon.key(&["ا", scratch.part(from, len)].concat()),
            from if from == cut.stem => stem,
            from => find(from),
        };
        if let Some(key) = name {
            add_name(scratch, word, cut, key);
        }
        if let Some(key) = stem {
            add_stem(lexicon, scratch, word, cut, key, len);
        }
        for end in tails.iter().map(|tail| len - tail).filter(|&end| !article && end >= cut.stem + 2) {
            if let Some(key) = lexicon.key(scratch.part(cut.stem, end)) {
                add_stem(lexicon, scratch, word, cut, key, end);
            }
        }
    }
    word.stems.sort_by_key(|stem| (stem.start + word_tail(scratch, stem), stem.enclitic));
    // what is written with ه is rather the noun with its pronoun than another noun in ة: بلاده is no بلادة
    if scratch.letters.last() == Some(&'ه') && word.stems.iter().any(|stem| stem.enclitic) {
        let marbuta = |r: &Reading| lexicon.spelling(r).ends_with('ة');
        word.stems.retain(|stem| stem.enclitic || !stem.readings.iter().all(marbuta));
    }
    // a pronoun is cut off only where the word has no other reading: تساهم is no تسا + هم
    if word.stems.iter().any(|stem| !stem.enclitic && stem.proclitics.is_empty()) {
        word.stems.retain(|stem| !stem.enclitic);
    }
    // التزام, and القاء for إلقاء, have no article; الثاني and السبت stand in the lexicon with theirs
    let own = |(stem, r): (&Stem, &Reading)| {
        !stem.proclitics.has(Proclitics::ARTICLE) && lexicon.lexeme(r.lexeme).pos != Pos::Particle
    };
    if !word.stems.is_empty() && word.readings().all(own) {
        word.article = None;
    }
    word.nominal_shape = nominal_shape(&scratch.letters);
}

fn word_tail(scratch: &Scratch, stem: &Stem) -> u16 {
    scratch.raw_len.saturating_sub(stem.end)
}

/// The whole spelling only: foreign words, marks.
pub(super) fn whole(lexicon: &Lexicon, scratch: &Scratch, key: Option<KeyId>, word: &mut Word) {
    let Some(key) = key else { return };
    let readings: SmallVec<[Reading; 2]> = lexicon.readings(key).iter().copied().collect();
    if !readings.is_empty() {
        let end = scratch.raw_len;
        word.stems.push(Stem { start: 0, end, proclitics: Proclitics::default(), enclitic: false, readings });
    }
}

fn add_name(scratch: &Scratch, word: &mut Word, cut: Cut, key: KeyId) {
    if !word.names.iter().any(|name| name.key == key) {
        let start = scratch.raw(cut.name);
        word.names.push(NameKey { start, key });
    }
}

/// Adds the stem from a cut to `end`, which the lexicon knows by `key`.
fn add_stem(lexicon: &Lexicon, scratch: &Scratch, word: &mut Word, cut: Cut, key: KeyId, end: usize) {
    let enclitic = end < scratch.letters.len();
    let mut readings: SmallVec<[(u8, Reading); 4]> = SmallVec::new();
    for reading in lexicon.readings(key) {
        let lexeme = lexicon.lexeme(reading.lexeme);
        if !licensed(reading.inflection, lexeme.pos, cut.proclitics, enclitic) {
            continue;
        }
        // what stands in the construct state takes no article: الاجتماعي is not اجتماعي, المعلمي not معلمي
        let article = cut.proclitics.has(Proclitics::ARTICLE);
        let construct = match reading.inflection.number {
            Number::Dual => !lexicon.spelling(reading).ends_with('ن'),
            Number::Plural => lexicon.spelling(reading).ends_with('ي') && !lexeme.lemma.ends_with('ي'),
            _ => false,
        };
        if article && construct {
            continue;
        }
        if let Some(distance) = distance(&scratch.letters[cut.stem..end], lexicon.spelling(reading)) {
            readings.push((distance, *reading));
        }
    }
    let Some(best) = readings.iter().map(|&(d, _)| d).min() else { return };
    // an exact spelling drives out the fuzzy ones: على is not علي
    readings.retain(|&mut (d, _)| best > 0 || d == 0);
    // the third person and the words that are cues come first: news is seldom told by "we"
    readings.sort_by_key(|(_, r)| (r.inflection.person == Person::First, lexicon.lexeme(r.lexeme).triggers.is_empty()));
    let readings = readings.into_iter().map(|(_, r)| r).collect();
    let start = scratch.raw(if cut.proclitics.has(Proclitics::ARTICLE) || cut.proclitics.has(Proclitics::SIN) {
        cut.name
    } else {
        cut.stem
    });
    word.stems.push(Stem { start, end: scratch.raw(end), proclitics: cut.proclitics, enclitic, readings });
}

/// True when a form may stand with these clitics.
fn licensed(inflection: Inflection, pos: Pos, proclitics: Proclitics, enclitic: bool) -> bool {
    if inflection.bound != enclitic && (inflection.bound || inflection.free) {
        return false;
    }
    let finite = inflection.tense.is_finite();
    if pos == Pos::Particle {
        return !proclitics.has(Proclitics::ARTICLE)
            && !proclitics.has(Proclitics::SIN)
            && !proclitics.has(Proclitics::KAF);
    }
    if proclitics.has(Proclitics::SIN) {
        return inflection.tense == Tense::Present;
    }
    if proclitics.has(Proclitics::ARTICLE) {
        return !finite && !inflection.indefinite && inflection.tense != Tense::Fixed;
    }
    if proclitics.has(Proclitics::LAM) {
        return inflection.tense != Tense::Past;
    }
    !(proclitics.preposition() && finite)
}

/// How far the spelling of a text is from a form of the lexicon with the same N3 key: 0 exact, `None` when the text
/// says otherwise (إن is not أن).
fn distance(text: &[char], form: &str) -> Option<u8> {
    let mut distance = 0_u8;
    for (&t, f) in text.iter().zip(form.chars()) {
        if t == f {
            continue;
        }
        let hamza = |c: char| matches!(c, 'أ' | 'إ' | 'آ');
        if hamza(t) && hamza(f) {
            return None;
        }
        distance = distance.saturating_add(1);
    }
    Some(distance)
}

fn nominal_shape(letters: &[char]) -> bool {
    matches!(letters, [.., 'ة'] | [.., 'ا', 'ء'] | [_, _, _, .., 'ي', 'ن' | 'ا'] | [_, _, _, .., 'ا', 'ت'])
}
