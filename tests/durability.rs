//! What is acknowledged stays: servers killed at random under many writers, full and read-only disks, damaged files.
//!
//! `cargo test --release --test durability -- --ignored` runs the long form, a hundred kills. Tests that need a small
//! file system of their own make one, which only root may; for others they say so and end.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

#[allow(unreachable_pub, dead_code, reason = "shared by a test and a bench")]
#[path = "support/server.rs"]
mod server;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use server::{Connection, Server, TEXT};
use tempfile::TempDir;

const WRITERS: usize = 16;

/// Acknowledged articles: id, and its text and number of events.
type Kept = Arc<Mutex<BTreeMap<String, (String, usize)>>>;

#[test]
fn nothing_acknowledged_is_lost_when_killed() {
    kill_at_random(3);
}

#[test]
#[ignore = "minutes"]
fn nothing_acknowledged_is_lost_in_a_hundred_kills() {
    kill_at_random(100);
}

/// Sixteen clients write, the server is killed, and started again without repair.
fn kill_at_random(rounds: usize) {
    let dir = TempDir::new().unwrap();
    let kept = Kept::default();
    let mut lot = 0x2545_f491_4f6c_dd1d_u64;
    for round in 0..rounds {
        let server = Server::start(dir.path(), &[]);
        check(&server, &kept, rounds);
        // xorshift: another moment each time
        lot ^= lot << 13;
        lot ^= lot >> 7;
        lot ^= lot << 17;
        let moment = Duration::from_millis(20 + lot % 700);
        write_until_killed(server, &kept, round, moment);
    }
    let server = Server::start(dir.path(), &[]);
    assert!(kept.lock().unwrap().len() > rounds, "too little was written to tell");
    check(&server, &kept, usize::MAX);
    drop(server);
    let verdict =
        Command::new(env!("CARGO_BIN_EXE_isnad")).args(["check-store", "--data-dir"]).arg(dir.path()).output();
    assert_eq!(verdict.unwrap().stdout, b"ok\n");
}

fn write_until_killed(mut server: Server, kept: &Kept, round: usize, moment: Duration) {
    let stop = Arc::new(AtomicBool::new(false));
    let write = |writer: usize| {
        let (kept, stop, address) = (Arc::clone(kept), Arc::clone(&stop), server.address);
        move || {
            let Some(mut connection) = Connection::open(address) else { return };
            for n in 0.. {
                let text = format!("{TEXT} {round}/{writer}/{n}");
                let Some(answer) = connection.post("/v1/analyze", "text/plain", &text) else { return };
                if answer.status == 200 {
                    let document = answer.json();
                    let id = document["article"]["id"].as_str().unwrap().to_owned();
                    kept.lock().unwrap().insert(id, (text, document["events"].as_array().unwrap().len()));
                }
                if stop.load(Ordering::Relaxed) {
                    return;
                }
            }
        }
    };
    let writers: Vec<_> = (0..WRITERS).map(|writer| std::thread::spawn(write(writer))).collect();
    std::thread::sleep(moment);
    server.kill();
    stop.store(true, Ordering::Relaxed);
    for writer in writers {
        writer.join().unwrap();
    }
}

/// The articles acknowledged last are there, whole; all of them at the end.
fn check(server: &Server, kept: &Kept, most: usize) {
    let mut connection = Connection::open(server.address).unwrap();
    let kept = kept.lock().unwrap();
    for (id, (text, events)) in kept.iter().take(most) {
        let answer = connection.get(&format!("/v1/articles/{id}")).unwrap();
        assert_eq!(answer.status, 200, "{id} was acknowledged and is gone");
        let document = answer.json();
        assert_eq!(document["article"]["text"], text.as_str());
        assert_eq!(document["events"].as_array().unwrap().len(), *events);
    }
}

/// A file system of a few megabytes, gone when dropped.
struct Disk(TempDir);

impl Disk {
    /// None, with a word, where this may not be done.
    fn make(megabytes: u32) -> Option<Self> {
        let dir = TempDir::new().unwrap();
        let options = format!("size={megabytes}m");
        let made = Command::new("mount").args(["-t", "tmpfs", "-o", &options, "isnad-test"]).arg(dir.path()).output();
        if made.is_ok_and(|output| output.status.success()) {
            return Some(Self(dir));
        }
        eprintln!("passed over: only root can make a small file system");
        None
    }

    fn remount(&self, how: &str) {
        let option = format!("remount,{how}");
        assert!(Command::new("mount").args(["-o", &option]).arg(self.0.path()).status().unwrap().success());
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").args(["-l"]).arg(self.0.path()).status();
    }
}

/// Posts until it is refused; the refusal, and how many were kept.
fn until_refused(connection: &mut Connection, name: &str) -> (server::Answer, usize) {
    let long = format!("{TEXT} ").repeat(30);
    let answers = (0..10_000).map(|n| {
        let answer = connection.post("/v1/analyze", "text/plain", &format!("{long}{name}/{n}")).unwrap();
        (answer, n)
    });
    answers.into_iter().find(|(answer, _)| answer.status != 200).unwrap()
}

