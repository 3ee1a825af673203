//! The pipeline: built once, shared by all threads.

use std::borrow::Cow;

use crate::analysis::{Analysis, ArticleInfo, EngineInfo};
use crate::config::{ConfigError, ConfigFiles};
use crate::text::OffsetUnit;

/// What to analyse.
#[derive(Clone, Debug, Default)]
pub struct Article<'t> {
    /// The caller's name for it.
    pub id: Option<&'t str>,
    /// Headline.
    pub title: Option<&'t str>,
    /// Outlet.
    pub publisher: Option<&'t str>,
    /// Address.
    pub url: Option<&'t str>,
    /// RFC 3339 date or date and time.
    pub published_at: Option<&'t str>,
    /// The body.
    pub text: &'t str,
}

/// How to answer.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Unit of offsets.
    pub offsets: OffsetUnit,
    /// Events below this confidence are left out.
    pub min_confidence: f32,
}

/// Scratch memory that a thread keeps between articles.
#[derive(Debug, Default)]
pub struct Workspace {}

/// The analyser.
#[derive(Debug)]
pub struct Engine {
    digest: String,
}

impl Engine {
    /// Builds every stage from the data files.
    ///
    /// # Errors
    /// A file that cannot be read as what it should be: file, line, column and what was expected.
    pub fn load(files: &ConfigFiles) -> Result<Self, ConfigError> {
        Ok(Self { digest: files.digest() })
    }

    /// The ontology as JSON (what `/v1/ontology` answers).
    pub fn ontology_json(&self) -> serde_json::Value {
        serde_json::json!({"types": []})
    }

    /// Analyses one article. Never fails: what is not understood is left out.
    pub fn analyze<'a>(&'a self, _workspace: &mut Workspace, article: &Article<'a>, options: Options) -> Analysis<'a> {
        Analysis {
            article: ArticleInfo {
                id: Cow::Borrowed(article.id.unwrap_or_default()),
                language: "ar",
                title: article.title.map(Cow::Borrowed),
                publisher: article.publisher.map(Cow::Borrowed),
                url: article.url.map(Cow::Borrowed),
                published_at: article.published_at.map(Cow::Borrowed),
                sha256: String::new(),
                chars: article.text.chars().count(),
                duplicate_of: None,
                text: None,
            },
            offsets: options.offsets,
            sentences: Vec::new(),
            entities: Vec::new(),
            sources: Vec::new(),
            events: Vec::new(),
            warnings: Vec::new(),
            engine: EngineInfo { version: env!("CARGO_PKG_VERSION"), lexicon: &self.digest, took_us: 0 },
        }
    }
}
