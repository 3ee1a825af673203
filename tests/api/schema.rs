//! What is sent and answered, against the description of the API.

use std::collections::BTreeSet;

use reqwest::Method;
use serde_json::{Value, json};

use crate::app::{TestApp, problem};
use crate::store::{KEPT, json};

const TEXT: &str = "أعلنت وزارة الدفاع السورية أن الجيش السوري انسحب من مدينة بانياس يوم الخميس 5 ديسمبر 2024. وقصفت الطائرات المدينة سابقاً.";

/// About something else, so that it belongs to no claim of the first.
const OTHER: &str = "قالت وزارة الصحة إن ثلاثة مدنيين قتلوا في مدينة تعز.";

/// Kinds of answers that are checked; the rest is no JSON.
const JSON: [&str; 2] = ["application/json", "application/x-ndjson"];

/// Says where `value` is not what `schema`, a part of `api`, describes.
fn assert_described(api: &Value, schema: &Value, value: &Value, what: &str) {
    let whole = json!({"components": api["components"], "allOf": [schema]});
    let validator = jsonschema::validator_for(&whole).unwrap();
    let faults: Vec<String> =
        validator.iter_errors(value).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
    assert!(faults.is_empty(), "{what}: {faults:#?}");
}

/// Two outlets with the same report, and the id of the claim that comes of it.
async fn newsroom() -> (TestApp, String) {
    let app = TestApp::with(&[KEPT]);
    for publisher in ["النهر", "الجسر"] {
        let article = json!({"publisher": publisher, "text": TEXT});
        assert_eq!(app.analyze_json(article.to_string()).await.status(), 200);
    }
    for _ in 0..400 {
        let found = json(&app, "/v1/claims").await;
        if let Some(id) = found["claims"][0]["id"].as_str() {
            return (app, id.to_owned());
        }
        tokio::time::sleep(std::time::Duration::from_millis(25)).await;
    }
    unreachable!("the reports are not joined")
}

#[tokio::test]
async fn answers_are_what_the_description_says() {
    let (app, claim) = newsroom().await;
    let api = json(&app, "/openapi.json").await;
    let article = json(&app, "/v1/articles").await["articles"][0]["id"].as_str().unwrap().to_owned();
    let event = json(&app, "/v1/events").await["events"][0]["id"].as_str().unwrap().to_owned();
    let sent = json!({"id": "mine", "title": null, "url": "https://example.org/1", "text": OTHER});
    let diff = json!({"before": sent, "after": {"text": TEXT}});
    let missing = json!({"type": "military.deploy", "trigger": {"start": 0, "end": 5}, "note": "هامش"});
    let verdict = json!({"verdict": "wrong", "field": "polarity", "correct": "negative"});
    let (get, post, none) = (Method::GET, Method::POST, Value::Null);
    let asked = [
        (&post, "/v1/analyze", "", &sent),
        (&post, "/v1/analyze/batch", "", &sent),
        (&post, "/v1/diff", "", &diff),
        (&post, "/v1/events/{id}/feedback", &*event, &verdict),
        (&post, "/v1/articles/{id}/missing", &*article, &missing),
        (&get, "/v1/articles", "", &none),
        (&get, "/v1/articles/{id}", &*article, &none),
        (&get, "/v1/articles/{id}/versions", &*article, &none),
        (&get, "/v1/audit", "", &none),
        (&get, "/v1/claims", "", &none),
        (&get, "/v1/claims/{id}", &*claim, &none),
        (&get, "/v1/events", "", &none),
        (&get, "/v1/events/histogram", "", &none),
        (&get, "/v1/events/{id}", &*event, &none),
        (&get, "/v1/feedback", "", &none),
        (&get, "/v1/ontology", "", &none),
        (&get, "/v1/sources", "", &none),
    ];
    let mut seen = BTreeSet::new();
    for (method, path, id, body) in asked {
        let name = method.as_str().to_lowercase();
        let operation = &api["paths"][path][&name];
        let what = format!("{name} {path}");
        let mut request = app.request(method.clone(), &path.replace("{id}", id));
        if let Some(taken) = operation["requestBody"]["content"].as_object() {
            let kind = JSON.into_iter().find(|kind| taken.contains_key(*kind)).unwrap();
            assert_described(&api, &taken[kind]["schema"], body, &format!("the body of {what}"));
            request = request.header("content-type", kind).body(body.to_string());
        }
        let response = request.send().await.unwrap();
        let status = response.status();
        assert!(status.is_success(), "{what}: {status}");
        let described = &operation["responses"][status.as_str()];
        assert!(described.is_object(), "{what}: {status}");
        let kind = response.headers().get("content-type").map(|kind| kind.to_str().unwrap().to_owned());
        let answer = response.text().await.unwrap();
        if let Some(kind) = kind {
            let schema = &described["content"][&kind]["schema"];
            assert!(schema.is_object(), "{what}: {kind}");
            // lines that are described one by one, or the whole as a string
            let value = if schema["type"] == "string" { json!(answer) } else { serde_json::from_str(&answer).unwrap() };
            assert_described(&api, schema, &value, &what);
        }
        seen.insert(what);
    }
    // no address that answers with JSON is left out
    for (path, methods) in api["paths"].as_object().unwrap() {
        for (name, operation) in methods.as_object().unwrap() {
            let answers = operation["responses"]["200"]["content"].as_object();
            let checked = answers.is_some_and(|kinds| JSON.iter().any(|kind| kinds.contains_key(*kind)));
            assert!(!checked || seen.contains(&format!("{name} {path}")), "{name} {path}");
        }
    }
    let error = problem(app.get("/v1/articles/none").await, 404, "not-found").await;
    assert_described(&api, &json!({"$ref": "#/components/schemas/ProblemDocument"}), &error, "a problem");
}
