//! Lists of events: filters, search, pages, formats.

use serde_json::{Value, json};

use crate::app::{TestApp, problem};
use crate::store::{KEPT, json};

const ARTICLES: [(&str, &str, &str); 3] = [
    ("النهر", "2024-12-05", "أعلنت وزارة الدفاع السورية أن الجيش انسحب من مدينة حماة."),
    ("الجسر", "2024-12-06", "نفت الخارجية التركية شن غارات قرب الحدود. وتجمع محتجون أمام السفارة الإيطالية في بيروت."),
    (
        "النهر",
        "2024-12-07",
        "قال مصدر مقرب من الكرملين إن روسيا لا تعتزم سحب قواتها من سوريا. واستقبل وزير الخارجية السفير.",
    ),
];

/// What a filter promises of an event.
type Holds<'f> = &'f dyn Fn(&Value) -> bool;

async fn newsroom() -> TestApp {
    let app = TestApp::with(&[KEPT]);
    for (publisher, day, text) in ARTICLES {
        let article =
            json!({"publisher": publisher, "published_at": day, "text": text, "url": "https://example.org/?a&b"});
        assert_eq!(app.analyze_json(article.to_string()).await.status(), 200);
    }
    app
}

async fn events(app: &TestApp, query: &str) -> Vec<Value> {
    json(app, &format!("/v1/events?limit=500&{query}")).await["events"].as_array().unwrap().clone()
}

