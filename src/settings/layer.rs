//! Lays a file and the environment over the defaults, and tells a mistake with its place.

use serde::Deserialize;
use toml::{Table, Value};

use super::{Settings, SettingsError};

/// Start of the names of environment variables.
const PREFIX: &str = "ISNAD_";

pub(super) fn parse(file: &str, text: &str) -> Result<Table, SettingsError> {
    text.parse().map_err(|error: toml::de::Error| file_error(file, &error))
}

pub(super) fn read(file: &str, table: &Table, text: &str) -> Result<Settings, SettingsError> {
    Settings::deserialize(table.clone()).map_err(|error| {
        let message = error.message().to_owned();
        let place = error.to_string().lines().find_map(|l| l.strip_prefix("in `").map(str::to_owned));
        let place = place.map(|p| p.trim_end_matches('`').to_owned()).unwrap_or_default();
        let key = place.rsplit('.').next().unwrap_or_default();
        let at = if key.is_empty() { String::new() } else { format!("{}{place}: ", line_of(text, key)) };
        SettingsError::File { file: file.to_owned(), message: format!("{at}{message}") }
    })
}

fn file_error(file: &str, error: &toml::de::Error) -> SettingsError {
    SettingsError::File { file: file.to_owned(), message: error.to_string().trim_end().to_owned() }
}

/// `line N: ` of the first line that sets `key`, else nothing.
fn line_of(text: &str, key: &str) -> String {
    let sets = |line: &str| {
        let line = line.trim_start().trim_start_matches('[');
        line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with(['=', ']', '.']))
    };
    text.lines().position(sets).map(|n| format!("line {}: ", n + 1)).unwrap_or_default()
}

pub(super) fn check_keys(file: &str, text: &str, over: &Table, known: &Table) -> Result<(), SettingsError> {
    for (key, value) in over {
        let Some(default) = known.get(key) else {
            let names = known.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
            let message = format!("{}unknown key `{key}`; known here: {names}", line_of(text, key));
            return Err(SettingsError::File { file: file.to_owned(), message });
        };
        if let (Value::Table(over), Value::Table(known)) = (value, default) {
            check_keys(file, text, over, known)?;
        }
    }
    Ok(())
}

pub(super) fn merge(base: &mut Table, over: Table) {
    for (key, value) in over {
        match (base.get_mut(&key), value) {
            (Some(Value::Table(base)), Value::Table(over)) => merge(base, over),
            (_, value) => {
                base.insert(key, value);
            }
        }
    }
}

/// Kubernetes puts `ISNAD_PORT…` and `ISNAD_SERVICE_…` beside a service called isnad; the flags read two by themselves.
fn is_foreign(name: &str) -> bool {
    matches!(name, "CONFIG" | "CONFIG_DIR") || name.starts_with("PORT") || name.starts_with("SERVICE_")
}

pub(super) fn set_variable(table: &mut Table, variable: &str, text: &str) -> Result<(), SettingsError> {
    let Some(name) = variable.strip_prefix(PREFIX).filter(|name| !is_foreign(name)) else { return Ok(()) };
    let fail = |message: String| SettingsError::Variable { name: variable.to_owned(), message };
    let lower = name.to_ascii_lowercase();
    let slot = if table.contains_key(&lower) {
        table.get_mut(&lower)
    } else {
        lower.split_once('_').and_then(|(outer, inner)| table.get_mut(outer)?.as_table_mut()?.get_mut(inner))
    };
    let slot = slot.filter(|value| !value.is_table());
    let slot = slot.ok_or_else(|| fail("no such setting; config/isnad.toml lists them all".into()))?;
    *slot = match slot {
        Value::Integer(_) => Value::Integer(text.parse().map_err(|_| fail(format!("`{text}` is not a whole number")))?),
        _ => Value::String(text.to_owned()),
    };
    let key = lower.as_str();
    Settings::deserialize(table.clone()).map(drop).map_err(|error| fail(format!("{key}: {}", error.message())))
}
