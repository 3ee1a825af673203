//! Features of a word by itself; those of its neighbourhood are in `around`.

use super::hash;
use super::knowledge::{CLUSTERINGS, CLUSTERS, Lists};
use super::label::LABELS;
use super::spelling::{Spelling, word_hash};
use crate::text::TokenKind;

/// Ideas that features come from; each can be left out to see what it is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ideas(pub u32);

impl Ideas {
    /// Prefixes and suffixes.
    pub const AFFIXES: u32 = 1;
    /// Proclitics cut off.
    pub const CLITICS: u32 = 1 << 1;
    /// Word clusters.
    pub const CLUSTERS: u32 = 1 << 2;
    /// Lists of words: given names, surnames, places, nationalities.
    pub const LISTS: u32 = 1 << 3;
    /// Names of several words.
    pub const PHRASES: u32 = 1 << 4;
    /// The last title or head noun before.
    pub const TRIGGERS: u32 = 1 << 5;
    /// Pairs of neighbouring words and clusters.
    pub const PAIRS: u32 = 1 << 6;
    /// How an earlier model tagged the word in plain text.
    pub const VOTES: u32 = 1 << 7;
    /// Names of several words that an earlier model found in plain text.
    pub const PHRASE_VOTES: u32 = 1 << 8;
    /// Whether sentence and article are about sports.
    pub const TOPIC: u32 = 1 << 9;
    /// Word clusters by subject.
    pub const TOPICAL: u32 = 1 << 10;
    /// All of them.
    pub const ALL: Self = Self(0x7ff);

    /// True when the idea is used.
    #[inline]
    pub fn has(self, idea: u32) -> bool {
        self.0 & idea != 0
    }
}

/// Words on each side whose own features count.
pub const REACH: usize = 2;
/// Positions of a word seen from a token: two before, itself, two after.
pub const OFFSETS: usize = 2 * REACH + 1;

/// Kinds of features of a word.
#[derive(Clone, Copy)]
enum Of {
    Form = 1,
    Stem,
    Bare,
    Proclitics,
    Prefix,
    Suffix,
    StemPrefix,
    Kind,
    Letters,
    Cluster,
    WholeCluster,
    List,
    Lists,
    Vote,
    Votes,
    Rare,
    Many,
}

/// Gives the hash of each feature of a word by itself.
pub fn of_word(word: &Spelling, ideas: Ideas, mut each: impl FnMut(u32)) {
    let text = |of: Of, text: &str| hash::text(of as u32, text.as_bytes());
    let number = |of: Of, parts: &[u32]| hash::join(of as u32, parts);
    let Some(kind) = word.kind else {
        return each(number(Of::Kind, &[99]));
    };
    each(text(Of::Form, &word.form));
    each(number(Of::Kind, &[kind as u32]));
    each(number(Of::Letters, &[kind as u32, word.letters.min(9) as u32]));
    if kind != TokenKind::Word {
        return;
    }
    if ideas.has(Ideas::CLITICS) {
        each(text(Of::Stem, &word.stem));
        each(text(Of::Bare, word.bare()));
        each(text(Of::Proclitics, &word.proclitics));
    }
    if ideas.has(Ideas::AFFIXES) {
        affixes(word, ideas, &mut each);
    }
    if ideas.has(Ideas::CLUSTERS) {
        let sizes = if ideas.has(Ideas::TOPICAL) { CLUSTERINGS } else { CLUSTERS.len() };
        for (size, (&stem, &whole)) in word.entry.clusters.iter().zip(&word.whole.clusters).enumerate().take(sizes) {
            each(number(Of::Cluster, &[size as u32, u32::from(stem)]));
            each(number(Of::WholeCluster, &[size as u32, u32::from(whole)]));
        }
        each(number(Of::Rare, &[u32::from(word.entry.count / 8)]));
    }
    if ideas.has(Ideas::LISTS) {
        let lists = word.entry.lists.0 | word.whole.lists.0;
        each(number(Of::Lists, &[u32::from(lists & Lists::BY_HAND)]));
        each(number(Of::Many, &[u32::from(lists & !Lists::BY_HAND)]));
        (0..16).filter(|bit| lists >> bit & 1 == 1).for_each(|bit| each(number(Of::List, &[bit])));
    }
    if ideas.has(Ideas::VOTES) {
        let votes = word.entry.votes;
        each(number(Of::Votes, &[votes]));
        (0..LABELS as u32).for_each(|label| each(number(Of::Vote, &[label, votes >> (3 * label) & 7])));
    }
}

fn affixes(word: &Spelling, ideas: Ideas, each: &mut impl FnMut(u32)) {
    let stem = if ideas.has(Ideas::CLITICS) { word.bare() } else { &word.form };
    for n in 1..=4 {
        if let Some((at, _)) = word.form.char_indices().rev().nth(n - 1) {
            each(hash::text(Of::Suffix as u32, &word.form.as_bytes()[at..]));
        }
        if let Some((at, c)) = word.form.char_indices().nth(n - 1) {
            each(hash::text(Of::Prefix as u32, &word.form.as_bytes()[..at + c.len_utf8()]));
        }
        if let Some((at, c)) = stem.char_indices().nth(n - 1).filter(|_| n > 1 && ideas.has(Ideas::CLITICS)) {
            each(hash::text(Of::StemPrefix as u32, &stem.as_bytes()[..at + c.len_utf8()]));
        }
    }
}

/// What the features of a neighbourhood need to know of a word.
#[expect(clippy::struct_excessive_bools, reason = "each says one thing by itself")]
#[derive(Clone, Copy, Debug, Default)]
pub struct Trait {
    /// Hash of the stem.
    pub stem: u32,
    /// Cluster of the middle and fine clusterings, of the stem else of the form.
    pub clusters: [u16; 2],
    /// Lists.
    pub lists: Lists,
    /// Ends what came before: a mark.
    pub mark: bool,
    /// With ب، ل، و …
    pub proclitic: bool,
    /// In Latin letters.
    pub foreign: bool,
    /// With the article.
    pub definite: bool,
}

impl Trait {
    /// True for a word of the lists of persons that is whole: the first letter of ليندا and فريد is their own.
    pub fn whole_name(&self) -> bool {
        !self.proclitic && self.lists.any(Lists::ANY_PERSON)
    }

    /// Of a word.
    pub fn of(word: &Spelling) -> Self {
        let cluster = |at: usize| {
            if word.entry.clusters[at] > 0 { word.entry.clusters[at] } else { word.whole.clusters[at] }
        };
        Self {
            stem: word_hash(&word.stem),
            clusters: [cluster(1), cluster(2)],
            lists: Lists(word.entry.lists.0 | word.whole.lists.0),
            mark: word.kind.is_none_or(|kind| matches!(kind, TokenKind::Punct | TokenKind::Symbol)),
            proclitic: !word.proclitics.is_empty(),
            foreign: word.kind == Some(TokenKind::Foreign),
            definite: word.stem.starts_with("ال"),
        }
    }
}
