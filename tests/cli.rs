//! The command line from outside.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::{Value, json};
use tempfile::TempDir;

const TEXT: &str = "أعلنت وزارة الدفاع السورية أن الجيش انسحب من مدينة حماة.";

fn isnad() -> Command {
    Command::new(env!("CARGO_BIN_EXE_isnad"))
}

fn stdout(command: &mut Command) -> String {
    String::from_utf8(command.assert().success().get_output().stdout.clone()).unwrap()
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = TempDir::new().unwrap();
    for (path, text) in files {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    dir
}

fn arg(dir: &TempDir, file: &str) -> String {
    dir.path().join(file).display().to_string()
}

#[test]
fn help_shows_examples() {
    let help = stdout(isnad().arg("--help"));
    assert!(help.contains("Examples:") && help.contains("Exit codes:"));
    assert!(stdout(isnad().args(["analyze", "--help"])).contains("--ndjson"));
}

#[test]
fn wrong_use_is_2() {
    for args in [
        &["--nothing"][..],
        &["analyze", "--format", "xml"],
        &["analyze", "--min-confidence", "7", "-"],
        &["--config-dir", "/nowhere", "ontology"],
        &["serve", "--config", "/nowhere.toml"],
        &["check-config", "/nowhere"],
        &["--bind", "127.0.0.1:1", "ontology"],
    ] {
        isnad().args(args).assert().code(2);
    }
    let settings = folder(&[("s.toml", "[limits]\nbody_byte = 1\n")]);
    let output = isnad().args(["serve", "--config", &arg(&settings, "s.toml")]).assert().code(2);
    assert!(String::from_utf8_lossy(&output.get_output().stderr).contains("line 2: unknown key `body_byte`"));
    isnad().arg("serve").env("ISNAD_LIMITS_QUEUE", "many").assert().code(2);
}

#[test]
fn one_text_gives_one_document() {
    for args in [&["analyze"][..], &["analyze", "-", "--format", "json"]] {
        let document: Value = serde_json::from_str(&stdout(isnad().args(args).write_stdin(TEXT))).unwrap();
        assert_eq!(document["article"]["chars"], TEXT.chars().count());
    }
}

#[test]
fn files_of_all_kinds_in_order_and_the_bad_ones_told() {
    let dir = folder(&[
        ("a.txt", TEXT),
        ("b.json", &json!({"id": "bee", "text": TEXT}).to_string()),
        ("c.html", &format!("<title>خبر</title><article><p>{TEXT}</p><p>{TEXT}</p></article>")),
        ("d.ndjson", &format!("{}\nbad\n\n{}\n", json!({"id": "d1", "text": TEXT}), json!({"id": "d4", "text": TEXT}))),
        ("e.txt", "English only"),
    ]);
    let files = ["a.txt", "b.json", "c.html", "d.ndjson", "e.txt", "missing.txt"].map(|file| arg(&dir, file));
    let output = isnad().args(["analyze", "--format", "ndjson"]).args(files).assert().code(1);
    let output = output.get_output();
    let ids: Vec<String> = String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["article"]["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(ids, ["a", "bee", "c", "d1", "d4"]);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(
        ["d.ndjson:2:", "e.txt: the text looks like Latin script", "missing.txt:"].iter().all(|t| told.contains(t)),
        "{told}"
    );
    assert_eq!(told.lines().count(), 3);
}

#[test]
fn other_formats() {
    let dir = folder(&[("a.txt", TEXT), ("b.txt", TEXT)]);
    let files = [arg(&dir, "a.txt"), arg(&dir, "b.txt")];
    let run = |format: &str| stdout(isnad().args(["analyze", "--format", format]).args(&files));
    let documents: Vec<Value> = serde_json::from_str(&run("json")).unwrap();
    assert_eq!(documents.len(), 2);
    let csv = run("csv");
    assert_eq!(csv.matches("article_id").count(), 1);
    let html = run("html");
    assert!(html.starts_with("<!doctype html>") && html.trim_end().ends_with("</html>"));
    let cards = run("cards");
    assert!(!cards.contains('\u{1b}'), "no colours in a pipe");
    assert_eq!(cards.matches(['\u{2066}', '\u{2068}']).count(), cards.matches('\u{2069}').count());
}

#[test]
fn cards_show_who_says_what() {
    let cards = stdout(isnad().args(["analyze", "--format", "cards"]).write_stdin(TEXT));
    for piece in ["author ← \u{2068}وزارة الدفاع السورية\u{2069}", "positive · asserted", "why:"] {
        assert!(cards.contains(piece), "{piece} in\n{cards}");
    }
}

#[test]
fn ndjson_gives_a_line_for_a_line() {
    let mut input = Vec::new();
    for n in 0..600 {
        input.extend(json!({"id": n.to_string(), "text": TEXT, "published_at": "2024-12-05"}).to_string().into_bytes());
        input.push(b'\n');
    }
    let all = stdout(isnad().args(["analyze", "--ndjson"]).write_stdin(input.clone()));
    let ids = all.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["article"]["id"].clone());
    assert!(ids.eq((0..600).map(|n| json!(n.to_string()))));
    input.extend(b"{\n\xff\n");
    let output = isnad().args(["analyze", "--ndjson"]).write_stdin(input).assert().code(1);
    let lines: Vec<_> = output.get_output().stdout.split(|b| *b == b'\n').map(<[u8]>::to_vec).collect();
    let problem = |n: usize| serde_json::from_slice::<Value>(&lines[n]).unwrap();
    assert_eq!((&problem(600)["type"], &problem(600)["line"]), (&json!("/problems/malformed-json"), &json!(601)));
    assert_eq!(problem(601)["type"], "/problems/not-utf8");
}

