//! `moved` blocks from the types of other providers, whose states are recorded in the shapes that
//! those providers document.
//!
//! The other providers do not run here. The CLI demands that they are installed, and asks them
//! nothing about what moves away, so that our own program can stand in for them.

use std::fs;

use serde_json::{Value as Json, json};

use crate::support::agreement::both;
use crate::support::estate::only_looks;
use crate::support::plan::Plan;
use crate::support::program::CLI;
use crate::support::state_file::StateFile;
use crate::support::world::World;

const AWS: &str = "hashicorp/aws";
const AWSCC: &str = "hashicorp/awscc";

/// The estate of hashicorp/aws, as the guide has it. The policies are spelled otherwise than in the
/// states.
const OF_AWS: &str = include_str!("../../../examples/guides/coming-from-aws/estate.tf");

/// The blocks of the guide.
const MOVED: &str = include_str!("../../../examples/guides/coming-from-aws/moved.tf");

/// The estate of hashicorp/awscc.
const OF_AWSCC: &str = r#"
    resource "codeartifact_domain" "main" {
      domain         = "main"
      encryption_key = "arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555"
      tags           = { stage = "prod", team = "a" }
    }
    resource "codeartifact_repository" "store" {
      domain              = codeartifact_domain.main.domain
      repository          = "store"
      external_connection = "public:npmjs"
    }
    resource "codeartifact_repository" "shared" {
      domain      = codeartifact_domain.main.domain
      repository  = "shared"
      description = "Shared packages"
      tags        = { stage = "prod", team = "a" }
    }
    resource "codeartifact_repository" "npm" {
      domain      = codeartifact_domain.main.domain
      repository  = "npm"
      description = "What builds use"
      upstreams   = [codeartifact_repository.shared.repository, codeartifact_repository.store.repository]
      tags        = { stage = "prod", team = "a" }
    }
    resource "codeartifact_package_group" "scope" {
      domain       = codeartifact_domain.main.domain
      pattern      = "/npm/scope/*"
      description  = "Our own scope"
      contact_info = "team-a"
      origin_configuration = {
        publish           = { mode = "ALLOW_SPECIFIC_REPOSITORIES", repositories = [codeartifact_repository.npm.repository] }
        external_upstream = { mode = "BLOCK" }
      }
      tags = { stage = "prod", team = "a" }
    }
"#;

/// What hashicorp/aws has from version 6 on.
const PACKAGE_ORIGIN: &str = r#"
    resource "codeartifact_package_origin_configuration" "left_pad" {
      domain     = codeartifact_domain.main.domain
      repository = codeartifact_repository.npm.repository
      format     = "npm"
      package    = "left-pad"
      publish    = "BLOCK"
      upstream   = "ALLOW"
    }
"#;

/// The whole address of a provider whose registry nobody names.
fn in_registry(provider: &str) -> String {
    format!("{}/{provider}", CLI.registry())
}

/// The addresses in a recorded state, each without the name of the provider.
fn recorded(state: &str) -> Vec<String> {
    let state: Json = serde_json::from_str(state).expect("JSON");
    let resources = state["resources"].as_array().expect("resources").iter();
    let address = |resource: &Json| {
        let kind = resource["type"].as_str()?.split_once('_')?.1;
        Some(format!("{kind}.{}", resource["name"].as_str()?))
    };
    resources.filter_map(address).collect()
}

/// A recorded estate of another provider.
struct Estate {
    provider: &'static str,
    state: &'static str,
    /// The same estate for our provider.
    configuration: String,
    /// What the user says of the move.
    moved: String,
}

impl Estate {
    /// With a `moved` block for each resource of the state.
    fn new(provider: &'static str, state: &'static str, configuration: String) -> Self {
        let (_, prefix) = provider.rsplit_once('/').expect("an address");
        let block = |it: String| format!("moved {{\n from = {prefix}_{it}\n to = {it}\n}}\n");
        let moved = recorded(state).into_iter().map(block).collect();
        Self { provider, state, configuration, moved }
    }

