//! Where a package would come from.

mod law;
mod registry;

use codeartifact_emulator::Options;
use serde_json::{Value as Json, json};

use crate::support::agreement::both_with;
use crate::support::world::{ACCOUNT, REGION, World};

/// Applications install from `internal`, which searches `legacy` and then the store of npm.
fn estate() -> Json {
    let version = |version: &str, status: &str, origin: Json| json!({ "version": version, "status": status, "origin": origin });
    let published = |text: &str| version(text, "Published", Json::Null);
    let from_outside =
        version("1.0.0", "Published", json!({ "public": { "connection": "public:npmjs" } }));
    let package = |name: &str, versions: Vec<Json>| {
        json!({
            "format": "npm", "name": name, "versions": versions,
            "origin_controls": { "publish": "BLOCK", "upstream": "ALLOW" },
        })
    };
    let hidden = vec![version("1.0.0", "Archived", Json::Null)];
    let closed = json!({
        "format": "npm", "name": "closed",
        "origin_controls": { "publish": "ALLOW", "upstream": "BLOCK" },
    });
    json!({ "domains": [{
        "name": "main", "region": REGION,
        "repositories": [
            {
                "name": "internal", "upstreams": ["legacy", "npm-store", "team"],
                "packages": [package("hidden", hidden), closed],
            },
            {
                "name": "legacy", "upstreams": ["internal"],
                "packages": [
                    package("old", vec![from_outside]),
                    package("hidden", vec![published("1.0.0")]),
                ],
            },
            { "name": "npm-store", "external_connection": "public:npmjs" },
            { "name": "team", "packages": [package("ours", vec![published("1.0.0")])] },
        ],
        "package_groups": [
            { "pattern": "/npm/*", "origin_controls": {
                "PUBLISH": { "mode": "BLOCK" },
                "EXTERNAL_UPSTREAM": {
                    "mode": "ALLOW_SPECIFIC_REPOSITORIES", "repositories": ["npm-store"],
                },
            } },
            { "pattern": "/npm//acme~", "origin_controls": {
                "PUBLISH": {
                    "mode": "ALLOW_SPECIFIC_REPOSITORIES", "repositories": ["internal"],
                },
                "EXTERNAL_UPSTREAM": { "mode": "BLOCK" },
            } },
        ],
    }] })
}

fn play(scenario: impl Fn(World)) {
    let seed = serde_json::from_value(estate()).expect("a seed");
    both_with(&Options::default().seed(seed), scenario);
}

/// A data source for a package that applications install.
fn of(name: &str, package: &str, more: &str) -> String {
    format!(
        "data \"codeartifact_package_resolution\" {name:?} {{
           domain     = \"main\"
           repository = \"internal\"
           format     = \"npm\"
           package    = {package:?}
           {more}
         }}\n"
    )
}

#[test]
fn the_search_is_shown_with_what_it_finds() {
    play(|world| {
        world.must_apply(&of("it", "old", ""));
        let found = world.state("data.codeartifact_package_resolution.it");
        let place = |repository: &str, more: Json| {
            let mut place = json!({
                "repository": repository, "present": false, "origin_type": null, "publish": null,
                "upstream": null, "package_group": "/npm/*", "external_connection": null,
            });
            let more = more.as_object().expect("attributes").clone();
            place.as_object_mut().expect("attributes").extend(more);
            place
        };
        let old = json!({
            "present": true, "origin_type": "EXTERNAL", "publish": "BLOCK", "upstream": "ALLOW",
        });
        for (name, value) in [
            ("domain_owner", json!(ACCOUNT)),
            ("region", json!(REGION)),
            ("source", json!("legacy")),
            ("sources", json!(["legacy", "public:npmjs"])),
            ("public", json!(true)),
            (
                "searched",
                json!([
                    place("internal", json!({})),
                    place("legacy", old),
                    place("npm-store", json!({ "external_connection": "public:npmjs" })),
                    place("team", json!({})),
                ]),
            ),
        ] {
            assert_eq!(found[name], value, "{name}");
        }
        // Each repository, and each package in it, is asked for once; so are the versions where
        // there are any, the group, and its one list.
        let mut asked = world.called();
        asked.sort();
        let expected = [
            vec!["DescribePackage"; 4],
            vec!["DescribeRepository"; 4],
            vec!["GetAssociatedPackageGroup"],
            vec!["ListAllowedRepositoriesForGroup"],
            vec!["ListPackageVersions"],
        ];
        assert_eq!(asked, expected.concat());
        world.must_be_settled();
    });
}

#[test]
fn the_reason_says_what_decides_and_what_stops() {
    play(|world| {
        let configuration = [
            of("pinned", "old", "version = \"1.0.0\""),
            of("newer", "old", "version = \"2.0.0\""),
            of("hidden", "hidden", "version = \"1.0.0\""),
            of("behind", "ours", ""),
            of("ours", "acme-cli", ""),
            of("weak", "Acme-cli", ""),
            of("closed", "closed", ""),
        ];
        world.must_apply(&configuration.concat());
        for (name, source, sources, says) in [
            ("pinned", json!("legacy"), json!(["legacy"]), "legacy is the first repository"),
            ("newer", Json::Null, json!(["public:npmjs"]), "can be ingested from public:npmjs"),
            (
                "hidden",
                Json::Null,
                json!([]),
                "internal contains version 1.0.0 with the status Archived",
            ),
            (
                "behind",
                json!("team"),
                json!(["public:npmjs", "team"]),
                "public:npmjs is searched before it",
            ),
            (
                "ours",
                Json::Null,
                json!(["internal"]),
                "beyond npm-store: the package group /npm//acme~ blocks",
            ),
            (
                "weak",
                Json::Null,
                json!([]),
                "only resembles the names of the package group /npm//acme~",
            ),
            ("closed", Json::Null, json!([]), "beyond internal: the package origin controls block"),
        ] {
            let found = world.state(&format!("data.codeartifact_package_resolution.{name}"));
            assert_eq!((&found["source"], &found["sources"]), (&source, &sources), "{name}");
            assert_eq!(found["public"], json!(sources.to_string().contains("public:")), "{name}");
            let reason = found["reason"].as_str().expect("a reason");
            assert!(reason.contains(says), "{name}: {reason}");
        }
    });
}

#[test]
fn a_repository_that_is_not_there_is_an_error_that_names_it() {
    play(|world| {
        world.write(&of("it", "old", "").replace("internal", "nowhere"));
        world.plan().failed_with(&["there is no repository main/nowhere"]);
    });
}
