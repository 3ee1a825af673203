//! `isnad healthcheck`: asks the server of this container whether it lives, so that the image needs no other program.

use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, ensure};

use super::{Outcome, serve};

const PATIENCE: Duration = Duration::from_secs(3);

/// `GET /healthz` at the configured address.
pub(super) fn run(args: &serve::Args, dir: Option<&Path>) -> anyhow::Result<Outcome> {
    let address = reachable(args.settings(dir)?.bind);
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE).with_context(|| format!("nobody at {address}"))?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    write!(stream, "GET /healthz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")?;
    let mut answer = Vec::new();
    stream.take(4096).read_to_end(&mut answer)?;
    ensure!(answer.starts_with(b"HTTP/1.1 200"), "the server at {address} is not well");
    Ok(Outcome::Done)
}

/// An address to call for one to listen on.
fn reachable(bind: SocketAddr) -> SocketAddr {
    let ip = match bind.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, bind.port())
}
