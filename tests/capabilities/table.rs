//! The tables: one expected event a row, rows gathered into items.

use std::path::Path;

/// A text and what should be found in it.
pub(crate) struct Item {
    /// Line of the table, from 1.
    pub(crate) line: usize,
    pub(crate) text: String,
    pub(crate) events: Vec<Expected>,
}

/// An event that should be found.
pub(crate) struct Expected {
    /// It may be found, or not.
    pub(crate) optional: bool,
    pub(crate) kind: String,
    /// Code points of the words in which the trigger stands.
    pub(crate) trigger: (u32, u32),
    /// An empty cell is not judged, here and below.
    pub(crate) polarity: &'static str,
    pub(crate) modality: String,
    /// `author` for the article's own voice.
    pub(crate) source: String,
    pub(crate) via: Vec<String>,
    /// What else must hold: `class`, `channel`, `quote`, `self`, or a role.
    pub(crate) more: Vec<(String, String)>,
}

/// Reads one table.
pub(crate) fn read(path: &Path) -> Vec<Item> {
    let table = std::fs::read_to_string(path).expect("a readable table");
    let mut items: Vec<Item> = Vec::new();
    for (index, row) in table.lines().enumerate().skip(1).filter(|(_, r)| !r.trim().is_empty() && !r.starts_with('#')) {
        let place = format!("{}:{}", path.display(), index + 1);
        let mut cells = row.split('\t').map(str::trim).chain(std::iter::repeat(""));
        let mut cell = || cells.next().unwrap_or_default();
        let text = cell();
        if !text.is_empty() {
            items.push(Item { line: index + 1, text: text.replace(" ¶ ", "\n\n"), events: Vec::new() });
        }
        let item = items.last_mut().unwrap_or_else(|| panic!("{place}: no text"));
        let kind = cell();
        if kind != "-" {
            let rest = [(); 6].map(|()| cell());
            item.events.push(expected(&item.text, kind, rest, &place));
        }
    }
    items
}

fn expected(text: &str, kind: &str, cells: [&str; 6], place: &str) -> Expected {
    let [trigger, polarity, modality, source, via, more] = cells;
    Expected {
        optional: kind.starts_with('?'),
        kind: kind.trim_start_matches('?').to_owned(),
        trigger: locate(text, trigger).unwrap_or_else(|| panic!("{place}: {trigger} is not in the text, or not once")),
        polarity: match polarity {
            "+" => "positive",
            "-" => "negative",
            "" => "",
            other => panic!("{place}: polarity {other}"),
        },
        modality: modality.to_owned(),
        source: source.to_owned(),
        via: via.split(" > ").filter(|v| !v.is_empty()).map(str::to_owned).collect(),
        more: more.split("; ").filter(|m| !m.is_empty()).map(|m| pair(m, place)).collect(),
    }
}

fn pair(more: &str, place: &str) -> (String, String) {
    let (key, value) = more.split_once('=').unwrap_or_else(|| panic!("{place}: {more} is no pair"));
    (key.to_owned(), value.to_owned())
}

/// The code points of a trigger; `@2` asks for its second place, without it there must be one only.
fn locate(text: &str, trigger: &str) -> Option<(u32, u32)> {
    let (words, nth) = trigger.split_once('@').map_or((trigger, None), |(w, n)| (w, n.parse::<usize>().ok()));
    let mut places = text.match_indices(words).map(|(at, _)| at);
    let at = match nth {
        Some(nth) => places.nth(nth.checked_sub(1)?)?,
        None => places.next().filter(|_| places.next().is_none())?,
    };
    let start = text[..at].chars().count();
    Some((start as u32, (start + words.chars().count()) as u32))
}
