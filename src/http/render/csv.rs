//! One event a row, safe to open in a spreadsheet.

use std::borrow::Cow;
use std::io::Write;

use super::ndjson::chain;
use crate::analysis::{Analysis, Event};

pub(super) const COLUMNS: [&str; 44] = [
    "article_id",
    "article_title",
    "publisher",
    "url",
    "published_at",
    "event_id",
    "type",
    "label",
    "label_ar",
    "headline",
    "class",
    "polarity",
    "modality",
    "tense",
    "aspect",
    "factuality_head",
    "factuality_author",
    "check_worthiness",
    "confidence",
    "trigger",
    "trigger_start",
    "trigger_end",
    "evidence",
    "evidence_start",
    "evidence_end",
    "actor",
    "target",
    "place",
    "time",
    "quantity",
    "other_roles",
    "chain",
    "head_type",
    "head_anonymity",
    "cue",
    "quote_kind",
    "channel",
    "platform",
    "rule",
    "attribution_confidence",
    "plover",
    "cameo",
    "iptc",
    "why",
];

/// Roles with a column of their own.
pub(super) const ROLES: [&str; 5] = ["actor", "target", "place", "time", "quantity"];

/// A table of events, article after article.
pub struct Csv<W: Write>(csv::Writer<W>);

impl<W: Write> Csv<W> {
    /// Writes the names of the columns.
    ///
    /// # Errors
    /// The writer fails.
    pub fn new(out: W) -> csv::Result<Self> {
        let mut csv = Self::continued(out);
        csv.0.write_record(COLUMNS)?;
        csv.0.flush()?;
        Ok(csv)
    }

    /// Goes on with a table whose columns are named already.
    pub fn continued(out: W) -> Self {
        Self(csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out))
    }

    /// Writes the events of one article.
    ///
    /// # Errors
    /// The writer fails.
    pub fn add(&mut self, analysis: &Analysis<'_>) -> csv::Result<()> {
        for event in &analysis.events {
            let cells = cells(analysis, event);
            self.0.write_record(cells.iter().map(|cell| harmless(cell).into_owned()))?;
        }
        Ok(self.0.flush()?)
    }
}

fn cells<'b>(analysis: &'b Analysis<'_>, event: &'b Event<'_>) -> Vec<Cow<'b, str>> {
    let article = &analysis.article;
    let attribution = &event.attribution;
    let optional = |text: &'b Option<Cow<'_, str>>| text.as_deref().unwrap_or_default();
    let head = analysis.sources.iter().find(|source| source.id == attribution.head);
    let mut row: Vec<Cow<'b, str>> = vec![article.id.as_ref().into()];
    row.extend([&article.title, &article.publisher, &article.url, &article.published_at].map(|t| optional(t).into()));
    row.extend([&event.id, event.kind, &event.label, &event.label_ar, &event.headline].map(Cow::Borrowed));
    row.extend([event.class, event.polarity, event.modality, event.tense, event.aspect].map(Cow::Borrowed));
    row.extend([event.factuality.head, event.factuality.author, event.check_worthiness].map(Cow::Borrowed));
    row.push(event.confidence.to_string().into());
    row.push(event.trigger.text.into());
    row.extend([event.trigger.start, event.trigger.end].map(|n| n.to_string().into()));
    row.push(event.evidence.text.into());
    row.extend([event.evidence.start, event.evidence.end].map(|n| n.to_string().into()));
    row.extend(ROLES.map(|role| fillers(event, role).into()));
    let others = event.roles.keys().filter(|role| !ROLES.contains(role));
    row.push(others.map(|role| format!("{role}: {}", fillers(event, role))).collect::<Vec<_>>().join("; ").into());
    row.push(
        chain(analysis, event).map(|source| source.text.unwrap_or("author")).collect::<Vec<_>>().join(" ← ").into(),
    );
    row.extend([head.map_or("", |h| h.kind), head.and_then(|h| h.anonymity).unwrap_or_default()].map(Cow::Borrowed));
    row.push(attribution.cue.as_ref().map_or("", |cue| cue.text).into());
    row.push(attribution.quote_kind.into());
    let channel = attribution.channel.as_ref();
    row.push(channel.map_or("", |channel| channel.kind).into());
    row.push(channel.map_or("", |channel| optional(&channel.platform)).into());
    row.push(attribution.rule.into());
    row.push(attribution.confidence.to_string().into());
    row.push(event.codes.plover.join(" ").into());
    row.extend([event.codes.cameo, event.codes.iptc].map(Cow::Borrowed));
    row.push(event.why.join("; ").into());
    row
}

fn fillers(event: &Event<'_>, role: &str) -> String {
    let fillers = event.roles.get(role).map(Vec::as_slice).unwrap_or_default();
    fillers.iter().map(|filler| filler.value.as_deref().unwrap_or(filler.text)).collect::<Vec<_>>().join("; ")
}

/// A cell that no spreadsheet takes for a formula: an apostrophe before what begins like one.
pub(super) fn harmless(cell: &str) -> Cow<'_, str> {
    let invisible = |c: char| {
        c.is_whitespace()
            || matches!(c, '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{3164}' | '\u{feff}')
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
    };
    let begins = cell.trim_start_matches(invisible).starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if begins || cell.starts_with(['\t', '\r', '\n']) { format!("'{cell}").into() } else { cell.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_disarmed() {
        for cell in
            ["=1+1", "@SUM(A1)", " =1", "\t1", "\u{200f}-1", "\u{61c}=1", "\u{ad}\u{2060}+1", "\u{180e}@1", "＝1"]
        {
            assert!(harmless(cell).starts_with('\''), "{cell:?}");
        }
        assert_eq!(harmless("حماة - دمشق"), "حماة - دمشق");
    }
}
