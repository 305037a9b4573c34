//! Tags that everything gets, and tags that are left alone.

use super::{Row, check, row};

#[test]
fn which_tags_are_planned() {
    check(&rows());
}

pub(super) fn rows() -> Vec<Row> {
    [defaults(), ignored(), policies()].concat()
}

fn defaults() -> Vec<Row> {
    let block = "default_tags {\n tags = { team = \"block\" }\n}";
    let given = || row("default_tags.tags");
    let planned = || given().by_cli_alone();
    vec![
        planned().block(block).sees(r#"tags_all = { + "team" = "block" }"#),
        planned()
            .with("TF_AWS_DEFAULT_TAGS_team", "environment")
            .sees(r#"tags_all = { + "team" = "environment" }"#),
        planned()
            .block(block)
            .with("TF_AWS_DEFAULT_TAGS_team", "environment")
            .with("TF_AWS_DEFAULT_TAGS_cost", "1")
            .sees(r#"tags_all = { + "cost" = "1" + "team" = "block" }"#),
        given()
            .block("default_tags {\n tags = { \"aws:x\" = \"1\" }\n}")
            .sees("the prefix `aws:`, which is reserved for AWS"),
        given()
            .with("TF_AWS_DEFAULT_TAGS_aws:x", "1")
            .sees("The default tags, also those of TF_AWS_DEFAULT_TAGS_<key>: ")
            .sees("the prefix `aws:`, which is reserved for AWS"),
    ]
}

/// What is ignored of a domain that is imported, whose other tags the plan takes away.
fn ignored() -> Vec<Row> {
    let planned = |argument| {
        let row = row(argument).by_cli_alone();
        row.imports_tagged(&[("team", "a"), ("teams", "b")])
    };
    let (team, teams) = (r#"- "team" = "a""#, r#"- "teams" = "b""#);
    let keys = "ignore_tags {\n keys = [\"team\"]\n}";
    let prefixes = "ignore_tags {\n key_prefixes = [\"teams\"]\n}";
    let neither = |row: Row| row.misses(team).misses(teams);
    vec![
        planned("ignore_tags.keys").sees(team).sees(teams),
        planned("ignore_tags.keys").block(keys).sees(teams).misses(team),
        neither(planned("ignore_tags.keys").block(keys).with("TF_AWS_IGNORE_TAGS_KEYS", "teams")),
        planned("ignore_tags.key_prefixes").block(prefixes).sees(team).misses(teams),
        neither(planned("ignore_tags.key_prefixes").with("TF_AWS_IGNORE_TAGS_KEY_PREFIXES", "te")),
    ]
}

fn policies() -> Vec<Row> {
    let given = || row("tag_policy_compliance");
    let of_environment = |value| given().with("TF_AWS_TAG_POLICY_COMPLIANCE", value);
    vec![
        given().block("tag_policy_compliance = \"error\"").sees("does not read tag policies"),
        given()
            .block("tag_policy_compliance = \"disabled\"")
            .sees("1 x ListDomains")
            .misses("Tag policies"),
        of_environment("error")
            .sees("Tag policies are not read")
            .sees("but this provider ignores it")
            .sees("1 x ListDomains"),
        of_environment("disabled").misses("Tag policies"),
    ]
}
