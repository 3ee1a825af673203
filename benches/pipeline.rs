//! The pipeline, stage by stage and whole: `cargo bench --bench pipeline`. Throughput is in articles (elements).

#[path = "support/texts.rs"]
mod texts;

use std::hint::black_box;
use std::time::Duration;

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main};
use isnad::attribution::{Attributions, Attributor};
use isnad::classifier::event::Event;
use isnad::classifier::{Classifier, Ontology};
use isnad::config::{ConfigError, ConfigFiles};
use isnad::engine::Options;
use isnad::morphology::part_of_speech::{self, Tag};
use isnad::morphology::{CueList, Document, Lexicon, LexiconBuilder, Word, WordCache, WordId};
use isnad::tagger::chunk::Phrases;
use isnad::tagger::gazetteer::Gazetteer;
use isnad::tagger::{Tagger, Tagging};
use isnad::text::{Quotation, Sentence, Token, quotation, sentence, token};
use isnad::{Article, Engine, Workspace};

/// The stages apart, as `Engine::load` builds them.
struct Stages {
    lexicon: Lexicon,
    parts_of_speech: part_of_speech::Tagger,
    tagger: Tagger,
    classifier: Classifier,
    attributor: Attributor,
}

impl Stages {
    fn load(files: &ConfigFiles) -> Result<Self, ConfigError> {
        let mut builder = LexiconBuilder::default();
        builder.read(files)?;
        let ontology = Ontology::read(files, &mut builder)?;
        let gazetteer = Gazetteer::read(files, &mut builder)?;
        let lexicon = builder.finish();
        Ok(Self {
            parts_of_speech: part_of_speech::Tagger::new(&lexicon),
            tagger: Tagger::new(files, gazetteer, &lexicon)?,
            classifier: Classifier::new(ontology, &lexicon),
            attributor: Attributor::new(&lexicon),
            lexicon,
        })
    }
}

/// A text with all layers below the tagger.
#[derive(Default)]
struct Layers {
    tokens: Vec<Token>,
    quotations: Vec<Quotation>,
    sentences: Vec<Sentence>,
    sentence_of: Vec<u32>,
    ids: Vec<WordId>,
    cache: WordCache,
    cues: CueList,
    tags: Vec<Tag>,
}

impl Layers {
    fn of(stages: &Stages, text: &str) -> Self {
        let mut layers = Self::default();
        layers.split(text);
        layers.intern(stages, text);
        for (index, sentence) in layers.sentences.iter().enumerate() {
            layers.sentence_of.resize(sentence.tokens.end, index as u32);
        }
        let mut cues = CueList::default();
        let words = layers.words();
        cues.find(&layers.document(stages, text, &words));
        layers.cues = cues;
        let mut tags = Vec::new();
        let words = layers.words();
        stages.parts_of_speech.tag(&layers.document(stages, text, &words), |_| false, &mut tags);
        layers.tags = tags;
        layers
    }

    /// Tokens, quotations, sentences.
    fn split(&mut self, text: &str) {
        token::tokenize(text, &mut self.tokens);
        quotation::find(text, &self.tokens, &mut self.quotations);
        sentence::split(text, &self.tokens, &self.quotations, &mut self.sentences);
    }

    /// Words, by the cache.
    fn intern(&mut self, stages: &Stages, text: &str) {
        self.ids.clear();
        for token in &self.tokens {
            self.ids.push(self.cache.intern(&stages.lexicon, token.span.of(text), token.kind));
        }
    }

    fn words(&self) -> Vec<&Word> {
        self.ids.iter().map(|&id| self.cache.get(id)).collect()
    }

    fn document<'a>(&'a self, stages: &'a Stages, text: &'a str, words: &'a [&'a Word]) -> Document<'a> {
        Document {
            text,
            lexicon: &stages.lexicon,
            tokens: &self.tokens,
            words,
            ids: &self.ids,
            cache: &self.cache,
            sentences: &self.sentences,
            sentence_of: &self.sentence_of,
            quotations: &self.quotations,
            cues: &self.cues,
            tags: &self.tags,
        }
    }
}

/// A group whose elements are articles, timed for about three seconds a bench.
fn group<'c>(criterion: &'c mut Criterion, name: &str, articles: usize) -> BenchmarkGroup<'c, WallTime> {
    let mut group = criterion.benchmark_group(name);
    group.throughput(Throughput::Elements(articles as u64));
    group.warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(3)).sample_size(20);
    group
}

