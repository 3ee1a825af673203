//! Strings by number: one text holds them all, and none is allocated by itself.

use std::hash::BuildHasher;

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

/// Different strings, numbered from 0 in the order in which they came.
#[derive(Clone, Debug, Default)]
pub struct Interner {
    text: String,
    /// Where each string ends in the text.
    ends: Vec<u32>,
    /// Hash and number of each string: what does not match is told, and the table grows, without a look at the text.
    table: HashTable<(u32, u32)>,
}

impl Interner {
    /// Number of strings.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
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
            let number = self.ends.len() as u32;
            self.text.push_str(string);
            self.ends.push(self.text.len() as u32);
            self.table.insert_unique(wide(hash), (hash, number), |&(hash, _)| wide(hash));
            number
        })
    }

    /// Forgets all strings.
    pub fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
        self.table.clear();
    }

    fn find(&self, string: &str, hash: u32) -> Option<u32> {
        let same = |&(other, number): &(u32, u32)| other == hash && self.string(number) == string.as_bytes();
        self.table.find(wide(hash), same).map(|&(_, number)| number)
    }

    fn string(&self, number: u32) -> &[u8] {
        let at = number as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.text.as_bytes()[start as usize..self.ends[at] as usize]
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
