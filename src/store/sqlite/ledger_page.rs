//! A page of the ledger: some events of a day, column by column.

use super::labels::{Count, DAY};
use super::varint::{put, put_signed, take, take_signed};

/// Events of a page: with twice as many it would no longer fit into a leaf of the table.
pub(super) const FULL: usize = 48;

/// What counts see of an event, while a page is written.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Entry {
    pub(super) seq: i64,
    pub(super) at: i64,
    pub(super) traits: i64,
    pub(super) confidence: f32,
    /// Labels; 0 where there is none.
    pub(super) kind: i64,
    pub(super) source: i64,
    pub(super) place: i64,
}

impl From<&Count> for Entry {
    fn from(count: &Count) -> Self {
        Self {
            seq: count.seq,
            at: count.at,
            traits: count.traits,
            confidence: count.confidence,
            kind: count.kind,
            source: count.source.unwrap_or(0),
            place: count.place.unwrap_or(0),
        }
    }
}

/// What is kept of an event, each in a column of its own: who counts reads the columns that are asked for only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// The distance from the number of the event before.
    Seq,
    /// Seconds of the day.
    Second,
    Traits,
    Kind,
    Source,
    Place,
    /// The bits of the confidence, turned so that most are short.
    Confidence,
}

const COLUMNS: [Column; 7] =
    [Column::Seq, Column::Second, Column::Traits, Column::Kind, Column::Source, Column::Place, Column::Confidence];

/// A row of the ledger: some events of a day.
#[derive(Clone, Copy, Debug)]
pub(super) struct Page<'p> {
    pub(super) day: i64,
    columns: [&'p [u8]; COLUMNS.len()],
}

impl<'p> Page<'p> {
    /// What is damaged is empty.
    pub(super) fn of(day: i64, mut bytes: &'p [u8]) -> Self {
        let mut next = || {
            let length = usize::try_from(take(&mut bytes)?).ok()?;
            let (column, rest) = bytes.split_at_checked(length)?;
            bytes = rest;
            Some(column)
        };
        Self { day, columns: COLUMNS.map(|_| next().unwrap_or_default()) }
    }

    /// The values of a column.
    #[inline]
    pub(super) fn column(&self, column: Column) -> impl Iterator<Item = i64> + use<'p> {
        let mut bytes = self.columns[column as usize];
        std::iter::from_fn(move || take(&mut bytes).map(|number| i64::try_from(number).unwrap_or(0)))
    }

    /// The times of all, in milliseconds.
    pub(super) fn times(&self) -> impl Iterator<Item = i64> + use<'p> {
        let begin = self.day * DAY;
        self.column(Column::Second).map(move |second| begin.saturating_add(second.saturating_mul(1000)))
    }

    /// The numbers of all.
    pub(super) fn numbers(&self) -> impl Iterator<Item = i64> + use<'p> {
        let mut bytes = self.columns[Column::Seq as usize];
        let mut seq = 0_i64;
        std::iter::from_fn(move || {
            seq = seq.wrapping_add(take_signed(&mut bytes)?);
            Some(seq)
        })
    }

    /// How sure all are.
    pub(super) fn confidences(&self) -> impl Iterator<Item = f32> + use<'p> {
        self.column(Column::Confidence).map(|bits| f32::from_bits(u32::try_from(bits).unwrap_or(0).reverse_bits()))
    }

    pub(super) fn entries(&self) -> Vec<Entry> {
        let (traits, kind) = (self.column(Column::Traits), self.column(Column::Kind));
        let named = self.column(Column::Source).zip(self.column(Column::Place));
        let rest = traits.zip(kind).zip(named).zip(self.confidences());
        let rows = self.numbers().zip(self.times()).zip(rest);
        let entry = |((seq, at), (((traits, kind), (source, place)), confidence))| Entry {
            seq,
            at,
            traits,
            confidence,
            kind,
            source,
            place,
        };
        rows.map(entry).collect()
    }
}

/// Writes a page.
pub(super) fn pack(day: i64, entries: &[Entry]) -> Vec<u8> {
    let (mut bytes, mut packed) = (Vec::new(), Vec::new());
    for column in COLUMNS {
        packed.clear();
        let mut before = 0;
        for entry in entries {
            match column {
                Column::Seq => put_signed(&mut packed, entry.seq - std::mem::replace(&mut before, entry.seq)),
                Column::Second => put(&mut packed, ((entry.at - day * DAY) / 1000).unsigned_abs()),
                Column::Traits => put(&mut packed, entry.traits.unsigned_abs()),
                Column::Kind => put(&mut packed, entry.kind.unsigned_abs()),
                Column::Source => put(&mut packed, entry.source.unsigned_abs()),
                Column::Place => put(&mut packed, entry.place.unsigned_abs()),
                Column::Confidence => put(&mut packed, u64::from(entry.confidence.to_bits().reverse_bits())),
            }
        }
        put(&mut bytes, packed.len() as u64);
        bytes.append(&mut packed);
    }
    bytes
}
