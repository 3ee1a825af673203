//! Data files and settings that somebody has edited: an engine or an error that names the file, and never a panic.
//!
//! The first two bytes choose what is edited and where; the rest is what is put there.

#![no_main]

use std::sync::LazyLock;

use isnad::Engine;
use isnad::config::{ConfigFiles, table};
use isnad::settings::Settings;
use libfuzzer_sys::fuzz_target;

/// Columns for [`table::read`] alone.
const COLUMNS: &[&str] = &["lemma", "features"];

/// Lines kept of a long file, so that an engine is built in a few milliseconds.
const LINES: usize = 60;

/// The embedded files, the long ones cut.
static FILES: LazyLock<ConfigFiles> = LazyLock::new(|| {
    let mut files = ConfigFiles::embedded();
    let long: Vec<(String, String)> = files
        .folder("")
        .filter(|(path, _)| path.starts_with("gazetteer/") || path.contains("word_class/"))
        .map(|(path, text)| (path.to_owned(), text.lines().take(LINES).map(|line| format!("{line}\n")).collect()))
        .collect();
    long.into_iter().for_each(|(path, text)| files.replace(path, text));
    files
});

fuzz_target!(|input: (u8, u8, u16, &str)| {
    let (what, which, place, text) = input;
    match what % 4 {
        0 => drop(table::read("fuzz.tsv", &format!("lemma\tfeatures\n{text}"), COLUMNS)),
        1 => drop(Settings::load(Some(("fuzz.toml", text)), [], None)),
        2 => load(which, |_| text.to_owned()),
        _ => load(which, |old| spliced(old, usize::from(place), text)),
    }
});

/// Builds an engine with one file edited; a complaint must be about a file that is there.
fn load(which: u8, edit: impl FnOnce(&str) -> String) {
    let mut files = FILES.clone();
    let paths: Vec<&str> = FILES.folder("").map(|(path, _)| path).collect();
    let path = paths[usize::from(which) % paths.len()];
    files.replace(path.to_owned(), edit(FILES.get(path).unwrap_or_default()));
    if let Err(error) = Engine::load(&files) {
        assert!(files.get(&error.file).is_some() && error.line > 0, "{error}");
    }
}

/// `old` with `text` put in before its `line`th line.
fn spliced(old: &str, line: usize, text: &str) -> String {
    let mut lines: Vec<&str> = old.lines().collect();
    lines.insert(line % (lines.len() + 1), text);
    lines.join("\n")
}