#[test]
fn a_full_disk_refuses_reads_on_and_recovers() {
    let Some(disk) = Disk::make(8) else { return };
    let dir = disk.path().join("store");
    let server = Server::start(&dir, &[]);
    let mut connection = Connection::open(server.address).unwrap();
    let first = connection.post("/v1/analyze", "text/plain", TEXT).unwrap().json();
    let id = first["article"]["id"].as_str().unwrap().to_owned();
    let filler = disk.path().join("filler");
    std::fs::write(&filler, vec![0_u8; 3 << 20]).unwrap();

    let (refusal, kept) = until_refused(&mut connection, "full");
    assert!(refusal.status == 507 || refusal.status == 503, "{}", refusal.status);
    let problem = refusal.json();
    let kind = problem["type"].as_str().unwrap();
    assert!(["/problems/storage-full", "/problems/store-unavailable"].contains(&kind), "{problem}");
    // reading goes on, and nothing is half there
    assert_eq!(connection.get(&format!("/v1/articles/{id}")).unwrap().json()["article"]["text"], TEXT);
    let listed = server.count_articles();
    assert_eq!(listed, kept + 1);
    assert_eq!(connection.get("/v1/events?limit=5").unwrap().status, 200);

    std::fs::remove_file(&filler).unwrap();
    let again = connection.post("/v1/analyze", "text/plain", &format!("{TEXT} بعد")).unwrap();
    assert_eq!(again.status, 200, "{}", again.body);
    assert_eq!(server.count_articles(), kept + 2);
    drop(server);
    let verdict = Command::new(env!("CARGO_BIN_EXE_isnad")).args(["check-store", "--data-dir"]).arg(&dir).output();
    assert_eq!(verdict.unwrap().stdout, b"ok\n");
}

/// Files that nobody can write, not even who has them open; as before when dropped.
struct Frozen(Vec<std::path::PathBuf>);

impl Frozen {
    /// None, with a word, where this may not be done.
    fn make(files: Vec<std::path::PathBuf>) -> Option<Self> {
        let frozen = Self(files);
        if frozen.set("+i") {
            return Some(frozen);
        }
        eprintln!("passed over: only root can freeze files, and not on every file system");
        None
    }

    fn set(&self, flag: &str) -> bool {
        Command::new("chattr").arg(flag).args(&self.0).output().is_ok_and(|output| output.status.success())
    }
}

impl Drop for Frozen {
    fn drop(&mut self) {
        self.set("-i");
    }
}

#[test]
fn files_that_cannot_be_written_refuse_read_on_and_recover() {
    let dir = TempDir::new().unwrap();
    let server = Server::start(dir.path(), &[]);
    let mut connection = Connection::open(server.address).unwrap();
    let first = connection.post("/v1/analyze", "text/plain", TEXT).unwrap().json();
    let path = format!("/v1/articles/{}", first["article"]["id"].as_str().unwrap());
    let files = ["isnad.db", "isnad.db-wal"].map(|name| dir.path().join(name)).into();
    let Some(frozen) = Frozen::make(files) else { return };
    let refusal = connection.post("/v1/analyze", "text/plain", &format!("{TEXT} 1")).unwrap();
    assert_eq!((refusal.status, refusal.json()["type"].as_str()), (503, Some("/problems/store-unavailable")));
    assert_eq!(connection.get("/readyz").unwrap().status, 503);
    assert_eq!(connection.get(&path).unwrap().json()["article"]["text"], TEXT);
    assert_eq!(connection.get("/v1/events").unwrap().status, 200);
    drop(frozen);
    assert_eq!(connection.post("/v1/analyze", "text/plain", &format!("{TEXT} 2")).unwrap().status, 200);
    assert_eq!(server.count_articles(), 2);
}

#[test]
fn a_read_only_disk_is_refused_with_a_sentence() {
    let Some(disk) = Disk::make(16) else { return };
    let dir = disk.path().join("store");
    let server = Server::start(&dir, &[]);
    let mut connection = Connection::open(server.address).unwrap();
    assert_eq!(connection.post("/v1/analyze", "text/plain", TEXT).unwrap().status, 200);
    drop(server);
    disk.remount("ro");
    let output = Command::new(env!("CARGO_BIN_EXE_isnad"))
        .args(["serve", "--bind", "127.0.0.1:0", "--data-dir"])
        .arg(&dir)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && said.contains("cannot be written"), "{said}");
    disk.remount("rw");
    let server = Server::start(&dir, &[]);
    assert_eq!(server.count_articles(), 1);
}

#[test]
fn damaged_and_foreign_files_are_refused_and_left_alone() {
    let whole = TempDir::new().unwrap();
    let server = Server::start(whole.path(), &[]);
    let mut connection = Connection::open(server.address).unwrap();
    for n in 0..20 {
        connection.post("/v1/analyze", "text/plain", &format!("{TEXT} {n}")).unwrap();
    }
    drop(server);
    let copy = TempDir::new().unwrap();
    let file = copy.path().join("isnad.db");
    let saved = Command::new(env!("CARGO_BIN_EXE_isnad"))
        .args(["backup", file.to_str().unwrap(), "--data-dir"])
        .arg(whole.path())
        .status();
    assert!(saved.unwrap().success());
    let bytes = std::fs::read(&file).unwrap();
    let mut scrambled = bytes.clone();
    scrambled[..100].fill(7);
    for (what, content) in [
        ("torn", bytes[..bytes.len() / 2].to_vec()),
        ("scrambled", scrambled),
        ("foreign", "رسالة لا قاعدة بيانات ".repeat(99).into_bytes()),
    ] {
        let dir = TempDir::new().unwrap();
        let file = dir.path().join("isnad.db");
        std::fs::write(&file, &content).unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_isnad"))
            .args(["serve", "--bind", "127.0.0.1:0", "--data-dir"])
            .arg(dir.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success(), "{what}");
        assert!(said.contains("not a store of isnad, or it is damaged"), "{what}: {said}");
        assert!(std::fs::read(&file).unwrap() == content, "{what}: the file was changed");
    }
}
