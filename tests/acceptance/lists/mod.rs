//! Lists, through a host that knows of them: Terraform does from 1.14 on.

mod long;

use std::collections::BTreeSet;

use codeartifact::framework::schema::Mode;
use codeartifact::framework::value::Value;
use codeartifact::lists;
use codeartifact_emulator::Fault;
use serde_json::json;

use crate::host::{Action, Core, Kind, Query, errors, warnings};
use crate::support::world::{ACCOUNT, OTHER_ACCOUNT, World};

/// One object at least of each kind that can be listed, and some that a list must pass over.
pub(crate) const ESTATE: &str = r#"
    resource "codeartifact_domain" "all" {
      for_each = toset(["main", "other"])
      domain   = each.key
      tags     = { team = "a" }
    }
    locals {
      main   = codeartifact_domain.all["main"].domain
      policy = jsonencode({
        Version   = "2012-10-17"
        Statement = [{ Effect = "Allow", Principal = "*", Action = "codeartifact:*", Resource = "*" }]
      })
    }
    resource "codeartifact_domain_permissions_policy" "main" {
      domain          = local.main
      policy_document = local.policy
    }
    resource "codeartifact_repository" "store" {
      domain              = local.main
      repository          = "store"
      external_connection = "public:npmjs"
    }
    resource "codeartifact_repository" "team" {
      domain      = local.main
      repository  = "team"
      description = "Ours."
      upstreams   = [codeartifact_repository.store.repository]
    }
    resource "codeartifact_repository_permissions_policy" "team" {
      domain          = local.main
      repository      = codeartifact_repository.team.repository
      policy_document = local.policy
    }
    resource "codeartifact_package_group" "ours" {
      domain               = local.main
      pattern              = "/npm/ours/*"
      origin_configuration = { external_upstream = { mode = "BLOCK" } }
    }
    resource "codeartifact_package_version" "tool" {
      for_each   = toset(["1.0.0", "2.0.0"])
      domain     = local.main
      repository = codeartifact_repository.team.repository
      namespace  = "space"
      package    = "tool"
      version    = each.key
      status     = each.key == "1.0.0" ? "Published" : "Unlisted"
      assets     = { "a.txt" = { content_base64 = base64encode("a") } }
    }
    resource "codeartifact_package_origin_configuration" "tool" {
      domain     = local.main
      repository = codeartifact_repository.team.repository
      format     = "npm"
      package    = "tool"
      publish    = "BLOCK"
      upstream   = "ALLOW"
    }
"#;

/// What is found of each kind, by the names without their Region.
pub(crate) fn expected(kind: &str) -> (Query, &'static [&'static str]) {
    let in_main = json!({ "domain": "main" });
    let in_team = json!({ "domain": "main", "repository": "team" });
    let (config, found): (_, &[&str]) = match kind {
        "domain" => (json!({}), &["main", "other"]),
        "domain_permissions_policy" => (json!({}), &["main"]),
        "repository" => (json!({}), &["main/store", "main/team"]),
        "repository_permissions_policy" => (in_main, &["main/team"]),
        "repository_external_connection" => (in_main, &["main/store"]),
        "package_group" => (in_main, &["main/*", "main/npm/ours/*"]),
        "package_origin_configuration" => {
            (in_team, &["main/team/generic/space/tool", "main/team/npm//tool"])
        }
        "package_version" => {
            (in_team, &["main/team/generic/space/tool/1.0.0", "main/team/generic/space/tool/2.0.0"])
        }
        other => panic!("an estate without {other}"),
    };
    let query = Query::of(Kind::named(kind).name(), config);
    (query, found)
}

