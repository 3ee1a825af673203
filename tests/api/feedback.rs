//! Corrections, and the test cases that come of them.

use reqwest::{Method, Response};
use serde_json::{Value, json};

use crate::app::{TestApp, problem};
use crate::store::KEPT;

const TEXT: &str =
    "أعلنت وزارة الدفاع السورية أن الجيش انسحب من مدينة حماة. وقصفت الطائرات المدينة. ثم قصفت المدافع المدينة.";

async fn say(app: &TestApp, path: &str, body: &Value) -> Response {
    app.post(path, "application/json", body.to_string()).await
}

/// A server with one article, the id of the article and its events.
async fn newsroom() -> (TestApp, String, Vec<Value>) {
    let app = TestApp::with(&[KEPT]);
    let article = json!({"publisher": "النهر", "published_at": "2024-12-05", "text": TEXT});
    let answer: Value = app.analyze_json(article.to_string()).await.json().await.unwrap();
    let id = answer["article"]["id"].as_str().unwrap().to_owned();
    (app, id, answer["events"].as_array().unwrap().clone())
}

async fn gold(app: &TestApp) -> Vec<Value> {
    let response = app.get("/v1/feedback").await;
    assert_eq!(response.headers()["content-type"], "application/x-ndjson");
    response.text().await.unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[tokio::test]
async fn a_correction_becomes_a_line_of_gold() {
    let (app, id, events) = newsroom().await;
    assert!(gold(&app).await.is_empty());
    let withdrawal = events.iter().find(|event| event["type"] == "military.withdrawal").unwrap();
    let strike = events.iter().find(|event| event["type"] == "military.strike").unwrap();
    let path = |event: &Value| format!("/v1/events/{}/feedback", event["id"].as_str().unwrap());
    let corrections = [
        (path(withdrawal), json!({"verdict": "wrong", "field": "source", "correct": "author", "note": "هامش"})),
        (path(withdrawal), json!({"verdict": "wrong", "field": "polarity", "correct": "negative"})),
        (path(strike), json!({"verdict": "wrong"})),
        (format!("/v1/articles/{id}/missing"), json!({"type": "military.deploy", "trigger": {"start": 86, "end": 90}})),
    ];
    for (path, body) in &corrections {
        assert_eq!(say(&app, path, body).await.status(), 201, "{body}");
    }
    let lines = gold(&app).await;
    let [line] = &lines[..] else { unreachable!("one article: {lines:?}") };
    assert_eq!((&line["id"], &line["text"], &line["publisher"]), (&json!(id), &json!(TEXT), &json!("النهر")));
    let of = |kind: &'static str| line["events"].as_array().unwrap().iter().filter(move |event| event["type"] == kind);
    let corrected = of("military.withdrawal").next().unwrap();
    assert_eq!((&corrected["source"], &corrected["polarity"]), (&Value::Null, &json!("negative")));
    assert_eq!(corrected["note"], "هامش");
    assert_eq!(
        of("military.strike").count(),
        events.iter().filter(|event| event["type"] == "military.strike").count() - 1
    );
    let missing = of("military.deploy").next().unwrap();
    let context = missing["context"].as_str().unwrap();
    assert_eq!(TEXT.matches(context).count(), 1, "{context}");
    assert_eq!(context.matches(missing["trigger"].as_str().unwrap()).count(), 1);
    for event in line["events"].as_array().unwrap() {
        assert!(TEXT.contains(event["context"].as_str().unwrap()));
    }
    let erased = app.request(Method::DELETE, &format!("/v1/articles/{id}")).send().await.unwrap();
    assert_eq!(erased.status(), 204);
    assert!(gold(&app).await.is_empty());
}

#[tokio::test]
async fn what_cannot_be_meant_is_refused() {
    let (app, id, events) = newsroom().await;
    let event = format!("/v1/events/{}/feedback", events[0]["id"].as_str().unwrap());
    let missing = format!("/v1/articles/{id}/missing");
    for body in [json!({"verdict": "maybe"}), json!({}), json!({"verdict": "right", "colour": 1})] {
        problem(say(&app, &event, &body).await, 422, "invalid-field").await;
    }
    let nonsense = json!({"verdict": "wrong", "field": "type", "correct": "no.type"});
    assert_eq!(problem(say(&app, &event, &nonsense).await, 422, "invalid-field").await["field"], "correct");
    problem(say(&app, "/v1/events/0/feedback", &json!({"verdict": "right"})).await, 404, "not-found").await;
    let beyond = json!({"type": "military.strike", "trigger": {"start": 5, "end": 5000}});
    problem(say(&app, &missing, &beyond).await, 422, "invalid-field").await;
    let unknown = json!({"type": "no.type", "trigger": {"start": 0, "end": 5}});
    assert_eq!(problem(say(&app, &missing, &unknown).await, 422, "invalid-field").await["field"], "type");
    problem(say(&app, &event, &json!(["right"])).await, 422, "invalid-field").await;
    let bytes = b"{\"verdict\":\"right\",\"note\":\"\xff\"}".to_vec();
    assert_eq!(
        problem(app.post(&event, "application/json", bytes.clone()).await, 422, "not-utf8").await["position"],
        27
    );
    problem(app.post(&missing, "application/json", bytes).await, 422, "not-utf8").await;
    problem(app.post(&event, "application/json", "[").await, 400, "malformed-json").await;
    problem(app.post(&event, "application/json", "{").await, 400, "malformed-json").await;
    problem(app.post(&event, "text/plain", "right").await, 415, "unsupported-media-type").await;
}
