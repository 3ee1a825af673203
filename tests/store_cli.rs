//! The store from the command line: in and out, copies, and what a crash leaves.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command as Process, Stdio};

use assert_cmd::Command;
use serde_json::{Value, json};
use tempfile::TempDir;

const TEXT: &str = "أعلنت وزارة الدفاع السورية أن الجيش انسحب من مدينة حماة.";

fn isnad(args: &[&str], dir: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_isnad"));
    command.args(args).arg("--data-dir").arg(dir);
    command
}

fn lines(args: &[&str], dir: &Path) -> Vec<Value> {
    let output = isnad(args, dir).assert().success().get_output().stdout.clone();
    String::from_utf8(output).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn ids(values: &[Value]) -> BTreeSet<String> {
    values.iter().map(|value| value["id"].as_str().unwrap().to_owned()).collect()
}

fn archive(count: usize) -> String {
    (0..count).map(|n| json!({"id": format!("a{n}"), "text": format!("{TEXT} رقم {n}")}).to_string() + "\n").collect()
}

#[test]
fn what_goes_in_comes_out_and_goes_in_again() {
    let (files, store, other) = (TempDir::new().unwrap(), TempDir::new().unwrap(), TempDir::new().unwrap());
    fs::create_dir_all(files.path().join("deep/er")).unwrap();
    fs::write(files.path().join("many.ndjson"), archive(3) + "{\"text\": 5}\n").unwrap();
    fs::write(files.path().join("deep/one.txt"), format!("{TEXT} ملف")).unwrap();
    fs::write(files.path().join("deep/er/page.html"), format!("<html><body><p>{TEXT} صفحة</p></body></html>")).unwrap();
    fs::write(files.path().join("deep/latin.txt"), "no Arabic here").unwrap();
    let path = files.path().to_str().unwrap();
    let report = |code: i32| {
        let output = isnad(&["import", path], store.path()).assert().code(code).get_output().stderr.clone();
        String::from_utf8(output).unwrap()
    };
    let first = report(1);
    assert!(first.contains("5 stored, 0 known already, 2 failed"), "{first}");
    assert!(first.contains("many.ndjson:4: ") && first.contains("latin.txt: "), "{first}");
    assert!(report(1).contains("0 stored, 5 known already, 2 failed"));

    let articles = lines(&["export"], store.path());
    let again: String = articles.iter().map(|article| article.to_string() + "\n").collect();
    isnad(&["import", "-"], other.path()).write_stdin(format!("{}\n", articles[0])).assert().success();
    let piped = TempDir::new().unwrap();
    isnad(&["import", "-"], piped.path()).write_stdin(again.clone()).assert().success();
    assert_eq!(ids(&lines(&["export"], piped.path())), ids(&articles));
    fs::write(files.path().join("again.ndjson"), again).unwrap();
    let file = files.path().join("again.ndjson");
    isnad(&["import", file.to_str().unwrap()], other.path()).assert().success();
    assert_eq!(ids(&lines(&["export"], other.path())), ids(&articles));
    let events = lines(&["export", "--what", "events"], store.path());
    assert_eq!(ids(&lines(&["export", "--what", "events"], other.path())), ids(&events));
    let analyses = lines(&["export", "--what", "analyses"], store.path());
    assert_eq!(analyses.iter().map(|a| a["events"].as_array().unwrap().len()).sum::<usize>(), events.len());
    assert!(analyses.iter().all(|analysis| analysis["article"]["text"].as_str().unwrap().starts_with(TEXT)));
}

#[test]
fn an_exported_analysis_names_what_it_is_a_version_of() {
    let store = TempDir::new().unwrap();
    let long = "وقال المهندس كمال سليم إن الكلفة بلغت مليوني دينار وإن المقاول سلم المشروع قبل موعده بثلاثة أسابيع.";
    for (publisher, day) in [("الوادي", "2024-03-01"), ("النهر", "2024-03-02")] {
        let line = json!({"publisher": publisher, "published_at": day, "text": format!("{TEXT} {long}")}).to_string();
        isnad(&["import", "-"], store.path()).write_stdin(line).assert().success();
    }
    let analyses = lines(&["export", "--what", "analyses"], store.path());
    let [later, earlier] = &analyses[..] else { unreachable!("two articles: {analyses:?}") };
    assert_eq!(later["article"]["duplicate_of"], earlier["article"]["id"]);
    assert_eq!(earlier["article"]["duplicate_of"], Value::Null);
}

#[test]
fn a_copy_serves_as_a_store() {
    let (store, copy) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    isnad(&["import", "-"], store.path()).write_stdin(TEXT).assert().success();
    let file = copy.path().join("isnad.db");
    isnad(&["backup", file.to_str().unwrap()], store.path()).assert().success();
    isnad(&["backup", file.to_str().unwrap()], store.path()).assert().code(1);
    isnad(&["check-store"], copy.path()).assert().success().stdout("ok\n");
    assert_eq!(lines(&["export"], copy.path()), lines(&["export"], store.path()));
    Command::new(env!("CARGO_BIN_EXE_isnad")).args(["export"]).assert().code(2);
}

#[test]
fn a_new_version_analyses_again_and_keeps_ids() {
    let (store, data) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    isnad(&["import", "-"], store.path()).write_stdin(TEXT).assert().success();
    let before = lines(&["export", "--what", "events"], store.path());
    assert!(!before.is_empty());
    let again = |config: Option<&Path>| {
        let mut command = isnad(&["reanalyze"], store.path());
        if let Some(dir) = config {
            command.arg("--config-dir").arg(dir);
        }
        String::from_utf8(command.assert().success().get_output().stderr.clone()).unwrap()
    };
    assert!(again(None).contains("0 analysed again, 1 up to date"));
    // other data: one more country
    let table = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/config/lexicon/title.tsv")).unwrap();
    fs::create_dir_all(data.path().join("lexicon")).unwrap();
    fs::write(data.path().join("lexicon/title.tsv"), table + "# changed\n").unwrap();
    assert!(again(Some(data.path())).contains("1 analysed again, 0 up to date"));
    assert!(again(Some(data.path())).contains("0 analysed again, 1 up to date"));
    assert_eq!(lines(&["export", "--what", "events"], store.path()), before);
}

/// Starts a server, and gives it with its address.
fn serve(dir: &Path) -> (std::process::Child, String) {
    let mut server = Process::new(env!("CARGO_BIN_EXE_isnad"))
        .args(["serve", "--bind", "127.0.0.1:0", "--data-dir"])
        .arg(dir)
        .env("ISNAD_LOG_FORMAT", "json")
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut log = BufReader::new(server.stderr.take().unwrap()).lines();
    let address = log.by_ref().find_map(|line| {
        let line: Value = serde_json::from_str(&line.unwrap()).ok()?;
        Some(line["address"].as_str()?.to_owned())
    });
    std::thread::spawn(move || log.count());
    (server, address.unwrap())
}

/// What is acknowledged is there after a crash, whole; what is not may be there, whole, or not at all.
#[test]
fn a_killed_server_has_kept_what_it_acknowledged() {
    let dir = TempDir::new().unwrap();
    let rounds = std::env::var("STORE_TEST_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(3);
    let mut acknowledged = BTreeSet::new();
    for round in 0..rounds {
        let (mut server, address) = serve(dir.path());
        let mut socket = std::net::TcpStream::connect(&address).unwrap();
        let body: String =
            (0..2000).map(|n| json!({"text": format!("{TEXT} {round}/{n}")}).to_string() + "\n").collect();
        write!(
            socket,
            "POST /v1/analyze/batch HTTP/1.1\r\nhost: x\r\ncontent-type: application/x-ndjson\r\ncontent-length: {}\r\n\r\n",
            body.len()
        )
        .unwrap();
        let mut sending = socket.try_clone().unwrap();
        let sender = std::thread::spawn(move || sending.write_all(body.as_bytes()).is_ok());
        let mut seen = 0;
        for line in BufReader::new(socket).lines().map_while(Result::ok) {
            let Ok(answer) = serde_json::from_str::<Value>(&line) else { continue };
            assert_eq!(answer["article"]["stored"], "new", "{answer}");
            acknowledged.insert(answer["article"]["id"].as_str().unwrap().to_owned());
            seen += 1;
            // in the midst of it, each time elsewhere
            if seen == 40 + 31 * round {
                server.kill().unwrap();
            }
        }
        server.wait().unwrap();
        let _ = sender.join();
        isnad(&["check-store"], dir.path()).assert().success().stdout("ok\n");
        let kept = lines(&["export", "--what", "analyses"], dir.path());
        let kept: BTreeSet<String> = kept.iter().map(|a| a["article"]["id"].as_str().unwrap().to_owned()).collect();
        let lost: Vec<_> = acknowledged.difference(&kept).collect();
        assert!(lost.is_empty(), "round {round}: {lost:?}");
        assert!(acknowledged.len() > 40 * round);
    }
}
