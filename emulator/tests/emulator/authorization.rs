//! Policies that decide who may do what.

use std::time::Duration;

use aws_sdk_codeartifact::Client;
use aws_sdk_codeartifact::config::Credentials;
use aws_sdk_codeartifact::types::{Tag, UpstreamRepository};
use codeartifact_emulator::{Credential, Emulator, Fault, Identities, Options};
use serde_json::{Value, json};

use crate::world::{client, fault, refused, start_with};

const OWNER: &str = "arn:aws:iam::000000000000:user/owner";
const TEST: &str = "arn:aws:iam::000000000000:user/test";
const OTHER: &str = "arn:aws:iam::111122223333:user/other";
const DENIED: &str = "403 AccessDeniedException";

fn everything(effect: &str) -> Value {
    statement(json!({ "Effect": effect, "Action": "*", "Resource": "*" }))
}

fn statement(statement: Value) -> Value {
    json!({ "Version": "2012-10-17", "Statement": [statement] })
}

/// An emulator whose domain `main` and repository `store` belong to an owner who may do everything.
async fn start(identities: Identities) -> (Emulator, Client) {
    let identities = identities.policy(OWNER, everything("Allow")).organization("o-example");
    let options = Options::default()
        .credential(Credential::new("owner", "secret", "000000000000", OWNER))
        .credential(Credential::new("other", "secret", "111122223333", OTHER))
        .enforce_policies(identities);
    let (emulator, _) = start_with(options).await;
    let owner = of(&emulator, OWNER);
    owner.create_domain().domain("main").send().await.expect("a domain");
    let create = owner.create_repository().domain("main").repository("store");
    create.send().await.expect("a repository");
    (emulator, owner)
}

fn of(emulator: &Emulator, principal: &str) -> Client {
    let (key, secret) = match principal {
        OWNER => ("owner", "secret"),
        OTHER => ("other", "secret"),
        _ => ("test", "test"),
    };
    client(emulator, "us-east-1", Credentials::new(key, secret, None, None, "test"))
}

async fn put(owner: &Client, policy: Value) {
    let put = owner.put_domain_permissions_policy().domain("main");
    put.policy_document(policy.to_string()).send().await.expect("a policy");
}

async fn describe(emulator: &Emulator, principal: &str) -> bool {
    let call = of(emulator, principal).describe_domain().domain("main");
    call.domain_owner("000000000000").send().await.is_ok()
}

fn to(principal: Value, effect: &str) -> Value {
    let (action, resource) = ("codeartifact:Describe*", "*");
    statement(json!({
        "Effect": effect, "Principal": principal, "Action": action, "Resource": resource,
    }))
}

#[tokio::test]
async fn a_policy_whose_end_is_hidden_decides_a_while_longer() {
    let identities = Identities::default().policy(OTHER, everything("Allow"));
    let (emulator, owner) = start(identities).await;
    put(&owner, to(json!({ "AWS": [OTHER] }), "Allow")).await;
    let window = Duration::from_secs(60);
    fault(&emulator, Fault::on("DeleteDomainPermissionsPolicy").stale_reads(window)).await;
    let delete = owner.delete_domain_permissions_policy().domain("main");
    delete.send().await.expect("the end of the policy");
    assert!(describe(&emulator, OTHER).await);
    emulator.control().advance_clock(window).await.expect("another time");
    assert!(!describe(&emulator, OTHER).await);
}

#[tokio::test]
async fn policies_of_principals_and_of_the_domain_decide_together() {
    let (allow, deny) = (Some("Allow"), Some("Deny"));
    let account = json!({ "AWS": "arn:aws:iam::111122223333:root" });
    let own_account = json!({ "AWS": "000000000000" });
    for (principal, own, theirs, expect) in [
        (TEST, None, None, false),
        (TEST, allow, None, true),
        (TEST, deny, Some(to(json!("*"), "Allow")), false),
        (TEST, allow, Some(to(json!("*"), "Deny")), false),
        (TEST, None, Some(to(json!({ "AWS": TEST }), "Allow")), true),
        (TEST, None, Some(to(json!({ "AWS": [OTHER] }), "Allow")), false),
        (TEST, None, Some(to(own_account, "Allow")), false),
        (OTHER, allow, None, false),
        (OTHER, None, Some(to(account.clone(), "Allow")), false),
        (OTHER, allow, Some(to(account.clone(), "Allow")), true),
        (OTHER, allow, Some(to(json!({ "AWS": [OTHER] }), "Allow")), true),
        (OTHER, allow, Some(to(account, "Deny")), false),
    ] {
        let mut identities = Identities::default();
        if let Some(effect) = own {
            identities = identities.policy(principal, everything(effect));
        }
        let (emulator, owner) = start(identities).await;
        if let Some(policy) = &theirs {
            put(&owner, policy.clone()).await;
        }
        let found = describe(&emulator, principal).await;
        assert_eq!(found, expect, "{principal} with {own:?} and {theirs:?}");
    }
}