    /// Of hashicorp/aws 6, with what older versions do not have.
    fn of_aws() -> Self {
        Self::new(AWS, include_str!("aws_6.json"), OF_AWS.to_owned() + PACKAGE_ORIGIN)
    }

    fn of_awscc() -> Self {
        Self::new(AWSCC, include_str!("awscc.json"), OF_AWSCC.to_owned())
    }

    /// Plays a scenario in a world in which it stands, with the state that the other provider has
    /// recorded of it.
    fn play(&self, scenario: impl Fn(World)) {
        both(|world| {
            world.must_apply(&self.configuration);
            world.stand_in_for(&in_registry(self.provider));
            let state = self.state.replace("registry.terraform.io", CLI.registry());
            fs::write(world.path("terraform.tfstate"), state).expect("a state");
            world.write(&(self.configuration.clone() + &self.moved));
            scenario(world);
        });
    }

    fn is_untouched_by(&self, plan: &Plan) {
        for address in recorded(self.state) {
            assert_eq!(plan.actions(&address), ["no-op"], "{address}");
        }
    }

    /// Demands that it moves without a change, and is as settled as if it had been ours all along.
    fn moves(&self) {
        self.play(|world| {
            let calls = world.requests().len();
            self.is_untouched_by(&world.planned());
            world.apply_planned().succeeded().says(&["0 added, 0 changed, 0 destroyed"]);
            world.must_be_settled();
            let since = &world.requests()[calls..];
            assert!(since.iter().all(only_looks), "the move changes something");
        });
    }
}

#[test]
fn an_estate_of_hashicorp_aws_moves() {
    Estate::of_aws().moves();
}

/// Version 3: a number that is a text today, no bucket, no Region, timeouts in the private data.
/// Its estate is that of the guide, and it moves by the blocks of the guide.
#[test]
fn an_old_state_of_hashicorp_aws_moves() {
    let estate = Estate::new(AWS, include_str!("aws_3.json"), OF_AWS.to_owned());
    Estate { moved: MOVED.to_owned(), ..estate }.moves();
}

#[test]
fn an_estate_of_hashicorp_awscc_moves() {
    Estate::of_awscc().moves();
}

/// There a policy is a part of its object; here it is a resource of its own.
#[test]
fn a_policy_that_is_left_behind_is_named() {
    Estate::of_awscc().play(|world| {
        world.apply().succeeded().says(&[
            "`permissions_policy_document` is no longer managed",
            "import it into a `codeartifact_domain_permissions_policy`",
        ]);
    });
}

/// What the other providers kept of an object is enough to see that nothing changes.
#[test]
fn a_move_needs_no_refresh() {
    for estate in [Estate::of_aws(), Estate::of_awscc()] {
        estate.play(|world| {
            estate.is_untouched_by(&world.planned_unrefreshed());
            world.apply_planned().succeeded().says(&["0 added, 0 changed, 0 destroyed"]);
            world.must_plan_nothing();
        });
    }
}

fn refused(state: &Json, expected: &[&str]) {
    let kind = state["resources"][0]["type"].as_str().expect("a type");
    both(|world| {
        world.stand_in_for(&in_registry(AWS));
        fs::write(world.path("terraform.tfstate"), state.to_string()).expect("a state");
        world.write(&format!(
            "resource \"codeartifact_domain\" \"main\" {{\n domain = \"main\"\n}}\n
             moved {{\n from = {kind}.main\n to = codeartifact_domain.main\n}}\n"
        ));
        world.plan().failed_with(expected);
    });
}

#[test]
fn what_cannot_be_moved_is_named() {
    let instance = json!({ "schema_version": 2, "attributes": { "id": "x" } });
    let provider = format!("provider[{:?}]", in_registry(AWS));
    let of = |kind: &str, instance: &Json| {
        let resource = json!({ "mode": "managed", "type": kind, "name": "main", "provider": provider, "instances": [instance] });
        json!({ "version": 4, "serial": 1, "lineage": "a", "resources": [resource] })
    };
    refused(
        &of("aws_s3_bucket", &instance),
        &[
            "Could not move aws_s3_bucket to codeartifact_domain",
            "`aws_codeartifact_domain` of hashicorp/aws and `awscc_codeartifact_domain` of hashicorp/awscc",
            "`removed` block",
        ],
    );
    refused(&of("aws_codeartifact_domain", &instance), &["has version 2", "versions up to 0"]);
    let nameless = json!({ "schema_version": 0, "attributes": { "id": "x" } });
    refused(&of("aws_codeartifact_domain", &nameless), &["does not say which object it is of"]);
}

