//! Policies from statements and grants: what the data source writes, and the function with it.

use codeartifact_emulator::{Credential, Identities, Options};
use serde_json::{Value as Json, json};

use crate::support::agreement::both;
use crate::support::estate::{domain_arn, repository_arn};
use crate::support::world::{ACCOUNT, REGION, World};

/// A policy, by the data source and by the function.
fn both_ways(policy: &str) -> String {
    by_data_source(policy) + &by_function(policy)
}

fn by_data_source(policy: &str) -> String {
    format!("data \"codeartifact_policy_document\" \"it\" {{\n{policy}\n}}\n")
}

fn by_function(policy: &str) -> String {
    format!(
        "output \"it\" {{\n value = provider::codeartifact::policy_document({{\n{policy}\n}})\n}}\n"
    )
}

/// The policy of a repository with one statement.
fn of_repository(statement: &str) -> String {
    format!("resource_type = \"repository\"\nstatements = [{{ {statement} }}]")
}

/// The policy of a user or a role.
fn of_identity(grants: &str) -> String {
    format!("resource_type = \"identity\"\ngrants = [{grants}]")
}

/// What both ways write, which is the same.
fn written(world: &World, policy: &str) -> Json {
    world.must_apply(&both_ways(policy));
    let text = world.state("data.codeartifact_policy_document.it")["json"].clone();
    assert_eq!(world.output("it"), text);
    serde_json::from_str(text.as_str().expect("a text")).expect("JSON")
}

