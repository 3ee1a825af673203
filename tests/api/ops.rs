//! Ontology, description, pages, health and metrics.

use serde_json::Value;

use crate::app::{TEXT, TestApp};

#[tokio::test]
async fn health_readiness_and_metrics() {
    let app = TestApp::start();
    assert_eq!(app.get("/healthz").await.text().await.unwrap(), "ok\n");
    assert_eq!(app.get("/readyz").await.status(), 200);
    app.assert_well().await;
    app.get("/scanned/by/somebody").await;
    let response = app.get("/metrics").await;
    assert!(response.headers()["content-type"].to_str().unwrap().starts_with("application/openmetrics-text"));
    let metrics = response.text().await.unwrap();
    for line in [
        "isnad_http_requests_total{route=\"/v1/analyze\",method=\"POST\",status=\"200\"} 1",
        "isnad_http_requests_total{route=\"<unknown>\",method=\"GET\",status=\"404\"} 1",
        "isnad_http_requests_in_flight 1",
        "isnad_articles_total 1",
        "isnad_http_request_duration_seconds_count{route=\"/v1/analyze\"} 1",
        "# EOF",
    ] {
        assert!(metrics.lines().any(|l| l == line), "{line} in\n{metrics}");
    }
    assert!(metrics.contains("isnad_build_info{version=") && !metrics.contains("somebody"));
}

#[tokio::test]
async fn the_ontology_is_served() {
    let app = TestApp::start();
    let ontology: Value = app.get("/v1/ontology").await.json().await.unwrap();
    assert!(ontology["types"].is_array());
}

#[tokio::test]
async fn the_description_covers_every_address() {
    let app = TestApp::start();
    let api: Value = app.get("/openapi.json").await.json().await.unwrap();
    assert!(api["openapi"].as_str().unwrap().starts_with("3.1"));
    let paths: Vec<_> = api["paths"].as_object().unwrap().keys().collect();
    for path in [
        "/healthz",
        "/metrics",
        "/readyz",
        "/v1/analyze",
        "/v1/analyze/batch",
        "/v1/articles/{id}/missing",
        "/v1/articles/{id}/versions",
        "/v1/audit",
        "/v1/claims",
        "/v1/claims/{id}",
        "/v1/diff",
        "/v1/events/{id}/feedback",
        "/v1/feedback",
        "/v1/articles",
        "/v1/articles/{id}",
        "/v1/events",
        "/v1/events/histogram",
        "/v1/events/stream",
        "/v1/events/{id}",
        "/v1/ontology",
        "/v1/sources",
    ] {
        assert!(paths.iter().any(|p| *p == path), "{path}");
    }
    let responses = &api["paths"]["/v1/analyze"]["post"]["responses"];
    for status in
        ["200", "400", "401", "403", "405", "406", "408", "409", "413", "415", "422", "500", "503", "504", "507"]
    {
        assert!(responses[status].is_object(), "{status}");
    }
    assert_refs_resolve(&api, &api);
}

fn assert_refs_resolve(api: &Value, part: &Value) {
    match part {
        Value::Object(members) => {
            if let Some(reference) = members.get("$ref").and_then(Value::as_str) {
                assert!(api.pointer(reference.trim_start_matches('#')).is_some(), "{reference}");
            }
            members.values().for_each(|value| assert_refs_resolve(api, value));
        }
        Value::Array(items) => items.iter().for_each(|value| assert_refs_resolve(api, value)),
        _ => {}
    }
}

#[tokio::test]
async fn pages_load_only_what_is_here() {
    let app = TestApp::start();
    for page in ["/", "/docs"] {
        let response = app.get(page).await;
        assert_eq!(response.headers()["content-type"], "text/html; charset=utf-8");
        let policy = response.headers()["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"));
        let html = response.text().await.unwrap();
        assert!(!html.contains("//cdn") && !html.contains("<style") && !html.contains("style="));
        for attribute in html.split(['"', '\'']).filter(|part| part.starts_with("/assets/")) {
            assert_eq!(app.get(attribute).await.status(), 200, "{attribute}");
        }
    }
}

#[tokio::test]
async fn every_answer_has_its_id_and_its_guards() {
    let app = TestApp::start();
    for path in ["/", "/healthz", "/nothing", "/openapi.json"] {
        let response = app.request(reqwest::Method::GET, path).header("x-request-id", "mine-1").send().await.unwrap();
        let headers = response.headers();
        assert_eq!(headers["x-request-id"], "mine-1");
        assert_eq!(headers["x-content-type-options"], "nosniff");
        assert!(headers.contains_key("content-security-policy") && headers.contains_key("referrer-policy"));
    }
    let request = app.request(reqwest::Method::GET, "/healthz").header("x-request-id", "<script>");
    let id = request.send().await.unwrap().headers()["x-request-id"].to_str().unwrap().to_owned();
    assert_eq!(id.len(), 32);
}

#[tokio::test]
async fn the_log_holds_no_word_of_an_article() {
    let app = TestApp::with(&[("ISNAD_LOG_LEVEL", "debug")]);
    app.analyze_text("", TEXT).await;
    app.analyze_json(format!("{{\"text\": \"{TEXT}\", \"published_at\": \"حماة\"}}")).await;
    app.analyze_json(format!("{{\"text\": [\"{TEXT}\"")).await;
    app.terminate();
    let (code, log) = app.wait();
    assert_eq!(code, Some(0));
    assert!(log.iter().any(|line| line.contains("\"/v1/analyze\"")), "{log:?}");
    assert!(log.iter().all(|line| !line.contains("حماة")), "{log:?}");
}
