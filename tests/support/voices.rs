//! Who speaks in an analysis, in words that a table can name.

use isnad::analysis::{Analysis, Event, Source};

use crate::same_phrase::same_phrase;

fn source<'s, 'a>(analysis: &'s Analysis<'a>, id: &str) -> Option<&'s Source<'a>> {
    analysis.sources.iter().find(|s| s.id == id)
}

/// Every form under which the article mentions a voice; none for the author.
fn forms<'s>(analysis: &'s Analysis<'_>, id: &str) -> Option<Vec<&'s str>> {
    let source = source(analysis, id)?;
    let text = source.text?;
    let name = source.name.as_deref();
    let entity = analysis.entities.iter().filter(|e| source.entity.as_ref() == Some(&e.id));
    let named = entity.flat_map(|e| e.mentions.iter().map(|m| m.text));
    Some(source.mentions.iter().map(|m| m.text).chain([text]).chain(name).chain(named).collect())
}

/// Is the deepest voice of the event one of these? None is the author.
pub(crate) fn spoken_by(analysis: &Analysis<'_>, event: &Event<'_>, wanted: Option<&[&str]>) -> bool {
    match (forms(analysis, &event.attribution.head), wanted) {
        (Some(found), Some(wanted)) => found.iter().any(|f| wanted.iter().any(|w| same_phrase(f, w))),
        (found, wanted) => found.is_none() && wanted.is_none(),
    }
}

/// The text of the deepest voice, for reports.
pub(crate) fn speaker<'a>(analysis: &Analysis<'a>, event: &Event<'_>) -> &'a str {
    source(analysis, &event.attribution.head).and_then(|s| s.text).unwrap_or("author")
}

/// The voices between the author and the deepest one, from the reader inward, as one writes them: الجزيرة of للجزيرة.
pub(crate) fn relays<'s>(analysis: &'s Analysis<'_>, event: &Event<'_>) -> Vec<&'s str> {
    let between = event.attribution.chain.iter().filter(|id| **id != event.attribution.head);
    let voices = between.filter_map(|id| source(analysis, id));
    voices.filter_map(|source| source.name.as_deref().or(source.text)).collect()
}

/// The platform of a social medium, else the kind of channel; `none` without one.
pub(crate) fn channel<'e>(event: &'e Event<'_>) -> &'e str {
    let Some(channel) = &event.attribution.channel else { return "none" };
    channel.platform.as_deref().unwrap_or(channel.kind)
}
