//! Arabic names in Latin letters as newspapers write them, without the short vowels that the text does not give
//! (`docs/romanisation.md`).

/// What a letter stands for.
#[derive(Clone, Copy)]
enum Sound {
    /// A consonant; ع and the hamza stand for none but hold a vowel.
    Consonant(&'static str),
    /// ا
    Alif,
    /// و: w, u
    Waw,
    /// ي: y, i
    Ya,
    /// ة
    Marbuta,
}

fn sound(c: char) -> Option<Sound> {
    use Sound::{Alif, Consonant, Marbuta, Waw, Ya};
    Some(match c {
        'ا' | 'أ' | 'إ' | 'آ' | 'ٱ' | 'ى' => Alif,
        'و' => Waw,
        'ي' | 'ی' => Ya,
        'ة' => Marbuta,
        'ء' | 'ئ' | 'ؤ' | 'ع' => Consonant(""),
        'ب' => Consonant("b"),
        'پ' => Consonant("p"),
        'ت' | 'ط' => Consonant("t"),
        'ث' => Consonant("th"),
        'ج' => Consonant("j"),
        'چ' => Consonant("ch"),
        'ح' | 'ه' => Consonant("h"),
        'خ' => Consonant("kh"),
        'د' | 'ض' => Consonant("d"),
        'ذ' => Consonant("dh"),
        'ر' => Consonant("r"),
        'ز' | 'ظ' | 'ژ' => Consonant("z"),
        'س' | 'ص' => Consonant("s"),
        'ش' => Consonant("sh"),
        'غ' => Consonant("gh"),
        'ف' => Consonant("f"),
        'ڤ' => Consonant("v"),
        'ق' => Consonant("q"),
        'ك' | 'ک' => Consonant("k"),
        'گ' => Consonant("g"),
        'ل' => Consonant("l"),
        'م' => Consonant("m"),
        'ن' => Consonant("n"),
        _ => return None,
    })
}

/// Words that are written by rule: parts of names that are no names.
fn particle(word: &str) -> Option<&'static str> {
    Some(match word {
        "بن" => "bin",
        "ابن" => "Ibn",
        "بنت" => "bint",
        "أبو" | "ابو" | "أبي" | "ابي" | "أبا" => "Abu",
        "أم" | "ام" => "Umm",
        "آل" => "Al",
        "ولد" => "Ould",
        "عبد" => "Abdul",
        "ذو" => "Dhu",
        "و" => "and",
        _ => return None,
    })
}

