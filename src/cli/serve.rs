//! `isnad serve`.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

use super::{Outcome, data, wrong_use};
use crate::http::{corroborate, router, server, state::AppState, sweep, tail};
use crate::settings::{Log, LogFormat, Settings};
use crate::store::{Store, sqlite::Sqlite};

/// What can be said to the server on the command line; the rest is in the file and the environment.
#[derive(Debug, Default, clap::Args)]
pub(super) struct Args {
    /// Address and port to listen on [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS")]
    pub(super) bind: Option<SocketAddr>,
    /// Settings file; config/isnad.toml in the source shows all with their defaults
    #[arg(long, value_name = "FILE", env = "ISNAD_CONFIG")]
    config: Option<PathBuf>,
    /// Directory of the newsroom's memory; :memory: keeps it until the server stops [default: nothing is kept]
    #[arg(long, value_name = "DIR", conflicts_with = "no_store")]
    data_dir: Option<String>,
    /// Keep nothing, whatever the settings say
    #[arg(long)]
    no_store: bool,
    /// Let everybody read and erase what is kept, from other machines too, while there is no key
    #[arg(long)]
    open: bool,
}

impl Args {
    /// Nothing but a settings file.
    pub(super) fn of(config: Option<PathBuf>) -> Self {
        Self { config, ..Self::default() }
    }

    /// These, and what stood before the command where these are silent.
    pub(super) fn or(self, before: Self) -> Self {
        let no_store = self.no_store || before.no_store && self.data_dir.is_none();
        let data_dir = self.data_dir.or(before.data_dir).filter(|_| !no_store);
        Self {
            bind: self.bind.or(before.bind),
            config: self.config.or(before.config),
            data_dir,
            no_store,
            open: self.open || before.open,
        }
    }

    /// All layers: defaults, file (else `isnad.toml` in the data directory), environment, flags.
    pub(super) fn settings(&self, dir: Option<&Path>) -> anyhow::Result<Settings> {
        let beside = dir.map(|dir| dir.join(data::SETTINGS)).filter(|file| file.exists());
        let file = self.config.clone().or(beside);
        let environment = std::env::vars_os().filter_map(|(k, v)| Some((k.into_string().ok()?, v.into_string().ok()?)));
        let mut settings = settings(file.as_deref(), environment, self.bind)?;
        if let Some(dir) = &self.data_dir {
            settings.store.data_dir.clone_from(dir);
        }
        if self.no_store {
            settings.store.data_dir.clear();
        }
        Ok(settings)
    }
}

/// Settings from `file`, `environment` and a flag.
pub(super) fn settings(
    file: Option<&Path>,
    environment: impl IntoIterator<Item = (String, String)>,
    bind: Option<SocketAddr>,
) -> anyhow::Result<Settings> {
    let read = |file: &Path| {
        let text =
            std::fs::read_to_string(file).map_err(|e| wrong_use(format!("cannot read {}: {e}", file.display())))?;
        anyhow::Ok((file.display().to_string(), text))
    };
    let file = file.map(read).transpose()?;
    let file = file.as_ref().map(|(name, text)| (name.as_str(), text.as_str()));
    Settings::load(file, environment, bind).map_err(wrong_use)
}

/// Serves until told to stop.
pub(super) fn run(args: &Args, dir: Option<&Path>) -> anyhow::Result<Outcome> {
    let settings = args.settings(dir)?;
    start_log(&settings.log)?;
    // first the store: it is soon said that another server has it
    let store = open_store(&settings.store)?;
    check_access(&settings, store.as_deref(), args.open)?;
    let (engine, digest) = super::engine(dir)?;
    let engine = Arc::new(engine);
    let state = AppState::new(&engine, &digest, &settings, store).context("cannot start threads")?;
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().context("cannot start the reactor")?;
    let finished = runtime.block_on(serve(&settings, state))?;
    // what did not finish in time is let go
    runtime.shutdown_background();
    if finished {
        tracing::info!("stopped");
    } else {
        tracing::warn!("stopped with work unfinished: shutdown.grace is over");
    }
    Ok(Outcome::Done)
}

/// Refuses to show a store to other machines that nobody needs a key for.
fn check_access(settings: &Settings, store: Option<&dyn Store>, open: bool) -> anyhow::Result<()> {
    let Some(store) = store else { return Ok(()) };
    if settings.bind.ip().is_loopback() || open || !store.keys()?.is_empty() {
        return Ok(());
    }
    Err(wrong_use(format!(
        "{} can be reached from other machines and the store has no key: make one with isnad key create, or say --open",
        settings.bind
    )))
}

/// The store of the settings, if they name one.
fn open_store(settings: &crate::settings::Store) -> anyhow::Result<Option<Arc<dyn Store>>> {
    let store = match settings.data_dir.as_str() {
        "" => return Ok(None),
        ":memory:" => Sqlite::memory()?,
        dir => Sqlite::open(Path::new(dir))?,
    };
    store.bound(settings.max_megabytes)?;
    Ok(Some(Arc::new(store)))
}

async fn serve(settings: &Settings, state: AppState) -> anyhow::Result<bool> {
    let stop = server::stop_signal().context("cannot wait for signals")?;
    let listener =
        TcpListener::bind(settings.bind).await.with_context(|| format!("cannot listen on {}", settings.bind))?;
    let address = listener.local_addr()?;
    let router = router(state.clone())?;
    if state.memory.is_on() {
        tokio::spawn(corroborate::run(state.clone()));
        tokio::spawn(tail::run(state.clone()));
    }
    if state.memory.is_on() && settings.store.keep_days > 0 {
        tokio::spawn(sweep::run(state.clone(), settings.store.keep_days));
    }
    tracing::info!(%address, version = env!("CARGO_PKG_VERSION"), "listening on http://{address}");
    Ok(server::serve(listener, router, state, &settings.shutdown, stop).await)
}

fn start_log(log: &Log) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(&log.level).map_err(|e| wrong_use(format!("log.level `{}`: {e}", log.level)))?;
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match log.format {
        LogFormat::Text => {
            let colour = std::io::IsTerminal::is_terminal(&std::io::stderr()) && std::env::var_os("NO_COLOR").is_none();
            builder.with_ansi(colour).with_target(false).init();
        }
        LogFormat::Json => builder.json().flatten_event(true).with_current_span(false).init(),
    }
    std::panic::set_hook(Box::new(|panic| {
        // the place only: the message may hold a piece of an article
        let place = panic.location().map(ToString::to_string);
        tracing::error!(place, "panic");
    }));
    Ok(())
}
