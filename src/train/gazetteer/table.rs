//! Writes the tables.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::Context as _;

use super::arabic;

/// A table in the making: one row a line in the order of the names at level N3, by which they are looked up.
#[derive(Clone, Debug)]
pub struct Table {
    columns: &'static [&'static str],
    rows: Vec<(String, String)>,
}

impl Table {
    /// An empty table.
    pub fn new(columns: &'static [&'static str]) -> Self {
        Self { columns, rows: Vec::new() }
    }

    /// Adds a row of as many cells as there are columns.
    pub fn push(&mut self, cells: &[&str]) {
        debug_assert_eq!(cells.len(), self.columns.len(), "{cells:?}");
        self.rows.push((arabic::fold(cells[0]), cells.join("\t")));
    }

    /// Two cells of each row.
    pub fn cells(&self, first: usize, second: usize) -> impl Iterator<Item = (&str, &str)> {
        self.rows.iter().map(move |(_, row)| {
            let cell = |at| row.split('\t').nth(at).unwrap_or_default();
            (cell(first), cell(second))
        })
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
        for (_, row) in &self.rows {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stand_in_the_order_they_are_looked_up_in() {
        let mut table = Table::new(&["name", "name_en"]);
        for row in [["أنور", "Anwar"], ["ابتسام", "Ibtisam"], ["بدر", "Badr"]] {
            table.push(&row);
        }
        let text = table.text();
        let names: Vec<&str> = text.lines().skip(2).filter_map(|row| row.split('\t').next()).collect();
        assert_eq!(names, ["ابتسام", "أنور", "بدر"]);
    }
}
