//! Keys: who may ask for what. Only digests are kept; the key itself is shown once, to who made it.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

use super::{Result, StoreError};

/// What a key is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Sending articles.
    Analyze,
    /// Reading what is kept.
    Read,
    /// Everything, erasing too.
    Admin,
}

impl Role {
    /// Its bit in a set of roles.
    fn bit(self) -> u8 {
        1 << self as u8
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        ["analyze", "read", "admin"][self as usize]
    }
}

/// A key as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The part of the key that is no secret.
    pub id: String,
    /// Who has it, in words.
    pub name: String,
    /// What it is good for, as bits.
    pub roles: u8,
    /// SHA-256 of the whole key: it is random and long, so nothing slower is needed.
    pub digest: Vec<u8>,
    /// When it was made, in milliseconds since 1970 (UTC).
    pub created_at: i64,
    /// When it was called back.
    pub revoked_at: Option<i64>,
}

impl Key {
    /// A new key, and the text of it that its owner needs.
    ///
    /// # Errors
    /// The system gives no random numbers.
    pub fn create(name: &str, roles: &[Role], now: i64) -> Result<(Self, String)> {
        let mut random = [0; 36];
        getrandom::fill(&mut random).map_err(|error| StoreError::Failed(error.to_string()))?;
        let (id, secret) = random.split_at(4);
        let id = hex(id);
        let text = format!("isn_{id}_{}", hex(secret));
        let roles = roles.iter().fold(0, |set, role| set | role.bit());
        let digest = Sha256::digest(&text).to_vec();
        Ok((Self { id, name: name.to_owned(), roles, digest, created_at: now, revoked_at: None }, text))
    }

    /// The part of a key's text by which it is looked up.
    pub fn id_of(text: &str) -> Option<&str> {
        text.strip_prefix("isn_")?.split_once('_').map(|(id, _)| id)
    }

    /// True when that is the text of this key; takes as long for a wrong one as for a right one.
    pub fn is(&self, text: &str) -> bool {
        bool::from(Sha256::digest(text).ct_eq(&self.digest)) && self.revoked_at.is_none()
    }

    /// True when the key is good for that.
    pub fn may(&self, role: Role) -> bool {
        self.roles & (role.bit() | Role::Admin.bit()) != 0
    }

    /// What it is good for.
    pub fn roles(&self) -> impl Iterator<Item = Role> {
        let roles = self.roles;
        [Role::Analyze, Role::Read, Role::Admin].into_iter().filter(move |role| roles & role.bit() != 0)
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // a String takes everything
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_known_by_its_text_only() {
        let (key, text) = Key::create("desk", &[Role::Read], 0).unwrap();
        let (_, other) = Key::create("desk", &[Role::Read], 0).unwrap();
        assert_eq!(Key::id_of(&text), Some(&*key.id));
        assert!(key.is(&text) && !key.is(&other) && !key.is(""));
        assert!(!format!("{key:?}").contains(text.rsplit('_').next().unwrap()));
        assert!(key.may(Role::Read) && !key.may(Role::Analyze) && !key.may(Role::Admin));
        assert!(Key::create("x", &[Role::Admin], 0).unwrap().0.may(Role::Read));
        assert!(!Key { revoked_at: Some(1), ..key }.is(&text));
        assert_eq!(Key::id_of("Bearer"), None);
    }
}
