//! `POST /v1/analyze`: what goes well.

use serde_json::{Value, json};

use crate::app::{TEXT, TestApp, assert_slices};
use crate::store::KEPT;

const PARTS: [&str; 8] = ["article", "offsets", "sentences", "entities", "sources", "events", "warnings", "engine"];

#[tokio::test]
async fn json_and_plain_text_give_the_same_document() {
    let app = TestApp::start();
    let body = json!({"text": TEXT, "id": "a1", "title": "عنوان", "publisher": "سانا", "published_at": "2024-12-05T10:00:00Z"});
    let response = app.analyze_json(body.to_string()).await;
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["content-type"], "application/json");
    let mut from_json: Value = response.json().await.unwrap();
    let query = "?id=a1&title=عنوان&publisher=سانا&published_at=2024-12-05T10:00:00Z&store=false";
    let mut from_text: Value = app.analyze_text(query, TEXT).await.json().await.unwrap();
    for document in [&mut from_json, &mut from_text] {
        let members: Vec<_> = document.as_object().unwrap().keys().cloned().collect();
        assert!(PARTS.iter().all(|part| members.iter().any(|m| m == part)), "{members:?}");
        document["engine"]["took_us"] = json!(0);
    }
    assert_eq!(from_json, from_text);
    assert_eq!(from_json["article"]["id"], "a1");
    assert_eq!(from_json["article"]["chars"], TEXT.chars().count());
    assert_eq!(from_json["article"]["url"], Value::Null);
}

#[tokio::test]
async fn offsets_point_to_the_text_in_every_unit() {
    let app = TestApp::start();
    // characters beyond the basic plane, marks and controls tell the units apart
    let text = format!("\u{feff}😀 \u{202b}قـالَ{TEXT} 🕊 {TEXT}\r\n\r\n{TEXT}");
    for unit in ["codepoint", "utf16", "byte"] {
        let response = app.analyze_text(&format!("?offsets={unit}"), &text).await;
        let document: Value = response.json().await.unwrap();
        assert_eq!(document["offsets"], unit);
        assert_slices(&text, unit, &document);
    }
}

#[tokio::test]
async fn an_event_is_found_with_its_source() {
    let app = TestApp::start();
    let document: Value = app.analyze_text("", TEXT).await.json().await.unwrap();
    let event = &document["events"][0];
    assert_eq!(event["trigger"]["text"], "انسحب");
    assert_eq!(event["evidence"]["text"], TEXT);
    assert_eq!(event["attribution"]["chain"][0], "s0");
    assert!(assert_slices(TEXT, "codepoint", &document) > 4);
    let none: Value = app.analyze_text("?min_confidence=1", TEXT).await.json().await.unwrap();
    assert_eq!(none["events"], json!([]));
}

#[tokio::test]
async fn what_is_not_known_is_null() {
    let app = TestApp::with(&[KEPT]);
    // سابقاً is a time that no calendar knows
    let text = "أعلنت وزارة الدفاع أن الجيش انسحب من مدينة حماة سابقاً.";
    let document: Value = app.analyze_text("", text).await.json().await.unwrap();
    let withdrawal = document["events"].as_array().unwrap().iter().find(|event| event["trigger"]["text"] == "انسحب");
    let time = &withdrawal.unwrap()["roles"]["time"][0];
    assert_eq!(time["text"], "سابقاً");
    for member in ["entity", "value", "state", "via"] {
        assert!(time.as_object().unwrap().contains_key(member), "{member}");
    }
    let entities = document["entities"].as_array().unwrap();
    assert!(!entities.is_empty() && entities.iter().all(|entity| entity.as_object().unwrap().contains_key("value")));
    // a table shows the words in its place
    let table = app.get("/v1/events?format=csv").await.text().await.unwrap();
    assert!(table.contains(",سابقاً,"), "{table}");
}

#[tokio::test]
async fn fields_choose_parts() {
    let app = TestApp::start();
    let document: Value = app.analyze_text("?fields=events,article", TEXT).await.json().await.unwrap();
    assert_eq!(document.as_object().unwrap().keys().collect::<Vec<_>>(), ["article", "events"]);
}

#[tokio::test]
async fn html_gives_its_text_back() {
    let app = TestApp::start();
    let page = format!(
        "<!doctype html><title>خبر</title><body><nav>x</nav><article><p>{TEXT}</p><p>{TEXT} {TEXT}</p></article>"
    );
    let document: Value = app.post("/v1/analyze", "text/html; charset=utf-8", page).await.json().await.unwrap();
    let text = document["article"]["text"].as_str().unwrap();
    assert!(text.contains(TEXT));
    assert_slices(text, "codepoint", &document);
}

#[tokio::test]
async fn other_formats_go_out() {
    let app = TestApp::start();
    let ask = async |accept: &str| {
        let request = app.request(reqwest::Method::POST, "/v1/analyze?id=a1").header("accept", accept);
        let response = request.header("content-type", "text/plain").body(TEXT).send().await.unwrap();
        let content_type = response.headers()["content-type"].to_str().unwrap().to_owned();
        (content_type, response.text().await.unwrap())
    };
    let (content_type, csv) = ask("text/csv").await;
    assert!(content_type.starts_with("text/csv"));
    assert!(csv.starts_with("article_id,article_title,") && csv.lines().skip(1).all(|row| row.starts_with("a1,")));
    let (content_type, ndjson) = ask("application/x-ndjson").await;
    assert_eq!(content_type, "application/x-ndjson");
    for line in ndjson.lines() {
        let event: Value = serde_json::from_str(line).unwrap();
        assert_eq!(event["article"]["id"], "a1");
        assert_slices(TEXT, "codepoint", &event);
    }
    let (content_type, page) = ask("application/ld+json;q=0.9, image/png").await;
    assert_eq!(content_type, "application/ld+json");
    let page: Value = serde_json::from_str(&page).unwrap();
    assert_eq!(page["@context"][0], "http://www.w3.org/ns/anno.jsonld");
    for item in page["items"].as_array().unwrap() {
        let [position, quote] = [0, 1].map(|n| &item["target"]["selector"][n]);
        assert_eq!(quote["exact"], crate::app::slice(TEXT, "codepoint", position));
        let whole = ["prefix", "exact", "suffix"].map(|part| quote[part].as_str().unwrap()).concat();
        assert!(TEXT.contains(&whole));
        assert_eq!(item["body"]["event"]["trigger"]["text"], quote["exact"]);
    }
}

#[tokio::test]
async fn the_csv_of_an_event_is_read_back() {
    let app = TestApp::start();
    let request = app.request(reqwest::Method::POST, "/v1/analyze?id==cmd").header("accept", "text/csv");
    let csv = request.header("content-type", "text/plain").body(TEXT).send().await.unwrap().text().await.unwrap();
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let columns = reader.headers().unwrap().clone();
    let row = reader.records().next().unwrap().unwrap();
    let cell = |name: &str| row.get(columns.iter().position(|c| c == name).unwrap()).unwrap();
    assert_eq!(cell("article_id"), "'=cmd");
    assert_eq!((cell("trigger"), cell("chain")), ("انسحب", "author ← وزارة الدفاع السورية"));
}
