//! Which articles are the same: the same text of the same publisher.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// Bytes of the digest that make an id: so many that a chance collision is out of the question for any archive.
const BYTES: usize = 16;

/// Id of an article by content. The publisher comes with its length, so that no pair runs into another.
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
    hash.finalize().iter().take(BYTES).fold(String::with_capacity(2 * BYTES), |mut id, byte| {
        // a String takes everything
        let _ = write!(id, "{byte:02x}");
        id
    })
}

#[cfg(test)]
mod tests {
    use super::article_id;

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
}