#[test]
fn a_policy_is_made_of_statements() {
    both(|world| {
        let policy = written(
            &world,
            &of_repository(
                "sid = \"Read\", principals = { AWS = [\"111122223333\"] },
                 actions = [\"codeartifact:ReadFromRepository\"],
                 condition = { StringEquals = { \"aws:PrincipalOrgID\" = [\"o-1\"] } }",
            ),
        );
        assert_eq!(
            policy,
            json!({
                "Version": "2012-10-17",
                "Statement": [{
                    "Sid": "Read",
                    "Effect": "Allow",
                    "Principal": { "AWS": ["111122223333"] },
                    "Action": ["codeartifact:ReadFromRepository"],
                    "Resource": ["*"],
                    "Condition": { "StringEquals": { "aws:PrincipalOrgID": ["o-1"] } },
                }],
            })
        );
        world.must_be_settled();
    });
}

/// As `principals { type = "*" }` of the AWS provider.
#[test]
fn a_policy_can_be_about_every_principal() {
    both(|world| {
        let everyone = "principals = { \"*\" = [\"*\"] }, actions = [\"codeartifact:*\"]";
        assert_eq!(written(&world, &of_repository(everyone))["Statement"][0]["Principal"], "*");
        world.must_be_settled();
    });
}

/// A name in a domain of the world, as an ARN.
fn arn(rest: &str) -> String {
    format!("arn:aws:codeartifact:{REGION}:{ACCOUNT}:{rest}")
}

fn allow(actions: &[&str], resources: &[String]) -> Json {
    let actions: Vec<_> = actions.iter().map(|name| format!("codeartifact:{name}")).collect();
    json!({ "Effect": "Allow", "Action": actions, "Resource": resources })
}

#[test]
fn a_grant_writes_the_right_actions_and_arns() {
    both(|world| {
        let grant = format!(
            "{{ access = \"publish\", domain_arn = \"{}\", repositories = [\"npm\"], packages = [
               {{ format = \"npm\", namespace = \"acme\" }},
               {{ format = \"npm\", package = \"left-pad\" }},
               {{ format = \"pypi\", package = \"Acme_Tools\" }},
               {{ format = \"cargo\" }},
             ] }}",
            domain_arn("main")
        );
        let policy = written(&world, &of_identity(&grant));
        let statements = policy["Statement"].as_array().expect("statements");
        assert_eq!(statements[0], allow(&["GetAuthorizationToken"], &[domain_arn("main")]));
        assert_eq!(
            statements[1],
            json!({
                "Effect": "Allow",
                "Action": ["sts:GetServiceBearerToken"],
                "Resource": ["*"],
                "Condition": {
                    "StringEquals": { "sts:AWSServiceName": "codeartifact.amazonaws.com" }
                },
            })
        );
        assert_eq!(statements[2]["Resource"], json!([repository_arn("main", "npm")]));
        assert_eq!(statements[3]["Resource"], json!([arn("package/main/npm/*")]));
        let packages = ["npm/acme/*", "npm//left-pad", "pypi//acme-tools", "cargo/*"];
        let packages = packages.map(|rest| arn(&format!("package/main/npm/{rest}")));
        let publish = allow(&["PublishPackageVersion", "PutPackageMetadata"], &packages);
        assert_eq!(statements[4..], [publish]);
        world.must_be_settled();
    });
}

/// A policy, and what is said of it.
type Refusal = (String, &'static str);

const EVERYONE: &str = "principals = { AWS = [\"*\"] }";
const READ: &str = "actions = [\"codeartifact:ReadFromRepository\"]";

fn statements_of_a_repository_that_cannot_be() -> Vec<Refusal> {
    vec![
        (
            of_repository(&format!("{EVERYONE}, actions = [\"codeartifact:Read\"]")),
            "Did you mean `codeartifact:ReadFromRepository`?",
        ),
        (
            of_repository(&format!("{EVERYONE}, actions = [\"codeartifact:CreateRepository\"]")),
            "on domains",
        ),
        (
            of_repository(&format!("{EVERYONE}, actions = [\"sts:GetServiceBearerToken\"]")),
            "no effect in a resource policy",
        ),
        (
            of_repository(&format!(
                "{EVERYONE}, {READ}, resources = [\"{}\"]",
                arn("package/main/npm/npm/left-pad")
            )),
            "/{namespace, or nothing}/",
        ),
        (of_repository(EVERYONE), "needs `actions` or `not_actions`"),
        (of_repository("actions = [\"codeartifact:*\"]"), "needs `principals` or `not_principals`"),
        (
            of_repository("principals = { User = [\"a\"] }, actions = [\"codeartifact:*\"]"),
            "type `User`",
        ),
        (
            of_repository(
                "principals = { \"*\" = [\"*\"], AWS = [\"1\"] }, actions = [\"codeartifact:*\"]",
            ),
            "type `*`",
        ),
        (
            of_repository(&format!("{EVERYONE}, effect = \"allow\", actions = [\"*\"]")),
            "\"Allow\", \"Deny\"",
        ),
    ]
}

fn statements_of_an_identity_that_cannot_be() -> Vec<Refusal> {
    let identity =
        |statement: &str| format!("resource_type = \"identity\"\nstatements = [{{ {statement} }}]");
    vec![
        (identity(&format!("{EVERYONE}, {READ}, resources = [\"*\"]")), "cannot have"),
        (identity(READ), "needs `resources` or `not_resources`"),
        ("resource_type = \"identity\"".to_owned(), "has no statement"),
    ]
}

fn grants_that_cannot_be() -> Vec<Refusal> {
    let grant = |more: &str| {
        of_identity(&format!(
            "{{ access = \"read\", domain_arn = \"{}\", {more} }}",
            domain_arn("main")
        ))
    };
    vec![
        (
            format!("grants = [{{ access = \"read\", domain_arn = \"{}\" }}]", domain_arn("main")),
            "resource_type = \"identity\"",
        ),
        (grant("repositories = []"), "at least 1"),
        (grant("packages = [{ format = \"npm\" }]"), "access = \"publish\""),
        (
            grant("").replace(&domain_arn("main"), &repository_arn("main", "npm")),
            "must be the ARN of a domain",
        ),
        (
            grant("packages = [{ format = \"pypi\", namespace = \"a\" }]")
                .replace("read", "publish"),
            "have no namespace",
        ),
        (
            grant("packages = [{ format = \"maven\", package = \"a\" }]")
                .replace("read", "publish"),
            "have a namespace",
        ),
    ]
}

#[test]
fn what_cannot_be_right_is_refused_by_the_plan() {
    let cases = [
        statements_of_a_repository_that_cannot_be(),
        statements_of_an_identity_that_cannot_be(),
        grants_that_cannot_be(),
    ]
    .concat();
    both(|world| {
        for (policy, says) in &cases {
            world.write(&by_data_source(policy));
            world.plan().failed_with(&[says]);
            world.write(&by_function(policy));
            world.plan().failed_with(&["Invalid value for \"policy\" parameter", says]);
        }
        assert!(world.called().is_empty());
    });
}

/// The user of the tests, who may do what the grants say.
const USER: &str = "arn:aws:iam::000000000000:user/test";

/// A world in which this policy is all that the user may do; a domain `main` with two
/// repositories belongs to somebody else of the account.
fn governed_by(policy: &str) -> World {
    let policy = written(&World::new(), policy);
    let owner = "arn:aws:iam::000000000000:user/owner";
    let everything =
        json!({ "Statement": [{ "Effect": "Allow", "Action": "*", "Resource": "*" }] });
    let identities = Identities::default().policy(USER, policy).policy(owner, everything);
    let credential = Credential::new("owner", "owner", ACCOUNT, owner);
    let world = World::with(Options::default().credential(credential).enforce_policies(identities));
    let client = world.client("owner", REGION);
    world.wait(async {
        client.create_domain().domain("main").send().await.expect("a domain");
        for repository in ["ours", "theirs"] {
            let create = client.create_repository().domain("main").repository(repository);
            create.send().await.expect("a repository");
        }
    });
    world
}

/// A version of a generic package, and what reads it.
fn published(repository: &str, namespace: &str) -> String {
    format!(
        "resource \"codeartifact_package_version\" \"it\" {{
           domain     = \"main\"
           repository = \"{repository}\"
           format     = \"generic\"
           namespace  = \"{namespace}\"
           package    = \"greeter\"
           version    = \"1.0.0\"
           assets     = {{ \"a.txt\" = {{ content_base64 = \"YQ==\" }} }}
         }}
         data \"codeartifact_package_version_assets\" \"it\" {{
           domain     = \"main\"
           repository = codeartifact_package_version.it.repository
           format     = \"generic\"
           namespace  = \"{namespace}\"
           package    = \"greeter\"
           version    = codeartifact_package_version.it.version
         }}
         data \"codeartifact_authorization_token\" \"it\" {{ domain = \"main\" }}\n"
    )
}

fn grant(access: &str, more: &str) -> String {
    of_identity(&format!(
        "{{ access = \"{access}\", domain_arn = \"{}\", repositories = [\"ours\"], {more} }}",
        domain_arn("main")
    ))
}

#[test]
fn who_may_publish_publishes_and_reads_what_the_grant_names() {
    let world = governed_by(&grant(
        "publish",
        "packages = [{ format = \"generic\", namespace = \"acme\" }]",
    ));
    world.must_apply(&published("ours", "acme"));
    world.must_be_settled();
    for (repository, namespace) in [("ours", "other"), ("theirs", "acme")] {
        world.write(&published(repository, namespace).replace("\"1.0.0\"", "\"2.0.0\""));
        world.apply().failed_with(&["not authorized"]);
    }
}

#[test]
fn who_may_read_reads_and_does_not_publish() {
    let world = governed_by(&grant("read", ""));
    let lists = |repository: &str| {
        format!(
            "data \"codeartifact_packages\" \"it\" {{\n domain = \"main\"\n repository = \"{repository}\"\n}}
             data \"codeartifact_authorization_token\" \"it\" {{ domain = \"main\" }}\n"
        )
    };
    world.must_apply(&lists("ours"));
    world.write(&lists("theirs"));
    world.apply().failed_with(&["not authorized", "codeartifact:ListPackages"]);
    world.write(&published("ours", "acme"));
    world.apply().failed_with(&["not authorized", "codeartifact:PublishPackageVersion"]);
}

#[test]
fn who_may_administer_does_everything_in_the_domain() {
    let world = governed_by(&grant("admin", "").replace("repositories = [\"ours\"],", ""));
    let estate = "
        resource \"codeartifact_repository\" \"it\" {
          domain     = \"main\"
          repository = \"made\"
          upstreams  = [\"ours\"]
          tags       = { team = \"a\" }
        }
        resource \"codeartifact_package_group\" \"it\" {
          domain  = \"main\"
          pattern = \"/npm/acme/*\"
        }
        data \"codeartifact_domain\" \"it\" { domain = \"main\" }\n";
    world.must_apply(&(estate.to_owned() + &published("ours", "acme")));
    world.must_be_settled();
    world.must_destroy();
}

/// The permission of the token service is the caller's own: no policy of a domain can give it.
#[test]
fn the_policy_of_a_domain_does_not_replace_a_grant() {
    let lists = "actions = [\"codeartifact:ListDomains\"], resources = [\"*\"]";
    let world = governed_by(&format!("resource_type = \"identity\"\nstatements = [{{ {lists} }}]"));
    let policy = json!({ "Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Principal": { "AWS": USER }, "Resource": "*",
        "Action": ["codeartifact:*", "sts:GetServiceBearerToken"],
    }] });
    let owner = world.client("owner", REGION);
    let put = owner.put_domain_permissions_policy().domain("main");
    world.wait(put.policy_document(policy.to_string()).send()).expect("a policy");
    world.write("data \"codeartifact_authorization_token\" \"it\" { domain = \"main\" }\n");
    world.plan().failed_with(&["not authorized", "sts:GetServiceBearerToken"]);
}
