//! A creation that succeeds with an answer that is not what was planned: the object stays, and the
//! next apply completes it.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::support::world::World;

const ADDRESS: &str = "codeartifact_repository.it";

const CONFIGURATION: &str = r#"
resource "codeartifact_repository" "it" {
  domain      = "main"
  repository  = "store"
  description = "straight"
}
"#;

/// Stands before a service and says `twisted` where the answer to a creation has `straight`, as
/// long as it is told to.
struct Twister {
    address: String,
    is_on: Arc<AtomicBool>,
}

impl Twister {
    fn before(service: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let (is_on, service) = (Arc::new(AtomicBool::new(true)), service.replace("http://", ""));
        let on = Arc::clone(&is_on);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let (on, service) = (Arc::clone(&on), service.clone());
                thread::spawn(move || forward(client, &service, &on));
            }
        });
        Self { address, is_on }
    }
}

/// Passes one request and its answer on, and ends the connection.
fn forward(mut client: TcpStream, service: &str, is_on: &AtomicBool) {
    let request = request(&mut client);
    let is_creation = request.starts_with("POST /v1/repository?");
    let mut service = TcpStream::connect(service).expect("the service");
    let alone = request.replacen("\r\n", "\r\nconnection: close\r\n", 1);
    service.write_all(alone.as_bytes()).expect("a request");
    let mut answer = String::new();
    service.read_to_string(&mut answer).expect("an answer");
    if is_creation && is_on.load(Ordering::SeqCst) {
        // As long as what it stands for.
        answer = answer.replace("straight", "twisted!");
    }
    // The provider may have gone.
    drop(client.write_all(answer.as_bytes()));
}

/// A request with its body.
fn request(client: &mut TcpStream) -> String {
    let (mut text, mut byte) = (String::new(), [0]);
    while !text.ends_with("\r\n\r\n") && client.read(&mut byte).is_ok_and(|read| read == 1) {
        text.push(char::from(byte[0]));
    }
    let head = text.to_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    let length = length.map_or(0, |length| length.parse().expect("a length"));
    let mut body = vec![0; length];
    client.read_exact(&mut body).expect("a body");
    text + std::str::from_utf8(&body).expect("text")
}

#[test]
fn what_was_made_otherwise_than_planned_stays_and_is_completed() {
    let mut world = World::new();
    world.make_domain("main");
    let twister = Twister::before(world.emulator.url());
    world.set("AWS_ENDPOINT_URL", &twister.address).write(CONFIGURATION);
    world.apply().failed_with(&[
        "`description` is not what was planned",
        "the object exists and is kept",
        "the next apply completes it instead",
    ]);
    assert_eq!(world.state(ADDRESS)["repository"], "store");
    twister.is_on.store(false, Ordering::SeqCst);
    world.plan().says(&["was not completed, and will be completed"]);
    world.apply().succeeded();
    world.must_be_settled();
    assert_eq!((world.calls("CreateRepository"), world.calls("DeleteRepository")), (1, 0));
}
