//! What NuGet's client sends, sent by hand: what it receives, and where it is refused.

use aws_sdk_codeartifact::types::PackageFormat::Nuget;
use aws_sdk_codeartifact::types::{
    AllowPublish, AllowUpstream, PackageOriginRestrictions, PackageVersionStatus,
};
use codeartifact_emulator::{Emulator, Identities, Options};
use serde_json::{Value, json};

use super::super::visitor::Visitor;
use super::super::workshop::Workshop;
use super::{look, nuspec, package};
use crate::raw::Reply;

/// What a package says of itself, beyond what each must.
const MORE: &str = "<title>Pad</title><projectUrl>https://pad.example</projectUrl><tags>left pad</tags>
    <license type='expression'>Apache-2.0</license><licenseUrl>https://license.example</licenseUrl>
    <repository type='git' url='https://code.example/pad.git'/><readme>docs\\README.md</readme>
    <dependencies>
      <group targetFramework='net45'><dependency id='Six' version='1.16'/><dependency id='Any'/></group>
      <group targetFramework='netstandard2.0'/>
    </dependencies>";

/// Pushes a file.
async fn push(visitor: &Visitor<'_>, file: &[u8]) -> Reply {
    let head = "--b\r\ncontent-disposition: form-data; name=\"package\"; filename=\"package.nupkg\"\r\n\r\n";
    let body = [head.as_bytes(), file, b"\r\n--b--\r\n"].concat();
    let form = [("content-type", "multipart/form-data; boundary=b")];
    visitor.ask("PUT", "v3/package/", body, &form).await
}

/// Pushes a version of `Pad.Left`.
async fn push_version(visitor: &Visitor<'_>, version: &str) {
    let file = package(&nuspec("Pad.Left", version, MORE), version);
    assert_eq!(push(visitor, &file).await.status, 201, "{version}");
}

/// What the service index leads to, by its type.
fn resource(index: &Value, kind: &str) -> String {
    let mut resources = index["resources"].as_array().expect("resources").iter();
    let found = resources.find(|resource| resource["@type"] == kind).expect(kind);
    found["@id"].as_str().expect("an address").to_owned()
}

/// The words of a list.
fn words(list: &Value) -> Vec<&str> {
    list.as_array().expect("a list").iter().map(|word| word.as_str().expect("a word")).collect()
}

#[tokio::test]
async fn the_service_index_leads_to_everything() {
    let workshop = Workshop::new(&["store"]).await;
    let store = Visitor::new(&workshop, Nuget, "store").await;
    push_version(&store, "1.0.0").await;
    let index = store.get("v3/index.json").await.body;
    assert_eq!(index["version"], "3.0.0");
    let (endpoint, _) = workshop.access(Nuget, "store").await;
    for (kind, more) in [
        ("PackageBaseAddress/3.0.0", "pad.left/1.0.0/pad.left.nuspec"),
        ("RegistrationsBaseUrl/3.6.0", "pad.left/index.json"),
        ("SearchQueryService/3.0.0-beta", "?q=pad"),
        ("SearchAutocompleteService", "?q=pad"),
    ] {
        let address = resource(&index, kind) + more;
        let path = address.strip_prefix(&endpoint).expect("an address in the repository");
        let answer = store.get(path).await;
        assert_eq!(answer.status, 200, "{address}");
        assert!(answer.body.to_string().contains("Pad.Left"), "{}", answer.body);
    }
    assert_eq!(resource(&index, "PackagePublish/2.0.0"), format!("{endpoint}v3/package"));
    assert_eq!(store.get("v3/packages/pad.left").await.status, 404);
}

