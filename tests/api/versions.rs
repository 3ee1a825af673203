//! What changed between two texts, over the socket.

use serde_json::{Value, json};

use crate::app::{TestApp, problem};
use crate::store::{KEPT, json};

const THREE: &str = "قالت وزارة الصحة إن ثلاثة مدنيين قتلوا في مدينة تعز.";
const FIVE: &str = "قالت وزارة الصحة إن خمسة مدنيين قتلوا في مدينة تعز. واعتقلت الشرطة صحفيا في عدن.";

async fn diff(app: &TestApp, body: Value) -> reqwest::Response {
    app.post("/v1/diff", "application/json", body.to_string()).await
}

#[tokio::test]
async fn two_texts_are_compared_and_nothing_is_kept() {
    let app = TestApp::with(&[KEPT]);
    let answer = diff(&app, json!({"before": {"text": THREE}, "after": {"text": FIVE}})).await;
    assert_eq!(answer.status(), 200);
    let answer: Value = answer.json().await.unwrap();
    assert_eq!(answer["changed"][0]["fields"], json!(["roles.quantity"]));
    assert_eq!(answer["changed"][0]["before"]["evidence"]["text"], THREE);
    assert_eq!(answer["changed"][0]["after"]["type"], "casualty.killed");
    assert_eq!(answer["added"][0]["type"], "justice.arrest");
    assert_eq!(answer["dropped"], json!([]));
    assert!(answer["similarity"].as_f64().is_some_and(|share| 0.4 < share && share < 1.0), "{}", answer["similarity"]);
    assert_eq!(json(&app, "/v1/articles").await["articles"], json!([]));
}

#[tokio::test]
async fn what_is_wrong_is_said_of_the_right_text() {
    let app = TestApp::start();
    let empty =
        problem(diff(&app, json!({"before": {"text": THREE}, "after": {"text": " "}})).await, 422, "empty-text").await;
    assert_eq!(empty["article"], "after");
    problem(diff(&app, json!({"before": {"text": THREE}})).await, 422, "invalid-field").await;
    problem(diff(&app, json!({"before": THREE, "after": {"text": THREE}})).await, 422, "invalid-field").await;
    problem(diff(&app, json!([{"text": THREE}, {"text": FIVE}])).await, 422, "invalid-field").await;
    problem(app.post("/v1/diff", "application/json", "{\"before\":").await, 400, "malformed-json").await;
    problem(app.post("/v1/diff", "text/plain", THREE).await, 415, "unsupported-media-type").await;
}

#[tokio::test]
async fn an_address_with_another_text_is_a_version() {
    let app = TestApp::with(&[KEPT]);
    let mut ids = Vec::new();
    for text in [THREE, FIVE] {
        let article = json!({"url": "https://example.org/7", "publisher": "النهر", "text": text});
        let answer: Value = app.analyze_json(article.to_string()).await.json().await.unwrap();
        ids.push(answer["article"]["id"].as_str().unwrap().to_owned());
    }
    let other: Value = app.analyze_text("", THREE).await.json().await.unwrap();
    for id in &ids {
        let versions = json(&app, &format!("/v1/articles/{id}/versions")).await["versions"].clone();
        assert_eq!((&versions[0]["id"], &versions[1]["id"]), (&json!(ids[0]), &json!(ids[1])));
        assert_eq!(versions[0]["changes"], Value::Null);
        let changes = &versions[1]["changes"];
        assert_eq!(changes["changed"][0]["fields"], json!(["roles.quantity"]));
        assert_eq!(changes["changed"][0]["before"]["evidence"], THREE);
        assert_eq!(changes["added"].as_array().unwrap().len(), 1);
    }
    let alone = format!("/v1/articles/{}/versions", other["article"]["id"].as_str().unwrap());
    assert_eq!(json(&app, &alone).await["versions"].as_array().unwrap().len(), 1);
    problem(app.get("/v1/articles/none/versions").await, 404, "not-found").await;
}
