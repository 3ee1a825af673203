//! Bylines: the agency or reporter that signs an article (SCHEME R12). Nobody speaks in them.

use super::ScopeFinder;
use crate::attribution::SourceKind;
use crate::morphology::part_of_speech::Tag;
use crate::tagger::{EntityKind, Mention};

/// Tokens that a byline has at most: مكة المكرمة – خالد عبد الله (واس):
const LONGEST: usize = 14;
/// What parts the names of a byline.
const PARTS: [char; 9] = ['-', '–', '—', 'ـ', '/', '(', ')', '،', ','];
/// What closes it.
const CLOSE: [char; 5] = [':', '-', '–', '—', 'ـ'];

impl ScopeFinder<'_, '_> {
    /// Reads the byline; gives the first token after one at the beginning, else 0.
    pub(super) fn sign(&mut self) -> usize {
        let end = self.opening();
        let tail = self.closing();
        let named = |m: &&Mention| m.kind == EntityKind::Organization;
        let mentions = &self.view.tagging.mentions;
        let agency = mentions.iter().take_while(|m| m.tokens.start < end).find(named).or(tail);
        if let Some(phrase) = agency.and_then(|m| self.view.noun_phrase(m.tokens.start, m.tokens.end)) {
            let source = self.finder.resolve(self.view, self.tagger, phrase, phrase.last + 1, self.sources);
            self.byline = source.filter(|&s| self.sources[s].kind == SourceKind::MediaOutlet);
        }
        end
    }

    /// One past a byline at the beginning: names and what parts them, closed by a dash or a colon.
    fn opening(&self) -> usize {
        let document = &self.view.document;
        let Some(sentence) = document.sentences.first() else { return 0 };
        let (mut at, mut names, mut places, mut parts, mut close) = (sentence.tokens.start, 0, 0, 0, 0);
        let last = sentence.tokens.end.min(at + LONGEST);
        while at < last {
            let closes = names > 0 && document.is_mark(at, &CLOSE);
            if document.is_mark(at, &PARTS) || closes {
                // names that nothing parts and a colon are a speaker (R11): الخبير العسكري فايز الدويري: …
                let speaker = document.is_mark(at, &[':']) && parts == 0 && places == 0;
                close = if closes && !speaker { at + 1 } else { close };
                parts += 1;
                at += 1;
                if document.is_mark(at - 1, &[':']) {
                    break;
                }
            // لافروف لقناة العربية: whom somebody told signs nothing
            } else if let Some(m) =
                self.view.tagging.mention_at(at).filter(|m| m.kind != EntityKind::Title && !self.view.governed(m))
            {
                names += 1;
                places += usize::from(m.kind == EntityKind::Location);
                at = m.tokens.end.max(at + 1);
            } else if names > 0 && document.tag(at) == Tag::Noun && document.is_mark(at - 1, &PARTS) {
                names += 1;
                at += 1;
            } else {
                break;
            }
        }
        close
    }

    /// An outlet in brackets that closes the article: (أ ف ب).
    fn closing(&self) -> Option<&Mention> {
        let document = &self.view.document;
        let mut end = document.len();
        while end > 0 && document.is_mark(end - 1, &['.', '!', '…']) {
            end -= 1;
        }
        let bracket = end > 2 && document.is_mark(end - 1, &[')']);
        let mention = bracket.then(|| self.view.tagging.mention_at(end - 2)).flatten()?;
        (mention.tokens.start > 0 && document.is_mark(mention.tokens.start - 1, &['('])).then_some(mention)
    }
}
