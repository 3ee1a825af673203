//! `isnad key`: who may use the HTTP API. Works beside a server that goes on, which knows of it within a second.

use std::io::Write;
use std::path::Path;

use super::{Outcome, store::Place, wrong_use};
use crate::store::{Key, Role, Store as _, sqlite::Sqlite, time};

/// Arguments of `key`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Make a key and print it: it is shown this once
    Create {
        /// Who has it, in words
        name: String,
        /// What it is good for; may be given several times
        #[arg(long = "role", value_enum, required = true)]
        roles: Vec<Role>,
        #[command(flatten)]
        place: Place,
    },
    /// List the keys, without what makes them work
    List {
        #[command(flatten)]
        place: Place,
    },
    /// Call a key back
    Revoke {
        /// Its id, as listed
        id: String,
        #[command(flatten)]
        place: Place,
    },
}

pub(super) fn run(args: &Args, config_dir: Option<&Path>) -> anyhow::Result<Outcome> {
    let mut out = std::io::stdout().lock();
    match &args.what {
        What::Create { name, roles, place } => {
            let (key, text) = Key::create(name, roles, time::now())?;
            Sqlite::add_key(&place.dir(config_dir)?, &key)?;
            writeln!(out, "{text}")?;
        }
        What::List { place } => {
            for key in Sqlite::read_only(&place.dir(config_dir)?)?.keys()? {
                let roles: Vec<_> = key.roles().map(Role::name).collect();
                let revoked = key.revoked_at.map(|at| format!("\trevoked {}", time::rfc3339(at))).unwrap_or_default();
                let created = time::rfc3339(key.created_at);
                writeln!(out, "{}\t{}\t{}\tcreated {created}{revoked}", key.id, key.name, roles.join(","))?;
            }
        }
        What::Revoke { id, place } => {
            if !Sqlite::revoke_key(&place.dir(config_dir)?, id)? {
                return Err(wrong_use(format!("no key has the id {id}")));
            }
        }
    }
    Ok(Outcome::Done)
}
