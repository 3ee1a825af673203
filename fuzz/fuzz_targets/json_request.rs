//! A body of `application/json`: an article or a problem, and never a panic.

#![no_main]

use isnad::http::intake::Incoming;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|body: &str| {
    match Incoming::from_json(body).and_then(|incoming| incoming.check().map(|()| incoming)) {
        Ok(incoming) => assert_eq!(incoming.article().text, incoming.text),
        Err(problem) => assert!(problem.status().is_client_error()),
    }
});
