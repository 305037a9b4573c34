//! The process, as a host meets it: every test starts the real binary.

#![cfg(unix)]

#[path = "../channel/mod.rs"]
#[expect(dead_code, reason = "a part of the channel is for the tests of what is served")]
mod channel;

use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Output, Stdio};
use std::time::Duration;

use channel::Credential::{self, Certificate, Nobody, Plaintext};
use channel::{Announced, Identity, Plugin, command};
use codeartifact::plugin::proto::Empty;
use codeartifact::plugin::proto::grpc_controller_client::GrpcControllerClient;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::{TcpStream, UnixStream};
use tokio::process::Command;
use tokio::time;
use tonic::client::Grpc;
use tonic::codegen::http::uri::PathAndQuery;
use tonic::{Code, Request};
use tonic_prost::ProstCodec;

const PROVIDER: &str = env!("CARGO_BIN_EXE_terraform-provider-codeartifact");

#[tokio::test]
async fn the_host_starts_and_ends_the_provider() {
    let (host, home) = (Identity::new(), home());
    let plugin = Plugin::start(at(&home, command(PROVIDER, Some(&host)))).await;
    assert_eq!(plugin.announced.network, "unix");
    ends_well(plugin, Certificate(&host)).await;
    assert_eq!(
        fs::read_dir(home.path()).unwrap().count(),
        0,
        "the socket and its directory are gone"
    );
}

#[tokio::test]
async fn nothing_but_the_handshake_is_printed() {
    let mut plugin = Plugin::start(command(PROVIDER, None)).await;
    let mut controller = GrpcControllerClient::new(plugin.announced.connect(Plaintext));
    controller.shutdown(Empty {}).await.unwrap();
    assert_eq!(plugin.rest_of_output().await, "");
}

#[tokio::test]
async fn strangers_are_refused_and_the_host_is_still_served() {
    let (host, stranger) = (Identity::new(), Identity::new());
    let plugin = Plugin::start(command(PROVIDER, Some(&host))).await;
    for credential in [Nobody, Certificate(&stranger), Plaintext] {
        assert!(!serves(&plugin.announced, credential).await);
    }
    assert!(serves(&plugin.announced, Certificate(&host)).await);
    ends_well(plugin, Certificate(&host)).await;
}

#[tokio::test]
async fn a_silent_client_keeps_nobody_waiting() {
    let host = Identity::new();
    let plugin = Plugin::start(command(PROVIDER, Some(&host))).await;
    let mut silent = Vec::new();
    for _ in 0..20 {
        silent.push(UnixStream::connect(&plugin.announced.address).await.unwrap());
    }
    assert!(serves(&plugin.announced, Certificate(&host)).await);
    for client in silent {
        let read = client.try_read(&mut [0]).expect_err("the provider still waits for it");
        assert_eq!(read.kind(), ErrorKind::WouldBlock);
    }
    ends_well(plugin, Certificate(&host)).await;
}

/// Every user of the machine can connect to a TCP socket, and say nothing.
#[tokio::test]
async fn a_crowd_of_silent_clients_does_not_keep_the_host_out() {
    let (host, home) = (Identity::new(), home());
    let log = home.path().join("log");
    let mut command = command(PROVIDER, Some(&host));
    command.env("TMPDIR", "/nonexistent").env("TF_LOG", "WARN");
    command.stderr(fs::File::create(&log).unwrap());
    let plugin = Plugin::start(command).await;
    let mut silent = Vec::new();
    for _ in 0..700 {
        silent.push(TcpStream::connect(&plugin.announced.address).await.unwrap());
    }
    assert!(serves(&plugin.announced, Certificate(&host)).await);
    ends_well(plugin, Certificate(&host)).await;
    let refusals = fs::read_to_string(log).unwrap();
    assert!(!refusals.contains("it took too long"), "the host waited for them: {refusals}");
}

#[tokio::test]
async fn only_the_owner_reaches_the_socket() {
    let plugin = Plugin::start(command(PROVIDER, None)).await;
    let socket = Path::new(&plugin.announced.address);
    assert_eq!(mode(socket), 0o600);
    assert_eq!(mode(socket.parent().unwrap()), 0o700);
    ends_well(plugin, Plaintext).await;
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("it is there").permissions().mode() & 0o777
}

