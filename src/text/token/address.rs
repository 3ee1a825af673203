//! Web addresses, mail addresses and @handles.

use super::scan::{is_digit, is_foreign};
use crate::text::normalize::is_letter;

/// Longest part of a mail address before its @ (RFC 5321); also what keeps the look ahead linear.
const LOCAL_PART: usize = 64;
/// Longest domain name (RFC 1035).
const DOMAIN: usize = 255;

/// Bytes of the address that `rest` starts with; `first` is its first character.
pub(super) fn find(rest: &str, first: char) -> Option<usize> {
    match first {
        '@' => handle(rest),
        'h' | 'H' | 'w' | 'W' => url(rest).or_else(|| mail(rest)),
        c if c.is_ascii_alphanumeric() => mail(rest),
        _ => None,
    }
}

/// `@name`
fn handle(rest: &str) -> Option<usize> {
    let name = rest.strip_prefix('@')?;
    let len = run(name, |c| c == '_' || is_digit(c) || is_letter(c) || is_foreign(c));
    (len > 0).then_some(1 + len)
}

/// `http://…`, `https://…`, `www.…` up to white space, a quotation mark or Arabic text, without closing punctuation.
fn url(rest: &str) -> Option<usize> {
    let prefix = ["http://", "https://", "www."]
        .into_iter()
        .find(|prefix| rest.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix)))?;
    let mut before = '.';
    let body = run(&rest[prefix.len()..], |c| {
        // Arabic in a path goes on from a separator; glued to a Latin letter it is the next word of the sentence
        let goes_on = c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '}' | '|')
            || is_letter(c) && (is_letter(before) || matches!(before, '/' | '-' | '_' | '=' | '#'));
        before = c;
        goes_on
    });
    let body = rest[prefix.len()..][..body].trim_end_matches(|c: char| c.is_ascii_punctuation() && c != '/');
    body.contains(|c: char| c.is_alphanumeric()).then_some(prefix.len() + body.len())
}

/// `name@domain.tld`
fn mail(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let local = bytes.iter().take(LOCAL_PART + 1).take_while(|&b| is_local(*b)).count();
    if local == 0 || local > LOCAL_PART || bytes.get(local) != Some(&b'@') {
        return None;
    }
    let domain = bytes[local + 1..].iter().take(DOMAIN).take_while(|&b| is_domain(*b)).count();
    let domain = rest[local + 1..][..domain].trim_end_matches(['.', '-']);
    let dotted = domain.split_once('.').is_some_and(|(host, top)| !host.is_empty() && !top.is_empty());
    dotted.then_some(local + 1 + domain.len())
}

fn is_local(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'%' | b'+' | b'-')
}

fn is_domain(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-')
}

/// Bytes of the longest start of `text` whose characters all pass.
fn run(text: &str, mut passes: impl FnMut(char) -> bool) -> usize {
    text.find(|c| !passes(c)).unwrap_or(text.len())
}
