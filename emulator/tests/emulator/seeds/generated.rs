//! Seeds of all shapes.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use proptest::collection::{btree_map, btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Value, json};

/// Domains, and everything that can be in them.
pub(super) fn estate() -> impl Strategy<Value = Value> {
    let names = btree_set(select(vec!["main", "other", "third"]), 0..=3);
    let domains = names.prop_flat_map(|names| names.into_iter().map(domain).collect::<Vec<_>>());
    domains.prop_map(|domains| json!({ "domains": domains }))
}

const REPOSITORIES: &[&str] = &["app", "b.c", "d_e", "f-1"];

fn domain(name: &'static str) -> impl Strategy<Value = Value> {
    let repositories = REPOSITORIES.iter().map(|name| repository(name)).collect::<Vec<_>>();
    (repositories, groups(), tags(), option::of(policy()), select(vec!["us-east-1", "eu-west-1"]))
        .prop_map(move |(repositories, groups, tags, policy, region)| {
            json!({
                "name": name, "region": region, "tags": tags, "policy": policy,
                "repositories": repositories, "package_groups": groups,
            })
        })
}

fn repository(name: &'static str) -> impl Strategy<Value = Value> {
    let others: Vec<_> = REPOSITORIES.iter().copied().filter(|other| *other != name).collect();
    let sources = prop_oneof![
        subsequence(others, 0..=3).prop_shuffle().prop_map(|names| json!({ "upstreams": names })),
        Just(json!({ "external_connection": "public:pypi" })),
    ];
    let packages = vec(package(), 0..=2);
    let texts = (option::of(text()), tags(), option::of(policy()));
    (sources, texts, packages).prop_map(move |(mut repository, (about, tags, policy), packages)| {
        repository["name"] = name.into();
        repository["description"] = json!(about);
        repository["tags"] = tags;
        repository["policy"] = json!(policy);
        repository["packages"] = json!(packages);
        repository
    })
}

fn package() -> impl Strategy<Value = Value> {
    let allowance = || select(vec!["ALLOW", "BLOCK"]);
    let controls = option::of(
        (allowance(), allowance()).prop_map(|(p, u)| json!({ "publish": p, "upstream": u })),
    );
    (select(vec!["generic", "maven", "swift"]), "[a-z]{1,4}", controls, vec(version(), 0..=3))
        .prop_map(|(format, name, controls, versions)| {
            json!({
                "format": format, "namespace": "n.s", "name": name,
                "origin_controls": controls, "versions": versions, "tags": { "latest": "1" },
            })
        })
}

fn version() -> impl Strategy<Value = Value> {
    let statuses = select(vec!["Published", "Unlisted", "Archived", "Unfinished", "Disposed"]);
    let contents = prop_oneof![
        text().prop_map(|text| json!({ "text": text })),
        vec(any::<u8>(), 0..20).prop_map(|bytes| { json!({ "base64": STANDARD.encode(bytes) }) }),
    ];
    let assets = btree_map("[a-z .]{0,3}[a-z]", contents, 0..=2);
    let details = option::of(
        (text(), any::<i32>())
            .prop_map(|(text, number)| json!({ "readme": text, "native": { "a": number } })),
    );
    let parts = ("[0-9]{1,2}(\\.[0-9]){0,2}", statuses, details, assets);
    parts.prop_map(|(version, status, details, assets)| {
        let assets = assets.into_iter().map(|(name, mut asset)| {
            asset["name"] = name.into();
            asset
        });
        json!({
            "version": version, "status": status, "details": details,
            "assets": assets.collect::<Vec<_>>(),
        })
    })
}

fn groups() -> impl Strategy<Value = Value> {
    let patterns =
        subsequence(vec!["/*", "/npm/*", "/npm/a~", "/generic/n.s/b$", "/pypi//x~"], 0..=5);
    let restriction = (
        select(vec!["ALLOW", "ALLOW_SPECIFIC_REPOSITORIES", "BLOCK"]),
        subsequence(REPOSITORIES, 0..=4),
    );
    let restriction =
        restriction.prop_map(|(mode, names)| json!({ "mode": mode, "repositories": names }));
    let ways = btree_map(
        select(vec!["PUBLISH", "EXTERNAL_UPSTREAM", "INTERNAL_UPSTREAM"]),
        restriction,
        0..=3,
    );
    (patterns, ways, option::of(text()), tags()).prop_map(|(patterns, ways, about, tags)| {
        let groups = patterns.into_iter().map(|pattern| {
            json!({ "pattern": pattern, "description": about, "tags": tags, "origin_controls": ways })
        });
        groups.collect()
    })
}

fn tags() -> impl Strategy<Value = Value> {
    btree_map("[a-z]{1,3}", "[ -~]{0,8}", 0..=2).prop_map(|tags| json!(tags))
}

/// Text that a reader of YAML could take for something else.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,12}",
        select(vec!["", "null", "~", "1.0", "- a", "a: b", " x ", "#", "'", "on"])
            .prop_map(str::to_owned)
    ]
}

fn policy() -> impl Strategy<Value = Value> {
    let policy = |effect: &str| {
        json!({
            "Version": "2012-10-17",
            "Statement": [{ "Effect": effect, "Principal": "*", "Action": "codeartifact:*", "Resource": "*" }],
        })
    };
    prop_oneof![
        Just(policy("Allow")),
        Just(format!("{:#}", policy("Deny")).into()),
        Just(policy("Allow").to_string().into()),
    ]
}
