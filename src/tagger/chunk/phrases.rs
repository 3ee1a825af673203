//! Noun phrases kept: classifier and attribution ask for the same ones again and again.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use super::NounPhrase;

/// The phrases of one document that have been looked for, by their first token and the end of where they were looked for.
#[derive(Debug, Default)]
pub struct Phrases(RefCell<FxHashMap<(usize, usize), Option<NounPhrase>>>);

impl Phrases {
    /// The phrase of that place, found when it is asked for first.
    pub fn get(&self, first: usize, end: usize, find: impl FnOnce() -> Option<NounPhrase>) -> Option<NounPhrase> {
        *self.0.borrow_mut().entry((first, end)).or_insert_with(find)
    }

    /// To be called before another document.
    pub fn clear(&mut self) {
        self.0.get_mut().clear();
    }
}