#[test]
fn every_list_finds_what_can_be_imported_and_written_down() {
    let world = World::new();
    world.must_apply(ESTATE);
    let core = Core::new(&world);
    for list in lists::ALL {
        let kind = Kind::named(list.name());
        let (query, names) = expected(list.name());
        let events = core.list(&Query { objects: true, ..query.clone() });
        let mut found: Vec<_> = events.iter().map(|event| event.display_name.as_str()).collect();
        found.sort_unstable();
        assert_eq!(found, names.iter().map(|name| format!("{name}@eu-west-1")).collect::<Vec<_>>());
        for event in events {
            let identity = event.identity.expect("an identity");
            let held = core.import_by_identity(kind, identity.clone());
            assert_eq!(held.identity, Some(identity), "{}", event.display_name);
            assert_eq!(kind.decode(event.resource_object.as_ref()), held.state);
            assert_eq!(core.import(kind, &event.display_name), held);
            let config = core.generate(kind, &held.state);
            let planned = core.plan(kind, Some(&held), &config);
            assert_eq!(planned.action, Action::NoOp, "{}: {config:?}", event.display_name);
        }
        let without = core.list(&query);
        assert_eq!(without.len(), names.len(), "{}", list.name());
    }
}

#[test]
fn a_list_calls_what_it_says() {
    let world = World::new();
    world.must_apply(ESTATE);
    let core = Core::new(&world);
    for list in lists::ALL {
        world.clear_requests();
        let (query, _) = expected(list.name());
        core.list(&query);
        if list.attributes().iter().any(|it| it.name == "domain" && it.mode == Mode::Optional) {
            let elsewhere =
                if query.config == json!({}) { json!({ "domain": "main" }) } else { json!({}) };
            core.list(&Query { config: elsewhere, ..query });
        }
        let said: BTreeSet<&str> = list.operations().iter().copied().collect();
        assert_eq!(world.called_by_the_provider(), said, "{}", list.name());
    }
}

#[test]
fn a_generated_configuration_is_what_a_person_would_write() {
    let world = World::new();
    world.must_apply(ESTATE);
    let core = Core::new(&world);
    for (kind, id, expect) in [
        (
            "repository",
            "main/team",
            json!({
                "domain": "main", "repository": "team",
                "description": "Ours.", "upstreams": ["store"],
            }),
        ),
        (
            "repository",
            "main/store",
            json!({
                "domain": "main", "repository": "store",
                "external_connection": "public:npmjs",
            }),
        ),
        (
            "package_group",
            "main/npm/ours/*",
            json!({
                "domain": "main", "pattern": "/npm/ours/*",
                "origin_configuration": { "external_upstream": { "mode": "BLOCK" } },
            }),
        ),
        ("package_group", "main/*", json!({ "domain": "main", "pattern": "/*" })),
        (
            "package_version",
            "main/team/generic/space/tool/1.0.0",
            json!({
                "domain": "main", "repository": "team", "namespace": "space",
                "package": "tool", "version": "1.0.0",
                "assets": { "a.txt": { "content_base64": "YQ==" } },
            }),
        ),
    ] {
        let kind = Kind::named(kind);
        let held = core.import(kind, id);
        assert_eq!(core.generate(kind, &held.state), kind.value(expect), "{id}");
    }
}

/// An asset that is too big for the state comes from a file, which a person would have.
#[test]
fn a_big_asset_is_written_down_as_a_file() {
    let world = World::new();
    world.make_package_repositories(&["store"]);
    world.publish("store", "tool", "1.0.0", &"big".repeat(10_000));
    let core = Core::new(&world);
    let kind = Kind::named("package_version");
    let held = core.import(kind, "main/store/generic/space/tool/1.0.0");
    let expect = json!({
        "domain": "main", "repository": "store", "namespace": "space", "package": "tool",
        "version": "1.0.0", "assets": { "a.txt": { "source": "a.txt" } },
    });
    assert_eq!(core.generate(kind, &held.state), kind.value(expect));
}

