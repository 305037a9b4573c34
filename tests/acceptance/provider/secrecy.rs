//! The token and the keys are found nowhere.

use std::fs;
use std::path::PathBuf;

use crate::support::world::World;

const DOMAIN: &str = r#"
resource "codeartifact_domain" "main" {
  domain = "main"
}
"#;

/// A token for a second provider, which nobody may see.
pub(crate) const TOKEN: &str = r#"
ephemeral "codeartifact_authorization_token" "main" {
  domain           = codeartifact_domain.main.domain
  duration_seconds = 900
}
provider "codeartifact" {
  alias      = "second"
  access_key = "test"
  secret_key = "test"
  token      = ephemeral.codeartifact_authorization_token.main.authorization_token
}
"#;

/// What every token of the emulator begins with, as those of the service do.
const BEGINNING: &str = "eyJ2";

impl World {
    /// Lets the provider log all that it can, and returns where.
    fn traced(&mut self) -> PathBuf {
        let log = self.path("trace.log");
        self.set("TF_LOG_PROVIDER", "TRACE").set("TF_LOG_PATH", log.to_str().expect("UTF-8"));
        log
    }
}

#[test]
fn the_token_is_in_no_state_plan_log_or_output() {
    let mut world = World::new();
    world.must_apply(DOMAIN);
    let log = world.path("trace.log");
    world.set("TF_LOG", "TRACE").set("TF_LOG_PATH", log.to_str().expect("UTF-8"));
    world.set("LOG_SENSITIVE_BODIES", "true").write(&format!("{DOMAIN}{TOKEN}"));
    let plan = world.cli(["plan", "-out=plan", "-no-color"]).succeeded();
    let apply = world.apply().succeeded();
    assert!(world.calls("GetAuthorizationToken") >= 1, "a token was handed out");
    let shown = fs::read_to_string(log).expect("a log");
    assert!(shown.contains("GetAuthorizationToken"), "the log tells of the call");
    assert!(shown.contains("OpenEphemeralResource"), "the log is at the trace level");
    let written = world.everything_written() + &plan.text + &apply.text;
    assert!(!written.contains(BEGINNING), "a token was written");
}

#[test]
fn a_secret_key_is_in_no_log() {
    let mut world = World::new();
    let log = world.traced();
    let secret = "Zm9yLXlvdXItZXllcy1vbmx5";
    world.set("AWS_SECRET_ACCESS_KEY", secret);
    world.write(DOMAIN);
    let run = world.apply().failed_with(&["signature"]);
    let shown = fs::read_to_string(log).expect("a log") + &run.text;
    assert!(shown.contains("CreateDomain"));
    assert!(!shown.contains(secret));
}

#[test]
fn a_password_in_an_address_is_shown_nowhere() {
    let mut world = World::new();
    let log = world.traced();
    let address = world.emulator.url().replace("://", "://me:hunter2@");
    world.set("AWS_ENDPOINT_URL", &address);
    world.write(DOMAIN);
    let run = world.apply().failed_with(&["without a user name or a password"]);
    let shown = fs::read_to_string(log).expect("a log") + &run.text;
    assert!(!shown.contains("hunter2"), "the password is shown");
}

/// Neither where the proxy cannot be reached, nor in what is sent to one that can.
#[test]
fn a_password_of_a_proxy_is_shown_nowhere() {
    for proxy in ["http://me:hunter2@127.0.0.1:1", "{service}"] {
        let mut world = World::new();
        let log = world.traced();
        let service = world.emulator.url().replace("://", "://me:hunter2@");
        world.set("HTTP_PROXY", &proxy.replace("{service}", &service));
        world.set("AWS_ENDPOINT_URL", "http://far.test").set("AWS_MAX_ATTEMPTS", "1");
        world.write(DOMAIN);
        let run = world.apply();
        let shown = fs::read_to_string(log).expect("a log") + &run.text;
        assert!(shown.contains("far.test"), "the log tells of the call");
        // What a proxy is sent is the user and the password in base64.
        for secret in ["hunter2", "bWU6aHVudGVyMg"] {
            assert!(!shown.contains(secret), "{proxy}: {secret} is shown");
        }
    }
}
