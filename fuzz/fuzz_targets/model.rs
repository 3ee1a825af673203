//! The file of a model that somebody has put in the place of ours: refused, or it tags without a panic and comes to an
//! end. The tables have sound heads, so that their rows are read.

#![no_main]

use isnad::tagger::learned::feature::Ideas;
use isnad::tagger::learned::knowledge::{ENTRY, PHRASE};
use isnad::tagger::learned::model::{PLACE_WEIGHTS, Parts, WORD_WEIGHTS};
use isnad::tagger::learned::{Memory, Model};
use isnad::text::token;
use libfuzzer_sys::fuzz_target;

/// Slots and rows of the tables.
const SLOTS: usize = 8;
const ROWS: usize = 4;

fuzz_target!(|input: (u32, Vec<u8>, &[u8], &str)| {
    let (ideas, bytes, raw, text) = input;
    let _ = Model::open(raw.to_vec().into());
    let mut bytes = bytes.into_iter().chain(std::iter::repeat(0));
    let tables = [ENTRY, PHRASE, 0, WORD_WEIGHTS, PLACE_WEIGHTS].map(|width| match width {
        0 => Vec::new(),
        width => table(width, &mut bytes),
    });
    let transitions = std::array::from_fn(|_| std::array::from_fn(|_| i16::from(bytes.next().unwrap_or(0))));
    let parts = Parts { ideas: Ideas(ideas), transitions, tables };
    let Ok(model) = Model::open(parts.write().into()) else { return };
    let (mut memory, mut tokens) = (Memory::default(), Vec::new());
    token::tokenize(text, &mut tokens);
    memory.begin();
    model.tag(tokens.iter().map(|token| (token.span.of(text), token.kind)), &mut memory);
    model.finish(&mut memory);
    assert_eq!(memory.labels.len(), tokens.len());
    assert!(memory.labels.windows(2).all(|pair| pair[0].allows(pair[1])));
});

/// A table with a sound head.
fn table(width: usize, bytes: &mut impl Iterator<Item = u8>) -> Vec<u8> {
    let head = [SLOTS, ROWS, width].map(|n| (n as u32).to_le_bytes());
    head.as_flattened().iter().copied().chain(bytes.take(8 * SLOTS + ROWS * width)).collect()
}