#[tokio::test]
async fn every_filter_keeps_exactly_what_it_says() {
    let app = newsroom().await;
    let all = events(&app, "").await;
    assert!(all.len() >= 4, "{}", all.len());
    let days: Vec<_> = all.iter().map(|event| event["article"]["published_at"].as_str().unwrap()).collect();
    assert!(days.is_sorted_by(|a, b| a >= b), "{days:?}");
    let family = |event: &Value| event["type"].as_str().unwrap().starts_with("military.");
    let cases: [(&str, Holds<'_>); 9] = [
        ("type=military.*", &family),
        ("type=military.withdrawal", &|event| event["type"] == "military.withdrawal"),
        ("polarity=negative", &|event| event["polarity"] == "negative"),
        ("modality=planned&modality=denied", &|event| event["modality"] == "planned" || event["modality"] == "denied"),
        ("class=statement", &|event| event["class"] == "statement"),
        ("publisher=النهر", &|event| event["article"]["publisher"] == "النهر"),
        ("since=2024-12-06", &|event| event["article"]["published_at"].as_str() >= Some("2024-12-06")),
        ("until=2024-12-06", &|event| event["article"]["published_at"].as_str() <= Some("2024-12-06")),
        ("min_confidence=0.9", &|event| event["confidence"].as_f64() >= Some(0.9)),
    ];
    for (query, holds) in cases {
        let expected: Vec<_> = all.iter().filter(|event| holds(event)).cloned().collect();
        assert_eq!(events(&app, query).await, expected, "{query}");
    }
    assert!(events(&app, "type=military.*").await.len() < all.len());
}

#[tokio::test]
async fn people_and_places_are_found_by_all_their_names() {
    let app = newsroom().await;
    let role = |event: &Value, role: &str, text: &str| {
        event["roles"][role].as_array().is_some_and(|fillers| fillers.iter().any(|filler| filler["text"] == text))
    };
    let russian = events(&app, "actor=روسيا").await;
    assert!(!russian.is_empty() && russian.iter().all(|event| role(event, "actor", "روسيا")));
    assert_eq!(events(&app, "actor=Russia").await, russian);
    assert_eq!(events(&app, "actor=ru").await, russian);
    assert!(!events(&app, "place=سوريا&polarity=negative").await.is_empty());
    let ministry = events(&app, "source=وزارة الدفاع السورية").await;
    assert!(!ministry.is_empty());
    assert!(ministry.iter().all(|event| event["sources"].to_string().contains("وزارة الدفاع السورية")));
    let anonymous = events(&app, "anonymity=A3").await;
    assert!(anonymous.iter().all(|event| event["sources"].as_array().unwrap().last().unwrap()["anonymity"] == "A3"));
    assert_eq!(events(&app, "actor=لا أحد").await, [Value::Null; 0]);
}

#[tokio::test]
async fn words_are_found_whatever_hangs_on_them() {
    let app = newsroom().await;
    let found = events(&app, "q=السفارة").await;
    assert!(!found.is_empty());
    assert!(found.iter().all(|event| event["evidence"]["text"].as_str().unwrap().contains("السفارة")));
    for query in ["q=بالسفارة", "q=وسفارة", "q=سَفارة", "q=\"السفارة الإيطالية\"", "q=بيروت السفارة", "q=«أمام السفارة»"]
    {
        assert_eq!(events(&app, query).await, found, "{query}");
    }
    assert_eq!(events(&app, "q=\"الإيطالية السفارة\"").await, [Value::Null; 0]);
    for hostile in ["q=سفارة OR *", "q=NEAR(", "q=words:x\" AND", "q=-- ; DROP TABLE event", "q=\"", "q=^سفارة*)"]
    {
        let status = app.get(&format!("/v1/events?{hostile}")).await.status();
        assert!(status == 200 || status == 422, "{hostile}: {status}");
    }
}

#[tokio::test]
async fn pages_hold_every_event_once_while_more_come() {
    let app = newsroom().await;
    let all = events(&app, "").await;
    let (mut seen, mut path) = (Vec::new(), "/v1/events?limit=1".to_owned());
    loop {
        let response = app.get(&path).await;
        let link = response.headers().get("link").map(|link| link.to_str().unwrap().to_owned());
        let page: Value = response.json().await.unwrap();
        seen.extend(page["events"].as_array().unwrap().iter().cloned());
        app.analyze_text("?published_at=2025-01-01", &format!("قصف الجيش البلدة {}.", seen.len())).await;
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/v1/events?limit=1&cursor={next}");
        assert_eq!(link.unwrap(), format!("<{path}>; rel=\"next\""));
    }
    assert_eq!(seen, all);
    let one = &all[0];
    assert_eq!(json(&app, &format!("/v1/events/{}", one["id"].as_str().unwrap())).await, *one);
    problem(app.get("/v1/events/0").await, 404, "not-found").await;
}

#[tokio::test]
async fn unknown_values_are_refused() {
    let app = newsroom().await;
    for query in
        ["type=plan", "class=x", "modality=sure", "since=soon", "anonymity=A9", "format=pdf", "bom=1", "who=me"]
    {
        let document = problem(app.get(&format!("/v1/events?{query}")).await, 422, "invalid-parameter").await;
        assert_eq!(document["parameter"], query.split('=').next().unwrap());
    }
    let request = app.request(reqwest::Method::GET, "/v1/events").header("accept", "image/png");
    problem(request.send().await.unwrap(), 406, "not-acceptable").await;
}

#[tokio::test]
async fn the_formats_tell_the_same_events() {
    let app = newsroom().await;
    let all = events(&app, "").await;
    let text = async |query: &str| app.get(&format!("/v1/events?{query}")).await.text().await.unwrap();
    let lines: Vec<Value> =
        text("format=ndjson").await.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines, all);

    let map: Value = serde_json::from_str(&text("format=geojson").await).unwrap();
    assert_eq!(map["features"].as_array().unwrap().len(), all.len());
    let hama = map["features"].as_array().unwrap().iter().find(|f| f["properties"]["type"] == "military.withdrawal");
    assert!(hama.is_some_and(|feature| feature["geometry"]["type"] == "Point"));

    let collection: geojson::FeatureCollection = text("format=geojson").await.parse().unwrap();
    let located = collection.features.iter().filter_map(|feature| Some((feature, feature.geometry.as_ref()?)));
    for (feature, geometry) in located {
        let point =
            if let geojson::GeometryValue::Point { coordinates } = &geometry.value { Some(coordinates) } else { None };
        let coordinates = point.unwrap();
        assert!(coordinates[0].abs() <= 180.0 && coordinates[1].abs() <= 90.0, "longitude comes first");
        let id = feature.properties.as_ref().and_then(|properties| properties["id"].as_str());
        assert_eq!(feature.id, id.map(|id| geojson::feature::Id::String(id.to_owned())));
    }

    let parsed: atom_syndication::Feed = text("format=atom").await.parse().unwrap();
    assert_eq!(parsed.entries().len(), all.len());
    assert!(parsed.id().starts_with("urn:isnad:events:") && !parsed.authors().is_empty());
    for (entry, event) in parsed.entries().iter().zip(&all) {
        assert_eq!(entry.id(), format!("urn:isnad:event:{}", event["id"].as_str().unwrap()));
        assert_eq!(entry.title().as_str(), event["headline"]);
        assert_eq!(entry.summary().unwrap().as_str(), event["evidence"]["text"]);
        assert!(entry.published().is_some() && entry.updated() >= entry.published().unwrap());
        assert!(entry.links().iter().any(|link| link.rel() == "alternate"));
        assert_eq!(entry.authors()[0].name(), event["article"]["publisher"]);
    }

    let feed = text("format=atom&type=military.*").await;
    assert!(feed.starts_with("<?xml") && feed.contains("<feed xmlns=\"http://www.w3.org/2005/Atom\">"));
    let id = format!(
        "<id>urn:isnad:event:{}</id>",
        all.iter().find(|e| e["type"] == "military.withdrawal").unwrap()["id"].as_str().unwrap()
    );
    assert!(feed.contains(&id) && feed.contains("https://example.org/?a&amp;b"));
    assert_eq!(feed, text("format=atom&type=military.*").await);

    let bytes = app.get("/v1/events?format=csv&bom=true").await.bytes().await.unwrap();
    assert!(bytes.starts_with("\u{feff}article_id,".as_bytes()));
    assert!(!text("format=csv").await.starts_with('\u{feff}'));
}

