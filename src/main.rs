//! temporary
use std::io::Read;
fn main() {
    let engine = isnad::Engine::load(&isnad::config::ConfigFiles::embedded()).unwrap_or_else(|e| { eprintln!("{e}"); std::process::exit(2) });
    if let Some(t) = std::env::args().nth(2) { engine.debug(&t); return }
    let mut w = isnad::Workspace::default();
    let mut s = String::new();
    std::io::stdin().read_to_string(&mut s).unwrap();
    for line in s.lines() {
        let v: serde_json::Value = serde_json::from_str(line).unwrap();
        let g = |k: &str| v.get(k).and_then(|x| x.as_str());
        let a = isnad::Article { id: g("id"), title: g("title"), publisher: g("publisher"), url: None, published_at: g("published_at"), text: g("text").unwrap() };
        println!("{}", serde_json::to_string(&engine.analyze(&mut w, &a, isnad::engine::Options::default())).unwrap());
    }
}
