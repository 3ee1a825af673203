//! Does memory stay bounded? `cargo bench --bench memory [-- ARTICLES]` analyses 100,000 articles in one process, each
//! with words that no article before it had, and prints the resident memory on the way. Linux only.

#[path = "../tests/support/articles.rs"]
mod articles;

use std::fmt::Write as _;

use articles::ARTICLES;
use isnad::config::ConfigFiles;
use isnad::engine::Options;
use isnad::{Article, Engine, Workspace};

/// Articles to analyse unless told otherwise.
const COUNT: usize = 100_000;
/// Words that nobody has seen, in every article.
const NEW_WORDS: usize = 20;
/// How often memory is looked at on the way.
const REPORTS: usize = 10;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // `cargo test --all-targets` runs benches without --bench
    let count = if arguments.iter().any(|a| a == "--bench") { COUNT } else { 100 };
    let count = arguments.iter().find_map(|a| a.parse().ok()).unwrap_or(count);
    println!("at start: {}", resident());
    let engine = Engine::load(&ConfigFiles::embedded()).expect("the embedded data");
    println!("engine loaded: {}", resident());
    println!("{} events in {count} articles", soak(&engine, count));
}

/// Analyses `count` articles with one workspace; the number of events.
fn soak(engine: &Engine, count: usize) -> usize {
    let mut workspace = Workspace::default();
    let (mut text, mut events) = (String::new(), 0);
    for nth in 0..count {
        text.clear();
        text.push_str(ARTICLES[nth % ARTICLES.len()].1);
        for word in 0..NEW_WORDS {
            let _ = write!(text, " {}", strange_word(nth * NEW_WORDS + word));
        }
        let article = Article { text: &text, ..Article::default() };
        events += engine.analyze(&mut workspace, &article, Options::default()).events.len();
        if (nth + 1) % (count / REPORTS).max(1) == 0 {
            println!("after {} articles: {}", nth + 1, resident());
        }
    }
    events
}

/// A word for a number, another for each: its digits in base 8 as letters.
fn strange_word(number: usize) -> String {
    const LETTERS: [char; 8] = ['ظ', 'ث', 'غ', 'ذ', 'ض', 'خ', 'ش', 'ز'];
    (0..8).map(|digit| LETTERS[number >> (3 * digit) & 7]).collect()
}

/// The lines of `/proc/self/status` that tell the memory in use now and at most.
fn resident() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let lines = status.lines().filter(|line| line.starts_with("VmRSS") || line.starts_with("VmHWM"));
    lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>().join(", ")
}
