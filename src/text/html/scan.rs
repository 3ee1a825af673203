//! Tags of an HTML text, one after the other, without allocation.

/// Elements whose content is text, whatever it looks like.
const RAW: &[&str] = &["iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"];

/// An opening or closing tag.
pub(super) struct Tag<'h> {
    /// As written, upper case or lower.
    pub(super) name: &'h str,
    /// `</name>`
    pub(super) closes: bool,
    /// `<name/>`
    pub(super) self_closed: bool,
    pub(super) attributes: usize,
}

/// Walks over the tags; comments and the content of raw elements are passed over.
pub(super) struct Scanner<'h> {
    html: &'h str,
    at: usize,
}

impl<'h> Scanner<'h> {
    pub(super) fn new(html: &'h str) -> Self {
        Self { html, at: 0 }
    }

    /// The next tag; in `foreign` content (drawings, formulas) scripts and styles are elements like others.
    pub(super) fn next_tag(&mut self, foreign: bool) -> Option<Tag<'h>> {
        loop {
            self.skip_past("<")?;
            let closes = self.rest().starts_with('/');
            let name_at = self.at + usize::from(closes);
            match self.html.as_bytes().get(name_at)? {
                b if b.is_ascii_alphabetic() => {
                    self.at = name_at;
                    let tag = self.tag(closes);
                    if !closes && !foreign && RAW.iter().any(|raw| raw.eq_ignore_ascii_case(tag.name)) {
                        self.skip_raw(tag.name);
                    }
                    return Some(tag);
                }
                b'!' if !closes => self.skip_comment()?,
                b'?' if !closes => self.skip_past(">")?,
                // `</` and no letter: a comment to the next >
                _ if closes => self.skip_past(">")?,
                _ => {}
            }
        }
    }

    fn rest(&self) -> &'h str {
        self.html.get(self.at..).unwrap_or_default()
    }

    fn skip_past(&mut self, end: &str) -> Option<()> {
        self.at += self.rest().find(end)? + end.len();
        Some(())
    }

    /// From the `!` on: a comment, which a lone > ends when it comes first, or a declaration.
    fn skip_comment(&mut self) -> Option<()> {
        let Some(comment) = self.rest().strip_prefix("!--") else { return self.skip_past(">") };
        self.at += "!--".len();
        if comment.starts_with('>') || comment.starts_with("->") {
            return self.skip_past(">");
        }
        loop {
            self.skip_past("--")?;
            // the dashes of `--->` overlap
            let tail = self.rest().trim_start_matches('-');
            self.at = self.html.len() - tail.len();
            if tail.starts_with('>') || tail.starts_with("!>") {
                return self.skip_past(">");
            }
        }
    }

    /// To the closing tag of a raw element, or the end.
    fn skip_raw(&mut self, name: &str) {
        while self.skip_past("</").is_some() {
            let tail = self.rest();
            if tail.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)) {
                return;
            }
        }
        self.at = self.html.len();
    }

    /// A tag, from its name on.
    fn tag(&mut self, closes: bool) -> Tag<'h> {
        let start = self.at;
        self.skip_while(|b| !is_space(b) && b != b'/' && b != b'>');
        let name = self.html.get(start..self.at).unwrap_or_default();
        let mut tag = Tag { name, closes, self_closed: false, attributes: 0 };
        loop {
            self.skip_while(is_space);
            match self.bump() {
                None | Some(b'>') => return tag,
                Some(b'/') => tag.self_closed = self.peek() == Some(b'>'),
                Some(_) => {
                    tag.attributes += 1;
                    self.attribute();
                }
            }
        }
    }

    /// The rest of an attribute after its first byte.
    fn attribute(&mut self) {
        self.skip_while(|b| !is_space(b) && !matches!(b, b'/' | b'>' | b'='));
        self.skip_while(is_space);
        if self.peek() != Some(b'=') {
            return;
        }
        self.at += 1;
        self.skip_while(is_space);
        match self.peek() {
            Some(quote @ (b'"' | b'\'')) => {
                self.at += 1;
                self.skip_while(|b| b != quote);
                self.at += usize::from(self.peek().is_some());
            }
            _ => self.skip_while(|b| !is_space(b) && b != b'>'),
        }
    }

    fn peek(&self) -> Option<u8> {
        self.html.as_bytes().get(self.at).copied()
    }

    fn bump(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    fn skip_while(&mut self, mut passes: impl FnMut(u8) -> bool) {
        while self.peek().is_some_and(&mut passes) {
            self.at += 1;
        }
    }
}

fn is_space(b: u8) -> bool {
    matches!(b, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c')
}
