//! Wrong input is refused before anything is called, with the argument pointed at.

use crate::support::agreement::both;

/// Demands that validation refuses a configuration and shows the line at fault.
fn check(configuration: &str, line: &str, says: &[&str]) {
    both(|world| {
        world.write(configuration);
        world.validate().failed_with(&[line]).says(says);
        assert!(world.requests().is_empty(), "validation calls nothing");
    });
}

fn repository(arguments: &str) -> String {
    format!(
        "resource \"codeartifact_repository\" \"app\" {{\n domain = \"main\"\n repository = \"app\"\n {arguments}\n}}\n"
    )
}

fn policy(document: &str) -> String {
    format!(
        "resource \"codeartifact_domain_permissions_policy\" \"p\" {{\n domain = \"main\"\n policy_document = {document}\n}}\n"
    )
}

#[test]
fn bad_names() {
    let domain =
        |name: &str| format!("resource \"codeartifact_domain\" \"d\" {{\n domain = {name:?}\n}}\n");
    for name in ["Main", "m", "1main", "main-", "ma_in", &"m".repeat(51), ""] {
        check(&domain(name), "domain = ", &["Invalid value for `domain`", "lower-case letters"]);
    }
    let bad = repository("").replace("\"app\"\n ", "\"-app\"\n ");
    check(&bad, "repository = ", &["Invalid value for `repository`"]);
}

#[test]
fn bad_accounts_regions_and_connections() {
    check(&repository("domain_owner = \"12345\""), "domain_owner = ", &["12 digits"]);
    check(&repository("region = \"Ireland\""), "region = ", &["eu-west-1"]);
    check(
        &repository("external_connection = \"npmjs\""),
        "external_connection = ",
        &["public:npmjs"],
    );
    check(&repository("description = \"a\\tb\""), "description = ", &["control characters"]);
    let long = format!("description = {:?}", "x".repeat(1001));
    check(&repository(&long), "description = ", &["at most 1000 characters"]);
}

#[test]
fn upstreams_that_cannot_be() {
    let both = "upstreams = [\"up\"]\n external_connection = \"public:npmjs\"";
    check(
        &repository(both),
        "external_connection = ",
        &["cannot be set together with `upstreams`"],
    );
    let eleven: Vec<_> = (0..11).map(|n| format!("up-{n}")).collect();
    check(
        &repository(&format!("upstreams = {eleven:?}")),
        "upstreams = ",
        &["at most 10 elements, got 11"],
    );
    check(&repository("upstreams = [\"up\", \"app\"]"), "upstreams = ", &["the repository itself"]);
    check(&repository("upstreams = [\"up\", \"up\"]"), "upstreams = ", &["listed already"]);
    check(&repository("upstreams = [\"-\"]"), "upstreams = ", &["upstreams[0]"]);
}

#[test]
fn tags_that_cannot_be() {
    check(&repository("tags = { \"aws:x\" = \"y\" }"), "tags = ", &["reserved"]);
    check(&repository("tags = { a = null }"), "tags = ", &["must have a value"]);
    check(
        &repository("tags = { for n in range(51) : \"k${n}\" => \"v\" }"),
        "tags = ",
        &["at most 50 tags"],
    );
}

#[test]
fn policies_that_cannot_be() {
    check(&policy("\"{\""), "policy_document = ", &["JSON"]);
    check(&policy("\"[]\""), "policy_document = ", &["policy"]);
    check(
        &policy("jsonencode({ Version = \"2012-10-17\" })"),
        "policy_document = ",
        &["no statement"],
    );
    let id = "x".repeat(7200);
    let long = format!("jsonencode({{ Version = \"2012-10-17\", Id = \"{id}\", Statement = [] }})");
    check(&policy(&long), "policy_document = ", &["7168"]);
}

#[test]
fn tokens_that_cannot_be() {
    let token = |kind: &str| {
        format!(
            "{kind} \"codeartifact_authorization_token\" \"t\" {{\n domain = \"main\"\n duration_seconds = 60\n}}\n"
        )
    };
    for kind in ["data", "ephemeral"] {
        check(&token(kind), "duration_seconds = 60", &["0 or 900 to 43200 seconds, got 60"]);
    }
}

#[test]
fn bad_import_ids() {
    both(|world| {
        world.write(&repository(""));
        for id in
            ["main", "arn:aws:codeartifact:eu-west-1:000000000000:domain/main", "a/b/c", "main/"]
        {
            let run = world.import("codeartifact_repository.app", id);
            run.failed_with(&["Could not import codeartifact_repository", "DOMAIN/REPOSITORY"]);
        }
        let run = world.import("codeartifact_repository.app", "main/app");
        run.failed_with(&["non-existent remote object"]);
    });
}