/// What others store of what nobody has set, and how it is left out: no plan sees a difference.
#[test]
fn empty_null_and_absent_are_one_thing_in_a_move() {
    let nothing = [json!(null), json!(""), json!([]), json!({})];
    let left_out = |value: &str| {
        format!(
            "resource \"codeartifact_domain\" \"main\" {{
               domain         = \"main\"
               encryption_key = {}
               tags           = {}
             }}
             resource \"codeartifact_repository\" \"npm\" {{
               domain              = codeartifact_domain.main.domain
               domain_owner        = {}
               repository          = \"npm\"
               description         = {}
               upstreams           = {}
               external_connection = {}
               tags                = {}
             }}
             output \"created\" {{
               value = codeartifact_domain.main.created_time
             }}\n",
            spelled(value, "\"\""),
            spelled(value, "{}"),
            spelled(value, "\"\""),
            spelled(value, "\"\""),
            spelled(value, "[for name in toset([]) : name]"),
            spelled(value, "\"\""),
            spelled(value, "{}"),
        )
    };
    both(|world| {
        world.must_apply(&left_out("null"));
        world.stand_in_for(&in_registry(AWS));
        let ours = world.state_file();
        for stored in &nothing {
            for value in ["null", "empty"] {
                let state = of_aws(&ours, stored);
                fs::write(world.path("terraform.tfstate"), state.to_string()).expect("a state");
                let moved = |kind: &str, name: &str| {
                    format!("moved {{\n from = aws_{kind}.{name}\n to = {kind}.{name}\n}}\n")
                };
                let ways =
                    moved("codeartifact_domain", "main") + &moved("codeartifact_repository", "npm");
                world.write(&(left_out(value) + &ways));
                let plan = world.planned();
                for address in ["codeartifact_domain.main", "codeartifact_repository.npm"] {
                    assert_eq!(plan.actions(address), ["no-op"], "{stored} {value}");
                }
                world.apply_planned().succeeded();
                world.must_be_settled();
                let created = world.output("created");
                assert!(!created.as_str().expect("a time").contains('.'), "{created}");
            }
        }
    });
}

fn spelled<'a>(value: &'a str, empty: &'a str) -> &'a str {
    if value == "empty" { empty } else { value }
}

/// Our state of the two as hashicorp/aws would have stored it, with `nothing` where its type has
/// room for that.
fn of_aws(ours: &StateFile, nothing: &Json) -> Json {
    let provider = format!("provider[{:?}]", in_registry(AWS));
    let of_type = |value: &Json| if value == nothing { nothing.clone() } else { json!(null) };
    let resources = ours.0["resources"].as_array().expect("resources").iter().map(|resource| {
        let mut attributes = resource["instances"][0]["attributes"].clone();
        for (name, empty) in
            [("description", json!("")), ("upstream", json!([])), ("external_connections", json!([])), ("tags", json!({}))]
        {
            attributes[name] = of_type(&empty);
        }
        let created = attributes["created_time"].as_str().unwrap_or_default();
        attributes["created_time"] = json!(created.split('.').next().map(|it| it.trim_end_matches('Z').to_owned() + "Z"));
        json!({
            "mode": "managed", "type": format!("aws_{}", resource["type"].as_str().expect("a type")),
            "name": resource["name"], "provider": provider,
            "instances": [{ "schema_version": 0, "attributes": attributes }],
        })
    });
    let resources: Vec<Json> = resources.collect();
    let outputs = json!({ "created": { "type": "string", "value": resources[0]["instances"][0]["attributes"]["created_time"] } });
    json!({ "version": 4, "serial": 1, "lineage": "a", "outputs": outputs, "resources": resources })
}
