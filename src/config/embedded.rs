//! The files of `config/` as they were when the binary was built.

/// Path below `config/` and content.
pub(super) const FILES: &[(&str, &str)] = &[("README.md", include_str!("../../config/README.md"))];
