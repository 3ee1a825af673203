//! The store under load. Everything runs against a server of its own on 127.0.0.1, bounded in number and time.
//!
//! ```sh
//! cargo bench --bench store -- fill NEWS.ndjson DIR 66     # a large store: the articles again and again, dates shifted
//! cargo bench --bench store -- copies NEWS.ndjson DIR 66   # the same without the engine: what storing alone costs
//! cargo bench --bench store -- measure NEWS.ndjson DIR     # how long questions take while 100 articles a second come in
//! cargo bench --bench store -- mixed 30                    # half an hour of writing, asking, streaming, erasing
//! cargo bench --bench store -- subscribers 2000            # that many streams
//! ```
//!
//! `NEWS.ndjson` holds articles as `isnad import` takes them, each with `published_at`.

#[allow(unreachable_pub, dead_code, reason = "shared by a test and a bench")]
#[path = "../../tests/support/server.rs"]
mod server;

mod archive;
mod copies;
mod measure;
mod mixed;
mod subscribers;

use std::path::Path;
use std::time::Duration;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["fill", news, dir, rounds] => archive::fill(Path::new(news), Path::new(dir), number(rounds)),
        ["copies", news, dir, rounds] => copies::fill(Path::new(news), Path::new(dir), number(rounds)),
        ["measure", news, dir] => measure::run(Path::new(news), Path::new(dir)),
        ["mixed", minutes] => mixed::run(Duration::from_secs(60 * number(minutes) as u64)),
        ["subscribers", count] => subscribers::run(number(count)),
        // `cargo test --all-targets` and a plain `cargo bench` run all of them
        [] => println!(
            "fill NEWS DIR ROUNDS | copies NEWS DIR ROUNDS | measure NEWS DIR | mixed MINUTES | subscribers COUNT"
        ),
        _ => std::process::exit(2),
    }
}

fn number(text: &str) -> usize {
    text.parse().expect("a number")
}

/// The time below which a share of all lies, in milliseconds.
fn at(times: &mut [Duration], percent: usize) -> f64 {
    times.sort_unstable();
    let place = (times.len() * percent / 100).min(times.len().saturating_sub(1));
    times.get(place).map_or(0.0, |time| time.as_secs_f64() * 1e3)
}
