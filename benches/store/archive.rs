//! A large archive out of a small one: each round has other dates, publishers, addresses and words.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

/// A year in seconds, over which the rounds are spread.
const YEAR: i64 = 365 * 86_400;

/// The articles of a file.
pub(crate) fn read(news: &Path) -> Vec<Value> {
    let file = BufReader::new(std::fs::File::open(news).expect("the articles"));
    let lines = file.lines().map(|line| serde_json::from_str(&line.expect("text")));
    lines.map(|article| article.expect("an article a line")).collect()
}

/// An article as another outlet would have it at another time. A word at the end of each sentence makes the text another.
pub(crate) fn variant(article: &Value, n: usize, round: usize, rounds: usize) -> Value {
    let text = |name: &str| article[name].as_str().unwrap_or_default();
    let whole = |n: usize| i64::try_from(n).unwrap_or(0);
    let day = text("published_at").get(..10).unwrap_or("2024-01-01");
    let start: Timestamp = format!("{day}T00:00:00Z").parse().expect("a date");
    let shift = YEAR * whole(round) / whole(rounds.max(1)) + whole(n * 7 % 1440) * 60;
    json!({
        "publisher": format!("{} {}", text("publisher"), round % 9),
        "title": text("title"),
        "url": format!("{}?{round}", text("url")),
        "published_at": (start + SignedDuration::from_secs(shift)).to_string(),
        "text": format!("{} ج{round}", text("text").replace(". ", &format!(" ج{round}. "))),
    })
}

/// A count, to be divided.
pub(crate) fn float(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

/// Imports all rounds into the store of a directory.
pub(crate) fn fill(news: &Path, dir: &Path, rounds: usize) {
    let articles = read(news);
    for round in 0..rounds {
        let started = std::time::Instant::now();
        let mut import = Command::new(env!("CARGO_BIN_EXE_isnad"))
            .args(["import", "-", "--data-dir"])
            .arg(dir)
            .stdin(Stdio::piped())
            .spawn()
            .expect("the program");
        let mut input = import.stdin.take().expect("its input");
        for (n, article) in articles.iter().enumerate() {
            writeln!(input, "{}", variant(article, n, round, rounds)).expect("an open pipe");
        }
        drop(input);
        import.wait().expect("the program");
        println!("round {round}: {} articles in {:.1} s", articles.len(), started.elapsed().as_secs_f64());
    }
}