#[tokio::test]
async fn rows_of_stored_events_are_those_of_the_analysis() {
    let app = TestApp::with(&[KEPT]);
    let article = json!({"title": "=HYPERLINK(1)", "publisher": "\u{61c}@x", "text": ARTICLES[2].2}).to_string();
    let request = app.request(reqwest::Method::POST, "/v1/analyze").header("content-type", "application/json");
    let analysed = request.header("accept", "text/csv").body(article).send().await.unwrap().text().await.unwrap();
    let stored = app.get("/v1/events?format=csv").await.text().await.unwrap();
    // the list has the last event of the text first
    let rows = |table: &str| {
        let mut rows: Vec<String> = table.split("\r\n").map(str::to_owned).collect();
        rows.sort();
        rows
    };
    assert_eq!(rows(&stored), rows(&analysed));
    assert!(stored.contains("'=HYPERLINK(1)") && stored.contains("'\u{61c}@x"));
}

#[tokio::test]
async fn counts_agree_with_the_list() {
    let app = newsroom().await;
    let all = events(&app, "").await;
    for query in [
        "",
        "bucket=hour&by=place",
        "by=source&type=military.*",
        "q=السفارة",
        "by=source&polarity=negative",
        "actor=RU",
        "bucket=hour&anonymity=A3",
    ] {
        let counted = json(&app, &format!("/v1/events/histogram?{query}")).await;
        let total: u64 = counted["buckets"].as_array().unwrap().iter().map(|b| b["events"].as_u64().unwrap()).sum();
        let filters: Vec<_> = query.split('&').filter(|p| !p.starts_with("by") && !p.starts_with("bucket")).collect();
        assert_eq!(total as usize, events(&app, &filters.join("&")).await.len(), "{query}");
    }
    let days = json(&app, "/v1/events/histogram").await;
    let starts: Vec<_> = days["buckets"].as_array().unwrap().iter().map(|b| b["start"].as_str().unwrap()).collect();
    assert_eq!(starts, ["2024-12-05T00:00:00Z", "2024-12-06T00:00:00Z", "2024-12-07T00:00:00Z"]);
    let kinds = days["buckets"][0]["counts"].as_array().unwrap();
    let first = |event: &&Value| event["article"]["published_at"] == "2024-12-05";
    assert_eq!(
        kinds.iter().map(|c| c["events"].as_u64().unwrap()).sum::<u64>() as usize,
        all.iter().filter(first).count()
    );
    problem(app.get("/v1/events/histogram?by=colour").await, 422, "invalid-parameter").await;
    problem(app.get("/v1/events/histogram?top=0").await, 422, "invalid-parameter").await;
    let cut = json(&app, "/v1/events/histogram?top=1").await;
    for (one, whole) in cut["buckets"].as_array().unwrap().iter().zip(days["buckets"].as_array().unwrap()) {
        assert_eq!((&one["events"], &one["counts"][0]), (&whole["events"], &whole["counts"][0]));
        assert_eq!(one["counts"].as_array().unwrap().len(), 1);
        assert_eq!(one["counts"][0]["events"].as_u64().unwrap() + one["others"].as_u64().unwrap(), one["events"]);
    }
    for bounds in ["since=2024-12-05T12:00:00Z", "until=2024-12-06T00:00:00Z&since=2024-12-05", "since=2024-12-06"] {
        let total = |counted: &Value| {
            counted["buckets"].as_array().unwrap().iter().map(|b| b["events"].as_u64().unwrap()).sum::<u64>() as usize
        };
        let (day, hour) =
            (format!("/v1/events/histogram?{bounds}"), format!("/v1/events/histogram?bucket=hour&{bounds}"));
        let listed = events(&app, bounds).await.len();
        assert_eq!((total(&json(&app, &day).await), total(&json(&app, &hour).await)), (listed, listed), "{bounds}");
    }
}

