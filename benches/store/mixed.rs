//! Writing, asking, streaming, erasing, and mistakes, for minutes: memory stays flat, and no error comes that was not
//! provoked.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::json;

use crate::server::{Connection, Server, TEXT};

/// Articles that are kept; older ones are erased.
const KEPT: usize = 5000;

/// Rest of each client between two requests.
const PAUSE: Duration = Duration::from_millis(20);

/// Growth from the first quarter to the last that still counts as flat, in megabytes.
const GROWTH: u64 = 48;

const ASKED: [&str; 8] = [
    "/v1/events?type=military.*",
    "/v1/events?q=%D8%A7%D9%84%D8%AC%D9%8A%D8%B4",
    "/v1/events?format=atom",
    "/v1/events/histogram?by=source",
    "/v1/sources",
    "/v1/claims",
    "/v1/articles?limit=5",
    "/metrics",
];

/// Mistakes, and what they are answered with.
const WRONG: [(&str, u16); 4] =
    [("/v1/events?colour=red", 422), ("/v1/articles/0", 404), ("/v1/events?cursor=x", 422), ("/nothing", 404)];

#[derive(Default)]
struct Shared {
    stop: AtomicBool,
    /// Answers by what was asked and status.
    answers: Mutex<BTreeMap<(&'static str, u16), usize>>,
    /// Answers that nobody provoked.
    faults: Mutex<Vec<String>>,
    ids: Mutex<std::collections::VecDeque<String>>,
}

impl Shared {
    fn told(
        &self,
        what: &'static str,
        wanted: u16,
        answer: Option<crate::server::Answer>,
    ) -> Option<crate::server::Answer> {
        let status = answer.as_ref().map_or(0, |answer| answer.status);
        *self.answers.lock().expect("no panic").entry((what, status)).or_default() += 1;
        if status != wanted {
            let body = answer.as_ref().map_or("the connection ended", |answer| &answer.body);
            self.faults.lock().expect("no panic").push(format!("{what}: {status} {body}"));
        }
        answer
    }

