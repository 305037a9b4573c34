//! What a panic says.

use std::io::{self, Write};
use std::panic::{self, PanicHookInfo};

/// Replaces Rust's own message.
///
/// A panic in a task ends that task alone: the call becomes an error, which says what there is to
/// say to the user, and the log has the place. Any other panic ends the process, and is written in
/// the form that makes the host show it as a crash of the provider.
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
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    let version = env!("CARGO_PKG_VERSION");
    format!("panic: {}\n\n{place}\nversion {version}\n", message(panic))
}

fn message<'a>(panic: &'a PanicHookInfo<'_>) -> &'a str {
    panic.payload_as_str().unwrap_or("no message")
}

#[cfg(test)]
mod tests {
    use std::env;
    use std::process::Command;

    use super::*;
    use crate::plugin::logging;

    #[test]
    fn a_panic_that_ends_the_process_is_shown_as_a_crash() {
        let printed = stderr_of("process");
        assert!(printed.starts_with("panic: oh no\n\nsrc/plugin/panic.rs:"), "{printed}");
    }

    #[test]
    fn a_panic_in_a_task_is_a_line_of_the_log() {
        let printed = stderr_of("task");
        let line: serde_json::Value = serde_json::from_str(&printed).unwrap();
        assert_eq!(line["@message"], "panicked: oh no");
        assert_eq!(line["@level"], "error");
    }

    /// What a process prints that panics. The hook belongs to the whole process, so each case has
    /// one of its own.
    fn stderr_of(case: &str) -> String {
        let output = Command::new(env::current_exe().expect("we run"))
            .args(["--exact", "plugin::panic::tests::panics_where_it_is_told_to", "--nocapture"])
            .env("PANIC_IN", case)
            .output();
        String::from_utf8(output.expect("it starts").stderr).expect("it is text")
    }

    #[test]
    fn panics_where_it_is_told_to() {
        let Ok(case) = env::var("PANIC_IN") else {
            return;
        };
        logging::install("example", &|_| Some("ERROR".to_owned()));
        install();
        if case == "task" {
            let runtime = tokio::runtime::Runtime::new().unwrap();
            let task = runtime.spawn(async { panic!("oh no") });
            assert!(runtime.block_on(task).unwrap_err().is_panic());
        } else {
            panic!("oh no");
        }
    }
}
