//! Is this Arabic? If not, what does it look like?

/// What a text looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looks {
    /// Arabic, or too short to say otherwise.
    Arabic,
    /// Something else: `Persian`, `Latin script`, `no letters` …
    Other(&'static str),
}

/// Scripts that are told apart by name.
const SCRIPTS: [&str; 12] = [
    "Latin script",
    "Cyrillic script",
    "Hebrew script",
    "Greek script",
    "Armenian script",
    "Syriac script",
    "Devanagari script",
    "Georgian script",
    "Chinese characters",
    "Japanese script",
    "Korean script",
    "another script",
];

/// Languages in Arabic script: name, letters that Arabic lacks, common words (ی and ک written ي and ك).
const LANGUAGES: [(&str, &str, &[&str]); 5] = [
    ("Persian", "پچژگ", &["است", "که", "این", "را", "برای", "های", "شده", "کرد", "می", "شد", "از", "در", "با"]),
    ("Urdu", "ٹڈڑںےہھ", &["کے", "ہے", "میں", "اور", "نے", "سے", "کو", "کی", "کا", "ہیں"]),
    ("Kurdish", "ێۆڵڕەڤ", &["لە", "بۆ", "کە", "بە", "ئەو"]),
    ("Pashto", "ځڅډړږښڼېۍ", &["چې", "په", "څخه", "کې", "هغه"]),
    ("Uyghur", "ۇېۈڭۋ", &["بىلەن", "ئۈچۈن"]),
];

/// Words that only Arabic has so often.
const ARABIC: &[&str] =
    &["في", "على", "إلى", "الى", "أن", "إن", "التي", "الذي", "هذا", "هذه", "عن", "ذلك", "بعد", "قال"];

/// Letters that only other languages use come after this one.
const LAST_OF_ARABIC: char = '\u{0670}';

/// Tells what `text` looks like, by counting letters and very common words.
pub fn looks_like(text: &str) -> Looks {
    let (mut arabic, mut extended) = (0_usize, false);
    let mut others = [0_usize; SCRIPTS.len()];
    for c in text.chars() {
        match script(c) {
            Script::Arabic => {
                arabic += 1;
                extended |= c > LAST_OF_ARABIC;
            }
            Script::Other(other) => others[other] += 1,
            Script::None => {}
        }
    }
    let foreign: usize = others.iter().sum();
    if arabic + foreign == 0 {
        return Looks::Other("no letters");
    }
    if arabic < foreign {
        let most = others.iter().enumerate().max_by_key(|&(_, n)| n).map_or(11, |(i, _)| i);
        return Looks::Other(SCRIPTS[most]);
    }
    // the other languages cannot be written with the letters of Arabic alone
    if extended { language(text) } else { Looks::Arabic }
}

/// What a character counts for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Arabic,
    /// An index of [`SCRIPTS`].
    Other(usize),
    /// No letter.
    None,
}

fn script(c: char) -> Script {
    let other = match c {
        '\u{0621}'..='\u{063a}' | '\u{0641}'..='\u{064a}' => return Script::Arabic,
        '\0'..='\u{40}' => return Script::None,
        _ if is_arabic(c) => return Script::Arabic,
        // vowel marks count as alphabetic in Unicode
        '\u{0600}'..='\u{06ff}' | '\u{08ca}'..='\u{08ff}' => return Script::None,
        '\0'..='\u{7f}' if !c.is_ascii_alphabetic() => return Script::None,
        _ if !c.is_alphabetic() => return Script::None,
        '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{ff21}'..='\u{ff5a}' => 0,
        '\u{400}'..='\u{52f}' => 1,
        '\u{590}'..='\u{5ff}' => 2,
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => 3,
        '\u{530}'..='\u{58f}' => 4,
        '\u{700}'..='\u{74f}' => 5,
        '\u{900}'..='\u{97f}' => 6,
        '\u{10a0}'..='\u{10ff}' => 7,
        '\u{3400}'..='\u{9fff}' => 8,
        '\u{3040}'..='\u{30ff}' => 9,
        '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7af}' => 10,
        _ => 11,
    };
    Script::Other(other)
}

/// A letter of the Arabic script, of whatever language; marks, tatweel, digits and punctuation are none.
fn is_arabic(c: char) -> bool {
    matches!(c,
        '\u{0621}'..='\u{063f}' | '\u{0641}'..='\u{064a}' | '\u{066e}'..='\u{066f}' | '\u{0671}'..='\u{06d3}'
        | '\u{06d5}' | '\u{06ee}'..='\u{06ef}' | '\u{06fa}'..='\u{06ff}' | '\u{0750}'..='\u{077f}'
        | '\u{08a0}'..='\u{08c9}' | '\u{fb50}'..='\u{fbb1}' | '\u{fbd3}'..='\u{fdfb}' | '\u{fe70}'..='\u{fefc}')
}

/// Tells Arabic from other languages in its script: three points a common word, one a letter of its own.
fn language(text: &str) -> Looks {
    let mut arabic = 0_usize;
    let mut scores = [0_usize; LANGUAGES.len()];
    for word in text.split(|c: char| !is_arabic(c)).filter(|word| !word.is_empty()) {
        if word.starts_with("ال") || ARABIC.contains(&word) {
            arabic += 3;
        }
        arabic += usize::from(word.contains(['ة', 'ى', 'أ', 'إ']));
        for (score, (_, letters, words)) in scores.iter_mut().zip(&LANGUAGES) {
            if words.contains(&word) {
                *score += 3;
            }
            *score += word.chars().filter(|&c| c > LAST_OF_ARABIC && letters.contains(c)).count();
        }
    }
    let best = scores.iter().zip(&LANGUAGES).max_by_key(|(score, _)| **score);
    match best {
        Some((&score, (name, ..))) if score > arabic => Looks::Other(name),
        _ => Looks::Arabic,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_what_it_sees() {
        let cases = [
            ("أعلنت وزارة الدفاع السورية أن الجيش انسحب من مدينة حماة.", Looks::Arabic),
            ("سقطت حماة", Looks::Arabic),
            ("قال الرئيس الإيراني إن گروه من پاسداران في چابهار", Looks::Arabic),
            ("وقال متحدث باسم Human Rights Watch إن الهجوم أسفر عن مقتل 12 شخصا", Looks::Arabic),
            ("رئیس جمهور ایران گفت که این کشور برای مذاکره آماده است و از تهدیدها نمی‌ترسد", Looks::Other("Persian")),
            ("پاکستان کے وزیر اعظم نے کہا ہے کہ وہ مذاکرات کے لیے تیار ہیں", Looks::Other("Urdu")),
            ("سەرۆکی هەرێمی کوردستان گوتی کە ئێمە لە گەڵ بەغدا ڕێککەوتین", Looks::Other("Kurdish")),
            ("The army withdrew from Hama on Thursday.", Looks::Other("Latin script")),
            ("Армия вывела войска из Хамы", Looks::Other("Cyrillic script")),
            ("הצבא נסוג מהעיר חמאת", Looks::Other("Hebrew script")),
            ("12:30 — 45 ٪", Looks::Other("no letters")),
            ("\u{202b}\u{202c}\u{64e}\u{64b}", Looks::Other("no letters")),
        ];
        for (text, expected) in cases {
            assert_eq!(looks_like(text), expected, "{text}");
        }
    }
}
