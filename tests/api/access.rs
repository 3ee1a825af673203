//! Keys: who may ask for what.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use reqwest::{Method, Response};
use tempfile::TempDir;

use crate::app::{TEXT, TestApp, problem};
use crate::store::keeping;

fn isnad(args: &[&str], dir: &Path) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_isnad")).args(args).arg("--data-dir").arg(dir).output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

fn key(dir: &Path, role: &str) -> String {
    let (code, text) = isnad(&["key", "create", role, "--role", role], dir);
    assert_eq!(code, Some(0));
    text.trim().to_owned()
}

async fn ask(app: &TestApp, method: Method, path: &str, key: &str) -> Response {
    let request = app.request(method, path).header("content-type", "text/plain").body(TEXT);
    request.header("authorization", format!("Bearer {key}")).send().await.unwrap()
}

#[tokio::test]
async fn a_key_opens_what_its_roles_say() {
    let dir = TempDir::new().unwrap();
    let keys = ["analyze", "read", "admin"].map(|role| key(dir.path(), role));
    let app = keeping(&dir);
    let response = app.analyze_text("", TEXT).await;
    assert_eq!(response.headers()["www-authenticate"], "Bearer realm=\"isnad\"");
    problem(response, 401, "unauthorized").await;
    for wrong in ["isn_", "isn_00000000_00", &format!("{}0", keys[1]), &keys[1][..keys[1].len() - 1], "none"] {
        problem(ask(&app, Method::GET, "/v1/events", wrong).await, 401, "unauthorized").await;
    }
    let answer = ask(&app, Method::POST, "/v1/analyze", &keys[0]).await;
    let article = answer.headers()["location"].to_str().unwrap().to_owned();
    // the rows are what is asked, the columns the three keys
    for (method, path, status) in [
        (Method::POST, "/v1/analyze", [200, 403, 200]),
        (Method::GET, "/v1/events", [403, 200, 200]),
        (Method::GET, "/v1/ontology", [403, 200, 200]),
        (Method::DELETE, article.as_str(), [403, 403, 204]),
    ] {
        for (key, status) in keys.iter().zip(status) {
            assert_eq!(ask(&app, method.clone(), path, key).await.status(), status, "{method} {path}");
        }
    }
    for path in ["/healthz", "/readyz", "/", "/openapi.json", "/metrics"] {
        assert_eq!(app.get(path).await.status(), 200, "{path}");
    }
}

#[tokio::test]
async fn keys_come_and_go_while_the_server_runs() {
    let dir = TempDir::new().unwrap();
    let app = keeping(&dir);
    assert_eq!(app.get("/v1/events").await.status(), 200);
    let reader = key(dir.path(), "read");
    let (_, listed) = isnad(&["key", "list"], dir.path());
    assert!(listed.contains("\tread\tread\tcreated ") && !listed.contains(reader.rsplit('_').next().unwrap()));
    for file in std::fs::read_dir(dir.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        let secret = reader.rsplit('_').next().unwrap().as_bytes();
        assert!(!bytes.windows(secret.len()).any(|window| window == secret), "only digests are kept");
    }
    // until the server has heard of it
    while app.get("/v1/events").await.status() == 200 {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(ask(&app, Method::GET, "/v1/events", &reader).await.status(), 200);
    let id = listed.split('\t').next().unwrap();
    assert_eq!(isnad(&["key", "revoke", id], dir.path()).0, Some(0));
    assert_eq!(isnad(&["key", "revoke", "0"], dir.path()).0, Some(2));
    while ask(&app, Method::GET, "/v1/events", &reader).await.status() == 200 {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    problem(app.get("/v1/events").await, 401, "unauthorized").await;
}

#[test]
fn a_store_without_keys_is_not_shown_to_other_machines() {
    let dir = TempDir::new().unwrap();
    let (code, _) = isnad(&["serve", "--bind", "0.0.0.0:0"], dir.path());
    assert_eq!(code, Some(2));
}

#[tokio::test]
async fn a_key_has_so_many_requests_a_minute() {
    let dir = TempDir::new().unwrap();
    let (reader, other) = (key(dir.path(), "read"), key(dir.path(), "admin"));
    let app = TestApp::with(&[
        ("ISNAD_STORE_DATA_DIR", dir.path().to_str().unwrap()),
        ("ISNAD_LIMITS_REQUESTS_PER_MINUTE", "2"),
    ]);
    for left in ["1", "0"] {
        let response = ask(&app, Method::GET, "/v1/events", &reader).await;
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["ratelimit-policy"], "\"key\";q=2;w=60");
        let told = response.headers()["ratelimit"].to_str().unwrap();
        assert!(told.starts_with(&format!("\"key\";r={left};t=")), "{told}");
    }
    let refused = ask(&app, Method::GET, "/v1/events", &reader).await;
    let wait: u64 = refused.headers()["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((1..=30).contains(&wait), "{wait}");
    assert!(refused.headers()["ratelimit"].to_str().unwrap().contains("r=0"));
    problem(refused, 429, "too-many-requests").await;
    assert_eq!(ask(&app, Method::GET, "/v1/events", &other).await.status(), 200);
    assert_eq!(app.get("/healthz").await.status(), 200);
}

#[tokio::test]
async fn what_admins_do_is_written_down() {
    let dir = TempDir::new().unwrap();
    let (admin, reader) = (key(dir.path(), "admin"), key(dir.path(), "read"));
    let app = keeping(&dir);
    let answer = ask(&app, Method::POST, "/v1/analyze", &admin).await;
    let article = answer.headers()["location"].to_str().unwrap().to_owned();
    assert_eq!(ask(&app, Method::DELETE, &article, &admin).await.status(), 204);
    assert_eq!(ask(&app, Method::GET, "/v1/feedback", &admin).await.status(), 200);
    for path in ["/v1/audit", "/v1/feedback"] {
        problem(ask(&app, Method::GET, path, &reader).await, 403, "forbidden").await;
        assert_eq!(ask(&app, Method::HEAD, path, &reader).await.status(), 403, "{path}");
    }
    let audit: serde_json::Value = ask(&app, Method::GET, "/v1/audit", &admin).await.json().await.unwrap();
    let acts = audit["acts"].as_array().unwrap();
    let told: Vec<_> = acts.iter().map(|act| act["act"].as_str().unwrap()).collect();
    assert_eq!(told, ["feedback.export", "erase", "key.create", "key.create"]);
    let id = article.rsplit('/').next().unwrap();
    assert_eq!((&acts[1]["what"], &acts[2]["who"]), (&id.into(), &"command line".into()));
    assert!(admin.contains(acts[1]["who"].as_str().unwrap()));
}
