//! Package groups.

use std::collections::BTreeMap;
use std::ops::Range;

use aws_sdk_codeartifact::types::PackageGroupOriginRestrictionType as RestrictionType;
use serde_json::{Value as Json, json};

use crate::support::agreement::both;
use crate::support::groups::{everything, group_arn, ways};
use crate::support::lifecycle::{Case, block, elsewhere, import_ids, prove};
use crate::support::world::World;

const ADDRESS: &str = "codeartifact_package_group.it";
const PATTERN: &str = "/npm/space/*";

fn edit(world: &World, name: &str, value: &Json) {
    let text = value.as_str().unwrap_or_default();
    match name {
        "tags" => {
            let tags = serde_json::from_value(value.clone()).expect("tags");
            world.retag(&group_arn("/npm/space/%2a"), &tags);
        }
        "origin_configuration" => {
            world.restrict(PATTERN, RestrictionType::Publish, "BLOCK", None);
            let way = RestrictionType::InternalUpstream;
            world.restrict(PATTERN, way, "ALLOW_SPECIFIC_REPOSITORIES", Some("stray"));
        }
        _ => {
            world.aws(async |client| {
                let call = client.update_package_group().domain("main").package_group(PATTERN);
                match name {
                    "description" => call.description(text).send().await,
                    _ => call.contact_info(text).send().await,
                }
            });
        }
    }
}

fn look(world: &World) -> Option<Json> {
    let group = world.group(PATTERN)?;
    let tags = world.tags(&group_arn("/npm/space/%2a"));
    let filled = |text: Option<&str>| text.filter(|text| !text.is_empty()).map(str::to_owned);
    let origins = world.origins(PATTERN);
    Some(json!({
        "domain": group.domain_name(),
        "pattern": group.pattern(),
        "description": filled(group.description()),
        "contact_info": filled(group.contact_info()),
        "tags": (!tags.is_empty()).then_some(tags),
        "origin_configuration": (origins != everything("INHERIT")).then_some(origins),
    }))
}

#[test]
fn a_package_group_lives() {
    let specific =
        |names: &[&str]| json!({ "mode": "ALLOW_SPECIFIC_REPOSITORIES", "repositories": names });
    let plain = |mode: &str| json!({ "mode": mode, "repositories": [] });
    prove(&Case {
        resource: "package_group",
        prepare: |world| {
            world.make_domain("main");
            world.make_domain("other");
            world.make_repositories("main", &["one", "two", "three", "stray"]);
        },
        first: vec![
            ("domain", json!("main")),
            ("pattern", json!(PATTERN)),
            ("description", json!("ours")),
            ("tags", json!({ "team": "a" })),
        ],
        updates: vec![
            ("description", json!("theirs")),
            ("description", Json::Null),
            ("contact_info", json!("team@example.com")),
            ("contact_info", Json::Null),
            ("tags", json!({ "team": "b" })),
            ("tags", Json::Null),
            (
                "origin_configuration",
                json!({
                    "publish": specific(&["one", "two"]),
                    "external_upstream": plain("BLOCK"),
                    "internal_upstream": plain("INHERIT"),
                }),
            ),
            (
                "origin_configuration",
                json!({
                    "publish": specific(&["two"]),
                    "external_upstream": plain("ALLOW"),
                    "internal_upstream": specific(&["three"]),
                }),
            ),
            ("origin_configuration", Json::Null),
        ],
        replacements: [vec![("pattern", json!("/npm/other/*"))], elsewhere()].concat(),
        drifts: vec![
            ("description", json!("stray")),
            ("contact_info", json!("stray")),
            ("tags", json!({ "stray": "tag" })),
            ("origin_configuration", Json::Null),
        ],
        edit,
        remove: |world| {
            world.aws(async |client| {
                client.delete_package_group().domain("main").package_group(PATTERN).send().await
            });
        },
        look,
        import_ids: import_ids("main/npm/space/*", &group_arn("/npm/space/%2a")),
    });
}

fn names(numbers: Range<usize>) -> Vec<String> {
    numbers.map(|number| format!("r-{number:03}")).collect()
}

/// A group with these repositories on both ways in from other repositories.
fn group_of(repositories: Range<usize>) -> String {
    let restriction = match names(repositories) {
        none if none.is_empty() => json!({ "mode": "BLOCK" }),
        names => json!({ "mode": "ALLOW_SPECIFIC_REPOSITORIES", "repositories": names }),
    };
    block(
        ADDRESS,
        &[
            ("domain", json!("main")),
            ("pattern", json!(PATTERN)),
            (
                "origin_configuration",
                json!({ "internal_upstream": restriction, "publish": restriction }),
            ),
        ],
    )
}

/// One call takes 100 changes: the cases are those of AWS's own handlers. 100 are added, then 150
/// more, 150 are removed; 100 come for 150, 150 for 100, and 150 for 150 others.
#[test]
fn any_number_of_repositories_is_allowed_and_no_longer_allowed() {
    both(|world| {
        world.make_domain("main");
        let all = names(0..300);
        world.make_repositories("main", &all.iter().map(String::as_str).collect::<Vec<_>>());
        for numbers in
            [0..100, 0..250, 0..100, 0..0, 0..150, 150..250, 0..150, 150..300, 7..8, 0..0]
        {
            world.must_apply(&group_of(numbers.clone()));
            for (name, way) in ways() {
                let expected = if name == "external_upstream" { 0..0 } else { numbers.clone() };
                assert_eq!(
                    world.allowed(PATTERN, &way),
                    names(expected),
                    "{name} with {numbers:?}"
                );
            }
            world.must_be_settled();
        }
        world.no_call_failed();
    });
}

