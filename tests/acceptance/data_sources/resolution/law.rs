//! The law: in estates of all shapes, clients get what the data source says.

use std::collections::{BTreeMap, BTreeSet};

use codeartifact_emulator::Options;
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value as Json, json};

use super::registry::{Client, FORMATS, Format, offer};
use crate::host::Core;
use crate::support::world::{REGION, World};

/// How many estates there are, each in a domain of its own.
const ESTATES: usize = 24;

/// Clients ask the first of them.
const REPOSITORIES: [&str; 5] = ["r-0", "r-1", "r-2", "r-3", "r-4"];

/// The first is in public repositories too, with the versions `OFFERED`.
const PACKAGES: [&str; 2] = ["acme", "inner"];

const VERSIONS: [&str; 3] = ["1.0.0", "2.0.0", "3.0.0"];

const OFFERED: [&str; 2] = ["1.0.0", "3.0.0"];

#[test]
fn clients_get_what_the_data_source_says() {
    let public = tempfile::tempdir().expect("a directory");
    for version in OFFERED {
        offer(public.path(), PACKAGES[0], version).expect("a public package");
    }
    let names: Vec<String> = (0..ESTATES).map(|number| format!("estate-{number:03}")).collect();
    let mut runner = TestRunner::deterministic();
    let domains = names.iter().map(|name| {
        let tree = domain(name.clone()).new_tree(&mut runner).expect("an estate");
        tree.current()
    });
    let seed = json!({ "domains": domains.collect::<Vec<_>>() });
    let seed = serde_json::from_value(seed).expect("a seed");
    let world = World::with(Options::default().seed(seed).public(public.path()));
    let core = Core::new(&world);
    let mut outcomes = BTreeSet::new();
    for name in &names {
        let client = Client::new(&world, name, REPOSITORIES[0]);
        for (format, package) in FORMATS.iter().flat_map(|it| PACKAGES.map(|package| (it, package)))
        {
            outcomes.extend(check(&core, &client, (name, format, package)));
        }
    }
    let sources = REPOSITORIES.into_iter().chain(["public"]).map(|name| Some(name.to_owned()));
    assert_eq!(outcomes, sources.chain([None]).collect(), "every outcome is there");
}

/// Holds what is said of a package against what clients get. All is asked for before the first
/// version is fetched, which retains it. Returns where the versions came from.
fn check(
    core: &Core<'_>,
    client: &Client<'_>,
    about: (&str, &Format, &str),
) -> [Option<String>; VERSIONS.len()] {
    let (domain, format, package) = about;
    let of_all = look(core, about, None);
    let said =
        VERSIONS.map(|version| expected(&look(core, about, Some(version)), package, version));
    let listed = VERSIONS.map(|version| client.lists(format, package, version));
    let got = VERSIONS.map(|version| client.fetches(format, package, version));
    assert_eq!(said, got, "{domain} {} {package}", format.name);
    let listed = got.iter().cloned().zip(listed).filter(|(_, listed)| *listed);
    let from: Vec<String> = listed.filter_map(|(from, _)| from).collect();
    check_all(&of_all, &from).unwrap_or_else(|breach| {
        panic!("{breach}: {domain} {} {package}, {from:?}, {of_all:#}", format.name);
    });
    got
}

/// Where a version would come from: the first of the sources that has it.
fn expected(said: &Json, package: &str, version: &str) -> Option<String> {
    let is_offered = package == PACKAGES[0] && OFFERED.contains(&version);
    let mut sources = texts(&said["sources"]).into_iter();
    sources.find_map(|source| match source.contains(':') {
        true => is_offered.then(|| "public".to_owned()),
        false => (said["source"] == source.as_str()).then_some(source),
    })
}

/// What is said of a package as a whole, beside where the versions come from that clients list.
fn check_all(said: &Json, from: &[String]) -> Result<(), &'static str> {
    let sources = texts(&said["sources"]);
    let is_public = |name: &String| name == "public";
    let is_source = |name: &String| is_public(name) || sources.contains(name);
    let order = said["searched"].as_array().expect("a list").iter();
    let order = order.map(|place| place["repository"].as_str().expect("a name"));
    let first = order.into_iter().find(|name| from.iter().any(|from| from == name));
    match () {
        () if !from.iter().all(is_source) => Err("a version comes from elsewhere"),
        () if from.iter().any(is_public) && said["public"] != true => Err("a version is public"),
        () if said["public"] == false && said["source"] != json!(first) => Err("another source"),
        () if said["source"].is_null() && first.is_some() => Err("there is a source"),
        () => Ok(()),
    }
}

