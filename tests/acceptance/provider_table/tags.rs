//! Tags that everything gets, and tags that are left alone.

use super::{Row, check, row};

#[test]
fn which_tags_are_planned() {
    check(&rows());
}

pub(super) fn rows() -> Vec<Row> {
    let block = "default_tags {\n tags = { team = \"block\" }\n}";
    let ignored = |inside: &str, names: &str| {
        format!(
            "default_tags {{\n tags = {{ team = \"a\", teams = \"b\" }}\n}}\nignore_tags {{\n {inside} = {names}\n}}"
        )
    };
    let of_two = r#"default_tags {
          tags = { team = "a", teams = "b" }
        }"#;
    let policy = |value: &str| {
        row("tag_policy_compliance").block(format!("tag_policy_compliance = {value:?}"))
    };
    vec![
        row("default_tags.tags")
            .block(block)
            .by_cli_alone()
            .sees(r#"tags_all = { + "team" = "block" }"#),
        row("default_tags.tags")
            .with("TF_AWS_DEFAULT_TAGS_team", "environment")
            .by_cli_alone()
            .sees(r#"tags_all = { + "team" = "environment" }"#),
        row("default_tags.tags")
            .block(block)
            .with("TF_AWS_DEFAULT_TAGS_team", "environment")
            .with("TF_AWS_DEFAULT_TAGS_cost", "1")
            .by_cli_alone()
            .sees(r#"tags_all = { + "cost" = "1" + "team" = "block" }"#),
        row("ignore_tags.keys")
            .block(ignored("keys", "[\"team\"]"))
            .by_cli_alone()
            .sees(r#"tags_all = { + "teams" = "b" }"#),
        row("ignore_tags.keys")
            .block(ignored("keys", "[\"team\"]"))
            .with("TF_AWS_IGNORE_TAGS_KEYS", "teams")
            .by_cli_alone()
            .sees("tags_all = {}"),
        row("ignore_tags.key_prefixes")
            .block(ignored("key_prefixes", "[\"teams\"]"))
            .by_cli_alone()
            .sees(r#"tags_all = { + "team" = "a" }"#),
        row("ignore_tags.key_prefixes")
            .block(of_two)
            .with("TF_AWS_IGNORE_TAGS_KEY_PREFIXES", "te")
            .by_cli_alone()
            .sees("tags_all = {}"),
        row("default_tags.tags")
            .block("default_tags {\n tags = { \"aws:x\" = \"1\" }\n}")
            .sees("the prefix `aws:` is reserved for tags of AWS"),
        row("default_tags.tags")
            .with("TF_AWS_DEFAULT_TAGS_aws:x", "1")
            .sees("The default tags, also those of TF_AWS_DEFAULT_TAGS_<key>: ")
            .sees("the prefix `aws:` is reserved for tags of AWS"),
        policy("error").sees("asks nobody which tags a policy requires"),
        policy("disabled").sees("1 x ListDomains").misses("Tag policies"),
        row("tag_policy_compliance")
            .with("TF_AWS_TAG_POLICY_COMPLIANCE", "error")
            .sees("Tag policies are not read")
            .sees("which this provider does not heed")
            .sees("1 x ListDomains"),
        row("tag_policy_compliance")
            .with("TF_AWS_TAG_POLICY_COMPLIANCE", "disabled")
            .misses("Tag policies"),
    ]
}
