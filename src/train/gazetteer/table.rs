//! Writes the tables.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::Context as _;

/// A table in the making: one row a line, sorted, so that the same data give the same bytes.
#[derive(Clone, Debug)]
pub struct Table {
    columns: &'static [&'static str],
    rows: Vec<String>,
}

impl Table {
    /// An empty table.
    pub fn new(columns: &'static [&'static str]) -> Self {
        Self { columns, rows: Vec::new() }
    }

    /// Adds a row of as many cells as there are columns.
    pub fn push(&mut self, cells: &[&str]) {
        debug_assert_eq!(cells.len(), self.columns.len(), "{cells:?}");
        self.rows.push(cells.join("\t"));
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// True without rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The whole text.
    pub fn text(mut self) -> String {
        self.rows.sort();
        self.rows.dedup();
        let mut out = String::new();
        let _ = writeln!(out, "# made by `isnad train gazetteer`; corrections belong into a table of their own");
        let _ = writeln!(out, "{}", self.columns.join("\t"));
        for row in &self.rows {
            let _ = writeln!(out, "{row}");
        }
        out
    }

    /// Writes it to a file.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn write(self, path: &Path) -> anyhow::Result<()> {
        fs::write(path, self.text()).with_context(|| format!("cannot write {}", path.display()))
    }
}
