//! The pipeline: built once, shared by all threads.

mod assemble;
pub mod english;
mod search;

use crate::analysis::Analysis;
use crate::attribution::{Attributions, Attributor};
use crate::classifier::event::Event;
use crate::classifier::{Classifier, Ontology};
use crate::config::{ConfigError, ConfigFiles};
use crate::corroboration::Offices;
use crate::morphology::part_of_speech::{self, Tag};
use crate::morphology::{CueList, Document, Lexicon, LexiconBuilder, Word, WordCache, WordId};
use crate::tagger::chunk::Phrases;
use crate::tagger::gazetteer::Gazetteer;
use crate::tagger::{Tagger, Tagging};
use crate::text::sentence::LONGEST_SENTENCE;
use crate::text::{OffsetUnit, Quotation, Sentence, Token, quotation, sentence, token};
use english::{English, Spelt};

/// What to analyse.
#[derive(Clone, Copy, Debug, Default)]
pub struct Article<'t> {
    /// The caller's name for it.
    pub id: Option<&'t str>,
    /// Headline.
    pub title: Option<&'t str>,
    /// Outlet.
    pub publisher: Option<&'t str>,
    /// Address.
    pub url: Option<&'t str>,
    /// RFC 3339 date or date and time.
    pub published_at: Option<&'t str>,
    /// The body.
    pub text: &'t str,
}

/// How to answer.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Options {
    /// Unit of offsets.
    pub offsets: OffsetUnit,
    /// Events below this confidence are left out.
    pub min_confidence: f32,
}

/// Scratch memory that a thread keeps between articles.
#[derive(Debug, Default)]
pub struct Workspace {
    words: WordCache,
    tokens: Vec<Token>,
    ids: Vec<WordId>,
    quotations: Vec<Quotation>,
    sentences: Vec<Sentence>,
    sentence_of: Vec<u32>,
    cues: CueList,
    tags: Vec<Tag>,
    tagging: Tagging,
    events: Vec<Event>,
    phrases: Phrases,
    attributions: Attributions,
    spelt: Spelt,
}

/// The analyser.
#[derive(Debug)]
pub struct Engine {
    lexicon: Lexicon,
    parts_of_speech: part_of_speech::Tagger,
    tagger: Tagger,
    classifier: Classifier,
    attributor: Attributor,
    english: English,
    offices: Offices,
    digest: String,
}

impl Engine {
    /// Builds every stage from the data files.
    ///
    /// # Errors
    /// A file that cannot be read as what it should be: file, line, column and what was expected.
    pub fn load(files: &ConfigFiles) -> Result<Self, ConfigError> {
        std::thread::scope(|scope| {
            let digest = scope.spawn(|| files.digest());
            let mut builder = LexiconBuilder::default();
            builder.read(files)?;
            let ontology = Ontology::read(files, &mut builder)?;
            let gazetteer = Gazetteer::read(files, &mut builder)?;
            let lexicon = builder.finish();
            let mut engine = Self {
                parts_of_speech: part_of_speech::Tagger::new(&lexicon),
                tagger: Tagger::new(files, gazetteer, &lexicon)?,
                classifier: Classifier::new(ontology, &lexicon),
                attributor: Attributor::new(&lexicon),
                english: English::open(files)?,
                offices: Offices::default(),
                lexicon,
                digest: digest.join().unwrap_or_else(|_| files.digest()),
            };
            let mut workspace = Workspace::default();
            engine.offices = Offices::read(files, |text| engine.search_words(&mut workspace, text))?;
            Ok(engine)
        })
    }

    /// Names the data files it was built from, as in [`ConfigFiles::digest`].
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// The ontology as JSON (what `/v1/ontology` answers).
    pub fn ontology_json(&self) -> serde_json::Value {
        serde_json::json!({ "types": self.classifier.ontology().types })
    }

    /// Ids of all event types.
    pub fn event_types(&self) -> impl Iterator<Item = &str> {
        self.classifier.ontology().types.iter().map(|kind| &*kind.id)
    }

    /// Analyses one article. Never fails: what is not understood is left out.
    pub fn analyze<'a>(&'a self, workspace: &mut Workspace, article: &Article<'a>, options: Options) -> Analysis<'a> {
        workspace.read(self, article.text);
        let Workspace {
            words,
            tokens,
            ids,
            quotations,
            sentences,
            sentence_of,
            cues,
            tags,
            tagging,
            events,
            phrases,
            attributions,
            spelt,
        } = workspace;
        let no_cues = CueList::default();
        let found: Vec<&Word> = ids.iter().map(|&id| words.get(id)).collect();
        let mut document = Document {
            text: article.text,
            lexicon: &self.lexicon,
            tokens,
            words: &found,
            ids,
            cache: words,
            sentences,
            sentence_of,
            quotations,
            cues: &no_cues,
            tags: &[],
        };
        cues.find(&document);
        document.cues = cues;
        self.parts_of_speech.tag(&document, |_| false, tags);
        let anchor = article.published_at.and_then(|date| date.get(..10)?.parse().ok());
        self.tagger.tag(&Document { tags, ..document }, anchor, tagging);
        // سيرغي لافروف قال: a name that looks like a verb misleads about the words around it
        if tagging.names_look_otherwise(tags) {
            self.parts_of_speech.tag(&document, |token| tagging.in_own_name(token), tags);
        }
        document.tags = tags;
        phrases.clear();
        let view = self.classifier.view(document, tagging, phrases, anchor);
        let left_out = self.classifier.classify(&view, &self.tagger, events);
        self.attributor.attribute(&view, &self.tagger, events, attributions);
        let layers = assemble::Layers { engine: self, document, tagging, events, attributions, spelt, left_out };
        assemble::analysis(&layers, article, options)
    }
}

impl Workspace {
    /// Tokens, words, quotations and sentences of a text.
    fn read(&mut self, engine: &Engine, text: &str) {
        self.words.trim();
        token::tokenize(text, &mut self.tokens);
        quotation::find(text, &self.tokens, &mut self.quotations);
        sentence::split(text, &self.tokens, &self.quotations, &mut self.sentences);
        bound(&self.tokens, &mut self.sentences);
        self.ids.clear();
        let mut before = "";
        for token in &self.tokens {
            let raw = token.span.of(text);
            self.ids.push(self.words.intern_behind(&engine.lexicon, before, raw, token.kind));
            before = raw;
        }
        self.sentence_of.clear();
        self.sentence_of.resize(self.tokens.len(), 0);
        for (index, sentence) in self.sentences.iter().enumerate() {
            self.sentence_of[sentence.tokens.clone()].fill(index as u32);
        }
    }
}

/// Cuts overlong sentences.
fn bound(tokens: &[Token], sentences: &mut Vec<Sentence>) {
    if sentences.iter().all(|s| s.tokens.len() <= LONGEST_SENTENCE) {
        return;
    }
    let cut = |s: &Sentence| -> Vec<Sentence> {
        let starts = s.tokens.clone().step_by(LONGEST_SENTENCE);
        let pieces = starts.map(|start| start..(start + LONGEST_SENTENCE).min(s.tokens.end));
        pieces
            .map(|range| Sentence {
                span: tokens[range.start].span.join(tokens[range.end - 1].span),
                tokens: range,
                paragraph: s.paragraph,
            })
            .collect()
    };
    *sentences = sentences.iter().flat_map(cut).collect();
}