#[tokio::test]
async fn the_service_tells_what_the_nuspec_says() {
    let workshop = Workshop::new(&["store"]).await;
    push_version(&Visitor::new(&workshop, Nuget, "store").await, "1.0").await;
    let version = look(&workshop, "store", "1.0.0").await.expect("the version");
    assert_eq!(
        (version.package_name(), version.display_name()),
        (Some("pad.left"), Some("Pad.Left"))
    );
    assert_eq!(version.summary(), Some("A pad."));
    assert_eq!(version.home_page(), Some("https://pad.example"));
    assert_eq!(version.source_code_repository(), Some("https://code.example/pad.git"));
    let license = &version.licenses()[0];
    assert_eq!(
        (license.name(), license.url()),
        (Some("Apache-2.0"), Some("https://license.example"))
    );
    let client = &workshop.client;
    let readme = client.get_package_version_readme().domain("main").repository("store");
    let readme = readme.format(Nuget).package("pad.left").package_version("1.0.0");
    assert_eq!(readme.send().await.expect("a readme").readme(), Some("# Pad"));
    let needs = client.list_package_version_dependencies().domain("main").repository("store");
    let needs = needs.format(Nuget).package("pad.left").package_version("1.0.0");
    assert!(needs.send().await.expect("none of them").dependencies().is_empty());
}

#[tokio::test]
async fn a_version_has_many_spellings_but_its_asset_has_one() {
    let workshop = Workshop::new(&["store"]).await;
    let store = Visitor::new(&workshop, Nuget, "store").await;
    push_version(&store, "12.0.03.0+build").await;
    for version in ["12.0.3", "12.0.03.0", "12.0.3+other"] {
        let found = workshop.look("store", Nuget, "Pad.LEFT", version).await.expect(version);
        assert_eq!(found.version(), Some("12.0.3"));
    }
    let get = workshop.client.get_package_version_asset().domain("main").repository("store");
    let get = get.format(Nuget).package("Pad.Left").package_version("12.0.03");
    assert!(get.clone().asset("pad.left.12.0.3.nupkg").send().await.is_ok());
    assert!(get.asset("Pad.Left.12.0.03.nupkg").send().await.is_err());
    let delete = workshop.client.delete_package_versions().domain("main").repository("store");
    let deleted = delete.format(Nuget).package("pad.left").versions("12.0.03").send().await;
    let deleted = deleted.expect("a deletion");
    assert!(deleted.successful_versions().expect("versions").contains_key("12.0.3"));
}

#[tokio::test]
async fn registrations_tell_every_version_in_its_order() {
    let workshop = Workshop::new(&["store"]).await;
    let store = Visitor::new(&workshop, Nuget, "store").await;
    for version in ["1.10.0", "1.2.0", "1.2.0-Beta"] {
        push_version(&store, version).await;
    }
    let listed = store.get("v3/flatcontainer/pad.left/index.json").await.body;
    assert_eq!(words(&listed["versions"]), ["1.2.0-beta", "1.2.0", "1.10.0"]);
    assert_eq!(store.ask("DELETE", "v3/package/Pad.Left/1.10.0", "", &[]).await.status, 204);
    let index = store.get("v3/registration4/pad.left/index.json").await.body;
    let page = &index["items"][0];
    assert_eq!((&page["lower"], &page["upper"]), (&json!("1.2.0-beta"), &json!("1.10.0")));
    let entry = |at: usize| &page["items"][at]["catalogEntry"];
    let shown = [0, 1, 2].map(|at| (&entry(at)["version"], &entry(at)["listed"]));
    let (yes, no) = (json!(true), json!(false));
    let versions = [json!("1.2.0-beta"), json!("1.2.0"), json!("1.10.0")];
    assert_eq!(shown, [(&versions[0], &yes), (&versions[1], &yes), (&versions[2], &no)]);
    assert_eq!(entry(0)["tags"], json!(["left", "pad"]));
    assert_eq!(entry(0)["licenseExpression"], "Apache-2.0");
    let needs = json!([{ "id": "Six", "range": "[1.16, )" }, { "id": "Any" }]);
    let groups = json!([
        { "targetFramework": "net45", "dependencies": needs },
        { "targetFramework": "netstandard2.0", "dependencies": [] },
    ]);
    assert_eq!(entry(0)["dependencyGroups"], groups);
}

