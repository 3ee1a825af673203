//! Strings by number: one text holds them all, and none is allocated by itself.

use std::hash::BuildHasher;

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

/// Different strings, numbered from 0 in the order in which they came.
#[derive(Clone, Debug, Default)]
pub struct Interner {
    /// All strings, `END` behind each.
    text: Vec<u8>,
    len: u32,
    /// What does not match is told, and the table grows, without a look at the text.
    table: HashTable<Entry>,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    hash: u32,
    number: u32,
    /// Where the string begins in the text.
    start: u32,
}

/// What no string has in it.
const END: u8 = 0xff;

impl Interner {
    /// Number of strings.
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The number of a string that has one.
    #[inline]
    pub fn get(&self, string: &str) -> Option<u32> {
        self.find(string, hash(string))
    }

    /// The number of a string, a new one if it has none.
    pub fn intern(&mut self, string: &str) -> u32 {
        let hash = hash(string);
        self.find(string, hash).unwrap_or_else(|| {
            let entry = Entry { hash, number: self.len, start: self.text.len() as u32 };
            self.text.extend_from_slice(string.as_bytes());
            self.text.push(END);
            self.len += 1;
            self.table.insert_unique(wide(hash), entry, |entry| wide(entry.hash));
            entry.number
        })
    }

    /// Forgets all strings.
    pub fn clear(&mut self) {
        self.text.clear();
        self.len = 0;
        self.table.clear();
    }

    fn find(&self, string: &str, hash: u32) -> Option<u32> {
        let same = |entry: &Entry| entry.hash == hash && self.has(entry.start as usize, string.as_bytes());
        self.table.find(wide(hash), same).map(|entry| entry.number)
    }

    fn has(&self, start: usize, string: &[u8]) -> bool {
        let rest = &self.text[start..];
        rest.starts_with(string) && rest.get(string.len()) == Some(&END)
    }
}

fn hash(string: &str) -> u32 {
    let hash = FxBuildHasher.hash_one(string);
    (hash ^ hash >> 32) as u32
}

/// The table takes the place of an entry from the lower bits of a hash and its tag from the upper ones.
fn wide(hash: u32) -> u64 {
    u64::from(hash) << 32 | u64::from(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_numbered_in_order() {
        let mut interner = Interner::default();
        let words: Vec<String> = (0..5000).map(|n| format!("كلمة{n}")).collect();
        for (number, word) in words.iter().enumerate() {
            assert_eq!((interner.get(word), interner.intern(word)), (None, number as u32));
        }
        assert!(words.iter().enumerate().all(|(number, word)| interner.intern(word) == number as u32));
        assert_eq!((interner.len(), interner.get("كلمة"), interner.get("")), (5000, None, None));
        interner.clear();
        assert!(interner.is_empty() && interner.get("كلمة1").is_none());
        assert_eq!((interner.intern(""), interner.get("")), (0, Some(0)));
    }
}
