//! A hash table in a slice of bytes: nothing is parsed or copied when it is opened.
//!
//! Layout, little-endian: `u32` number of slots (a power of two), `u32` number of rows, `u32` bytes of a row; the slots,
//! each `u32` key (0 = free) and `u32` row; the rows.

use std::borrow::Cow;
use std::ops::Range;

const HEAD: usize = 12;
const SLOT: usize = 8;

/// A table inside the bytes of a model.
#[derive(Clone, Debug)]
pub struct Table {
    bytes: Cow<'static, [u8]>,
    slots: Range<usize>,
    rows: usize,
    width: usize,
    mask: u32,
}

/// A bit for each value of the upper bits of a key, set where a row of a table has such a key: for tables that are mostly
/// asked for keys without a row.
#[derive(Clone, Debug)]
pub struct Filter(Vec<u64>);

/// Bits of a key that a filter leaves out: it takes 32 KB.
const LOWER: u32 = 14;

impl Filter {
    /// The filter of a table.
    pub fn of(table: &Table) -> Self {
        let mut bits = vec![0; (1 << (u32::BITS - LOWER)) / 64];
        for slot in table.bytes[table.slots.clone()].chunks_exact(SLOT) {
            let bit = u32::from_le_bytes([slot[0], slot[1], slot[2], slot[3]]) >> LOWER;
            bits[bit as usize / 64] |= 1 << (bit % 64);
        }
        Self(bits)
    }

    /// False for a key without a row.
    #[inline]
    pub fn may_have(&self, key: u32) -> bool {
        let bit = key >> LOWER;
        self.0.get(bit as usize / 64).is_some_and(|bits| bits >> (bit % 64) & 1 == 1)
    }
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

impl Table {
    /// Opens the table that the bytes are; `None` when they are none or the rows are not `width` bytes wide.
    pub fn open(bytes: Cow<'static, [u8]>, width: usize) -> Option<Self> {
        let (slots, rows) = (number(&bytes, 0)? as usize, number(&bytes, 4)? as usize);
        let end = HEAD + slots.checked_mul(SLOT)?;
        let whole = end.checked_add(rows.checked_mul(width)?)?;
        let sound = slots.is_power_of_two() && rows < slots && number(&bytes, 8)? as usize == width;
        if !sound || bytes.len() != whole {
            return None;
        }
        let table = Self { slots: HEAD..end, rows: end, width, mask: slots as u32 - 1, bytes };
        Some(table)
    }

    /// The row of a key.
    #[inline]
    pub fn get(&self, key: u32) -> Option<&[u8]> {
        self.row(self.find(&self.bytes[self.slots.clone()], key)?)
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        (self.bytes.len() - self.rows) / self.width
    }

    /// True when it has no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The keys with their rows.
    pub fn rows(&self) -> impl Iterator<Item = (u32, &[u8])> {
        let slots = self.bytes[self.slots.clone()].chunks_exact(SLOT);
        let entries = slots.filter_map(|slot| Some((number(slot, 0)?, number(slot, 4)?)));
        entries.filter(|&(key, _)| key != 0).filter_map(|(key, row)| Some((key, self.row(row)?)))
    }

    #[inline]
    fn row(&self, row: u32) -> Option<&[u8]> {
        let at = self.rows + row as usize * self.width;
        self.bytes.get(at..at + self.width)
    }

    /// Number of the row of a key.
    #[inline]
    fn find(&self, slots: &[u8], key: u32) -> Option<u32> {
        let mut slot = key & self.mask;
        // a table that somebody has tampered with may have no free slot
        for _ in 0..=self.mask {
            let here = &slots[slot as usize * SLOT..slot as usize * SLOT + SLOT];
            let found = u32::from_le_bytes([here[0], here[1], here[2], here[3]]);
            if found == key {
                return Some(u32::from_le_bytes([here[4], here[5], here[6], here[7]]));
            }
            if found == 0 {
                return None;
            }
            slot = (slot + 1) & self.mask;
        }
        None
    }
}

/// The bytes of a table with those rows, all `width` wide; of rows with one key the first counts.
pub fn build<'r>(width: usize, rows: impl ExactSizeIterator<Item = (u32, &'r [u8])>) -> Vec<u8> {
    let slots = (rows.len() * 3 / 2 + 1).next_power_of_two();
    let mut index = vec![(0_u32, 0_u32); slots];
    let mut body = Vec::with_capacity(rows.len() * width);
    let mut count = 0_u32;
    for (key, row) in rows {
        let mut slot = key as usize & (slots - 1);
        while index[slot].0 != 0 && index[slot].0 != key {
            slot = (slot + 1) & (slots - 1);
        }
        if index[slot].0 == 0 {
            index[slot] = (key, count);
            body.extend_from_slice(row);
            count += 1;
        }
    }
    let mut bytes = Vec::with_capacity(HEAD + slots * SLOT + body.len());
    for part in [slots as u32, count, width as u32] {
        bytes.extend_from_slice(&part.to_le_bytes());
    }
    for (key, row) in index {
        bytes.extend_from_slice(&key.to_le_bytes());
        bytes.extend_from_slice(&row.to_le_bytes());
    }
    bytes.extend_from_slice(&body);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_in_comes_out() {
        let rows: Vec<(u32, [u8; 2])> = (1..300_u32).map(|key| (key * 64, [key as u8, 7])).collect();
        let bytes = build(2, rows.iter().map(|(key, row)| (*key, row.as_slice())));
        let table = Table::open(bytes.into(), 2).unwrap();
        assert!(rows.iter().all(|(key, row)| table.get(*key) == Some(row.as_slice())));
        assert_eq!(table.get(5), None);
        assert_eq!(table.rows().count(), table.len());
        let filter = Filter::of(&table);
        assert!(rows.iter().all(|(key, _)| filter.may_have(*key)) && !filter.may_have(u32::MAX));
    }

    #[test]
    fn crooked_bytes_are_no_table() {
        let bytes = build(2, [(1, [1, 2].as_slice())].into_iter());
        assert!(Table::open(bytes.clone().into(), 3).is_none());
        assert!(Table::open(bytes[..bytes.len() - 1].to_vec().into(), 2).is_none());
        assert!(Table::open(vec![0; 12].into(), 2).is_none());
    }

    #[test]
    fn a_table_without_a_free_slot_is_searched_to_its_end() {
        let mut bytes = build(2, [(1, [1, 2].as_slice())].into_iter());
        for slot in bytes[HEAD..].chunks_exact_mut(SLOT).take(2) {
            slot[0] = 1;
        }
        assert_eq!(Table::open(bytes.into(), 2).unwrap().get(2), None);
    }
}
