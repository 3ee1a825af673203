//! How long does one article take? `cargo bench --bench latency -- [ARTICLES.ndjson]` times every article by itself
//! through `Engine::analyze` on one core (each alone, rounds one after the other) and prints load time, rate, median,
//! 99th percentile and the longest. Lines are objects with `text`; without a file it takes the texts of the tests.

#[path = "../tests/support/articles.rs"]
mod articles;

use std::time::{Duration, Instant};

use articles::ARTICLES;
use isnad::config::ConfigFiles;
use isnad::engine::Options;
use isnad::{Article, Engine, Workspace};

/// Times that every article is read; the first round only warms up.
const ROUNDS: usize = 11;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    let texts = arguments.first().map_or_else(own, |path| read(path));
    let begin = Instant::now();
    let engine = Engine::load(&ConfigFiles::embedded()).expect("the embedded data");
    println!("load {:?}", begin.elapsed());
    let mut times = Vec::new();
    let mut workspace = Workspace::default();
    for round in 0..ROUNDS {
        let measured = texts.iter().map(|text| time(&engine, &mut workspace, text));
        if round == 0 {
            measured.for_each(drop);
        } else {
            times.extend(measured);
        }
    }
    report(&mut times, texts.iter().map(|t| t.chars().count()).sum::<usize>() / texts.len());
}

fn own() -> Vec<String> {
    ARTICLES.iter().map(|(_, text)| (*text).to_owned()).collect()
}

fn read(path: &str) -> Vec<String> {
    let lines = std::fs::read_to_string(path).expect("a readable file");
    let text = |line: &str| -> String {
        let value: serde_json::Value = serde_json::from_str(line).expect("a JSON object in every line");
        value["text"].as_str().expect("a field text").to_owned()
    };
    lines.lines().map(text).collect()
}

fn time(engine: &Engine, workspace: &mut Workspace, text: &str) -> Duration {
    let begin = Instant::now();
    let article = Article { text, ..Article::default() };
    std::hint::black_box(engine.analyze(workspace, &article, Options::default()));
    begin.elapsed()
}

fn report(times: &mut [Duration], chars: usize) {
    times.sort_unstable();
    let total: Duration = times.iter().sum();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100];
    println!("{} analyses, {chars} characters on average", times.len());
    println!("{:.0} articles/s", f64::from(u32::try_from(times.len()).unwrap_or(u32::MAX)) / total.as_secs_f64());
    println!("median {:?}, p99 {:?}, longest {:?}", at(50), at(99), at(100));
}
