//! Where in a file of the ontology a mistake is.

use crate::config::ConfigError;

/// A file being read, for error messages.
#[derive(Clone, Copy)]
pub(super) struct Source<'f> {
    pub(super) path: &'f str,
    pub(super) text: &'f str,
}

impl Source<'_> {
    pub(super) fn error(self, near: &str, message: impl Into<String>) -> ConfigError {
        self.at(self.text.find(near).unwrap_or(0), message)
    }

    pub(super) fn toml_error(self, error: &toml::de::Error) -> ConfigError {
        self.at(error.span().map_or(0, |span| span.start), error.message())
    }

    pub(super) fn at(self, byte: usize, message: impl Into<String>) -> ConfigError {
        let before = self.text.get(..byte).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        ConfigError { file: self.path.to_owned(), line, column, message: message.into() }
    }
}
