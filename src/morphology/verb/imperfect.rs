//! The imperfect of form I, which no rule gives: its letters are read as they are.

use super::root::{Root, Shape};
use super::stem::{Stem, Tail};

/// What the third person of the present says.
#[derive(Clone, Debug)]
pub(super) struct Imperfect {
    /// Stem with the vowel of the prefix.
    pub(super) stem: Stem,
    /// True for يرى، which lacks a radical without being assimilated.
    pub(super) short: bool,
}

impl Imperfect {
    /// Reads `يقول`.
    pub(super) fn parse(imperfect: &str, root: &Root) -> Result<Self, &'static str> {
        let rest = imperfect.strip_prefix('ي').ok_or("the present does not begin with ي")?;
        // يأكل، يؤول، يئن: here the seat tells the vowel; آ is hamza and ā
        let letters: Vec<char> = rest.replace('آ', "أا").chars().collect();
        let [first, second, third, _] = root.radicals;
        let drops = matches!(first, 'و' | 'ي');
        let short = second == 'ء' && root.shape == Shape::Defective && !drops && letters.len() == 2;
        let stem = match (root.shape, letters.as_slice()) {
            (Shape::Strong, &[a, b, c]) if same(a, first) && same(b, second) && same(c, third) => {
                let vowel = seat_vowel(c).or(seat_vowel(b)).unwrap_or('u');
                Stem::plain(root.fill(&format!("a12{vowel}3")), Tail::Firm)
            }
            (Shape::Strong, &[b, c]) if drops && same(b, second) && same(c, third) => {
                let vowel = seat_vowel(c).or(seat_vowel(b)).unwrap_or('i');
                Stem::plain(root.fill(&format!("a2{vowel}3")), Tail::Firm)
            }
            (Shape::Strong, &[a, b]) if drops && second == third && same(a, first) && same(b, second) => {
                two(root, "a1a2:", "a12a2")
            }
            (Shape::Hollow, &[a, long, c]) if same(a, first) && same(c, third) => {
                let long = long_vowel(long).ok_or("the present has no long vowel in the middle")?;
                two(root, &format!("a1{long}3"), &format!("a1{}3", long.to_ascii_lowercase()))
            }
            (Shape::Geminate, &[a, b]) if same(a, first) && same(b, second) => {
                let vowel = seat_vowel(a).unwrap_or('u');
                two(root, &format!("a1{vowel}2:"), &format!("a12{vowel}2"))
            }
            (Shape::Defective, &[a, b, last]) if same(a, first) && same(b, second) => {
                Stem::plain(root.fill("a12"), tail(last).ok_or("the present does not end in a vowel")?)
            }
            (Shape::Defective, &[a, last]) if (drops && same(a, second)) || (short && same(a, first)) => {
                let head = if short { "a1" } else { "a2" };
                Stem::plain(root.fill(head), tail(last).ok_or("the present does not end in a vowel")?)
            }
            _ => return Err("past and present have different letters"),
        };
        Ok(Self { stem, short })
    }
}

fn two(root: &Root, open: &str, closed: &str) -> Stem {
    Stem { open: root.fill(open), closed: root.fill(closed), tail: Tail::Firm }
}

fn same(letter: char, radical: char) -> bool {
    letter == radical || (radical == 'ء' && matches!(letter, 'أ' | 'ؤ' | 'ئ' | 'ء'))
}

fn seat_vowel(letter: char) -> Option<char> {
    match letter {
        'أ' => Some('a'),
        'ؤ' => Some('u'),
        'ئ' => Some('i'),
        _ => None,
    }
}

fn long_vowel(letter: char) -> Option<char> {
    match letter {
        'ا' => Some('A'),
        'ي' => Some('I'),
        'و' => Some('U'),
        _ => None,
    }
}

fn tail(letter: char) -> Option<Tail> {
    match letter {
        'و' => Some(Tail::Waw),
        'ي' => Some(Tail::Ya),
        'ى' | 'ا' => Some(Tail::Alif),
        _ => None,
    }
}
