//! Where a word can be cut: before its stem, and before the pronoun that it ends with.

use smallvec::SmallVec;

use super::Proclitics;

const ENCLITICS: [&str; 12] = ["ه", "ها", "هم", "هن", "هما", "ك", "كم", "نا", "ي", "ني", "كما", "كن"];

/// Bytes of an Arabic letter.
const LETTER: usize = 2;

/// A cut before the stem: letters cut, what they are, and whether the stem's ال is spelt with one ل only (للجيش).
#[derive(Clone, Copy)]
pub(super) struct Cut {
    pub(super) stem: usize,
    pub(super) name: usize,
    pub(super) contracted: bool,
    pub(super) proclitics: Proclitics,
}

/// The cuts of a word at level N3, `spelt` as the text writes it.
pub(super) fn cuts(letters: &[char], spelt: &[char]) -> SmallVec<[Cut; 12]> {
    let mut out = SmallVec::new();
    let starts = |at: usize, s: &str| {
        letters[at.min(letters.len())..].iter().copied().zip(s.chars()).filter(|(a, b)| a == b).count()
            == s.chars().count()
    };
    // إلغاء, ألغام: the article has no hamza
    let article = |at: usize| starts(at, "ال") && !matches!(spelt[at], 'أ' | 'إ' | 'آ');
    let conjunction = match letters.first() {
        Some('و') => Some(Proclitics::CONJUNCTION),
        Some('ف') => Some(Proclitics::CONJUNCTION.with(Proclitics::FA)),
        _ => None,
    };
    for (from, before) in [(0, Proclitics::default())].into_iter().chain(conjunction.map(|c| (1, c))) {
        push(&mut out, letters, from, from, false, before);
        if article(from) {
            push(&mut out, letters, from + 2, from, false, before.with(Proclitics::ARTICLE));
        }
        let preposition = match letters.get(from) {
            Some('ب') => Proclitics::BA,
            Some('ل') => Proclitics::LAM,
            Some('ك') => Proclitics::KAF,
            Some('س') => Proclitics::SIN,
            _ => continue,
        };
        let with = before.with(preposition);
        if preposition == Proclitics::SIN {
            push(&mut out, letters, from + 1, from, false, with);
            continue;
        }
        // كما is a word of its own
        if preposition == Proclitics::KAF && letters[from + 1..] == ['م', 'ا'] {
            continue;
        }
        push(&mut out, letters, from + 1, from + 1, false, with);
        if article(from + 1) {
            push(&mut out, letters, from + 3, from + 1, false, with.with(Proclitics::ARTICLE));
        } else if preposition == Proclitics::LAM && starts(from + 1, "ل") {
            push(&mut out, letters, from + 2, from + 1, true, with.with(Proclitics::ARTICLE));
        }
    }
    out.sort_by_key(|cut: &Cut| cut.stem);
    out
}

fn push(
    out: &mut SmallVec<[Cut; 12]>,
    letters: &[char],
    stem: usize,
    name: usize,
    contracted: bool,
    proclitics: Proclitics,
) {
    let needed = if proclitics.is_empty() { 1 } else { 2 };
    if letters.len() >= stem + needed {
        out.push(Cut { stem, name, contracted, proclitics });
    }
}

/// The numbers of letters of the pronouns that a word may end with.
pub(super) fn tails(letters: &[char]) -> impl Iterator<Item = usize> {
    let fits = |pronoun: &&str| letters.iter().rev().copied().zip(pronoun.chars().rev()).all(|(a, b)| a == b);
    ENCLITICS.into_iter().filter(fits).map(|pronoun| pronoun.len() / LETTER).filter(|tail| letters.len() > *tail)
}
