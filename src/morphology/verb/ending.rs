//! Endings of the finite forms.

use super::spelling::{write, write_medial, write_other};
use super::stem::{Stem, Tail};
use crate::morphology::{Form, Gender, Inflection, Number, Person, Tense, Voice};

/// Where a shape may stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// With an enclitic or without.
    Any,
    /// Not before an enclitic: قالوا، نفى.
    Free,
    /// Only before an enclitic: قالو(ه)، نفا(ه).
    Bound,
}

use Gender::{Feminine, Masculine, Unknown};
use Number::{Dual, Plural, Singular};
use Person::{First, Third};
use Place::{Any, Bound, Free};

type Who = (Person, Gender, Number);

const HE: Who = (Third, Masculine, Singular);
const SHE: Who = (Third, Feminine, Singular);
const TWO: Who = (Third, Masculine, Dual);
const TWO_F: Who = (Third, Feminine, Dual);
const THEY: Who = (Third, Masculine, Plural);
const THEY_F: Who = (Third, Feminine, Plural);
const WE: Who = (First, Unknown, Plural);
const ME: Who = (First, Unknown, Singular);

/// Collects the forms of one tense and voice.
struct Sink<'a> {
    forms: &'a mut Vec<Form>,
    voice: Voice,
}

impl Sink<'_> {
    fn put(&mut self, tense: Tense, (person, gender, number): Who, place: Place, text: String) {
        let (bound, free) = (place == Bound, place == Free);
        let inflection =
            Inflection { tense, voice: self.voice, gender, number, person, bound, free, indefinite: false };
        self.forms.push(Form { text, inflection });
    }

    fn add(&mut self, tense: Tense, who: Who, place: Place, sounds: &[&str]) {
        self.put(tense, who, place, write(sounds));
        if let Some(other) = write_other(sounds) {
            self.put(tense, who, place, other);
        }
    }

    /// The shape that a final hamza takes before an enclitic, if it differs: يقرؤ(ه), يشاؤ(ه).
    fn add_before_enclitic(&mut self, tense: Tense, who: Who, sounds: &[&str]) {
        if sounds.iter().any(|part| part.contains('ء')) {
            let text = write_medial(sounds);
            if text != write(sounds) {
                self.put(tense, who, Bound, text);
            }
        }
    }
}

/// Forms of the past.
pub(super) fn past(stem: &Stem, voice: Voice, forms: &mut Vec<Form>) {
    let Stem { open, closed, tail } = stem;
    // before ā, ū and n: the vowel of a weak tail
    let (glide, plural, long) = match tail {
        Tail::Firm => ("", "U", ""),
        Tail::Alif => ("aي", "aو", "aي"),
        Tail::AlifWaw => ("aو", "aو", "aو"),
        Tail::Ya | Tail::Waw => ("iي", "U", "I"),
    };
    let mut sink = Sink { forms, voice };
    let mut add = |who, place, sounds: &[&str]| sink.add(Tense::Past, who, place, sounds);
    match tail {
        Tail::Alif => {
            add(HE, Free, &[open, "Y"]);
            add(HE, Bound, &[open, "A"]);
        }
        Tail::AlifWaw => add(HE, Any, &[open, "A"]),
        _ => add(HE, Any, &[open, glide, "a"]),
    }
    let feminine = if matches!(tail, Tail::Ya | Tail::Waw) { glide } else { "" };
    add(SHE, Any, &[open, feminine, "aت"]);
    add(TWO, Any, &[open, glide, "A"]);
    add(TWO_F, Any, &[open, feminine, "aتA"]);
    add(THEY, Free, &[open, plural, "ا"]);
    add(THEY, Bound, &[open, plural]);
    add(THEY_F, Any, &[closed, long, "نa"]);
    add(WE, Any, &[closed, long, "نA"]);
}

/// Forms of the present and of the shortened moods; `stem` begins with the vowel of the prefix.
pub(super) fn present(stem: &Stem, voice: Voice, forms: &mut Vec<Form>) {
    let mut sink = Sink { forms, voice };
    for (prefix, who, dual) in [("ي", HE, TWO), ("ت", SHE, TWO_F)] {
        singular(stem, prefix, who, &mut sink);
        duals(stem, prefix, dual, &mut sink);
    }
    singular(stem, "ن", WE, &mut sink);
    plurals(stem, &mut sink);
}

/// Present of the first singular: أتوقع.
pub(super) fn first_singular(stem: &Stem, forms: &mut Vec<Form>) {
    singular(stem, "أ", ME, &mut Sink { forms, voice: Voice::Active });
}

fn singular(Stem { open, closed, tail }: &Stem, prefix: &str, who: Who, sink: &mut Sink<'_>) {
    let full = |end| [prefix, open, end];
    match tail {
        Tail::Firm => {
            sink.add(Tense::Present, who, Any, &full("u"));
            sink.add_before_enclitic(Tense::Present, who, &full("u"));
            sink.add_before_enclitic(Tense::Jussive, who, &full("a"));
            let short = [prefix, closed];
            // يشدد beside يشدّ is too rare to be worth its homographs
            if !open.ends_with(':') && write(&short) != write(&full("u")) {
                sink.add(Tense::Jussive, who, Any, &short);
            }
        }
        Tail::Alif | Tail::AlifWaw => {
            sink.add(Tense::Present, who, Free, &full("Y"));
            sink.add(Tense::Present, who, Bound, &full("A"));
            // ينأ keeps the seat it has in ينأى, and يرتئ that of يرتئي
            sink.put(Tense::Jussive, who, Any, write_medial(&full("a")));
        }
        Tail::Ya => {
            sink.add(Tense::Present, who, Any, &full("I"));
            sink.put(Tense::Jussive, who, Any, write_medial(&full("i")));
        }
        Tail::Waw => {
            sink.add(Tense::Present, who, Any, &full("U"));
            sink.add(Tense::Jussive, who, Any, &full("u"));
        }
    }
}

fn duals(Stem { open, tail, .. }: &Stem, prefix: &str, who: Who, sink: &mut Sink<'_>) {
    let glide = match tail {
        Tail::Firm => "",
        Tail::Alif | Tail::AlifWaw => "aي",
        Tail::Ya => "iي",
        Tail::Waw => "uو",
    };
    sink.add(Tense::Present, who, Any, &[prefix, open, glide, "Aنi"]);
    sink.add(Tense::Jussive, who, Any, &[prefix, open, glide, "A"]);
}

fn plurals(Stem { open, closed, tail }: &Stem, sink: &mut Sink<'_>) {
    let (they, they_f) = match tail {
        Tail::Firm => ("U", ""),
        Tail::Alif | Tail::AlifWaw => ("aو", "aي"),
        Tail::Ya => ("U", "I"),
        Tail::Waw => ("U", "U"),
    };
    sink.add(Tense::Present, THEY, Any, &["ي", open, they, "نa"]);
    sink.add(Tense::Jussive, THEY, Free, &["ي", open, they, "ا"]);
    sink.add(Tense::Jussive, THEY, Bound, &["ي", open, they]);
    sink.add(Tense::Present, THEY_F, Any, &["ي", closed, they_f, "نa"]);
}
