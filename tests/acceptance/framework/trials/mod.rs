//! The trials: the creation of every resource breaks at every one of its calls, in every way, and
//! something follows. Whatever it is, nothing is deleted that the configuration does not ask for,
//! the state is true, and a second plan is empty.

mod ends;
pub(crate) mod subjects;

use std::collections::BTreeSet;

use codeartifact_emulator::Fault;

use self::subjects::{SUBJECTS, Subject};
use crate::host::Host;
use crate::support::run::Run;
use crate::support::world::World;

/// In what way a creation breaks.
#[derive(Clone, Copy, Debug)]
enum Break {
    /// One call is refused.
    Step,
    /// One call is refused, and all that follow, so that nothing can be read back.
    Rest,
    /// The answer of one call is lost, and so are all that follow: as if the provider were killed.
    Answers,
}

impl Break {
    fn fault(self, call: usize) -> Fault {
        let at = Fault::on("*").skip(call.try_into().expect("a number"));
        match self {
            Self::Step => at.times(1).error(403, "AccessDeniedException", "no"),
            Self::Rest => at.error(403, "AccessDeniedException", "no"),
            Self::Answers => at.after_effect().drop_connection(),
        }
    }
}

#[expect(
    clippy::print_stdout,
    reason = "who looks at a trial that failed wants to know which it was"
)]
fn say(text: &str) {
    println!("{text}");
}

/// Plays a scenario after every way in which a creation can break.
fn after_each(way: Break, scenario: impl Fn(&Subject, &World)) {
    for subject in &SUBJECTS {
        for call in 0..subject.calls() {
            let world = subject.world(Box::<Host>::default());
            world.fault(way.fault(call));
            let run = world.apply();
            world.clear_faults();
            world.clear_requests();
            say(&format!("{way:?} at call {call} of {}:\n{}", subject.resource, run.text));
            scenario(subject, &world);
            assert!(world.has_theirs(), "{way:?} at call {call} of {}", subject.resource);
        }
    }
}

impl World {
    fn has_theirs(&self) -> bool {
        self.asset("store", "theirs", "1.0.0").is_some()
            && self.asset("staging", "theirs", "2.0.0").is_some()
    }

    /// Applies until the object is there, importing it if that is the advice.
    fn is_completed(&self, subject: &Subject) {
        let run = self.apply();
        if run.code != Some(0) {
            let (address, id) = advised(&run);
            assert_eq!(address, subject.address());
            self.import(&address, &id).succeeded();
            self.apply().succeeded();
        }
        self.must_be_settled();
        assert!(!self.state(&subject.address()).is_null());
    }

    fn has_deleted_nothing(&self) {
        let called = self.called();
        let ends = |operation: &&String| {
            ["Delete", "Dispose", "Disassociate"].iter().any(|end| operation.starts_with(end))
        };
        assert_eq!(called.iter().filter(ends).collect::<Vec<_>>(), [""; 0]);
    }
}

/// The address and the ID in the import block of an error.
fn advised(run: &Run) -> (String, String) {
    let text = run.joined();
    let block =
        text.split_once("import { to = ").unwrap_or_else(|| panic!("no advice:\n{}", run.text)).1;
    let (address, rest) = block.split_once(" id = \"").expect("an ID");
    let id = rest.split_once('"').expect("its end").0;
    (address.replace("<name>", "it"), id.to_owned())
}

fn the_next_apply_completes(way: Break) {
    after_each(way, |subject, world| {
        world.is_completed(subject);
        world.has_deleted_nothing();
    });
}

fn a_destroy_ends(way: Break) {
    after_each(way, |subject, world| {
        world.must_destroy();
        assert!(world.state(&subject.address()).is_null());
    });
}

/// What is there already is taken where it is as it is wanted, or refused with an import block that
/// leads to the very object: here in another Region than the provider's.
#[test]
fn the_advice_on_what_exists_already_leads_to_it() {
    for subject in &SUBJECTS {
        let mut world = subject.world(Box::<Host>::default());
        world.set("AWS_REGION", "us-east-1");
        world.must_apply(&subject.placed(false));
        let before = subject.key(&world);
        world.forget(&subject.address());
        world.write(&subject.placed(true));
        let run = world.apply();
        assert_eq!(run.code == Some(0), subject.is_taken(), "{}:\n{}", subject.resource, run.text);
        if !subject.is_taken() {
            let (address, id) = advised(&run);
            assert_eq!(address, subject.address());
            world.import(&address, &id).succeeded();
        }
        assert_eq!(subject.key(&world), before, "{}", subject.resource);
    }
}

#[test]
fn every_resource_is_tried() {
    let tried: BTreeSet<&str> = SUBJECTS.iter().map(|subject| subject.resource).collect();
    let all: BTreeSet<&str> = codeartifact::resources::ALL.iter().map(|it| it.name()).collect();
    assert_eq!(tried, all);
}

#[test]
fn the_next_apply_completes_what_a_refusal_broke() {
    the_next_apply_completes(Break::Step);
}

#[test]
fn the_next_apply_completes_what_could_not_be_read_back() {
    the_next_apply_completes(Break::Rest);
}

#[test]
fn the_next_apply_completes_what_lost_answers_broke() {
    the_next_apply_completes(Break::Answers);
}

#[test]
fn a_destroy_ends_what_a_refusal_broke() {
    a_destroy_ends(Break::Step);
}

#[test]
fn a_destroy_ends_what_could_not_be_read_back() {
    a_destroy_ends(Break::Rest);
}
