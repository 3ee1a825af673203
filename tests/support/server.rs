//! The program, serving a directory, and a plain client that keeps its connection.

use std::io::{BufRead, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;

/// At least one event: the army withdraws, says the ministry.
pub const TEXT: &str = "أعلنت وزارة الدفاع السورية أن الجيش انسحب من مدينة حماة.";

/// Longer than anything here takes; only a hang meets it.
const PATIENCE: Duration = Duration::from_secs(120);

/// A server; killed when dropped.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Server {
    /// Starts the program and waits for the line that tells its address.
    pub fn start(dir: &Path, settings: &[(&str, &str)]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_isnad"))
            .args(["serve", "--bind", "127.0.0.1:0", "--data-dir"])
            .arg(dir)
            .env("ISNAD_LOG_FORMAT", "json")
            .envs(settings.iter().copied())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program");
        let mut log = BufReader::new(child.stderr.take().expect("its log")).lines().map_while(Result::ok);
        let address = log.by_ref().find_map(|line| {
            let line: Value = serde_json::from_str(&line).ok()?;
            line["address"].as_str()?.parse().ok()
        });
        std::thread::spawn(move || log.count());
        Self { child, address: address.expect("a line that tells the address") }
    }

    /// Ends it as a power cut would.
    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Number of the process.
    #[allow(dead_code, reason = "not every program asks")]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Articles in the list, page by page.
    #[allow(dead_code, reason = "not every program asks")]
    pub fn count_articles(&self) -> usize {
        let mut connection = Connection::open(self.address).expect("a connection");
        let (mut count, mut path) = (0, "/v1/articles?limit=500".to_owned());
        loop {
            let page = connection.get(&path).expect("a page").json();
            count += page["articles"].as_array().map_or(0, Vec::len);
            let Some(next) = page["next"].as_str() else { return count };
            path = format!("/v1/articles?limit=500&cursor={next}");
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// Its status.
    pub status: u16,
    /// Its body.
    pub body: String,
}

impl Answer {
    /// The body as JSON; null for anything else.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }
}

/// A connection that is kept; one request after the other.
pub struct Connection(BufReader<TcpStream>);

impl Connection {
    /// None when nobody listens.
    pub fn open(address: SocketAddr) -> Option<Self> {
        let stream = TcpStream::connect(address).ok()?;
        stream.set_read_timeout(Some(PATIENCE)).ok()?;
        stream.set_nodelay(true).ok()?;
        Some(Self(BufReader::new(stream)))
    }

    /// Asks; none when the server has gone.
    pub fn get(&mut self, path: &str) -> Option<Answer> {
        self.ask("GET", path, "", "")
    }

    /// Sends; none when the server has gone.
    pub fn post(&mut self, path: &str, content_type: &str, body: &str) -> Option<Answer> {
        self.ask("POST", path, content_type, body)
    }

    /// One request.
    pub fn ask(&mut self, method: &str, path: &str, content_type: &str, body: &str) -> Option<Answer> {
        let kind = if body.is_empty() { String::new() } else { format!("content-type: {content_type}\r\n") };
        let head = format!("{method} {path} HTTP/1.1\r\nhost: x\r\n{kind}content-length: {}\r\n\r\n", body.len());
        self.0.get_mut().write_all((head + body).as_bytes()).ok()?;
        let status = self.line()?.split(' ').nth(1)?.parse().ok()?;
        let mut length = 0;
        loop {
            let line = self.line()?.to_ascii_lowercase();
            if line.is_empty() {
                break;
            }
            if let Some(value) = line.strip_prefix("content-length: ") {
                length = value.parse().ok()?;
            }
        }
        let mut body = vec![0; length];
        self.0.read_exact(&mut body).ok()?;
        Some(Answer { status, body: String::from_utf8(body).ok()? })
    }

    fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        let read = self.0.read_line(&mut line).ok()?;
        (read > 0).then(|| line.trim_end().to_owned())
    }
}
