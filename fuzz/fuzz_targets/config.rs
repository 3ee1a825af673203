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

/// Lines kept of a long file, so that an engine is built in a tenth of the time.
const LINES: usize = 60;
/// Tables that may be cut: nothing refers to their rows, but for those of the countries.
const LONG: [&str; 3] = ["gazetteer/", "names/", "lexicon/word_class/"];
const COUNTRIES: &str = "gazetteer/country.tsv";
/// Verbs are kept where the event types have them, and few of the others.
const VERBS: &str = "lexicon/verb.tsv";
/// Families of event types; the files of the others are empty.
const FAMILIES: [&str; 3] = ["ontology/accident.toml", "ontology/blockade.toml", "ontology/cyber.toml"];

/// The embedded files, cut, without the model, whose digest alone would take most of the time. They make an engine: else
/// every input would end at the same complaint.
static FILES: LazyLock<ConfigFiles> = LazyLock::new(|| {
    let mut files = ConfigFiles::embedded();
    let kept: String = FAMILIES.iter().filter_map(|path| files.get(path)).collect();
    let cut: Vec<(String, String)> = files
        .folder("")
        .filter_map(|(path, text)| {
            let long = path != COUNTRIES && LONG.iter().any(|folder| path.starts_with(folder));
            let verb = |line: &str| path == VERBS && line.split('\t').next().is_some_and(|lemma| kept.contains(lemma));
            let lines = text.lines().enumerate().filter(|(at, line)| *at < LINES || verb(line));
            match path {
                _ if path.starts_with("ontology/") => {
                    (!FAMILIES.contains(&path)).then(|| (path.to_owned(), String::new()))
                }
                _ if long || path == VERBS => {
                    Some((path.to_owned(), lines.map(|(_, line)| format!("{line}\n")).collect()))
                }
                _ => None,
            }
        })
        .collect();
    cut.into_iter().for_each(|(path, text)| files.replace(path, text));
    files.replace_model(isnad::tagger::MODEL.to_owned(), Vec::new());
    assert_eq!(Engine::load(&files).err(), None, "the cut files make an engine");
    files
});

fuzz_target!(init: { LazyLock::force(&FILES); }, |input: (u8, u8, u16, &str)| {
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
