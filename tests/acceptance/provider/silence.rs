//! A service that takes connections and then says nothing.

use std::net::TcpListener;

use crate::support::world::World;

const DOMAIN: &str = "resource \"codeartifact_domain\" \"main\" {\n domain = \"main\"\n}\n";

#[test]
fn a_service_that_is_silent_is_not_waited_for_without_end() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let silent = listener.local_addr().expect("an address");
    let mut world = World::new();
    world.write(DOMAIN);
    world.set("AWS_ENDPOINT_URL", &format!("https://{silent}")).set("AWS_MAX_ATTEMPTS", "1");
    // The kernel accepts for the listener; the handshake of TLS never comes to an end.
    world.apply().failed_with(&["no connection within 3.1s", "No answer came from"]);
}
