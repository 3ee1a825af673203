//! The weights of one convention, laid out for summing up: a feature and its weights share a line of the processor's
//! cache, so that each costs one look into memory.

use super::feature::OFFSETS;
use super::label::LABELS;
use super::table::{Filter, Table};

/// Weights added up together: those of a feature of a word and what fills the last vector.
pub(super) const WORD_LANES: usize = (OFFSETS * LABELS).next_multiple_of(16);
/// The same of a feature of a place.
pub(super) const PLACE_LANES: usize = LABELS.next_multiple_of(4);

/// A key and its weights; 0 where the place is free.
pub(super) trait Row<const LANES: usize>: Copy + Default {
    /// The row of a key, from bytes that may be fewer than its lanes.
    fn of(key: u32, weights: &[u8]) -> Self;
    /// The key.
    fn key(&self) -> u32;
    /// The weights.
    fn weights(&self) -> &[i8; LANES];
}

macro_rules! row {
    ($name:ident, $lanes:ident, $align:literal) => {
        #[derive(Clone, Copy, Debug)]
        #[repr(align($align))]
        pub(super) struct $name {
            key: u32,
            weights: [i8; $lanes],
        }

        impl Default for $name {
            fn default() -> Self {
                Self { key: 0, weights: [0; $lanes] }
            }
        }

        impl Row<$lanes> for $name {
            #[inline]
            fn of(key: u32, weights: &[u8]) -> Self {
                let mut row = Self { key, ..Self::default() };
                row.weights.iter_mut().zip(weights).for_each(|(lane, byte)| *lane = i8::from_le_bytes([*byte]));
                row
            }

            #[inline]
            fn key(&self) -> u32 {
                self.key
            }

            #[inline]
            fn weights(&self) -> &[i8; $lanes] {
                &self.weights
            }
        }
    };
}

row!(WordRow, WORD_LANES, 64);
row!(PlaceRow, PLACE_LANES, 16);

/// A hash table of rows; who finds his place taken goes to the next.
#[derive(Clone, Debug)]
pub(super) struct Weights<R> {
    rows: Vec<R>,
    filter: Filter,
}

impl<R> Weights<R> {
    /// Some bytes of each row of a table, from `from` on.
    pub(super) fn of<const LANES: usize>(table: &Table, from: usize, bytes: usize) -> Self
    where
        R: Row<LANES>,
    {
        let mut rows = vec![R::default(); (2 * table.len()).next_power_of_two()];
        let mask = rows.len() - 1;
        for (key, row) in table.rows() {
            let mut at = key as usize & mask;
            while rows[at].key() != 0 {
                at = (at + 1) & mask;
            }
            rows[at] = R::of(key, &row[from..from + bytes]);
        }
        Self { rows, filter: Filter::of(table) }
    }

    /// The weights of those keys that have some, summed up; `keys` is scratch. First those go that cannot have a row, then
    /// the rows of the others are sought, and only then is any read: the processor waits for the memory of all at once.
    #[inline]
    pub(super) fn sum<const LANES: usize>(&self, keys: &mut [u32]) -> [i16; LANES]
    where
        R: Row<LANES>,
    {
        let mut known = 0;
        for at in 0..keys.len() {
            let key = keys[at];
            keys[known] = key;
            known += usize::from(self.filter.may_have(key));
        }
        let mut found = 0;
        for at in 0..known {
            if let Some(row) = self.find(keys[at]) {
                keys[found] = row as u32;
                found += 1;
            }
        }
        let mut sums = [0_i16; LANES];
        for &row in &keys[..found] {
            for (sum, &weight) in sums.iter_mut().zip(self.rows[row as usize].weights()) {
                *sum = sum.saturating_add(i16::from(weight));
            }
        }
        sums
    }

    /// Where the row of a key lies.
    #[inline]
    fn find<const LANES: usize>(&self, key: u32) -> Option<usize>
    where
        R: Row<LANES>,
    {
        let mask = self.rows.len() - 1;
        let mut at = key as usize & mask;
        loop {
            match self.rows[at & mask].key() {
                here if here == key => return Some(at & mask),
                0 => return None,
                _ => at += 1,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::table;
    use super::*;

    #[test]
    fn weights_of_one_convention_are_summed_up() {
        let rows: Vec<(u32, [u8; 2 * LABELS])> = (1..300_u32).map(|key| (key * 64, [key as u8; 2 * LABELS])).collect();
        let bytes = table::build(2 * LABELS, rows.iter().map(|(key, row)| (*key, row.as_slice())));
        let table = Table::open(bytes.into(), 2 * LABELS).unwrap();
        let weights = Weights::<PlaceRow>::of(&table, LABELS, LABELS);
        assert_eq!(weights.sum(&mut [64, 5, 640, u32::MAX])[..LABELS], [11; LABELS]);
        assert_eq!(weights.sum(&mut [255 * 64])[..LABELS], [-1; LABELS]);
    }
}
