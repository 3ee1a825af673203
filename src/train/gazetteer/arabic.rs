//! Arabic names out of foreign tables: letters of Arabic only, harakat and notes taken off.

use crate::morphology::fold::Folder;

/// A name as a newspaper writes it, `None` for one with letters of Persian, Urdu, Kurdish or Uyghur, figures, or none.
pub fn clean(text: &str) -> Option<String> {
    let text = text.split(['(', '،', ',', '/']).next().unwrap_or_default();
    let mut out = String::new();
    for c in text.chars() {
        match c {
            'ء'..='غ' | 'ف'..='ي' => out.push(c),
            // harakat, tatweel, marks of direction
            '\u{64b}'..='\u{652}' | '\u{670}' | 'ـ' | '\u{200c}'..='\u{200f}' => {}
            ' ' | '-' | '\u{a0}' | '‐' | '–' | '·' | '.' | '\'' => {
                if !out.ends_with(' ') && !out.is_empty() {
                    out.push(' ');
                }
            }
            _ => return None,
        }
    }
    let name = out.trim();
    (name.chars().count() > 1).then(|| name.to_owned())
}

/// Level N3 of each word, a space between.
pub fn fold(name: &str) -> String {
    let mut folder = Folder::default();
    name.split_whitespace().map(|word| folder.fold(word).to_owned()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_arabic_letters_are_kept() {
        assert_eq!(clean("بَيْرُوت").as_deref(), Some("بيروت"));
        assert_eq!(clean("فلورنس (كارولاينا الجنوبية)").as_deref(), Some("فلورنس"));
        assert_eq!(clean("بیروت"), None);
        assert_eq!(clean("Beirut"), None);
        assert_eq!(fold("أبو ظبي"), "ابو ظبي");
    }
}
