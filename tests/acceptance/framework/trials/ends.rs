//! The trials of ends: the run of Terraform itself is interrupted, or loses its provider, at every
//! call of a creation.

use std::thread;
use std::time::Duration;

use codeartifact_emulator::Fault;

use super::subjects::{SUBJECTS, Subject};
use crate::support::driver::Cli;
use crate::support::underway::Underway;
use crate::support::world::World;

/// How an apply ends while the answer to one of its calls is on the way.
#[derive(Clone, Copy, Debug)]
enum End {
    /// The user interrupts it, and the answer still comes.
    Interrupted,
    /// The provider is killed.
    Killed,
}

impl End {
    fn befalls(self, apply: &Underway) {
        match self {
            Self::Interrupted => {
                apply.interrupt();
                thread::sleep(UNTIL_HEARD);
            }
            Self::Killed => apply.kill_provider(),
        }
    }
}

/// How long an interrupt takes to reach the provider. An answer that is earlier is one more trial.
const UNTIL_HEARD: Duration = Duration::from_millis(200);

impl Subject {
    /// A world in which the creation came to this end.
    fn ended(&self, end: End, call: usize) -> World {
        let world = self.world(Box::new(Cli));
        let at = Fault::on("*").skip(call.try_into().expect("a number")).times(1);
        let paused = world.fault(at.after_effect().pause());
        let mut apply = world.begin_apply();
        apply.until_met(&world, &paused);
        end.befalls(&apply);
        world.clear_faults();
        let run = apply.ends();
        world.clear_requests();
        super::say(&format!("{end:?} at call {call} of {}:\n{}", self.resource, run.text));
        world
    }
}

fn after_each(end: End, scenario: impl Fn(&Subject, &World) + Sync) {
    for subject in &SUBJECTS {
        for call in 0..subject.effects() {
            let world = subject.ended(end, call);
            scenario(subject, &world);
            assert!(world.has_theirs(), "{end:?} at call {call} of {}", subject.resource);
        }
    }
}

fn the_next_apply_completes(end: End) {
    after_each(end, |subject, world| {
        world.is_completed(subject);
        world.has_deleted_nothing();
    });
}

#[test]
fn the_next_apply_completes_what_was_interrupted() {
    the_next_apply_completes(End::Interrupted);
}

#[test]
fn the_next_apply_completes_what_a_killed_provider_left() {
    the_next_apply_completes(End::Killed);
}

/// What a killed provider left is in no state, so that a destroy has nothing to end.
#[test]
fn a_destroy_ends_what_was_interrupted() {
    after_each(End::Interrupted, |subject, world| {
        world.must_destroy();
        assert!(world.state(&subject.address()).is_null());
    });
}
