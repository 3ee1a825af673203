//! The same claim across articles, over the socket.

use reqwest::Method;
use serde_json::{Value, json};

use crate::app::{TestApp, problem};
use crate::store::{KEPT, json};

const REPORTS: [(&str, &str, &str); 4] = [
    ("الوطن", "2022-09-14T07:00:00Z", "استقال وزير المالية التونسي كمال الزواري من منصبه."),
    ("الصباح", "2022-09-14T09:00:00Z", "ذكرت صحيفة الوطن أن وزير المالية التونسي كمال الزواري استقال من منصبه."),
    ("الشروق", "2022-09-15T08:00:00Z", "نفى كمال الزواري أن يكون قد استقال من وزارة المالية التونسية."),
    ("الوطن", "2022-09-14T16:00:00Z", "استقال وزير الصحة المغربي سعيد الفاسي من منصبه."),
];

/// Sends the reports; gives the ids of their articles.
async fn newsroom(order: impl Iterator<Item = usize>) -> (TestApp, Vec<String>) {
    let app = TestApp::with(&[KEPT]);
    let mut ids = Vec::new();
    for at in order {
        let (publisher, day, text) = REPORTS[at];
        let article = json!({"publisher": publisher, "published_at": day, "text": text});
        let answer: Value = app.analyze_json(article.to_string()).await.json().await.unwrap();
        ids.push(answer["article"]["id"].as_str().unwrap().to_owned());
    }
    (app, ids)
}

/// The claims once they are joined so far that `done` holds; they are joined while nobody waits for them.
async fn claims(app: &TestApp, query: &str, done: impl Fn(&[Value]) -> bool) -> Vec<Value> {
    let mut tries = 0;
    loop {
        let found = json(app, &format!("/v1/claims?{query}")).await["claims"].as_array().unwrap().clone();
        if done(&found) {
            return found;
        }
        tries += 1;
        assert!(tries < 400, "the claims are not joined");
        tokio::time::sleep(std::time::Duration::from_millis(25)).await;
    }
}

fn whole(found: &[Value]) -> bool {
    found.len() == 1 && found[0]["events"].as_array().unwrap().len() == 3
}

#[tokio::test]
async fn a_claim_tells_its_reports_voices_and_contradiction_whatever_the_order() {
    let (app, ids) = newsroom(0..4).await;
    let found = claims(&app, "", whole).await;
    let claim = &found[0];
    assert_eq!((&claim["type"], &claim["reports"], &claim["origins"]), (&json!("politics.exit"), &json!(3), &json!(2)));
    assert_eq!(claim["first"]["article"], json!(ids[0]));
    assert_eq!(claim["first"]["published_at"], "2022-09-14T07:00:00Z");
    assert_eq!(claim["earliest_named_source"]["name"], "كمال الزواري");
    assert_eq!(claim["conflicts"].as_array().unwrap().len(), 1);
    assert_eq!(claim["conflicts"][0]["words"][1], REPORTS[2].2);
    assert_eq!(claim["why"].as_array().unwrap().len(), 2);
    let again = json(&app, &format!("/v1/claims/{}", claim["id"].as_str().unwrap())).await;
    assert_eq!(&again, claim);

    let (other, _) = newsroom((0..4).rev()).await;
    assert_eq!(claims(&other, "", whole).await, found);
}

#[tokio::test]
async fn a_claim_invents_no_time_of_publication() {
    let app = TestApp::with(&[KEPT]);
    let text = "أعلنت وزارة الدفاع السورية أن الجيش السوري انسحب من مدينة بانياس يوم الخميس 5 ديسمبر 2024.";
    let articles =
        [json!({"publisher": "النهر", "text": text}), json!({"publisher": "الجسر", "text": format!("{text} وغادر.")})];
    for article in &articles {
        assert_eq!(app.analyze_json(article.to_string()).await.status(), 200);
    }
    let found = claims(&app, "type=military.withdrawal", |found| found.len() == 1).await;
    assert_eq!(found[0]["first"]["published_at"], Value::Null);
    assert_eq!(found[0]["earliest_named_source"]["published_at"], Value::Null);
    assert_eq!(found[0]["path"][0]["published_at"], Value::Null);

    let dated = TestApp::with(&[KEPT]);
    for mut article in articles {
        article["published_at"] = json!("2024-12-05");
        assert_eq!(dated.analyze_json(article.to_string()).await.status(), 200);
    }
    let found = claims(&dated, "type=military.withdrawal", |found| found.len() == 1).await;
    assert_eq!(found[0]["first"]["published_at"], "2024-12-05");
}

#[tokio::test]
async fn claims_are_filtered() {
    let (app, _) = newsroom(0..4).await;
    claims(&app, "", whole).await;
    for query in [
        "type=politics.*",
        "conflict=true",
        "min_reports=3",
        "min_origins=2",
        "since=2022-09-15",
        "target=كمال الزواري",
    ] {
        assert_eq!(claims(&app, query, |_| true).await.len(), 1, "{query}");
    }
    for query in
        ["type=military.*", "conflict=false", "min_reports=4", "min_origins=3", "since=2022-09-16", "target=سعيد"]
    {
        assert_eq!(claims(&app, query, |_| true).await.len(), 0, "{query}");
    }
    problem(app.get("/v1/claims?min_reports=many").await, 422, "invalid-parameter").await;
    problem(app.get("/v1/claims?colour=red").await, 422, "invalid-parameter").await;
    problem(app.get("/v1/claims/none").await, 404, "not-found").await;
}

#[tokio::test]
async fn an_erased_article_leaves_its_claim() {
    let (app, ids) = newsroom(0..4).await;
    claims(&app, "", whole).await;
    let erased = app.request(Method::DELETE, &format!("/v1/articles/{}", ids[2])).send().await.unwrap();
    assert_eq!(erased.status(), 204);
    let rest = claims(&app, "", |found| found.len() == 1).await;
    assert_eq!((&rest[0]["reports"], &rest[0]["conflicts"]), (&json!(2), &json!([])));
    assert!(!rest[0].to_string().contains("نفى"));
}
