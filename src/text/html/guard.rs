//! A look at HTML before it is parsed: nesting, attributes and open formatting all cost the parser time that grows with
//! their square. Errs on the side of counting too much; [`is_deep`] measures what was parsed exactly.

use dom_smoothie::Readability;

use super::scan::{Scanner, Tag};
use super::{HtmlError, MAX_NESTING};

/// Attributes of one tag; the parser compares each with all before it.
const MAX_ATTRIBUTES: usize = 1_000;
/// Formatting elements that the parser opens again in later blocks, summed over the page.
const MAX_REOPENED: usize = 300_000;
/// Levels of a parsed page. The parser adds some of its own (`tbody`, `tr`), so that this is more than the source has.
const MAX_TREE_DEPTH: usize = 4 * MAX_NESTING;

/// Elements without content.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link", "meta", "param", "source",
    "track", "wbr",
];
/// Elements that the next of their kind closes; what they would need in order to nest is counted instead.
const SELF_CLOSING: &[&str] = &[
    "body", "caption", "colgroup", "dd", "dt", "head", "html", "li", "optgroup", "option", "p", "rb", "rp", "rt",
    "rtc", "tbody", "td", "tfoot", "th", "thead", "tr",
];
/// Elements that are opened again in the next block when left open.
const FORMATTING: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// Blocks, across which no closing tag of an inline element reaches.
const BLOCKS: &[&str] = &[
    "address",
    "applet",
    "article",
    "aside",
    "blockquote",
    "button",
    "center",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "listing",
    "main",
    "marquee",
    "menu",
    "nav",
    "noscript",
    "object",
    "ol",
    "pre",
    "search",
    "section",
    "select",
    "summary",
    "table",
    "template",
    "ul",
];
/// Elements out of which the closing tag of no other element reaches.
const BARRIERS: &[&str] = &["applet", "marquee", "object", "table", "template", "svg", "math"];

/// Refuses what the parser could not digest.
pub(super) fn check(html: &str) -> Result<(), HtmlError> {
    let mut open = Open::default();
    let mut scanner = Scanner::new(html);
    while let Some(tag) = scanner.next_tag(open.foreign() > 0) {
        if tag.attributes > MAX_ATTRIBUTES {
            return Err(HtmlError::TooTangled);
        }
        if tag.closes {
            open.close(tag.name);
        } else {
            open.open(&tag)?;
        }
    }
    Ok(())
}

/// True when the parsed page is deeper than functions should call themselves.
pub(super) fn is_deep(page: &Readability) -> bool {
    let mut node = page.doc.root();
    let mut depth = 0;
    loop {
        if let Some(child) = node.first_child() {
            depth += 1;
            if depth > MAX_TREE_DEPTH {
                return true;
            }
            node = child;
            continue;
        }
        while node.next_sibling().is_none() {
            let Some(parent) = node.parent() else { return false };
            depth = depth.saturating_sub(1);
            node = parent;
        }
        let Some(sibling) = node.next_sibling() else { return false };
        node = sibling;
    }
}

/// The elements that are open.
#[derive(Default)]
struct Open<'h> {
    names: Vec<&'h str>,
    reopened: usize,
}

impl<'h> Open<'h> {
    /// How many drawings and formulas are open, in which other rules hold.
    fn foreign(&self) -> usize {
        self.names.iter().filter(|name| is_in(name, &["svg", "math"])).count()
    }

    fn open(&mut self, tag: &Tag<'h>) -> Result<(), HtmlError> {
        let foreign = self.foreign() > 0;
        let leaf = if foreign { tag.self_closed && !self.is_html_inside() } else { is_in(tag.name, VOID) };
        if !is_in(tag.name, FORMATTING) {
            self.reopened += self.names.iter().filter(|name| is_in(name, FORMATTING)).count();
        }
        if !leaf && (foreign || !is_in(tag.name, SELF_CLOSING)) {
            self.names.push(tag.name);
        }
        if self.names.len() > MAX_NESTING {
            return Err(HtmlError::TooDeep);
        }
        if self.reopened > MAX_REOPENED { Err(HtmlError::TooTangled) } else { Ok(()) }
    }

    /// Places in a drawing or formula where the rules of HTML hold again.
    fn is_html_inside(&self) -> bool {
        const PLACES: &[&str] = &["foreignobject", "desc", "title", "mi", "mo", "mn", "ms", "mtext", "annotation-xml"];
        self.names.iter().any(|name| is_in(name, PLACES))
    }

    fn close(&mut self, name: &str) {
        let block = is_in(name, BLOCKS);
        let stops = |open: &str| is_in(open, if block { BARRIERS } else { BLOCKS });
        for at in (0..self.names.len()).rev() {
            if self.names[at].eq_ignore_ascii_case(name) {
                // these two kinds leave what was opened inside them open
                if is_in(name, FORMATTING) || name.eq_ignore_ascii_case("form") {
                    self.names.remove(at);
                } else {
                    self.names.truncate(at);
                }
                return;
            }
            if stops(self.names[at]) {
                return;
            }
        }
    }
}

fn is_in(name: &str, list: &[&str]) -> bool {
    list.iter().any(|other| other.eq_ignore_ascii_case(name))
}
