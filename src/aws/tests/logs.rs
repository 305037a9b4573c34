//! No log shows a token, at any level, whatever the environment asks for.

use std::fmt::{Debug, Write};
use std::process::Command;
use std::sync::{Arc, Mutex};

use secrecy::ExposeSecret;
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt};

use super::{World, domain};

/// A log that keeps every field of every event, at every level.
#[derive(Clone, Default)]
struct Everything(Arc<Mutex<String>>);

impl<S: Subscriber> Layer<S> for Everything {
    fn on_event(&self, event: &Event<'_>, _context: Context<'_, S>) {
        event.record(&mut self.clone());
    }
}

impl Visit for Everything {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let mut log = self.0.lock().expect("a log that nobody broke");
        writeln!(log, "{field}={value:?}").expect("memory");
    }
}

/// Tells the process to ask for a token.
const ASKED: &str = "ASK_FOR_A_TOKEN";

/// What the process says when it found the token nowhere.
const DONE: &str = "no log has the token";

/// Runs [`asks_for_a_token_where_it_is_told_to`] in a process of its own, because it needs an
/// environment and a log of its own.
#[test]
fn the_token_is_in_no_log() {
    let this = std::env::current_exe().expect("the test's own program");
    let run = Command::new(this)
        .args(["--exact", "aws::tests::logs::asks_for_a_token_where_it_is_told_to"])
        .arg("--nocapture")
        .env(ASKED, "true")
        .env("LOG_SENSITIVE_BODIES", "true")
        .output()
        .expect("the test's own program runs");
    let said = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success() && said.contains(DONE), "{said}");
}

#[tokio::test]
async fn asks_for_a_token_where_it_is_told_to() {
    if std::env::var(ASKED).is_err() {
        return;
    }
    let log = Everything::default();
    let everything = tracing_subscriber::registry().with(log.clone());
    tracing::subscriber::set_global_default(everything).expect("the only log");
    let world = World::with_domain().await;
    world.aws.describe_domain(&domain("main")).await.expect("an answer");
    let token = world.aws.authorization_token(&domain("main"), None).await.expect("a token");
    let log = log.0.lock().expect("a log that nobody broke");
    assert!(
        log.contains("read HTTP response body"),
        "the log has to hold bodies to prove anything"
    );
    assert!(log.contains("DescribeDomain") && log.contains("answered"), "{log}");
    let secret = token.token.expose_secret();
    assert!(secret.len() > 20 && !log.contains(secret));
    assert!(!format!("{token:?}").contains(secret));
    println!("{DONE}");
}
