//! The trials: the creation of every resource breaks at every one of its calls, in every way, and
//! something follows. Whatever it is, nothing is deleted that the configuration does not ask for,
//! the state is true, and a second plan is empty.

use std::collections::BTreeSet;

use codeartifact_emulator::{Fault, Options};
use serde_json::Value as Json;

use crate::host::Host;
use crate::support::run::Run;
use crate::support::world::{REGION, World};

/// What is made in the trials.
struct Subject {
    resource: &'static str,
    arguments: &'static str,
}

const SUBJECTS: [Subject; 13] = [
    Subject { resource: "domain", arguments: "domain = \"fresh\"\n tags = { a = \"b\" }" },
    Subject {
        resource: "repository",
        arguments: "domain = \"main\"\n repository = \"fresh\"\n external_connection = \"public:npmjs\"",
    },
    Subject {
        resource: "repository_upstreams",
        arguments: "domain = \"main\"\n repository = \"store\"\n upstreams = [\"staging\"]",
    },
    Subject {
        resource: "repository_external_connection",
        arguments: "domain = \"main\"\n repository = \"store\"\n external_connection = \"public:npmjs\"",
    },
    Subject { resource: "domain_permissions_policy", arguments: POLICY },
    Subject {
        resource: "repository_permissions_policy",
        arguments: "repository = \"store\"\n domain = \"main\"
          policy_document = jsonencode({ Version = \"2012-10-17\", Statement = [{
            Effect = \"Allow\", Principal = \"*\", Action = \"codeartifact:DescribeRepository\", Resource = \"*\"
          }] })",
    },
    Subject {
        resource: "package_group",
        arguments: "domain = \"main\"\n pattern = \"/npm/*\"\n origin_configuration = { publish = { mode = \"BLOCK\" } }",
    },
    Subject {
        resource: "package_group",
        arguments: "domain = \"main\"\n pattern = \"/*\"\n tags = { a = \"b\" }
          origin_configuration = { publish = { mode = \"BLOCK\" } }",
    },
    Subject {
        resource: "package_group_allowed_repository",
        arguments: "domain = \"main\"\n pattern = \"/generic/space/*\"\n repository = \"store\"
          origin_restriction_type = \"PUBLISH\"",
    },
    Subject {
        resource: "package_origin_configuration",
        arguments: "domain = \"main\"\n repository = \"store\"\n format = \"generic\"\n namespace = \"space\"
          package = \"theirs\"\n publish = \"BLOCK\"\n upstream = \"BLOCK\"",
    },
    Subject {
        resource: "package_version",
        arguments: "domain = \"main\"\n repository = \"store\"\n namespace = \"space\"\n package = \"tool\"
          version = \"1.0.0\"\n status = \"Unlisted\"
          assets = { \"a\" = { content_base64 = \"YQ==\" }, \"b\" = { content_base64 = \"Yg==\" } }",
    },
    Subject {
        resource: "package_version_copy",
        arguments: "domain = \"main\"\n source_repository = \"staging\"\n destination_repository = \"store\"
          format = \"generic\"\n namespace = \"space\"\n package = \"theirs\"\n version = \"2.0.0\"",
    },
    Subject {
        resource: "package_version_status",
        arguments: "domain = \"main\"\n repository = \"store\"\n format = \"generic\"\n namespace = \"space\"
          package = \"theirs\"\n version = \"1.0.0\"\n status = \"Unlisted\"",
    },
];

const POLICY: &str = "domain = \"main\"
  policy_document = jsonencode({ Version = \"2012-10-17\", Statement = [{
    Effect = \"Allow\", Principal = \"*\", Action = \"codeartifact:DescribeDomain\", Resource = \"*\"
  }] })";

impl Subject {
    fn address(&self) -> String {
        format!("codeartifact_{}.it", self.resource)
    }

    fn block(&self) -> String {
        format!("resource \"codeartifact_{}\" \"it\" {{\n{}\n}}\n", self.resource, self.arguments)
    }

    /// A world with what was there before, and the configuration.
    fn world(&self) -> World {
        let mut world = World::led_by(Box::<Host>::default(), Options::default());
        world.make_package_repositories(&["staging", "store"]);
        world.make_groups(&["/generic/space/*".to_owned()]);
        world.publish("store", "theirs", "1.0.0", "theirs");
        world.publish("staging", "theirs", "2.0.0", "theirs");
        world.set("AWS_MAX_ATTEMPTS", "1").write(&self.block());
        world.clear_requests();
        world
    }

    /// The configuration with its account and Region; as a rival, it wants what is there otherwise
    /// where it can.
    fn placed(&self, rivals: bool) -> String {
        let owner =
            if self.resource == "domain" { "" } else { "domain_owner = \"000000000000\"\n" };
        let place = format!("{owner}region = \"{REGION}\"\n}}\n");
        let block = self.block().trim_end().trim_end_matches('}').to_owned() + &place;
        match rivals {
            true => block.replace("public:npmjs", "public:pypi").replace("Allow\"", "Deny\""),
            false => block,
        }
    }

    /// Whether it takes what is there already.
    fn is_taken(&self) -> bool {
        let settings = [
            "repository_upstreams",
            "package_group_allowed_repository",
            "package_origin_configuration",
            "package_version_copy",
            "package_version_status",
        ];
        settings.contains(&self.resource) || self.arguments.contains("pattern = \"/*\"")
    }

    /// What names the object in the state.
    fn key(&self, world: &World) -> Vec<Json> {
        let state = world.state(&self.address());
        let mut all = codeartifact::resources::ALL.iter();
        let resource = all.find(|it| it.name() == self.resource).expect("a resource");
        resource.key_attributes().iter().map(|part| state[part.name].clone()).collect()
    }

    /// The calls of an undisturbed creation.
    fn calls(&self) -> usize {
        let world = self.world();
        world.apply().succeeded();
        let calls = world.requests().len();
        world.must_be_settled();
        calls
    }
}

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

/// Plays a scenario after every way in which a creation can break.
#[expect(
    clippy::print_stdout,
    reason = "who looks at a trial that failed wants to know which it was"
)]
fn after_each(way: Break, scenario: impl Fn(&Subject, &World)) {
    for subject in &SUBJECTS {
        for call in 0..subject.calls() {
            let world = subject.world();
            world.fault(way.fault(call));
            let run = world.apply();
            world.clear_faults();
            world.clear_requests();
            println!("{way:?} at call {call} of {}:\n{}", subject.resource, run.text);
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
        let mut world = subject.world();
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
