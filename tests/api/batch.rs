//! `POST /v1/analyze/batch`.

use std::io::{BufRead, BufReader, Read, Write};

use serde_json::{Value, json};

use crate::app::{TEXT, TestApp, assert_slices, problem, read_all};

const NDJSON: &str = "application/x-ndjson";

#[tokio::test]
async fn lines_come_back_in_order_with_problems_in_place() {
    let app = TestApp::with(&[("ISNAD_LIMITS_BATCH_LINE_BYTES", "1000")]);
    let mut lines: Vec<Vec<u8>> =
        (0..50).map(|n| json!({"id": format!("a{n}"), "text": TEXT}).to_string().into()).collect();
    lines[7] = b"{\"text\": ".to_vec();
    lines[9] = json!({"text": "only English here"}).to_string().into();
    lines[11] = b"\xff\xff".to_vec();
    lines[13] = json!({"text": TEXT.repeat(100)}).to_string().into();
    lines[15] = Vec::new();
    lines[17] = b"[".repeat(900);
    let body = lines.join(&b"\n"[..]);
    let response = app.post("/v1/analyze/batch", NDJSON, body).await;
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["content-type"], NDJSON);
    let id = response.headers()["x-request-id"].to_str().unwrap().to_owned();
    let answers = response.text().await.unwrap();
    let mut answers = answers.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    for n in (0..50).filter(|&n| n != 15) {
        let answer = answers.next().unwrap();
        let problem =
            [(7, "malformed-json"), (9, "not-arabic"), (11, "not-utf8"), (13, "too-large"), (17, "malformed-json")];
        if let Some((_, slug)) = problem.iter().find(|(line, _)| *line == n) {
            assert_eq!(answer["type"], format!("/problems/{slug}"));
            assert_eq!((&answer["line"], &answer["request_id"]), (&json!(n + 1), &json!(id)));
        } else {
            assert_eq!(answer["article"]["id"], format!("a{n}"));
            assert_slices(TEXT, "codepoint", &answer);
        }
    }
    assert!(answers.next().is_none());
}

#[tokio::test]
async fn answers_come_while_lines_are_still_sent() {
    let app = TestApp::start();
    let mut stream = app.connect();
    let head = "POST /v1/analyze/batch HTTP/1.1\r\nhost: x\r\ncontent-type: application/x-ndjson\r\ntransfer-encoding: chunked\r\n\r\n";
    stream.write_all(head.as_bytes()).unwrap();
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    for n in 0..3 {
        let line = format!("{}\n", json!({"id": format!("a{n}"), "text": TEXT}));
        write!(stream, "{:x}\r\n{line}\r\n", line.len()).unwrap();
        // the answer to this line, before the next is sent
        let mut answer = String::new();
        while !answer.contains("\"article\"") {
            answer.clear();
            assert!(reader.read_line(&mut answer).unwrap() > 0);
        }
        assert!(answer.contains(&format!("\"a{n}\"")));
    }
    stream.write_all(b"0\r\n\r\n").unwrap();
    let mut rest = String::new();
    while !rest.ends_with("0\r\n\r\n") {
        let mut byte = [0];
        assert_eq!(reader.read(&mut byte).unwrap(), 1);
        rest.push(byte[0] as char);
    }
}

#[tokio::test]
async fn wrong_requests_are_refused_whole() {
    let app = TestApp::start();
    problem(app.post("/v1/analyze/batch", "application/json", "{}").await, 415, "unsupported-media-type").await;
    problem(app.post("/v1/analyze/batch?offsets=x", NDJSON, "{}").await, 422, "invalid-parameter").await;
    problem(app.get("/v1/analyze/batch").await, 405, "method-not-allowed").await;
    let empty = app.post("/v1/analyze/batch", NDJSON, "\n \n").await;
    assert_eq!((empty.status().as_u16(), empty.text().await.unwrap()), (200, String::new()));
}

#[tokio::test]
async fn a_client_that_leaves_in_the_middle_harms_nobody() {
    let app = TestApp::start();
    for _ in 0..10 {
        let mut stream = app.connect();
        let line = format!("{}\n", json!({"text": TEXT}));
        write!(stream, "POST /v1/analyze/batch HTTP/1.1\r\nhost: x\r\ncontent-type: application/x-ndjson\r\ncontent-length: 100000\r\n\r\n").unwrap();
        stream.write_all(line.repeat(20).as_bytes()).unwrap();
        drop(stream);
    }
    app.assert_well().await;
}

#[tokio::test]
async fn a_batch_that_stalls_is_told_so_and_ended() {
    let app = TestApp::with(&[("ISNAD_LIMITS_BODY_TIMEOUT", "200ms")]);
    let mut stream = app.connect();
    let line = format!("{}\n", json!({"id": "a1", "text": TEXT}));
    write!(stream, "POST /v1/analyze/batch HTTP/1.1\r\nhost: x\r\ncontent-type: application/x-ndjson\r\ncontent-length: 100000\r\n\r\n{line}").unwrap();
    let answer = read_all(&mut stream);
    assert!(answer.contains("\"a1\"") && answer.contains("/problems/slow-request"), "{answer}");
}
