//! isnad (إسناد, "chain of transmission") reads an Arabic news article and says what happened, and who says so.
//!
//! ```text
//! article ─ text ────────── tokens, sentences, quotations; every normalised letter knows its place in the raw text
//!         ─ morphology ──── clitics cut where the lexicon licenses it; each word with its readings
//!         ─ tagger ──────── persons, organisations, places, offices, dates, quantities; who is who
//!         ─ classifier ──── events: trigger, roles, polarity, modality, class
//!         ─ attribution ─── sources, cues, scope, the chain from the outlet to the deepest voice
//!         ─ analysis ────── the document that goes out
//! ```
//!
//! [`Engine`] is built once from the files under `config/` and shared by all threads; [`Engine::analyze`] is a pure
//! function of the article, with a [`Workspace`] that a thread keeps for its scratch memory.

pub mod analysis;
pub mod attribution;
pub mod classifier;
pub mod cli;
pub mod config;
pub mod corroboration;
pub mod engine;
pub mod http;
pub mod morphology;
pub mod settings;
pub mod store;
pub mod tagger;
pub mod text;
#[cfg(feature = "train")]
pub mod train;

pub use engine::{Article, Engine, Workspace};
