//! A service and a network that fail: retries where they help, a clear error where they do not, and
//! nothing lost either way.

use std::thread;
use std::time::Duration;

use codeartifact_emulator::Fault;

use crate::support::agreement::both;
use crate::support::world::World;

const DOMAIN: &str = "resource \"codeartifact_domain\" \"main\" {\n domain = \"main\"\n}\n";

const ESTATE: &str = r#"
resource "codeartifact_domain" "main" {
  domain = "main"
}
resource "codeartifact_repository" "store" {
  domain              = codeartifact_domain.main.domain
  repository          = "npm-store"
  external_connection = "public:npmjs"
}
resource "codeartifact_repository" "app" {
  domain      = codeartifact_domain.main.domain
  repository  = "app"
  description = "the application"
  upstreams   = [codeartifact_repository.store.repository]
}
resource "codeartifact_domain_permissions_policy" "main" {
  domain = codeartifact_domain.main.domain
  policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect = "Allow", Principal = "*", Action = "codeartifact:DescribeDomain", Resource = "*"
    }]
  })
}
"#;

/// Every operation that the estate is made of.
const WRITES: [&str; 5] = [
    "CreateDomain",
    "CreateRepository",
    "AssociateExternalConnection",
    "PutDomainPermissionsPolicy",
    "GetRepositoryEndpoint",
];

#[test]
fn lost_answers_make_nothing_twice_and_are_no_error() {
    both(|world| {
        for operation in WRITES {
            world.fault(Fault::on(operation).times(1).after_effect().drop_connection());
        }
        world.must_apply(ESTATE);
        world.must_be_settled();
        for operation in ["DeleteRepository", "DeleteDomain", "DeleteDomainPermissionsPolicy"] {
            world.fault(Fault::on(operation).times(1).after_effect().drop_connection());
        }
        world.must_destroy();
    });
}

#[test]
fn calls_that_get_nowhere_are_repeated() {
    both(|world| {
        for operation in WRITES {
            world.fault(Fault::on(operation).times(1).drop_connection());
            world.fault(Fault::on(operation).times(1).error(500, "InternalServerException", "oh"));
            world.fault(Fault::on(operation).times(1).throttle(1));
        }
        world.must_apply(ESTATE);
        world.fault(Fault::on("DescribeRepository").times(2).throttle(1));
        world.must_be_settled();
    });
}

/// Refreshes an applied domain while every `DescribeDomain` fails like this, which must be
/// reported.
fn refresh_while((status, code, message): (u16, &str, &str), says: &[&str]) {
    both(|mut world| {
        world.set("AWS_MAX_ATTEMPTS", "2").must_apply(DOMAIN);
        world.fault(Fault::on("DescribeDomain").error(status, code, message));
        world.plan().failed_with(says);
        world.clear_faults();
        world.must_be_settled();
    });
}

#[test]
fn an_object_that_may_not_be_read_is_not_gone() {
    refresh_while(
        (403, "AccessDeniedException", "not for you"),
        &["Could not read codeartifact_domain main", "not for you", "codeartifact:DescribeDomain"],
    );
}

#[test]
fn a_service_that_goes_on_failing_is_an_error() {
    refresh_while(
        (500, "InternalServerException", "broken inside"),
        &["Could not read codeartifact_domain main", "broken inside"],
    );
}

#[test]
fn throttling_that_goes_on_says_what_to_do() {
    both(|mut world| {
        world.set("AWS_MAX_ATTEMPTS", "2").must_apply(DOMAIN);
        world.fault(Fault::on("DescribeDomain").throttle(1));
        world.plan().failed_with(&["throttled", "2 attempts", "-parallelism"]);
    });
}

/// A policy that was not found because its domain may not be seen is an error, too.
#[test]
fn a_not_found_of_something_else_is_an_error() {
    refresh_while((400, "ValidationException", "no such thing"), &["no such thing"]);
}

#[test]
fn an_object_of_somebody_else_is_not_taken_over() {
    both(|world| {
        world.aws(async |aws| aws.create_domain().domain("main").send().await);
        world.write(DOMAIN);
        world.apply().failed_with(&["Could not create codeartifact_domain main", "import"]);
        assert!(world.state("codeartifact_domain.main").is_null());
        world.import("codeartifact_domain.main", "main").succeeded();
        world.must_be_settled();
    });
}

#[test]
fn missing_credentials_say_where_to_put_them() {
    both(|mut world| {
        world.set("AWS_ACCESS_KEY_ID", "").set("AWS_SECRET_ACCESS_KEY", "");
        world.write(DOMAIN);
        world.apply().failed_with(&["AWS_ACCESS_KEY_ID", "access_key", "profile"]);
    });
}

