//! Tags that are left alone, defaults that change, and tags without a value.

use serde_json::{Value as Json, json};

use super::tags::{defaults, estate, must_show, put, remote};
use crate::support::agreement::both;
use crate::support::world::World;

const IGNORES: &str = "ignore_tags {\n keys = [\"cost\"]\n }";

/// Demands that one more configuration changes nothing at the service, and that nothing is left to
/// change.
fn must_be_no_change(world: &World, configuration: &str) {
    let before = remote(world);
    world.write(configuration);
    world.must_be_settled();
    world.must_apply(configuration);
    world.must_be_settled();
    assert_eq!(remote(world), before);
}

/// As in the AWS provider, the tag is sent with the creation; from then on it is somebody else's.
#[test]
fn an_own_tag_may_be_ignored_from_the_beginning_later_and_no_longer() {
    both(|world| {
        let own = json!({ "cost": "1", "team": "a" });
        world.must_apply(&estate(IGNORES, &own));
        assert_eq!(remote(&world), own);
        must_show(&world, &own, &own);
        world.must_be_settled();
        for provider in ["", IGNORES, ""] {
            must_be_no_change(&world, &estate(provider, &own));
        }
        world.must_destroy();
        assert_eq!(world.calls("CreateRepository"), 1, "nothing was replaced");
    });
}

/// What others do to an ignored tag is neither seen nor undone, and is seen once it is ignored no
/// longer.
#[test]
fn what_others_make_of_an_ignored_tag_is_theirs() {
    both(|world| {
        let own = json!({ "cost": "1", "team": "a" });
        world.must_apply(&estate(IGNORES, &own));
        put(&world, &json!({ "cost": "2", "team": "a" }));
        world.must_be_settled();
        world.must_apply(&estate(IGNORES, &json!({ "cost": "3", "team": "b" })));
        assert_eq!(remote(&world), json!({ "cost": "2", "team": "b" }));
        world.must_apply(&estate("", &json!({ "team": "b" })));
        assert_eq!(remote(&world), json!({ "team": "b" }));
        world.must_be_settled();
    });
}

/// One machine has the variable and another has not.
#[test]
fn a_key_may_be_ignored_on_one_machine_only() {
    both(|mut world| {
        let configuration = estate("", &json!({ "cost": "1" }));
        world.must_apply(&configuration);
        for keys in ["cost", "", "cost"] {
            world.set("TF_AWS_IGNORE_TAGS_KEYS", keys);
            must_be_no_change(&world, &configuration);
        }
    });
}

/// What the defaults of the last apply explain is no tag of the object itself.
#[test]
fn a_changed_default_is_no_drift_and_reaches_what_ignores_its_own_tags() {
    both(|world| {
        let with = |tags: &Json| {
            let estate = estate(&defaults(tags), &json!({ "team": "a" }));
            estate.replace("\"it\" {\n", "\"it\" {\n lifecycle {\n ignore_changes = [tags]\n }\n")
        };
        world.must_apply(&with(&json!({ "env": "dev" })));
        for tags in [json!({ "env": "prod" }), json!({}), json!({ "unit": "x" })] {
            world.write(&with(&tags));
            assert_eq!(world.plan_refresh_only().code, Some(0));
            world.apply().succeeded();
            let mut all = tags.clone();
            all["team"] = json!("a");
            assert_eq!(remote(&world), all);
            must_show(&world, &json!({ "team": "a" }), &all);
            world.must_be_settled();
        }
    });
}

/// A time stamp is another one with each plan.
#[test]
fn an_unknown_default_tag_that_is_ignored_updates_nothing() {
    both(|world| {
        let provider =
            "default_tags {\n tags = { cost = terraform_data.at.output, team = \"a\" }\n }";
        let at = |input: &str| {
            let data = format!("resource \"terraform_data\" \"at\" {{\n input = {input:?}\n}}\n");
            data + &estate(&format!("{provider}\n{IGNORES}"), &json!({}))
        };
        world.must_apply(&at("monday"));
        assert_eq!(remote(&world), json!({ "cost": "monday", "team": "a" }));
        world.must_be_settled();
        world.write(&at("tuesday"));
        let plan = world.planned();
        for address in ["codeartifact_domain.it", "codeartifact_repository.it"] {
            assert_eq!(plan.actions(address), ["no-op"]);
        }
        world.apply().succeeded();
        assert_eq!(remote(&world), json!({ "cost": "monday", "team": "a" }));
    });
}

/// A module hands on what its user left out.
#[test]
fn a_tag_without_a_value_is_none() {
    both(|world| {
        let own = json!({ "owner": null, "team": "a" });
        let provider = defaults(&json!({ "unit": "x", "stage": null }));
        world.must_apply(&estate(&provider, &own));
        assert_eq!(remote(&world), json!({ "team": "a", "unit": "x" }));
        must_show(&world, &own, &json!({ "team": "a", "unit": "x" }));
        world.must_be_settled();
        must_be_no_change(&world, &estate(&provider, &json!({ "team": "a" })));
        must_be_no_change(&world, &estate(&provider, &json!({ "other": null, "team": "a" })));
        world.must_apply(&estate(&provider, &json!({ "owner": "b", "team": null })));
        assert_eq!(remote(&world), json!({ "owner": "b", "unit": "x" }));
        world.must_be_settled();
    });
}
