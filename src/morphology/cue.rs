//! Cues of several words, found once for every token of the text.

use super::Document;
use super::lexicon::LexemeId;

/// A cue of several words.
#[derive(Clone, Copy, Debug)]
pub struct Cue {
    /// First token.
    pub first: usize,
    /// Number of tokens.
    pub len: usize,
    /// Bytes of the first token that are proclitics.
    pub skip: u16,
    /// What it is.
    pub lexeme: LexemeId,
}

/// The cues of a text by first token; only the longest at each.
#[derive(Debug, Default)]
pub struct CueList {
    cues: Vec<Cue>,
    /// For each token and for the end of the text: how many cues begin before it.
    starts: Vec<u32>,
    /// Scratch: tokens that a cue may begin with.
    openers: Vec<usize>,
}

impl CueList {
    /// Finds the cues of a document; what was found before is forgotten.
    pub fn find(&mut self, document: &Document<'_>) {
        self.cues.clear();
        self.starts.clear();
        for at in 0..self.find_openers(document) {
            let first = self.openers[at];
            let sentence = &document.sentence(first).tokens;
            if sentence.contains(&first) {
                self.starts.resize(first + 1, self.cues.len() as u32);
                self.longest(document, first, sentence.end);
            }
        }
        self.starts.resize(document.len() + 1, self.cues.len() as u32);
    }

    /// Notes the tokens that a cue may begin with and gives their number. Nothing here hangs on what a word is, so the
    /// processor fetches all words of the article at once.
    fn find_openers(&mut self, document: &Document<'_>) -> usize {
        self.openers.resize(document.len(), 0);
        let mut count = 0;
        for (token, word) in document.words.iter().enumerate() {
            self.openers[count] = token;
            count += usize::from(word.opens);
        }
        count
    }

    /// All of them, in order.
    pub fn all(&self) -> &[Cue] {
        &self.cues
    }

    /// Those that begin at a token.
    #[inline]
    pub fn at(&self, token: usize) -> &[Cue] {
        match self.starts.get(token..token + 2) {
            Some(&[from, to]) => &self.cues[from as usize..to as usize],
            _ => &[],
        }
    }

    /// Those that begin at one of some tokens.
    pub fn within(&self, tokens: std::ops::Range<usize>) -> &[Cue] {
        let end = tokens.end.min(self.starts.len().saturating_sub(1));
        match self.starts.get(tokens.start..end + 1) {
            Some(&[from, .., to]) => &self.cues[from as usize..to as usize],
            _ => &[],
        }
    }

    fn longest(&mut self, document: &Document<'_>, first: usize, end: usize) {
        let list = &mut self.cues;
        let from = list.len();
        document.lexicon.phrases().each(&|i| (first + i < end).then(|| document.word(first + i)), |found| {
            let longest = list.get(from).map_or(0, |cue: &Cue| cue.len);
            if found.len > longest {
                list.truncate(from);
            }
            if found.len >= longest {
                list.push(Cue { first, len: found.len, skip: found.skip, lexeme: found.value });
            }
        });
    }
}
