//! Bringing what exists under management, and letting go of it.

use std::fs;

use codeartifact::lists;

use super::{ESTATE, apply, check, managed, unmanaged, without_repository};
use crate::lists::{ESTATE as LISTED, expected};
use crate::support::run::Run;
use crate::support::world::World;

/// Demands that two objects were imported and nothing else was done, and that nothing is left to
/// do.
fn are_imported(world: &World, run: Run) {
    run.says(&["Resources: 2 imported, 0 added, 0 changed, 0 destroyed"]);
    world.must_plan_nothing();
}

#[test]
fn by_id() {
    let import = "\
        import {\n to = codeartifact_domain.main\n id = \"main\"\n}\n\
        import {\n to = codeartifact_repository.app\n id = \"main/app\"\n}\n";
    let world = unmanaged();
    world.write(&(ESTATE.to_owned() + import));
    check("`import` blocks with `id`", &world, apply, are_imported);
}

#[test]
fn by_identity() {
    let import = "\
        import {\n to = codeartifact_domain.main\n identity = { domain = \"main\" }\n}\n\
        import {\n to = codeartifact_repository.app\n \
        identity = { domain = \"main\", repository = \"app\" }\n}\n";
    let world = unmanaged();
    world.write(&(ESTATE.to_owned() + import));
    check("`import` blocks with `identity`", &world, apply, are_imported);
}

#[test]
fn with_a_generated_configuration() {
    let world = unmanaged();
    world.write(
        "import {\n to = codeartifact_domain.main\n id = \"main\"\n}\n\
         import {\n to = codeartifact_repository.app\n id = \"main/app\"\n}\n",
    );
    check(
        "`plan -generate-config-out`",
        &world,
        |world| world.cli(["plan", "-input=false", "-generate-config-out=generated.tf"]),
        |world, _| are_imported(world, apply(world)),
    );
}

#[test]
fn found_by_a_query() {
    let world = unmanaged();
    world.write("");
    let list = "list \"codeartifact_repository\" \"all\" {\n provider = codeartifact\n \
                config {\n domain = \"main\"\n }\n}\n";
    fs::write(world.path("all.tfquery.hcl"), list).expect("a query");
    check(
        "`query` and `list` blocks",
        &world,
        |world| world.cli(["query"]),
        |_, run| drop(run.says(&["list.codeartifact_repository.all", "main/app@eu-west-1"])),
    );
}

/// Everything that can be listed: it is all imported by what the CLI has written, and nothing
/// changes.
#[test]
fn found_and_written_down_by_a_query() {
    let world = World::new();
    world.must_apply(LISTED);
    fs::remove_file(world.path("terraform.tfstate")).expect("the state is forgotten");
    world.write("");
    let list = |name: &str| {
        let (query, names) = expected(name);
        let arguments = query.config.as_object().expect("an object").iter();
        let arguments: String =
            arguments.map(|(name, value)| format!("  {name} = {value}\n")).collect();
        let text = format!(
            "list \"codeartifact_{name}\" \"all\" {{\n provider = codeartifact\n include_resource = true\n \
             config {{\n{arguments} }}\n}}\n"
        );
        (text, names.len())
    };
    let (texts, counts): (Vec<String>, Vec<usize>) =
        lists::ALL.iter().map(|it| list(it.name())).unzip();
    fs::write(world.path("all.tfquery.hcl"), texts.concat()).expect("a query");
    check(
        "`query -generate-config-out`",
        &world,
        |world| world.cli(["query", "-generate-config-out=generated.tf"]),
        |world, _| {
            let imported = format!("{} imported, 0 added, 0 changed", counts.iter().sum::<usize>());
            apply(world).succeeded().says(&[&imported]);
            world.must_plan_nothing();
        },
    );
}

#[test]
fn forgotten_by_a_block() {
    let world = managed();
    let domain = without_repository(ESTATE);
    let removed = "removed {\n from = codeartifact_repository.app\n \
                   lifecycle {\n destroy = false\n }\n}\n";
    world.write(&(domain.to_owned() + removed));
    check("`removed` blocks", &world, apply, |world, run| {
        run.says(&["0 destroyed"]);
        assert!(world.repository("main", "app").is_some(), "it goes on existing");
        assert!(world.state("codeartifact_repository.app").is_null(), "nobody manages it");
    });
}
