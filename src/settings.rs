//! Typed settings: defaults, then file, environment, flags.
