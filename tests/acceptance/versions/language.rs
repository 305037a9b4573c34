//! What configurations can say.

use std::fs;

use super::{ESTATE, apply, check, without_repository};
use crate::provider::secrecy::TOKEN;
use crate::support::world::World;

#[test]
fn functions_of_the_provider() {
    let world = World::new();
    let arguments = r#""main", "111122223333", "eu-west-1", "store", "npm""#;
    world.write(&format!(
        "output \"it\" {{\n value = provider::codeartifact::repository_endpoint({arguments})\n}}\n"
    ));
    check("Functions (`provider::codeartifact::…`)", &world, apply, |world, _| {
        let address = "https://main-111122223333.d.codeartifact.eu-west-1.amazonaws.com/npm/store/";
        assert_eq!(world.output("it"), address);
    });
}

#[test]
fn ephemeral_resources() {
    let world = World::new();
    let domain = without_repository(ESTATE);
    world.must_apply(domain);
    world.write(&format!("{domain}{TOKEN}"));
    check("Ephemeral resources", &world, apply, |world, _| {
        assert!(world.calls("GetAuthorizationToken") > 0, "a token was handed out");
    });
}

#[test]
fn a_provider_for_each_region() {
    let world = World::new();
    world.write(
        r#"
locals {
  regions = toset(["eu-west-1", "eu-central-1"])
}
provider "codeartifact" {
  alias    = "by_region"
  for_each = local.regions
  region   = each.key
}
resource "codeartifact_domain" "main" {
  for_each = local.regions
  provider = codeartifact.by_region[each.key]
  domain   = "main"
}
"#,
    );
    check("`for_each` of providers", &world, apply, |world, _| {
        for region in ["eu-west-1", "eu-central-1"] {
            let state = world.state(&format!("codeartifact_domain.main[{region:?}]"));
            assert_eq!(state["region"], region);
        }
        world.must_plan_nothing();
    });
}

/// No emulator is asked: the objects are those of the mocks.
#[test]
fn mocks() {
    let world = World::new();
    world.write(ESTATE);
    let test = r#"
mock_provider "codeartifact" {
  mock_resource "codeartifact_domain" {
    defaults = {
      owner = "111122223333"
    }
  }
}
run "the_repository_is_in_the_domain" {
  assert {
    condition     = codeartifact_repository.app.domain == "main"
    error_message = "It is in another domain."
  }
  assert {
    condition     = codeartifact_domain.main.owner == "111122223333"
    error_message = "The mock counts."
  }
}
"#;
    fs::write(world.path("estate.tftest.hcl"), test).expect("a test");
    check(
        "Mocks in `test`",
        &world,
        |world| {
            world.cli(["init", "-input=false"]);
            world.cli(["test"])
        },
        |world, run| {
            run.says(&["1 passed, 0 failed."]);
            assert!(world.called().is_empty(), "a mock calls nothing");
        },
    );
}
