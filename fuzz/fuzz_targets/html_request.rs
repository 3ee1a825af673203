//! A body of `text/html`: readable text that no longer holds the page, or an error.

#![no_main]

use isnad::text::html;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|page: &str| {
    if let Ok(readable) = html::readable(page) {
        assert!(readable.text.lines().all(|line| !line.is_empty() && line.trim() == line));
    }
});
