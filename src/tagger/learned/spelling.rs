//! A word as the features see it: its fuzzy form (N3), the stem left when proclitics are cut off, what is known of both.

use std::borrow::Cow;

use super::hash;
use super::knowledge::{Entry, Knowledge};
use crate::text::{TokenKind, normalize};

/// Seed of the hashes of words.
const WORD: u32 = 0;
/// How much more often (in steps of `Entry::count`) the rest must occur than the whole for a letter to be cut off.
const MARGIN: u8 = 8;

/// Hash by which the tables know a word at level N3.
pub fn word_hash(form: &str) -> u32 {
    hash::text(WORD, form.as_bytes())
}

/// Level N3 of a token.
pub fn fold(raw: &str, kind: TokenKind, out: &mut String) {
    out.clear();
    match kind {
        TokenKind::Word if normalize::is_n2(raw) => normalize::n3_text(raw, out),
        TokenKind::Word => {
            let mut n2 = normalize::Normalized::default();
            normalize::n2(raw, &mut n2);
            normalize::n3_text(&n2.text, out);
        }
        TokenKind::Number => out.push('0'),
        TokenKind::Address => out.push('@'),
        TokenKind::Foreign => out.extend(raw.chars().flat_map(char::to_lowercase)),
        TokenKind::Punct | TokenKind::Symbol => normalize::n3_text(raw, out),
    }
}

/// A word with what is known of it.
#[derive(Clone, Debug, Default)]
pub struct Spelling {
    /// Level N3.
    pub form: String,
    /// Without proclitics, the article kept; as `form` when nothing is cut.
    pub stem: String,
    /// The proclitics cut off.
    pub proclitics: String,
    /// Of the form.
    pub whole: Entry,
    /// Of the stem.
    pub entry: Entry,
    /// Number of letters of a word or digits of a number.
    pub letters: usize,
    /// What it is made of.
    pub kind: Option<TokenKind>,
}

impl Spelling {
    /// Looks a token up.
    pub fn of(raw: &str, kind: TokenKind, knowledge: &Knowledge) -> Self {
        let mut form = String::new();
        fold(raw, kind, &mut form);
        let whole = knowledge.word(word_hash(&form)).unwrap_or_default();
        let mut spelling = Self {
            stem: form.clone(),
            whole,
            entry: whole,
            letters: raw.chars().count(),
            kind: Some(kind),
            form,
            ..Self::default()
        };
        if kind == TokenKind::Word {
            spelling.cut(knowledge);
        }
        spelling
    }

    /// The stem without the article.
    pub fn bare(&self) -> &str {
        self.stem.strip_prefix("ال").filter(|rest| rest.chars().count() > 1).unwrap_or(&self.stem)
    }

    /// Cuts و or ف, then ب, ل or ك, where the rest is a word much more common than the whole.
    fn cut(&mut self, knowledge: &Knowledge) {
        let mut best = (self.whole.count.saturating_add(MARGIN), 0_usize, Entry::default());
        let mut cut = 0;
        for letters in [['و', 'ف'].as_slice(), &['ب', 'ل', 'ك']] {
            let Some(letter) = self.form[cut..].chars().next().filter(|c| letters.contains(c)) else { continue };
            cut += letter.len_utf8();
            let rest = rest(&self.form, cut);
            if rest.chars().count() < 3 {
                break;
            }
            let entry = knowledge.word(word_hash(&rest)).unwrap_or_default();
            if entry.count > best.0 {
                best = (entry.count, cut, entry);
            }
        }
        // بال, وال: the article shows the cut where the rest is rare
        if best.1 == 0 {
            best.1 = [("وبال", 4), ("وال", 2), ("بال", 2), ("وكال", 4), ("فال", 2), ("وب", 0), ("ولل", 4), ("لل", 2)]
                .iter()
                .find(|(letters, _)| self.form.starts_with(letters))
                .filter(|_| self.whole.count < 16 && self.letters > 5)
                .map_or(0, |&(_, at)| at);
            if best.1 > 0 {
                best.2 = knowledge.word(word_hash(&rest(&self.form, best.1))).unwrap_or_default();
            }
        }
        if best.1 > 0 {
            self.proclitics = self.form[..best.1].to_owned();
            self.stem = rest(&self.form, best.1).into_owned();
            self.entry = best.2;
        }
    }
}

/// What stands after the proclitics; للنظام gives النظام.
fn rest(form: &str, at: usize) -> Cow<'_, str> {
    let rest = &form[at..];
    let swallowed = form[..at].ends_with('ل') && rest.starts_with('ل');
    if swallowed { Cow::Owned(["ا", rest].concat()) } else { Cow::Borrowed(rest) }
}
