//! Near-duplicates and copied parts, over the socket.

use reqwest::Method;
use serde_json::{Value, json};

use crate::app::TestApp;
use crate::store::{KEPT, json};

const WIRE: &str = "أعلنت وزارة النقل أن جسر الوادي سيفتح أمام المارة صباح الأحد المقبل بعد أعمال ترميم دامت سبعة أشهر. \
                    وقال المهندس كمال سليم إن الكلفة بلغت مليوني دينار وإن المقاول سلم المشروع قبل موعده بثلاثة أسابيع كاملة.";
const OWN: &str = "سكان الحي القديم كانوا ينتظرون هذا اليوم منذ زمن طويل كما تروي أم سمير التي تسكن قرب النهر وتبيع الخبز كل صباح. \
                   وتقول جارتها إن الطريق إلى المدرسة صار أقصر بكثير مما كان عليه في السنوات الماضية.";

async fn stored(app: &TestApp, publisher: &str, day: &str, text: &str) -> String {
    let article = json!({"publisher": publisher, "published_at": day, "text": text});
    let answer: Value = app.analyze_json(article.to_string()).await.json().await.unwrap();
    answer["article"]["id"].as_str().unwrap().to_owned()
}

async fn article(app: &TestApp, id: &str) -> Value {
    json(app, &format!("/v1/articles/{id}")).await["article"].clone()
}

#[tokio::test]
async fn a_reprint_names_the_earliest_whatever_came_first() {
    let app = TestApp::with(&[KEPT]);
    let changed = WIRE.replace("أعلنت وزارة النقل", "ذكرت وزارة النقل والأشغال");
    let reprint = stored(&app, "النهر", "2024-03-02", &changed).await;
    assert_eq!(article(&app, &reprint).await["duplicate_of"], Value::Null);
    let wire = stored(&app, "وكالة الوادي", "2024-03-01", WIRE).await;
    let stranger = stored(&app, "الجسر", "2024-03-03", OWN).await;
    assert_eq!(article(&app, &reprint).await["duplicate_of"], json!(wire));
    assert_eq!(article(&app, &wire).await["duplicate_of"], Value::Null);
    assert_eq!(article(&app, &stranger).await["duplicate_of"], Value::Null);
    let erased = app.request(Method::DELETE, &format!("/v1/articles/{wire}")).send().await.unwrap();
    assert_eq!(erased.status(), 204);
    assert_eq!(article(&app, &reprint).await["duplicate_of"], Value::Null);
}

#[tokio::test]
async fn the_answer_to_a_reprint_says_so_at_once() {
    let app = TestApp::with(&[KEPT]);
    let wire = stored(&app, "وكالة الوادي", "2024-03-01", WIRE).await;
    let article =
        |publisher: &str| json!({"publisher": publisher, "published_at": "2024-03-02", "text": WIRE}).to_string();
    let answer: Value = app.analyze_json(article("النهر")).await.json().await.unwrap();
    assert_eq!((&answer["article"]["duplicate_of"], &answer["article"]["stored"]), (&json!(wire), &json!("new")));
    let again: Value = app.analyze_json(article("النهر")).await.json().await.unwrap();
    assert_eq!((&again["article"]["duplicate_of"], &again["article"]["stored"]), (&json!(wire), &json!("known")));
    let lines = app.post("/v1/analyze/batch?fields=article", "application/x-ndjson", article("الجسر")).await;
    let line: Value = lines.json().await.unwrap();
    assert_eq!(line["article"]["duplicate_of"], json!(wire));
    let events: Value =
        app.post("/v1/analyze?fields=events", "application/json", article("المرسى")).await.json().await.unwrap();
    assert!(events.get("article").is_none());
}

#[tokio::test]
async fn a_copied_part_is_shown_where_it_stands() {
    let app = TestApp::with(&[KEPT]);
    let wire = stored(&app, "وكالة الوادي", "2024-03-01", WIRE).await;
    let text = format!("{OWN}\n{}", WIRE.split(". ").nth(1).unwrap());
    let own = stored(&app, "الجسر", "2024-03-02", &text).await;
    let found = article(&app, &own).await;
    assert_eq!((&found["duplicate_of"], &found["copied"]["article"]), (&Value::Null, &json!(wire)));
    let piece = &found["copied"]["pieces"][0];
    let [start, end] = ["start", "end"].map(|side| usize::try_from(piece[side].as_u64().unwrap()).unwrap());
    let words: String = text.chars().skip(start).take(end - start).collect();
    assert!(words.starts_with("وقال المهندس") && words.ends_with("أسابيع كاملة"), "{words}");
}
