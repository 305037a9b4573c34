//! Data sources about package groups.

use serde_json::{Value as Json, json};

use crate::support::agreement::both;
use crate::support::world::World;

/// More than one page of a list holds.
const MANY: usize = 120;

const GROUP: &str = "/npm/space/*";

/// Plays a scenario in a world with as many groups below one, and one beside it.
fn play(scenario: impl Fn(World, Vec<String>)) {
    both(|world| {
        world.make_domain("main");
        let below: Vec<String> = (0..MANY).map(|n| format!("/npm/space/n{n:03}$")).collect();
        world.make_groups(&[GROUP.to_owned(), "/pypi/*".to_owned()]);
        world.make_groups(&below);
        scenario(world, below);
    });
}

fn patterns(list: &Json) -> Vec<String> {
    let text = |group: &Json| group["pattern"].as_str().expect("a pattern").to_owned();
    list.as_array().expect("a list").iter().map(text).collect()
}

#[test]
fn every_group_is_listed() {
    play(|world, below| {
        world.must_apply(
            "data \"codeartifact_package_groups\" \"all\" { domain = \"main\" }
         data \"codeartifact_package_groups\" \"npm\" {
           domain = \"main\"
           prefix = \"/npm/space/n\"
         }
         data \"codeartifact_sub_package_groups\" \"space\" {
           domain  = \"main\"
           pattern = \"/npm/space/*\"
         }
         data \"codeartifact_sub_package_groups\" \"root\" {
           domain  = \"main\"
           pattern = \"/*\"
         }\n",
        );
        let of = |kind: &str, name: &str| {
            let state = world.state(&format!("data.codeartifact_{kind}.{name}"));
            patterns(&state["package_groups"])
        };
        assert_eq!(of("package_groups", "all").len(), MANY + 3);
        assert_eq!(of("package_groups", "npm"), below);
        assert_eq!(of("sub_package_groups", "space"), below);
        assert_eq!(of("sub_package_groups", "root"), [GROUP, "/pypi/*"]);
        world.must_be_settled();
    });
}

#[test]
fn a_group_is_shown_with_what_it_comes_to() {
    play(|world, _| {
        world.must_apply(
            "data \"codeartifact_package_group\" \"it\" {
           domain  = \"main\"
           pattern = \"/npm/space/n000$\"
         }
         data \"codeartifact_associated_package_group\" \"strong\" {
           domain    = \"main\"
           format    = \"npm\"
           namespace = \"space\"
           package   = \"n000\"
         }
         data \"codeartifact_associated_package_group\" \"weak\" {
           domain    = \"main\"
           format    = \"npm\"
           namespace = \"space\"
           package   = \"N000\"
         }
         data \"codeartifact_package_group_packages\" \"none\" {
           domain  = \"main\"
           pattern = \"/cargo/*\"
           preview = true
         }\n",
        );
        let shown = world.state("data.codeartifact_package_group.it")["package_group"].clone();
        assert_eq!(shown["parent"], GROUP);
        let publish = &shown["restrictions"]["PUBLISH"];
        let expected = json!({
            "mode": "INHERIT", "effective_mode": "ALLOW", "inherited_from": "/*",
            "repositories_count": 0,
        });
        assert_eq!(*publish, expected);
        for (name, association) in [("strong", "STRONG"), ("weak", "WEAK")] {
            let found = world.state(&format!("data.codeartifact_associated_package_group.{name}"));
            assert_eq!(found["association_type"], association);
            assert_eq!(found["package_group"]["pattern"], "/npm/space/n000$");
        }
        assert_eq!(
            world.state("data.codeartifact_package_group_packages.none")["packages"],
            json!([])
        );
    });
}

#[test]
fn a_group_that_is_not_there_is_an_error_that_names_it() {
    both(|world| {
        world.make_domain("main");
        world.write(
            "data \"codeartifact_package_group\" \"it\" {
           domain  = \"main\"
           pattern = \"/npm/*\"
         }\n",
        );
        world.plan().failed_with(&["there is no package group main/npm/*"]);
    });
}
