//! Lists of many pages: no page is requested in vain, held back, or kept.

use std::pin::pin;

use codeartifact::protocol::proto::{get_metadata, stop_provider};
use codeartifact_emulator::Fault;
use serde_json::json;

use crate::host::{self, Core, Kind, Query, collect, errors};
use crate::support::world::World;

#[test]
fn no_page_is_asked_for_in_vain() {
    let world = World::new();
    world.make_stores(120);
    let core = Core::new(&world);
    // The service puts 50 repositories on a page.
    for (limit, pages) in [(1, 1), (50, 1), (51, 2), (100, 2), (101, 3), (1_000, 3)] {
        world.clear_requests();
        let query = Query::of("repository", json!({ "domain": "main" }));
        let found = core.list(&Query { limit, ..query });
        assert_eq!(found.len(), usize::try_from(limit).unwrap().min(120));
        assert_eq!(world.called(), vec!["ListRepositoriesInDomain"; pages], "{limit}");
    }
}

/// Results come while the service is still being asked for more.
#[test]
fn results_are_not_held_back() {
    let world = World::new();
    world.make_stores(60);
    let core = Core::new(&world);
    let held = world.fault(Fault::on("ListRepositoriesInDomain").skip(1).pause());
    let query = Query::of("repository", json!({ "domain": "main" }));
    world.wait(async {
        let mut client = core.client();
        let events = client.list_resource(query.request()).await.expect("a stream");
        let mut events = events.into_inner();
        held.met(1).await.expect("the fault");
        for _ in 0..48 {
            let mut later = pin!(many_answers(&mut client));
            tokio::select! {
                biased;
                event = events.message() => assert!(event.expect("no error").is_some()),
                () = &mut later => panic!("a result is held back"),
            }
        }
        held.release().await.expect("the fault");
        assert_eq!(collect(events).await.len(), 12);
    });
}

/// Many questions and answers one after the other: what has not come until then does not come.
async fn many_answers(client: &mut host::Client) {
    for _ in 0..100 {
        let asked = client.get_metadata(get_metadata::Request::default());
        asked.await.expect("an answer");
    }
}

/// A read waits at the service when the listener goes. What the list would have read after it is
/// never asked for.
#[test]
fn a_list_ends_when_nobody_listens() {
    let world = World::new();
    world.make_stores(40);
    let core = Core::new(&world);
    let query = Query { objects: true, ..Query::of("repository", json!({ "domain": "main" })) };
    let held = world.fault(Fault::on("DescribeRepository").pause());
    world.wait(async {
        let stream = core.client().list_resource(query.request()).await.expect("a stream");
        held.met(1).await.expect("the fault");
        drop(stream);
    });
    // The answers of these come after the reset of the stream has been worked off.
    assert_eq!(core.list(&Query::of("domain", json!({}))).len(), 1);
    world.release(&held);
    // Beside these reads, those of the first list would be made too.
    assert_eq!(core.list(&query).len(), 40);
    assert!(world.calls("DescribeRepository") <= 8 + 40, "{}", world.calls("DescribeRepository"));
}

/// Not the whole list is held, but what is on its way: ten times as many results take no more
/// memory.
#[test]
fn a_thousand_repositories_are_listed_in_bounded_memory_and_imported() {
    let world = World::new();
    world.make_stores(1_000);
    let core = Core::new(&world);
    let kind = Kind::named("repository");
    let query = Query { objects: true, ..Query::of("repository", json!({ "domain": "main" })) };
    assert_eq!(core.list(&Query { limit: 100, ..query.clone() }).len(), 100);
    let before = core.peak_memory();
    world.clear_requests();
    let events = core.list(&query);
    let grown = core.peak_memory() - before;
    assert_eq!(world.calls("ListRepositoriesInDomain"), 20);
    assert_eq!(world.calls("DescribeRepository"), 1_000);
    assert_eq!(events.len(), 1_000);
    for event in events {
        let identity = event.identity.expect("an identity");
        let held = core.import_by_identity(kind, identity.clone());
        assert_eq!(held.identity, Some(identity));
        assert_eq!(held.state, kind.decode(event.resource_object.as_ref()));
    }
    assert!(grown < 4.0, "the list took {grown} MiB");
}

#[test]
fn a_stop_ends_a_list() {
    let world = World::new();
    world.make_stores(10);
    let core = Core::new(&world);
    let query = Query { objects: true, ..Query::of("repository", json!({ "domain": "main" })) };
    let held = world.fault(Fault::on("DescribeRepository").pause());
    let events = world.wait(async {
        let mut client = core.client();
        let events = client.list_resource(query.request()).await.expect("a stream");
        held.met(1).await.expect("the fault");
        client.stop_provider(stop_provider::Request::default()).await.expect("an answer");
        collect(events.into_inner()).await
    });
    world.release(&held);
    let [event] = &events[..] else { panic!("one event: {events:?}") };
    let says = "Could not list codeartifact_repository: Terraform asked the provider to stop.";
    assert_eq!(errors(&event.diagnostic), [says]);
}

impl World {
    /// Makes the domain `main` with so many repositories.
    fn make_stores(&self, count: usize) {
        self.make_domain("main");
        let names: Vec<String> = (0..count).map(|number| format!("store-{number:04}")).collect();
        self.make_repositories("main", &names.iter().map(String::as_str).collect::<Vec<_>>());
    }
}
