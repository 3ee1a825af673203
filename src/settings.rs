//! Typed settings: defaults < file < environment < flags.
//!
//! `config/isnad.toml` is the lowest layer, so that documentation and defaults are one text.

use std::net::SocketAddr;
use std::time::Duration;

use serde::{Deserialize, Deserializer};

mod layer;

use self::layer::{check_keys, merge, parse, read, set_variable};

/// The defaults, commented.
pub const DEFAULTS: &str = include_str!("../config/isnad.toml");

/// Everything that can be set.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Address to listen on.
    pub bind: SocketAddr,
    /// Bounds of what a client may ask.
    pub limits: Limits,
    /// What is kept.
    pub store: Store,
    /// What is logged.
    pub log: Log,
    /// How the server stops.
    pub shutdown: Shutdown,
}

/// Bounds of what a client may ask.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Largest request body.
    pub body_bytes: usize,
    /// Longest line of a batch.
    pub batch_line_bytes: usize,
    /// Longest wait for one analysis.
    #[serde(deserialize_with = "duration")]
    pub request_timeout: Duration,
    /// Longest time for a request head.
    #[serde(deserialize_with = "duration")]
    pub header_timeout: Duration,
    /// Longest time for a body, or between two pieces of a batch.
    #[serde(deserialize_with = "duration")]
    pub body_timeout: Duration,
    /// Longest time an answer may stay unread.
    #[serde(deserialize_with = "duration")]
    pub write_timeout: Duration,
    /// Longest silence of a stream of events.
    #[serde(deserialize_with = "duration")]
    pub heartbeat: Duration,
    /// Connections held at once.
    pub connections: usize,
    /// Analysis threads; 0 = one a core.
    pub concurrency: usize,
    /// Requests that may wait; -1 = 64 a thread.
    pub queue: i64,
    /// Requests that a key may make in a minute; 0 = no limit.
    pub requests_per_minute: u32,
}

impl Limits {
    /// Analysis threads, the default resolved.
    pub fn threads(&self) -> usize {
        match self.concurrency {
            0 => std::thread::available_parallelism().map_or(1, usize::from),
            n => n,
        }
    }

    /// Requests that may wait, the default resolved.
    pub fn waiting(&self) -> usize {
        usize::try_from(self.queue).unwrap_or_else(|_| 64 * self.threads())
    }
}

/// What is kept.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Store {
    /// Directory; empty = nothing is kept, `:memory:` = until the server stops.
    pub data_dir: String,
    /// Days after which an article is erased; 0 = never.
    pub keep_days: u32,
    /// Largest size; 0 = as large as the disk.
    pub max_megabytes: u32,
}

/// What is logged.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Log {
    /// A level or a filter.
    pub level: String,
    /// Shape of a line.
    pub format: LogFormat,
}

/// Shape of a log line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    Text,
    /// For machines.
    Json,
}

/// How the server stops.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shutdown {
    /// How long to go on accepting, not ready.
    #[serde(deserialize_with = "duration")]
    pub delay: Duration,
    /// Longest time to finish what has begun.
    #[serde(deserialize_with = "duration")]
    pub grace: Duration,
}

/// A setting that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// In a file; the message of the parser names line and column.
    #[error("{file}: {message}")]
    File {
        /// The file.
        file: String,
        /// Place and reason.
        message: String,
    },
    /// In the environment.
    #[error("environment variable {name}: {message}")]
    Variable {
        /// The variable.
        name: String,
        /// Reason.
        message: String,
    },
    /// A value that no layer may have.
    #[error("{setting}: {message}")]
    Value {
        /// Dotted name.
        setting: &'static str,
        /// Reason.
        message: &'static str,
    },
}

