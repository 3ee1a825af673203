//! Noun phrases kept: classifier and attribution ask for the same ones again and again.

use std::cell::RefCell;

use super::NounPhrase;

/// The phrases of one document that have been looked for, by their first token and the end of where they were looked for.
#[derive(Debug, Default)]
pub struct Phrases(RefCell<Rows>);

/// A list for each first token: they are short, and lie beside those of the next tokens.
#[derive(Debug, Default)]
struct Rows {
    /// The row that was added last for each first token, from 1; 0 where there is none.
    last: Vec<u32>,
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    end: usize,
    phrase: Option<NounPhrase>,
    /// The row added before with the same first token, from 1; 0 where there is none.
    before: u32,
}

impl Phrases {
    /// The phrase of that place, found when it is asked for first.
    pub fn get(&self, first: usize, end: usize, find: impl FnOnce() -> Option<NounPhrase>) -> Option<NounPhrase> {
        let Rows { last, rows } = &mut *self.0.borrow_mut();
        if first >= last.len() {
            last.resize(first + 1, 0);
        }
        let mut next = last[first];
        while let Some(row) = (next as usize).checked_sub(1).map(|at| &rows[at]) {
            if row.end == end {
                return row.phrase;
            }
            next = row.before;
        }
        let phrase = find();
        rows.push(Row { end, phrase, before: last[first] });
        last[first] = rows.len() as u32;
        phrase
    }

    /// To be called before another document.
    pub fn clear(&mut self) {
        let Rows { last, rows } = self.0.get_mut();
        last.clear();
        rows.clear();
    }
}
