//! SIGTERM: what has begun is finished, nothing new is begun.

use std::io::{BufRead, BufReader, Write};
use std::time::Duration;

use serde_json::json;

use crate::app::{PATIENCE, TEXT, TestApp, problem, read_all};

#[tokio::test]
async fn a_batch_under_way_is_finished_while_new_work_is_refused() {
    let app = TestApp::start();
    let line = format!("{}\n", json!({"id": "before", "text": TEXT}));
    let last = format!("{}\n", json!({"id": "after", "text": TEXT}));
    let mut stream = app.connect();
    let length = line.len() + last.len();
    write!(stream, "POST /v1/analyze/batch HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/x-ndjson\r\ncontent-length: {length}\r\n\r\n{line}").unwrap();
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut answer = String::new();
    while !answer.contains("\"before\"") {
        assert!(reader.read_line(&mut answer).unwrap() > 0, "{answer}");
    }
    app.terminate();
    until_not_ready(&app).await;
    let refused = app.analyze_text("", TEXT).await;
    assert!(refused.headers().contains_key("retry-after"));
    problem(refused, 503, "draining").await;
    assert_eq!(app.get("/healthz").await.status(), 200);
    stream.write_all(last.as_bytes()).unwrap();
    let mut rest = String::new();
    while reader.read_line(&mut rest).unwrap_or(0) > 0 {}
    assert!(rest.contains("\"after\""), "{rest}");
    assert_eq!(app.wait().0, Some(0));
}

#[tokio::test]
async fn grace_is_not_forever() {
    let app = TestApp::with(&[("ISNAD_SHUTDOWN_GRACE", "300ms")]);
    let mut stream = app.connect();
    stream
        .write_all(b"POST /v1/analyze HTTP/1.1\r\nhost: x\r\ncontent-type: text/plain\r\ncontent-length: 10\r\n\r\nx")
        .unwrap();
    app.terminate();
    let _ = read_all(&mut stream);
    let (code, log) = app.wait();
    assert_eq!(code, Some(0));
    assert!(log.iter().any(|line| line.contains("stopped")), "{log:?}");
}

#[tokio::test]
async fn idle_connections_do_not_hold_it_up() {
    let app = TestApp::start();
    let mut idle = app.connect();
    app.assert_well().await;
    app.terminate();
    assert_eq!(read_all(&mut idle), "");
    assert_eq!(app.wait().0, Some(0));
}

/// The signal takes its time to arrive.
async fn until_not_ready(app: &TestApp) {
    let asked = async {
        while app.get("/readyz").await.status() == 200 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(PATIENCE, asked).await.expect("not ready after SIGTERM");
}
