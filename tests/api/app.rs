//! A server of its own for each test.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use reqwest::{Client, Method, RequestBuilder, Response};
use serde_json::Value;

/// At least one event: the army withdraws, says the ministry.
pub(crate) const TEXT: &str = "أعلنت وزارة الدفاع السورية أن الجيش انسحب من مدينة حماة.";

/// Longer than anything here takes; only a hang meets it.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) struct TestApp {
    child: Child,
    pub(crate) address: SocketAddr,
    pub(crate) client: Client,
    log: Receiver<String>,
}

impl TestApp {
    pub(crate) fn start() -> Self {
        Self::with(&[])
    }

    /// Starts the binary with `settings` in its environment, and waits for the line that tells the address.
    pub(crate) fn with(settings: &[(&str, &str)]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_isnad"))
            .args(["serve", "--bind", "127.0.0.1:0"])
            .env("ISNAD_LOG_FORMAT", "json")
            .envs(settings.iter().copied())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, log) = channel();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        std::thread::spawn(move || stderr.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        let address = loop {
            let line = log.recv_timeout(PATIENCE).expect("a line that tells the address");
            let line: Value = serde_json::from_str(&line).unwrap_or_default();
            if let Some(address) = line["address"].as_str() {
                break address.parse().unwrap();
            }
        };
        let client = Client::builder().timeout(PATIENCE).build().unwrap();
        Self { child, address, client, log }
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("http://{}{path}", self.address))
    }

    pub(crate) async fn get(&self, path: &str) -> Response {
        self.request(Method::GET, path).send().await.unwrap()
    }

    pub(crate) async fn post(&self, path: &str, content_type: &str, body: impl Into<reqwest::Body>) -> Response {
        self.request(Method::POST, path).header("content-type", content_type).body(body).send().await.unwrap()
    }

    pub(crate) async fn analyze_text(&self, query: &str, text: &str) -> Response {
        self.post(&format!("/v1/analyze{query}"), "text/plain", text.to_owned()).await
    }

    pub(crate) async fn analyze_json(&self, json: impl Into<String>) -> Response {
        self.post("/v1/analyze", "application/json", json.into()).await
    }

    /// A raw connection that a test may misuse.
    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Sends bytes as they are, and reads until the server closes.
    pub(crate) fn raw(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect();
        // the server may close before all is sent
        let _ = stream.write_all(bytes);
        read_all(&mut stream)
    }

    /// After whatever happened, the server still answers.
    pub(crate) async fn assert_well(&self) {
        assert_eq!(self.analyze_text("", TEXT).await.status(), 200);
    }

    pub(crate) fn terminate(&self) {
        let status = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(status.success());
    }

    /// Waits for the end: exit code and what was logged since the start.
    pub(crate) fn wait(mut self) -> (Option<i32>, Vec<String>) {
        let code = self.child.wait().unwrap().code();
        (code, self.log.iter().collect())
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What comes until the connection ends, however it ends.
pub(crate) fn read_all(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Checks that a response is a problem of this status and type, and gives its document.
pub(crate) async fn problem(response: Response, status: u16, slug: &str) -> Value {
    assert_eq!(response.status(), status);
    assert_eq!(response.headers()["content-type"], "application/problem+json");
    let id = response.headers()["x-request-id"].to_str().unwrap().to_owned();
    let document: Value = response.json().await.unwrap();
    assert_eq!(document["type"], format!("/problems/{slug}"), "{document}");
    assert_eq!(document["status"], status);
    assert_eq!(document["request_id"], id);
    assert!(document["title"].is_string() && document["detail"].is_string());
    document
}

/// The piece of `text` between two offsets in `unit`.
pub(crate) fn slice(text: &str, unit: &str, piece: &Value) -> String {
    let at = |name: &str| usize::try_from(piece[name].as_u64().unwrap()).unwrap();
    let (start, end) = (at("start"), at("end"));
    match unit {
        "byte" => text[start..end].to_owned(),
        "utf16" => String::from_utf16(&text.encode_utf16().collect::<Vec<_>>()[start..end]).unwrap(),
        _ => text.chars().take(end).skip(start).collect(),
    }
}

/// Everything in `document` with text and offsets equals the article there; gives the number of such pieces.
pub(crate) fn assert_slices(text: &str, unit: &str, document: &Value) -> usize {
    match document {
        Value::Object(members) => {
            let is_piece = members.contains_key("start") && members.get("text").is_some_and(Value::is_string);
            if is_piece {
                assert_eq!(members["text"], slice(text, unit, document));
            }
            usize::from(is_piece) + members.values().map(|value| assert_slices(text, unit, value)).sum::<usize>()
        }
        Value::Array(items) => items.iter().map(|value| assert_slices(text, unit, value)).sum(),
        _ => 0,
    }
}
