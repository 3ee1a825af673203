//! One process a data directory: a lock of the operating system, which goes with the process however it ends.

use std::fs::{File, OpenOptions};
use std::path::Path;

use crate::store::StoreError;

/// Held as long as it lives.
#[derive(Debug)]
pub(super) struct Lock(#[expect(dead_code, reason = "closing the file gives the lock back")] File);

impl Lock {
    /// Takes the lock of a directory, and leaves word who holds it.
    pub(super) fn take(dir: &Path) -> Result<Self, StoreError> {
        let unwritable = |e: std::io::Error| StoreError::ReadOnly(format!("{}: {e}", dir.display()));
        // the word stands in a file of its own: some systems let nobody read a locked file
        let holder = dir.join("isnad.holder");
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(dir.join("isnad.lock"));
        let file = file.map_err(unwritable)?;
        match fs4::FileExt::try_lock(&file) {
            Ok(()) => {}
            Err(fs4::TryLockError::WouldBlock) => {
                let holder = std::fs::read_to_string(holder).unwrap_or_else(|_| "another process".to_owned());
                return Err(StoreError::InUse { path: dir.display().to_string(), holder });
            }
            Err(fs4::TryLockError::Error(e)) => return Err(unwritable(e)),
        }
        std::fs::write(holder, format!("process {}", std::process::id())).map_err(unwritable)?;
        Ok(Self(file))
    }
}
