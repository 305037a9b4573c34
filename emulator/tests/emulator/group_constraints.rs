//! The constraints of the operations on package groups, each violated.

use crate::constraints::check;
use crate::world::start_with_domain;

const GROUP: &str = "/v1/package-group";
const ORIGINS: &str = "/v1/package-group-origin-configuration";
const ALLOWED: &str = "/v1/package-group-allowed-repositories";
const SUBGROUPS: &str = "/v1/package-groups/sub-groups";
const ASSOCIATED: &str = "/v1/list-associated-packages";
const ASSOCIATION: &str = "/v1/get-associated-package-group";

#[tokio::test]
async fn what_a_call_on_groups_requires_may_not_be_left_out() {
    let (emulator, _client) = start_with_domain().await;
    let entry = r#"{"addAllowedRepositories":[{"repositoryName":"store"}]}"#;
    for (method, path, query, body, member) in [
        ("POST", GROUP, "", r#"{"packageGroup":"/npm/*"}"#, "domain"),
        ("POST", GROUP, "domain=main", "{}", "packageGroup"),
        ("GET", GROUP, "domain=main", "", "packageGroup"),
        ("PUT", GROUP, "domain=main", "{}", "packageGroup"),
        ("DELETE", GROUP, "domain=main", "", "packageGroup"),
        ("POST", "/v1/package-groups", "", "", "domain"),
        ("POST", SUBGROUPS, "domain=main", "", "packageGroup"),
        ("PUT", ORIGINS, "domain=main", "{}", "packageGroup"),
        (
            "PUT",
            ORIGINS,
            "domain=main&package-group=/*",
            entry,
            "addAllowedRepositories.1.member.originRestrictionType",
        ),
        ("GET", ALLOWED, "domain=main&package-group=/*", "", "originRestrictionType"),
        ("GET", ALLOWED, "domain=main&originRestrictionType=PUBLISH", "", "packageGroup"),
        ("GET", ASSOCIATED, "domain=main", "", "packageGroup"),
        ("GET", ASSOCIATION, "domain=main&package=a", "", "format"),
        ("GET", ASSOCIATION, "domain=main&format=npm", "", "package"),
    ] {
        let rule = format!("Value null at '{member}' failed to satisfy constraint");
        check(&emulator, method, &format!("{path}?{query}"), body, &rule).await;
    }
}

#[tokio::test]
async fn every_input_of_a_call_on_groups_has_a_form() {
    let (emulator, _client) = start_with_domain().await;
    let long = "x".repeat(1001);
    let root = "domain=main&package-group=/*";
    let long_pattern = format!("domain=main&package-group=/{long}");
    let long_prefix = format!("domain=main&prefix={long}");
    let contact = format!(r#"{{"packageGroup":"/npm/*","contactInfo":"{long}"}}"#);
    let description = format!(r#"{{"packageGroup":"/npm/*","description":"{long}"}}"#);
    for (method, path, query, body, rule) in [
        ("POST", GROUP, "domain=main", r#"{"packageGroup":"/"}"#, "equal to 2"),
        ("POST", GROUP, "domain=main", r#"{"packageGroup":"/npm/a b"}"#, "'packageGroup'"),
        ("POST", GROUP, "domain=main", &contact, "equal to 1000"),
        ("PUT", GROUP, "domain=main", &contact, "'contactInfo'"),
        ("POST", GROUP, "domain=main", &description, "equal to 1000"),
        ("PUT", GROUP, "domain=main", &description, "'description'"),
        (
            "POST",
            GROUP,
            "domain=main",
            r#"{"packageGroup":"/npm/*","tags":[{"key":"","value":""}]}"#,
            "'tags.1.member.key'",
        ),
        ("GET", GROUP, &long_pattern, "", "equal to 520"),
        ("GET", GROUP, "domain=main&package-group=/*&domain-owner=1", "", "'domainOwner'"),
        ("POST", "/v1/package-groups", &long_prefix, "", "equal to 520"),
        ("POST", "/v1/package-groups", "domain=main&max-results=0", "", "equal to 1"),
        ("POST", SUBGROUPS, &format!("{root}&max-results=1001"), "", "equal to 1000"),
        ("POST", SUBGROUPS, &format!("{root}&next-token="), "", "'nextToken'"),
        ("PUT", ORIGINS, root, r#"{"restrictions":{"PUBLISH":"OPEN"}}"#, "enum value set: [ALLOW,"),
        ("PUT", ORIGINS, root, r#"{"restrictions":{"FETCH":"ALLOW"}}"#, "'restrictions.key'"),
        (
            "PUT",
            ORIGINS,
            root,
            r#"{"removeAllowedRepositories":[{"repositoryName":"a","originRestrictionType":"PUBLISH"}]}"#,
            "'removeAllowedRepositories.1.member.repositoryName'",
        ),
        ("GET", ALLOWED, &format!("{root}&originRestrictionType=X"), "", "enum value set"),
        ("GET", ASSOCIATED, &format!("{root}&max-results=0"), "", "equal to 1"),
        ("GET", ASSOCIATION, "domain=main&format=deb&package=a", "", "enum value set: [npm"),
        ("GET", ASSOCIATION, "domain=main&format=npm&package=a%23", "", "'package'"),
        ("GET", ASSOCIATION, "domain=main&format=npm&package=a&namespace=", "", "'namespace'"),
    ] {
        check(&emulator, method, &format!("{path}?{query}"), body, rule).await;
    }
}
