//! What is kept, listed and erased.

use reqwest::Method;
use serde_json::Value;
use tempfile::TempDir;

use crate::app::{TEXT, TestApp, problem};

pub(crate) const KEPT: (&str, &str) = ("ISNAD_STORE_DATA_DIR", ":memory:");

/// A server that keeps what it reads in `dir`.
pub(crate) fn keeping(dir: &TempDir) -> TestApp {
    TestApp::with(&[("ISNAD_STORE_DATA_DIR", dir.path().to_str().unwrap())])
}

pub(crate) async fn json(app: &TestApp, path: &str) -> Value {
    let response = app.get(path).await;
    assert_eq!(response.status(), 200, "{path}");
    response.json().await.unwrap()
}

#[tokio::test]
async fn an_article_is_kept_over_a_restart_and_then_erased() {
    let dir = TempDir::new().unwrap();
    let app = keeping(&dir);
    let response = app.analyze_json(format!("{{\"id\": \"mine\", \"title\": \"عنوان\", \"text\": \"{TEXT}\"}}")).await;
    let location = response.headers()["location"].to_str().unwrap().to_owned();
    let answer: Value = response.json().await.unwrap();
    assert_eq!((&answer["article"]["stored"], &answer["article"]["client_id"]), (&"new".into(), &"mine".into()));
    assert_eq!(location, format!("/v1/articles/{}", answer["article"]["id"].as_str().unwrap()));
    let again: Value = app.analyze_text("", TEXT).await.json().await.unwrap();
    assert_eq!(again["article"]["stored"], "known");
    assert_eq!(again["events"], answer["events"]);
    app.terminate();
    assert_eq!(app.wait().0, Some(0));

    let app = keeping(&dir);
    let kept = json(&app, &location).await;
    assert_eq!((&kept["events"], &kept["entities"]), (&answer["events"], &answer["entities"]));
    assert_eq!((&kept["article"]["text"], &kept["article"]["title"]), (&TEXT.into(), &"عنوان".into()));
    assert_eq!(json(&app, "/v1/articles").await["articles"][0]["id"], answer["article"]["id"]);
    assert_eq!(app.request(Method::DELETE, &location).send().await.unwrap().status(), 204);
    problem(app.get(&location).await, 404, "not-found").await;
    problem(app.request(Method::DELETE, &location).send().await.unwrap(), 404, "not-found").await;
    for file in std::fs::read_dir(dir.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(TEXT.len()).any(|window| window == TEXT.as_bytes()));
    }
}

#[tokio::test]
async fn what_must_leave_no_trace_leaves_none() {
    let dir = TempDir::new().unwrap();
    let app = keeping(&dir);
    let response = app.analyze_text("?store=false", TEXT).await;
    assert!(!response.headers().contains_key("location"));
    assert_eq!(response.json::<Value>().await.unwrap()["article"]["stored"], "off");
    assert_eq!(json(&app, "/v1/articles").await["articles"], Value::Array(Vec::new()));
    let off = TestApp::start();
    assert_eq!(off.analyze_text("", TEXT).await.json::<Value>().await.unwrap()["article"]["stored"], "off");
    problem(off.get("/v1/articles").await, 404, "no-store").await;
}

#[tokio::test]
async fn a_batch_is_kept_and_listed_page_by_page() {
    let app = TestApp::with(&[KEPT]);
    let lines = (0..7).map(|n| format!("{{\"text\": \"{TEXT} رقم {n}\"}}\n")).collect::<Vec<_>>().concat();
    let answers = app.post("/v1/analyze/batch", "application/x-ndjson", lines).await.text().await.unwrap();
    assert_eq!(answers.matches("\"stored\":\"new\"").count(), 7);
    let mut seen = Vec::new();
    let mut path = "/v1/articles?limit=3".to_owned();
    loop {
        let page = json(&app, &path).await;
        seen.extend(page["articles"].as_array().unwrap().iter().map(|a| a["id"].as_str().unwrap().to_owned()));
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/v1/articles?limit=3&cursor={next}");
    }
    let all: std::collections::BTreeSet<_> = seen.iter().collect();
    assert_eq!((seen.len(), all.len()), (7, 7));
    for query in ["limit=0", "limit=501", "cursor=x", "colour=red"] {
        problem(app.get(&format!("/v1/articles?{query}")).await, 422, "invalid-parameter").await;
    }
}