    fn goes_on(&self) -> bool {
        std::thread::sleep(PAUSE);
        !self.stop.load(Ordering::Relaxed)
    }
}

pub(crate) fn run(time: Duration) {
    let dir = std::env::temp_dir().join(format!("isnad-mixed-{}", std::process::id()));
    let server = Server::start(&dir, &[]);
    let shared = Arc::new(Shared::default());
    let roles: [fn(&Shared, SocketAddr, usize); 8] = [write, write, write, ask, ask, mistake, erase, stream];
    let clients: Vec<_> = roles
        .into_iter()
        .enumerate()
        .map(|(n, role)| {
            let (shared, address) = (Arc::clone(&shared), server.address);
            std::thread::spawn(move || role(&shared, address, n))
        })
        .collect();
    let began = Instant::now();
    let mut sizes = Vec::new();
    while began.elapsed() < time {
        std::thread::sleep((time / 40).max(Duration::from_secs(1)));
        sizes.push(resident(server.id()));
        let stored = shared.ids.lock().expect("no panic").len();
        println!(
            "{:>5.0} s: {} MB resident, {stored} articles",
            began.elapsed().as_secs_f64(),
            sizes.last().unwrap_or(&0)
        );
    }
    shared.stop.store(true, Ordering::Relaxed);
    for client in clients {
        client.join().expect("a client");
    }
    for ((what, status), count) in shared.answers.lock().expect("no panic").iter() {
        println!("{what:<10} {status} × {count}");
    }
    drop(server);
    let _ = std::fs::remove_dir_all(&dir);
    let faults = shared.faults.lock().expect("no panic");
    faults.iter().take(20).for_each(|fault| println!("FAULT {fault}"));
    let (first, last) = sizes.split_at(sizes.len() / 2);
    let most = |part: &[u64]| part.iter().max().copied().unwrap_or(0);
    let (before, after) = (most(first), most(last));
    println!("{} faults; largest in the first half {before} MB, in the second {after} MB", faults.len());
    std::process::exit(i32::from(!faults.is_empty() || after > before + GROWTH));
}

fn write(shared: &Shared, address: SocketAddr, client: usize) {
    let mut connection = Connection::open(address).expect("a connection");
    let texts = [
        TEXT,
        "نفت الخارجية التركية شن غارات قرب الحدود. وتجمع محتجون أمام السفارة الإيطالية في بيروت.",
        "قال مصدر مقرب من الكرملين إن روسيا لا تعتزم سحب قواتها من سوريا. واستقبل وزير الخارجية السفير.",
        "استقال وزير المالية التونسي كمال الزواري من منصبه. وقتل خمسة مدنيين في قصف على مدينة حلب.",
    ];
    for n in 0.. {
        let text = format!("{} {client}/{n}", texts[n % texts.len()].repeat(1 + n % 9));
        let day = format!("2026-{:02}-{:02}", n / 28 % 12 + 1, n % 28 + 1);
        let article = json!({"publisher": format!("الصحيفة {client}"), "published_at": day, "text": text}).to_string();
        let answer = shared.told("write", 200, connection.post("/v1/analyze", "application/json", &article));
        let Some(answer) = answer else { return };
        let document = answer.json();
        shared.ids.lock().expect("no panic").extend(document["article"]["id"].as_str().map(str::to_owned));
        if !shared.goes_on() {
            return;
        }
    }
}

fn ask(shared: &Shared, address: SocketAddr, client: usize) {
    let mut connection = Connection::open(address).expect("a connection");
    for n in client.. {
        if shared.told("ask", 200, connection.get(ASKED[n % ASKED.len()])).is_none() || !shared.goes_on() {
            return;
        }
    }
}

fn mistake(shared: &Shared, address: SocketAddr, _: usize) {
    let mut connection = Connection::open(address).expect("a connection");
    for n in 0.. {
        let (path, status) = WRONG[n % WRONG.len()];
        if shared.told("mistake", status, connection.get(path)).is_none() || !shared.goes_on() {
            return;
        }
    }
}

fn erase(shared: &Shared, address: SocketAddr, _: usize) {
    loop {
        // minutes may pass until there is something to erase, and the server ends what is idle
        let mut connection = None;
        loop {
            let mut ids = shared.ids.lock().expect("no panic");
            let Some(id) = (ids.len() > KEPT).then(|| ids.pop_front()).flatten() else { break };
            drop(ids);
            let connection = connection.get_or_insert_with(|| Connection::open(address).expect("a connection"));
            let answer = connection.ask("DELETE", &format!("/v1/articles/{id}"), "", "");
            if shared.told("erase", 204, answer).is_none() || shared.stop.load(Ordering::Relaxed) {
                return;
            }
        }
        if !shared.goes_on() {
            return;
        }
    }
}

/// Listens for a second, goes, and comes back.
fn stream(shared: &Shared, address: SocketAddr, _: usize) {
    use std::io::{Read as _, Write as _};
    while shared.goes_on() {
        let mut socket = std::net::TcpStream::connect(address).expect("a connection");
        let _ = socket.set_read_timeout(Some(Duration::from_millis(200)));
        let _ = socket.write_all(b"GET /v1/events/stream?type=military.* HTTP/1.1\r\nhost: x\r\n\r\n");
        let (began, mut read) = (Instant::now(), Vec::new());
        let mut piece = [0; 16_384];
        while began.elapsed() < Duration::from_secs(1) {
            match socket.read(&mut piece) {
                Ok(0) => break,
                Ok(n) => read.extend_from_slice(&piece[..n]),
                Err(_) => {}
            }
        }
        let status = if read.starts_with(b"HTTP/1.1 200") { 200 } else { 0 };
        shared.told("stream", 200, Some(crate::server::Answer { status, body: String::new() }));
    }
}

/// Memory of a process, in megabytes.
fn resident(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).map_or(0, |kilobytes| kilobytes / 1024)
}
