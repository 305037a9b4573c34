//! An apply that is under way, and what can befall it.

use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use codeartifact_emulator::Armed;

use super::run::Run;
use super::world::World;

/// How long until it is looked again whether an apply has ended.
const MOMENT: Duration = Duration::from_millis(10);

/// An apply that the CLI carries out.
pub(crate) struct Underway(Child);

impl World {
    pub(crate) fn begin_apply(&self) -> Underway {
        let mut command = self.command();
        command.args(["apply", "-auto-approve", "-no-color", "-input=false"]);
        let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        Underway(child.expect("the CLI starts"))
    }
}

impl Underway {
    /// Waits until a request has met a fault; an apply that ends before has not come so far.
    pub(crate) fn until_met(&mut self, world: &World, fault: &Armed) {
        while world.wait(fault.count()).expect("the fault") == 0 {
            let ended = self.0.try_wait().expect("a process");
            assert!(ended.is_none(), "the apply ended after {:?}", world.called());
            thread::sleep(MOMENT);
        }
    }

    /// Interrupts it, as Ctrl-C does.
    pub(crate) fn interrupt(&self) {
        signal(&["-INT", &self.0.id().to_string()]);
    }

    /// Kills the CLI, which takes nothing down.
    pub(crate) fn kill(mut self) {
        self.0.kill().expect("it can be killed");
        self.0.wait().expect("it is dead");
    }

    /// Kills the provider, and leaves the CLI to note what it knows.
    pub(crate) fn kill_provider(&self) {
        let children = Command::new("pgrep").args(["-P", &self.0.id().to_string()]).output();
        let children = String::from_utf8(children.expect("pgrep is there").stdout);
        for child in children.expect("numbers").split_whitespace() {
            signal(&["-KILL", child]);
        }
    }

    /// What it comes to.
    pub(crate) fn ends(self) -> Run {
        Run::of(&self.0.wait_with_output().expect("the CLI ends"))
    }
}

fn signal(arguments: &[&str]) {
    let sent = Command::new("kill").args(arguments).status();
    assert!(sent.expect("kill is there").success());
}