#[test]
fn a_diff_reads_files_of_all_kinds_and_refuses_what_is_not_arabic() {
    let page = format!("<title>خبر</title><article><p>{TEXT}</p><p>{TEXT}</p></article>");
    let article = json!({"text": format!("{TEXT}\n\n{TEXT}")}).to_string();
    let several = format!("{}\n{}\n", json!({"text": TEXT}), json!({"text": TEXT}));
    let dir = folder(&[("a.html", &page), ("b.json", &article), ("bad.txt", "English only"), ("c.ndjson", &several)]);
    let files = |before, after| [arg(&dir, before), arg(&dir, after)];
    let difference: Value = serde_json::from_str(&stdout(isnad().arg("diff").args(files("a.html", "b.json")))).unwrap();
    assert_eq!((&difference["added"], &difference["dropped"]), (&json!([]), &json!([])));
    for (after, told) in [("bad.txt", "bad.txt: the text looks like Latin script"), ("c.ndjson", "one article")] {
        let output = isnad().arg("diff").args(files("b.json", after)).assert().code(1).stdout("");
        let told_here = String::from_utf8_lossy(&output.get_output().stderr).into_owned();
        assert!(told_here.contains(told), "{told_here}");
    }
}

#[test]
fn ontology_and_description_are_json() {
    let ontology: Value = serde_json::from_str(&stdout(isnad().arg("ontology"))).unwrap();
    assert!(ontology["types"].is_array());
    let api: Value = serde_json::from_str(&stdout(isnad().arg("openapi"))).unwrap();
    assert!(api["paths"]["/v1/analyze"]["post"].is_object());
}