#[tokio::test]
async fn a_leaf_leads_to_its_package() {
    let workshop = Workshop::new(&["store"]).await;
    let store = Visitor::new(&workshop, Nuget, "store").await;
    push_version(&store, "1.0.0").await;
    let (endpoint, _) = workshop.access(Nuget, "store").await;
    let index = store.get("v3/registration4/pad.left/index.json").await.body;
    let leaf = &index["items"][0]["items"][0];
    let address =
        leaf["@id"].as_str().and_then(|id| id.strip_prefix(&endpoint)).expect("an address");
    let alone = store.get(address).await.body;
    assert_eq!((&alone["@id"], &alone["listed"]), (&leaf["@id"], &json!(true)));
    assert_eq!(alone["packageContent"], leaf["packageContent"]);
    let content = leaf["packageContent"].as_str().and_then(|url| url.strip_prefix(&endpoint));
    let content = store.get(content.expect("an address")).await;
    assert_eq!(content.header("x-assetname"), Some("pad.left.1.0.0.nupkg"));
    for missing in ["pad.left/2.0.0.json", "pad.left/1.0.0", "other/index.json"] {
        assert_eq!(
            store.get(&format!("v3/registration4/{missing}")).await.status,
            404,
            "{missing}"
        );
    }
}

#[tokio::test]
async fn a_search_finds_words_and_pages() {
    let workshop = Workshop::new(&["store", "app"]).await;
    let store = Visitor::new(&workshop, Nuget, "store").await;
    push_version(&store, "1.0.0").await;
    push_version(&store, "1.1.0-rc").await;
    for id in ["Left.Hand", "Other"] {
        assert_eq!(push(&store, &package(&nuspec(id, "2.0.0-rc", ""), id)).await.status, 201);
    }
    push(&store, &package(&nuspec("Left.Behind", "1.0.0", ""), "")).await;
    let archive = workshop.client.update_package_versions_status().domain("main");
    let archive = archive.repository("store").format(Nuget).package("left.behind");
    let archive = archive.versions("1.0.0").target_status(PackageVersionStatus::Archived).send();
    archive.await.expect("an update");
    let app = Visitor::new(&workshop, Nuget, "app").await;
    for (asked, total, expected) in [
        ("", 1, vec!["Pad.Left 1.0.0"]),
        ("?prerelease=true", 3, vec!["Left.Hand 2.0.0-rc", "Other 2.0.0-rc", "Pad.Left 1.1.0-rc"]),
        ("?prerelease=true&skip=1&take=1", 3, vec!["Other 2.0.0-rc"]),
        ("?q=LEFT+tags&prerelease=true", 0, vec![]),
        ("?q=LEFT&prerelease=true", 2, vec!["Left.Hand 2.0.0-rc", "Pad.Left 1.1.0-rc"]),
        ("?q=null", 0, vec![]),
        ("?q=pad.left", 1, vec!["Pad.Left 1.0.0"]),
    ] {
        let found = app.get(&format!("v3/query{asked}")).await.body;
        assert_eq!(found["totalHits"], total, "{asked}");
        let hits = found["data"].as_array().expect("packages").iter();
        let hits = hits.map(|hit| format!("{} {}", hit["id"], hit["version"]).replace('"', ""));
        assert_eq!(hits.collect::<Vec<_>>(), expected, "{asked}");
    }
    assert_eq!(app.get("v3/autocomplete?id=Nothing").await.body, json!({ "data": [] }));
    let names = app.get("v3/autocomplete?q=left&prerelease=true").await.body;
    assert_eq!(words(&names["data"]), ["Left.Hand", "Pad.Left"]);
    let versions = app.get("v3/autocomplete?id=Pad.Left&prerelease=true").await.body;
    assert_eq!(words(&versions["data"]), ["1.0.0", "1.1.0-rc"]);
}

#[tokio::test]
async fn what_is_no_package_is_refused() {
    let workshop = Workshop::new(&["store"]).await;
    let store = Visitor::new(&workshop, Nuget, "store").await;
    assert_eq!(store.put("v3/package", "no form").await, 400);
    for (what, file) in [
        ("text", b"no archive".to_vec()),
        ("version", package(&nuspec("Pad.Left", "one", ""), "")),
        ("name", package(&nuspec("Pad Left", "1.0.0", ""), "")),
        ("nuspec", package("<package><metadata/></package>", "")),
    ] {
        assert_eq!(push(&store, &file).await.status, 400, "{what}");
    }
    assert_eq!(store.ask("DELETE", "v3/package/Pad.Left/1.0.0", "", &[]).await.status, 404);
}

