//! Events as they come.

use std::io::{BufRead, BufReader, Read as _, Write};
use std::net::TcpStream;

use serde_json::Value;
use tempfile::TempDir;

use crate::app::{TEXT, TestApp, problem};
use crate::store::keeping;

/// A stream that is read message by message.
struct Messages(BufReader<TcpStream>);

impl Messages {
    fn open(app: &TestApp, query: &str, last: Option<&str>) -> Self {
        let mut socket = app.connect();
        let last = last.map(|id| format!("last-event-id: {id}\r\n")).unwrap_or_default();
        write!(socket, "GET /v1/events/stream{query} HTTP/1.1\r\nhost: x\r\n{last}\r\n").unwrap();
        let mut messages = Self(BufReader::new(socket));
        assert!(messages.line().starts_with("HTTP/1.1 200"));
        while !messages.line().is_empty() {}
        messages
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.0.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }

    /// The next message: its kind, its id, its data.
    fn next(&mut self) -> (String, String, Value) {
        let (mut kind, mut id) = (String::new(), String::new());
        loop {
            let line = self.line();
            // lines that are none of these belong to the chunks of the transfer
            if let Some(text) = line.strip_prefix("event: ") {
                text.clone_into(&mut kind);
            } else if let Some(text) = line.strip_prefix("id: ") {
                text.clone_into(&mut id);
            } else if let Some(text) = line.strip_prefix("data: ") {
                return (kind, id, serde_json::from_str(text).unwrap());
            }
        }
    }
}

#[tokio::test]
async fn events_arrive_and_are_replayed_over_a_restart() {
    let dir = TempDir::new().unwrap();
    let app = keeping(&dir);
    app.analyze_text("", "قصف الجيش البلدة.").await;
    let mut live = Messages::open(&app, "?type=military.withdrawal", None);
    let answer: Value = app.analyze_text("", TEXT).await.json().await.unwrap();
    let (kind, id, event) = live.next();
    assert_eq!((kind.as_str(), &event["type"]), ("event", &"military.withdrawal".into()));
    assert!(answer["events"].as_array().unwrap().iter().any(|e| e["id"] == event["id"]));
    assert_eq!(event["article"]["id"], answer["article"]["id"]);
    app.analyze_text("", &format!("{TEXT} ثانيا")).await;
    let (_, second, _) = live.next();
    app.terminate();
    assert_eq!(app.wait().0, Some(0), "streams do not keep the server");

    let app = keeping(&dir);
    let mut resumed = Messages::open(&app, "?type=military.withdrawal", Some(&id));
    assert_eq!(resumed.next().1, second);
    let mut foreign = Messages::open(&app, "", Some("1-1"));
    assert_eq!(foreign.next().0, "gap");
    app.analyze_text("", &format!("{TEXT} ثالثا")).await;
    assert_eq!(foreign.next().0, "event");
}

#[tokio::test]
async fn silence_is_broken_by_a_comment() {
    let app = TestApp::with(&[crate::store::KEPT, ("ISNAD_LIMITS_HEARTBEAT", "100ms")]);
    let mut live = Messages::open(&app, "", None);
    let mut comments = 0;
    while comments < 3 {
        comments += usize::from(live.line().starts_with(": "));
    }
    app.analyze_text("", TEXT).await;
    assert_eq!(live.next().0, "event");
}

#[tokio::test]
async fn who_leaves_is_forgotten_and_what_is_erased_is_not_told() {
    let dir = TempDir::new().unwrap();
    let app = keeping(&dir);
    let start = {
        let mut live = Messages::open(&app, "", None);
        app.analyze_text("", TEXT).await;
        live.next().1
    };
    // nobody reads any more
    let erased: Value = app.analyze_text("", &format!("{TEXT} ثانيا")).await.json().await.unwrap();
    let kept: Value = app.analyze_text("", &format!("{TEXT} ثالثا")).await.json().await.unwrap();
    let id = erased["article"]["id"].as_str().unwrap();
    let request = app.request(reqwest::Method::DELETE, &format!("/v1/articles/{id}"));
    assert_eq!(request.send().await.unwrap().status(), 204);
    let mut resumed = Messages::open(&app, "", Some(&start));
    let last = kept["events"].as_array().unwrap().last().unwrap()["id"].clone();
    loop {
        let (_, _, told) = resumed.next();
        assert_ne!(told["article"]["id"], erased["article"]["id"]);
        if told["id"] == last {
            break;
        }
    }
    app.assert_well().await;
}

