//! Cards as one web page that needs nothing else.

use std::fmt::{self, Write};

use super::cards::trigger_in;
use crate::analysis::{Analysis, Event};

/// Begin of the page.
pub(super) const HEAD: &str = "<!doctype html>
<html lang=\"en\"><head><meta charset=\"utf-8\"><title>isnad</title>
<meta name=\"viewport\" content=\"width=device-width\"><style>
body{font:16px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;color:#1c1c1a;background:#f7f6f2}
article.card{background:#fff;border:1px solid #ddd8cc;border-radius:.5rem;padding:1rem;margin:1rem 0}
.negative{color:#a12a1e}.meta{color:#6b6658;font-size:.85rem}h3{margin:0}mark{background:#fbe7a1}blockquote{margin:.5rem 0}
</style></head><body>
";

/// End of the page.
pub(super) const FOOT: &str = "</body></html>\n";

/// The events of one article.
pub(super) fn article(analysis: &Analysis<'_>) -> String {
    let mut out = String::new();
    // a String takes everything
    let _ = write_article(&mut out, analysis);
    out
}

/// Text that is no markup.
struct Text<'a>(&'a str);

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

fn write_article(out: &mut String, analysis: &Analysis<'_>) -> fmt::Result {
    let article = &analysis.article;
    let title = article.title.as_deref().unwrap_or(&article.id);
    writeln!(out, "<section><h2 dir=\"auto\">{}</h2>", Text(title))?;
    if let Some(publisher) = &article.publisher {
        writeln!(out, "<p class=\"meta\" dir=\"auto\">{}</p>", Text(publisher))?;
    }
    for event in &analysis.events {
        card(out, analysis, event)?;
    }
    writeln!(out, "</section>")
}

fn card(out: &mut String, analysis: &Analysis<'_>, event: &Event<'_>) -> fmt::Result {
    writeln!(out, "<article class=\"card {}\"><h3>{}</h3>", event.polarity, Text(&event.label))?;
    writeln!(out, "<p dir=\"ltr\">{}<br><bdi lang=\"ar\">{}</bdi></p>", Text(&event.headline), Text(&event.label_ar))?;
    let Event { kind, polarity, modality, class, confidence, .. } = event;
    writeln!(out, "<p class=\"meta\">{} · {polarity} · {modality} · {class} · {confidence:.2}</p>", Text(kind))?;
    let sources = event.attribution.chain.iter().filter_map(|id| analysis.sources.iter().find(|s| s.id == *id));
    let chain = sources.map(|s| format!("<bdi>{}</bdi>", Text(s.text.unwrap_or("author")))).collect::<Vec<_>>();
    writeln!(out, "<p>{}</p>", chain.join(" ← "))?;
    writeln!(out, "<blockquote dir=\"rtl\" lang=\"ar\">{}</blockquote>", Marked(event))?;
    if !event.why.is_empty() {
        writeln!(out, "<p class=\"meta\">why: <bdi>{}</bdi></p>", Text(&event.why.join("; ")))?;
    }
    writeln!(out, "</article>")
}

/// The evidence with its trigger marked.
struct Marked<'b>(&'b Event<'b>);

impl fmt::Display for Marked<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (text, trigger) = (self.0.evidence.text, self.0.trigger.text);
        match trigger_in(text, trigger) {
            Some((before, after)) => write!(f, "{}<mark>{}</mark>{}", Text(before), Text(trigger), Text(after)),
            None => Text(text).fmt(f),
        }
    }
}