#[tokio::test]
async fn the_host_says_where_the_socket_is() {
    let home = home();
    let mut command = command(PROVIDER, None);
    command.env("PLUGIN_UNIX_SOCKET_DIR", home.path());
    let plugin = Plugin::start(command).await;
    assert!(Path::new(&plugin.announced.address).starts_with(home.path()));
}

#[tokio::test]
async fn a_host_without_tls_is_served_in_plaintext() {
    let plugin = Plugin::start(command(PROVIDER, None)).await;
    assert!(plugin.announced.certificate.is_empty());
    ends_well(plugin, Plaintext).await;
}

#[tokio::test]
async fn without_a_temporary_directory_the_channel_is_tcp() {
    let host = Identity::new();
    let mut command = command(PROVIDER, Some(&host));
    command.env("TMPDIR", "/nonexistent");
    let plugin = Plugin::start(command).await;
    assert_eq!(plugin.announced.network, "tcp");
    let port: u16 = plugin.announced.address.strip_prefix("127.0.0.1:").unwrap().parse().unwrap();
    assert!((10000..=25000).contains(&port));
    assert!(!serves(&plugin.announced, Nobody).await);
    ends_well(plugin, Certificate(&host)).await;
}

#[tokio::test]
async fn an_interrupt_ends_nothing() {
    let host = Identity::new();
    let plugin = Plugin::start(command(PROVIDER, Some(&host))).await;
    signal("INT", plugin.process.id().unwrap()).await;
    assert!(serves(&plugin.announced, Certificate(&host)).await);
    ends_well(plugin, Certificate(&host)).await;
}