#[tokio::test]
async fn sources_are_counted_with_their_anonymity() {
    let app = newsroom().await;
    let all = json(&app, "/v1/sources").await["sources"].as_array().unwrap().clone();
    let kremlin = all.iter().find(|source| source["name"] == "مصدر مقرب من الكرملين").unwrap();
    assert_eq!((&kremlin["articles"], &kremlin["first"]), (&1.into(), &"2024-12-07T00:00:00Z".into()));
    assert_eq!(kremlin["anonymity"]["A3"], kremlin["events"]);
    let mut seen = Vec::new();
    let mut path = "/v1/sources?limit=1".to_owned();
    loop {
        let page = json(&app, &path).await;
        seen.extend(page["sources"].as_array().unwrap().iter().cloned());
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/v1/sources?limit=1&cursor={next}");
    }
    assert_eq!(seen, all);
}

#[tokio::test]
async fn pages_of_sources_hold_each_once_while_more_come() {
    let app = newsroom().await;
    let all = json(&app, "/v1/sources").await["sources"].as_array().unwrap().clone();
    assert!(all.len() >= 3, "{}", all.len());
    let (mut seen, mut path) = (Vec::new(), "/v1/sources?limit=1".to_owned());
    loop {
        let page = json(&app, &path).await;
        seen.extend(page["sources"].as_array().unwrap().iter().cloned());
        // the last of all becomes the first
        for n in 0..3 {
            let text = format!("قال مصدر مقرب من الكرملين إن روسيا لا تعتزم سحب قواتها من سوريا {} {n}.", seen.len());
            assert_eq!(app.analyze_text("?published_at=2024-12-07", &text).await.status(), 200);
        }
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/v1/sources?limit=1&cursor={next}");
    }
    let told = |sources: &[Value]| -> Vec<_> {
        sources.iter().map(|s| (s["name"].clone(), s["events"].clone(), s["articles"].clone())).collect()
    };
    assert_eq!(told(&seen), told(&all));
    problem(app.get("/v1/sources?cursor=5.x").await, 422, "invalid-parameter").await;
}
