//! `isnad check-config`: is this directory of data usable?

use std::io::Write;
use std::path::Path;

use super::{Outcome, data};
use crate::engine::Engine;

/// Loads everything and says what was wrong, or what there is.
pub(super) fn run(dir: Option<&Path>) -> anyhow::Result<Outcome> {
    let files = data::files(dir)?;
    if let Some(settings) = dir.map(|dir| dir.join(data::SETTINGS)).filter(|file| file.exists()) {
        super::serve::settings(Some(&settings), [], None)?;
    }
    match Engine::load(&files) {
        Ok(_) => {
            let count = files.folder("").count();
            writeln!(std::io::stdout(), "ok: {count} files, {}", files.digest())?;
            Ok(Outcome::Done)
        }
        Err(error) => {
            let place = dir.map(|dir| format!("{}/", dir.display())).unwrap_or_default();
            writeln!(std::io::stderr(), "{place}{error}")?;
            Ok(Outcome::SomeFailed)
        }
    }
}
