//! Spellings by number, for words that are asked for again and again: a short one is told by its letters inside the table,
//! without a look at any text.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

/// Different spellings, numbered from 0 in the order in which they came.
#[derive(Clone, Debug, Default)]
pub struct Spellings {
    text: String,
    /// Where each spelling ends in the text.
    ends: Vec<u32>,
    /// A power of two of places; who finds his own taken goes to the next.
    slots: Vec<Slot>,
}

/// A place of the table: what a spelling is told by, and its number.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// All bytes of the spelling if it is short, else a hash and the first of them.
    letters: [u64; 2],
    /// Number of bytes.
    len: u32,
    /// From 1; 0 where the place is free.
    number: u32,
}

/// Bytes of a spelling that a place holds: eight letters.
const SHORT: usize = 16;
/// Places of the smallest table.
const FEWEST: usize = 1 << 10;

impl Slot {
    /// The place of a spelling that has no number yet.
    #[inline]
    fn of(spelling: &str) -> Self {
        let bytes = spelling.as_bytes();
        let letters = if let Some((first, last)) = ends::<8>(bytes) {
            let first = u64::from_le_bytes(first);
            if bytes.len() > SHORT {
                [FxBuildHasher.hash_one(spelling), first]
            } else {
                [u64::from_le_bytes(last), first]
            }
        } else if let Some((first, last)) = ends::<4>(bytes) {
            [u64::from(u32::from_le_bytes(last)), u64::from(u32::from_le_bytes(first))]
        } else {
            [bytes.iter().fold(0, |letters, &byte| letters << 8 | u64::from(byte)), 0]
        };
        Self { letters, len: bytes.len() as u32, number: 0 }
    }

    /// Where it belongs in a table of so many.
    #[inline]
    fn place(self, slots: usize) -> usize {
        FxBuildHasher.hash_one(self.letters) as usize & (slots - 1)
    }
}

/// The first and the last bytes, which share some where there are few.
#[inline]
fn ends<const N: usize>(bytes: &[u8]) -> Option<([u8; N], [u8; N])> {
    Some((*bytes.first_chunk()?, *bytes.last_chunk()?))
}

impl Spellings {
    /// The number of a spelling, and whether it is new.
    #[inline]
    pub fn intern(&mut self, spelling: &str) -> (u32, bool) {
        let sought = Slot::of(spelling);
        self.find(sought, spelling).map_or_else(|| (self.add(sought, spelling), true), |number| (number, false))
    }

    /// The spelling of a number.
    pub fn get(&self, number: u32) -> &str {
        let at = number as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.text[start as usize..self.ends[at] as usize]
    }

    /// Forgets all spellings.
    pub fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
        self.slots.clear();
    }

    #[inline]
    fn find(&self, sought: Slot, spelling: &str) -> Option<u32> {
        if self.slots.is_empty() {
            return None;
        }
        let mut at = sought.place(self.slots.len());
        loop {
            let slot = &self.slots[at];
            if slot.number == 0 {
                return None;
            }
            let number = slot.number - 1;
            let alike = slot.letters == sought.letters && slot.len == sought.len;
            if alike && (spelling.len() <= SHORT || self.get(number) == spelling) {
                return Some(number);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    fn add(&mut self, sought: Slot, spelling: &str) -> u32 {
        self.text.push_str(spelling);
        self.ends.push(self.text.len() as u32);
        // a place in four stays free, so that every search ends
        if self.ends.len() > self.slots.len() / 4 * 3 {
            let wider = vec![Slot::default(); (self.slots.len() * 2).max(FEWEST)];
            for slot in std::mem::replace(&mut self.slots, wider).into_iter().filter(|slot| slot.number > 0) {
                self.put(slot);
            }
        }
        self.put(Slot { number: self.ends.len() as u32, ..sought });
        self.ends.len() as u32 - 1
    }

    fn put(&mut self, slot: Slot) {
        let mut at = slot.place(self.slots.len());
        while self.slots[at].number > 0 {
            at = (at + 1) & (self.slots.len() - 1);
        }
        self.slots[at] = slot;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_are_numbered_in_order() {
        let mut spellings = Spellings::default();
        let mut words: Vec<String> = (0..5000).map(|n| format!("كلمة{n}")).collect();
        words.extend((0..5000).map(|n| format!("كلمة طويلة جدا {n}")));
        words.extend((0..=40).map(|n| "\0".repeat(n)));
        words.extend(["ا", "اب", "با", "ابج", "ابجد"].map(str::to_owned));
        for (number, word) in words.iter().enumerate() {
            assert_eq!(spellings.intern(word), (number as u32, true), "{word}");
        }
        for (number, word) in words.iter().enumerate() {
            assert_eq!((spellings.intern(word), spellings.get(number as u32)), ((number as u32, false), word.as_str()));
        }
        spellings.clear();
        assert_eq!(spellings.intern("كلمة1"), (0, true));
    }
}
