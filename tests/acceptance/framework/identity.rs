//! Identities, through a host that knows of them: Terraform and OpenTofu do from 1.12 on.
//!
//! That each resource can be imported by its identity, the tests of the examples and of the lists
//! show; that it stays as it is, every life that the host leads.

use codeartifact::framework::schema::Mode;
use codeartifact::framework::value::Value;
use codeartifact::resources;
use codeartifact_emulator::Fault;
use serde_json::json;

use crate::host::{Action, Core, Kind};
use crate::support::world::{ACCOUNT, World};

const ESTATE: &str = r#"
    resource "codeartifact_domain" "main" {
      domain = "main"
    }
    resource "codeartifact_repository" "npm" {
      domain     = codeartifact_domain.main.domain
      repository = "npm"
    }
"#;

#[test]
fn the_required_parts_are_enough_and_the_first_read_completes_them() {
    let world = World::new();
    world.must_apply(ESTATE);
    let core = Core::new(&world);
    for (kind, given, whole) in [
        (
            "domain",
            json!({ "domain": "main" }),
            json!({ "domain": "main", "owner": ACCOUNT, "region": "eu-west-1" }),
        ),
        (
            "repository",
            json!({ "domain": "main", "repository": "npm" }),
            json!({
                "domain": "main", "domain_owner": ACCOUNT, "repository": "npm", "region": "eu-west-1",
            }),
        ),
    ] {
        let kind = Kind::named(kind);
        let imported = core.import_by_identity(kind, kind.identity(given));
        assert_eq!(imported.identity, Some(kind.identity(whole)));
        assert_eq!(core.read(kind, &imported), Some(imported));
    }
}

/// Where a part of it is not known, the plan has none. That of a replacement is held to the same
/// rule in the life of every resource.
#[test]
fn no_plan_of_a_creation_has_an_identity_with_an_unknown_part() {
    let world = World::new();
    let core = Core::new(&world);
    for kind in resources::ALL.iter().map(|resource| Kind::named(resource.name())) {
        let value = |mode| if mode == Mode::Required { Value::Unknown } else { Value::Null };
        let given = kind.attributes().iter().map(|it| (it.name.to_owned(), value(it.mode)));
        let planned = core.plan(kind, None, &Value::Map(given.collect()));
        assert_eq!((planned.action, planned.identity), (Action::Create, None), "{}", kind.name());
    }
}

/// A creation that failed half-way has an identity too, or the next read would show it as drift.
#[test]
fn a_half_made_object_has_an_identity() {
    let world = World::new();
    world.make_domain("main");
    let core = Core::new(&world);
    let kind = Kind::named("repository");
    let refused = Fault::on("AssociateExternalConnection").times(1);
    world.fault(refused.error(403, "AccessDeniedException", "not for you"));
    let connection = "public:npmjs";
    let config = kind
        .value(json!({ "domain": "main", "repository": "npm", "external_connection": connection }));
    let planned = core.plan(kind, None, &config);
    assert_eq!(planned.action, Action::Create);
    let (held, errors) = Core::new(&world).apply(kind, None, &planned);
    assert!(errors[0].contains("not for you"), "{errors:?}");
    let held = held.expect("what was made");
    assert_eq!(core.read(kind, &held), Some(held));
}
