//! Functions: pure, and without any call.

use crate::world::World;

/// What the function returns for these arguments.
fn call(arguments: &str) -> String {
    format!(
        "output \"it\" {{\n value = provider::codeartifact::repository_endpoint({arguments})\n}}\n"
    )
}

#[test]
fn the_address_of_a_repository_is_computed() {
    let world = World::new();
    let host = "https://main-111122223333";
    for (last, address) in [
        ("\"npm\"", format!("{host}.d.codeartifact.eu-west-1.amazonaws.com/npm/store/")),
        (
            "\"pypi\", \"ipv4\"",
            format!("{host}.d.codeartifact.eu-west-1.amazonaws.com/pypi/store/"),
        ),
        ("\"swift\", \"dualstack\"", format!("{host}.codeartifact.eu-west-1.on.aws/swift/store/")),
    ] {
        world.must_apply(&call(&format!(
            "\"main\", \"111122223333\", \"eu-west-1\", \"store\", {last}"
        )));
        assert_eq!(world.output("it"), address);
    }
    assert!(world.called().is_empty());
}

#[test]
fn a_bad_argument_is_pointed_at() {
    let world = World::new();
    let good = ["main", "111122223333", "eu-west-1", "store", "npm"];
    for (position, bad, name, says) in [
        (0, "Main", "domain", "lower-case letters"),
        (1, "me", "domain_owner", "12 digits"),
        (2, "Ireland", "region", "eu-west-1"),
        (3, "-", "repository", "2 to 100 letters"),
        (4, "deb", "format", "must be one of \"cargo\""),
    ] {
        let mut arguments = good;
        arguments[position] = bad;
        let list = arguments.map(|argument| format!("{argument:?}")).join(", ");
        world.write(&call(&list));
        let invalid = format!("Invalid value for \"{name}\" parameter");
        world.plan().failed_with(&[&invalid, says]);
    }
    let list = good.map(|argument| format!("{argument:?}")).join(", ");
    for (more, says) in [
        ("\"ipv6\"", "must be one of \"ipv4\", \"dualstack\""),
        ("\"ipv4\", \"ipv4\"", "once only"),
    ] {
        world.write(&call(&format!("{list}, {more}")));
        world.plan().failed_with(&["Invalid value for \"endpoint_type\" parameter", says]);
    }
}
