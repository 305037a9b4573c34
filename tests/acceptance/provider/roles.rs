//! Roles, accounts and what else of the provider block decides who calls.

use crate::support::agreement::both;
use crate::support::driver::Command;
use crate::support::world::{ACCOUNT, OTHER_ACCOUNT};

const DOMAIN: &str = "resource \"codeartifact_domain\" \"main\" {\n domain = \"main\"\n}\n";

fn configuration(block: &str) -> String {
    format!("provider \"codeartifact\" {{\n{block}\n}}\n{DOMAIN}")
}

/// The second role is assumed by the first, and the service is called by the second.
#[test]
fn a_chain_of_roles_is_assumed_link_by_link() {
    both(|world| {
        world.must_apply(&configuration(&format!(
            r#"
        assume_role {{
          role_arn            = "arn:aws:iam::{ACCOUNT}:role/first"
          source_identity     = "alice"
          tags                = {{ team = "a" }}
          transitive_tag_keys = ["team"]
        }}
        assume_role {{
          role_arn     = "arn:aws:iam::{OTHER_ACCOUNT}:role/second"
          session_name = "build"
          duration     = "45m"
          external_id  = "xyz"
          policy_arns  = ["arn:aws:iam::aws:policy/ReadOnly"]
        }}"#
        )));
        let requests = world.requests();
        let [first, second, call] = [&requests[0], &requests[1], &requests[2]];
        assert_eq!((&*first.operation, &*second.operation), ("AssumeRole", "AssumeRole"));
        assert_eq!(first.parameters["SourceIdentity"], "alice");
        assert_eq!(first.parameters["Tags.member.1.Key"], "team");
        assert_eq!(first.parameters["TransitiveTagKeys.member.1"], "team");
        assert!(second.principal.contains("assumed-role/first/"), "{}", second.principal);
        assert_eq!(second.parameters["DurationSeconds"], "2700");
        assert_eq!(second.parameters["ExternalId"], "xyz");
        assert_eq!(
            second.parameters["PolicyArns.member.1.arn"],
            "arn:aws:iam::aws:policy/ReadOnly"
        );
        let principal = format!("arn:aws:sts::{OTHER_ACCOUNT}:assumed-role/second/build");
        assert_eq!((&call.principal, &*call.account), (&principal, OTHER_ACCOUNT));
    });
}

/// What a module makes of a variable that its user leaves empty.
#[test]
fn blocks_that_say_nothing_are_skipped() {
    for block in [
        "assume_role {\n}",
        "assume_role {\n role_arn = null\n}",
        "assume_role {\n role_arn = \"\"\n session_name = \"\"\n}",
        "assume_role_with_web_identity {\n role_arn = \"\"\n web_identity_token_file = \"\"\n}",
        "region = \"\"\n profile = \"\"\n max_retries = null",
    ] {
        both(|world| {
            world.write(&configuration(block));
            assert_eq!(world.plan().code, Some(2), "{block}");
            world.apply().succeeded();
            assert_eq!(world.calls("AssumeRole"), 0);
        });
    }
}

#[test]
fn a_retry_mode_of_older_sdks_is_a_warning() {
    both(|mut world| {
        world.write(&configuration("retry_mode = \"legacy\""));
        world.plan().says(&["The retry mode is `standard`"]);
        world.set("AWS_RETRY_MODE", "legacy").write(&configuration(""));
        world.plan().says(&["The retry mode is `standard`"]);
    });
}

fn check_refused(block: &str, expected: &str) {
    both(|world| {
        world.write(&configuration(block));
        world.apply().failed_with(&[expected]);
        let requests = world.requests();
        let none = requests.iter().all(|request| request.operation != "CreateDomain");
        assert!(none, "{block}");
    });
}

#[test]
fn what_is_refused_is_named() {
    let not_allowed = format!("AWS account ID not allowed: {ACCOUNT}");
    check_refused(&format!("allowed_account_ids = [{OTHER_ACCOUNT:?}]"), &not_allowed);
    check_refused(&format!("forbidden_account_ids = [{ACCOUNT:?}]"), &not_allowed);
    let both = format!(
        "allowed_account_ids = [{ACCOUNT:?}]\n forbidden_account_ids = [{OTHER_ACCOUNT:?}]"
    );
    check_refused(&both, "cannot be set together");
    check_refused("allowed_account_ids = [\"1\"]", "a 12-digit AWS account ID");
    check_refused("insecure = true", "custom_ca_bundle");
    check_refused("custom_ca_bundle = \"/nowhere\"", "/nowhere");
    let role = "arn:aws:iam::000000000000:role/ci";
    let short = format!("assume_role {{\n role_arn = {role:?}\n duration = \"1m\"\n}}");
    check_refused(&short, "15 minutes to 12 hours");
    let first = format!("assume_role {{\n role_arn = {role:?}\n}}\n");
    let long = format!("assume_role {{\n role_arn = {role:?}\n duration = \"1h1s\"\n}}");
    check_refused(&format!("{first}{long}"), "must be at most \"1h\"");
}

#[test]
fn an_allowed_account_is_checked_once() {
    both(|world| {
        world.write(&configuration(&format!("allowed_account_ids = [{ACCOUNT:?}]")));
        assert_eq!(world.run(Command::Plan { refresh: true }).code, Some(2));
        assert!(world.requests().is_empty(), "a plan of something new calls nothing");
        world.apply_planned().succeeded();
        let requests = world.requests();
        let checks = requests.iter().filter(|request| request.operation == "GetCallerIdentity");
        assert_eq!(checks.count(), 1);
    });
}
