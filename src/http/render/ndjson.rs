//! One event a line, each with its article and its sources, so that a line can be read alone.

use serde::Serialize;

use crate::analysis::{Analysis, ArticleInfo, Event, Source};

#[derive(Serialize)]
struct Line<'b, 'a> {
    article: Origin<'b>,
    sources: Vec<&'b Source<'a>>,
    #[serde(flatten)]
    event: &'b Event<'a>,
}

/// What a listed event says of its article.
#[derive(Serialize)]
pub(super) struct Origin<'b> {
    id: &'b str,
    title: Option<&'b str>,
    publisher: Option<&'b str>,
    url: Option<&'b str>,
    published_at: Option<&'b str>,
}

impl<'b> Origin<'b> {
    pub(super) fn of(article: &'b ArticleInfo<'_>) -> Self {
        Self {
            id: &article.id,
            title: article.title.as_deref(),
            publisher: article.publisher.as_deref(),
            url: article.url.as_deref(),
            published_at: article.published_at.as_deref(),
        }
    }
}

/// The sources of an event's chain, from the author to the deepest voice.
pub(super) fn chain<'b, 'a>(analysis: &'b Analysis<'a>, event: &'b Event<'a>) -> impl Iterator<Item = &'b Source<'a>> {
    event.attribution.chain.iter().filter_map(|id| analysis.sources.iter().find(|source| source.id == *id))
}

pub(super) fn write(analysis: &Analysis<'_>, out: &mut Vec<u8>) -> serde_json::Result<()> {
    for event in &analysis.events {
        let line = Line { article: Origin::of(&analysis.article), sources: chain(analysis, event).collect(), event };
        serde_json::to_writer(&mut *out, &line)?;
        out.push(b'\n');
    }
    Ok(())
}
