//! Who carries out what a user asks for: the CLI on the machine, or a host of a later version.

use crate::support::plan::Plan;
use crate::support::run::Run;
use crate::support::world::World;

/// What a user asks for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Command<'a> {
    /// To look at the configuration alone.
    Validate,
    /// To say what would be done, and to keep that; with or without a look at the objects first.
    Plan { refresh: bool },
    /// To say what has changed outside.
    PlanRefreshOnly,
    /// To plan and do it, with the replacement of one object if one is named.
    Apply { replace: Option<&'a str> },
    /// To do what was planned last.
    ApplyPlanned,
    /// To take note of what has changed outside.
    ApplyRefreshOnly,
    /// To destroy everything, with or without a look at it first.
    Destroy { refresh: bool },
    /// To take over what exists.
    Import { address: &'a str, id: &'a str },
    /// To forget an object, which goes on existing.
    Forget(&'a str),
    /// To trust in an object that was not finished.
    Untaint(&'a str),
}

/// Carries out what a user asks for.
pub(crate) trait Driver: Send + Sync {
    /// Does it, with the exit codes of the CLI: for a plan 0 says that there is nothing to do, and
    /// 2 that there is something.
    fn run(&self, world: &World, command: Command<'_>) -> Run;
    /// What was planned last.
    fn planned(&self, world: &World) -> Plan;
}

/// The CLI on the machine.
pub(crate) struct Cli;

impl Driver for Cli {
    fn run(&self, world: &World, command: Command<'_>) -> Run {
        let run = world.cli(arguments(command));
        match command {
            Command::PlanRefreshOnly if run.code == Some(0) => {
                let has_drift = Plan(world.show(&["drift"])).has_drift();
                Run { code: Some(if has_drift { 2 } else { 0 }), ..run }
            }
            _ => run,
        }
    }

    fn planned(&self, world: &World) -> Plan {
        Plan(world.show(&["plan"]))
    }
}

/// How the CLI is asked.
fn arguments(command: Command<'_>) -> Vec<String> {
    let (words, more): (&[&str], _) = match command {
        Command::Validate => (&["validate"], None),
        Command::Plan { refresh } => (
            &["plan", "-detailed-exitcode", "-input=false", "-out=plan"],
            Some(format!("-refresh={refresh}")),
        ),
        // Its exit code is no answer: Terraform 1.15 and later give 2 for every data source.
        Command::PlanRefreshOnly => {
            (&["plan", "-refresh-only", "-input=false", "-out=drift"], None)
        }
        Command::Apply { replace } => (
            &["apply", "-auto-approve", "-input=false"],
            replace.map(|address| format!("-replace={address}")),
        ),
        Command::ApplyPlanned => (&["apply", "-input=false", "plan"], None),
        Command::ApplyRefreshOnly => {
            (&["apply", "-refresh-only", "-auto-approve", "-input=false"], None)
        }
        Command::Destroy { refresh } => {
            (&["destroy", "-auto-approve", "-input=false"], Some(format!("-refresh={refresh}")))
        }
        Command::Import { address, id } => (&["import", "-input=false", address, id], None),
        Command::Forget(address) => (&["state", "rm", address], None),
        Command::Untaint(address) => (&["untaint", address], None),
    };
    words.iter().map(|word| (*word).to_owned()).chain(more).collect()
}
