//! What holds for every analysis of every text. Used by the tests and by the fuzz targets.

use std::collections::HashSet;

use isnad::analysis::{Analysis, Event, Source};
use isnad::text::OffsetUnit;

/// Every unit that a caller can ask for.
pub(crate) const UNITS: [OffsetUnit; 3] = [OffsetUnit::Codepoint, OffsetUnit::Utf16, OffsetUnit::Byte];

/// Checks the whole document against the text it was made from.
///
/// # Panics
/// When something does not hold; the message names it.
pub(crate) fn check(text: &str, analysis: &Analysis<'_>) {
    let ruler = Ruler::new(text, analysis.offsets);
    sentences(&ruler, analysis);
    entities(&ruler, analysis);
    sources(&ruler, analysis);
    events(&ruler, analysis);
    assert_eq!(analysis.article.chars, text.chars().count(), "number of characters");
}

/// Cuts a text at offsets of one unit.
struct Ruler<'t> {
    text: &'t str,
    unit: OffsetUnit,
    /// The byte at each offset; `None` inside a surrogate pair. Empty for bytes.
    bytes: Vec<Option<usize>>,
}

impl<'t> Ruler<'t> {
    fn new(text: &'t str, unit: OffsetUnit) -> Self {
        let mut bytes = Vec::new();
        if unit != OffsetUnit::Byte {
            for (at, c) in text.char_indices() {
                bytes.push(Some(at));
                if unit == OffsetUnit::Utf16 && c.len_utf16() == 2 {
                    bytes.push(None);
                }
            }
            bytes.push(Some(text.len()));
        }
        Self { text, unit, bytes }
    }

    fn byte(&self, offset: u32) -> Option<usize> {
        match self.unit {
            OffsetUnit::Byte => Some(offset as usize),
            _ => self.bytes.get(offset as usize).copied().flatten(),
        }
    }

    /// The text between two offsets, which must lie on characters and hold something.
    fn cut(&self, what: &str, start: u32, end: u32) -> &'t str {
        assert!(start < end, "{what}: empty or crooked span {start}..{end}");
        let piece = self.byte(start).zip(self.byte(end)).and_then(|(start, end)| self.text.get(start..end));
        piece.unwrap_or_else(|| unreachable!("{what}: {start}..{end} lies outside the text or inside a character"))
    }

    /// The text between the offsets is `text`, and shows no white space or loose mark at its edges (SCHEME O3).
    fn exact(&self, what: &str, text: &str, start: u32, end: u32) {
        assert_eq!(self.cut(what, start, end), text, "{what}: text is not the slice at {start}..{end}");
        assert_eq!(text.trim(), text, "{what}: white space at the edge");
        assert!(!text.starts_with(is_haraka), "{what}: begins with a combining mark: {text:?}");
    }
}

/// The marks of SCHEME N2 that hang on the letter before them.
fn is_haraka(c: char) -> bool {
    matches!(c, '\u{64b}'..='\u{65f}' | '\u{670}')
}

fn unique<'i>(what: &str, ids: impl Iterator<Item = &'i str>) -> HashSet<&'i str> {
    let mut seen = HashSet::new();
    for id in ids {
        assert!(seen.insert(id), "{what}: id {id} twice");
    }
    seen
}

fn sentences(ruler: &Ruler<'_>, analysis: &Analysis<'_>) {
    unique("sentences", analysis.sentences.iter().map(|s| s.id.as_str()));
    for sentence in &analysis.sentences {
        ruler.cut(&sentence.id, sentence.start, sentence.end);
    }
    for pair in analysis.sentences.windows(2) {
        assert!(pair[0].end <= pair[1].start, "{} and {} overlap", pair[0].id, pair[1].id);
        assert!(pair[0].paragraph <= pair[1].paragraph, "{} is in an earlier paragraph", pair[1].id);
    }
}

fn entities(ruler: &Ruler<'_>, analysis: &Analysis<'_>) {
    unique("entities", analysis.entities.iter().map(|e| e.id.as_str()));
    for entity in &analysis.entities {
        assert!(!entity.mentions.is_empty(), "{}: no mention", entity.id);
        // للجيش is cut before its second ل; by itself the name is الجيش (SCHEME E1)
        let alone =
            |text: &str| text == entity.name || entity.name.strip_prefix('ا') == Some(text) && text.starts_with('ل');
        assert!(entity.mentions.iter().any(|m| alone(m.text)), "{}: the name is none of the mentions", entity.id);
        for mention in &entity.mentions {
            ruler.exact(&entity.id, mention.text, mention.start, mention.end);
        }
        let ordered = entity.mentions.windows(2).all(|pair| pair[0].start <= pair[1].start);
        assert!(ordered, "{}: mentions out of order", entity.id);
    }
}

