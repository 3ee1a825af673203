//! Every error of the contract.

use std::fmt::Write as _;

use reqwest::{Method, Response};
use serde_json::{Value, json};

use crate::app::{TEXT, TestApp, problem};
use crate::store::KEPT;

#[tokio::test]
async fn malformed_json_is_400_with_its_place() {
    let app = TestApp::start();
    let document = problem(app.analyze_json("{\n\"text\": }").await, 400, "malformed-json").await;
    assert_eq!((&document["line"], &document["column"]), (&json!(2), &json!(9)));
    problem(app.analyze_json("").await, 400, "malformed-json").await;
    problem(app.analyze_json("{\"text\": \"\\ud800\"}").await, 400, "malformed-json").await;
}

#[tokio::test]
async fn wrong_members_are_422_with_their_path() {
    let app = TestApp::start();
    for (body, field) in [
        (json!({"text": 5}), json!("text")),
        (json!({"text": null}), json!("text")),
        (json!({"text": TEXT, "title": ["a"]}), json!("title")),
        (json!({"title": "x"}), Value::Null),
        (json!([TEXT]), Value::Null),
        (json!(TEXT), Value::Null),
    ] {
        let document = problem(app.analyze_json(body.to_string()).await, 422, "invalid-field").await;
        assert_eq!(document["field"], field, "{body}");
        assert!(document["line"].is_u64());
    }
}

#[tokio::test]
async fn unusable_texts_are_422_and_say_why() {
    let app = TestApp::start();
    problem(app.analyze_text("", "").await, 422, "empty-text").await;
    problem(app.analyze_text("", " \n\t ").await, 422, "empty-text").await;
    for (text, looks_like) in [
        ("The army withdrew from Hama on Thursday.", "Latin script"),
        ("Армия вывела войска из Хамы", "Cyrillic script"),
        ("رئیس جمهور ایران گفت که این کشور برای مذاکره آماده است", "Persian"),
        ("پاکستان کے وزیر اعظم نے کہا ہے کہ وہ مذاکرات کے لیے تیار ہیں", "Urdu"),
        ("١٢٣ — 456", "no letters"),
    ] {
        let document = problem(app.analyze_text("", text).await, 422, "not-arabic").await;
        assert_eq!(document["looks_like"], looks_like);
        assert!(document["detail"].as_str().unwrap().contains(looks_like));
    }
    let broken = [TEXT.as_bytes(), b"\xff\xfe"].concat();
    let document = problem(app.post("/v1/analyze", "text/plain", broken).await, 422, "not-utf8").await;
    assert_eq!(document["position"], TEXT.len());
    for date in ["2024-02-30", "05/12/2024", "soon"] {
        let body = json!({"text": TEXT, "published_at": date});
        problem(app.analyze_json(body.to_string()).await, 422, "bad-date").await;
    }
}

#[tokio::test]
async fn unknown_parameters_are_422() {
    let app = TestApp::start();
    for query in ["offsets=char", "min_confidence=2", "fields=event", "fields=", "store=maybe", "limit=1"] {
        let document = problem(app.analyze_text(&format!("?{query}"), TEXT).await, 422, "invalid-parameter").await;
        assert_eq!(document["parameter"], query.split('=').next().unwrap());
    }
    let response = app.post("/v1/analyze?id=1", "application/json", json!({"text": TEXT}).to_string()).await;
    problem(response, 422, "invalid-parameter").await;
}

#[tokio::test]
async fn unknown_addresses_methods_and_types() {
    let app = TestApp::start();
    problem(app.get("/v1/nothing").await, 404, "not-found").await;
    problem(app.get("/assets/../secret").await, 404, "not-found").await;
    let response = app.request(Method::DELETE, "/v1/analyze").send().await.unwrap();
    assert_eq!(response.headers()["allow"], "POST");
    problem(response, 405, "method-not-allowed").await;
    let response = app.request(Method::POST, "/v1/ontology").send().await.unwrap();
    assert!(response.headers()["allow"].to_str().unwrap().contains("GET"));
    problem(response, 405, "method-not-allowed").await;
    problem(app.post("/v1/analyze", "application/xml", TEXT).await, 415, "unsupported-media-type").await;
    problem(app.post("/v1/analyze", "text/plain; charset=windows-1256", TEXT).await, 415, "unsupported-media-type")
        .await;
    let response = app.request(Method::POST, "/v1/analyze").body(TEXT).send().await.unwrap();
    problem(response, 415, "unsupported-media-type").await;
    let packed = app.request(Method::POST, "/v1/analyze").header("content-encoding", "gzip").body(vec![0x1f, 0x8b, 8]);
    let packed = packed.header("content-type", "text/plain").send().await.unwrap();
    assert!(problem(packed, 415, "unsupported-media-type").await["detail"].as_str().unwrap().contains("packed"));
    let request = app.request(Method::POST, "/v1/analyze").header("accept", "image/png");
    let response = request.header("content-type", "text/plain").body(TEXT).send().await.unwrap();
    assert!(problem(response, 406, "not-acceptable").await["available"].is_array());
}

