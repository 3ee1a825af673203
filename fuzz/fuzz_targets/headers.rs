//! The headers of a request, a value a line: a format that is offered, a type that is read, a key, or a problem.

#![no_main]

use axum::http::{HeaderMap, HeaderValue, header};
use isnad::http::negotiate::{self, ANALYSIS, Media};
use libfuzzer_sys::fuzz_target;

/// Media types that bodies may have.
const TAKEN: &[Media] = &[Media::Json, Media::Plain, Media::Html, Media::Ndjson];

fuzz_target!(|input: &[u8]| {
    let names = [header::ACCEPT, header::CONTENT_TYPE, header::CONTENT_ENCODING, header::ACCEPT];
    let mut headers = HeaderMap::new();
    for (name, value) in names.into_iter().zip(input.split(|&byte| byte == b'\n')) {
        if let Ok(value) = HeaderValue::from_bytes(value) {
            headers.append(name, value);
        }
    }
    match negotiate::accept(&headers, ANALYSIS) {
        Ok(format) => assert!(ANALYSIS.contains(&format)),
        Err(problem) => assert_eq!(problem.status(), 406),
    }
    if let Err(problem) = negotiate::content_type(&headers, TAKEN) {
        assert_eq!(problem.status(), 415);
    }
});
