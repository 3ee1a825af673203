//! How long questions to a large store take while articles come in.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::archive;
use crate::server::{Connection, Server};

/// Articles a second that come in meanwhile.
const RATE: u32 = 100;

/// Connections they come over.
const WRITERS: u32 = 4;

/// How often each question is asked.
const ASKED: usize = 200;

/// What is asked, each with a bound for 99 of 100 answers in milliseconds; `{m}` is a month.
const QUESTIONS: [(&str, &str, f64); 29] = [
    ("page", "/v1/events", 20.0),
    ("page: type", "/v1/events?type=diplomacy.meet", 20.0),
    ("page: family", "/v1/events?type=military.*", 20.0),
    ("page: two families", "/v1/events?type=military.*&type=casualty.*", 20.0),
    ("page: polarity", "/v1/events?polarity=negative", 20.0),
    ("page: polarity, modality", "/v1/events?polarity=negative&modality=denied", 20.0),
    ("page: rare modality", "/v1/events?modality=denied", 20.0),
    ("page: rare modality, source", "/v1/events?modality=rumour&source=الجيش", 20.0),
    ("page: two who seldom meet", "/v1/events?actor=US&place=اليمن&type=statement.*", 20.0),
    ("page: anonymity, family", "/v1/events?anonymity=A4&type=military.*", 20.0),
    ("page: actor", "/v1/events?actor=US", 20.0),
    ("page: actor, family, polarity", "/v1/events?actor=SA&type=diplomacy.*&polarity=positive", 20.0),
    ("page: place in a month", "/v1/events?place=سوريا&since={m}-01&until={m}-28", 20.0),
    ("page: nobody", "/v1/events?actor=لا أحد", 20.0),
    ("page: sure ones", "/v1/events?min_confidence=0.9&type=casualty.*", 20.0),
    ("q: frequent word", "/v1/events?q=الرئيس", 50.0),
    ("q: rare word", "/v1/events?q=السفارة", 50.0),
    ("q: phrase", "/v1/events?q=\"وزير الخارجية\"", 50.0),
    ("q: two words, family", "/v1/events?q=الرئيس الأمريكي&type=statement.*", 50.0),
    ("q: frequent word, rare actor", "/v1/events?q=الرئيس&actor=JP", 50.0),
    ("q: word in a month", "/v1/events?q=الجيش&since={m}-01&until={m}-28", 50.0),
    ("histogram of a year: type", "/v1/events/histogram", 100.0),
    ("histogram of a year: source", "/v1/events/histogram?by=source", 100.0),
    ("histogram of a year: a family", "/v1/events/histogram?type=military.*", 100.0),
    ("histogram of a year: polarity", "/v1/events/histogram?polarity=negative", 100.0),
    ("histogram of a year: actor, source", "/v1/events/histogram?actor=US&by=source", 100.0),
    ("histogram of a year: anonymity, source", "/v1/events/histogram?anonymity=A0&by=source", 100.0),
    ("claims", "/v1/claims", 50.0),
    ("claims: conflict, family", "/v1/claims?conflict=true&type=military.*", 50.0),
];

pub(crate) fn run(news: &Path, dir: &Path) {
    let started = Instant::now();
    let server = Server::start(dir, &[]);
    println!("start: {:.0} ms", started.elapsed().as_secs_f64() * 1e3);
    let stop = Arc::new(AtomicBool::new(false));
    let stored = Arc::new(AtomicUsize::new(0));
    let articles = Arc::new(archive::read(news));
    let began = Instant::now();
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let (stop, stored, articles) = (Arc::clone(&stop), Arc::clone(&stored), Arc::clone(&articles));
            let address = server.address;
            std::thread::spawn(move || {
                let mut connection = Connection::open(address).expect("a connection");
                let mut times = Vec::new();
                for n in (writer as usize..).step_by(WRITERS as usize) {
                    let due = Duration::from_secs(1) * u32::try_from(n).unwrap_or(0) / RATE;
                    std::thread::sleep(due.saturating_sub(began.elapsed()));
                    if stop.load(Ordering::Relaxed) {
                        break;
                    }
                    let round = 100 + usize::try_from(std::process::id()).unwrap_or(0) + n / articles.len();
                    let article = archive::variant(&articles[n % articles.len()], n, round % 66, 66);
                    let article = article.to_string().replace(&format!("ج{}", round % 66), &format!("ج{round}"));
                    let started = Instant::now();
                    let answer = connection.post("/v1/analyze", "application/json", &article).expect("an answer");
                    times.push(started.elapsed());
                    stored.fetch_add(usize::from(answer.status == 200), Ordering::Relaxed);
                }
                times
            })
        })
        .collect();
    ask_all(&server);
    stop.store(true, Ordering::Relaxed);
    let mut times: Vec<Duration> = writers.into_iter().flat_map(|writer| writer.join().expect("a writer")).collect();
    let stored = u32::try_from(stored.load(Ordering::Relaxed)).unwrap_or(u32::MAX);
    let rate = f64::from(stored) / began.elapsed().as_secs_f64();
    let (p50, p99) = (crate::at(&mut times, 50), crate::at(&mut times, 99));
    println!("meanwhile {rate:.0} articles a second were stored; an answer took {p50:.1} ms, p99 {p99:.1} ms");
}

fn ask_all(server: &Server) {
    let mut connection = Connection::open(server.address).expect("a connection");
    println!("{:<38} {:>8} {:>8} {:>8}", "", "p50 ms", "p99 ms", "bound");
    for (what, path, bound) in QUESTIONS {
        let mut times = Vec::with_capacity(ASKED);
        for n in 0..ASKED {
            let path = encoded(&path.replace("{m}", &format!("2016-{:02}", n % 7 + 1)));
            let started = Instant::now();
            let answer = connection.get(&path).expect("an answer");
            times.push(started.elapsed());
            assert_eq!(answer.status, 200, "{path}: {}", answer.body);
            // others want their turn, as they would in life
            std::thread::sleep(Duration::from_millis(2));
        }
        let p99 = crate::at(&mut times, 99);
        let verdict = if p99 > bound { "  over" } else { "" };
        println!("{what:<38} {:>8.1} {p99:>8.1} {bound:>8.0}{verdict}", crate::at(&mut times, 50));
    }
}

/// A query as it may stand in a request line.
fn encoded(path: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"/?&=.*-_:".contains(&b);
    path.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}
