//! The readable text of a web page: its title and body, without navigation.

mod guard;
mod scan;

use dom_smoothie::{Config, Readability, TextMode};

/// Elements nested deeper than this are refused: no page that people read has them, and parsers take quadratic time.
pub const MAX_NESTING: usize = 512;

/// What a page says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readable {
    /// Title of the article, if the page has one.
    pub title: Option<String>,
    /// The paragraphs, a line each; empty if the page shows no text.
    pub text: String,
}

/// Why a page cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HtmlError {
    /// Elements inside elements, deeper than [`MAX_NESTING`].
    #[error("the HTML nests elements deeper than {MAX_NESTING} levels")]
    TooDeep,
    /// A tag with so many attributes, or so many formatting elements left open, that parsing would take minutes.
    #[error("the HTML is too tangled to parse")]
    TooTangled,
}

/// The article of a page, by readability; all visible text where that finds none.
pub fn readable(html: &str) -> Result<Readable, HtmlError> {
    guard::check(html)?;
    let config = Config { text_mode: TextMode::Formatted, disable_json_ld: true, ..Config::default() };
    let mut page = Readability::from(html);
    page.config = config;
    if guard::is_deep(&page) {
        return Err(HtmlError::TooDeep);
    }
    let title = lines(&page.get_article_title());
    let article = page.parse().map(|article| lines(&article.text_content)).unwrap_or_default();
    let text = if article.is_empty() { visible(&page) } else { article };
    Ok(Readable { title: (!title.is_empty()).then_some(title), text })
}

/// Every block of text that a browser would show, navigation left out if anything else remains.
fn visible(page: &Readability) -> String {
    page.doc.select("script, style, noscript, template, head, title, [hidden]").remove();
    let everything = lines(&page.doc.formatted_text());
    page.doc.select("nav, header, footer, aside, form, button, select").remove();
    let body = lines(&page.doc.formatted_text());
    if body.is_empty() { everything } else { body }
}

/// The lines that hold something, white space at their ends and runs of it left out.
fn lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let mut words = line.split_whitespace();
        let Some(first) = words.next() else { continue };
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(first);
        for word in words {
            out.push(' ');
            out.push_str(word);
        }
    }
    out
}

#[cfg(test)]
mod tests;
