//! Articles from files and standard input.

use std::borrow::Cow;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::http::error::Problem;
use crate::http::intake::Incoming;

/// What to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Stdin,
    File(PathBuf),
}

impl Place {
    pub(super) fn of(argument: &Path) -> Self {
        if argument.as_os_str() == "-" { Self::Stdin } else { Self::File(argument.to_owned()) }
    }

    pub(super) fn name(&self) -> String {
        match self {
            Self::Stdin => "standard input".into(),
            Self::File(path) => path.display().to_string(),
        }
    }

    pub(super) fn read(&self) -> std::io::Result<Vec<u8>> {
        match self {
            Self::File(path) => fs::read(path),
            Self::Stdin => {
                let mut bytes = Vec::new();
                std::io::stdin().lock().read_to_end(&mut bytes)?;
                Ok(bytes)
            }
        }
    }

    fn extension(&self) -> String {
        let Self::File(path) = self else { return String::new() };
        path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase()).unwrap_or_default()
    }

    /// Name of the file without extension, as id of an article that has none.
    fn stem(&self) -> Option<Cow<'static, str>> {
        let Self::File(path) = self else { return None };
        path.file_stem().map(|stem| stem.to_string_lossy().into_owned().into())
    }

    /// The articles in `text`, by the extension of the file; each with its line if there may be several.
    pub(super) fn articles<'t>(&self, text: &'t str) -> Vec<(Option<usize>, Result<Incoming<'t>, Problem>)> {
        match self.extension().as_str() {
            "" if *self == Self::Stdin && several(text) => lines(text),
            "ndjson" | "jsonl" => lines(text),
            "json" => vec![(None, Incoming::from_json(text).map(|incoming| self.named(incoming)))],
            "html" | "htm" | "xhtml" => {
                let incoming = Incoming { id: self.stem(), ..Incoming::default() };
                vec![(None, Incoming::from_html(text, incoming))]
            }
            // a page or a document in a pipe says so by its first characters
            _ if *self == Self::Stdin && looks_like_html(text) => {
                vec![(None, Incoming::from_html(text, Incoming::default()))]
            }
            _ if *self == Self::Stdin && text.trim_start().starts_with('{') => vec![(None, Incoming::from_json(text))],
            _ => vec![(None, Ok(Incoming { id: self.stem(), text: Cow::Borrowed(text), ..Incoming::default() }))],
        }
    }

    fn named<'t>(&self, incoming: Incoming<'t>) -> Incoming<'t> {
        let id = incoming.id.clone().or_else(|| self.stem());
        Incoming { id, ..incoming }
    }
}

/// An article a line.
fn lines(text: &str) -> Vec<(Option<usize>, Result<Incoming<'_>, Problem>)> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(n, line)| (Some(n + 1), Incoming::from_json(line))).collect()
}

/// Two lines that begin like objects, the first of which ends like one.
fn several(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.next().is_some_and(|line| line.starts_with('{') && line.ends_with('}'))
        && lines.next().is_some_and(|line| line.starts_with('{'))
}

fn looks_like_html(text: &str) -> bool {
    let head: String = text.trim_start().chars().take(15).collect::<String>().to_ascii_lowercase();
    head.starts_with("<!doctype html") || head.starts_with("<html")
}
