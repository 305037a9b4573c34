//! Tags: a resource's own, the provider's defaults, and those that are left alone.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use crate::support::agreement::both;
use crate::support::estate::{domain_arn, repository_arn};
use crate::support::world::World;

const ADDRESSES: [&str; 2] = ["codeartifact_domain.it", "codeartifact_repository.it"];

/// A provider block, and the two kinds of resources that have tags, both with these.
pub(super) fn estate(provider: &str, tags: &Json) -> String {
    format!(
        "provider \"codeartifact\" {{
           {provider}
         }}
         resource \"codeartifact_domain\" \"it\" {{
           domain = \"main\"
           tags   = {tags}
         }}
         resource \"codeartifact_repository\" \"it\" {{
           domain     = codeartifact_domain.it.domain
           repository = \"npm\"
           tags       = {tags}
         }}\n"
    )
}

pub(super) fn defaults(tags: &Json) -> String {
    format!("default_tags {{\n tags = {tags}\n }}")
}

/// The tags that both objects have at the service, which must be the same.
pub(super) fn remote(world: &World) -> Json {
    let tags = world.tags(&domain_arn("main"));
    assert_eq!(tags, world.tags(&repository_arn("main", "npm")));
    json!(tags)
}

pub(super) fn put(world: &World, tags: &Json) {
    let tags: BTreeMap<String, String> = serde_json::from_value(tags.clone()).expect("tags");
    world.retag(&domain_arn("main"), &tags);
    world.retag(&repository_arn("main", "npm"), &tags);
}

/// Demands what the state says of both objects.
pub(super) fn must_show(world: &World, tags: &Json, tags_all: &Json) {
    for address in ADDRESSES {
        let state = world.state(address);
        assert_eq!(state["tags"], *tags, "tags of {address}");
        assert_eq!(state["tags_all"], *tags_all, "tags_all of {address}");
    }
}

#[test]
fn defaults_are_overlaid_by_own_tags() {
    both(|world| {
        let provider = defaults(&json!({ "team": "a", "cost": "1" }));
        let (own, all) =
            (json!({ "cost": "2", "own": "x" }), json!({ "team": "a", "cost": "2", "own": "x" }));
        world.must_apply(&estate(&provider, &own));
        must_show(&world, &own, &all);
        assert_eq!(remote(&world), all);
        assert_eq!(world.calls("TagResource"), 0, "tags come with the creation");
        world.must_be_settled();
    });
}

/// The AWS provider has refused this, and then planned it for ever.
#[test]
fn an_own_tag_that_repeats_a_default_is_no_change() {
    both(|world| {
        let (provider, both) = (defaults(&json!({ "team": "a" })), json!({ "team": "a" }));
        world.must_apply(&estate(&provider, &both));
        must_show(&world, &both, &both);
        world.must_be_settled();
        world.must_apply(&estate(&provider, &Json::Null));
        must_show(&world, &json!({}), &both);
        world.must_be_settled();
        world.must_apply(&estate("", &both));
        must_show(&world, &both, &both);
        world.must_be_settled();
        assert_eq!(world.calls("TagResource") + world.calls("UntagResource"), 0);
    });
}

#[test]
fn a_changed_default_is_an_update_of_everything() {
    both(|world| {
        world.must_apply(&estate(&defaults(&json!({ "team": "a" })), &json!({})));
        world.write(&estate(&defaults(&json!({ "unit": "b" })), &json!({})));
        let plan = world.planned();
        for address in ADDRESSES {
            assert_eq!(plan.actions(address), ["update"]);
        }
        world.apply().succeeded();
        assert_eq!(remote(&world), json!({ "unit": "b" }));
        world.must_be_settled();
    });
}

#[test]
fn a_default_that_somebody_took_away_is_drift() {
    both(|world| {
        world.must_apply(&estate(&defaults(&json!({ "team": "a" })), &Json::Null));
        put(&world, &json!({ "stray": "tag" }));
        assert_eq!(world.plan_refresh_only().code, Some(2));
        world.apply().succeeded();
        assert_eq!(remote(&world), json!({ "team": "a" }));
        world.must_be_settled();
    });
}

/// Tags that something else manages are neither shown nor touched.
#[test]
fn ignored_tags_are_left_alone() {
    both(|world| {
        let provider = "ignore_tags {\n keys = [\"scan\"]\n key_prefixes = [\"k8s/\"]\n }";
        let ignored = json!({ "scan": "now", "k8s/node": "7" });
        world.must_apply(&estate(provider, &json!({ "team": "a" })));
        let mut all = ignored.clone();
        all["team"] = json!("a");
        put(&world, &all);
        world.must_be_settled();
        world.must_apply(&estate(provider, &Json::Null));
        assert_eq!(remote(&world), ignored);
        world.must_be_settled();
    });
}

#[test]
fn the_environment_adds_defaults_and_ignored_keys() {
    both(|mut world| {
        world
            .set("TF_AWS_DEFAULT_TAGS_team", "environment")
            .set("TF_AWS_DEFAULT_TAGS_unit", "environment")
            .set("TF_AWS_IGNORE_TAGS_KEYS", "scan")
            .set("TF_AWS_IGNORE_TAGS_KEY_PREFIXES", "k8s/");
        let provider = defaults(&json!({ "team": "block" }));
        let all = json!({ "team": "block", "unit": "environment" });
        world.must_apply(&estate(&provider, &Json::Null));
        must_show(&world, &json!({}), &all);
        let mut more = all.clone();
        more["scan"] = json!("now");
        more["k8s/node"] = json!("7");
        put(&world, &more);
        world.must_be_settled();
    });
}

/// One tag that is known after apply only leaves all of `tags_all` open: a promise about the rest
/// would be broken as often as not.
#[test]
fn a_tag_that_is_not_known_yet_is_applied_without_complaint() {
    both(|world| {
        let tags = |input: &str| {
            let data =
                format!("resource \"terraform_data\" \"later\" {{\n input = {input:?}\n}}\n");
            let provider = defaults(&json!({ "team": "a" }));
            let own = "\n  team = terraform_data.later.output\n";
            let marker = json!({ "MARK": "" });
            data + &estate(&provider, &marker).replace(&marker.to_string(), &format!("{{{own}}}"))
        };
        for input in ["a", "b"] {
            world.must_apply(&tags(input));
            assert_eq!(remote(&world), json!({ "team": input }));
            world.must_be_settled();
        }
    });
}
