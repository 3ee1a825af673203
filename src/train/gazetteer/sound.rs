//! Whether an Arabic name sounds like a Latin one: consonants compared, vowels left out.

/// Groups of consonants that stand for each other, as bits.
const LABIAL: u16 = 1;
const DENTAL: u16 = 1 << 1;
const SIBILANT: u16 = 1 << 2;
const VELAR: u16 = 1 << 3;
const L: u16 = 1 << 4;
const R: u16 = 1 << 5;
const M: u16 = 1 << 6;
const N: u16 = 1 << 7;

fn arabic(c: char) -> u16 {
    match c {
        'ب' | 'ف' => LABIAL,
        'ت' | 'ط' | 'د' | 'ض' => DENTAL,
        'ث' | 'ذ' | 'ظ' => DENTAL | SIBILANT,
        'س' | 'ص' | 'ش' | 'ز' => SIBILANT,
        'ج' => SIBILANT | VELAR,
        'ك' | 'ق' | 'غ' | 'خ' => VELAR,
        'ل' => L,
        'ر' => R,
        'م' => M,
        'ن' => N,
        _ => 0,
    }
}

fn latin(c: char) -> u16 {
    match c {
        'b' | 'p' | 'f' | 'v' => LABIAL,
        't' | 'd' => DENTAL,
        's' | 'z' => SIBILANT,
        'c' | 'j' | 'x' | 'g' => SIBILANT | VELAR,
        'k' | 'q' => VELAR,
        'l' => L,
        'r' => R,
        'm' => M,
        'n' => N,
        _ => 0,
    }
}

/// Consonants of a word, doubled ones once.
fn skeleton(text: &str, of: impl Fn(char) -> u16) -> Vec<u16> {
    let mut out: Vec<u16> = text.chars().map(of).filter(|&group| group != 0).collect();
    out.dedup();
    out
}

/// Likeness of an Arabic name to a Latin one of plain letters, from 0 to 1.
pub fn likeness(name: &str, english: &str) -> f64 {
    let bare = name.split(' ').map(|word| word.strip_prefix("ال").filter(|rest| rest.len() > 4).unwrap_or(word));
    let a = skeleton(&bare.collect::<String>(), arabic);
    let b = skeleton(&english.to_lowercase(), latin);
    if a.is_empty() || b.is_empty() {
        return f64::from(u8::from(a.len() == b.len()));
    }
    // the longest common subsequence
    let mut row = vec![0_usize; b.len() + 1];
    for &x in &a {
        let mut corner = 0;
        for (at, &y) in b.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if x & y != 0 { corner + 1 } else { above.max(row[at]) };
            corner = above;
        }
    }
    2.0 * row[b.len()] as f64 / (a.len() + b.len()) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_name_is_told_from_another() {
        assert!(likeness("دمشق", "Dimashq") > 0.9);
        assert!(likeness("اللاذقية", "Latakia") > 0.7);
        assert!(likeness("غلاسكو", "Glasgow") > 0.9);
        assert!(likeness("خفي", "Hefei") > 0.6);
        assert!(likeness("القاهرة", "Masr") < 0.5);
    }
}
