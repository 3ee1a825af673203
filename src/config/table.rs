//! A strict reader for the TSV files.

use super::ConfigError;

/// A row of a table, with its place for error messages.
#[derive(Clone, Debug)]
pub struct Row<'f> {
    file: &'f str,
    line: usize,
    cells: Vec<&'f str>,
    columns: &'f [&'static str],
}

impl<'f> Row<'f> {
    /// The cell of a column that the table has been read with; empty if the name is unknown.
    pub fn get(&self, column: &str) -> &'f str {
        self.index(column).map_or("", |i| self.cells[i])
    }

    /// The items of a list cell, `|` between them.
    pub fn list(&self, column: &str) -> impl Iterator<Item = &'f str> + use<'f> {
        self.get(column).split('|').filter(|item| !item.is_empty())
    }

    /// The value of `key` in a `key=value; key=value` cell; a key without value counts as `yes`.
    pub fn feature(&self, key: &str) -> Option<&'f str> {
        self.features().find(|&(k, _)| k == key).map(|(_, value)| value)
    }

    /// All pairs of the `features` cell.
    pub fn features(&self) -> impl Iterator<Item = (&'f str, &'f str)> + use<'f> {
        self.get("features").split(';').map(str::trim).filter(|f| !f.is_empty()).map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, "yes"));
            (key.trim(), value.trim())
        })
    }

    /// An error at the cell of `column`.
    pub fn error(&self, column: &str, message: impl Into<String>) -> ConfigError {
        let before = self.index(column).unwrap_or(0);
        let column = 1 + self.cells[..before].iter().map(|cell| cell.chars().count() + 1).sum::<usize>();
        ConfigError { file: self.file.to_owned(), line: self.line, column, message: message.into() }
    }

    /// The line in the file, from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    fn index(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|&name| name == column)
    }
}

/// Reads a table whose header must be `columns`.
///
/// # Errors
/// Another header, a row with another number of cells, white space at the edge of a cell, harakat in a cell.
pub fn read<'f>(file: &'f str, text: &'f str, columns: &'f [&'static str]) -> Result<Vec<Row<'f>>, ConfigError> {
    let fail =
        |line: usize, column: usize, message: String| ConfigError { file: file.to_owned(), line, column, message };
    let mut lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
    let Some((at, header)) = lines.next() else {
        return Err(fail(1, 1, format!("empty file, expected the header '{}'", columns.join("\\t"))));
    };
    if !header.split('\t').eq(columns.iter().copied()) {
        return Err(fail(at + 1, 1, format!("header '{header}', expected '{}'", columns.join("\\t"))));
    }
    let mut rows = Vec::new();
    for (at, line) in lines {
        let cells: Vec<&str> = line.split('\t').collect();
        if cells.len() != columns.len() {
            let column = line.chars().count() + 1;
            return Err(fail(
                at + 1,
                column,
                format!("{} cells, expected {}: {}", cells.len(), columns.len(), columns.join(", ")),
            ));
        }
        let row = Row { file, line: at + 1, cells, columns };
        for (cell, name) in row.cells.iter().zip(columns) {
            if cell.trim() != *cell {
                return Err(row.error(name, format!("white space at the edge of {name} '{cell}', expected none")));
            }
        }
        rows.push(row);
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &[&str] = &["lemma", "features"];

    #[test]
    fn cells_lists_and_features_are_read() {
        let rows = read("a.tsv", "lemma\tfeatures\n# note\nقال\tcomp=أن|إن; quote\n", COLUMNS).unwrap();
        assert_eq!(rows[0].get("lemma"), "قال");
        assert_eq!(rows[0].feature("comp"), Some("أن|إن"));
        assert_eq!(rows[0].feature("quote"), Some("yes"));
        assert_eq!(rows[0].line(), 3);
    }

    #[test]
    fn mistakes_name_file_line_and_column() {
        let header = read("a.tsv", "lemma\n", COLUMNS).unwrap_err();
        assert_eq!((header.line, header.column), (1, 1));
        let short = read("a.tsv", "lemma\tfeatures\nقال\n", COLUMNS).unwrap_err();
        assert_eq!((short.file.as_str(), short.line, short.column), ("a.tsv", 2, 4));
        let space = read("a.tsv", "lemma\tfeatures\nقال\t x\n", COLUMNS).unwrap_err();
        assert_eq!((space.line, space.column), (2, 5));
    }
}