#[tokio::test]
async fn statements_are_read_with_all_their_elements() {
    let arn = "arn:aws:codeartifact:us-east-1:000000000000:domain/main";
    for (elements, expect) in [
        (json!({ "Action": "codeartifact:DescribeDomain", "Resource": arn }), true),
        (json!({ "Action": ["codeartifact:describedomain"], "Resource": [arn] }), true),
        (json!({ "Action": "codeartifact:Describe?omain", "Resource": "arn:aws:*/main" }), true),
        (json!({ "Action": "codeartifact:DescribeRepository", "Resource": "*" }), false),
        (json!({ "Action": "*", "Resource": arn.replace('/', ":") }), false),
        (json!({ "NotAction": "codeartifact:Delete*", "Resource": "*" }), true),
        (json!({ "NotAction": "codeartifact:Describe*", "Resource": "*" }), false),
        (json!({ "Action": "*", "NotResource": arn }), false),
        (json!({ "Action": "*", "Resource": "arn:*:${aws:PrincipalAccount}:domain/main" }), true),
        (json!({ "Action": "*", "Resource": "arn:*:domain/${aws:username}" }), false),
        (json!({ "Action": "*", "Resource": "arn:*:domain/${aws:none}" }), false),
        (json!({ "Action": "*", "Resource": "arn:*:domain/${unclosed" }), false),
    ] {
        let mut policy = elements.clone();
        policy["Effect"] = "Allow".into();
        let (emulator, _) = start(Identities::default().policy(TEST, statement(policy))).await;
        assert_eq!(describe(&emulator, TEST).await, expect, "{elements}");
    }
}

#[tokio::test]
async fn conditions_must_be_met() {
    for (condition, expect) in [
        (json!({ "StringEquals": { "aws:PrincipalOrgID": "o-example" } }), true),
        (json!({ "StringEquals": { "aws:principalorgid": ["o-other", "o-example"] } }), true),
        (json!({ "StringNotEquals": { "aws:PrincipalOrgID": "o-example" } }), false),
        (json!({ "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::*:user/t*" } }), true),
        (json!({ "StringEquals": { "aws:ResourceTag/team": "core" } }), true),
        (json!({ "StringEquals": { "aws:ResourceTag/team": "web" } }), false),
        (json!({ "StringEquals": { "aws:ResourceTag/none": "core" } }), false),
        (json!({ "StringEqualsIfExists": { "aws:ResourceTag/none": "core" } }), true),
        (json!({ "Null": { "aws:ResourceTag/team": "true" } }), false),
        (json!({ "Null": { "aws:ResourceTag/none": true } }), true),
        (json!({ "IpAddress": { "aws:SourceIp": "127.0.0.0/8" } }), true),
        (json!({ "IpAddress": { "aws:SourceIp": ["10.0.0.0/8", "127.0.0.1"] } }), true),
        (json!({ "IpAddress": { "aws:SourceIp": "10.0.0.0/8" } }), false),
        (json!({ "NotIpAddress": { "aws:SourceIp": "10.0.0.0/8" } }), true),
        (json!({ "IpAddress": { "aws:SourceIp": "nonsense" } }), false),
        (json!({ "DateGreaterThan": { "aws:CurrentTime": "2020-01-01T00:00:00Z" } }), true),
        (json!({ "DateLessThan": { "aws:CurrentTime": "2020-01-01T00:00:00Z" } }), false),
        (json!({ "DateLessThan": { "aws:EpochTime": "4102444800" } }), true),
        (json!({ "NumericGreaterThanEquals": { "aws:EpochTime": 1 } }), true),
        (json!({ "DateGreaterThan": { "aws:CurrentTime": "yesterday" } }), false),
        (json!({ "Bool": { "aws:SecureTransport": "false" } }), false),
        (json!({ "StringEquals": { "aws:username": "test", "aws:PrincipalType": "User" } }), true),
        (json!({ "StringEquals": { "aws:ResourceAccount": "${aws:PrincipalAccount}" } }), true),
        (json!({ "StringEquals": { "aws:ResourceTag/team": "${aws:username}" } }), false),
        (json!({ "StringEquals": { "aws:ResourceTag/team": "${aws:none, 'core'}" } }), true),
        (json!({ "StringNotEquals": { "aws:ResourceTag/team": "${aws:none}" } }), false),
        (json!({ "Unknown": { "aws:PrincipalOrgID": "o-example" } }), false),
    ] {
        let allow =
            json!({ "Effect": "Allow", "Action": "*", "Resource": "*", "Condition": condition });
        let (emulator, owner) = start(Identities::default().policy(TEST, statement(allow))).await;
        let arn = "arn:aws:codeartifact:us-east-1:000000000000:domain/main";
        let tag = Tag::builder().key("team").value("core").build().expect("a tag");
        owner.tag_resource().resource_arn(arn).tags(tag).send().await.expect("a tag");
        assert_eq!(describe(&emulator, TEST).await, expect, "{condition}");
    }
}

