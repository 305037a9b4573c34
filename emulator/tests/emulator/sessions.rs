//! Sessions of roles under policies: what narrows them, and what they bring along.

use aws_sdk_codeartifact::Client;
use codeartifact_emulator::{Emulator, Identities, Options};
use serde_json::{Value, json};

use crate::sts::assume;
use crate::world::{client, refused, start_with};

const ROLE: &str = "arn:aws:iam::111122223333:role/ci";
const SESSION: &str = "arn:aws:sts::111122223333:assumed-role/ci/me";
const MANAGED: &str = "arn:aws:iam::aws:policy/AWSCodeArtifactReadOnlyAccess";

fn allow(action: &str) -> Value {
    statement("Allow", action)
}

fn statement(effect: &str, action: &str) -> Value {
    let statement = json!({ "Effect": effect, "Action": action, "Resource": "*" });
    json!({ "Version": "2012-10-17", "Statement": [statement] })
}

/// An emulator where the role may do what this policy says, and a session of it.
async fn start(of_role: Value, further: &str) -> (Emulator, Client) {
    let identities = Identities::default()
        .policy(ROLE, of_role)
        .managed(MANAGED, allow("codeartifact:Describe*"));
    let (emulator, _) = start_with(Options::default().enforce_policies(identities)).await;
    let session = assume(&emulator, "me", further).await;
    let client = client(&emulator, "us-east-1", session);
    (emulator, client)
}

fn narrowed_by(policy: &Value) -> String {
    let encoded: String = form_urlencoded::byte_serialize(policy.to_string().as_bytes()).collect();
    format!("&Policy={encoded}")
}

#[tokio::test]
async fn the_policies_of_a_session_narrow_those_of_its_role() {
    let managed = format!("&PolicyArns.member.1.arn={MANAGED}");
    for (further, refusal) in [
        (String::new(), None),
        (narrowed_by(&allow("codeartifact:*")), None),
        (narrowed_by(&allow("codeartifact:Describe*")), Some("because no session policy allows")),
        (narrowed_by(&statement("Deny", "*")), Some("with an explicit deny in a session policy")),
        (managed.clone(), Some("because no session policy allows the codeartifact:CreateDomain")),
        (managed + &narrowed_by(&allow("*")), None),
        ("&PolicyArns.member.1.arn=arn:aws:iam::aws:policy/Unknown".into(), Some("session policy")),
    ] {
        let (_emulator, client) = start(allow("*"), &further).await;
        let made = client.create_domain().domain("main").send().await;
        match refusal {
            Some(words) => refused(made, "403 AccessDeniedException", words),
            None => assert!(made.is_ok(), "{further}: {made:?}"),
        }
    }
    let (_emulator, client) =
        start(allow("codeartifact:Describe*"), &narrowed_by(&allow("*"))).await;
    let made = client.create_domain().domain("main").send().await;
    refused(made, "403 AccessDeniedException", "because no identity-based policy allows");
}

#[tokio::test]
async fn a_policy_of_the_domain_that_names_the_session_is_not_narrowed() {
    let of_role = json!({ "Version": "2012-10-17", "Statement": [
        { "Effect": "Allow", "Action": ["codeartifact:CreateDomain", "codeartifact:PutDomain*"], "Resource": "*" },
    ] });
    for (principal, narrow, expect) in [
        (ROLE, "", true),
        (SESSION, "", true),
        (ROLE, "codeartifact:[CP]*", false),
        (SESSION, "codeartifact:[CP]*", true),
        ("arn:aws:iam::111122223333:role/other", "", false),
    ] {
        let (emulator, whole) = start(of_role.clone(), "").await;
        whole.create_domain().domain("main").send().await.expect("a domain");
        let policy = json!({ "Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Principal": { "AWS": principal }, "Action": "*", "Resource": "*",
        }] });
        let put = whole.put_domain_permissions_policy().domain("main");
        put.policy_document(policy.to_string()).send().await.expect("a policy");
        let further = if narrow.is_empty() { String::new() } else { narrowed_by(&allow(narrow)) };
        let session = client(&emulator, "us-east-1", assume(&emulator, "me", &further).await);
        let described = session.describe_domain().domain("main").send().await;
        assert_eq!(described.is_ok(), expect, "{principal} narrowed to {narrow:?}");
    }
}

#[tokio::test]
async fn tags_and_source_of_a_session_are_known_to_conditions() {
    let tagged = "&SourceIdentity=alice&Tags.member.1.Key=team&Tags.member.1.Value=core";
    for (key, value, further, expect) in [
        ("aws:PrincipalTag/team", "core", tagged, true),
        ("aws:PrincipalTag/team", "web", tagged, false),
        ("aws:PrincipalTag/team", "core", "", false),
        ("aws:SourceIdentity", "alice", tagged, true),
        ("aws:PrincipalType", "AssumedRole", "", true),
        ("aws:PrincipalArn", ROLE, "", true),
    ] {
        let mut policy = allow("*");
        policy["Statement"][0]["Condition"] = json!({ "StringEquals": { key: value } });
        let (_emulator, client) = start(policy, further).await;
        let made = client.create_domain().domain("main").send().await;
        assert_eq!(made.is_ok(), expect, "{key} {value} {further}");
    }
}