#[tokio::test]
async fn a_provider_that_is_told_to_end_leaves_nothing_behind() {
    let (host, home) = (Identity::new(), home());
    let mut plugin = Plugin::start(at(&home, command(PROVIDER, Some(&host)))).await;
    signal("TERM", plugin.process.id().unwrap()).await;
    assert!(plugin.process.wait().await.unwrap().success());
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn the_provider_does_not_outlive_its_host() {
    let home = home();
    let mut shell = command("sh", None);
    shell.args(["-c", "\"$0\" & wait", PROVIDER]);
    let mut plugin = Plugin::start(at(&home, shell)).await;
    plugin.process.kill().await.unwrap();
    assert_eq!(plugin.rest_of_output().await, "");
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn started_by_hand_it_says_what_it_is() {
    let mut by_hand = command(PROVIDER, None);
    by_hand.env_remove("TF_PLUGIN_MAGIC_COOKIE");
    refused(by_hand, "This is the codeartifact provider for Terraform and OpenTofu").await;
    let mut argument = command(PROVIDER, None);
    argument.arg("serve");
    refused(argument, "unknown arguments: serve; see --help").await;
}

#[tokio::test]
async fn a_host_that_sends_nonsense_is_refused() {
    for (variable, nonsense, complaint) in [
        ("PLUGIN_CLIENT_CERT", "nonsense", "PLUGIN_CLIENT_CERT contains no certificate"),
        (
            "PLUGIN_CLIENT_CERT",
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
            "PLUGIN_CLIENT_CERT contains no certificate",
        ),
        ("PLUGIN_MIN_PORT", "many", "PLUGIN_MIN_PORT is not a port: many"),
        ("PLUGIN_UNIX_SOCKET_DIR", "/nonexistent", "could not create a directory in /nonexistent"),
        (
            "PLUGIN_UNIX_SOCKET_GROUP",
            "no such group",
            "PLUGIN_UNIX_SOCKET_GROUP names no group of this system: no such group",
        ),
    ] {
        for host in [None, Some(&Identity::new())] {
            let mut command = command(PROVIDER, host);
            command.env(variable, nonsense);
            refused(command, complaint).await;
        }
    }
}

/// The start fails with `complaint`, and prints nothing that a host could take for a handshake.
async fn refused(mut command: Command, complaint: &str) {
    // What is not refused would serve for ever.
    let output = time::timeout(Duration::from_secs(20), command.output()).await;
    let Output { status, stdout, stderr } = output.expect("it ends").expect("it starts");
    assert_eq!(status.code(), Some(1));
    assert!(stdout.is_empty());
    let stderr = String::from_utf8(stderr).expect("it is text");
    assert!(stderr.starts_with(complaint), "{stderr}");
}

#[tokio::test]
async fn the_version_and_the_help_are_printed() {
    for (argument, expect) in [
        ("--version", concat!("terraform-provider-codeartifact ", env!("CARGO_PKG_VERSION"))),
        ("--help", "This is the codeartifact provider"),
    ] {
        let Output { status, stdout, stderr } =
            Command::new(PROVIDER).arg(argument).output().await.unwrap();
        assert!(status.success());
        assert!(stderr.is_empty());
        assert!(String::from_utf8(stdout).unwrap().starts_with(expect), "{argument}");
    }
}

#[tokio::test]
async fn a_developer_attaches_a_host_and_interrupts_in_the_end() {
    let home = home();
    let mut command = at(&home, Command::new(PROVIDER));
    let mut process =
        command.arg("--debug").stdout(Stdio::piped()).kill_on_drop(true).spawn().unwrap();
    let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
    let reattach = loop {
        let line = lines.next_line().await.unwrap().expect("the line is printed");
        if let Some(json) = line.trim().strip_prefix("TF_REATTACH_PROVIDERS='") {
            break serde_json::from_str::<serde_json::Value>(json.strip_suffix('\'').unwrap())
                .unwrap();
        }
    };
    let address = format!("registry.terraform.io/{}", codeartifact::provider::SOURCE);
    let attached = &reattach[address];
    assert_eq!(attached["Pid"], process.id().unwrap());
    let announced = Announced {
        network: attached["Addr"]["Network"].as_str().unwrap().to_owned(),
        address: attached["Addr"]["String"].as_str().unwrap().to_owned(),
        certificate: Vec::new(),
    };
    assert!(serves(&announced, Plaintext).await);
    signal("INT", process.id().unwrap()).await;
    assert!(process.wait().await.unwrap().success());
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn the_log_is_json_at_the_level_asked_for() {
    let host = Identity::new();
    let mut command = command(PROVIDER, Some(&host));
    command
        .env("TF_LOG", "OFF")
        .env("TF_LOG_PROVIDER_CODEARTIFACT", "TRACE")
        .stderr(Stdio::piped());
    let mut plugin = Plugin::start(command).await;
    assert!(!serves(&plugin.announced, Nobody).await);
    let mut log = BufReader::new(plugin.process.stderr.take().unwrap()).lines();
    ends_well(plugin, Certificate(&host)).await;
    let mut refusals = 0;
    while let Some(line) = log.next_line().await.unwrap() {
        let line: serde_json::Value = serde_json::from_str(&line).expect("each line is JSON");
        refusals +=
            usize::from(line["@message"].as_str().unwrap().starts_with("rejected a connection"));
    }
    assert!(refusals > 0);
}

/// Whether the client is let in. It asks for a service that many hosts ask for and no provider
/// needs: those who are served hear that it is not there.
async fn serves(announced: &Announced, credential: Credential<'_>) -> bool {
    let mut client = Grpc::new(announced.connect(credential));
    if client.ready().await.is_err() {
        return false;
    }
    let path = PathAndQuery::from_static("/plugin.GRPCStdio/StreamStdio");
    let codec = ProstCodec::<Empty, Empty>::default();
    let answer = client.unary(Request::new(Empty {}), path, codec).await;
    answer.is_err_and(|status| status.code() == Code::Unimplemented)
}

/// The provider ends when it is asked to.
async fn ends_well(plugin: Plugin, credential: Credential<'_>) {
    let status = plugin.shut_down(credential).await.expect("the call is answered");
    assert!(status.success(), "{status}");
}

async fn signal(name: &str, pid: u32) {
    let sent = Command::new("kill").args([&format!("-{name}"), &pid.to_string()]).status().await;
    assert!(sent.expect("kill is there").success());
}

/// A temporary directory of its own.
fn home() -> TempDir {
    tempfile::tempdir().expect("there is room")
}

fn at(home: &TempDir, mut command: Command) -> Command {
    command.env("TMPDIR", home.path());
    command
}
