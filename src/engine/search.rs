//! Words as a search index keeps them: level N3, without proclitics and article, so that السفارة finds بالسفارة.

use super::{Engine, Workspace};
use crate::corroboration::Folding;
use crate::morphology::{ClassId, ClassSet, Proclitics, Reading, Word, fold::Folder};
use crate::text::{Span, TokenKind, token};

impl Engine {
    /// The words of `text` in order, one space between two; punctuation is left out.
    ///
    /// A word keeps the segmentation with the fewest cuts that the lexicon licenses; a word that it does not know loses
    /// only what the spelling shows (ال, بال, وال …).
    pub fn search_words(&self, workspace: &mut Workspace, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        self.each_word(workspace, text, |piece, _| {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(piece);
        });
        out
    }

    /// The same words with the tokens they stand in: the words in one text, the end of each in it, and its token's span.
    pub fn search_tokens(&self, workspace: &mut Workspace, text: &str) -> (String, Vec<(usize, Span)>) {
        let (mut out, mut ends) = (String::with_capacity(text.len()), Vec::new());
        self.each_word(workspace, text, |piece, span| {
            out.push_str(piece);
            ends.push((out.len(), span));
        });
        (out, ends)
    }

    fn each_word(&self, workspace: &mut Workspace, text: &str, mut visit: impl FnMut(&str, Span)) {
        let mut folder = Folder::default();
        workspace.words.trim();
        token::tokenize(text, &mut workspace.tokens);
        for token in &workspace.tokens {
            let raw = token.span.of(text);
            let own;
            let folded: &str = match token.kind {
                TokenKind::Punct | TokenKind::Symbol => continue,
                TokenKind::Word => {
                    let id = workspace.words.intern(&self.lexicon, raw, token.kind);
                    let word = workspace.words.get(id);
                    // once for each spelling that the thread meets
                    word.search.get_or_init(|| pieces(stem(word, raw, &mut folder)).into())
                }
                TokenKind::Number | TokenKind::Foreign | TokenKind::Address => {
                    own = pieces(folder.fold(raw));
                    &own
                }
            };
            folded.split(' ').filter(|piece| !piece.is_empty()).for_each(|piece| visit(piece, token.span));
        }
    }
}

/// Lower case, with a space where something stands that is neither letter nor digit: what is inside a number or an
/// address separates words, as it would in a query.
fn pieces(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    for c in folded.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else {
            out.push(' ');
        }
    }
    out
}

/// Words of the index, for corroboration.
#[derive(Debug)]
pub struct Words<'e, 'w> {
    engine: &'e Engine,
    workspace: &'w mut Workspace,
    heads: ClassId,
}

impl Engine {
    /// Folds as the index does.
    pub fn folding<'e, 'w>(&'e self, workspace: &'w mut Workspace) -> Words<'e, 'w> {
        Words { engine: self, workspace, heads: self.lexicon.class("entity.head_noun") }
    }
}

impl Words<'_, '_> {
    /// What a head noun says that a thing is.
    fn kinds(&self, word: &str) -> impl Iterator<Item = &str> {
        let lexicon = &self.engine.lexicon;
        let readings = lexicon.key(word).map_or(&[][..], |key| lexicon.readings(key));
        let kind = |reading: &Reading| lexicon.sense(reading.lexeme, ClassSet::of(self.heads))?.feature("type");
        readings.iter().filter_map(kind)
    }
}

impl Folding for Words<'_, '_> {
    fn fold(&mut self, text: &str) -> String {
        self.engine.search_words(self.workspace, text)
    }

    fn bare(&self, words: &str) -> Option<String> {
        let (first, rest) = words.split_once(' ')?;
        // وكالة، صحيفة، مدينة: the name goes without them, as that of a ministry does not
        let said = |kind: &str| kind.starts_with("location.") || OUTLETS.contains(&kind);
        self.kinds(first).any(said).then(|| rest.to_owned())
    }

    fn generic(&self, words: &str) -> bool {
        self.kinds(words).next().is_some()
    }

    fn holder(&self, office: &str, day: &str) -> Option<(&str, &[String])> {
        self.engine.offices.holder(office, day)
    }
}

/// Kinds of organisation that print and broadcast.
const OUTLETS: [&str; 6] = [
    "organization.news_agency",
    "organization.newspaper",
    "organization.tv",
    "organization.radio",
    "organization.site",
    "organization.media_outlet",
];

/// The word without what hangs before it.
fn stem<'f>(word: &Word, raw: &str, folder: &'f mut Folder) -> &'f str {
    let known = word.stems.first().map(|stem| (stem.start, stem.proclitics.has(Proclitics::ARTICLE)));
    let (start, article) = known.or(word.article.map(|start| (start, true))).unwrap_or((0, false));
    let folded = folder.fold(raw.get(usize::from(start)..).unwrap_or(raw));
    if !article {
        return folded;
    }
    // after ل the article is spelt with one letter
    let bare = folded.strip_prefix("ال").or_else(|| folded.strip_prefix('ل')).unwrap_or(folded);
    if bare.is_empty() { folded } else { bare }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ConfigFiles;

    #[test]
    fn proclitics_and_spelling_do_not_matter() {
        let engine = Engine::load(&ConfigFiles::embedded()).unwrap();
        let mut workspace = Workspace::default();
        let mut words = |text: &str| engine.search_words(&mut workspace, text);
        for word in ["السفارة", "بالسفارة", "وسفارة", "للسفارة", "سَفارة", "والسفاره"]
        {
            assert_eq!(words(word), words("سفارة"), "{word}");
        }
        assert_eq!(words("قال «الوزير»، أمس: ٣٫٥"), "قال وزير امس 3 5");
        assert_eq!(words("بالزنجبرون"), words("الزنجبرون"));
        assert_eq!(words("Reuters"), "reuters");
        assert_eq!(words("!؟"), "");
    }
}
