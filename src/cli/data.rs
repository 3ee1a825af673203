//! The data files: built in, with those of a directory in their places.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::Context as _;

use super::wrong_use;
use crate::config::ConfigFiles;

/// Settings may stand beside the data.
pub(super) const SETTINGS: &str = "isnad.toml";

/// The built-in files, those of `dir` in their places.
pub(super) fn files(dir: Option<&Path>) -> anyhow::Result<ConfigFiles> {
    let mut files = ConfigFiles::embedded();
    let Some(dir) = dir else { return Ok(files) };
    let known: BTreeSet<String> = files.folder("").map(|(path, _)| path.to_owned()).collect();
    let mut found = Vec::new();
    walk(dir, "", &mut found)?;
    for path in found {
        // notes, licences and a dashboard stand beside the data, and what only training reads
        if path == SETTINGS
            || Path::new(&path).extension().is_some_and(|kind| kind == "md")
            || path == "model/classes.tsv"
            || path.starts_with("model/lists/")
            || path.starts_with("grafana/")
        {
            continue;
        }
        let file = dir.join(&path);
        if !ConfigFiles::is_model(&path) && !known.contains(&path) && !joins(&known, &path) {
            let near = known.iter().filter(|k| k.rsplit('/').next() == path.rsplit('/').next());
            let hint = near.map(|k| format!("; is it {k}?")).next().unwrap_or_default();
            let place =
                "expected .toml in ontology/, .tsv in lexicon/, lexicon/word_class/, gazetteer/, names/ or office/";
            return Err(wrong_use(format!("{}: isnad knows no data file {path}, {place}{hint}", file.display())));
        }
        let bytes = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        if ConfigFiles::is_model(&path) {
            files.replace_model(path, bytes);
            continue;
        }
        let text = String::from_utf8(bytes).map_err(|e| {
            wrong_use(format!("{}: byte {} is not UTF-8", file.display(), e.utf8_error().valid_up_to()))
        })?;
        files.replace(path, text);
    }
    Ok(files)
}

/// True for a further file of a folder that has files of its kind: a newsroom's own family of event types.
fn joins(known: &BTreeSet<String>, path: &str) -> bool {
    let kind = |path: &str| -> Option<(String, String)> {
        let (folder, name) = path.rsplit_once('/')?;
        Some((folder.to_owned(), name.rsplit_once('.')?.1.to_owned()))
    };
    kind(path).is_some_and(|wanted| known.iter().any(|other| kind(other).as_ref() == Some(&wanted)))
}

/// Paths of all files below `dir`, symbolic links followed; hidden ones and editors' backups left out.
fn walk(dir: &Path, prefix: &str, found: &mut Vec<String>) -> anyhow::Result<()> {
    let fail = || format!("cannot read directory {}", dir.display());
    let entries = fs::read_dir(dir).map_err(|e| wrong_use(format!("{}: {e}", fail())))?;
    let mut entries = entries.collect::<Result<Vec<_>, _>>().with_context(fail)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let Ok(name) = entry.file_name().into_string() else {
            return Err(wrong_use(format!("{}: the name is not UTF-8", entry.path().display())));
        };
        if name.starts_with('.') || name.ends_with('~') {
            continue;
        }
        let path = if prefix.is_empty() { name } else { format!("{prefix}/{name}") };
        let is_dir =
            fs::metadata(entry.path()).with_context(|| format!("cannot read {}", entry.path().display()))?.is_dir();
        if is_dir {
            // a link to a folder above would never end
            anyhow::ensure!(path.matches('/').count() < 8, "{}: too many folders deep", entry.path().display());
            walk(&entry.path(), &path, found)?;
        } else {
            found.push(path);
        }
    }
    Ok(())
}