#[tokio::test]
async fn origin_controls_and_upstreams_hold_pushes() {
    let workshop = Workshop::new(&["store", "app"]).await;
    let store = Visitor::new(&workshop, Nuget, "store").await;
    push_version(&store, "1.0.0").await;
    let file = package(&nuspec("PAD.left", "1.0", ""), "another content");
    let app = Visitor::new(&workshop, Nuget, "app").await;
    assert_eq!(push(&app, &file).await.status, 409);
    let controls = PackageOriginRestrictions::builder().publish(AllowPublish::Block);
    let controls = controls.upstream(AllowUpstream::Allow).build().expect("controls");
    let put = workshop.client.put_package_origin_configuration().domain("main").repository("store");
    let put = put.format(Nuget).package("pad.left").restrictions(controls).send().await;
    put.expect("an origin configuration");
    let file = package(&nuspec("Pad.Left", "2.0", ""), "");
    assert_eq!(push(&store, &file).await.status, 409);
}

#[tokio::test]
async fn policies_hold_pushes_and_deletions() {
    let statement =
        |effect: &str, action: &str| json!({ "Effect": effect, "Action": action, "Resource": "*" });
    let denied = json!({ "Version": "2012-10-17", "Statement": [
        statement("Allow", "*"),
        statement("Deny", "codeartifact:PutPackageMetadata"),
        { "Effect": "Deny", "Action": "codeartifact:PublishPackageVersion", "Resource": "*/nuget//other" },
    ]});
    let user = "arn:aws:iam::000000000000:user/test";
    let identities = Identities::default().policy(user, denied);
    let workshop =
        Workshop::with(Options::default().enforce_policies(identities), &["store"]).await;
    let store = Visitor::new(&workshop, Nuget, "store").await;
    push_version(&store, "1.0.0").await;
    assert_eq!(push(&store, &package(&nuspec("Other", "1.0.0", ""), "")).await.status, 403);
    assert_eq!(store.ask("DELETE", "v3/package/Pad.Left/1.0.0", "", &[]).await.status, 403);
}

#[tokio::test]
async fn the_key_of_an_api_is_no_token() {
    let workshop = Workshop::new(&["store"]).await;
    let (endpoint, token) = workshop.access(Nuget, "store").await;
    let path = endpoint.trim_start_matches(workshop.emulator.url());
    let mut request = crate::raw::Raw::new("PUT", format!("{path}v3/package/"), "");
    request.headers.push(("x-nuget-apikey", token));
    assert_eq!(request.send_unsigned(&workshop.emulator).await.status, 401);
    let store = Visitor::new(&workshop, Nuget, "store").await;
    let key = [("x-nuget-apikey", "any")];
    assert_eq!(store.ask("POST", "v3/package/Pad.Left/1.0.0", "", &key).await.status, 404);
}

#[tokio::test]
async fn packages_are_kept_across_runs_and_in_seeds() {
    let directory = tempfile::tempdir().expect("a directory");
    let options = || Options::default().state(directory.path().join("state"));
    let workshop = Workshop::with(options(), &["store"]).await;
    let store = Visitor::new(&workshop, Nuget, "store").await;
    push_version(&store, "1.0.0-Beta").await;
    let before = workshop.emulator.control().dump().await.expect("an estate").to_yaml();
    workshop.emulator.stop().await;
    assert!(before.contains("display_name: Pad.Left"), "{before}");
    let seed = before.replace("version: 1.0.0-beta", "version: 1.0.00-Beta");
    assert_ne!(seed, before);
    let seed = seed.parse().expect("a seed");
    for options in [options(), Options::default().seed(seed)] {
        let emulator = Emulator::start(options).await.expect("a port");
        let after = emulator.control().dump().await.expect("an estate").to_yaml();
        assert_eq!(after, before);
    }
}
