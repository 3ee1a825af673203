//! Many streams at once: all get every event, and how long that takes.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::server::{Connection, Server, TEXT};

/// Articles that are stored while all listen.
const ARTICLES: usize = 20;

/// Rest between two of them.
const PAUSE: Duration = Duration::from_millis(500);

/// Longest wait for the last event.
const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) fn run(count: usize) {
    let dir = std::env::temp_dir().join(format!("isnad-streams-{}", std::process::id()));
    let server = Server::start(&dir, &[("ISNAD_LIMITS_CONNECTIONS", "20000")]);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    // when each article was acknowledged, by its place
    let sent: Arc<Mutex<Vec<(Instant, usize)>>> = Arc::default();
    let received: Arc<Mutex<Vec<(Instant, usize)>>> = Arc::default();
    let address = server.address;
    runtime.block_on(async {
        let began = Instant::now();
        let mut streams = Vec::new();
        for _ in 0..count {
            let mut stream = TcpStream::connect(address).await.expect("a connection");
            stream.write_all(b"GET /v1/events/stream HTTP/1.1\r\nhost: x\r\n\r\n").await.expect("an open connection");
            streams.push(stream);
        }
        let mut head = [0; 4096];
        for stream in &mut streams {
            let read = stream.read(&mut head).await.expect("an answer");
            assert!(head[..read].starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(&head[..read]));
        }
        println!("{count} streams open after {:.1} s", began.elapsed().as_secs_f64());
        let readers: Vec<_> =
            streams.into_iter().map(|stream| tokio::spawn(listen(stream, Arc::clone(&received)))).collect();
        let acknowledged = Arc::clone(&sent);
        let writer = tokio::task::spawn_blocking(move || write(address, &acknowledged));
        let events = writer.await.expect("the writer");
        let began = Instant::now();
        while received.lock().expect("no panic").iter().map(|(_, n)| n).sum::<usize>() < count * events
            && began.elapsed() < PATIENCE
        {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        readers.iter().for_each(tokio::task::JoinHandle::abort);
        let received = received.lock().expect("no panic");
        let told: usize = received.iter().map(|(_, n)| n).sum();
        println!("{events} events stored, {told} of {} told", count * events);
        let sent = sent.lock().expect("no panic");
        // a piece belongs to the article acknowledged last before it came, or the next one
        let mut waits: Vec<Duration> = received
            .iter()
            .map(|(at, _)| {
                let before = sent.iter().rev().find(|(then, _)| then <= at);
                before.map_or(Duration::ZERO, |(then, _)| *at - *then)
            })
            .collect();
        println!(
            "from the answer to the event: p50 {:.0} ms, p99 {:.0} ms",
            crate::at(&mut waits, 50),
            crate::at(&mut waits, 99)
        );
        assert_eq!(told, count * events, "some were not told");
    });
    drop(server);
    let _ = std::fs::remove_dir_all(&dir);
}

fn write(address: std::net::SocketAddr, sent: &Mutex<Vec<(Instant, usize)>>) -> usize {
    let mut connection = Connection::open(address).expect("a connection");
    let mut all = 0;
    for n in 0..ARTICLES {
        let answer = connection.post("/v1/analyze", "text/plain", &format!("{TEXT} {n}")).expect("an answer");
        let events = answer.json()["events"].as_array().map_or(0, Vec::len);
        sent.lock().expect("no panic").push((Instant::now(), events));
        all += events;
        std::thread::sleep(PAUSE);
    }
    all
}

/// Counts the messages of a stream, with the time at which each piece came.
async fn listen(mut stream: TcpStream, received: Arc<Mutex<Vec<(Instant, usize)>>>) {
    let mut piece = vec![0; 65_536];
    let mut rest: Vec<u8> = Vec::new();
    while let Ok(read) = stream.read(&mut piece).await {
        if read == 0 {
            return;
        }
        rest.extend_from_slice(&piece[..read]);
        let mark = b"event: event\n";
        let found = rest.windows(mark.len()).filter(|window| window == mark).count();
        if found > 0 {
            received.lock().expect("no panic").push((Instant::now(), found));
        }
        // what may be the begin of a mark
        let keep = rest.len().min(mark.len() - 1);
        rest.drain(..rest.len() - keep);
    }
}
