//! A body of `application/json`: an article, two versions of one, or a problem, and never a panic.

#![no_main]

use isnad::http::diff::BeforeAndAfter;
use isnad::http::intake::Incoming;
use isnad::http::object;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|body: &str| {
    match Incoming::from_json(body).and_then(|incoming| incoming.check().map(|()| incoming)) {
        Ok(incoming) => assert_eq!(incoming.article().text, incoming.text),
        Err(problem) => assert!(problem.status().is_client_error()),
    }
    if let Err(problem) = object::read::<BeforeAndAfter<'_>>(body.as_bytes()) {
        assert!(problem.status().is_client_error());
    }
});
