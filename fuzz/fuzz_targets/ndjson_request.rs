//! A body of `application/x-ndjson` in pieces: the first byte is their size, and it must not matter.

#![no_main]

use isnad::http::intake::Incoming;
use isnad::http::lines::Lines;
use libfuzzer_sys::fuzz_target;

/// Longest line: short, so that the fuzzer finds it.
const LIMIT: usize = 64;

fuzz_target!(|input: &[u8]| {
    let Some((&size, body)) = input.split_first() else { return };
    let whole = lines(body, usize::MAX);
    assert_eq!(whole, lines(body, usize::from(size).max(1)));
    for (_, line) in whole {
        if let Some(Ok(line)) = line.as_deref().map(std::str::from_utf8) {
            let _ = Incoming::from_json(line).map(|incoming| incoming.check());
        }
    }
});

/// Number and bytes of every line; no bytes for one over the limit.
fn lines(body: &[u8], size: usize) -> Vec<(usize, Option<Vec<u8>>)> {
    let mut lines = Lines::new(LIMIT);
    let mut out = Vec::new();
    let mut take = |lines: &mut Lines| {
        while let Some((number, line)) = lines.take() {
            out.push((number, line.ok().map(|bytes| bytes.to_vec())));
        }
    };
    for piece in body.chunks(size) {
        lines.push(piece);
        take(&mut lines);
    }
    lines.end();
    take(&mut lines);
    out
}
