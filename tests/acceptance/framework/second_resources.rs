//! Two resources for one object are one too many: each would overwrite the other. And nothing that
//! Terraform asks about a single one looks like a second.
//!
//! Led by the CLI for the most part, which plans and applies several at once and in any order.

use super::settings::for_each_setting;
use crate::support::agreement::both;
use crate::support::run::Run;
use crate::support::world::{ACCOUNT, OTHER_ACCOUNT, OTHER_KEY, World};

/// A resource with this name, these arguments, and more.
fn resource(kind: &str, name: &str, arguments: &str, more: &str) -> String {
    format!("resource \"codeartifact_{kind}\" {name:?} {{\n{arguments}\n{more}\n}}\n")
}

/// The same setting with other values, where it has any beside its key.
fn otherwise(arguments: &str) -> String {
    let others = [
        ("DescribeDomain", "ListRepositoriesInDomain"),
        ("ReadFromRepository", "DescribeRepository"),
        ("[\"store\"]", "[\"other\"]"),
        ("publish    = \"BLOCK\"", "publish    = \"ALLOW\""),
        ("Unlisted", "Archived"),
        ("\"us\"", "\"them\""),
    ];
    others.iter().fold(arguments.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// The lists of upstreams of one repository, one for each name.
fn upstreams(names: [&str; 2], more: &str) -> String {
    let list = |name: &str, more: &str| {
        let arguments =
            format!("domain = \"main\"\n repository = \"app\"\n upstreams = [{name:?}]");
        resource("repository_upstreams", name, &arguments, more)
    };
    list(names[0], "") + &list(names[1], more)
}

impl World {
    /// A domain with repositories that can be upstreams of `app`.
    fn with_lists() -> Self {
        let world = Self::new();
        world.make_domain("main");
        world.make_repositories("main", &["app", "store", "mirror"]);
        world
    }

    fn tries_to_plan(&self, arguments: &[&str]) -> Run {
        self.cli([&["plan", "-input=false"], arguments].concat())
    }

    /// Applies a configuration again and again, since the order of plans is by chance.
    fn must_refuse_a_second(&self, kind: &str, configuration: &str) {
        let dump = || self.wait(self.emulator.control().dump()).expect("what exists");
        let before = dump();
        self.write(configuration);
        for _ in 0..4 {
            let could_not = format!("Could not plan codeartifact_{kind} main");
            self.apply().failed_with(&[&could_not, "second resource"]);
        }
        assert_eq!(dump(), before, "{kind}");
        assert_eq!(self.state(&format!("codeartifact_{kind}.two")), serde_json::Value::Null);
    }
}

#[test]
fn two_in_one_configuration_are_refused() {
    for_each_setting(|world, kind, arguments| {
        let one = resource(kind, "one", arguments, "");
        for two in [arguments.to_owned(), otherwise(arguments)] {
            world.must_refuse_a_second(kind, &(one.clone() + &resource(kind, "two", &two, "")));
        }
    });
}

#[test]
fn a_second_one_is_refused_also_when_it_comes_later() {
    for_each_setting(|world, kind, arguments| {
        let one = resource(kind, "one", arguments, "");
        world.must_apply(&one);
        for two in [arguments.to_owned(), otherwise(arguments)] {
            world.must_refuse_a_second(kind, &(one.clone() + &resource(kind, "two", &two, "")));
        }
    });
}

#[test]
fn a_second_one_is_refused_when_the_first_one_changes_or_is_replaced() {
    for_each_setting(|world, kind, arguments| {
        world.must_apply(&resource(kind, "one", arguments, ""));
        let two = resource(kind, "two", arguments, "");
        world.write(&(resource(kind, "one", &otherwise(arguments), "") + &two));
        let address = format!("-replace=codeartifact_{kind}.one");
        for more in [&[][..], &[address.as_str()]] {
            world.tries_to_plan(more).failed_with(&["second resource"]);
        }
    });
}

/// An import brought the second one there.
#[test]
fn two_in_the_state_are_warned_of_until_one_is_let_go() {
    let world = World::with_lists();
    world.must_apply(&upstreams(["store", "mirror"], "count = 0"));
    world.write(&upstreams(["store", "mirror"], ""));
    world.import("codeartifact_repository_upstreams.mirror", "main/app").succeeded();
    for more in [&[][..], &["-replace=codeartifact_repository_upstreams.store"]] {
        let warned = "Two resources manage main/app";
        let run = world.tries_to_plan(more).succeeded();
        run.says(&[warned, "second resource", "terraform state rm"]);
    }
    world.forget("codeartifact_repository_upstreams.mirror");
    world.must_apply(&upstreams(["store", "mirror"], "count = 0"));
    world.must_be_settled();
}

/// Terraform plans what is configured before it destroys.
#[test]
fn everything_goes_although_two_are_in_the_state() {
    let world = World::with_lists();
    world.must_apply(&upstreams(["store", "mirror"], "count = 0"));
    world.write(&upstreams(["store", "mirror"], ""));
    world.import("codeartifact_repository_upstreams.mirror", "main/app").succeeded();
    world.must_destroy();
    assert!(world.upstreams("main", "app").is_empty());
}

/// What is not known before the apply is refused by the apply.
#[test]
fn a_second_one_is_refused_by_the_apply_that_learns_of_it() {
    for_each_setting(|world, kind, arguments| {
        world.is_far_away();
        let arguments = arguments.replace("\"main\"", "terraform_data.domain.output");
        let domain = "resource \"terraform_data\" \"domain\" {\n input = \"main\"\n}\n";
        let both = ["one", "two"].map(|name| resource(kind, name, &arguments, ""));
        world.write(&(domain.to_owned() + &both.concat()));
        world.tries_to_plan(&[]).succeeded();
        let could_not = format!("Could not plan codeartifact_{kind} main");
        world.apply().failed_with(&[&could_not, "second resource"]);
        let held = ["one", "two"].map(|name| world.state(&format!("codeartifact_{kind}.{name}")));
        assert_eq!(held.iter().filter(|state| state.is_null()).count(), 1, "{kind}");
    });
}

/// The account of the credentials is known once the first one is made.
#[test]
fn a_second_one_that_names_the_account_is_refused_by_the_apply() {
    let world = World::with_lists();
    let more = format!(
        "domain_owner = {ACCOUNT:?}\n depends_on = [codeartifact_repository_upstreams.store]"
    );
    world.write(&upstreams(["store", "mirror"], &more));
    let could_not = "Could not create codeartifact_repository_upstreams main/app";
    world.apply().failed_with(&[could_not, "second resource"]);
    assert_eq!(world.upstreams("main", "app"), ["store"]);
}

#[test]
fn no_replacement_and_no_tainted_object_is_a_second() {
    for_each_setting(|world, kind, arguments| {
        let address = format!("codeartifact_{kind}.it");
        world.must_apply(&resource(kind, "it", arguments, ""));
        for arguments in [arguments.to_owned(), otherwise(arguments)] {
            for more in ["", "ignore_changes = all"] {
                for order in ["", "create_before_destroy = true"] {
                    let lifecycle = format!("lifecycle {{\n{more}\n{order}\n}}");
                    world.write(&resource(kind, "it", &arguments, &lifecycle));
                    world
                        .tries_to_plan(&[&format!("-replace={address}")])
                        .says(&["1 to add, 0 to change"]);
                }
            }
        }
        world.cli(["taint", &address]).succeeded();
        world.tries_to_plan(&[]).says(&["1 to add, 0 to change"]);
    });
}

/// A list of upstreams of `app` with this in its `lifecycle`.
fn list(name: &str, lifecycle: &str) -> String {
    let arguments = format!("domain = \"main\"\n repository = \"app\"\n upstreams = [{name:?}]");
    resource("repository_upstreams", "it", &arguments, &format!("lifecycle {{\n{lifecycle}\n}}"))
}

#[test]
fn a_list_is_replaced_although_its_changes_are_ignored() {
    let world = World::with_lists();
    world.must_apply(&list("store", ""));
    for (name, order) in [("mirror", "false"), ("store", "true")] {
        let lifecycle = format!("ignore_changes = [upstreams]\n create_before_destroy = {order}");
        world.write(&list(name, &lifecycle));
        world.apply_replacing("codeartifact_repository_upstreams.it").succeeded();
        assert_eq!(world.upstreams("main", "app"), [name]);
    }
}

/// A host of a later version asks in the same way.
#[test]
fn every_host_tells_a_replacement_from_a_second() {
    both(|world| {
        world.make_domain("main");
        world.make_repositories("main", &["app", "store", "mirror"]);
        world.must_apply(&list("store", ""));
        let more = "depends_on = [codeartifact_repository_upstreams.it]";
        let arguments = "domain = \"main\"\n repository = \"app\"\n upstreams = [\"mirror\"]";
        let second = resource("repository_upstreams", "second", arguments, more);
        world.write(&(list("store", "") + &second));
        world.apply().failed_with(&["main/app", "second resource"]);
        assert_eq!(world.upstreams("main", "app"), ["store"]);
        world.write(&list("mirror", "ignore_changes = [upstreams]"));
        world.apply_replacing("codeartifact_repository_upstreams.it").succeeded();
        assert_eq!(world.upstreams("main", "app"), ["mirror"]);
    });
}

#[test]
fn another_account_or_another_region_is_another_object() {
    let world = World::new();
    let provider = format!(
        "provider \"codeartifact\" {{
           alias      = \"theirs\"
           access_key = {OTHER_KEY:?}
           secret_key = {OTHER_KEY:?}
         }}\n"
    );
    let more = [
        ("ours", String::new()),
        ("named", format!("domain_owner = {OTHER_ACCOUNT:?}")),
        ("far", "region = \"us-east-1\"".to_owned()),
        ("aliased", "provider = codeartifact.theirs".to_owned()),
    ];
    let domains = more.map(|(name, more)| {
        let arguments = "domain = \"main\"\n repository = \"app\"\n upstreams = [\"store\"]";
        resource("repository_upstreams", name, arguments, &more)
    });
    world.write(&(provider + &domains.concat()));
    world.tries_to_plan(&[]).says(&["4 to add, 0 to change"]);
}
