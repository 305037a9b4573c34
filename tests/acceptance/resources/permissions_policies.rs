//! What holds for the policies of domains and of repositories alike.

use codeartifact_emulator::Fault;
use serde_json::{Value as Json, json};

use crate::support::agreement::both;
use crate::support::lifecycle::block;
use crate::support::world::{OTHER_ACCOUNT, World};

/// A kind of permissions policy, with the calls that reach it behind Terraform's back.
struct Kind {
    address: &'static str,
    arguments: Vec<(&'static str, Json)>,
    /// An action that fits.
    action: &'static str,
    /// One that has no effect here, and why.
    unfit: (&'static str, &'static str),
    put: fn(&World, &str),
    document: fn(&World) -> Option<String>,
    puts: &'static str,
}

/// Proves something for both kinds, each in a world with a domain `main` and a repository `npm`.
fn for_both(law: fn(&Kind, &World)) {
    for kind in [of_domain(), of_repository()] {
        both(|world| {
            world.make_domain("main");
            world.make_repositories("main", &["npm"]);
            law(&kind, &world);
        });
    }
}

fn of_domain() -> Kind {
    Kind {
        address: "codeartifact_domain_permissions_policy.it",
        arguments: vec![("domain", json!("main"))],
        action: "codeartifact:DescribeDomain",
        unfit: ("codeartifact:ListDomains", "identity polic"),
        put: World::put_on_domain,
        document: World::policy_of_domain,
        puts: "PutDomainPermissionsPolicy",
    }
}

fn of_repository() -> Kind {
    Kind {
        address: "codeartifact_repository_permissions_policy.it",
        arguments: vec![("domain", json!("main")), ("repository", json!("npm"))],
        action: "codeartifact:ReadFromRepository",
        unfit: ("codeartifact:CreateRepository", "domain"),
        put: World::put_on_repository,
        document: World::policy_of_repository,
        puts: "PutRepositoryPermissionsPolicy",
    }
}

/// A policy that allows everybody one action.
pub(crate) fn allow(action: &str) -> String {
    let statement =
        json!({ "Effect": "Allow", "Principal": "*", "Action": action, "Resource": "*" });
    json!({ "Version": "2012-10-17", "Statement": [statement] }).to_string()
}

impl Kind {
    fn configuration(&self, document: &str) -> String {
        let document = ("policy_document", json!(document));
        block(self.address, self.arguments.iter().chain([&document]))
    }
}

/// Two documents that mean the same, one spelled as people do and one as the service might.
fn two_spellings(action: &str) -> (String, String) {
    let one = json!({
        "Version": "2012-10-17",
        "Statement": [
            { "Sid": "a", "Effect": "Allow", "Action": [action, "codeartifact:TagResource"],
              "Principal": { "AWS": [OTHER_ACCOUNT, "222222222222"] }, "Resource": "*" },
            { "Sid": "b", "Effect": "Deny", "Action": action,
              "Principal": "*", "Resource": ["*"] },
        ],
    });
    let root = |account: &str| format!("arn:aws:iam::{account}:root");
    let other = json!({
        "Statement": [
            { "Resource": "*", "Principal": { "AWS": "*" }, "Action": [action],
              "Effect": "Deny", "Sid": "b" },
            { "Sid": "a", "Effect": "Allow", "Action": ["codeartifact:TagResource", action],
              "Principal": { "AWS": [root("222222222222"), root(OTHER_ACCOUNT)] }, "Resource": ["*"] },
        ],
        "Version": "2012-10-17",
    });
    let pretty = |value| serde_json::to_string_pretty(value).expect("JSON");
    (pretty(&one), other.to_string())
}

#[test]
fn another_spelling_is_no_change_and_no_drift() {
    for_both(|kind, world| {
        let (ours, theirs) = two_spellings(kind.action);
        world.must_apply(&kind.configuration(&ours));
        let state = world.state(kind.address);
        (kind.put)(world, &theirs);
        world.must_be_settled();
        world.write(&kind.configuration(&theirs));
        world.must_be_settled();
        world.apply().succeeded();
        assert_eq!(world.state(kind.address), state);
        assert_eq!(state["policy_document"], ours);
    });
}

/// A rewrite of the same policy makes a new revision. The peer shows it as drift, and sends the old
/// revision with the next change, which the service refuses.
#[test]
fn a_new_revision_of_the_same_policy_is_in_nobodys_way() {
    for_both(|kind, world| {
        let (ours, theirs) = two_spellings(kind.action);
        world.must_apply(&kind.configuration(&ours));
        let revision = world.state(kind.address)["policy_revision"].clone();
        (kind.put)(world, &theirs);
        world.must_be_settled();
        assert_eq!(world.state(kind.address)["policy_revision"], revision);
        world.clear_requests();
        world.must_apply(&kind.configuration(&allow(kind.action)));
        assert_eq!(world.calls(kind.puts), 2, "over the old revision, then over the new one");
        assert_eq!((kind.document)(world), Some(allow(kind.action)));
        assert_ne!(world.state(kind.address)["policy_revision"], revision);
        world.must_be_settled();
    });
}

#[test]
fn a_real_change_is_one_update() {
    for_both(|kind, world| {
        world.must_apply(&kind.configuration(&allow(kind.action)));
        world.clear_requests();
        world.must_apply(&kind.configuration(&allow("codeartifact:*")));
        assert_eq!(world.calls(kind.puts), 1);
        world.no_call_failed();
        assert_eq!((kind.document)(world), Some(allow("codeartifact:*")));
    });
}

/// Somebody writes another policy between the plan and the apply.
#[test]
fn a_change_by_somebody_else_is_not_overwritten() {
    for_both(|kind, world| {
        world.must_apply(&kind.configuration(&allow(kind.action)));
        world.write(&kind.configuration(&allow("codeartifact:*")));
        world.planned();
        let theirs = allow("codeartifact:TagResource");
        (kind.put)(world, &theirs);
        world.apply_planned().failed_with(&[
            "Could not update codeartifact_",
            "changed outside of Terraform since the plan",
            kind.action,
            "codeartifact:TagResource",
        ]);
        assert_eq!((kind.document)(world), Some(theirs));
        world.apply().succeeded();
        assert_eq!((kind.document)(world), Some(allow("codeartifact:*")));
        world.must_be_settled();
    });
}

#[test]
fn a_policy_that_is_there_already_is_not_overwritten() {
    for_both(|kind, world| {
        let theirs = allow("codeartifact:TagResource");
        (kind.put)(world, &theirs);
        world.write(&kind.configuration(&allow(kind.action)));
        world
            .apply()
            .failed_with(&["already has a permissions policy", "codeartifact:TagResource"]);
        assert_eq!((kind.document)(world), Some(theirs));
        assert_eq!(world.state(kind.address), Json::Null);
    });
}

/// What is there already may be there because an earlier answer was lost: it is left as it is.
#[test]
fn a_policy_that_is_there_already_and_means_the_same_is_taken() {
    for_both(|kind, world| {
        let (ours, theirs) = two_spellings(kind.action);
        (kind.put)(world, &theirs);
        world.clear_requests();
        world.must_apply(&kind.configuration(&ours));
        assert_eq!(world.calls(kind.puts), 0);
        assert_eq!(world.state(kind.address)["policy_document"], ours);
        world.must_be_settled();
    });
}

/// The peer does not report that a policy cannot have the effect that it seems to have.
#[test]
fn an_action_that_does_not_fit_is_a_warning() {
    for_both(|kind, world| {
        let (action, reason) = kind.unfit;
        world.write(&kind.configuration(&allow(action)));
        let plan = world.plan();
        assert_eq!(plan.code, Some(2), "{}", plan.text);
        plan.says(&["Policy has actions without effect", action, reason]);
    });
}

/// The peer finds most of these at apply, or not at all: it lets a user leave out the document, and
/// set a revision that no later plan can agree with.
#[test]
fn a_policy_that_cannot_be_is_refused_before_any_call() {
    for_both(|kind, world| {
        world.clear_requests();
        let good = allow(kind.action);
        let long = good.replace('*', &"x".repeat(7168));
        for (document, says) in [
            ("", "not valid JSON"),
            ("{}", "no statement"),
            (good.replace("Effect", "effect").as_str(), "`effect`"),
            (good.replace("\"*\"", "{\"AWS\":[]}").as_str(), "Principal"),
            (&long, "CodeArtifact accepts 7168"),
        ] {
            world.write(&kind.configuration(document));
            world.plan().failed_with(&["policy_document", says]);
        }
        for (name, value, says) in [
            ("policy_document", Json::Null, "required"),
            ("policy_revision", json!("1"), "is set by CodeArtifact"),
            ("domain_owner", json!("me"), "12-digit AWS account ID"),
        ] {
            let others = kind.arguments.iter().cloned();
            let document = ("policy_document", json!(good));
            let all = others.chain([document]).filter(|(known, _)| *known != name);
            let all: Vec<_> = all.chain([(name, value)]).collect();
            world.write(&block(kind.address, &all));
            world.plan().failed_with(&[says]);
        }
        assert!(world.called().is_empty());
    });
}

#[test]
fn a_policy_goes_with_its_domain_and_comes_back_with_it() {
    both(|world| {
        let domain = "resource \"codeartifact_domain\" \"main\" { domain = \"main\" }\n";
        let reference = "domain = codeartifact_domain.main.domain";
        let policy = of_domain().configuration(&allow("codeartifact:DescribeDomain"));
        world.must_apply(&format!("{domain}{}", policy.replace("domain = \"main\"", reference)));
        world.remove_domain("main");
        let plan = world.planned();
        assert_eq!(plan.actions("codeartifact_domain.main"), ["create"]);
        assert_eq!(plan.actions(of_domain().address), ["create"]);
        world.apply().succeeded();
        world.must_be_settled();
        world.must_destroy();
    });
}

#[test]
fn a_policy_that_may_not_be_seen_is_not_gone() {
    for_both(|kind, world| {
        world.must_apply(&kind.configuration(&allow(kind.action)));
        let get = kind.puts.replace("Put", "Get");
        let denied = codeartifact_emulator::Fault::on(get.as_str());
        let denied = denied.error(403, "AccessDeniedException", "not you");
        world.fault(denied);
        world.plan().failed_with(&["Could not read", &get]);
    });
}

/// The policy names a role that the same apply has made, and that is not known everywhere yet.
#[test]
fn a_principal_that_is_too_young_is_waited_for() {
    for_both(|kind, world| {
        let unknown = "Invalid principal in policy";
        world.fault(Fault::on(kind.puts).times(2).error(400, "ValidationException", unknown));
        world.must_apply(&kind.configuration(&allow(kind.action)));
        assert_eq!(world.calls(kind.puts), 3);
        world.must_be_settled();
    });
}

/// A heredoc has more white space than the service has room for.
#[test]
fn white_space_does_not_count() {
    for_both(|kind, world| {
        let document = allow(kind.action).replacen('{', &format!("{{{}", " ".repeat(8000)), 1);
        world.must_apply(&kind.configuration(&document));
        assert_eq!((kind.document)(world), Some(allow(kind.action)));
        world.must_be_settled();
    });
}