#[tokio::test]
async fn many_streams_with_their_filters_get_the_same_events() {
    let app = TestApp::with(&[crate::store::KEPT]);
    let queries = ["", "?type=military.*", "?polarity=negative", "?q=السفارة", "?actor=RU&polarity=negative"];
    let mut streams: Vec<_> = (0..50).map(|n| (queries[n % 5], Messages::open(&app, queries[n % 5], None))).collect();
    for text in [
        TEXT,
        "نفت الخارجية التركية شن غارات قرب الحدود. وتجمع محتجون أمام السفارة الإيطالية في بيروت.",
        "قال مصدر مقرب من الكرملين إن روسيا لا تعتزم سحب قواتها من سوريا.",
    ] {
        assert_eq!(app.analyze_text("", text).await.status(), 200);
    }
    for (query, stream) in &mut streams {
        let listed = crate::store::json(&app, &format!("/v1/events{query}")).await;
        let mut expected: Vec<Value> = listed["events"].as_array().unwrap().clone();
        assert!(!expected.is_empty(), "{query}");
        let mut told: Vec<Value> = (0..expected.len()).map(|_| stream.next().2).collect();
        let by_id = |event: &Value| event["id"].as_str().unwrap().to_owned();
        expected.sort_by_key(by_id);
        told.sort_by_key(by_id);
        assert_eq!(told, expected, "{query}");
    }
}

#[tokio::test]
async fn what_cannot_be_streamed_is_refused() {
    let dir = TempDir::new().unwrap();
    let app = keeping(&dir);
    problem(app.get("/v1/events/stream?type=x").await, 422, "invalid-parameter").await;
    problem(app.get("/v1/events/stream?limit=3").await, 422, "invalid-parameter").await;
    let request = app.request(reqwest::Method::GET, "/v1/events/stream").header("last-event-id", "yesterday");
    problem(request.send().await.unwrap(), 422, "invalid-parameter").await;
}

#[tokio::test]
async fn who_does_not_read_is_cut() {
    let dir = TempDir::new().unwrap();
    let app = TestApp::with(&[
        ("ISNAD_STORE_DATA_DIR", dir.path().to_str().unwrap()),
        ("ISNAD_LIMITS_WRITE_TIMEOUT", "300ms"),
    ]);
    let first: Value = app.analyze_text("", TEXT).await.json().await.unwrap();
    assert!(!first["events"].as_array().unwrap().is_empty());
    let mut token = Messages::open(&app, "", None);
    app.analyze_text("", &format!("{TEXT} ثانيا")).await;
    let (_, id, _) = token.next();
    // far more than the buffers of the system hold
    let long = format!("{TEXT} ").repeat(100);
    let lines = (0..80).map(|n| format!("{{\"text\": \"{long} {n}\"}}\n")).collect::<Vec<_>>().concat();
    app.post("/v1/analyze/batch", "application/x-ndjson", lines).await.bytes().await.unwrap();
    let mut idle = Messages::open(&app, "", Some(&id));
    // longer than the server waits: the end must have come, and not after all events
    std::thread::sleep(std::time::Duration::from_secs(2));
    let mut rest = Vec::new();
    let _ = idle.0.read_to_end(&mut rest);
    let got = rest.windows(7).filter(|w| w == b"event: ").count();
    assert!(got < 8000, "{got}");
    // who comes back with the last token that was whole loses nothing
    let whole = String::from_utf8_lossy(&rest);
    let whole = whole.rsplit_once("\n\n").map_or("", |(whole, _)| whole);
    let last = whole.rsplit_once("\nid: ").map(|(_, id)| id.lines().next().unwrap().to_owned());
    let before = |text: &str| text.matches("event: event").count();
    let mut resumed = Messages::open(&app, "", Some(&last.unwrap()));
    let count = app.get("/v1/events/histogram").await.json::<Value>().await.unwrap();
    let all: u64 = count["buckets"].as_array().unwrap().iter().map(|b| b["events"].as_u64().unwrap()).sum();
    let told = first["events"].as_array().unwrap().len() + 1 + before(whole);
    for n in told..usize::try_from(all).unwrap() {
        assert_eq!(resumed.next().0, "event", "{n}");
    }
    app.assert_well().await;
}
