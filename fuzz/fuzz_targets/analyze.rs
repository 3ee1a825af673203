//! Any text, in the unit that its length picks: whatever holds for every analysis holds for it.

#![no_main]

#[path = "../../tests/support/engine.rs"]
mod engine;
#[path = "../../tests/support/invariants.rs"]
mod invariants;

use invariants::UNITS;
use isnad::Workspace;
use libfuzzer_sys::fuzz_target;

// the engine is loaded before the first input: it takes longer than an input may
fuzz_target!(init: { engine::engine(); }, |text: &str| {
    let unit = UNITS[text.len() % UNITS.len()];
    invariants::check(text, &engine::analyze(&mut Workspace::default(), text, unit));
});
