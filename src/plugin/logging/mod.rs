//! Logs: JSON lines on standard error, as the host reads them.
//!
//! Nothing may be logged at TRACE. The SDK writes the bodies of its answers there, authorization
//! tokens included, whatever the environment says about it; our own crate has nothing to say there.

mod level;
mod line;

use std::io::{self, Write};

use tracing::level_filters::LevelFilter;
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt};
use tracing_subscriber::registry::{LookupSpan, Registry};

use super::environment::Environment;
use line::Fields;

/// Begins to log as the environment says. Without a level nothing is set up, and a log line costs
/// one comparison.
pub(super) fn install(name: &str, environment: Environment<'_>) {
    let level = level::read(name, environment);
    if level == LevelFilter::OFF {
        return;
    }
    // A log that is not read any more is not a reason to fail.
    let write = |line: &[u8]| drop(io::stderr().write_all(line));
    // An earlier subscriber could only be that of a test, which then keeps its own.
    drop(tracing::subscriber::set_global_default(Registry::default().with(Lines { level, write })));
}

/// Writes each event as one line, the fields of its spans included.
struct Lines<W> {
    level: LevelFilter,
    write: W,
}

impl<W> Lines<W> {
    fn finest(metadata: &Metadata<'_>) -> Level {
        match metadata.target().split("::").next() {
            // At DEBUG these speak of each frame, and of each end, of the channel to the host.
            Some("h2" | "tonic") => Level::INFO,
            _ => Level::DEBUG,
        }
    }
}

impl<S, W> Layer<S> for Lines<W>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    W: Fn(&[u8]) + 'static,
{
    fn enabled(&self, metadata: &Metadata<'_>, _: Context<'_, S>) -> bool {
        *metadata.level() <= self.level && *metadata.level() <= Self::finest(metadata)
    }

    fn max_level_hint(&self) -> Option<LevelFilter> {
        Some(self.level)
    }

    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let mut fields = Fields::default();
        attributes.record(&mut fields);
        if let Some(span) = context.span(id) {
            span.extensions_mut().insert(fields);
        }
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
        if let Some(span) = context.span(id)
            && let Some(fields) = span.extensions_mut().get_mut::<Fields>()
        {
            values.record(fields);
        }
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let mut fields = Fields::default();
        for span in context.event_scope(event).into_iter().flat_map(|scope| scope.from_root()) {
            if let Some(outer) = span.extensions().get::<Fields>() {
                fields.extend(outer);
            }
        }
        event.record(&mut fields);
        (self.write)(fields.line(event.metadata()).as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn a_line_has_the_keys_that_the_host_reads() {
        let lines = log(LevelFilter::INFO, || tracing::info!(n = 7, ok = true, "made {}", "it"));
        assert_eq!(lines.len(), 1);
        let line = &lines[0];
        assert_eq!(line["@level"], "info");
        assert_eq!(line["@message"], "made it");
        assert_eq!(line["@module"], "codeartifact.plugin.logging.tests");
        assert_eq!(line["n"], 7);
        assert_eq!(line["ok"], true);
    }

    #[test]
    fn the_fields_of_spans_are_those_of_the_line() {
        let lines = log(LevelFilter::DEBUG, || {
            let rpc =
                tracing::info_span!("rpc", tf_rpc = "ReadResource", key = tracing::field::Empty)
                    .entered();
            rpc.record("key", "main");
            let _inner = tracing::info_span!("call", key = "inner").entered();
            tracing::debug!(status = 200, "called");
        });
        let fields = json!({"tf_rpc": "ReadResource", "key": "inner", "status": 200});
        for (name, value) in fields.as_object().unwrap() {
            assert_eq!(lines[0][name], *value, "{name}");
        }
    }

    #[test]
    fn no_text_breaks_a_line_or_changes_what_the_host_reads() {
        let hostile = "a\nb\r\"}{\u{0}\u{2028}\u{1b}[0m\npanic: no";
        let lines = log(LevelFilter::INFO, || {
            tracing::info!("@level" = 1, "@timestamp" = "never", "{hostile}");
            tracing::info!(nothing = f64::NAN, message = 5);
        });
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0]["@message"], hostile);
        assert_eq!(lines[0]["@level"], "info");
        assert_ne!(lines[0]["@timestamp"], "never");
        assert_eq!(lines[1]["@message"], "5");
    }

    #[test]
    fn a_long_text_is_cut_so_that_the_host_can_read_the_line() {
        let lines = log(LevelFilter::INFO, || tracing::info!("{}", "ä".repeat(100_000)));
        assert!(lines[0].to_string().len() < 64 * 1024);
    }

    #[test]
    fn only_the_levels_asked_for_are_written() {
        let lines = log(LevelFilter::WARN, || {
            tracing::info!("not this");
            tracing::warn!("this");
        });
        assert_eq!(messages(&lines), ["this"]);
    }

    /// Where the SDK writes the bodies of answers.
    const SDK: &str = "aws_smithy_runtime::client::orchestrator";

    #[test]
    fn the_bodies_that_the_sdk_writes_at_trace_are_never_written() {
        let lines = log(LevelFilter::TRACE, || {
            tracing::trace!(target: SDK, body = "token", "read HTTP response body");
            tracing::debug!(target: SDK, "sent");
            tracing::trace!(target: "rustls::server", "secret");
            tracing::debug!(target: "h2::codec", "frame");
        });
        assert_eq!(messages(&lines), ["sent"]);
    }

    fn messages(lines: &[Value]) -> Vec<&str> {
        lines.iter().map(|line| line["@message"].as_str().unwrap()).collect()
    }

    /// What is written at `level` while `work` runs, each line parsed.
    fn log(level: LevelFilter, work: impl FnOnce()) -> Vec<Value> {
        let written = Arc::new(Mutex::new(Vec::new()));
        let sink = written.clone();
        let write = move |line: &[u8]| sink.lock().unwrap().extend_from_slice(line);
        tracing::subscriber::with_default(Registry::default().with(Lines { level, write }), work);
        let text = String::from_utf8(written.lock().unwrap().clone()).unwrap();
        text.split_terminator('\n').map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}