impl Settings {
    /// Lays the file (name and text), the environment and `bind` (a flag) over the defaults.
    ///
    /// # Errors
    /// An unknown key, a value of the wrong type or out of range, with its place.
    pub fn load(
        file: Option<(&str, &str)>,
        environment: impl IntoIterator<Item = (String, String)>,
        bind: Option<SocketAddr>,
    ) -> Result<Self, SettingsError> {
        let mut table = parse("defaults", DEFAULTS)?;
        if let Some((name, text)) = file {
            let over = parse(name, text)?;
            // once alone over the defaults, from text, so that a mistake is told with its line
            check_keys(name, text, &over, &table)?;
            merge(&mut table, over);
            read(name, &table, text)?;
        }
        for (name, value) in environment {
            set_variable(&mut table, &name, &value)?;
        }
        let mut settings = read("settings", &table, "")?;
        if let Some(bind) = bind {
            settings.bind = bind;
        }
        settings.validate()?;
        Ok(settings)
    }

    fn validate(&self) -> Result<(), SettingsError> {
        let no = |setting, message| Err(SettingsError::Value { setting, message });
        if self.limits.body_bytes == 0 || self.limits.batch_line_bytes == 0 {
            return no("limits.body_bytes, limits.batch_line_bytes", "must be more than 0");
        }
        if self.limits.body_bytes.max(self.limits.batch_line_bytes) > 1 << 30 {
            return no("limits.body_bytes, limits.batch_line_bytes", "must not be more than 1 GiB");
        }
        if self.limits.connections == 0 {
            return no("limits.connections", "must be more than 0");
        }
        if self.limits.threads() > 1024 || self.limits.waiting() > 1 << 20 {
            return no("limits.concurrency, limits.queue", "more than 1024 threads or 1048576 waiting requests");
        }
        Ok(())
    }
}

/// A time as people write it: `250ms`, `10s`, `2m`.
fn duration<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
    let text = String::deserialize(deserializer)?;
    let parsed = text.parse::<jiff::SignedDuration>().ok().and_then(|d| Duration::try_from(d).ok());
    parsed.ok_or_else(|| serde::de::Error::custom(format!("`{text}` is not a time such as \"250ms\", \"10s\", \"2m\"")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(file: &str, environment: &[(&str, &str)]) -> Result<Settings, String> {
        let environment = environment.iter().map(|&(k, v)| (k.to_owned(), v.to_owned()));
        Settings::load(Some(("my.toml", file)), environment, None).map_err(|e| e.to_string())
    }

    #[test]
    fn later_layers_win() {
        let file = "bind = \"127.0.0.1:1\"\n[limits]\nbody_bytes = 5\nqueue = 3\n";
        let bind = "127.0.0.1:9".parse().unwrap();
        let environment = [("ISNAD_LIMITS_BODY_BYTES".to_owned(), "7".to_owned())];
        let settings = Settings::load(Some(("f", file)), environment, Some(bind)).unwrap();
        assert_eq!((settings.bind, settings.limits.body_bytes, settings.limits.waiting()), (bind, 7, 3));
        assert_eq!(settings.limits.batch_line_bytes, 1 << 20);
    }

    #[test]
    fn unknown_keys_are_refused_with_their_place() {
        let error = load("\n[limits]\nbody_byte = 5\n", &[]).unwrap_err();
        assert!(error.starts_with("my.toml: line 3: unknown key `body_byte`"), "{error}");
        assert!(load("", &[("ISNAD_LIMTS_QUEUE", "1")]).unwrap_err().contains("ISNAD_LIMTS_QUEUE"));
        assert!(load("", &[("ISNAD_PORT_80_TCP", "tcp://10.0.0.1:80"), ("OTHER", "1")]).is_ok());
    }

    #[test]
    fn wrong_values_are_refused_with_their_place() {
        let error = load("[limits]\nqueue = 1\nrequest_timeout = \"soon\"\n", &[]).unwrap_err();
        assert!(error.contains("line 3") && error.contains("`soon`"), "{error}");
        assert!(load("[limits]\nbody_bytes = 0\n", &[]).unwrap_err().contains("more than 0"));
        assert!(load("", &[("ISNAD_BIND", "here")]).unwrap_err().contains("ISNAD_BIND"));
        assert!(load("bind = [", &[]).unwrap_err().contains("line 1"));
    }
}