#[tokio::test]
async fn what_the_answer_shows_does_not_change_what_is_kept() {
    let app = TestApp::with(&[KEPT]);
    let shown: Value = app.analyze_text("?min_confidence=1&offsets=byte", TEXT).await.json().await.unwrap();
    assert_eq!(shown["events"], Value::Array(Vec::new()));
    let kept = json(&app, &format!("/v1/articles/{}", shown["article"]["id"].as_str().unwrap())).await;
    let whole: Value = app.analyze_text("?store=false", TEXT).await.json().await.unwrap();
    assert_eq!(kept["offsets"], "codepoint");
    assert_eq!(kept["events"].as_array().unwrap().len(), whole["events"].as_array().unwrap().len());
}

#[tokio::test]
async fn a_full_store_refuses_and_goes_on_reading() {
    let app = TestApp::with(&[KEPT, ("ISNAD_STORE_MAX_MEGABYTES", "1")]);
    let long = format!("{TEXT} ").repeat(40);
    let mut answers = Vec::new();
    for n in 0..400 {
        let response = app.analyze_text("", &format!("{long}{n}")).await;
        if response.status() != 200 {
            problem(response, 507, "storage-full").await;
            break;
        }
        answers.push(response.json::<Value>().await.unwrap());
    }
    assert!((1..400).contains(&answers.len()), "{}", answers.len());
    for answer in &answers {
        json(&app, &format!("/v1/articles/{}", answer["article"]["id"].as_str().unwrap())).await;
    }
    let listed = json(&app, "/v1/articles?limit=500").await;
    assert_eq!(listed["articles"].as_array().unwrap().len(), answers.len());
    assert_eq!(app.analyze_text("?store=false", TEXT).await.status(), 200);
}

#[tokio::test]
async fn an_unchanged_page_is_not_sent_twice() {
    let app = TestApp::with(&[KEPT]);
    app.assert_well().await;
    let tag = app.get("/v1/articles").await.headers()["etag"].to_str().unwrap().to_owned();
    let ask = || app.request(Method::GET, "/v1/articles").header("if-none-match", &tag).send();
    let response = ask().await.unwrap();
    assert_eq!(response.status(), 304);
    assert_eq!(response.text().await.unwrap(), "");
    app.analyze_text("", &format!("{TEXT} آخر")).await;
    assert_eq!(ask().await.unwrap().status(), 200);
}

#[tokio::test]
async fn the_same_key_gets_the_same_answer() {
    let dir = TempDir::new().unwrap();
    let app = keeping(&dir);
    let ask = async |app: &TestApp, key: &str, path: &str, text: &str| {
        let request = app.request(Method::POST, path).header("content-type", "text/plain");
        request.header("idempotency-key", key).body(text.to_owned()).send().await.unwrap()
    };
    let first = ask(&app, "k1", "/v1/analyze", TEXT).await;
    let location = first.headers()["location"].clone();
    let first = first.text().await.unwrap();
    problem(ask(&app, "k1", "/v1/analyze", &format!("{TEXT} آخر")).await, 409, "key-reused").await;
    problem(ask(&app, "k1", "/v1/analyze?offsets=byte", TEXT).await, 409, "key-reused").await;
    // the same request in other words
    assert_eq!(
        ask(&app, "k1", "/v1/analyze?min_confidence=0&offsets=codepoint", TEXT).await.text().await.unwrap(),
        first
    );
    let spelled = app.request(Method::POST, "/v1/analyze").header("content-type", "Text/Plain;charset=utf-8");
    let spelled = spelled.header("accept", "application/json, */*;q=0.1").header("idempotency-key", "k1").body(TEXT);
    assert_eq!(spelled.send().await.unwrap().text().await.unwrap(), first);
    let request = app.request(Method::POST, "/v1/analyze").header("content-type", "text/plain").body(TEXT);
    let table = request.header("accept", "text/csv").header("idempotency-key", "k1").send().await.unwrap();
    problem(table, 409, "key-reused").await;
    problem(ask(&app, &"k".repeat(129), "/v1/analyze", TEXT).await, 422, "invalid-parameter").await;
    assert!(ask(&app, "k2", "/v1/analyze", TEXT).await.text().await.unwrap().contains("\"stored\":\"known\""));
    let arabic = ask(&app, "مفتاح-1", "/v1/analyze", TEXT).await.text().await.unwrap();
    assert_eq!(ask(&app, "مفتاح-1", "/v1/analyze", TEXT).await.text().await.unwrap(), arabic);
    app.terminate();
    app.wait();
    let app = keeping(&dir);
    let again = ask(&app, "k1", "/v1/analyze", TEXT).await;
    assert_eq!(again.headers()["location"], location);
    assert_eq!(again.text().await.unwrap(), first);
    // what is erased is not in a remembered answer either
    app.request(Method::DELETE, location.to_str().unwrap()).send().await.unwrap();
    assert!(ask(&app, "k1", "/v1/analyze", TEXT).await.text().await.unwrap().contains("\"stored\":\"new\""));
}
