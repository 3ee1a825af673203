//! Cuts a stream of bytes into lines of bounded length.

use axum::body::Bytes;

use super::error::Problem;

/// A buffer of bytes that gives whole lines.
#[derive(Debug)]
pub struct Lines {
    buffer: Vec<u8>,
    /// Bytes before this one hold no line end.
    scanned: usize,
    /// First byte not yet given out.
    start: usize,
    number: usize,
    limit: usize,
    /// Inside a line that was too long, and has been told so.
    skipping: bool,
    ended: bool,
}

impl Lines {
    /// No line may be longer than `limit` bytes.
    pub fn new(limit: usize) -> Self {
        Self { buffer: Vec::new(), scanned: 0, start: 0, number: 0, limit, skipping: false, ended: false }
    }

    /// Adds bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        self.buffer.drain(..self.start);
        self.scanned -= self.start;
        self.start = 0;
        self.buffer.extend_from_slice(bytes);
    }

    /// No more bytes will come: what is left is a line.
    pub fn end(&mut self) {
        self.ended = true;
    }

    /// True after [`Lines::end`].
    pub fn ended(&self) -> bool {
        self.ended
    }

    /// Number of the last line given out or begun, from 1.
    pub fn number(&self) -> usize {
        self.number
    }

    /// The next line that is not blank, with its number; a line over the limit gives one problem.
    pub fn take(&mut self) -> Option<(usize, Result<Bytes, Problem>)> {
        loop {
            let newline = self.buffer[self.scanned..].iter().position(|&b| b == b'\n').map(|at| self.scanned + at);
            let end = match newline {
                Some(at) => at,
                None if self.ended && self.start < self.buffer.len() => self.buffer.len(),
                None => {
                    self.scanned = self.buffer.len();
                    return self.cut_overlong();
                }
            };
            let line = self.start..end;
            self.start = (end + 1).min(self.buffer.len());
            self.scanned = self.start;
            if std::mem::take(&mut self.skipping) {
                continue;
            }
            self.number += 1;
            if line.len() > self.limit {
                return Some((self.number, Err(Problem::too_large("line", self.limit))));
            }
            let content = self.buffer[line].trim_ascii();
            if !content.is_empty() {
                return Some((self.number, Ok(Bytes::copy_from_slice(content))));
            }
        }
    }

    /// Throws away the begin of a line that is already too long, so that memory stays bounded.
    fn cut_overlong(&mut self) -> Option<(usize, Result<Bytes, Problem>)> {
        if self.skipping || self.buffer.len() - self.start > self.limit {
            self.buffer.clear();
            (self.start, self.scanned) = (0, 0);
            if !std::mem::replace(&mut self.skipping, true) {
                self.number += 1;
                return Some((self.number, Err(Problem::too_large("line", self.limit))));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `number:content` of each line, `number:!` for a problem, with the input in pieces of `size` bytes.
    fn lines(input: &str, size: usize) -> Vec<String> {
        let mut lines = Lines::new(5);
        let mut out = Vec::new();
        let mut take = |lines: &mut Lines| {
            while let Some((n, line)) = lines.take() {
                out.push(line.map_or(format!("{n}:!"), |l| format!("{n}:{}", String::from_utf8_lossy(&l))));
            }
        };
        for piece in input.as_bytes().chunks(size) {
            lines.push(piece);
            take(&mut lines);
        }
        lines.end();
        take(&mut lines);
        out
    }

    #[test]
    fn pieces_of_any_size_give_the_same_lines() {
        for size in 1..20 {
            assert_eq!(lines("ab\r\n\n c\nlonger than 5\nd\nlast", size), ["1:ab", "3:c", "4:!", "5:d", "6:last"]);
            assert_eq!(lines("", size), [""; 0]);
            assert_eq!(lines("toolongatend", size), ["1:!"]);
            assert_eq!(lines("abcde\nabcdef\n", size), ["1:abcde", "2:!"]);
        }
    }
}
