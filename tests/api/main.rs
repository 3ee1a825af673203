//! The API from outside: the real binary, real sockets.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod access;
mod analyze;
mod app;
mod batch;
mod claims;
mod errors;
mod events;
mod feedback;
mod hostile;
mod kin;
mod ops;
mod schema;
mod shutdown;
mod store;
mod stream;
mod versions;