#[test]
fn wrong_credentials_are_distinguished_from_missing_ones() {
    both(|mut world| {
        world.set("AWS_SECRET_ACCESS_KEY", "wrong").write(DOMAIN);
        world.apply().failed_with(&["signature", "AWS_SECRET_ACCESS_KEY"]);
    });
}

#[test]
fn half_a_pair_of_keys_names_the_other_half() {
    both(|world| {
        world.write(&format!("provider \"codeartifact\" {{\n access_key = \"test\"\n}}\n{DOMAIN}"));
        world.plan().failed_with(&["secret_key"]);
    });
}

#[test]
fn a_missing_region_says_where_to_put_it() {
    both(|mut world| {
        world.set("AWS_REGION", "").write(DOMAIN);
        world.plan().failed_with(&["region", "AWS_REGION"]);
    });
}

#[test]
fn a_wrong_endpoint_is_shown() {
    both(|mut world| {
        let closed = "http://127.0.0.1:1";
        world.set("AWS_ENDPOINT_URL", closed).set("AWS_MAX_ATTEMPTS", "2").write(DOMAIN);
        world.apply().failed_with(&["127.0.0.1:1", "AWS_ENDPOINT_URL"]);
    });
}

#[test]
fn a_region_without_the_service_is_suspected() {
    both(|mut world| {
        world
            .set("AWS_ENDPOINT_URL", "")
            .set("AWS_REGION", "mars-north-1")
            .set("AWS_MAX_ATTEMPTS", "1");
        world.write(DOMAIN);
        world.apply().failed_with(&["mars-north-1", "eu-west-1"]);
    });
}

/// The first interrupt stops the waiting, not the writing: the run ends long before the 25 attempts
/// with 20 seconds between them that the service asks for.
#[test]
fn an_interrupt_ends_the_waiting() {
    let world = World::new();
    let throttled = world.fault(Fault::on("CreateDomain").throttle(20));
    world.write(DOMAIN);
    let mut apply = world.begin_apply();
    apply.until_met(&world, &throttled);
    apply.interrupt();
    apply.ends().failed_with(&["Could not create codeartifact_domain main", "stop"]);
    let attempts = world.wait(throttled.count()).expect("the fault");
    assert!(attempts <= 2, "no attempt follows the interrupt");
    assert!(world.state("codeartifact_domain.main").is_null());
}

/// A write that is under way when the interrupt comes is awaited, and its object is in the state.
#[test]
fn an_interrupt_loses_no_object() {
    let world = World::new();
    let paused = world.fault(Fault::on("CreateDomain").after_effect().pause());
    world.write(DOMAIN);
    let mut apply = world.begin_apply();
    apply.until_met(&world, &paused);
    apply.interrupt();
    thread::sleep(Duration::from_secs(1));
    world.release(&paused);
    apply.ends();
    assert_eq!(world.state("codeartifact_domain.main")["domain"], "main");
}

/// Killed at the very moment when an object has been made, a run leaves the way back in the error
/// of the next one.
#[test]
fn a_killed_run_can_be_taken_up_again() {
    let world = World::new();
    let paused = world.fault(Fault::on("CreateDomain").times(1).after_effect().pause());
    world.write(DOMAIN);
    let mut apply = world.begin_apply();
    apply.until_met(&world, &paused);
    apply.kill();
    world.release(&paused);
    world.apply().failed_with(&["Could not create codeartifact_domain main", "import"]);
    world.import("codeartifact_domain.main", "main").succeeded();
    world.must_be_settled();
    assert_eq!(world.calls("DeleteDomain"), 0);
}

/// What a server says is shown in a terminal, which obeys what it is shown.
#[test]
fn the_words_of_a_server_are_printable_and_end() {
    both(|world| {
        let words = format!("\u{1b}[2Jcleared\u{202e}{}", "x".repeat(100_000));
        world.fault(Fault::on("DescribeDomain").error(400, "ValidationException", &words));
        world.write("data \"codeartifact_domain\" \"main\" {\n domain = \"main\"\n}\n");
        let plan = world.plan();
        assert!(plan.text.contains("[2Jcleared"), "the words are shown");
        assert!(!plan.text.contains(['\u{1b}', '\u{202e}']), "and control nothing");
        assert!(plan.text.chars().filter(|sign| *sign == 'x').count() < 30_000, "and end");
    });
}