fn texts(list: &Json) -> Vec<String> {
    let all = list.as_array().expect("a list").iter();
    all.map(|text| text.as_str().expect("a text").to_owned()).collect()
}

fn look(core: &Core<'_>, about: (&str, &Format, &str), version: Option<&str>) -> Json {
    let (domain, format, package) = about;
    let config = json!({
        "domain": domain, "repository": REPOSITORIES[0], "format": format.name,
        "namespace": format.namespace, "package": package, "version": version,
    });
    core.look("package_resolution", config)
}

fn domain(name: String) -> impl Strategy<Value = Json> {
    let repositories = Vec::from(REPOSITORIES.map(repository));
    (repositories, groups()).prop_map(move |(repositories, groups)| {
        json!({
            "name": name, "region": REGION,
            "repositories": repositories, "package_groups": groups,
        })
    })
}

fn repository(name: &'static str) -> impl Strategy<Value = Json> {
    let others: Vec<_> = REPOSITORIES.into_iter().filter(|other| *other != name).collect();
    let upstreams = subsequence(others, 1..=3).prop_shuffle();
    let connection = select(FORMATS.map(|format| format.connection).to_vec());
    let sources = prop_oneof![
        3 => upstreams.prop_map(|names| json!({ "upstreams": names })),
        2 => connection.prop_map(|name| json!({ "external_connection": name })),
    ];
    let packages = FORMATS.iter().flat_map(|format| PACKAGES.map(|of| package(name, format, of)));
    let packages = packages.collect::<Vec<_>>();
    (sources, packages).prop_map(move |(mut repository, packages)| {
        repository["name"] = name.into();
        repository["packages"] = packages.into_iter().flatten().collect();
        repository
    })
}

/// A package that a repository may have, with versions whose files name the repository.
fn package(
    repository: &'static str,
    format: &'static Format,
    name: &'static str,
) -> impl Strategy<Value = Option<Json>> {
    let allowance = || select(vec!["ALLOW", "ALLOW", "BLOCK"]);
    let statuses = select(vec!["Published", "Published", "Unlisted", "Archived", "Disposed"]);
    let versions = subsequence(VERSIONS[..2].to_vec(), 0..=2);
    let package = (allowance(), allowance(), versions, vec(statuses, 2)).prop_map(
        move |(publish, upstream, versions, statuses)| {
            let version = |(version, status): (&str, &str)| {
                let asset = json!({ "name": format.asset(name, version), "text": repository });
                json!({ "version": version, "status": status, "assets": [asset] })
            };
            let versions: Vec<_> = versions.into_iter().zip(statuses).map(version).collect();
            json!({
                "format": format.name, "namespace": format.namespace, "name": name,
                "origin_controls": { "publish": publish, "upstream": upstream },
                "versions": versions,
            })
        },
    );
    option::weighted(0.3, package)
}

/// Groups of all, of some and of one package; the packages only look like those of some.
fn groups() -> impl Strategy<Value = Vec<Json>> {
    let patterns =
        ["/*", "/npm/*", "/npm//acme$", "/npm//INNER$", "/pypi//acme~", "/maven/com.example/*"];
    let modes = vec!["ALLOW", "ALLOW", "ALLOW_SPECIFIC_REPOSITORIES", "BLOCK"];
    let restriction = (select(modes), subsequence(REPOSITORIES.to_vec(), 1..=4));
    let restriction =
        restriction.prop_map(|(mode, names)| json!({ "mode": mode, "repositories": names }));
    let ways = select(vec!["PUBLISH", "EXTERNAL_UPSTREAM", "INTERNAL_UPSTREAM"]);
    let group = (select(patterns.to_vec()), btree_map(ways, restriction, 0..=2));
    btree_map(0..3, group, 0..=2).prop_map(|groups| {
        let groups: BTreeMap<_, _> = groups.into_values().collect();
        let group = |(pattern, ways)| json!({ "pattern": pattern, "origin_controls": ways });
        groups.into_iter().map(group).collect()
    })
}
