//! What a panic says.

use std::io::{self, Write};
use std::panic::{self, PanicHookInfo};

/// Replaces Rust's own message.
///
/// A panic in a task ends that task alone: the call becomes an error, which says what there is to say to the user,
/// and the log has the place. Any other panic ends the process, and is written in the form that makes the host show
/// it as a crash of the provider.
pub(super) fn install() {
    panic::set_hook(Box::new(|panic| {
        if tokio::task::try_id().is_some() {
            let place = panic.location().map(ToString::to_string);
            tracing::error!(place, "panicked: {}", message(panic));
        } else {
            // The process ends in any case, with or without a reader.
            let _ = io::stderr().write_all(crash(panic).as_bytes());
        }
    }));
}

fn crash(panic: &PanicHookInfo<'_>) -> String {
    let place = panic
        .location()
        .map(ToString::to_string)
        .unwrap_or_default();
    let version = env!("CARGO_PKG_VERSION");
    format!("panic: {}\n\n{place}\nversion {version}\n", message(panic))
}

fn message<'a>(panic: &'a PanicHookInfo<'_>) -> &'a str {
    panic.payload_as_str().unwrap_or("no message")
}
