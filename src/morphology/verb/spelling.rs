//! From sound to newspaper spelling.
//!
//! Paradigms are built as *sounds*: consonants in Arabic letters, ء for every hamza, `a i u` for short and `A I U` for
//! long vowels, `Y` for a final ā written ى, `:` after a doubled consonant, `^` for the prop of initial اـ. Only this
//! file knows how sounds are written, above all on which letter a hamza sits, so that the tables of stems need not.

use smallvec::SmallVec;

/// The sounds of one form; the longest have some twenty.
type Sounds = SmallVec<[char; 32]>;

/// The vowel of a sound, as far as a hamza beside it cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Vowel {
    A,
    I,
    U,
}

fn vowel(sound: char) -> Option<Vowel> {
    match sound {
        'a' | 'A' | 'Y' => Some(Vowel::A),
        'i' | 'I' => Some(Vowel::I),
        'u' | 'U' => Some(Vowel::U),
        _ => None,
    }
}

/// The usual spelling of some sounds, which come in parts, without harakat and shadda.
pub(super) fn write(parts: &[&str]) -> String {
    spell(&contract(&sounds(parts)), false)
}

fn sounds(parts: &[&str]) -> Sounds {
    parts.iter().flat_map(|part| part.chars()).collect()
}

/// The spelling when more letters follow: يقرؤ(ه), but يقرأ.
pub(super) fn write_medial(parts: &[&str]) -> String {
    let mut sounds = sounds(parts);
    sounds.push('ه');
    let mut text = spell(&contract(&sounds), false);
    text.pop();
    text
}

/// The other accepted spelling of a hamza before ū, where there is one: قرأوا beside قرؤوا، جاءوا beside جاؤوا.
pub(super) fn write_other(parts: &[&str]) -> Option<String> {
    if !parts.iter().any(|part| part.contains('ء')) {
        return None;
    }
    let sounds = contract(&sounds(parts));
    let other = spell(&sounds, true);
    (other != spell(&sounds, false)).then_some(other)
}

/// What changes in pronunciation already: two hamzas in one syllable (آمن، إيمان), و and ي after a vowel that is not
/// theirs (إيضاح، يوقن).
fn contract(all: &[char]) -> Sounds {
    let mut out = Sounds::new();
    for (at, &sound) in all.iter().enumerate() {
        let closes = all.get(at + 1).is_some_and(|&next| vowel(next).is_none() && next != ':');
        let long = match (sound, out.as_slice()) {
            ('ء', ['ء', short]) if closes => short.to_ascii_uppercase(),
            ('و', [.., 'i']) if closes => 'I',
            ('ي', [.., 'u']) if closes => 'U',
            _ => {
                out.push(sound);
                continue;
            }
        };
        out.pop();
        out.push(long);
    }
    out
}

fn spell(sounds: &[char], other: bool) -> String {
    let mut text = String::with_capacity(sounds.len() * 2);
    let mut skip = false;
    for (at, &sound) in sounds.iter().enumerate() {
        if std::mem::take(&mut skip) {
            continue;
        }
        let before = at.checked_sub(1).map(|i| sounds[i]);
        match sound {
            'a' | 'i' | 'u' | ':' => {}
            'A' | '^' => text.push('ا'),
            'I' => text.push('ي'),
            'U' => text.push('و'),
            'Y' => text.push(if text.ends_with('ي') { 'ا' } else { 'ى' }),
            'ء' => {
                let after = &sounds[at + 1..];
                let letter = seat(before, after, other);
                skip = letter == 'أ' && after.first() == Some(&'A');
                text.push(if skip { 'آ' } else { letter });
            }
            // a consonant that meets itself is written once: سكنّا
            _ if before == Some(sound) => {}
            _ => text.push(sound),
        }
    }
    text
}

/// The letter that carries a hamza.
fn seat(before: Option<char>, after: &[char], other: bool) -> char {
    let after = if let [':', rest @ ..] = after { rest } else { after };
    let next = after.first().copied().and_then(vowel);
    let Some(before) = before else {
        return if next == Some(Vowel::I) { 'إ' } else { 'أ' };
    };
    let last = matches!(after, [] | ['a' | 'i' | 'u']);
    match (before, next) {
        ('i', _) => 'ئ',
        ('a', _) if last => 'أ',
        ('u', _) if last => 'ؤ',
        _ if last => 'ء',
        ('I', _) | (_, Some(Vowel::I)) => 'ئ',
        ('a', Some(Vowel::U)) if other && after[0] == 'U' => 'أ',
        ('A' | 'U', Some(Vowel::U)) if other && after[0] == 'U' => 'ء',
        ('u', _) | (_, Some(Vowel::U)) => 'ؤ',
        ('A' | 'U', _) => 'ء',
        _ => 'أ',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hamza_finds_its_seat() {
        let table = [
            ("saءala", "سأل"),
            ("suءila", "سئل"),
            ("yasءalu", "يسأل"),
            ("masءUl", "مسؤول"),
            ("qaraءat", "قرأت"),
            ("qaraءUا", "قرؤوا"),
            ("qaraءA", "قرآ"),
            ("yuءak:idu", "يؤكد"),
            ("ءaءmana", "آمن"),
            ("ءiءmAn", "إيمان"),
            ("yuءminu", "يؤمن"),
            ("muءAmaraة", "مؤامرة"),
            ("taءAmara", "تآمر"),
            ("tasAءala", "تساءل"),
            ("tasAءul", "تساؤل"),
            ("qAءil", "قائل"),
            ("^iءtilAf", "ائتلاف"),
            ("jAءa", "جاء"),
            ("jAءUا", "جاؤوا"),
            ("yajIءUna", "يجيئون"),
            ("murUءaة", "مروءة"),
            ("yayءasu", "ييأس"),
            ("raءY", "رأى"),
            ("raءAhu", "رآه"),
            ("badءi", "بدء"),
        ];
        for (sounds, text) in table {
            assert_eq!(write(&[&arabic(sounds)]), text, "{sounds}");
        }
    }

    #[test]
    fn two_spellings_before_u() {
        assert_eq!(write_other(&[&arabic("qaraءUا")]).as_deref(), Some("قرأوا"));
        assert_eq!(write_other(&[&arabic("jAءUا")]).as_deref(), Some("جاءوا"));
        assert_eq!(write_other(&[&arabic("katabUا")]), None);
    }

    #[test]
    fn weak_letters_follow_their_vowel() {
        assert_eq!(write(&["ءiوضAح"]), "إيضاح");
        assert_eq!(write(&["يuيقiنu"]), "يوقن");
        assert_eq!(write(&["صuو:iرa"]), "صور");
        assert_eq!(write(&["ءaحيY"]), "أحيا");
    }

    /// Latin consonants, for legible tables.
    fn arabic(sounds: &str) -> String {
        let letter = |c| match c {
            's' => 'س',
            'l' => 'ل',
            'y' => 'ي',
            'm' => 'م',
            'q' => 'ق',
            'r' => 'ر',
            'k' => 'ك',
            'd' => 'د',
            'n' => 'ن',
            't' => 'ت',
            'f' => 'ف',
            'j' => 'ج',
            'h' => 'ه',
            'b' => 'ب',
            other => other,
        };
        sounds.chars().map(letter).collect()
    }
}
