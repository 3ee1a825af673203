//! The server over a socket: `cargo bench --bench server` starts the built program, keeps 64 connections busy over
//! loopback, and sets the requests a second against the articles a second of the bare engine on every core.
//!
//! Client and server share the machine, so the ratio of rates is a lower bound; the ratio of processor time per
//! article (Linux only) leaves the client and other load out.

#[path = "support/texts.rs"]
mod texts;

use std::io::{self, BufRead as _, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use isnad::config::ConfigFiles;
use isnad::engine::Options;
use isnad::{Article, Engine, Workspace};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// Connections kept open, each with one request under way.
const CONNECTIONS: usize = 64;
/// How long requests go unmeasured, then measured.
const WARM_UP: Duration = Duration::from_secs(2);
const MEASURE: Duration = Duration::from_secs(10);
/// How long the bare engine is measured.
const BARE: Duration = Duration::from_secs(4);

fn main() -> io::Result<()> {
    // `cargo test --all-targets` runs benches without --bench
    if !std::env::args().any(|a| a == "--bench") {
        return Ok(());
    }
    let texts = texts::texts();
    let cores = std::thread::available_parallelism().map_or(1, |n| u32::try_from(n.get()).unwrap_or(1));
    let (bare, bare_cpu) = bare(&texts);
    let bare = bare * f64::from(cores);
    println!(
        "bare engine: {bare:.0} articles/s (one thread × {cores}), {:.0} µs of processor time each",
        bare_cpu * 1e6
    );
    let server = Server::start()?;
    let started = processor_time(server.child.id());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let Load { mut times, took, bytes, answers } = runtime.block_on(load(server.address, &texts))?;
    let cpu = (processor_time(server.child.id()) - started) / f64::from(answers);
    times.sort_unstable();
    let rate = f64::from(u32::try_from(times.len()).unwrap_or(u32::MAX)) / took.as_secs_f64();
    let at = |percent: usize| times[times.len() * percent / 100].as_secs_f64() * 1e3;
    println!(
        "server: {rate:.0} requests/s over {CONNECTIONS} connections, {} kB an answer",
        bytes / times.len() / 1_000
    );
    println!("latency: p50 {:.1} ms, p99 {:.1} ms", at(50), at(99));
    println!("ratio to the bare engine: {:.2} by rate", rate / bare);
    println!("ratio to the bare engine: {:.2} by processor time, {:.0} µs each", bare_cpu / cpu, cpu * 1e6);
    Ok(())
}

/// Seconds that a process has had of a processor; 0 where there is no /proc.
fn processor_time(process: u32) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // after the name, which may hold spaces: state is the third field, user and system time are the 14th and 15th
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11).take(2);
    fields.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// Articles a second of `Engine::analyze` on this thread alone, and seconds of processor time for each.
fn bare(texts: &[String]) -> (f64, f64) {
    let engine = Engine::load(&ConfigFiles::embedded()).expect("the embedded data");
    let mut workspace = Workspace::default();
    let (mut rate, mut cpu) = (0.0, 0.0);
    // the first round fills the word cache
    for patience in [Duration::from_millis(500), BARE] {
        let (started, mut articles) = (Instant::now(), 0_u32);
        let before = processor_time(std::process::id());
        while started.elapsed() < patience {
            for text in texts {
                std::hint::black_box(engine.analyze(
                    &mut workspace,
                    &Article { text, ..Article::default() },
                    Options::default(),
                ));
                articles += 1;
            }
        }
        rate = f64::from(articles) / started.elapsed().as_secs_f64();
        cpu = (processor_time(std::process::id()) - before) / f64::from(articles);
    }
    (rate, cpu)
}

/// The program, serving; stopped when dropped.
struct Server {
    child: Child,
    address: SocketAddr,
}

impl Server {
    fn start() -> io::Result<Self> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_isnad"));
        command.args(["serve", "--bind", "127.0.0.1:0"]).env("NO_COLOR", "1").stderr(Stdio::piped());
        let mut child = command.spawn()?;
        let log = child.stderr.take().map(BufReader::new).ok_or_else(|| io::Error::other("no log"))?;
        let mut lines = log.lines();
        // «… listening on http://127.0.0.1:39421 address=…»: among the first lines or never
        let mut said = lines.by_ref().take(5).map_while(Result::ok);
        let address = said.find_map(|line| line.split_once("http://")?.1.split_whitespace().next()?.parse().ok());
        // goes on reading, lest the server block on a full pipe
        std::thread::spawn(move || lines.for_each(drop));
        if let Some(address) = address {
            return Ok(Self { child, address });
        }
        child.kill()?;
        Err(io::Error::other("the server never said where it listens"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What was measured.
struct Load {
    times: Vec<Duration>,
    took: Duration,
    bytes: usize,
    /// All answers, those of the warm-up too.
    answers: u32,
}

/// Keeps all connections busy for the warm-up and the time measured.
async fn load(address: SocketAddr, texts: &[String]) -> io::Result<Load> {
    let requests: Vec<Vec<u8>> = texts.iter().map(|text| request(text)).collect();
    let from = Instant::now() + WARM_UP;
    let mut clients = Vec::new();
    for nth in 0..CONNECTIONS {
        let mut requests = requests.clone();
        requests.rotate_left(nth % texts.len());
        clients.push(tokio::spawn(client(address, requests, from)));
    }
    let (mut times, mut bytes, mut answers) = (Vec::new(), 0, 0);
    for client in clients {
        let (some, more, all) = client.await??;
        times.extend(some);
        bytes += more;
        answers += all;
    }
    if times.is_empty() {
        Err(io::Error::other("no request was answered"))
    } else {
        Ok(Load { times, took: MEASURE, bytes, answers })
    }
}

/// `POST /v1/analyze`, whole.
fn request(text: &str) -> Vec<u8> {
    let body = serde_json::json!({ "text": text }).to_string();
    let length = body.len();
    format!("POST /v1/analyze HTTP/1.1\r\nhost: bench\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}").into_bytes()
}

/// One connection: a request after the other; the times of those that began and ended while it was measured, their
/// bytes, and the number of all.
async fn client(address: SocketAddr, requests: Vec<Vec<u8>>, from: Instant) -> io::Result<(Vec<Duration>, usize, u32)> {
    let mut stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let (mut times, mut bytes, mut answers, mut buffer) = (Vec::new(), 0, 0, Vec::new());
    for request in requests.iter().cycle() {
        let started = Instant::now();
        if started >= from + MEASURE {
            break;
        }
        stream.write_all(request).await?;
        let length = answer(&mut stream, &mut buffer).await?;
        answers += 1;
        if started >= from && Instant::now() < from + MEASURE {
            times.push(started.elapsed());
            bytes += length;
        }
    }
    Ok((times, bytes, answers))
}

/// Reads one answer, which must be a success; the length of its body.
async fn answer(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> io::Result<usize> {
    buffer.clear();
    let (head, body) = loop {
        if stream.read_buf(buffer).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if let Some(end) = buffer.windows(4).position(|four| four == b"\r\n\r\n") {
            break (String::from_utf8_lossy(&buffer[..end]).into_owned(), end + 4);
        }
    };
    let length = head
        .lines()
        .filter_map(|line| line.split_once(": "))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    let length: usize =
        length.and_then(|(_, n)| n.parse().ok()).ok_or_else(|| io::Error::other(format!("no length: {head}")))?;
    while buffer.len() < body + length {
        if stream.read_buf(buffer).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
    if head.starts_with("HTTP/1.1 200") { Ok(length) } else { Err(io::Error::other(head)) }
}
