//! `moved` blocks from the types of other providers, whose states are recorded in the shapes that
//! those providers document.
//!
//! The other providers do not run here. The CLI demands that they are installed, and asks them nothing
//! about what moves away, so that our own program can stand in for them.

use std::fs;

use serde_json::{Value as Json, json};

use crate::world::World;

const AWS: &str = "registry.terraform.io/hashicorp/aws";
const AWSCC: &str = "registry.terraform.io/hashicorp/awscc";

/// What all recorded estates have: a domain, a connection, upstreams.
fn estate(tags: &Json) -> String {
    format!(
        r#"
        resource "codeartifact_domain" "main" {{
          domain         = "main"
          encryption_key = "arn:aws:kms:eu-west-1:000000000000:key/11111111-2222-3333-4444-555555555555"
          tags           = {tags}
        }}
        resource "codeartifact_repository" "store" {{
          domain              = codeartifact_domain.main.domain
          repository          = "store"
          external_connection = "public:npmjs"
        }}
        resource "codeartifact_repository" "shared" {{
          domain      = codeartifact_domain.main.domain
          repository  = "shared"
          description = "Shared packages"
          tags        = {tags}
        }}
        resource "codeartifact_repository" "npm" {{
          domain      = codeartifact_domain.main.domain
          repository  = "npm"
          description = "What builds use"
          upstreams   = [codeartifact_repository.shared.repository, codeartifact_repository.store.repository]
          tags        = {tags}
        }}
        "#
    )
}

/// The estate as users of hashicorp/aws have it: default tags, and policies, which are spelled otherwise
/// than in the recorded states.
fn estate_of_aws() -> String {
    let policies = r#"
        provider "codeartifact" {
          default_tags {
            tags = { stage = "prod" }
          }
        }
        resource "codeartifact_domain_permissions_policy" "main" {
          domain = codeartifact_domain.main.domain
          policy_document = jsonencode({
            Version = "2012-10-17"
            Statement = [{
              Effect    = "Allow"
              Action    = "codeartifact:CreateRepository"
              Resource  = "*"
              Principal = { AWS = "000000000000" }
            }]
          })
        }
        resource "codeartifact_repository_permissions_policy" "npm" {
          domain     = codeartifact_domain.main.domain
          repository = codeartifact_repository.npm.repository
          policy_document = jsonencode({
            Version = "2012-10-17"
            Statement = {
              Effect    = "Allow"
              Action    = ["codeartifact:ReadFromRepository"]
              Resource  = "*"
              Principal = { AWS = ["arn:aws:iam::000000000000:root"] }
            }
          })
        }
        "#;
    estate(&json!({ "team": "a" })) + policies
}

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

const PACKAGE_GROUP: &str = r#"
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

/// Makes the estate, and puts in the place of its state what another provider would have recorded of it.
fn handed_over(provider: &str, state: &str, configuration: &str) -> World {
    let world = World::new();
    world.must_apply(configuration);
    world.stand_in_for(provider);
    fs::write(world.path("terraform.tfstate"), state).expect("a state");
    let (_, prefix) = provider.rsplit_once('/').expect("an address");
    let moved = recorded(state)
        .into_iter()
        .map(|it| format!("moved {{\n from = {prefix}_{it}\n to = {it}\n}}\n"));
    world.write(&(configuration.to_owned() + &moved.collect::<String>()));
    world
}

/// Demands that an estate moves without a change, and is as settled as if it had been ours all along.
fn moves(provider: &str, state: &str, configuration: &str) {
    let world = handed_over(provider, state, configuration);
    let calls = world.emulator.requests().len();
    let plan = world.planned();
    for address in recorded(state) {
        assert_eq!(plan.actions(&address), ["no-op"], "{address}");
    }
    world.apply_planned().succeeded().says(&["0 added, 0 changed, 0 destroyed"]);
    world.must_be_settled();
    let since = &world.emulator.requests()[calls..];
    assert!(since.iter().all(crate::estate::only_looks), "the move changes something");
}

#[test]
fn an_estate_of_hashicorp_aws_moves() {
    moves(AWS, include_str!("aws_6.json"), &(estate_of_aws() + PACKAGE_ORIGIN));
}

/// Version 3: a number that is a text today, no bucket, no Region, timeouts in the private data.
#[test]
fn an_old_state_of_hashicorp_aws_moves() {
    moves(AWS, include_str!("aws_3.json"), &estate_of_aws());
}

#[test]
fn an_estate_of_hashicorp_awscc_moves() {
    let tags = json!({ "stage": "prod", "team": "a" });
    moves(AWSCC, include_str!("awscc.json"), &(estate(&tags) + PACKAGE_GROUP));
}

/// There a policy is a part of its object; here it is a resource of its own.
#[test]
fn a_policy_that_is_left_behind_is_named() {
    let tags = json!({ "stage": "prod", "team": "a" });
    let world = handed_over(AWSCC, include_str!("awscc.json"), &(estate(&tags) + PACKAGE_GROUP));
    world.apply().succeeded().says(&[
        "`permissions_policy_document` is not managed any more",
        "import it into a `codeartifact_domain_permissions_policy`",
    ]);
}

/// What the service says of an object is in the state without a refresh, as far as the other provider
/// kept it.
#[test]
fn a_move_needs_no_refresh() {
    let state = include_str!("aws_6.json");
    let world = handed_over(AWS, state, &(estate_of_aws() + PACKAGE_ORIGIN));
    let plan = world.planned_unrefreshed();
    for address in recorded(state) {
        assert_eq!(plan.actions(&address), ["no-op"], "{address}");
    }
}

fn refused(state: &Json, expected: &[&str]) {
    let world = World::new();
    world.stand_in_for(AWS);
    fs::write(world.path("terraform.tfstate"), state.to_string()).expect("a state");
    let kind = state["resources"][0]["type"].as_str().expect("a type");
    world.write(&format!(
        "resource \"codeartifact_domain\" \"main\" {{\n domain = \"main\"\n}}\n
         moved {{\n from = {kind}.main\n to = codeartifact_domain.main\n}}\n"
    ));
    world.plan().failed_with(expected);
}

#[test]
fn what_cannot_be_moved_is_named() {
    let instance = json!({ "schema_version": 2, "attributes": { "id": "x" } });
    let provider = format!("provider[{AWS:?}]");
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
