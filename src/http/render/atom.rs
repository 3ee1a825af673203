//! A feed of events (RFC 4287). Ids are those of the store, so that a reader shows nothing twice.

use std::fmt::Write as _;

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::listed::Listed;
use crate::store::{ListedEvent, time};

pub(super) fn write(page: &Listed<'_>) -> serde_json::Result<Vec<u8>> {
    let updated = page.events.iter().map(|event| event.stored_at).max().unwrap_or(0);
    let digest = Sha256::digest(page.query);
    let id = digest.iter().take(8).fold(String::new(), |id, byte| format!("{id}{byte:02x}"));
    let query = escaped(page.query);
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n\
         <id>urn:isnad:events:{id}</id>\n<title>isnad: events</title>\n<updated>{}</updated>\n\
         <author><name>isnad</name></author>\n<link rel=\"self\" href=\"/v1/events?{query}\"/>\n",
        time::rfc3339(updated)
    );
    if let Some(next) = page.next {
        let separator = if query.is_empty() { "" } else { "&amp;" };
        let _ = writeln!(out, "<link rel=\"next\" href=\"/v1/events?{query}{separator}cursor={next}\"/>");
    }
    for event in page.events {
        entry(&mut out, event)?;
    }
    out.push_str("</feed>\n");
    Ok(out.into_bytes())
}

fn entry(out: &mut String, event: &ListedEvent) -> serde_json::Result<()> {
    let body: Value = serde_json::from_str(&event.body)?;
    let text = |pointer: &str| escaped(body.pointer(pointer).and_then(Value::as_str).unwrap_or_default());
    let (id, title, kind) = (escaped(&event.id), text("/headline"), text("/type"));
    let (published, updated) = (time::rfc3339(event.cursor.at), time::rfc3339(event.stored_at));
    let _ = writeln!(
        out,
        "<entry><id>urn:isnad:event:{id}</id><title>{title}</title><published>{published}</published>\
         <updated>{updated}</updated><link rel=\"alternate\" type=\"application/json\" href=\"/v1/events/{id}\"/>\
         <category term=\"{kind}\"/>"
    );
    if let Some(url) = &event.article.url {
        let _ = writeln!(out, "<link rel=\"related\" href=\"{}\"/>", escaped(url));
    }
    if let Some(publisher) = &event.article.publisher {
        let _ = writeln!(out, "<author><name>{}</name></author>", escaped(publisher));
    }
    let _ = writeln!(out, "<summary xml:lang=\"ar\">{}</summary></entry>", text("/evidence/text"));
    Ok(())
}

/// Text for XML: marks escaped, what XML 1.0 has no place for left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_ascii_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_breaks_out() {
        assert_eq!(escaped("<a href=\"x\">&\u{0}\u{b}\n"), "&lt;a href=&quot;x&quot;&gt;&amp; ");
    }
}
