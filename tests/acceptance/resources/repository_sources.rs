//! Where the packages of a repository come from: upstreams or a connection, and every way from one
//! to the other. The service refuses both at once, so the order of the calls is what counts.

use serde_json::{Value as Json, json};

use crate::resources::repository::{ADDRESS, npm, play};
use crate::support::agreement::both;
use crate::support::world::World;

/// Where the packages of the repository come from.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Source {
    Nothing,
    Upstreams,
    Connection(&'static str),
}

use Source::{Connection, Nothing, Upstreams};

const A: Source = Connection("public:npmjs");
const B: Source = Connection("public:pypi");

/// A walk over the four sources that takes every step between two of them once.
const WALK: [Source; 13] =
    [Nothing, Upstreams, Nothing, A, Nothing, B, Upstreams, A, Upstreams, B, A, B, Nothing];

impl Source {
    fn arguments(self) -> Vec<(&'static str, Json)> {
        match self {
            Nothing => vec![],
            Upstreams => vec![("upstreams", json!(["store", "cache"]))],
            Connection(name) => vec![("external_connection", json!(name))],
        }
    }

    fn upstreams(self) -> &'static [&'static str] {
        match self {
            Upstreams => &["store", "cache"],
            _ => &[],
        }
    }

    fn connection(self) -> Option<&'static str> {
        match self {
            Connection(name) => Some(name),
            _ => None,
        }
    }
}

#[test]
fn the_walk_takes_every_step_once() {
    let mut steps: Vec<String> = WALK.windows(2).map(|step| format!("{step:?}")).collect();
    steps.sort();
    steps.dedup();
    assert_eq!(steps.len(), 12);
    assert!(WALK.windows(2).all(|step| step[0] != step[1]));
}

/// The peer never clears the last upstream, adds a second connection to the first, and changes
/// upstreams for a connection, or a connection for upstreams, in an order that is refused.
#[test]
fn every_change_of_source_takes_one_apply_and_no_refusal() {
    play(|world| {
        for source in WALK {
            world.clear_requests();
            world.must_apply(&npm(&source.arguments()));
            assert_eq!(world.upstreams("main", "npm"), source.upstreams(), "{source:?}");
            let connection = world.connection("main", "npm");
            assert_eq!(connection.as_deref(), source.connection(), "{source:?}");
            world.must_plan_nothing();
            world.no_call_failed();
            assert_eq!(world.calls("DeleteRepository"), 0);
        }
    });
}

/// Each change of source together with a change of everything else.
#[test]
fn a_change_of_source_takes_the_rest_along() {
    play(|world| {
        let rest = |number: i64| {
            let tags = json!({ "number": number.to_string() });
            vec![("description", json!(format!("the {number}th"))), ("tags", tags)]
        };
        for (number, source) in (1..).zip([Upstreams, A, Upstreams, Nothing]) {
            world.clear_requests();
            let all: Vec<_> = source.arguments().into_iter().chain(rest(number)).collect();
            world.must_apply(&npm(&all));
            world.no_call_failed();
            world.must_plan_nothing();
            let found = world.repository("main", "npm").expect("the repository");
            assert_eq!(found.description(), Some(format!("the {number}th").as_str()));
        }
    });
}

#[test]
fn another_order_is_sent() {
    play(|world| {
        world.must_apply(&npm(&[("upstreams", json!(["store", "cache"]))]));
        world.must_apply(&npm(&[("upstreams", json!(["cache", "store"]))]));
        assert_eq!(world.upstreams("main", "npm"), ["cache", "store"]);
        world.must_be_settled();
    });
}

/// A description can be changed while there is a connection: an empty list of upstreams, sent with
/// it, would be refused.
#[test]
fn a_connected_repository_can_be_described() {
    play(|world| {
        let connection = ("external_connection", json!("public:npmjs"));
        world.must_apply(&npm(std::slice::from_ref(&connection)));
        world.must_apply(&npm(&[connection, ("description", json!("from npm"))]));
        world.no_call_failed();
        world.must_be_settled();
    });
}

#[test]
fn upstreams_can_be_repositories_of_the_same_configuration() {
    both(|world| {
        world.must_apply(
            "resource \"codeartifact_domain\" \"main\" { domain = \"main\" }
         resource \"codeartifact_repository\" \"store\" {
           domain              = codeartifact_domain.main.domain
           repository          = \"store\"
           external_connection = \"public:npmjs\"
         }
         resource \"codeartifact_repository\" \"npm\" {
           domain     = codeartifact_domain.main.domain
           repository = \"npm\"
           upstreams  = [codeartifact_repository.store.repository]
         }",
        );
        assert_eq!(world.upstreams("main", "npm"), ["store"]);
        world.must_be_settled();
        world.must_destroy();
        assert!(world.domain("main").is_none());
    });
}

#[test]
fn an_upstream_that_is_not_there_is_named() {
    play(|world| {
        world.write(&npm(&[("upstreams", json!(["nowhere"]))]));
        world
            .apply()
            .failed_with(&["Could not create codeartifact_repository main/npm", "'nowhere'"]);
        assert_eq!(world.state(ADDRESS), Json::Null);
    });
}

/// Something done behind Terraform's back.
type Edit = fn(&World);

/// Somebody gave the repository another source, which is in the way of the configured one.
#[test]
fn a_source_that_somebody_changed_is_repaired_by_one_apply() {
    play(|world| {
        let stray: [(Source, Edit); 4] = [
            (Nothing, |world| world.connect("main", "npm", "public:pypi")),
            (A, |world| {
                world.disconnect("main", "npm", "public:npmjs");
                world.set_upstreams("main", "npm", &["cache"]);
            }),
            (A, |world| {
                world.disconnect("main", "npm", "public:npmjs");
                world.connect("main", "npm", "public:pypi");
            }),
            (Upstreams, |world| {
                world.set_upstreams("main", "npm", &[]);
                world.connect("main", "npm", "public:pypi");
            }),
        ];
        for (source, change) in stray {
            world.must_apply(&npm(&source.arguments()));
            change(&world);
            assert_eq!(world.plan_refresh_only().code, Some(2), "{source:?}");
            world.apply().succeeded();
            assert_eq!(world.upstreams("main", "npm"), source.upstreams());
            assert_eq!(world.connection("main", "npm").as_deref(), source.connection());
            world.must_plan_nothing();
            world.no_call_failed();
        }
    });
}
