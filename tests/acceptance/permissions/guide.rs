//! The guide: its policies permit what the pages name, and a CI role with them can do its work.

use std::fs;
use std::path::Path;

use codeartifact_emulator::Options;
use serde_json::Value as Json;

use super::page::Page;
use super::users::Users;
use crate::examples::{DOCUMENTED, example, read};
use crate::host::Host;
use crate::support::world::{ACCOUNT, World};

/// What the guide shows for GitLab, with an account of the emulator.
fn provider_block() -> String {
    let guide = read(&example("guides/iam-permissions/guide.md")).replace(DOCUMENTED, ACCOUNT);
    let (_, block) = guide.split_once("```terraform\n").expect("a provider block");
    block.split_once("```").expect("its end").0.to_owned()
}

/// A policy of the guide.
fn policy(name: &str) -> Json {
    let text = read(&example("guides/iam-permissions").join(format!("{name}.json")));
    serde_json::from_str(&text.replace(DOCUMENTED, ACCOUNT)).expect("a policy that is JSON")
}

/// Whether a policy names an action, in full or by its beginning.
fn names(policy: &Json, action: &str) -> bool {
    let statements = policy["Statement"].as_array().expect("statements").iter();
    let named = statements.flat_map(|statement| match &statement["Action"] {
        Json::Array(all) => all.clone(),
        one => vec![one.clone()],
    });
    named.into_iter().any(|it| match it.as_str().expect("an action").strip_suffix('*') {
        Some(beginning) => action.starts_with(beginning),
        None => it == action,
    })
}

/// The pages of a directory that need permissions.
fn pages(directory: &str) -> Vec<Page> {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(directory);
    let entries = fs::read_dir(docs).expect("a directory").map(|it| it.expect("an entry").path());
    let names = entries.map(|path| path.file_stem().expect("a name").to_owned());
    names.filter_map(|name| Page::of(directory, name.to_str().expect("UTF-8"))).collect()
}

#[test]
fn the_policies_of_the_guide_permit_what_the_pages_name() {
    let (plan, apply) = (policy("plan"), policy("apply"));
    for page in ["resources", "data-sources", "list-resources"].into_iter().flat_map(pages) {
        let is_of_tokens = page.path.ends_with("authorization_token.md");
        for action in page.plan.iter().filter(|_| !is_of_tokens) {
            assert!(names(&plan, action), "a plan lacks {action} of {}", page.path);
        }
    }
    for page in ["resources", "actions"].into_iter().flat_map(pages) {
        for action in page.actions() {
            assert!(names(&apply, &action), "an apply lacks {action} of {}", page.path);
        }
    }
}

/// A world whose role has this policy of the guide, and where the token of a job is at hand.
fn world(role: &str, policies: &[&str]) -> World {
    let arn = format!("arn:aws:iam::{ACCOUNT}:role/{role}");
    let all = policies.iter().map(|name| policy(name));
    let everybody = Users::default().identities();
    let identities = all.fold(everybody, |it, policy| it.policy(arn.clone(), policy));
    let options = Options::default().enforce_policies(identities);
    let mut world = World::led_by(Box::<Host>::default(), options);
    world.set("AWS_ACCESS_KEY_ID", "").set("AWS_SECRET_ACCESS_KEY", "");
    world.set("TF_AWS_WEB_IDENTITY_TOKEN", "the token of a job");
    world
}

const DOMAIN: &str = r#"
resource "codeartifact_domain" "main" {
  domain         = "main"
  encryption_key = "alias/packages"
  tags           = { team = "platform" }
}
resource "codeartifact_repository" "store" {
  domain     = codeartifact_domain.main.domain
  repository = "store"
}
resource "codeartifact_repository" "internal" {
  domain     = codeartifact_domain.main.domain
  repository = "internal"
  upstreams  = [codeartifact_repository.store.repository]
}
"#;

#[test]
fn a_ci_role_lives_with_the_policies_of_the_guide() {
    let world = world("terraform-apply", &["plan", "apply"]);
    world.write(&(provider_block() + DOMAIN));
    world.apply().succeeded();
    world.must_be_settled();
    let elsewhere = DOMAIN.replace("= \"main\"", "= \"other\"");
    world.write(&(provider_block() + &elsewhere));
    world.apply().failed_with(&["codeartifact:CreateDomain"]);
}

#[test]
fn a_role_with_the_policy_for_tokens_gets_one_and_nothing_else() {
    let world = world("terraform-apply", &["token"]);
    world.make_domain("main");
    let look = |kind: &str| {
        let block = format!("data \"codeartifact_{kind}\" \"it\" {{\n domain = \"main\"\n}}\n");
        world.write(&(provider_block() + &block));
        world.plan()
    };
    assert_ne!(look("authorization_token").code, Some(1));
    look("domain").failed_with(&["codeartifact:DescribeDomain"]);
}