#[tokio::test]
async fn a_policy_cannot_lock_out_the_owner_of_its_domain() {
    let (_emulator, owner) = start(Identities::default()).await;
    let deny = json!({ "Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*" });
    put(&owner, statement(deny.clone())).await;
    let refusal = owner.describe_domain().domain("main").send().await;
    refused(refusal, DENIED, "with an explicit deny in a resource-based policy");
    let refusal = owner.put_repository_permissions_policy().domain("main").repository("store");
    let refusal = refusal.policy_document(statement(deny).to_string()).send().await;
    refused(refusal, DENIED, "codeartifact:PutRepositoryPermissionsPolicy");
    put(&owner, to(json!("*"), "Allow")).await;
    owner.describe_domain().domain("main").send().await.expect("the domain");
}

#[tokio::test]
async fn some_calls_demand_more_than_their_own_action() {
    let allow = |actions: &[&str]| {
        statement(json!({ "Effect": "Allow", "Action": actions, "Resource": "*" }))
    };
    let tag = Tag::builder().key("team").value("core").build().expect("a tag");
    let upstream = UpstreamRepository::builder().repository_name("store").build().expect("a name");
    for (also, expect) in [
        (vec![], "codeartifact:AssociateWithDownstreamRepository"),
        (vec!["codeartifact:AssociateWithDownstreamRepository"], "codeartifact:TagResource"),
    ] {
        let actions = [vec!["codeartifact:CreateRepository"], also].concat();
        let (emulator, _) = start(Identities::default().policy(TEST, allow(&actions))).await;
        let create = of(&emulator, TEST).create_repository().domain("main").repository("down");
        let create = create.upstreams(upstream.clone()).tags(tag.clone()).send().await;
        refused(create, DENIED, expect);
    }
    let token = allow(&["codeartifact:GetAuthorizationToken"]);
    let (emulator, _) = start(Identities::default().policy(TEST, token)).await;
    let token = of(&emulator, TEST).get_authorization_token().domain("main").send().await;
    refused(token, DENIED, "sts:GetServiceBearerToken on resource: *");
}

#[tokio::test]
async fn a_domain_under_a_key_demands_the_use_of_that_key() {
    for (may, expect) in [
        ("kms:CreateGrant", "kms:DescribeKey on resource: arn:aws:kms:us-east-1:000000000000:key/"),
        ("kms:DescribeKey", "kms:CreateGrant on resource: arn:aws:kms:us-east-1:000000000000:key/"),
    ] {
        let actions = ["codeartifact:CreateDomain", may];
        let allow = json!({ "Effect": "Allow", "Action": actions, "Resource": "*" });
        let (emulator, _) = start(Identities::default().policy(TEST, statement(allow))).await;
        let create = of(&emulator, TEST).create_domain().domain("secret");
        refused(create.encryption_key("alias/mine").send().await, DENIED, expect);
        let create = of(&emulator, TEST).create_domain().domain("secret");
        create.send().await.expect("a domain under the key that AWS manages");
    }
}

#[tokio::test]
async fn a_refusal_is_in_the_words_of_aws() {
    let (emulator, _) = start(Identities::default()).await;
    let refusal = of(&emulator, TEST).describe_domain().domain("main").send().await;
    let words = "User: arn:aws:iam::000000000000:user/test is not authorized to perform: \
                 codeartifact:DescribeDomain on resource: \
                 arn:aws:codeartifact:us-east-1:000000000000:domain/main because no identity-based \
                 policy allows the codeartifact:DescribeDomain action";
    refused(refusal, DENIED, words);
    let refusal = of(&emulator, TEST).list_domains().send().await;
    refused(refusal, DENIED, "codeartifact:ListDomains");
}

#[tokio::test]
async fn an_older_policy_has_no_variables() {
    let arn = "arn:*:${aws:PrincipalAccount}:domain/main";
    for (version, expect) in [("2012-10-17", true), ("2008-10-17", false)] {
        let mut policy = statement(json!({ "Effect": "Allow", "Action": "*", "Resource": arn }));
        policy["Version"] = version.into();
        let (emulator, _) = start(Identities::default().policy(TEST, policy)).await;
        assert_eq!(describe(&emulator, TEST).await, expect, "{version}");
    }
}