/// A word with a capital; the article as `al-`. Letters that are not Arabic stay as they are.
pub fn word(word: &str) -> String {
    if let Some(known) = particle(word) {
        return known.to_owned();
    }
    match word.strip_prefix("ال").filter(|rest| rest.chars().count() > 2) {
        Some(rest) => format!("al-{}", capital(&letters(rest))),
        None => capital(&letters(word)),
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// Writes one word, the vowels that syllables need put in: i after a long a, else a.
fn letters(word: &str) -> String {
    let letters: Vec<char> = word.chars().filter(|c| !matches!(c, '\u{64b}'..='\u{652}' | '\u{670}' | 'ـ')).collect();
    let sounds: Vec<Option<Sound>> = letters.iter().map(|&c| sound(c)).collect();
    let sound = |at: usize| sounds.get(at).copied().flatten();
    let long = |at: usize| matches!(sound(at), Some(Sound::Alif | Sound::Marbuta));
    let glide = |at: usize| matches!(sound(at), Some(Sound::Waw | Sound::Ya));
    let mut out = Syllables::default();
    for (at, &letter) in letters.iter().enumerate() {
        let place = Place {
            last: at + 1 == letters.len(),
            vowel_next: long(at + 1) || glide(at + 1) && !long(at + 2),
            // a last consonant is not left without a vowel
            vowel_later: at + 2 == letters.len(),
        };
        match sound(at) {
            None => out.other(letter),
            Some(Sound::Alif) if at == 0 => out.initial(letter, glide(1) && letters[1] == 'و'),
            Some(Sound::Alif) => out.vowel("a"),
            Some(Sound::Marbuta) if out.open => out.vowel("a"),
            Some(Sound::Marbuta) => out.consonant("t", place),
            Some(Sound::Waw) => out.glide("w", "u", long(at + 1), place),
            Some(Sound::Ya) => out.glide("y", "i", long(at + 1), place),
            Some(Sound::Consonant(text)) => out.consonant(text, place),
        }
    }
    out.text
}

/// What comes after a letter.
#[derive(Clone, Copy)]
struct Place {
    last: bool,
    vowel_next: bool,
    vowel_later: bool,
}

/// A word in the making.
#[expect(clippy::struct_excessive_bools, reason = "each says one thing by itself")]
#[derive(Default)]
struct Syllables {
    text: String,
    /// The last consonant waits for its vowel.
    open: bool,
    /// The last vowel was a long a.
    long_a: bool,
    /// The last sound was a vowel.
    after_vowel: bool,
    begun: bool,
}

impl Syllables {
    fn vowel(&mut self, vowel: &str) {
        if self.open || !self.text.ends_with(vowel) {
            self.text.push_str(vowel);
        }
        (self.open, self.long_a, self.after_vowel, self.begun) = (false, vowel == "a", true, true);
    }

    /// أو as in أوباما, إ, else a.
    fn initial(&mut self, letter: char, waw: bool) {
        let vowel = if waw && letter != 'إ' {
            "o"
        } else if letter == 'إ' {
            "i"
        } else {
            "a"
        };
        self.text.push_str(vowel);
        (self.after_vowel, self.begun) = (true, true);
    }

    /// After a consonant without vowel that one takes its vowel, and this one closes the syllable if no vowel follows.
    fn consonant(&mut self, text: &str, place: Place) {
        let waits = place.vowel_next || place.vowel_later;
        if self.open {
            self.text.push_str(if self.long_a { "i" } else { "a" });
            self.open = waits;
            self.long_a = false;
        } else {
            self.open = waits || !self.after_vowel || self.long_a;
        }
        self.text.push_str(text);
        self.open &= !place.last;
        (self.after_vowel, self.begun) = (false, true);
    }

    /// و and ي: a vowel after a consonant that has none, else a consonant; `long` when ا or ة follows.
    fn glide(&mut self, consonant: &'static str, vowel: &str, long: bool, place: Place) {
        if self.text == "o" && consonant == "w" && !long {
            self.open = false;
        } else if self.begun && self.open && !long {
            self.vowel(vowel);
        } else if !self.begun || long || !place.last {
            self.consonant(consonant, place);
        } else {
            self.text.push_str(if self.text.ends_with('a') { consonant } else { vowel });
        }
    }

    fn other(&mut self, letter: char) {
        self.text.push(letter);
        (self.open, self.begun) = (false, true);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_written_as_newspapers_write_them() {
        let pairs = [
            ("سلمان", "Salman"),
            ("جعفر", "Jafar"),
            ("خالد", "Khalid"),
            ("الصباغ", "al-Sabagh"),
            ("سراقب", "Saraqib"),
            ("نواف", "Nawaf"),
            ("رئيس", "Rais"),
            ("سعيد", "Said"),
            ("أوباما", "Obama"),
            ("إدلب", "Idlab"),
            ("فاطمة", "Fatima"),
            ("زينب", "Zinab"),
            ("أحمد", "Ahmad"),
            ("باكستان", "Bakistan"),
            ("كنده", "Kandah"),
            ("بن", "bin"),
        ];
        for (arabic, latin) in pairs {
            assert_eq!(word(arabic), latin, "{arabic}");
        }
    }

    #[test]
    fn no_arabic_letter_is_left() {
        for arabic in
            ["يوسف", "ضياء", "آية", "وائل", "غوادلوبي", "تشيلي", "حياة", "مؤيد", "ثريا", "لؤي", "ظافر", "ذياب"]
        {
            let latin = word(arabic);
            assert!(latin.is_ascii() && !latin.is_empty(), "{arabic} {latin}");
        }
    }
}