/// Each stage over layers that the stages before it have made.
fn stages(criterion: &mut Criterion) {
    let stages = Stages::load(&ConfigFiles::embedded()).expect("the embedded data");
    let texts = texts::texts();
    let mut layers: Vec<Layers> = texts.iter().map(|text| Layers::of(&stages, text)).collect();
    let mut group = group(criterion, "stage", texts.len());
    group.bench_function("text", |b| {
        b.iter(|| layers.iter_mut().zip(&texts).for_each(|(l, text)| l.split(black_box(text))));
    });
    group.bench_function("words_known", |b| {
        b.iter(|| layers.iter_mut().zip(&texts).for_each(|(l, text)| l.intern(&stages, text)));
    });
    group.bench_function("words_new", |b| {
        b.iter(|| {
            for (layers, text) in layers.iter().zip(&texts) {
                let mut cache = WordCache::default();
                for token in &layers.tokens {
                    black_box(cache.intern(&stages.lexicon, token.span.of(text), token.kind));
                }
            }
        });
    });
    let words: Vec<Vec<&Word>> = layers.iter().map(Layers::words).collect();
    let parts = layers.iter().zip(&texts).zip(&words);
    let documents: Vec<Document<'_>> = parts.map(|((l, text), words)| l.document(&stages, text, words)).collect();
    group.bench_function("cues", |b| {
        let mut cues = CueList::default();
        b.iter(|| documents.iter().map(|d| (cues.find(d), cues.all().len()).1).sum::<usize>());
    });
    let mut tags = Vec::new();
    group.bench_function("parts_of_speech", |b| {
        b.iter(|| documents.iter().for_each(|d| stages.parts_of_speech.tag(d, |_| false, &mut tags)));
    });
    let mut tagging = Tagging::default();
    group.bench_function("tagger", |b| {
        b.iter(|| documents.iter().for_each(|d| stages.tagger.tag(d, None, &mut tagging)));
    });
    readings(&mut group, &stages, &documents);
    group.finish();
}

/// The two stages that read what the tagger has found.
fn readings(group: &mut BenchmarkGroup<'_, WallTime>, stages: &Stages, documents: &[Document<'_>]) {
    let taggings: Vec<Tagging> = documents
        .iter()
        .map(|document| {
            let mut tagging = Tagging::default();
            stages.tagger.tag(document, None, &mut tagging);
            tagging
        })
        .collect();
    let phrases: Vec<Phrases> = documents.iter().map(|_| Phrases::default()).collect();
    let views: Vec<_> = documents
        .iter()
        .zip(&taggings)
        .zip(&phrases)
        .map(|((d, t), phrases)| stages.classifier.view(*d, t, phrases, None))
        .collect();
    let mut events: Vec<Vec<Event>> = views.iter().map(|_| Vec::new()).collect();
    group.bench_function("classifier", |b| {
        b.iter(|| {
            views.iter().zip(&mut events).for_each(|(view, out)| {
                stages.classifier.classify(view, &stages.tagger, out);
            });
        });
    });
    // a filter on the command line may have left the bench above out
    views.iter().zip(&mut events).for_each(|(view, out)| {
        stages.classifier.classify(view, &stages.tagger, out);
    });
    let mut attributions = Attributions::default();
    group.bench_function("attribution", |b| {
        b.iter(|| {
            for (view, events) in views.iter().zip(&mut events) {
                stages.attributor.attribute(view, &stages.tagger, events, &mut attributions);
            }
        });
    });
}

/// `Engine::analyze`, and its answer as JSON.
fn whole(criterion: &mut Criterion) {
    let engine = Engine::load(&ConfigFiles::embedded()).expect("the embedded data");
    let texts = texts::texts();
    let articles: Vec<Article<'_>> = texts.iter().map(|text| Article { text, ..Article::default() }).collect();
    let mut workspace = Workspace::default();
    let mut group = group(criterion, "whole", articles.len());
    group.bench_function("analyze", |b| {
        b.iter(|| {
            articles.iter().map(|a| engine.analyze(&mut workspace, a, Options::default()).events.len()).sum::<usize>()
        });
    });
    let analyses: Vec<_> = articles.iter().map(|a| engine.analyze(&mut workspace, a, Options::default())).collect();
    group.bench_function("json", |b| {
        b.iter(|| analyses.iter().map(|a| serde_json::to_vec(a).map_or(0, |json| json.len())).sum::<usize>());
    });
    group.finish();
}

/// From the embedded files to an engine.
fn load(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("engine");
    group.warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(5)).sample_size(10);
    group.bench_function("load", |b| b.iter(|| Engine::load(&ConfigFiles::embedded())));
    group.finish();
}

criterion_group!(benches, stages, whole, load);
criterion_main!(benches);
