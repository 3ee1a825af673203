//! What is read only as a whole, compressed: the parts of an article in one piece, and what corroboration sees of an event.
//!
//! Both are compressed against a dictionary that holds what all of them have: the names of members and common values.

use std::cell::RefCell;

use rusqlite::types::Type;
use zstd::bulk::{Compressor, Decompressor};

use crate::store::Record;

/// Never edited once released: what was compressed against it can be read with it only.
const DICTIONARY: &[u8] = include_bytes!("dictionary.txt");

/// Fast; higher levels gain a tenth.
const LEVEL: i32 = 1;

/// Largest piece that is read: far above any article, so that a damaged length asks for no memory.
const LARGEST: u64 = 1 << 30;

/// Parts before those of the events: text, document, keys.
const HEAD: usize = 3;

/// Parts of an event: body, sources, words.
const EACH: usize = 3;

thread_local! {
    static COMPRESSOR: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    static DECOMPRESSOR: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

/// Compresses.
pub(super) fn squeeze(bytes: &[u8]) -> rusqlite::Result<Vec<u8>> {
    let squeezed = COMPRESSOR.with_borrow_mut(|slot| {
        let compressor = match slot {
            Some(compressor) => compressor,
            None => slot.insert(Compressor::with_dictionary(LEVEL, DICTIONARY)?),
        };
        compressor.compress(bytes)
    });
    squeezed.map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}

/// Reads what [`squeeze`] wrote.
pub(super) fn expand(bytes: &[u8]) -> rusqlite::Result<Vec<u8>> {
    let size = zstd::zstd_safe::get_frame_content_size(bytes).ok().flatten().filter(|size| *size <= LARGEST);
    let size = size.and_then(|size| usize::try_from(size).ok()).ok_or_else(|| damaged("no compressed piece"))?;
    let expanded = DECOMPRESSOR.with_borrow_mut(|slot| {
        let decompressor = match slot {
            Some(decompressor) => decompressor,
            None => slot.insert(Decompressor::with_dictionary(DICTIONARY)?),
        };
        decompressor.decompress(bytes, size)
    });
    expanded.map_err(damaged)
}

fn damaged(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Blob, error.into())
}

/// The parts of an article in one piece.
pub(super) fn pack(record: &Record) -> rusqlite::Result<Vec<u8>> {
    let keys: Vec<u8> = record.keys.iter().flat_map(|key| key.to_le_bytes()).collect();
    let mut parts: Vec<&[u8]> = vec![record.article.text.as_bytes(), record.document.as_bytes(), &keys];
    for event in &record.events {
        parts.extend([event.body.as_bytes(), event.sources.as_bytes(), event.words.as_bytes()]);
    }
    let mut bytes = Vec::with_capacity(4 + parts.iter().map(|part| part.len() + 4).sum::<usize>());
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX).to_le_bytes();
    bytes.extend(number(parts.len()));
    for part in &parts {
        bytes.extend(number(part.len()));
    }
    for part in &parts {
        bytes.extend_from_slice(part);
    }
    squeeze(&bytes)
}

/// An article, unpacked.
pub(super) struct Parts {
    bytes: Vec<u8>,
    /// Where each part ends.
    ends: Vec<usize>,
}

impl Parts {
    /// Reads what [`pack`] wrote.
    pub(super) fn of(packed: &[u8]) -> rusqlite::Result<Self> {
        let bytes = expand(packed)?;
        let mut numbers = bytes.chunks_exact(4).filter_map(|chunk| chunk.try_into().ok().map(u32::from_le_bytes));
        let count = numbers.next().unwrap_or(0) as usize;
        let mut end = 4 * (count + 1);
        let ends: Vec<usize> = std::iter::once(end)
            .chain(numbers.take(count).map(|len| {
                end += len as usize;
                end
            }))
            .collect();
        let whole = ends.len() == count + 1 && ends.last() == Some(&bytes.len()) && count >= HEAD;
        if whole { Ok(Self { bytes, ends }) } else { Err(damaged("parts of an article are missing")) }
    }

    /// The body of the article.
    pub(super) fn text(&self) -> &str {
        self.part(0)
    }

    /// Its analysis, without the events.
    pub(super) fn document(&self) -> &str {
        self.part(1)
    }

    /// Keys of near-duplicates.
    pub(super) fn keys(&self) -> Vec<i64> {
        self.slice(2).chunks_exact(8).filter_map(|chunk| chunk.try_into().ok().map(i64::from_le_bytes)).collect()
    }

    /// Number of events.
    pub(super) fn events(&self) -> usize {
        (self.ends.len() - 1 - HEAD) / EACH
    }

    /// The event at a place in the text, as JSON.
    pub(super) fn body(&self, ord: usize) -> &str {
        self.part(HEAD + EACH * ord)
    }

    /// The sources of its chain, as JSON.
    pub(super) fn sources(&self, ord: usize) -> &str {
        self.part(HEAD + EACH * ord + 1)
    }

    /// Its evidence as the words of the index.
    pub(super) fn words(&self, ord: usize) -> &str {
        self.part(HEAD + EACH * ord + 2)
    }

    fn slice(&self, part: usize) -> &[u8] {
        let range = self.ends.get(part).zip(self.ends.get(part + 1));
        range.and_then(|(from, to)| self.bytes.get(*from..*to)).unwrap_or_default()
    }

    fn part(&self, part: usize) -> &str {
        std::str::from_utf8(self.slice(part)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{NewArticle, NewEvent};

    #[test]
    fn what_is_packed_is_unpacked() {
        let event = |body: &str| NewEvent {
            body: body.into(),
            sources: "[]".into(),
            words: "كلمه".into(),
            ..NewEvent::default()
        };
        let article = NewArticle { text: "نص".into(), ..NewArticle::default() };
        let record =
            Record { article, document: "{}".into(), events: vec![event("1"), event("22")], keys: vec![-1, 7] };
        let parts = Parts::of(&pack(&record).unwrap()).unwrap();
        assert_eq!((parts.text(), parts.document(), parts.keys()), ("نص", "{}", vec![-1, 7]));
        assert_eq!((parts.events(), parts.body(1), parts.sources(0), parts.words(1)), (2, "22", "[]", "كلمه"));
        assert_eq!((parts.body(2), parts.body(usize::MAX / 4)), ("", ""));
    }

    #[test]
    fn what_is_damaged_is_an_error() {
        let packed = pack(&Record::default()).unwrap();
        assert!(Parts::of(&packed).is_ok());
        assert!(Parts::of(&packed[..packed.len() - 1]).is_err());
        assert!(Parts::of(b"text").is_err());
        assert!(Parts::of(&squeeze(&[9, 0, 0, 0]).unwrap()).is_err());
    }
}
