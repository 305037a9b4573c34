//! One object at two addresses: what one apply creates at one, it does not delete at the other.
//!
//! Led by the CLI alone: the host knows neither `create_before_destroy` nor two things at a time.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use super::settings::{SETTINGS, for_each_setting};
use crate::support::world::{OTHER_ACCOUNT, World};

impl World {
    /// Applies another configuration, which must leave everything at the service as it is.
    fn must_change_nothing_by(&self, what: &str, configuration: &str) {
        let dump = || self.wait(self.emulator.control().dump()).expect("what exists");
        let before = dump();
        self.must_apply(configuration);
        assert_eq!(dump(), before, "{what}");
        let plan = self.cli(["plan", "-detailed-exitcode", "-input=false"]);
        assert_eq!(plan.code, Some(0), "{what}: something would change:\n{}", plan.text);
    }
}

/// A setting that is replaced whenever `version` changes, and created before it is destroyed.
fn replaced_by(version: &str, kind: &str, arguments: &str) -> String {
    format!(
        r#"
        resource "terraform_data" "version" {{
          input = {version:?}
        }}
        resource "codeartifact_{kind}" "it" {{
          {arguments}
          lifecycle {{
            create_before_destroy = true
            replace_triggered_by  = [terraform_data.version]
          }}
        }}
        "#
    )
}

#[test]
fn what_is_created_before_it_is_destroyed_stays() {
    for_each_setting(|world, kind, arguments| {
        world.must_apply(&replaced_by("1", kind, arguments));
        world.must_change_nothing_by(kind, &replaced_by("2", kind, arguments));
    });
}

/// A resource `name` with this setting, and one that depends on it.
fn named(name: &str, kind: &str, arguments: &str) -> String {
    format!(
        r#"
        resource "codeartifact_{kind}" "{name}" {{
          {arguments}
        }}
        resource "terraform_data" "dependant" {{
          input = codeartifact_{kind}.{name}.domain
        }}
        "#
    )
}

/// The dependant lets go of the old name once it has the new one: so the creation comes first.
#[test]
fn what_is_renamed_stays_if_the_creation_comes_first() {
    for_each_setting(|world, kind, arguments| {
        world.must_apply(&named("old", kind, arguments));
        world.must_change_nothing_by(kind, &named("new", kind, arguments));
    });
}

#[test]
fn what_is_renamed_stays_if_both_come_together() {
    for_each_setting(|world, kind, arguments| {
        let named =
            |name| format!("resource \"codeartifact_{kind}\" {name:?} {{\n{arguments}\n}}\n");
        world.must_apply(&named("old"));
        world.is_far_away();
        world.must_change_nothing_by(kind, &named("new"));
    });
}

/// A policy of each repository in a list.
fn policies_of(repositories: &str) -> String {
    format!(
        r#"
        variable "repositories" {{
          default = {repositories}
        }}
        resource "codeartifact_repository_permissions_policy" "it" {{
          count           = length(var.repositories)
          domain          = "main"
          repository      = var.repositories[count.index]
          policy_document = jsonencode({{
            Version   = "2012-10-17"
            Statement = [{{
              Sid    = var.repositories[count.index], Effect = "Allow", Principal = "*",
              Action = "codeartifact:ReadFromRepository", Resource = "*"
            }}]
          }})
        }}
        "#
    )
}

#[test]
fn a_list_can_get_a_new_head() {
    let world = World::new();
    world.make_domain("main");
    world.make_repositories("main", &["one", "two", "three"]);
    world.must_apply(&policies_of(r#"["one", "two"]"#));
    world.is_far_away();
    world.must_apply(&policies_of(r#"["three", "one", "two"]"#));
    world.must_be_settled();
    for name in ["one", "two", "three"] {
        let found = world.aws(async |client| {
            let call = client.get_repository_permissions_policy().domain("main").repository(name);
            call.send().await
        });
        let document = found.policy.and_then(|policy| policy.document).expect("a policy");
        assert!(document.contains(&format!("{name:?}")), "{name} has {document}");
    }
}

/// A policy that is renamed and changed at once: the old one goes first, if it is about to go.
#[test]
fn what_is_renamed_may_be_changed_at_once() {
    let world = World::new();
    world.make_domain("main");
    let named = |name, action| {
        format!(
            r#"
            resource "codeartifact_domain_permissions_policy" "{name}" {{
              domain          = "main"
              policy_document = jsonencode({{
                Version   = "2012-10-17"
                Statement = [{{
                  Effect = "Allow", Principal = "*", Action = "codeartifact:{action}", Resource = "*"
                }}]
              }})
            }}
            "#
        )
    };
    world.must_apply(&named("old", "DescribeDomain"));
    world.is_far_away();
    world.must_apply(&named("new", "ListRepositoriesInDomain"));
    world.must_be_settled();
    assert!(world.policy_of_domain().is_some_and(|it| it.contains("ListRepositoriesInDomain")));
}

/// A provider that serves one run after another, as in a debug session.
struct Served(Child);

impl Served {
    fn to(world: &mut World) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_terraform-provider-codeartifact"));
        command.arg("--debug").env_clear().envs(world.environment().iter().cloned());
        let mut process = command.stdout(Stdio::piped()).spawn().expect("the provider starts");
        let lines = BufReader::new(process.stdout.take().expect("what it prints")).lines();
        let text = lines.map(|line| line.expect("a line")).find_map(|line| {
            let variable = line.trim().strip_prefix("TF_REATTACH_PROVIDERS='")?;
            Some(variable.trim_end_matches('\'').to_owned())
        });
        world.set("TF_REATTACH_PROVIDERS", &text.expect("how to attach to it"));
        Self(process)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.0.kill().expect("it can be killed");
        self.0.wait().expect("it has ended");
    }
}

/// What one run has created, another one deletes and creates again, although one process serves
/// both.
#[test]
fn nothing_is_remembered_beyond_the_run() {
    let mut world = World::new();
    world.make_domain("main");
    let _served = Served::to(&mut world);
    let (kind, arguments) = SETTINGS[0];
    let policy = format!("resource \"codeartifact_{kind}\" \"it\" {{\n{arguments}\n}}\n");
    world.must_apply(&policy);
    world.must_destroy();
    assert_eq!(world.policy_of_domain(), None);
    world.must_apply(&policy);
    world.forget(&format!("codeartifact_{kind}.it"));
    world.must_apply(&policy);
}

/// Domains, and what is in them, may have the same names in two accounts.
#[test]
fn the_same_names_in_two_accounts_are_two_objects() {
    let world = World::new();
    world.make_domain("main");
    world.make_domain_of_other_account("main");
    let repository = |name, more| {
        format!(
            "resource \"codeartifact_repository\" {name:?} {{
               domain     = \"main\"
               repository = \"app\"
               {more}
             }}\n"
        )
    };
    let other = format!("domain_owner = {OTHER_ACCOUNT:?}");
    let (ours, theirs) = (repository("ours", ""), repository("theirs", &other));
    world.must_apply(&(ours.clone() + &theirs));
    world.must_apply(&ours);
    assert!(world.repository("main", "app").is_some());
    world.must_be_settled();
}
