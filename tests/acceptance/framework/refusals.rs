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
        check(&domain(name), "domain = ", &["Invalid value for `domain`", "lowercase letters"]);
    }
    let bad = repository("").replace("\"app\"\n ", "\"-app\"\n ");
    check(&bad, "repository = ", &["Invalid value for `repository`"]);
}

#[test]
fn bad_accounts_regions_and_connections() {
    check(&repository("domain_owner = \"12345\""), "domain_owner = ", &["12-digit"]);
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
    check(&repository("upstreams = [\"up\", \"up\"]"), "upstreams = ", &["already listed"]);
    check(&repository("upstreams = [\"-\"]"), "upstreams = ", &["upstreams[0]"]);
}

#[test]
fn tags_that_cannot_be() {
    check(&repository("tags = { \"aws:x\" = \"y\" }"), "tags = ", &["reserved"]);
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

/// A typing error would let nobody in, and the service refuses it with the apply only.
#[test]
fn principals_that_nobody_has() {
    for (kind, name) in [("AWS", "ci"), ("AWS", "12345"), ("Service", "codebuild")] {
        let statement = format!(
            "{{ Effect = \"Allow\", Principal = {{ {kind} = {name:?} }}, Action = \"codeartifact:DescribeDomain\", Resource = \"*\" }}"
        );
        let document =
            format!("jsonencode({{ Version = \"2012-10-17\", Statement = [{statement}] }})");
        check(&policy(&document), "policy_document = ", &[&format!("the principal `{name}`")]);
    }
}

/// Terraform drops the level `restrictions` of awscc without a word, and with it what is in it.
#[test]
fn origins_that_say_nothing() {
    for origins in [
        "{}",
        "{ restrictions = { publish = { restriction_mode = \"BLOCK\" } } }",
        "{ publish = null, Publish = { mode = \"BLOCK\" } }",
    ] {
        let group = format!(
            "resource \"codeartifact_package_group\" \"g\" {{\n domain = \"main\"\n pattern = \"/npm/*\"\n \
             origin_configuration = {origins}\n}}\n"
        );
        check(&group, "origin_configuration = ", &["sets none of `publish`", "`restrictions`"]);
    }
}

#[test]
fn keys_that_are_none() {
    for key in ["arn:aws:s3:::bucket", "alias/a b", "key/"] {
        let domain = format!(
            "resource \"codeartifact_domain\" \"d\" {{\n domain = \"main\"\n encryption_key = {key:?}\n}}\n"
        );
        check(&domain, "encryption_key = ", &["the ID of a KMS key"]);
    }
}

#[test]
fn a_pattern_is_refused_in_a_sentence() {
    let group = "resource \"codeartifact_package_group\" \"g\" {\n domain = \"main\"\n pattern = \"/npm/a/b\"\n}\n";
    check(group, "pattern = ", &["has the name \"b\", which must be `*`"]);
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

/// Names in an import ID are judged like those of a configuration.
#[test]
fn import_ids_whose_names_cannot_be() {
    both(|world| {
        world.write(&repository(""));
        for (id, says) in [
            ("main/app@eu-west", "`region` must be a Region"),
            ("Main Domain/app", "`domain` must be 2 to 50"),
            ("main/-", "`repository` must be 2 to 100"),
        ] {
            world.import("codeartifact_repository.app", id).failed_with(&[says]);
        }
        assert!(world.requests().is_empty(), "a wrong ID calls nothing");
    });
}

#[test]
fn arns_where_names_belong() {
    let arn = "arn:aws:codeartifact:eu-west-1:000000000000:repository/main/app";
    let upstream = repository(&format!("upstreams = [{arn:?}]"));
    check(&upstream, "upstreams = ", &["use `.repository`, not `.arn`"]);
    let domain = repository("").replace("\"main\"", &format!("{arn:?}"));
    check(&domain, "domain = ", &["use `.domain`, not `.arn`"]);
}
