//! The emulator as a process of its own.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use aws_sdk_codeartifact::Client;
use aws_sdk_codeartifact::config::Credentials;

use crate::world::client_at;

/// The binary, ready to be run.
pub(crate) fn emulator(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_codeartifact-emulator"));
    command.args(arguments).env_remove("AWS_REGION").env_remove("AWS_DEFAULT_REGION");
    command
}

/// An emulator that serves, and is killed when it is dropped.
pub(crate) struct Process {
    child: Child,
    url: String,
}

impl Process {
    /// Starts the binary on a free port.
    pub(crate) fn start(arguments: &[&str]) -> Self {
        Self::run(emulator(&[&["--port", "0"], arguments].concat()))
    }

    /// The same, where no file can grow beyond so many KiB: as on a disk that is full.
    pub(crate) fn start_without_room(kibibytes: usize, arguments: &[&str]) -> Self {
        // A signal that is not ignored would end the process, where a full disk is no more than an
        // error.
        Self::start_under(&format!("trap '' XFSZ; ulimit -S -f {kibibytes}"), arguments)
    }

    /// The same, where so many files and sockets can be open unless the process asks for more.
    pub(crate) fn start_with_few_files(count: usize) -> Self {
        Self::start_under(&format!("ulimit -S -n {count}"), &[])
    }

    /// The same, with a directory for its temporary files.
    pub(crate) fn start_in(directory: &Path) -> Self {
        let mut command = emulator(&["--port", "0"]);
        command.env("TMPDIR", directory);
        Self::run(command)
    }

    /// The same, under a limit that a shell sets.
    fn start_under(limit: &str, arguments: &[&str]) -> Self {
        let mut shell = Command::new("bash");
        shell.args(["-c", &format!("{limit}; exec \"$@\""), "bash"]);
        shell.arg(env!("CARGO_BIN_EXE_codeartifact-emulator")).args(["--port", "0"]);
        shell.args(arguments);
        Self::run(shell)
    }

    fn run(mut command: Command) -> Self {
        let child = command.stdout(Stdio::piped()).spawn();
        let mut child = child.expect("the emulator runs");
        let mut line = String::new();
        let output = child.stdout.take().expect("a pipe");
        BufReader::new(output).read_line(&mut line).expect("a line");
        let url = line.trim().strip_prefix("codeartifact-emulator is ready at ");
        let url = url.unwrap_or_else(|| panic!("it is not ready: {line}")).to_owned();
        Self { child, url }
    }

    /// A client of it, with the key `test` in us-east-1.
    pub(crate) fn client(&self) -> Client {
        client_at(&self.url, "us-east-1", Credentials::new("test", "test", None, None, "test"))
    }

    /// Its address.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// The process.
    pub(crate) fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// Ends it with SIGKILL.
    pub(crate) fn kill(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        self.child.wait().expect("an end");
    }
}

/// KiB that a process has had at most.
#[cfg(target_os = "linux")]
pub(crate) fn peak(process: &mut Process) -> usize {
    let status = format!("/proc/{}/status", process.child().id());
    let status = std::fs::read_to_string(status).expect("the status of a process");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("a line");
    line.trim().trim_end_matches(" kB").parse().expect("a number")
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}