#[test]
fn data_is_checked_and_replaced() {
    isnad().arg("check-config").assert().success();
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("config");
    isnad().arg("check-config").arg(own).assert().success();
    let dir = folder(&[("lexikon/unheard.tsv", "a\tb\n")]);
    let output = isnad().arg("check-config").arg(dir.path()).assert().code(2);
    assert!(String::from_utf8_lossy(&output.get_output().stderr).contains("knows no data file lexikon/unheard.tsv"));
    let dir = folder(&[("lexicon/reporting.tsv", "lemma\tbroken\n"), ("README.md", "mine"), (".hidden", "")]);
    let output = isnad().arg("check-config").arg(dir.path()).assert().code(1);
    assert!(String::from_utf8_lossy(&output.get_output().stderr).contains("lexicon/reporting.tsv:1:"));
    let output = isnad().arg("--config-dir").arg(dir.path()).arg("ontology").assert().code(2);
    assert!(String::from_utf8_lossy(&output.get_output().stderr).contains("lexicon/reporting.tsv:1:"));
}

/// A family of one type whose trigger has the condition.
fn family(condition: &str) -> String {
    format!(
        r#"
[[type]]
id = "nature.bloom"
tier = "B"
gloss = "{{actor}} blooms"
gloss_negative = "{{actor}} does not bloom"
gloss_ar = "{{actor}} يزهر"
gloss_ar_negative = "{{actor}} لا يزهر"
roles = ["actor"]

  [[type.trigger]]
  verbs = ["أزهر/يزهر IV.s"]
  frame = "subject=actor"
  needs = ["{condition}"]
"#
    )
}

#[test]
fn a_form_of_a_verb_is_no_word_of_a_condition() {
    let check = |condition: &str| {
        let dir = folder(&[("ontology/nature.toml", &family(condition))]);
        let output = isnad().arg("check-config").arg(dir.path()).assert();
        String::from_utf8_lossy(&output.get_output().stderr).replace(&*dir.path().to_string_lossy(), "")
    };
    let message = check("near: ربيع يزهرون");
    assert!(message.contains("ontology/nature.toml:14:"), "{message}");
    assert!(message.contains("'يزهرون' is a form of the verb 'أزهر'"), "{message}");
    for right in ["near: ربيع أعلن", "near: +يزهرون", "near: ربيع حديقة"] {
        assert_eq!(check(right), "");
    }
}

#[test]
fn nobody_to_ask_is_1() {
    isnad().arg("healthcheck").env("ISNAD_BIND", "127.0.0.1:1").assert().code(1);
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let dir = folder(&[("a.txt", &format!("{TEXT}\n").repeat(2000))]);
    let file = arg(&dir, "a.txt");
    let binary = env!("CARGO_BIN_EXE_isnad");
    let script = format!("set -o pipefail; '{binary}' analyze --format json '{file}' '{file}' | head -c 10");
    Command::new("bash").args(["-c", &script]).assert().success().stderr("");
}

#[test]
fn a_newsroom_adds_an_event_type_without_touching_code() {
    let family = r#"
[[type]]
id = "nature.migration"
tier = "B"
gloss = "{actor} migrates to {destination}"
gloss_negative = "{actor} does not migrate"
gloss_ar = "{actor} يهاجر إلى {destination}"
gloss_ar_negative = "{actor} لا يهاجر"
plover = []
cameo = "01"
iptc = "medtop:20000500"
roles = ["actor", "destination"]

  [[type.trigger]]
  verbs = ["حلق/يحلق II.s"]
  frame = "subject=actor إلى=destination"
  needs = ["subject: سرب أسراب"]
"#;
    let dir = folder(&[("ontology/nature.toml", family)]);
    isnad().arg("check-config").arg(dir.path()).assert().success();
    let article = "وحلقت أسراب من اللقالق أمس إلى السودان.";
    let output = stdout(isnad().arg("--config-dir").arg(dir.path()).arg("analyze").write_stdin(article));
    let analysis: Value = serde_json::from_str(&output).unwrap();
    assert_eq!(analysis["events"][0]["type"], "nature.migration");
    let without: Value = serde_json::from_str(&stdout(isnad().arg("analyze").write_stdin(article))).unwrap();
    assert_eq!(without["events"], json!([]));
}
