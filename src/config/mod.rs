//! The data under `config/`: embedded in the binary, replaceable file by file.

mod embedded;
pub mod table;

use std::borrow::Cow;
use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

/// A mistake in a data file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {message}")]
pub struct ConfigError {
    /// Path below `config/`.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong and what was expected.
    pub message: String,
}

/// The data files by path below `config/` (`lexicon/reporting.tsv`).
#[derive(Clone, Debug)]
pub struct ConfigFiles {
    texts: BTreeMap<String, Cow<'static, str>>,
    models: BTreeMap<String, Cow<'static, [u8]>>,
}

impl ConfigFiles {
    /// The files in the binary.
    pub fn embedded() -> Self {
        Self {
            texts: embedded::FILES.iter().map(|&(path, text)| (path.to_owned(), Cow::Borrowed(text))).collect(),
            models: embedded::MODELS.iter().map(|&(path, bytes)| (path.to_owned(), Cow::Borrowed(bytes))).collect(),
        }
    }

    /// A learned model: bytes that only the stage it is for can read.
    pub fn model(&self, path: &str) -> Option<&Cow<'static, [u8]>> {
        self.models.get(path)
    }

    /// True for the path of a model that the binary has, too.
    pub fn is_model(path: &str) -> bool {
        embedded::MODELS.iter().any(|(known, _)| *known == path)
    }

    /// Puts `bytes` in the place of the model at `path`; none at all leaves its stage without one.
    pub fn replace_model(&mut self, path: String, bytes: Vec<u8>) {
        if bytes.is_empty() {
            self.models.remove(&path);
        } else {
            self.models.insert(path, Cow::Owned(bytes));
        }
    }

    /// Puts `text` in the place of the file at `path`, or adds it.
    pub fn replace(&mut self, path: String, text: String) {
        self.texts.insert(path, Cow::Owned(text));
    }

    /// The files of a folder in order of their names: (path, text).
    pub fn folder<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.texts
            .range(folder.to_owned()..)
            .take_while(move |(path, _)| path.starts_with(folder))
            .map(|(path, text)| (path.as_str(), text.as_ref()))
    }

    /// One file.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.texts.get(path).map(AsRef::as_ref)
    }

    /// One file, to be kept: what is built in is not copied.
    pub fn shared(&self, path: &str) -> Option<Cow<'static, str>> {
        self.texts.get(path).cloned()
    }

    /// `sha256:` and the first 16 hex digits over all paths and texts: names the data an analysis was made with.
    pub fn digest(&self) -> String {
        use std::fmt::Write as _;
        let mut hash = Sha256::new();
        let texts = self.texts.iter().map(|(path, text)| (path, text.as_bytes()));
        for (path, bytes) in texts.chain(self.models.iter().map(|(path, bytes)| (path, bytes.as_ref()))) {
            hash.update(path.as_bytes());
            hash.update([0]);
            hash.update(bytes);
            hash.update([0]);
        }
        let mut out = String::from("sha256:");
        for byte in &hash.finalize()[..8] {
            let _ = write!(out, "{byte:02x}");
        }
        out
    }
}
