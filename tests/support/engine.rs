//! The engine, loaded once for all tests of a binary.

use std::sync::LazyLock;

use isnad::analysis::Analysis;
use isnad::config::ConfigFiles;
use isnad::engine::Options;
use isnad::text::OffsetUnit;
use isnad::{Article, Engine, Workspace};

/// The engine over the embedded data.
pub(crate) fn engine() -> &'static Engine {
    static ENGINE: LazyLock<Engine> =
        LazyLock::new(|| Engine::load(&ConfigFiles::embedded()).expect("the embedded data can be read"));
    &ENGINE
}

/// Analyses a text that has nothing but itself and a day of publication.
pub(crate) fn analyze<'t>(workspace: &mut Workspace, text: &'t str, offsets: OffsetUnit) -> Analysis<'t> {
    let article = Article { published_at: Some("2025-11-06T09:00:00Z"), text, ..Article::default() };
    engine().analyze(workspace, &article, Options { offsets, min_confidence: 0.0 })
}
