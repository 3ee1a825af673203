//! The learned tagger alone: `cargo bench --bench names`. Throughput is in tokens (elements).

#[path = "support/texts.rs"]
mod texts;

use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use isnad::config::ConfigFiles;
use isnad::tagger::MODEL;
use isnad::tagger::learned::{Memory, Model};
use isnad::text::{Sentence, Token, quotation, sentence, token};

/// Tokens and sentences of a text.
fn split(text: &str) -> (Vec<Token>, Vec<Sentence>) {
    let (mut tokens, mut quotations, mut sentences) = (Vec::new(), Vec::new(), Vec::new());
    token::tokenize(text, &mut tokens);
    quotation::find(text, &tokens, &mut quotations);
    sentence::split(text, &tokens, &quotations, &mut sentences);
    (tokens, sentences)
}

/// All articles, by a thread that has met their spellings before and by one that has not.
fn names(criterion: &mut Criterion) {
    let files = ConfigFiles::embedded();
    let model = Model::open(files.model(MODEL).expect("the embedded model").clone()).expect("a model");
    let texts = texts::texts();
    let articles: Vec<_> = texts.iter().map(|text| (text, split(text))).collect();
    let tokens: usize = articles.iter().map(|(_, (tokens, _))| tokens.len()).sum();
    let tag = |memory: &mut Memory| {
        for (text, (tokens, sentences)) in &articles {
            memory.begin();
            for sentence in sentences {
                let tokens = &tokens[sentence.tokens.clone()];
                model.tag(tokens.iter().map(|t| (t.span.of(text), t.kind)), memory);
            }
            model.finish(memory);
        }
        memory.labels.len()
    };
    let mut group = criterion.benchmark_group("names");
    group.throughput(Throughput::Elements(tokens as u64));
    group.warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(3)).sample_size(20);
    let mut memory = Memory::default();
    group.bench_function("spellings_known", |b| b.iter(|| tag(&mut memory)));
    group.bench_function("spellings_new", |b| b.iter(|| tag(&mut Memory::default())));
    group.finish();
}

criterion_group!(benches, names);
criterion_main!(benches);
