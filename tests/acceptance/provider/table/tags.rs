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
            .sees("the prefix `aws:` is reserved for tags of AWS"),
        given()
            .with("TF_AWS_DEFAULT_TAGS_aws:x", "1")
            .sees("The default tags, also those of TF_AWS_DEFAULT_TAGS_<key>: ")
            .sees("the prefix `aws:` is reserved for tags of AWS"),
    ]
}

fn ignored() -> Vec<Row> {
    let of_two = "default_tags {\n tags = { team = \"a\", teams = \"b\" }\n}";
    let without = |ignored: &str| format!("{of_two}\nignore_tags {{\n {ignored}\n}}");
    let planned = |argument| row(argument).by_cli_alone();
    vec![
        planned("ignore_tags.keys")
            .block(without("keys = [\"team\"]"))
            .sees(r#"tags_all = { + "teams" = "b" }"#),
        planned("ignore_tags.keys")
            .block(without("keys = [\"team\"]"))
            .with("TF_AWS_IGNORE_TAGS_KEYS", "teams")
            .sees("tags_all = {}"),
        planned("ignore_tags.key_prefixes")
            .block(without("key_prefixes = [\"teams\"]"))
            .sees(r#"tags_all = { + "team" = "a" }"#),
        planned("ignore_tags.key_prefixes")
            .block(of_two)
            .with("TF_AWS_IGNORE_TAGS_KEY_PREFIXES", "te")
            .sees("tags_all = {}"),
    ]
}

fn policies() -> Vec<Row> {
    let given = || row("tag_policy_compliance");
    let of_environment = |value| given().with("TF_AWS_TAG_POLICY_COMPLIANCE", value);
    vec![
        given()
            .block("tag_policy_compliance = \"error\"")
            .sees("asks nobody which tags a policy requires"),
        given()
            .block("tag_policy_compliance = \"disabled\"")
            .sees("1 x ListDomains")
            .misses("Tag policies"),
        of_environment("error")
            .sees("Tag policies are not read")
            .sees("which this provider does not heed")
            .sees("1 x ListDomains"),
        of_environment("disabled").misses("Tag policies"),
    ]
}
