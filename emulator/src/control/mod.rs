//! The emulator's own path, by which its users order faults and read the log, and a client of it.

mod client;
mod path;

pub use self::client::{Armed, Control};
pub(crate) use self::path::answer;

/// Where the emulator's own path begins; no path of the service does.
pub(crate) const PATH: &str = "/_emulator/";