#[test]
fn the_root_group_is_adopted_and_set_back() {
    both(|world| {
        world.make_domain("main");
        world.make_repositories("main", &["store"]);
        world.restrict("/*", RestrictionType::Publish, "BLOCK", None);
        let root = |restriction: Json| {
            block(
                ADDRESS,
                &[
                    ("domain", json!("main")),
                    ("pattern", json!("/*")),
                    ("description", json!("all of it")),
                    ("contact_info", json!("team@example.com")),
                    ("tags", json!({ "team": "a" })),
                    ("origin_configuration", restriction),
                ],
            )
        };
        world.must_apply(&root(
            json!({ "external_upstream": { "mode": "ALLOW_SPECIFIC_REPOSITORIES", "repositories": ["store"] } }),
        ));
        world.must_be_settled();
        let mut expected = everything("ALLOW");
        expected["external_upstream"] =
            json!({ "mode": "ALLOW_SPECIFIC_REPOSITORIES", "repositories": ["store"] });
        assert_eq!(world.origins("/*"), expected);
        assert_eq!(world.group("/*").expect("the root").description(), Some("all of it"));
        assert_eq!(world.tags(&group_arn("/%2a")), BTreeMap::from([("team".into(), "a".into())]));
        world.forget(ADDRESS);
        world.import(ADDRESS, "main/*").succeeded();
        world.must_be_settled();
        world.must_apply(&root(json!({ "external_upstream": { "mode": "BLOCK" } })));
        world.must_apply(&root(Json::Null));
        assert_eq!(world.origins("/*"), everything("ALLOW"));
        world.must_apply(&root(json!({ "external_upstream": { "mode": "BLOCK" } })));
        world.must_destroy();
        let root = world.group("/*").expect("the root stays");
        assert_eq!(root.description().unwrap_or_default(), "");
        assert_eq!(root.contact_info().unwrap_or_default(), "");
        assert_eq!(world.origins("/*"), everything("ALLOW"));
        assert_eq!(world.tags(&group_arn("/%2a")), BTreeMap::new());
        world.no_call_failed();
    });
}

#[test]
fn a_bad_group_is_refused_by_the_plan() {
    both(|world| {
        for (pattern, origins, says) in [
            ("npm/*", Json::Null, "start with `/`"),
            ("/npm//react", Json::Null, "has the name \"react\""),
            ("/pypi/space/*", Json::Null, "has the namespace \"space\""),
            ("/*", json!({ "publish": { "mode": "INHERIT" } }), "cannot be `INHERIT`"),
            (
                PATTERN,
                json!({ "publish": { "mode": "BLOCK", "repositories": ["a1"] } }),
                "requires the mode",
            ),
            (PATTERN, json!({ "publish": { "mode": "DENY" } }), "must be one of \"ALLOW\""),
        ] {
            world.write(&block(
                ADDRESS,
                &[
                    ("domain", json!("main")),
                    ("pattern", json!(pattern)),
                    ("origin_configuration", origins),
                ],
            ));
            world.plan().failed_with(&[says]);
        }
        assert!(world.called().is_empty());
    });
}

/// A group that exists is not taken over, except the one that an unanswered call of ours has made.
#[test]
fn a_group_that_exists_is_imported_and_not_adopted() {
    both(|world| {
        world.make_domain("main");
        world.aws(async |client| {
            client.create_package_group().domain("main").package_group(PATTERN).send().await
        });
        world.write(&group_of(0..0));
        world.apply().failed_with(&["import {", "id = \"main/npm/space/*@eu-west-1\""]);
        assert_eq!(world.origins(PATTERN), everything("INHERIT"));
    });
}

/// What somebody has changed meanwhile is set back too, also where the state does not know of it.
#[test]
fn the_root_group_is_set_back_whatever_it_is() {
    both(|world| {
        world.make_domain("main");
        world.make_repositories("main", &["store"]);
        let root = [
            ("domain", json!("main")),
            ("pattern", json!("/*")),
            ("origin_configuration", json!({ "publish": { "mode": "BLOCK" } })),
        ];
        let taken_out: fn(&World) = |world| drop(world.must_apply(""));
        let unseen: fn(&World) = |world| drop(world.destroy_unrefreshed().succeeded());
        for end in [taken_out, unseen] {
            world.must_apply(&block(ADDRESS, &root));
            let mode = "ALLOW_SPECIFIC_REPOSITORIES";
            world.restrict("/*", RestrictionType::ExternalUpstream, mode, Some("store"));
            world.restrict("/*", RestrictionType::InternalUpstream, "BLOCK", None);
            world.retag(&group_arn("/%2a"), &BTreeMap::from([("stray".into(), "tag".into())]));
            end(&world);
            assert_eq!(world.origins("/*"), everything("ALLOW"));
            assert_eq!(world.tags(&group_arn("/%2a")), BTreeMap::new());
        }
    });
}
