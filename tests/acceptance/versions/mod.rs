//! What works with which CLI. Each feature is tried for real, and a CLI that lacks it must say so;
//! the guide "Versions" shows what was seen.

mod actions;
mod changes;
mod imports;
mod language;
mod table;

use crate::support::program::CLI;
use crate::support::run::Run;
use crate::support::world::World;

/// What a CLI says that has no such block, argument, command, flag or event. The last is a fault of
/// Terraform 1.16.0 to 1.16.2, which look for a provider that only `import` blocks name in the
/// wrong namespace: hashicorp/terraform#39144.
const REFUSALS: [&str; 7] = [
    "Unsupported block type",
    "Unsupported argument",
    "Invalid provider configuration reference",
    "has no command named",
    "flag provided but not defined",
    "Invalid \"event\" value",
    "unavailable provider \"registry.terraform.io/hashicorp/codeartifact\"",
];

/// A repository that is managed in its domain.
const ESTATE: &str = r#"
resource "codeartifact_domain" "main" {
  domain = "main"
}
resource "codeartifact_repository" "app" {
  domain     = codeartifact_domain.main.domain
  repository = "app"
}
"#;

/// Tries a feature: what the CLI does first with it is either refused as something that it does not
/// know, or the feature works, which the rest must show.
pub(crate) fn check(
    feature: &str,
    world: &World,
    first: impl FnOnce(&World) -> Run,
    rest: impl FnOnce(&World, Run),
) {
    let run = first(world);
    let joined = run.joined();
    let is_refused = run.code != Some(0) && REFUSALS.iter().any(|words| joined.contains(words));
    if !is_refused {
        rest(world, run.succeeded());
    }
    table::check(&CLI.to_string(), feature, !is_refused);
}

/// A configuration like [`ESTATE`] without what comes after its domain.
fn without_repository(estate: &str) -> &str {
    estate.split("resource \"codeartifact_repository\"").next().unwrap_or_default()
}

/// A world in which the repository is there, and managed.
fn managed() -> World {
    let world = World::new();
    world.must_apply(ESTATE);
    world
}

/// A world in which it is there, and not managed.
fn unmanaged() -> World {
    let world = World::new();
    world.make_domain("main");
    world.make_repositories("main", &["app"]);
    world
}

/// Applies what is written, without a question.
fn apply(world: &World) -> Run {
    world.cli(["apply", "-auto-approve", "-input=false"])
}
