//! A query: parameters of an analysis or filters of a list, or a problem that is the client's; cursors come back.

#![no_main]

#[path = "../../tests/support/engine.rs"]
#[allow(dead_code, reason = "no text is analysed here")]
mod engine;

use isnad::http::filter::Query;
use isnad::http::list::{self, Listing};
use isnad::http::query::Parameters;
use isnad::store::{Cursor, SourcesCursor, Token};
use libfuzzer_sys::fuzz_target;

// the engine is loaded before the first input: it takes longer than an input may
fuzz_target!(init: { engine::engine(); }, |query: &str| {
    for cursor in [
        Cursor::parse(query).map(|cursor| Cursor::parse(&cursor.to_string()) == Some(cursor)),
        Token::parse(query).map(|token| Token::parse(&token.to_string()) == Some(token)),
        SourcesCursor::parse(query).map(|cursor| SourcesCursor::parse(&cursor.to_string()) == Some(cursor)),
    ] {
        assert_ne!(cursor, Some(false));
    }
    let Ok(uri) = format!("/v1/events?{query}").parse() else { return };
    for meta in [true, false] {
        if let Err(problem) = Parameters::parse(&uri, meta) {
            assert!(problem.status().is_client_error());
        }
    }
    let (mut filter, mut listing) = (Query::default(), Listing::default());
    for (name, value) in list::pairs(&uri).unwrap_or_default() {
        let taken = filter.set(engine::engine(), &name, &value).and_then(|taken| Ok(taken || listing.set(&name, &value)?));
        if let Err(problem) = taken {
            assert!(problem.status().is_client_error());
        }
    }
    filter.filter(engine::engine());
});
