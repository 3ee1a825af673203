//! Bad input and bad manners: always an answer or a closed connection, never a dead server.

use std::io::Write;

use serde_json::json;

use crate::app::{TEXT, TestApp, problem, read_all};

#[tokio::test]
async fn strange_texts_are_answered() {
    let app = TestApp::start();
    let texts = [
        "\"".repeat(100_000),
        "«".repeat(100_000),
        format!("{TEXT}{}", "«".repeat(100_000)),
        format!("{TEXT}{}", "(".repeat(100_000)),
        "ا".repeat(500_000),
        "و".repeat(500_000),
        format!("ا{}", "\u{64e}".repeat(500_000)),
        "\u{202e}".repeat(300_000),
        format!("{TEXT}{}", "\u{202e}".repeat(300_000)),
        format!("{TEXT}{}", "\n".repeat(1_000_000)),
        format!("{TEXT}{}", "ـ".repeat(500_000)),
        "من ".repeat(200_000),
        "قال إن ".repeat(80_000),
        format!("{TEXT}\0\u{fdfa}\u{200d}\u{fffd}\u{10ffff}"),
        "٪١٢٣ أ".repeat(50_000),
    ];
    for text in texts {
        let response = app.analyze_text("?fields=article", &text).await;
        let head: String = text.chars().take(20).collect();
        assert!([200, 422].contains(&response.status().as_u16()), "{head:?}: {}", response.status());
    }
    app.assert_well().await;
}

#[tokio::test]
async fn deep_json_is_400() {
    let app = TestApp::start();
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    problem(app.analyze_json(deep.clone()).await, 400, "malformed-json").await;
    problem(app.analyze_json("[".repeat(100_000)).await, 400, "malformed-json").await;
    problem(app.analyze_json(format!("{{\"text\":{deep}}}")).await, 400, "malformed-json").await;
    problem(app.analyze_json(format!("{{\"text\":\"{TEXT}\",\"x\":{deep}}}")).await, 400, "malformed-json").await;
    problem(app.analyze_json("{\"a\":".repeat(100_000)).await, 400, "malformed-json").await;
}

#[tokio::test]
async fn broken_html_is_answered() {
    let app = TestApp::start();
    let pages = [
        "<".to_owned(),
        "<p".into(),
        format!("<p>{TEXT}</"),
        "<!--".into(),
        format!("{}{TEXT}", "<div>".repeat(50_000)),
    ];
    for page in pages {
        let status = app.post("/v1/analyze", "text/html", page.clone()).await.status().as_u16();
        assert!([200, 422].contains(&status), "{:?}: {status}", page.chars().take(20).collect::<String>());
    }
    app.assert_well().await;
}

#[tokio::test]
async fn twenty_megabytes_are_refused() {
    let app = TestApp::start();
    problem(app.analyze_text("", &"a".repeat(20 << 20)).await, 413, "too-large").await;
    let body = json!({"text": "ا".repeat(10 << 20)}).to_string();
    problem(app.analyze_json(body).await, 413, "too-large").await;
}

#[tokio::test]
async fn clients_that_hang_up_harm_nobody() {
    let app = TestApp::with(&[("ISNAD_LIMITS_CONCURRENCY", "1"), ("ISNAD_LIMITS_QUEUE", "100")]);
    let body = format!("{TEXT} ").repeat(500);
    for n in 0..40 {
        let mut stream = app.connect();
        let length = if n % 2 == 0 { body.len() } else { body.len() + 10 };
        write!(
            stream,
            "POST /v1/analyze HTTP/1.1\r\nhost: x\r\ncontent-type: text/plain\r\ncontent-length: {length}\r\n\r\n{body}"
        )
        .unwrap();
        drop(stream);
    }
    app.assert_well().await;
}

#[tokio::test]
async fn a_slow_head_is_cut() {
    let app = TestApp::with(&[("ISNAD_LIMITS_HEADER_TIMEOUT", "200ms")]);
    let mut stream = app.connect();
    stream.write_all(b"POST /v1/analyze HTTP/1.1\r\nhost").unwrap();
    // ends at all: the patience of the socket is much longer
    assert!(!read_all(&mut stream).contains("200 OK"));
    let mut silent = app.connect();
    assert_eq!(read_all(&mut silent), "");
    app.assert_well().await;
}

#[tokio::test]
async fn a_slow_body_is_cut() {
    let app = TestApp::with(&[("ISNAD_LIMITS_BODY_TIMEOUT", "300ms")]);
    let mut stream = app.connect();
    stream
        .write_all(b"POST /v1/analyze HTTP/1.1\r\nhost: x\r\ncontent-type: text/plain\r\ncontent-length: 1000\r\n\r\n")
        .unwrap();
    let mut drip = stream.try_clone().unwrap();
    // a byte now and then does not help: the time is for the whole body
    let dripping = std::thread::spawn(move || {
        while drip.write_all(b"x").is_ok() {
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
    });
    let answer = read_all(&mut stream);
    assert!(answer.starts_with("HTTP/1.1 408") && answer.contains("/problems/slow-request"), "{answer}");
    dripping.join().unwrap();
    app.assert_well().await;
}

#[tokio::test]
async fn garbage_on_the_wire_is_refused() {
    let app = TestApp::start();
    let requests: [&[u8]; 6] = [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n\0\0\0garbage\r\n\r\n",
        b"POST /v1/analyze HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nabcdef",
        b"POST /v1/analyze HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\ncontent-type: text/plain\r\n\r\nZZ\r\nabc",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
    ];
    for request in requests {
        let answer = app.raw(request);
        assert!(!answer.starts_with("HTTP/1.1 500"), "{answer}");
    }
    let many = format!("GET / HTTP/1.1\r\nhost: x\r\n{}\r\n", "a: b\r\n".repeat(1000));
    assert!(app.raw(many.as_bytes()).starts_with("HTTP/1.1 431"));
    app.assert_well().await;
}

#[tokio::test]
async fn requests_in_one_packet_are_answered_in_order() {
    let app = TestApp::start();
    let one = format!(
        "POST /v1/analyze?id=A HTTP/1.1\r\nhost: x\r\ncontent-type: text/plain\r\ncontent-length: {}\r\n\r\n{TEXT}",
        TEXT.len()
    );
    let last = "GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    let answer = app.raw(format!("{one}{}{last}", one.replace("id=A", "id=B")).as_bytes());
    let places = ["\"id\":\"A\"", "\"id\":\"B\"", "ok\n"].map(|piece| answer.find(piece).unwrap());
    assert!(places.is_sorted());
}
