//! Which articles and events are the same.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// Bytes of the digest that make an id: so many that a chance collision is out of the question for any archive.
const BYTES: usize = 16;

/// Id of an article by content: the same text of the same publisher. The publisher comes with its length, so that no
/// pair runs into another.
pub fn article_id(publisher: Option<&str>, text: &str) -> String {
    let mut hash = Sha256::new();
    match publisher {
        None => hash.update([0]),
        Some(name) => {
            hash.update([1]);
            hash.update((name.len() as u64).to_le_bytes());
            hash.update(name);
        }
    }
    hash.update(text);
    hex(hash)
}

/// Ids of the events of an article, given their types and the offsets of their triggers in code points: an event that a
/// later version of the engine finds again at its place keeps its id.
pub fn event_ids<'e>(article: &str, events: impl IntoIterator<Item = (&'e str, u32, u32)>) -> Vec<String> {
    let mut seen = rustc_hash::FxHashMap::default();
    let id = |(kind, start, end): (&str, u32, u32)| {
        let twin = seen.entry((kind.to_owned(), start, end)).or_insert(0_u32);
        let mut hash = Sha256::new();
        hash.update(format!("{article} {kind} {start} {end} {twin}"));
        *twin += 1;
        hex(hash)
    };
    events.into_iter().map(id).collect()
}

fn hex(hash: Sha256) -> String {
    hash.finalize().iter().take(BYTES).fold(String::with_capacity(2 * BYTES), |mut id, byte| {
        // a String takes everything
        let _ = write!(id, "{byte:02x}");
        id
    })
}

#[cfg(test)]
mod tests {
    use super::{article_id, event_ids};

    #[test]
    fn text_and_publisher_make_the_id() {
        let text = "غادر الوفد العاصمة مساء أمس.";
        let id = article_id(Some("الرأي"), text);
        assert_eq!(id, article_id(Some("الرأي"), text));
        assert_eq!(id.len(), 32);
        assert_ne!(id, article_id(Some("الغد"), text));
        assert_ne!(id, article_id(None, text));
        assert_ne!(article_id(None, text), article_id(Some(""), text));
        assert_ne!(article_id(Some("ab"), "c"), article_id(Some("a"), "bc"));
    }

    #[test]
    fn an_event_found_again_keeps_its_id() {
        let before = event_ids("a", [("x.y", 3, 5), ("x.y", 8, 9), ("x.y", 8, 9)]);
        let after = event_ids("a", [("x.z", 1, 2), ("x.y", 8, 9)]);
        assert_eq!(before[1], after[1]);
        assert_ne!(before[1], before[2]);
        assert_ne!(event_ids("b", [("x.y", 3, 5)])[0], before[0]);
    }
}