/// The owner of another account's domain is named, and so is one's own before an answer has
/// returned it.
#[test]
fn the_owner_is_left_out_where_it_goes_without_saying() {
    let world = World::new();
    world.make_domain("main");
    let core = Core::new(&world);
    let kind = Kind::named("domain_permissions_policy");
    let state = kind.value(json!({
        "domain": "main", "domain_owner": ACCOUNT, "region": "eu-west-1", "policy_document": "{}",
    }));
    let owner = |core: &Core<'_>| core.generate(kind, &state).get("domain_owner").clone();
    assert_eq!(owner(&core), ACCOUNT.into());
    core.list(&Query::of("domain", json!({})));
    assert_eq!(owner(&core), Value::Null);
    let mut of_other = state.clone();
    of_other.set("domain_owner", OTHER_ACCOUNT.into());
    assert_eq!(*core.generate(kind, &of_other).get("domain_owner"), OTHER_ACCOUNT.into());
}

#[test]
fn filters_narrow_a_list() {
    let world = World::new();
    world.must_apply(ESTATE);
    let core = Core::new(&world);
    let team = |more: serde_json::Value| {
        let mut config = json!({ "domain": "main", "repository": "team" });
        config
            .as_object_mut()
            .expect("an object")
            .extend(more.as_object().cloned().unwrap_or_default());
        config
    };
    for (kind, config, count) in [
        ("domain", json!({ "region": "us-east-1" }), 0),
        ("repository", json!({ "domain": "main", "repository_prefix": "te" }), 1),
        ("repository", json!({ "domain": "main", "administrator_account": "111122223333" }), 0),
        ("package_group", json!({ "domain": "main", "prefix": "/npm/" }), 1),
        ("package_origin_configuration", team(json!({ "publish": "BLOCK" })), 1),
        ("package_origin_configuration", team(json!({ "format": "npm" })), 1),
        ("package_version", team(json!({ "status": "Unlisted" })), 1),
        ("package_version", team(json!({ "namespace": "other" })), 0),
    ] {
        let found = core.list(&Query::of(kind, config.clone()));
        assert_eq!(found.len(), count, "{kind} {config}");
    }
}

#[test]
fn what_cannot_be_read_is_a_warning_and_what_cannot_be_listed_an_error() {
    let world = World::new();
    world.must_apply(ESTATE);
    let core = Core::new(&world);
    let refuse = |operation: &str, times| {
        let occasion = Fault::on(operation).times(times);
        world.fault(occasion.error(403, "AccessDeniedException", "not for you"));
    };
    let query = Query { objects: true, ..Query::of("repository", json!({ "domain": "main" })) };
    refuse("DescribeRepository", 1);
    let events = core.list(&query);
    let warned: Vec<_> = events.iter().flat_map(|event| warnings(&event.diagnostic)).collect();
    assert_eq!((events.len(), warned.len()), (2, 1));
    assert!(warned[0].contains("is omitted") && warned[0].contains("not for you"), "{warned:?}");
    refuse("ListRepositoriesInDomain", 1);
    let events = core.list(&query);
    let [event] = &events[..] else { panic!("one event: {events:?}") };
    let [error] = &errors(&event.diagnostic)[..] else { panic!("one error: {event:?}") };
    assert!(error.starts_with("Could not list codeartifact_repository: "), "{error}");
}

#[test]
fn a_configuration_is_refused_before_anything_is_listed() {
    let world = World::new();
    let core = Core::new(&world);
    for (kind, config, limit, says) in [
        ("repository", json!({ "domain_owner": "111122223333" }), 1, "requires `domain`"),
        ("repository", json!({ "domain": "A" }), 1, "must be 2 to 50 lowercase letters"),
        ("package_group", json!({}), 1, "must be set"),
        ("domain", json!({}), -1, "`limit` must be a whole number, 0 or more"),
    ] {
        let wrong = core.validate_list(&Query { limit, ..Query::of(kind, config) });
        let [wrong] = &wrong[..] else { panic!("one error: {wrong:?}") };
        assert!(wrong.contains(says), "{wrong}");
    }
    assert_eq!(world.called(), [""; 0]);
}