#[tokio::test]
async fn addresses_that_are_not_utf8_are_problems() {
    let app = TestApp::with(&[KEPT]);
    for path in ["/v1/articles/%ff", "/v1/articles/%ff/versions", "/v1/events/%ff", "/v1/claims/%ff", "/assets/%ff"] {
        problem(app.get(path).await, 404, "not-found").await;
    }
    problem(app.request(Method::DELETE, "/v1/articles/%ff").send().await.unwrap(), 404, "not-found").await;
    for path in ["/v1/events/%ff/feedback", "/v1/articles/%ff/missing"] {
        problem(app.post(path, "application/json", "{}").await, 404, "not-found").await;
    }
}

#[tokio::test]
async fn queries_that_are_not_utf8_are_422() {
    let app = TestApp::with(&[KEPT]);
    for (path, parameter) in [("?store=true&title=%ff%fe", "title"), ("?publisher=%D8", "publisher")] {
        let document = problem(app.analyze_text(path, TEXT).await, 422, "not-utf8").await;
        assert_eq!(document["parameter"], parameter);
    }
    problem(app.get("/v1/events?publisher=%ff").await, 422, "not-utf8").await;
    problem(app.get("/v1/claims?%ff=1").await, 422, "not-utf8").await;
    // what only looks like an escape is none
    assert_eq!(app.analyze_text("?title=50%&url=%zz%D8%B3", TEXT).await.status(), 200);
}

#[tokio::test]
async fn too_much_is_413_with_and_without_length() {
    let app = TestApp::start();
    let large = "ا".repeat(10 << 20);
    let document = problem(app.analyze_text("", &large).await, 413, "too-large").await;
    assert_eq!(document["limit"], 1 << 20);
    let pieces =
        large.as_bytes().chunks(1 << 16).map(|piece| Ok::<_, std::io::Error>(piece.to_vec())).collect::<Vec<_>>();
    let body = reqwest::Body::wrap_stream(futures_util::stream::iter(pieces));
    problem(app.post("/v1/analyze", "text/plain", body).await, 413, "too-large").await;
    app.assert_well().await;
}

#[tokio::test]
async fn overload_is_503_at_once() {
    let unhurried = ("ISNAD_LIMITS_REQUEST_TIMEOUT", "10m");
    let app = TestApp::with(&[("ISNAD_LIMITS_CONCURRENCY", "1"), ("ISNAD_LIMITS_QUEUE", "0"), unhurried]);
    let body = format!("{TEXT} ").repeat(9000);
    let asked = (0..32).map(|_| app.analyze_text("?fields=engine", &body));
    let answers: Vec<Response> = futures_util::future::join_all(asked).await;
    let (busy, done): (Vec<_>, Vec<_>) = answers.into_iter().partition(|answer| answer.status() == 503);
    assert!(done.iter().all(|answer| answer.status() == 200) && !done.is_empty());
    assert!(!busy.is_empty(), "thirty-two articles of a megabyte fitted one thread");
    for answer in busy {
        assert_eq!(answer.headers()["retry-after"], "1");
        problem(answer, 503, "overloaded").await;
    }
    app.assert_well().await;
}

#[tokio::test]
async fn a_slow_analysis_is_504() {
    let app = TestApp::with(&[("ISNAD_LIMITS_REQUEST_TIMEOUT", "1ms"), ("ISNAD_LIMITS_CONCURRENCY", "1")]);
    // one megabyte, ahead of which others wait: no machine does this in a millisecond
    let mut body = String::new();
    for n in 0..8000 {
        let _ = write!(body, "{TEXT} {n} ");
    }
    let asked = (0..4).map(|_| app.analyze_text("?fields=engine", &body));
    for answer in futures_util::future::join_all(asked).await {
        problem(answer, 504, "timeout").await;
    }
}