fn sources(ruler: &Ruler<'_>, analysis: &Analysis<'_>) {
    unique("sources", analysis.sources.iter().map(|s| s.id.as_str()));
    let author = analysis.sources.first().expect("the author is always a source");
    assert_eq!((author.id.as_str(), author.kind, author.text), ("s0", "author", None), "the first source");
    for source in &analysis.sources {
        for mention in &source.mentions {
            ruler.exact(&source.id, mention.text, mention.start, mention.end);
        }
        assert!(source.entity.iter().all(|id| has_entity(analysis, id)), "{}: no such entity", source.id);
        let shown = source.text.is_none_or(|text| ruler.text.contains(text) && !text.is_empty());
        assert!(shown, "{}: its text does not stand in the article", source.id);
        let ordered = source.mentions.windows(2).all(|pair| pair[0].start <= pair[1].start);
        assert!(ordered, "{}: mentions out of order", source.id);
    }
    let first = |source: &Source<'_>| source.mentions.first().map(|mention| mention.start);
    for pair in analysis.sources[1..].windows(2) {
        assert!(first(&pair[0]) <= first(&pair[1]), "{} stands before {}", pair[1].id, pair[0].id);
    }
}

fn has_entity(analysis: &Analysis<'_>, id: &str) -> bool {
    // k1, k2 … in order: entities() has seen to it that ids are unique
    let number = id.strip_prefix('k').and_then(|n| n.parse::<usize>().ok());
    number.is_some_and(|n| n > 0 && analysis.entities.get(n - 1).is_some_and(|e| e.id == id))
}

fn events(ruler: &Ruler<'_>, analysis: &Analysis<'_>) {
    unique("events", analysis.events.iter().map(|e| e.id.as_str()));
    for pair in analysis.events.windows(2) {
        assert!(pair[0].trigger.start <= pair[1].trigger.start, "{} stands before {}", pair[1].id, pair[0].id);
    }
    let sources: HashSet<&str> = analysis.sources.iter().map(|s| s.id.as_str()).collect();
    for event in &analysis.events {
        spans(ruler, event);
        evidence(ruler, analysis, event);
        attribution(event, &sources);
        let fillers = event.roles.values().flatten();
        let known = fillers.filter_map(|f| f.entity.as_deref()).all(|id| has_entity(analysis, id));
        assert!(known, "{}: a role is an entity that is not there", event.id);
        assert!((0.0..=1.0).contains(&event.confidence), "{}: confidence {}", event.id, event.confidence);
        assert!(
            !event.label.is_empty() && !event.label_ar.is_empty() && !event.headline.is_empty(),
            "{}: no label",
            event.id
        );
    }
}

fn spans(ruler: &Ruler<'_>, event: &Event<'_>) {
    ruler.exact(&event.id, event.trigger.text, event.trigger.start, event.trigger.end);
    for filler in event.roles.values().flatten() {
        ruler.exact(&event.id, filler.text, filler.start, filler.end);
    }
    if let Some(cue) = &event.attribution.cue {
        ruler.exact(&event.id, cue.text, cue.start, cue.end);
    }
    if let Some(channel) = &event.attribution.channel {
        ruler.exact(&event.id, channel.text, channel.start, channel.end);
    }
}

/// The evidence is a sentence of the document, and the trigger stands in it.
fn evidence(ruler: &Ruler<'_>, analysis: &Analysis<'_>, event: &Event<'_>) {
    let evidence = &event.evidence;
    let number = evidence.sentence.strip_prefix('n').and_then(|n| n.parse::<usize>().ok()).unwrap_or(0);
    let sentence = analysis.sentences.get(number.wrapping_sub(1)).expect("the sentence of an event");
    assert_eq!((sentence.start, sentence.end), (evidence.start, evidence.end), "{}: evidence", event.id);
    let slice = ruler.cut(&event.id, evidence.start, evidence.end);
    // the same memory needs no comparison: a sentence of 200 kB can be the evidence of thousands
    let same = std::ptr::eq(slice, evidence.text) || slice == evidence.text;
    assert!(same, "{}: the evidence is not the slice at {}..{}", event.id, evidence.start, evidence.end);
    let inside = evidence.start <= event.trigger.start && event.trigger.end <= evidence.end;
    assert!(inside, "{}: the trigger stands outside its evidence", event.id);
}

fn attribution(event: &Event<'_>, sources: &HashSet<&str>) {
    let attribution = &event.attribution;
    assert_eq!(attribution.chain.first().map(String::as_str), Some("s0"), "{}: chain", event.id);
    assert_eq!(attribution.chain.last(), Some(&attribution.head), "{}: head", event.id);
    let members = unique(&event.id, attribution.chain.iter().map(String::as_str));
    assert!(members.is_subset(sources), "{}: chain {:?} names an unknown source", event.id, attribution.chain);
    assert!((0.0..=1.0).contains(&attribution.confidence), "{}: confidence {}", event.id, attribution.confidence);
}
